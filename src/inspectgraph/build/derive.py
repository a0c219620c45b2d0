"""What follows from all letters together: rules, the ledger, teams under two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store

from inspectgraph.describe.derived import describe_derivation, describe_issues, describe_same_teams
from inspectgraph.describe.iris import mint_graph
from inspectgraph.describe.namespaces import PREFIXES
from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams import merge_key
from inspectgraph.knowledge.places import ontology_folder
from inspectgraph.ledger import VisitFinding, weigh_issues

DERIVED = mint_graph("derived").value
"""The IRI of the derived graph."""


def derive(graph: Store, *, keys: Iterable[str]) -> tuple[Quad, ...]:
    """The quads of the derived graph for all that is in `graph`, in which no derived graph may be.

    `keys` are the keys of the letters.

    >>> derive(Store(), keys=[])
    ()
    """
    from_rules = tuple(run_rules(graph))
    resolved = {
        quad.subject.value: quad.object.value  # type: ignore[union-attr]
        for quad in from_rules
        if quad.predicate.value.endswith("#resolvedTo")
    }
    quads = [
        *from_rules,
        *describe_issues(weigh_issues(read_findings(graph, resolved=resolved))),
        *describe_same_teams(same_teams(graph)),
        *describe_derivation(keys),
    ]
    return tuple(dict.fromkeys(quads))


def run_rules(graph: Store) -> Iterator[Quad]:
    """What the CONSTRUCT rules of `ontology/rules/` conclude.

    >>> list(run_rules(Store()))
    []
    """
    name = mint_graph("derived")
    for path in sorted((ontology_folder() / "rules").glob("*.rq")):
        answer = graph.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        for triple in cast(QueryTriples, answer):
            yield Quad(triple.subject, triple.predicate, triple.object, name)


def read_findings(graph: Store, *, resolved: dict[str, str]) -> Iterator[VisitFinding]:
    """All findings as the ledger sees them; `resolved` maps visits known by reference to real ones.

    >>> list(read_findings(Store(), resolved={}))
    []
    """
    themes: dict[str, list[str]] = {}
    for row in _rows(graph, "ledger-themes"):
        themes.setdefault(row["finding"], []).append(row["theme"])
    for row in _rows(graph, "ledger-findings"):
        finding, main = row["finding"], row["main"]
        of = row.get("of")
        yield VisitFinding(
            id=finding,
            sentence=finding.rpartition("/")[2],
            gss=row["gss"],
            visit=row["visit"],
            start=row["start"],
            family=row["family"],
            kind=row["kind"],
            role=row["role"],
            item=int(row["item"]) if "item" in row else None,
            order=int(row["order"]),
            polarity=row["polarity"],
            is_qualified=row["qualified"] == "true",
            themes=(main, *sorted(theme for theme in themes.get(finding, []) if theme != main)),
            stated_what=row.get("what"),
            stated_of=resolved.get(of, of) if of else None,
        )


def authorities_of_letters(graph: Store) -> dict[str, str]:
    """The IRI of the authority that each letter is about, by the letter's key.

    >>> authorities_of_letters(Store())
    {}
    """
    rows = _rows(graph, "letter-authorities")
    return {row["letter"].rpartition("/")[2]: row["authority"] for row in rows}


def same_teams(graph: Store) -> Iterator[tuple[str, str]]:
    """Pairs of team IRIs: a name, and the name of the earliest visit under which the same team goes.

    >>> list(same_teams(Store()))
    []
    """
    aliases: dict[str, list[str]] = {}
    for row in _rows(graph, "ledger-team-aliases"):
        aliases.setdefault(row["team"], []).append(row["alias"])
    first: dict[tuple[str, str], str] = {}
    for row in _rows(graph, "ledger-teams"):
        team = TeamNamed(
            name=row["name"],
            acronym=None,
            type=row["type"],
            aliases=tuple(sorted(aliases.get(row["team"], []))),
            mentions=(),
        )
        same = first.setdefault((row["gss"], merge_key(team)), row["team"])
        if same != row["team"]:
            yield row["team"], same


def _rows(graph: Store, name: str) -> Iterator[dict[str, str]]:
    query = (ontology_folder() / "rules" / "inputs" / f"{name}.rq").read_text(encoding="utf-8")
    answer = cast(QuerySolutions, graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        values = ((name, cast("NamedNode | Literal | None", solution[name])) for name in names)
        yield {name: value.value for name, value in values if value is not None}
