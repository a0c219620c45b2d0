"""Plots of one authority: its issues by visit, and its visits and grades in time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any, Final

from inspectgraph.errors import MisuseError
from inspectgraph.export.plots.canvas import (
    CELL_HEIGHT,
    CELL_WIDTH,
    caption,
    new_figure,
    number_of,
    require,
    save,
    titled,
)
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import Concept, load_scheme
from inspectgraph.networks.days import first_day
from inspectgraph.networks.facts import IssueFact, NetworkFacts, VisitFact
from inspectgraph.networks.histories import stances_by_issue

STATUSES: Final = ("persistent", "recurring", "single", "resolved")
_LOOKS: Final = {
    "concern": ("#D55E00", "✗"),
    "mixed": ("#F0E442", "~"),
    "strength": ("#56B4E9", "✓"),
}
"""Colours that colour-blind readers tell apart, and a mark for print in grey."""
_FAMILY_LOOKS: Final = tuple(
    zip(
        ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#999999"),
        "osD^vP*X",
        strict=True,
    )
)
"""A colour and a mark for each family of visits, in the order of their scheme: the same in every plot.

Source of the colours: Okabe and Ito, Color Universal Design (2008).
"""
_BETWEEN: Final = 2.5
"""Where a grade without a rank stands: "adequate", the third of an older scale, is below good."""


def draw_issues_by_visit(facts: NetworkFacts, out: IO[bytes], *, scope: str, format: str) -> None:
    """The issues of one authority by visit: how each visit calls each, worst status first.

    Raises MisuseError where the facts are not of one authority, MissingPackageError without matplotlib.
    """
    gss = _only_authority(facts)
    spoken = {stance.visit for stance in facts.stances}
    visits = [visit for visit in _visits_with_letter(facts) if visit.iri in spoken]
    places = {visit.iri: place for place, visit in enumerate(visits)}
    issues = sorted(facts.issues, key=_worst_first)
    require(issues and visits, "issue")
    stances = stances_by_issue(facts.stances)
    height = CELL_HEIGHT * max(len(issues), 3) + 3.2
    with new_figure(max(8.0, 4.8 + CELL_WIDTH * 1.5 * len(visits)), height) as figure:
        axes = figure.add_subplot()
        for y, issue in enumerate(issues):
            for stance in stances[issue.iri]:
                if stance.visit in places:
                    colour, mark = _LOOKS[stance.stance]
                    x = places[stance.visit]
                    axes.fill(
                        [x - 0.46, x + 0.46, x + 0.46, x - 0.46],
                        [y - 0.44, y - 0.44, y + 0.44, y + 0.44],
                        color=colour,
                    )
                    axes.text(x, y, mark, ha="center", va="center", fontsize=10)
            axes.text(len(visits) - 0.35, y, issue.status, va="center", fontsize=9)
        axes.set_xticks(range(len(visits)), [_visit_name(visit) for visit in visits], rotation=35, ha="right")
        axes.set_yticks(range(len(issues)), [load_scheme("theme")[issue.theme].label for issue in issues])
        axes.set_xlim(-0.6, len(visits) + 0.6)
        axes.set_ylim(len(issues) - 0.4, -0.6)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        counted = f"n = {number_of(len(issues), 'issue')}, {number_of(len(visits), 'visit')}"
        caption(
            figure,
            title=titled("Issues by visit", _scope(gss, scope), counted),
            note="✗ concern   ~ mixed   ✓ strength   empty: not spoken of.",
        )
        save(figure, out, format=format)


def _scope(gss: str, scope: str) -> str:
    """What is drawn, with its authority, whether that was asked for or is the only one."""
    name = authority_by_gss(gss).name
    return scope if scope.startswith(name) else ", ".join(words for words in (name, scope) if words)


def _worst_first(issue: IssueFact) -> tuple[int, str]:
    return STATUSES.index(issue.status), load_scheme("theme")[issue.theme].label


def _only_authority(facts: NetworkFacts) -> str:
    found = {letter.gss for letter in facts.letters}
    require(found, "letter")
    if len(found) != 1:
        raise MisuseError("this plot is of one authority", remedy="give --authority NAME")
    return found.pop()


def _visits_with_letter(facts: NetworkFacts) -> list[VisitFact]:
    reported = {letter.visit for letter in facts.letters}
    visits = [visit for visit in facts.visits if visit.iri in reported and visit.start]
    return sorted(visits, key=lambda visit: (visit.start, visit.iri))


def _visit_name(visit: VisitFact) -> str:
    return f"{visit.start[:7]} {visit.family}"


def draw_grades(facts: NetworkFacts, out: IO[bytes], *, scope: str, format: str) -> None:
    """The visits of one authority in time, with overall grades; no line joins grades of two frameworks.

    Raises MisuseError where the facts are not of one authority, MissingPackageError without matplotlib.
    """
    gss = _only_authority(facts)
    visits = _visits_with_letter(facts)
    grades = _grades(visits)
    require(visits, "dated letter")
    families = sorted({visit.family for visit in visits})
    years = [_year(visit) for visit in visits]
    with new_figure(10.0, 4.6 + 0.22 * len(families)) as figure:
        axes = figure.add_subplot()
        for family in families:
            points = [(_year(visit), _height(visit, grades)) for visit in visits if visit.family == family]
            graded = [point for point in points if point[1] > 0]
            axes.plot(*_columns(graded), "-", color="#999999", zorder=1)
            axes.plot(*_columns(points), markersize=9, markeredgecolor="#1a1a1a", zorder=2, **_look(family))
        axes.set_yticks(range(len(grades) + 1), ["no overall grade", *(g.label for g in grades)])
        axes.set_ylim(-0.6, len(grades) + 0.6)
        axes.grid(axis="y", color="#dddddd")
        axes.set_xlim(int(min(years)) - 0.2, int(max(years)) + 1.2)
        axes.locator_params(axis="x", integer=True)
        axes.legend(loc="upper left", bbox_to_anchor=(0, -0.08), frameon=False)
        graded_visits = sum(bool(visit.grade) for visit in visits)
        counted = f"n = {number_of(len(visits), 'visit')}, {graded_visits} with an overall grade"
        caption(
            figure,
            title=titled("Visits and grades", _scope(gss, scope), counted),
            note="A line joins grades of one framework alone. A year stands at its first day.",
        )
        save(figure, out, format=format)


def _look(family: str) -> dict[str, Any]:
    """How the visits of a family are drawn: no line, a mark and a colour that they have in every plot."""
    families = load_scheme("family")
    colour, mark = _FAMILY_LOOKS[list(families).index(family) % len(_FAMILY_LOOKS)]
    return {"linestyle": "", "marker": mark, "color": colour, "label": families[family].label}


def _grades(visits: Iterable[VisitFact]) -> list[Concept]:
    """The grades from the worst to the best: those in use, and others that a visit was given."""
    given = {visit.grade for visit in visits}
    shown = [g for g in load_scheme("grade").values() if g.rank is not None or g.id in given]
    return sorted(shown, key=lambda grade: -(grade.rank or _BETWEEN))


def _height(visit: VisitFact, grades: Sequence[Concept]) -> int:
    return [grade.id for grade in grades].index(visit.grade) + 1 if visit.grade else 0


def _year(visit: VisitFact) -> float:
    """A day as a number of years, near enough for a plot.

    >>> _year(VisitFact("v", "g", "ilacs", "2019-07-01", "", "letter", ""))
    2019.5
    """
    year, month, day = (int(part) for part in first_day(visit.start).split("-"))
    return round(year + (month - 1) / 12 + (day - 1) / 365, 3)


def _columns(points: Sequence[tuple[float, int]]) -> tuple[list[float], list[int]]:
    return [x for x, _ in points], [y for _, y in points]
