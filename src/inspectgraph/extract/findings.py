"""Findings: every evaluative sentence of a letter, with its labels."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.history import extract_history
from inspectgraph.extract.labels import SentenceContext, is_evaluative_candidate, label_sentence
from inspectgraph.extract.model import EarlierVisit, Finding, FindingKind, TeamNamed
from inspectgraph.extract.parts import flatten
from inspectgraph.extract.parts import section_roles as section_roles
from inspectgraph.extract.teams import teams_mentioned
from inspectgraph.letters.headings import heading_words
from inspectgraph.letters.model import Letter, Sentence

RECOMMENDING = frozenset({"improve", "priority"})
"""Roles of sections whose list items are recommendations to the authority."""

PRAISING = frozenset({"strengths"})
"""Roles of sections whose items are strength items."""

_SILENT = frozenset({"boilerplate", "method", "scope"})
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a sentence stands: its section's role and heading, its item, the sentence before it."""

    sentence: Sentence
    role: str
    heading: str | None
    item: int | None
    previous: str | None
    item_first: str | None


def extract_findings(
    letter: Letter, *, earlier: Sequence[EarlierVisit] = (), teams: Sequence[TeamNamed] = ()
) -> tuple[Finding, ...]:
    """The findings of a letter in the order of its text.

    >>> from inspectgraph.letters.source import read_letter_bytes
    >>> text = b"What needs to improve?\\n\\n- The quality of assessments.\\n- Manageable caseloads."
    >>> [(f.kind, f.item, f.polarity) for f in extract_findings(read_letter_bytes(text, file="a.txt"))]
    [('recommendation', 1, 'concern'), ('recommendation', 2, 'concern')]
    """
    seen: Counter[str] = Counter()
    found: list[Finding] = []
    for place in _places(letter):
        text = letter.words_of(place.sentence)
        if place.role in _SILENT or not is_evaluative_candidate(flatten(text), place.role):
            continue
        digest = sentence_hash(text)
        seen[digest] += 1
        finding_id = f"{letter.key}/{digest}-{seen[digest]}"
        finding = _labelled(letter, place, finding_id, earlier=earlier, teams=teams)
        if finding.history and not finding.themes and place.previous is not None and found:
            # "This was an area for development in the last inspection." speaks of what stands before it
            finding = replace(finding, themes=found[-1].themes)
        found.append(finding)
    return tuple(found)


def sentence_hash(text: str) -> str:
    """Twelve hex digits that stand for a sentence's letters and digits, whatever else is in it.

    >>> sentence_hash("Plans are clear.") == sentence_hash("plans  are “clear”")
    True
    >>> sentence_hash("Siân's file") == sentence_hash("Sia\\u0302n's ﬁle")
    True
    """
    letters = _NOT_WORD.sub("", unicodedata.normalize("NFKD", text).casefold())
    return hashlib.sha256(letters.encode()).hexdigest()[:12]


def is_qualified(text: str) -> bool:
    """Whether a sentence speaks of most and not of all (`ontology/cues/qualifiers.csv`).

    >>> is_qualified("Caseloads are mostly manageable."), is_qualified("Plans are clear.")
    (True, False)
    """
    return any(cue.pattern.search(text) for cue in load_cues("qualifiers", key="pattern"))


def _places(letter: Letter) -> Iterator[_Place]:
    roles = section_roles(letter)
    items: Counter[str] = Counter()
    before: Sentence | None = None
    first: str | None = None
    item: int | None = None
    for sentence in letter.sentences:
        role = roles[sentence.section]
        heading = letter.heading_of(sentence.section)
        new_block = before is None or before.block != sentence.block
        if new_block:
            first = letter.words_of(sentence)
            item = _next_item(letter, sentence, role, items)
        yield _Place(
            sentence=sentence,
            role=role,
            heading=heading_words(heading) if heading else None,
            item=item,
            previous=None if new_block or before is None else letter.words_of(before),
            item_first=first if item is not None and not new_block else None,
        )
        before = sentence


def _next_item(letter: Letter, sentence: Sentence, role: str, items: Counter[str]) -> int | None:
    """The number of a list item or paragraph in a list; a deeper item belongs to the one above it."""
    words = flatten(letter.words_of(sentence))
    if role not in RECOMMENDING | PRAISING or not is_evaluative_candidate(words, role):
        return None
    block = letter.blocks[sentence.block]
    kind = "recommendation" if role in RECOMMENDING else "strength"
    if not (block.kind == "item" and block.level > 0 and items[kind]):
        items[kind] += 1
    return items[kind]


def _labelled(
    letter: Letter,
    place: _Place,
    finding_id: str,
    *,
    earlier: Sequence[EarlierVisit],
    teams: Sequence[TeamNamed],
) -> Finding:
    sentence = place.sentence
    passage = letter.passage(sentence.start, sentence.end)
    labels = label_sentence(flatten(passage.words), context=_context_of(place))
    return Finding(
        id=finding_id,
        kind=_kind_of(place),
        item=place.item,
        heading=place.heading,
        role=place.role,
        polarity=labels.polarity,
        change=labels.change,
        themes=labels.themes,
        teams=teams_mentioned(teams, sentence.start, sentence.end),
        qualified=is_qualified(passage.words),
        history=extract_history(letter, passage, role=place.role, earlier=earlier),
        reasons=labels.reasons,
        passage=passage,
    )


def _context_of(place: _Place) -> SentenceContext:
    return SentenceContext(
        heading=place.heading,
        role=place.role,
        is_item=place.item is not None,
        previous=place.previous,
        item_first=place.item_first,
    )


def _kind_of(place: _Place) -> FindingKind:
    if place.item is None:
        return "finding"
    return "recommendation" if place.role in RECOMMENDING else "strength-item"
