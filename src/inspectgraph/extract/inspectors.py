"""Who inspected: named in the first paragraphs, on the title page, or in a list at the end of a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from inspectgraph.extract.cues import Cue, load_cues
from inspectgraph.extract.model import PersonInRole
from inspectgraph.extract.names import inspector_title, name_at_start, organisation_of_title
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.extract.stretches import Stretches, in_small_letters
from inspectgraph.letters.headings import heading_words
from inspectgraph.letters.model import Block

_LISTED = re.compile(r"\s*(?:[,;]\s*and\s+|[,;]\s*|\band\s+|&\s*)")
_TEAM_HEADING = re.compile(r"(?:the )?inspection team", re.IGNORECASE)
_TEAM_HEADING_NEEDS = (("inspection",), ("team",))
_LEAD_TITLE = re.compile(r"(?<!deputy )\blead(?: inspector\b|$)", re.IGNORECASE)
_NAME_WITHIN = 200  # characters that a name and the title after it take
_FIELDS = r"(?:Ofsted|Social Care|Education)\b"  # that stand among an inspector's titles
_TEAM = 20  # lines that a list of a team takes
_LONGEST_LINE = 600  # characters of a list of names


@cache
def _titles() -> re.Pattern[str]:
    """Titles after a name, with the commas and brackets round them."""
    lead = r"(?:[Dd]eputy )?[Ll]ead(?: [Ii]nspector\b|(?=\s*$))"
    title = rf"[,;]?\s*\(?(?:{inspector_title().pattern}|{lead}|{_FIELDS})\)?"
    return re.compile(rf"(?:{title})+")


def extract_inspectors(parts: LetterParts) -> Iterator[PersonInRole]:
    """The inspectors in the order of their printing; the same person may come twice."""
    places = {"opening": _within(parts, [parts.opening]), "anywhere": _within(parts, _lines(parts))}
    for cue in load_cues("inspector-lists", key="role"):
        spans, stretches = places[cue.row["where"]]
        for span in (spans[number] for number in stretches.holding(cue.needs)):
            for match in cue.pattern.finditer(parts.flat(span)):
                end = _end_of_block(parts, span.start + match.start())
                listed = Span(start=span.start + match.end(), end=max(end, span.start + match.end()))
                yield from _listed(parts, listed, cue=cue)
    yield from _team_section(parts)


def _lines(parts: LetterParts) -> Sequence[Block]:
    """Each line and paragraph."""
    return [block for block in parts.letter.blocks if block.kind in ("line", "row", "paragraph", "item")]


def _within(parts: LetterParts, spans: Sequence[Span] | Sequence[Block]) -> tuple[Sequence[Span], Stretches]:
    """Some spans of a letter, and the same to be asked which of them hold given texts."""
    found = [Span(span.start, span.end) for span in spans]
    return found, Stretches(in_small_letters(parts.letter.text), found)


def _end_of_block(parts: LetterParts, at: int) -> int:
    return next((block.end for block in parts.letter.blocks if block.start <= at < block.end), at)


def _listed(parts: LetterParts, span: Span, *, cue: Cue) -> Iterator[PersonInRole]:
    """Names one after another, each with its titles, parted by commas and "and"."""
    text, at = parts.flat(span), 0
    while person := _person_at(parts, span, text, at, role=cue.key):
        yield person
        at = person.passage.end - span.start
        separator = _LISTED.match(text, at)
        if separator is None:
            return
        at = separator.end()


def _person_at(parts: LetterParts, span: Span, text: str, at: int, *, role: str) -> PersonInRole | None:
    if before := re.compile(rf"{inspector_title().pattern}\s+").match(text, at):
        at = before.end()  # "HMI Inspector A"
    named = name_at_start(text[at : at + _NAME_WITHIN])
    if named is None:
        return None
    end = at + named[1]
    titles = _titles().match(text, end)
    title = inspector_title().search(titles[0]) if titles else None
    words = titles[0].strip(" ,;()") if titles else ""
    printed = title[0] if title else None
    organisation = organisation_of_title(printed) if printed else "Ofsted"
    is_lead = role == "Lead inspector" or (organisation == "Ofsted" and bool(_LEAD_TITLE.search(words)))
    return PersonInRole(
        name=named[0],
        role=", ".join(part for part in (role, printed) if part) or "Inspector",
        organisation=organisation,
        kind="inspector",
        is_lead=is_lead,
        passage=parts.letter.passage(span.start + at, span.start + (titles.end() if titles else end)),
    )


def _team_section(parts: LetterParts) -> Iterator[PersonInRole]:
    """Names with a title each, however they stand, on the lines after the words "Inspection team"."""
    blocks = [block for block in parts.letter.blocks if block.kind != "furniture"]
    _, stretches = _within(parts, blocks)
    for index in stretches.holding(_TEAM_HEADING_NEEDS):
        block = blocks[index]
        if not _TEAM_HEADING.fullmatch(heading_words(parts.letter.words_of(block)[:_LONGEST_LINE])):
            continue
        for below in blocks[index + 1 : index + 1 + _TEAM]:
            words = parts.letter.words_of(below)
            if len(words) > _LONGEST_LINE:
                return
            if ":" not in words:  # a list with its role before it is found by its cue
                yield from _titled_names(parts, Span(start=below.start, end=below.end))


def _titled_names(parts: LetterParts, span: Span) -> Iterator[PersonInRole]:
    text, at = parts.flat(span), 0
    while at < len(text):
        person = _person_at(parts, span, text, at, role="")
        if person is None or person.role == "Inspector":
            after = text.find(" ", at + 1)
            at = after + 1 if after > 0 else len(text)
            continue
        yield person
        at = person.passage.end - span.start
        at += len(text[at:]) - len(text[at:].lstrip(" ,;"))
