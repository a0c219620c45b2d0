"""Any network by its name: what it needs is read from the store, filtered and projected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.show import find_things
from inspectgraph.errors import MisuseError
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.facts import NetworkFacts, Quote
from inspectgraph.networks.filters import NetworkFilters, complete, narrow
from inspectgraph.networks.full import project_full
from inspectgraph.networks.inspectors import project_inspectors
from inspectgraph.networks.issue_nodes import last_raising
from inspectgraph.networks.issues import project_co_issues, project_issues, project_similar
from inspectgraph.networks.measures.backbone import backbone as backbone_of
from inspectgraph.networks.model import Network, load_kinds
from inspectgraph.networks.people_nodes import PERSON, without_people
from inspectgraph.networks.reading import PARTS, read_facts, read_quotes
from inspectgraph.networks.teams import project_teams
from inspectgraph.networks.timeline import around, project_timeline

Projection = Callable[..., Network]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipe:
    """What of the store a projection needs, and whether it takes quotes."""

    project: Projection
    parts: frozenset[str]
    takes_quotes: bool = False


_ISSUES: Final = frozenset({"issues"})
_RECIPES: Final[Mapping[str, _Recipe]] = {
    "full": _Recipe(project=project_full, parts=PARTS, takes_quotes=True),
    "issues": _Recipe(project=project_issues, parts=_ISSUES, takes_quotes=True),
    "co-issues": _Recipe(project=project_co_issues, parts=_ISSUES),
    "similar": _Recipe(project=project_similar, parts=_ISSUES),
    "inspectors": _Recipe(project=project_inspectors, parts=frozenset({"roles"})),
    "teams": _Recipe(project=project_teams, parts=frozenset({"team-findings"})),
    "around": _Recipe(project=project_full, parts=PARTS, takes_quotes=True),
    "timeline": _Recipe(project=project_timeline, parts=_ISSUES, takes_quotes=True),
}


def project_network(
    store: AskedStore,
    kind: str,
    filters: NetworkFilters,
    *,
    name: str | None = None,
    quotes: bool = True,
    people: bool = True,
    backbone: float | None = None,
) -> Network:
    """A network of the store's letters and issues that the filters let through.

    `name` is what an `around` network is about: a name or IRI of a team, person, issue, authority ...; a
    `timeline` needs an authority among the filters. Without `quotes` no sentences are read, without `people`
    nobody is named; `backbone` keeps only edges that stand out at this level. Raises MisuseError for an
    unknown kind or name.
    """
    recipe = _recipe(kind, filters, name)
    things = None if name is None else _things_called(store, name, people=people)
    parts = recipe.parts | (_ISSUES if filters.are_about_issues else frozenset())
    facts = complete(narrow(read_facts(store, parts=parts, gss=filters.gss), filters))
    project = partial(recipe.project, facts, scope=filters.scope)
    if quotes and recipe.takes_quotes:
        project = partial(project, quotes=_quotes(store, facts))
    network = project()
    if things is not None:
        scope = ", ".join(words for words in (name, filters.scope) if words)
        network = around(network, [facts.node_of(thing) for thing in things], scope=scope)
    network = network if people else without_people(network)
    return network if backbone is None else _standing_out(network, level=backbone)


def _standing_out(network: Network, *, level: float) -> Network:
    """The backbone of a network, without what it links with nothing any more."""
    kept = backbone_of(network, level=level)
    kept.graph.remove_nodes_from([node for node, degree in list(kept.graph.degree()) if degree == 0])
    return kept


def _recipe(kind: str, filters: NetworkFilters, name: str | None) -> _Recipe:
    if kind not in _RECIPES:
        raise MisuseError(f"there is no network {kind!r}", remedy=f"it is one of {', '.join(load_kinds())}")
    if kind == "timeline" and filters.gss is None:
        raise MisuseError("a timeline is of one authority", remedy="give --authority NAME")
    if (kind == "around") != (name is not None):
        what = "needs a name" if kind == "around" else "takes no name"
        raise MisuseError(
            f"the network {kind!r} {what}", remedy="give --name with the network `around` alone"
        )
    return _RECIPES[kind]


def _quotes(store: AskedStore, facts: NetworkFacts) -> dict[str, Quote]:
    return read_quotes(store, last_raising(facts))


def _themes_called(name: str) -> list[str]:
    """The theme that has this id or label: themes are no things of letters, which `find_things` knows.

    >>> _themes_called("Caseloads")
    ['https://w3id.org/inspectgraph/id/theme/caseloads']
    """
    called = name.strip().strip("<>").casefold()
    return [
        theme.iri
        for theme in load_scheme("theme").values()
        if called in (theme.id, theme.label.casefold(), theme.iri)
    ]


def _things_called(store: AskedStore, name: str, *, people: bool) -> list[str]:
    """The things that a name means. Without `people` nobody may be asked for: the title would name them."""
    if themes := _themes_called(name):
        return themes
    things = find_things(store, name)
    kept = [iri for iri, _, kind in things if people or kind != PERSON]
    if not kept:
        raise MisuseError(f"{name!r} is a person", remedy="ask without --without-people")
    return kept
