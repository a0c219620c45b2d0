"""Findings into stances: what a visit, as a whole, says of each theme (docs/ledger.md, "Stance")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspectgraph.ledger.model import Issue, Stance, StanceLabel, StatedThere, VisitFinding
from inspectgraph.ledger.status import is_raised, status_of, was_raised_then

APART = frozenset({"send"})
"""Families of visits that do not make the ledger."""

_BY_KIND: Mapping[str, float] = {"recommendation": 4.0}
_TROUBLE = ("concern", "mixed")
_STANDS_OUT = ("headline", "opening", "priority")
_PLACES_THAT_STAND_OUT = 2  # the main theme of a finding and the next
_BY_ROLE: Mapping[str, float] = dict.fromkeys(_STANDS_OUT, 1.5)
_BY_PLACE = (1.0, 0.5, 0.25)  # the main theme of a finding, and those that it touches besides
_RECOMMENDED_TOO = 1.5  # how much more a further theme of a recommendation weighs than of other findings
_SPEAKS_FROM = 0.3  # less weight than this is an aside, in which a visit says nothing of a theme
_SPEAKS_FROM_IN_LONG = 1.6  # the same in a long report, which touches on everything
_CONCERN_FROM = (0.35, 0.4)  # share from which a stance is a concern: where one stands out, and where none
_CONCERN_FROM_BESIDE = 0.8  # the same where the theme is the main one of no concern
_STRENGTH_TO_WHERE_ONE_STANDS_OUT = 0.08  # share of concern up to which a stance is a strength
_STRENGTH_TO = (0.15, 0.3)  # the same elsewhere: with and without a main finding that leaves it open
_ASIDES_TO: Mapping[str, float] = {"sif": 3.0, "jtai": 1.0}
"""By family, how much concern in the body alone is an aside: these go far afield, and have a summary."""
_LONG = frozenset({"sif"})  # families whose reports go through everything
_SHARES: Mapping[str, tuple[float, float]] = {
    "concern": (1.0, 0.0),
    "strength": (0.0, 1.0),
    "mixed": (0.55, 0.45),
}
_QUALIFIED = (0.4, 0.6)  # praise of most, mainly about the theme: by itself it leaves the rest open
# The numbers are fitted to how readers judged the visits of five authorities (docs/ledger.md).


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    finding: VisitFinding
    place: int
    concern: float
    strength: float

    @property
    def is_main(self) -> bool:
        return self.place == 0

    @property
    def weight(self) -> float:
        return self.concern + self.strength

    def weight_for(self, stance: StanceLabel) -> float:
        """How much it speaks for a stance; for a mixed one all that it weighs."""
        return {"concern": self.concern, "strength": self.strength}.get(stance, self.weight)


def weigh_issues(findings: Iterable[VisitFinding]) -> tuple[Issue, ...]:
    """The issues of all authorities, by GSS code and theme; themes that were never raised are not issues.

    A sentence that two letters about one visit share counts once. Visits of the families in `APART`
    do not count.

    >>> one = VisitFinding(id="a/1", sentence="1", gss="E1", visit="v1", start="2018-01-01", family="ilacs",
    ...     kind="recommendation", role="improve", item=1, order=1, polarity="concern", themes=("neglect",))
    >>> [(i.theme, i.status) for i in weigh_issues([one])]
    [('neglect', 'single')]
    """
    by_issue: dict[tuple[str, str], dict[tuple[str, str], list[_Weighed]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for finding in _once_each(findings):
        for weighed, theme in _weigh(finding):
            by_issue[finding.gss, theme][finding.start, finding.visit].append(weighed)
    issues = (_issue(gss, theme, visits) for (gss, theme), visits in sorted(by_issue.items()))
    return tuple(issue for issue in issues if issue is not None)


def _once_each(findings: Iterable[VisitFinding]) -> Iterator[VisitFinding]:
    seen: set[tuple[str, str]] = set()
    for finding in sorted(findings, key=lambda f: (f.gss, f.start, f.visit, f.order, f.id)):
        key = (finding.visit, finding.sentence)
        if finding.family not in APART and key not in seen:
            seen.add(key)
            yield finding


def _weigh(finding: VisitFinding) -> Iterator[tuple[_Weighed, str]]:
    weight = _BY_KIND.get(finding.kind, 1.0) * _BY_ROLE.get(finding.role, 1.0)
    beside = _RECOMMENDED_TOO if finding.kind == "recommendation" else 1.0
    for place, theme in enumerate(finding.themes[: len(_BY_PLACE)]):
        concern, strength = _shares(finding, is_main=place == 0)
        share = weight * _BY_PLACE[place] * (beside if place else 1.0)
        weighed = _Weighed(finding=finding, place=place, concern=concern * share, strength=strength * share)
        yield weighed, theme


def _shares(finding: VisitFinding, *, is_main: bool) -> tuple[float, float]:
    if is_main and finding.is_qualified and finding.polarity == "strength":
        return _QUALIFIED
    return _SHARES.get(finding.polarity, (0.0, 0.0))


def _issue(gss: str, theme: str, visits: Mapping[tuple[str, str], Sequence[_Weighed]]) -> Issue | None:
    stances = [
        s for (start, visit), weighed in sorted(visits.items()) if (s := _stance(visit, start, weighed))
    ]
    status = status_of([stance.stance for stance in stances])
    if status is None:
        return None
    raised = [stance for stance in stances if is_raised(stance.stance)]
    stated = sorted(s.stated.of for s in stances if s.stated and s.stated.of and s.stated.was_raised)
    return Issue(
        gss=gss,
        theme=theme,
        status=status,
        first_raised=raised[0].visit,
        last_seen=stances[-1].visit,
        first_stated=stated[0] if stated else None,
        stances=tuple(stances),
    )


def _stance(visit: str, start: str, weighed: Sequence[_Weighed]) -> Stance | None:
    label = _label(weighed)
    if label is None:
        return None
    speaking = [w for w in weighed if w.weight_for(label) > 0]
    speaking.sort(key=lambda w: (-w.weight_for(label), w.finding.order, w.finding.id))
    stated = _stated(weighed)
    findings = [w.finding.id for w in speaking] + ([stated.finding] if stated else [])
    return Stance(
        visit=visit,
        start=start,
        family=weighed[0].finding.family,
        stance=label,
        findings=tuple(dict.fromkeys(findings)),
        stated=stated,
    )


def _label(weighed: Sequence[_Weighed]) -> StanceLabel | None:
    """The stance, None where the visit hardly speaks of the theme, or praises it in passing alone.

    A recommendation is never outweighed into a strength; praise in passing alone does not settle a theme.
    """
    speaking = [w for w in weighed if w.weight]
    concern, strength = sum(w.concern for w in speaking), sum(w.strength for w in speaking)
    is_long = weighed[0].finding.family in _LONG
    if concern + strength < (_SPEAKS_FROM_IN_LONG if is_long else _SPEAKS_FROM):
        return None
    praise: StanceLabel | None = "strength" if _main(speaking, "strength") else None
    if _are_asides(speaking):
        return praise if concern < strength else None
    share = concern / (concern + strength)
    if share >= _concern_from(speaking) and any(w.finding.polarity == "concern" for w in speaking):
        return "concern"
    return praise if share <= _strength_to(speaking) and not _is_recommended(speaking) else "mixed"


def _are_asides(speaking: Sequence[_Weighed]) -> bool:
    """Whether all that it says of concern is little, and neither in its summary nor recommended to mend."""
    prominent = _is_recommended(speaking) or any(map(_stands_out, speaking))
    little = _ASIDES_TO.get(speaking[0].finding.family, 0.0)
    return not prominent and sum(w.concern for w in speaking) <= little


def _concern_from(speaking: Sequence[_Weighed]) -> float:
    if not _main(speaking, *_TROUBLE):
        return _CONCERN_FROM_BESIDE
    return _CONCERN_FROM[0 if any(map(_stands_out, speaking)) else 1]


def _strength_to(speaking: Sequence[_Weighed]) -> float:
    if any(map(_stands_out, speaking)):
        return _STRENGTH_TO_WHERE_ONE_STANDS_OUT
    praise = _main(speaking, "strength")
    most_alone = sum(w.finding.is_qualified for w in praise) * 2 >= len(praise) > 0
    return _STRENGTH_TO[0 if most_alone or _main(speaking, *_TROUBLE) else 1]


def _main(speaking: Iterable[_Weighed], *polarities: str) -> list[_Weighed]:
    return [w for w in speaking if w.is_main and w.finding.polarity in polarities]


def _is_recommended(speaking: Iterable[_Weighed]) -> bool:
    return any(w.finding.kind == "recommendation" and w.concern for w in speaking)


def _stands_out(weighed: _Weighed) -> bool:
    """Whether it is a concern, at least besides, that the letter recommends to mend or has in its summary."""
    finding = weighed.finding
    prominent = finding.kind == "recommendation" or finding.role in _STANDS_OUT
    return weighed.place < _PLACES_THAT_STAND_OUT and prominent and finding.polarity in _TROUBLE


def _stated(weighed: Sequence[_Weighed]) -> StatedThere | None:
    """What is stated by a finding mainly about the theme; that it was raised before everything else."""
    order = {"raised": 0, "resolved": 1, "improved": 2}
    telling = [w.finding for w in weighed if w.finding.stated_what and w.is_main]
    telling.sort(key=lambda f: (order.get(f.stated_what or "", 3), f.kind != "recommendation", f.order, f.id))
    if not telling or telling[0].stated_what is None:
        return None
    what, role = telling[0].stated_what, telling[0].role
    return StatedThere(
        what=what,
        of=telling[0].stated_of,
        finding=telling[0].id,
        was_raised=was_raised_then(what, role=role),
    )
