"""Earlier visits that a letter refers to: "the last inspection in October 2017"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from inspectgraph.extract.cues import load_cues
from inspectgraph.extract.frameworks import family_on
from inspectgraph.extract.model import EarlierVisit, VisitDates
from inspectgraph.extract.parts import flat_text
from inspectgraph.extract.printed_dates import MONTHS, find_dates, find_months, find_years
from inspectgraph.extract.stretches import Stretches, in_small_letters
from inspectgraph.knowledge.authorities import Authority, authorities_named_in, authority_before
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.letters.model import Letter

_BEFORE = 150  # characters that may stand between an inspection and its date
_AFTER = 60  # between a date and the inspection that it names ("the 2017 inspection")
_AFTER_VERB = 30  # between "was judged" and its date, the grade besides
_MONTH = "|".join(month.capitalize() for month in MONTHS)
_LINK = re.compile(
    r"(?:\b(?:in|on|of|from|during|dated|undertaken|was|were|between)(?: (?:early|late|mid))?"
    rf"(?:\s+(?:{_MONTH})\s+(?:and|to|or))?|[,(:])\s*$",
    re.IGNORECASE,
)
_TIGHT = re.compile(
    r"^[\s,(:]*(?:(?:in|on|of|from|dated|during|between)\s+)?(?:early |late |mid-?)?$", re.IGNORECASE
)
_JOINT = re.compile(r"^\s*(?:,|,? and|,? or| to|[–-])\s*(?:again )?(?:in |on )?$", re.IGNORECASE)
_DIRECT = re.compile(
    r"^,?\s+(?:(?!(?:and|this|during)\b)\w+[\s,]+){0,3}?(?:inspection|visit|judgement|ILACS|JTAI|SIF)"
    r"|^,?\s+(?:inspectors?|Ofsted)\s+"
    r"(?:judged|found|carried out|conducted|undertook|inspected|identified|rated)\b",
    re.IGNORECASE,
)
_OWN_VISIT = re.compile(
    r"\b(?:this|during (?:the|our)|(?:time|point) of (?:the |our )?)\s*(?:ofsted )?(?:inspection|visit)s?$",
    re.IGNORECASE,
)
_JUDGED = re.compile(r"\b(?:judged|graded|rated|found|remained|was|were|as|be)\b[^.;]{0,60}$", re.IGNORECASE)
_VERB = re.compile(r"(?:was|were|been|being)\b", re.IGNORECASE)
_OTHER_CLAUSE = re.compile(r"\b(?:but|although|while|compared|data|shows?)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PROVIDERS = re.compile(
    r"\b(?:schools?|colleges?|academ\w+|homes?|providers?|settings?|nurser\w+|placements?|pupils?)\b",
    re.IGNORECASE,
)
_CENTURIES = ("20", "19")
_VISITS = ("inspect", "visit", "judge", "graded", "rated", "review", "ilacs", "jtai", "sif")
"""A stretch of text must hold one of these and of those to tell of a visit: no date counts without a year."""
_BETWEEN_ROUNDS = frozenset({"focused", "monitoring", "jtai", "send"})
"""Families of visits that can fall in the year of an inspection that tells of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    start: int
    end: int
    date: str
    family: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Own:
    """What tells the letter's own visit from those before it."""

    start: str
    kind: str
    authority: Authority | None

    def is_after(self, mention: _Mention) -> bool:
        """Whether the letter's visit came after the one that is mentioned."""
        began = self.start[: len(mention.date)]
        if len(mention.date) == 4 and mention.date == began and mention.family in _BETWEEN_ROUNDS:
            return self.kind.startswith(("ilacs", "sif"))
        return mention.date < began


def extract_earlier_visits(
    letter: Letter, *, dates: VisitDates | None, kind: str = "", authority: Authority | None = None
) -> tuple[EarlierVisit, ...]:
    """The earlier visits that a letter refers to with a date, the latest first.

    A year that belongs to a month named elsewhere in the letter ("the inspection in 2017" beside "October
    2017") is the same visit. The family is as stated, else the one whose framework was in force. `kind` and
    `authority` are the letter's: a visit to another authority is passed over, unless it was the one before.
    """
    own = _Own(start=dates.start if dates else "9999", kind=kind, authority=authority)
    found = [e for start, end in _spans(letter) for e in _visits_in(letter, start, end, own=own)]
    return tuple(sorted(_merged(found), key=lambda e: (e.date or "", e.kind or ""), reverse=True))


def _spans(letter: Letter) -> Iterator[tuple[int, int]]:
    """Lines, rows and sentences that may give a date."""
    lines = [(block.start, block.end) for block in letter.blocks if block.kind in ("line", "row")]
    sentences = [(sentence.start, sentence.end) for sentence in letter.sentences]
    for spans in (lines, sentences):
        for number in Stretches(in_small_letters(letter.text), spans).holding((_CENTURIES, _VISITS)):
            yield spans[number]


def _visits_in(letter: Letter, start: int, end: int, *, own: _Own) -> Iterator[EarlierVisit]:
    text = flat_text(letter.text)[start:end]
    for mention in _mentions(text):
        if not own.is_after(mention):
            continue
        is_of_another, gss = _whose(text, mention, own.authority)
        if is_of_another:
            continue
        yield EarlierVisit(
            text=text[mention.start : mention.end],
            date=mention.date,
            kind=mention.family or family_on(mention.date),
            family_stated=mention.family is not None,
            grade=_grade_in(text, mention),
            passage=letter.passage(start, end),
            gss=gss,
        )


def _whose(text: str, mention: _Mention, own: Authority | None) -> tuple[bool, str | None]:
    """Whether a visit was to another authority, and the code of the one before this if it was to that."""
    if own is None:
        return False, None
    if before := authority_before(own, mention.date):
        return False, before.gss
    there = {a.gss for start, _, a in authorities_named_in(text) if mention.start < start < mention.end}
    return bool(there) and own.gss not in there and not there & set(own.successors), None


def _mentions(text: str) -> Iterator[_Mention]:
    last: tuple[_Mention, int] | None = None
    for start, end, day in _dates(text):
        noun = _noun_before(text, start) or _noun_after(text, end)
        if noun is None and last and _JOINT.match(text[last[1] : start]):
            noun = (last[0].family, last[0].start, last[1])
        if noun is not None:
            family, at, until = noun
            last = _Mention(start=min(at, start), end=max(end, until), date=day, family=family), end
            yield last[0]


def _dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Days, months and years of a text in their order, each place once and as exact as printed."""
    taken: list[tuple[int, int, str]] = []
    days = [(d.start, d.end, d.first.isoformat()) for d in find_dates(text)]
    for start, end, value in [*days, *find_months(text), *find_years(text)]:
        if not any(a <= start < b for a, b, _ in taken):
            taken.append((start, end, value))
    yield from sorted(taken)


def _noun_before(text: str, start: int) -> tuple[str | None, int, int] | None:
    """The inspection nearest before a date that is linked to it by a preposition: family and span."""
    gap = text[max(0, start - _BEFORE) : start]
    link = _LINK.search(gap)
    if not link:
        return None
    base = start - len(gap)
    best: tuple[int, str | None, int] | None = None
    for cue in load_cues("earlier-visits", key="family"):
        for match in cue.pattern.finditer(gap):
            if best is None or match.end() > best[2] or (match.end() == best[2] and cue.key and not best[1]):
                best = (match.start(), cue.key or None, match.end())
    if best is None or _is_other_date(gap, begin=best[0], until=best[2], link=link[0]):
        return None
    return best[1], base + best[0], base + best[2]


def _is_other_date(gap: str, *, begin: int, until: int, link: str) -> bool:
    """Whether the date after `gap` is that of something else than the inspection at `begin` to `until`.

    "At the time of this inspection, 89% were, compared with 44% in January" tells no date of the inspection.
    """
    if _VERB.match(gap[begin:until]) and _PROVIDERS.search(gap, 0, begin):
        return True
    if _TIGHT.match(gap[until:]):
        return gap[:until].lower().endswith(("this inspection", "this visit"))
    if _YEAR.search(gap, until) or (_VERB.match(gap[begin:until]) and len(gap) - until > _AFTER_VERB):
        return True
    if _OTHER_CLAUSE.search(gap, until):
        return True
    return link[0] in ",(:" or bool(_OWN_VISIT.search(gap[:until])) or bool(_PROVIDERS.search(gap[:until]))


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
    return known.gss == visit.gss and (
        known.kind == visit.kind or not visit.family_stated or not known.family_stated
    )
