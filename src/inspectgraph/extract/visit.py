"""The visit that a letter reports: its dates, its place in a series, what it covered."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from inspectgraph.extract.cues import Cue, cues_by_stretch, cues_worth_trying, load_cues
from inspectgraph.extract.model import Stated, VisitDates
from inspectgraph.extract.parts import LetterParts, Span, section_roles
from inspectgraph.extract.printed_dates import (
    PrintedDates,
    add_working_days,
    date_in_name,
    find_dates,
    find_months,
    find_years,
)
from inspectgraph.extract.stretches import Stretches, in_small_letters
from inspectgraph.letters.model import Block, Letter, Passage

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_DAYS = re.compile(r"over (\w+) (?:working )?days?", re.IGNORECASE)
_PUBLISHED = re.compile(r"(?:report |date )?published( on)?\s*:?\s*$", re.IGNORECASE)
_NEAR = 40  # characters between a cue and its dates
_DATES = 60  # characters that an expression of dates takes


def extract_visit_dates(parts: LetterParts) -> VisitDates | None:
    """First and last day of the visit, None if the letter prints none."""
    text, latest = parts.flat(parts.opening), _latest_day(parts)
    for cue in load_cues("visit-dates", key="rank"):
        for match in _in_one_block(parts, text, cue.pattern):
            found = _dates_in(text[match.end() : match.end() + _NEAR + _DATES], latest=latest)
            if found is None or found.start > _NEAR:
                continue
            last = found.last
            if (days := _DAYS.search(match[0])) and found.first == found.last:
                last = add_working_days(found.first, _number(days[1]))
            return VisitDates(
                start=found.first.isoformat(),
                end=last.isoformat(),
                passage=parts.letter.passage(match.start(), match.end() + found.end),
            )
    return None


def _in_one_block(parts: LetterParts, text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Where a pattern stands in the opening's `text`; a heading and what follows it make no phrase."""
    for block in parts.letter.blocks:
        if block.start < len(text):
            yield from pattern.finditer(text, block.start, block.end)


def _dates_in(text: str, *, latest: date | None) -> PrintedDates | None:
    """The first dates of a text; a year that isn't printed is the last one that does not pass `latest`."""
    if latest is None:
        return next(find_dates(text), None)
    tried = [next(find_dates(text, year=year), None) for year in (latest.year, latest.year - 1)]
    return next((found for found in tried if found and found.first <= latest), tried[0])


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word.casefold()) + 1 if word.casefold() in _NUMBERS else 1


def _latest_day(parts: LetterParts) -> date | None:
    """The day by which a visit without a printed year had begun: that of the title, else of the letter."""
    title = parts.flat(parts.subject) if parts.subject else ""
    for _, _, month in find_months(title):
        return date(int(month[:4]), int(month[5:]), monthrange(int(month[:4]), int(month[5:]))[1])
    for _, _, year in find_years(title):
        return date(int(year), 12, 31)
    published = extract_published(parts)
    return date.fromisoformat(published.value) if published else None


def extract_published(parts: LetterParts) -> Stated | None:
    """The date of the letter: printed in its head or on its title page, else in the file's name."""
    for start, end, day in _printed_dates(parts):
        return Stated(value=day, passage=parts.letter.passage(start, end))
    named = date_in_name(parts.letter.file.rsplit("/", 1)[-1])
    return Stated(value=named, passage=None, source="file-name") if named else None


def _printed_dates(parts: LetterParts) -> Iterator[tuple[int, int, str]]:
    """Where a letter's own date is printed: alone on a line of its head, as "published", else in its head."""
    head = [(block, found) for block in parts.letterhead() for found in _single_days(parts, block)]
    for block, found in head:
        if found.end - found.start == block.end - block.start:
            yield block.start, block.end, found.first.isoformat()
    text = parts.flat(parts.opening)
    for found in find_dates(text):
        if found.first == found.last and _PUBLISHED.search(text[max(0, found.start - 40) : found.start]):
            yield found.start, found.end, found.first.isoformat()
    for block, found in head:
        yield block.start + found.start, block.start + found.end, found.first.isoformat()


def _single_days(parts: LetterParts, block: Block) -> Iterator[PrintedDates]:
    words = parts.flat(Span(start=block.start, end=block.end))
    return (found for found in find_dates(words) if found.first == found.last)


def extract_ordinal(parts: LetterParts) -> Stated | None:
    """The visit's own number in its series ("the sixth monitoring visit"): "6"."""
    for span, cues in _spans_with_cues(parts):
        words = parts.flat(span)
        for cue in cues:
            match = cue.pattern.search(words)
            if match and (place := _place_in_series(match["ordinal"])):
                return Stated(value=str(place), passage=_within(parts.letter, span.start, match.span()))
    return None


def _spans_with_cues(parts: LetterParts) -> Iterator[tuple[Span, Iterable[Cue]]]:
    """The subject and each sentence in which an ordinal may stand, with the rows that may find it."""
    if parts.subject:
        yield parts.subject, cues_worth_trying("ordinals", key="pattern", text=parts.flat(parts.subject))
    spans = [(sentence.start, sentence.end) for sentence in parts.letter.sentences]
    stretches = Stretches(in_small_letters(parts.letter.text), spans)
    for number, cues in sorted(cues_by_stretch(load_cues("ordinals", key="pattern"), stretches).items()):
        yield Span(start=spans[number][0], end=spans[number][1]), cues


def _place_in_series(word: str) -> int | None:
    """The number that an ordinal in words or figures stands for, None for another word."""
    folded = word.casefold()
    if folded in _ORDINALS:
        return _ORDINALS.index(folded) + 1
    digits = folded[:-2]
    return int(digits) if digits.isdigit() and folded.endswith(("st", "nd", "rd", "th")) else None


def extract_covers(parts: LetterParts, *, kind: str) -> Stated | None:
    """What a visit of narrow scope looked at, in the letter's words; None for one of full scope."""
    cues = [cue for cue in load_cues("scope", key="kind") if cue.key == kind]
    for span in _scope_spans(parts):
        for cue in cues:
            if match := cue.pattern.search(parts.flat(span)):
                words = " ".join(match["scope"].split())
                return Stated(value=words, passage=_within(parts.letter, span.start, match.span("scope")))
    return None


def _scope_spans(parts: LetterParts) -> Iterator[Span]:
    letter = parts.letter
    for section, role in zip(letter.sections, section_roles(letter), strict=True):
        if role == "scope" and section.last > section.first:
            yield Span(start=letter.blocks[section.first].start, end=letter.blocks[section.last - 1].end)
    yield parts.opening


def _within(letter: Letter, base: int, span: tuple[int, int]) -> Passage:
    return letter.passage(base + span[0], base + span[1])
