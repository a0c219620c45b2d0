"""How issues and grades change in time: spells, and what holds in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from inspectgraph.ledger.model import StanceLabel
from inspectgraph.ledger.status import is_raised, status_of
from inspectgraph.networks.days import day_after, first_day, spell_of
from inspectgraph.networks.facts import StanceFact, VisitFact
from inspectgraph.networks.model import Spell, Timed


def stances_by_issue(stances: Iterable[StanceFact]) -> dict[str, tuple[StanceFact, ...]]:
    """The stances on each issue, in the order of time.

    >>> stances_by_issue([StanceFact("n", "i", "v", "2019", "concern", 1)])["i"][0].start
    '2019'
    """
    found: defaultdict[str, list[StanceFact]] = defaultdict(list)
    for stance in stances:
        found[stance.issue].append(stance)
    return {issue: tuple(sorted(told, key=_in_time)) for issue, told in sorted(found.items())}


def _in_time(stance: StanceFact) -> tuple[str, str]:
    return stance.start, stance.visit


def status_in_time(stances: Sequence[StanceFact]) -> tuple[Timed, ...]:
    """The status of an issue as of each visit that speaks of it, by the visits until then.

    >>> concern = StanceFact("n", "i", "v", "2019-01-01", "concern", 1)
    >>> [(t.value, t.spell.start) for t in status_in_time([concern, concern._replace(start="2020-01-01")])]
    [('single', '2019-01-01'), ('persistent', '2020-01-01')]
    """
    labels: list[StanceLabel] = []
    marks = []
    for stance in stances:
        labels.append(stance.stance)
        if status := status_of(labels):
            marks.append((first_day(stance.start), status))
    return in_time(marks)


def state_in_time(stances: Sequence[StanceFact]) -> tuple[Timed, ...]:
    """Whether an issue is open or settled from each visit that speaks of it, from the first that raised it.

    >>> concern = StanceFact("n", "i", "v", "2019-01-01", "concern", 1)
    >>> [t.value for t in state_in_time([concern, concern._replace(start="2020-01-01", stance="strength")])]
    ['open', 'settled']
    """
    marks: list[tuple[str, str]] = []
    for day, told in groupby(stances, key=lambda stance: first_day(stance.start)):
        raised = [is_raised(stance.stance) for stance in told]
        if any(raised):
            marks.append((day, "open"))
        if marks and not raised[-1]:
            # of what was raised and settled on one day, it was open on that day
            marks.append((day_after(day) if any(raised) else day, "settled"))
    return in_time(marks)


def open_spells(stances: Sequence[StanceFact]) -> tuple[Spell, ...]:
    """The spells in which an issue was open: raised, and not yet called a strength.

    >>> concern = StanceFact("n", "i", "v", "2019-01-01", "concern", 1)
    >>> open_spells([concern, concern._replace(start="2020-01-01", stance="strength")])
    (Spell(start='2019-01-01', end='2020-01-01'),)
    """
    return tuple(timed.spell for timed in state_in_time(stances) if timed.value == "open")


def grades_in_time(visits: Iterable[VisitFact]) -> tuple[Timed, ...]:
    """The overall grade as of each visit that gave one.

    >>> grades_in_time([VisitFact("v", "g", "ilacs", "2019-01-01", "", "letter", "good")])[0].value
    'good'
    """
    graded = sorted((first_day(v.start), v.grade) for v in visits if v.grade and v.start)
    return in_time(graded)


def in_time(marks: Iterable[tuple[str, str]]) -> tuple[Timed, ...]:
    """What holds from each day until it changes; of several marks of one day the last counts.

    >>> in_time([("2019-01-01", "a"), ("2020-01-01", "a"), ("2021-01-01", "b")])
    (Timed(value='a', spell=Spell(start='2019-01-01', end='2021-01-01')), \
Timed(value='b', spell=Spell(start='2021-01-01', end=None)))
    """
    days = dict(marks)
    runs = [(value, next(iter(run))[0]) for value, run in groupby(days.items(), key=lambda mark: mark[1])]
    ends: list[str | None] = [*(start for _, start in runs[1:]), None]
    return tuple(Timed(value, Spell(start, end)) for (value, start), end in zip(runs, ends, strict=False))


def visit_spells(visit: VisitFact) -> tuple[Spell, ...]:
    """The spell of a visit, none where it has no date.

    >>> visit_spells(VisitFact("v", "g", "cra", "2009-06", "", "reference", ""))
    (Spell(start='2009-06-01', end='2009-07-01'),)
    """
    spell = spell_of(visit.start, visit.end)
    return (spell,) if spell else ()
