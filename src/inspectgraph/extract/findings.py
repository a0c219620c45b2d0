"""Findings: every evaluative sentence of a letter, with its labels."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from inspectgraph.extract.cues import Cue, cues_by_stretch, cues_worth_trying, load_cues
from inspectgraph.extract.history import extract_history
from inspectgraph.extract.labels import (
    SentenceContext,
    SentenceLabels,
    is_evaluative_candidate,
    label_sentences,
)
from inspectgraph.extract.lists import PRAISING, list_items, lists_nothing
from inspectgraph.extract.model import EarlierVisit, Finding, FindingKind, TeamNamed
from inspectgraph.extract.parts import OTHERS, flat_text
from inspectgraph.extract.parts import section_roles as section_roles
from inspectgraph.extract.stretches import Stretches, in_small_letters
from inspectgraph.extract.teams import Mentions
from inspectgraph.letters.headings import heading_words
from inspectgraph.letters.joining import has_ended
from inspectgraph.letters.model import Letter, Sentence

RECOMMENDING = frozenset({"improve", "priority"})
"""Roles of sections whose list items are recommendations to the authority."""

_COUNTED = {
    **dict.fromkeys(sorted(RECOMMENDING), "recommendation"),
    **dict.fromkeys(sorted(PRAISING), "strength"),
    **dict.fromkeys(sorted(OTHERS), "other"),
}
_NUMBERED = RECOMMENDING | PRAISING
"""Roles of sections whose findings have the number of their item."""

_SILENT = frozenset({"boilerplate", "method", "scope"})
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_ASCII_WORD = bytes(code for code in range(128) if not chr(code).isalnum())


class _Place(NamedTuple):
    """A sentence on one line and where it stands: its section's role and heading, its item, what is before.

    `qualifiers` and `history` are the cues of these tables that may match in it.
    """

    sentence: Sentence
    words: str
    role: str
    heading: str | None
    item: int | None
    previous: str | None
    qualifiers: Sequence[Cue]
    history: Sequence[Cue]


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
    key = letter.key
    found: list[Finding] = []
    mentions = Mentions(teams)
    places = [place for place in _places(letter) if _may_be_finding(letter, place)]
    labelled = label_sentences((place.words, _context_of(place)) for place in places)
    for place, labels in zip(places, labelled, strict=True):
        digest = sentence_hash(letter.words_of(place.sentence))
        seen[digest] += 1
        finding_id = f"{key}/{digest}-{seen[digest]}"
        finding = _finding(letter, place, labels, finding_id, earlier=earlier, mentions=mentions)
        if finding.history and not finding.themes and place.previous is not None and found:
            # "This was an area for development in the last inspection." speaks of what stands before it
            finding = finding._replace(themes=found[-1].themes)
        found.append(finding)
    return tuple(found)


def _may_be_finding(letter: Letter, place: _Place) -> bool:
    if place.role in _SILENT:
        return False
    if place.role in RECOMMENDING:
        block, words = letter.blocks[place.sentence.block], place.words
        if lists_nothing(words):
            return False
        if place.item is None and not block.marker and not has_ended(letter.words_of(block)):
            return False  # a cell beside the list, as with the name of the body that must improve
        if place.item is not None and block.marker and words[:1].isalpha():
            return " " in words.strip()  # what must improve may well be a duty under the law
    return is_evaluative_candidate(place.words, place.role)


def sentence_hash(text: str) -> str:
    """Twelve hex digits that stand for a sentence's letters and digits, whatever else is in it.

    >>> sentence_hash("Plans are clear.") == sentence_hash("plans  are “clear”")
    True
    >>> sentence_hash("Siân's file") == sentence_hash("Sia\\u0302n's ﬁle")
    True
    """
    plain = text if text.isascii() else text.replace("’", "").replace("‘", "").replace("–", "")
    if plain.isascii():  # as it is then with most
        letters = plain.encode().lower().translate(None, _NOT_ASCII_WORD)
    else:
        letters = _NOT_WORD.sub("", unicodedata.normalize("NFKD", plain).casefold()).encode()
    return hashlib.sha256(letters).hexdigest()[:12]


def is_qualified(text: str) -> bool:
    """Whether a sentence speaks of most and not of all (`ontology/cues/qualifiers.csv`).

    >>> is_qualified("Caseloads are mostly manageable."), is_qualified("Plans are clear.")
    (True, False)
    """
    return _fits_one(cues_worth_trying("qualifiers", key="pattern", text=text), text)


def _fits_one(cues: Iterable[Cue], text: str) -> bool:
    return any(cue.pattern.search(text) for cue in cues)


def _places(letter: Letter) -> Iterator[_Place]:
    roles = section_roles(letter)
    printed = (letter.heading_of(section) for section in range(len(letter.sections)))
    headings = [heading_words(words) if words else None for words in printed]
    items = list_items(letter, roles, counted=_COUNTED)
    text, flat = letter.text, flat_text(letter.text)
    stretches = Stretches(in_small_letters(text), [sentence[:2] for sentence in letter.sentences])
    qualifiers = cues_by_stretch(load_cues("qualifiers", key="pattern"), stretches)
    history = cues_by_stretch(load_cues("stated-history", key="what"), stretches)
    before: Sentence | None = None
    for number, sentence in enumerate(letter.sentences):
        start, end, block, section = sentence
        new_block = before is None or before.block != block
        yield _Place(  # by position: with the names it takes half as long again
            sentence,
            flat[start:end],
            roles[section],
            headings[section],
            items.get(block),
            None if new_block or before is None else text[before.start : before.end],
            qualifiers.get(number, ()),
            history.get(number, ()),
        )
        before = sentence


def _finding(
    letter: Letter,
    place: _Place,
    labels: SentenceLabels,
    finding_id: str,
    *,
    earlier: Sequence[EarlierVisit],
    mentions: Mentions,
) -> Finding:
    sentence = place.sentence
    passage = letter.passage(sentence.start, sentence.end)
    return Finding(
        id=finding_id,
        kind=_kind_of(place),
        item=place.item if place.role in _NUMBERED else None,
        section=sentence.section,
        heading=place.heading,
        role=place.role,
        polarity=labels.polarity,
        change=labels.change,
        themes=labels.themes,
        teams=mentions.between(sentence.start, sentence.end),
        qualified=bool(place.qualifiers) and _fits_one(place.qualifiers, passage.words),
        history=extract_history(letter, sentence, cues=place.history, role=place.role, earlier=earlier)
        if place.history
        else None,
        reasons=labels.reasons,
        passage=passage,
    )


def sentence_contexts(letter: Letter) -> Iterator[tuple[str, SentenceContext]]:
    """Each sentence of a letter, on one line, with the context in which it is labelled."""
    for place in _places(letter):
        yield place.words, _context_of(place)


def _context_of(place: _Place) -> SentenceContext:
    return SentenceContext(
        heading=place.heading,
        role=place.role,
        is_item=place.item is not None,
        previous=place.previous,
    )


def _kind_of(place: _Place) -> FindingKind:
    if place.item is None or place.role in OTHERS:
        return "finding"
    return "recommendation" if place.role in RECOMMENDING else "strength-item"
