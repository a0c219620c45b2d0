"""Items of the lists of what must improve and of strengths: which blocks open one or belong to one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.labels import is_evaluative_candidate
from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.polarity import is_narrative
from inspectgraph.extract.parts import flatten
from inspectgraph.letters.headings import role_of_heading
from inspectgraph.letters.joining import has_ended
from inspectgraph.letters.model import Block, Letter

PRAISING = frozenset({"strengths"})
"""Roles of sections whose items are strength items."""

_MUST = re.compile(r"\b(?:must|should|needs? to|(?:is|are) (?:required|needed|to be))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One block of a list, by its index in the letter, and its words."""

    index: int
    block: Block
    words: str

    @property
    def is_numbered(self) -> bool:
        return self.block.number is not None


def list_items(letter: Letter, roles: Sequence[str], *, counted: Mapping[str, str]) -> dict[int, int]:
    """The number of the item that each block of a list is or belongs to, by the block's index in the letter.

    `roles` are those of the letter's sections, `counted` tells the count that the items of a role share.
    Words that only lead up to a list, or follow it, are in no item.

    >>> from inspectgraph.letters.source import read_letter_bytes
    >>> text = b"What needs to improve?\\n\\nThese areas are:\\n\\n- Plans for them.\\n- Visits to them."
    >>> list_items(read_letter_bytes(text, file="a.txt"), ["improve"], counted={"improve": "improve"})
    {2: 1, 3: 2}
    """
    counts: Counter[str] = Counter()
    found: dict[int, int] = {}
    for place, (section, role) in enumerate(zip(letter.sections, roles, strict=True)):
        if role not in counted:
            continue
        entries = tuple(_entries(letter, range(section.first, section.last), role))
        if _only_leads_up(letter, entries, after=place + 1, roles=roles):
            continue
        for index, opens in _tell_items(entries, wants=role not in PRAISING):
            counts[counted[role]] += opens
            found[index] = counts[counted[role]]
    return found


def lists_nothing(words: str) -> bool:
    """Whether a block says that a list is empty (`ontology/cues/nothing-listed.csv`).

    >>> lists_nothing("There are no areas for priority action."), lists_nothing("There are no plans.")
    (True, False)
    """
    text = words.strip()
    return any(cue.pattern.fullmatch(text) for cue in load_cues("nothing-listed", key="pattern"))


def _entries(letter: Letter, indices: Iterable[int], role: str) -> Iterator[_Entry]:
    for index in indices:
        block = letter.blocks[index]
        words = flatten(letter.words_of(block))
        if block.kind not in ("paragraph", "item") or lists_nothing(words):
            continue
        if block.marker or is_evaluative_candidate(words, role):
            yield _Entry(index=index, block=block, words=words)


def _only_leads_up(letter: Letter, entries: Sequence[_Entry], *, after: int, roles: Sequence[str]) -> bool:
    """Whether a section holds one numbered paragraph, and the bullets that it announces have own headings."""
    if (
        len(entries) != 1
        or not entries[0].is_numbered
        or after == len(roles)
        or roles[after] != roles[after - 1]
    ):
        return False
    following = next(letter.blocks_of(letter.sections[after]), None)
    return following is not None and following.marker is not None and following.number is None


def _tell_items(entries: Sequence[_Entry], *, wants: bool) -> Iterator[tuple[int, bool]]:
    """Index of each block in an item of one section's list, and whether it opens the item.

    `wants` is True for a list of what must improve, False for one of strengths.
    """
    first = _first_marked(entries)
    if first is None or _is_of_paragraphs(entries):
        yield from _paragraphs(entries, wants=wants)
        return
    for entry in entries[entries.index(first) :]:
        block = entry.block
        if block.marker is None:
            if has_ended(entry.words):
                yield entry.index, True  # its bullet may be lost
            continue
        is_deeper = block.level > first.block.level
        if entry.is_numbered and not first.is_numbered and not is_deeper:
            return  # numbered paragraphs after the bullets are no more of the list
        yield entry.index, entry is first or not (is_deeper or entry.is_numbered != first.is_numbered)


def _first_marked(entries: Sequence[_Entry]) -> _Entry | None:
    """The first entry with a bullet or number, but for a number before the heading of a list."""
    marked = (entry for entry in entries if entry.block.marker)
    return next((e for e in marked if not (e.is_numbered and role_of_heading(e.words))), None)


def _is_of_paragraphs(entries: Sequence[_Entry]) -> bool:
    """Whether each of several paragraphs without a mark says what must be done: bullets are parts of them."""
    plain = [entry for entry in entries if not entry.block.marker]
    return len(plain) > 1 and all(_MUST.search(entry.words) for entry in plain)


def _paragraphs(entries: Sequence[_Entry], *, wants: bool) -> Iterator[tuple[int, bool]]:
    """Items without marks; where what must improve is mostly told, those that say what must be done."""
    plain = [entry for entry in entries if not entry.block.marker and has_ended(entry.words)]
    telling = [entry for entry in plain if is_narrative(fold(entry.words)) and not _MUST.search(entry.words)]
    is_prose = wants and len(plain) > 1 and 2 * len(telling) >= len(plain)
    for entry in entries:
        if entry.block.marker:
            yield entry.index, False
        elif entry in plain and (not is_prose or _MUST.search(entry.words)):
            yield entry.index, True
