"""The grades of an inspection, each under the label that is printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.model import Judgement
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.knowledge.schemes import Concept, load_scheme

_NOT_JUDGED = "not judged"
_TABLE_AT_THE_END = "other"  # the kind of report that may print its table of grades last
_SENTENCE = 300  # characters in which a sentence gives its grade


def extract_judgements(parts: LetterParts, *, kind: str = "") -> tuple[Judgement, ...]:
    """The rows of the table of grades, in the order of their printing, then the grades given in a sentence.

    A label counts with the grade that follows it; each area once, the first time. Which sentences give a
    grade in letters of which `kind` is in `ontology/cues/judgement-sentences.csv`. Reports of before the
    single inspection framework print their table at the end.
    """
    found: dict[str, Judgement] = {}
    for judgement in (*_rows(parts, parts.opening), *_sentences(parts, kind=kind), *_last(parts, kind=kind)):
        found.setdefault(judgement.area, judgement)
    return tuple(found.values())


def overall_of(judgements: tuple[Judgement, ...]) -> Judgement | None:
    """The overall grade's row, if one is printed."""
    return next((judgement for judgement in judgements if judgement.area == "overall"), None)


def _rows(parts: LetterParts, span: Span) -> Iterator[Judgement]:
    text = parts.flat(span)
    for match in _row_pattern().finditer(text):
        yield Judgement(
            area=_by_form("judgement-area")[_folded(match["label"])].id,
            label=" ".join(match["label"].split()),
            grade=_grade_of(match["grade"]),
            passage=parts.letter.passage(span.start + match.start("label"), span.start + match.end()),
        )


def _last(parts: LetterParts, *, kind: str) -> Iterator[Judgement]:
    """Rows of tables anywhere after the opening, in reports of a kind without a table of its own."""
    for block in parts.letter.blocks if kind == _TABLE_AT_THE_END else ():
        if block.kind == "row" and block.start >= parts.opening.end:
            yield from _rows(parts, Span(start=block.start, end=block.end))


def _sentences(parts: LetterParts, *, kind: str) -> Iterator[Judgement]:
    """Headings and first words of blocks such as "Children's services are inadequate because:"."""
    table = load_cues("judgement-sentences", key="area")
    cues = [(cue.key, _with_grade(cue.pattern)) for cue in table if kind.startswith(cue.row["kind"])]
    text = parts.flat(Span(start=0, end=parts.letter.flow_end))
    for block in parts.letter.blocks if cues else ():
        if block.kind == "furniture":
            continue
        words = text[block.start : min(block.end, block.start + _SENTENCE)]
        for area, pattern in cues:
            if match := pattern.match(words):
                yield Judgement(
                    area=area,
                    label=match["label"],
                    grade=_grade_of(match["grade"]),
                    passage=parts.letter.passage(block.start, block.start + match.end("grade")),
                )


@cache
def _with_grade(label: re.Pattern[str]) -> re.Pattern[str]:
    """The label and a grade that ends the sentence or its main clause: not "good at", not "inadequate if"."""
    grades = _alternatives("grade")
    end = r"(?: overall)?\s*(?:$|[.:,]|because\b|\d)"
    return re.compile(rf"{label.pattern}(?P<grade>{grades}){end}", re.IGNORECASE)


def _grade_of(words: str) -> str | None:
    folded = _folded(words)
    return None if folded == _NOT_JUDGED else _by_form("grade")[folded].id


@cache
def _row_pattern() -> re.Pattern[str]:
    labels, grades = _alternatives("judgement-area"), _alternatives("grade", _NOT_JUDGED)
    return re.compile(rf"(?<!\w)(?P<label>{labels})\s*[\s:|–-]\s*(?P<grade>{grades})(?!\w)", re.IGNORECASE)


@cache
def _by_form(scheme: str) -> dict[str, Concept]:
    concepts = load_scheme(scheme).values()
    return {_folded(form): c for c in concepts for form in (c.label, c.id.replace("-", " "), *c.alt_labels)}


def _alternatives(scheme: str, *more: str) -> str:
    forms = sorted({*_by_form(scheme), *more}, key=lambda form: (-len(form), form))
    return "|".join(re.sub(r"\\? ", r"\\s+", re.escape(form)) for form in forms)


def _folded(words: str) -> str:
    return " ".join(words.replace("\u2019", "'").casefold().split())
