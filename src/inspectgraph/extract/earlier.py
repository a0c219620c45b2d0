"""Earlier visits that a letter refers to: "the last inspection in October 2017"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.frameworks import family_on
from inspectgraph.extract.model import EarlierVisit, VisitDates
from inspectgraph.extract.parts import flatten
from inspectgraph.extract.printed_dates import find_dates, find_months, find_years
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.letters.model import Letter

_BEFORE = 90  # characters that may stand between an inspection and its date
_AFTER = 40  # between a date and the inspection that it names ("the 2017 inspection")
_LINK = re.compile(
    r"(?:\b(?:in|on|of|from|during|since|dated|undertaken|was|were|between)|[,(:])\s*$", re.IGNORECASE
)
_DIRECT = re.compile(r"^\s+(?:\w+[\s,]+){0,3}?(?:inspection|visit|judgement|ILACS|JTAI|SIF)", re.IGNORECASE)
_SPEAKS_OF_ONE = re.compile(r"inspect|visit|judge|ILACS|JTAI|SIF", re.IGNORECASE)
_JUDGED = re.compile(r"\b(?:judged|graded|rated|found|remained|was|were|as|be)\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    start: int
    end: int
    date: str
    family: str | None


def extract_earlier_visits(letter: Letter, *, dates: VisitDates | None) -> tuple[EarlierVisit, ...]:
    """The earlier visits that a letter refers to with a date, the latest first.

    A year that belongs to a month named elsewhere in the letter ("the inspection in 2017" beside "October
    2017") is the same visit. The family is as stated, else the one whose framework was in force.
    """
    own = dates.start if dates else "9999"
    found = [e for start, end in _spans(letter) for e in _visits_in(letter, start, end, own=own)]
    return tuple(sorted(_merged(found), key=lambda e: (e.date or "", e.kind or ""), reverse=True))


def _spans(letter: Letter) -> Iterator[tuple[int, int]]:
    for block in letter.blocks:
        if block.kind in ("line", "row"):
            yield block.start, block.end
    for sentence in letter.sentences:
        yield sentence.start, sentence.end


def _visits_in(letter: Letter, start: int, end: int, *, own: str) -> Iterator[EarlierVisit]:
    text = flatten(letter.text[start:end])
    for mention in _mentions(text):
        if mention.date >= own[: len(mention.date)]:
            continue
        family = mention.family or family_on(mention.date)
        yield EarlierVisit(
            text=text[mention.start : mention.end],
            date=mention.date,
            kind=family,
            family_stated=mention.family is not None,
            grade=_grade_in(text, mention),
            passage=letter.passage(start, end),
        )


def _mentions(text: str) -> Iterator[_Mention]:
    if not _SPEAKS_OF_ONE.search(text):
        return
    for start, end, day in _dates(text):
        noun = _noun_before(text, start) or _noun_after(text, end)
        if noun is not None:
            family, at, until = noun
            yield _Mention(start=min(at, start), end=max(end, until), date=day, family=family)


def _dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Days, months and years of a text, each place once and as exact as printed."""
    taken: list[tuple[int, int]] = []
    days = [(d.start, d.end, d.first.isoformat()) for d in find_dates(text)]
    for start, end, value in [*days, *find_months(text), *find_years(text)]:
        if not any(a <= start < b for a, b in taken):
            taken.append((start, end))
            yield start, end, value


def _noun_before(text: str, start: int) -> tuple[str | None, int, int] | None:
    """The inspection nearest before a date that is linked to it by a preposition: family and span."""
    gap = text[max(0, start - _BEFORE) : start]
    if not _LINK.search(gap):
        return None
    base = start - len(gap)
    best: tuple[int, str | None, int] | None = None
    for cue in load_cues("earlier-visits", key="family"):
        for match in cue.pattern.finditer(gap):
            if best is None or match.end() > best[2] or (match.end() == best[2] and cue.key and not best[1]):
                best = (match.start(), cue.key or None, match.end())
    return (best[1], base + best[0], base + best[2]) if best else None


def _noun_after(text: str, end: int) -> tuple[str | None, int, int] | None:
    match = _DIRECT.match(text[end : end + _AFTER])
    if match is None:
        return None
    for cue in load_cues("earlier-visits", key="family"):
        if cue.key and cue.pattern.search(text, end, end + _AFTER):
            return cue.key, end, end + match.end()
    return None, end, end + match.end()


@cache
def _grades() -> tuple[tuple[re.Pattern[str], str], ...]:
    forms = [(f, c.id) for c in load_scheme("grade").values() for f in (c.label, *c.alt_labels)]
    forms.sort(key=lambda form: (-len(form[0]), form))
    return tuple((re.compile(rf"\b{re.escape(form)}\b", re.IGNORECASE), grade) for form, grade in forms)


def _grade_in(text: str, mention: _Mention) -> str | None:
    """The grade that a sentence gives the visit: after "judged", "graded", "was" and the like."""
    for pattern, grade in _grades():
        match = pattern.search(text)
        if match and _JUDGED.search(text[: match.start()]) and abs(match.start() - mention.start) < 160:
            return grade
    return None


def _merged(found: Iterable[EarlierVisit]) -> Iterator[EarlierVisit]:
    """One value for each visit: the most exact mention first, with the grade that any mention gives."""
    kept: list[EarlierVisit] = []
    for visit in sorted(found, key=lambda e: (-len(e.date or ""), not e.family_stated, e.passage.start)):
        place = next((i for i, known in enumerate(kept) if _same(known, visit)), None)
        if place is None:
            kept.append(visit)
        elif kept[place].grade is None and visit.grade:
            kept[place] = replace(kept[place], grade=visit.grade)
    yield from kept


def _same(known: EarlierVisit, visit: EarlierVisit) -> bool:
    if not (known.date or "").startswith(visit.date or ""):
        return False
    return known.kind == visit.kind or not visit.family_stated or not known.family_stated
