"""How right is what the store says of each letter: kind, dates, people, grades, lists, earlier visits?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inspectgraph.evaluate.figures import (
    FamilyScore,
    Figure,
    Matches,
    Miss,
    add_up,
    agreement,
    match_sets,
    share,
)
from inspectgraph.evaluate.gold import GoldLetter
from inspectgraph.evaluate.improvement import match_items
from inspectgraph.evaluate.likeness import essence, judged_area, letter_key, plain_name
from inspectgraph.evaluate.quoting import FindingIndex

_YEAR = re.compile(r"\b(?:19|20)\d\d")
_NOT_SAID = "-"
_LED = frozenset({"ilacs", "sif", "area-send"})
_GRADED = frozenset({"ilacs", "sif"})
_OUTSIDE = "adequate"
"""A grade of 2013 that is none of the four; it is not scored."""

_DECIDING = frozenset({"visit_start", "visit_end", "lead_inspector", "overall", "judgement"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLetter:
    """What the store says of a letter; its defaults are what it says of one that it does not have."""

    gss: str | None = None
    kind: str | None = None
    visit_start: str | None = None
    visit_end: str | None = None
    published: str | None = None
    lead_inspector: str | None = _NOT_SAID
    inspectors: tuple[str, ...] = (_NOT_SAID,)
    addressees: tuple[str, ...] = ()
    overall: str | None = _NOT_SAID
    judgements: Mapping[str, str | None] = field(default_factory=dict)
    previous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tick:
    """One field of one letter: whether store and gold agree, and what each says."""

    name: str
    is_right: bool
    gold: object
    store: object


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """One letter of the gold with its ticks."""

    gold: GoldLetter
    group: str
    ticks: tuple[_Tick, ...]
    grades: tuple[_Tick, ...]

    @property
    def is_all_right(self) -> bool:
        return all(tick.is_right for tick in (*self.ticks, *self.grades) if tick.name in _DECIDING)


def score_letters(
    gold: Sequence[GoldLetter],
    records: Iterable[Mapping[str, object]],
    findings: FindingIndex,
    *,
    present_only: bool = False,
) -> FamilyScore:
    """Score the records of `letters`; a letter that the store lacks is wrong in all, or left out."""
    known = {letter_key(str(record["file"])): said_letter(record) for record in records}
    present = [g for g in gold if letter_key(g.file) in known]
    scored = present if present_only else gold
    told = [(g, known.get(letter_key(g.file), SaidLetter())) for g in scored]
    marked = [_mark(g, said) for g, said in told]
    figures = [
        Figure(name="letters scored", value=len(present), n=len(gold), of="letters"),
        *_field_figures(marked),
        share("judgement cells", [tick.is_right for m in marked for tick in m.grades], "grades"),
        *_all_right_figures(marked),
    ]
    items = add_up(match_items(g, findings.of_letter(g.file)) for g in scored)
    if items.found + items.missed:
        figures.append(agreement("improvement items", items, "items"))
    earlier = add_up(_match_years(g, said) for g, said in told)
    figures.append(agreement("earlier visits referred to (by year)", earlier, "years"))
    return FamilyScore(family="letters", figures=tuple(figures), misses=tuple(_misses(marked)))


def said_letter(record: Mapping[str, object]) -> SaidLetter:
    """A record of `letters` as a value."""
    judgements = {judged_area(str(j["label"])): _text(j["grade"]) for j in _objects(record["judgements"])}
    return SaidLetter(
        gss=_text(record["gss"]),
        kind=_text(record["kind"]),
        visit_start=_text(record["visit_start"]),
        visit_end=_text(record["visit_end"]),
        published=_text(record["published"]),
        lead_inspector=_text(record["lead_inspector"]),
        inspectors=tuple(str(name) for name in _values(record["inspectors"])),
        addressees=tuple(str(a["name"]) for a in _objects(record["addressees"])),
        overall=_text(record["overall"]),
        judgements=judgements,
        previous=tuple(str(p.get("date") or p.get("text") or "") for p in _objects(record["previous"])),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _values(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    return (item for item in _values(value) if isinstance(item, Mapping))


def _mark(gold: GoldLetter, said: SaidLetter) -> _Marked:
    group = next((name for name in sorted(_GRADED) if gold.kind.startswith(name)), gold.kind)
    return _Marked(
        gold=gold,
        group=group,
        ticks=tuple(_ticks(gold, said, group)),
        grades=tuple(_grade_ticks(gold, said)),
    )


def _ticks(gold: GoldLetter, said: SaidLetter, group: str) -> Iterator[_Tick]:
    if gold.gss:
        yield _equal("authority", gold.gss, said.gss)
    if gold.kind != "other":
        yield _equal("kind", gold.kind, said.kind)
    yield _equal("visit_start", gold.visit_start, said.visit_start)
    yield _equal("visit_end", gold.visit_end, said.visit_end)
    yield _equal("published", gold.published, said.published)
    if group in _LED:
        yield _equal("lead_inspector", plain_name(gold.lead_inspector), plain_name(said.lead_inspector))
    if gold.inspectors:
        yield _equal("inspectors", _names(gold.inspectors), _names(said.inspectors))
    if gold.addressees:
        yield _equal_addressees(gold.addressees, said.addressees)
    if group in _GRADED:
        yield _equal("overall", gold.overall, said.overall)


def _equal(name: str, gold: object, store: object) -> _Tick:
    return _Tick(name=name, is_right=gold == store, gold=gold, store=store)


def _names(names: Iterable[str]) -> frozenset[str | None]:
    return frozenset(map(plain_name, names))


def _equal_addressees(gold: Sequence[str], store: Sequence[str]) -> _Tick:
    is_right = set(map(essence, gold)) == set(map(essence, store))
    return _Tick(name="addressees", is_right=is_right, gold=frozenset(gold), store=frozenset(store))


def _grade_ticks(gold: GoldLetter, said: SaidLetter) -> Iterator[_Tick]:
    for label, grade in gold.judgements:
        if grade != _OUTSIDE:
            given = said.judgements.get(judged_area(label), "absent")
            yield _Tick(
                name="judgement",
                is_right=given == grade,
                gold=f"{label}: {grade or 'not judged'}",
                store=given or "not judged",
            )


def _field_figures(marked: Sequence[_Marked]) -> Iterator[Figure]:
    """A share for each field, and for each field of each group of kinds."""
    hits: dict[str, list[bool]] = {}
    for letter in marked:
        for tick in letter.ticks:
            for name in (tick.name, f"{letter.group}.{tick.name}"):
                hits.setdefault(name, []).append(tick.is_right)
    for name in sorted(hits, key=lambda name: ("." in name, name)):
        yield share(name, hits[name], "letters")


def _all_right_figures(marked: Sequence[_Marked]) -> Iterator[Figure]:
    graded = [letter for letter in marked if letter.group in _GRADED]
    for group in sorted({letter.group for letter in graded}):
        yield _all_right(group, [letter for letter in graded if letter.group == group])
    if graded:
        yield _all_right("all", graded)


def _all_right(group: str, marked: Sequence[_Marked]) -> Figure:
    name = f"lead, dates, overall and every grade right ({group})"
    return share(name, [letter.is_all_right for letter in marked], "letters")


def _match_years(gold: GoldLetter, said: SaidLetter) -> Matches:
    return match_sets(_years(gold.previous), _years(said.previous))


def _years(texts: Iterable[str | None]) -> set[str]:
    return {year for text in texts for year in _YEAR.findall(text or "")}


def _misses(marked: Sequence[_Marked]) -> Iterator[Miss]:
    for letter in marked:
        for tick in (*letter.ticks, *letter.grades):
            if not tick.is_right:
                yield Miss(
                    about=tick.name, where=letter.gold.file, gold=_shown(tick.gold), store=_shown(tick.store)
                )


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return "; ".join(sorted(map(str, value)))
    return "nothing" if value is None else str(value)
