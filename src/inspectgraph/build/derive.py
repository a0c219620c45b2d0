"""What follows from several letters: rules over all of them, and the ledger and teams of each authority.

Each authority has a derived graph of its own, which is worked out anew only when one of its letters, a
visit that they refer to, or the rules have changed; so one more letter costs what its authority costs.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import NamedNode, Store

from inspectgraph.build.ledger_input import findings_in_graph
from inspectgraph.build.letters_read import LettersRead
from inspectgraph.build.stored_queries import run_input, run_rules
from inspectgraph.describe.derived import describe_derivation, describe_issues, describe_same_teams
from inspectgraph.describe.iris import last_part, mint_graph
from inspectgraph.describe.sheet import Sheet, Statement
from inspectgraph.extract.model import TeamNamed
from inspectgraph.extract.teams import merge_key
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.ledger import weigh_issues
from inspectgraph.store import BuildTransaction, graph_of_lines
from inspectgraph.store.failures import store_failures

DERIVED = mint_graph("derived").value
"""The IRI of the graph of what the rules conclude; `<DERIVED>/<gss>` is that of one authority's."""

_FACT = "derived/"


def derive_all(build: BuildTransaction, *, rules: str, ontology: bytes, known: LettersRead) -> dict[str, str]:
    """Bring the derived graphs of a build up to date.

    `rules` is a hash of what they depend on besides letters, `ontology` the ontology's graph, `known` what
    needs not be asked of the store: where that is all, it is not waited for.
    Returns, as facts for the manifest, what each authority's graph was worked out from.
    """
    build.remove_graph(DERIVED)
    entries = {entry.key: entry.digest for entry in build.manifest_so_far.entries}
    graph = known.graph_of(entries, ontology=ontology)
    if graph is None:
        graph = build.graph  # once: asked for again, it would first load what was derived so far
    concluded = tuple(run_rules(graph))
    sheet = Sheet(NamedNode(DERIVED))
    sheet.copy(concluded)
    describe_derivation(sheet, sorted(entries))
    _put(build, sheet)
    resolved = _resolved(concluded)
    letters: defaultdict[str, list[str]] = defaultdict(list)
    for key, authority in sorted(authorities_of_letters(graph).items()):
        letters[last_part(authority)].append(key)
    facts = {
        f"{_FACT}{gss}": _hash(rules, [(key, entries[key]) for key in keys], resolved.get(gss, {}))
        for gss, keys in letters.items()
    }
    _drop_others(build, letters)
    for gss, keys in letters.items():
        if not _is_there(build, gss, facts[f"{_FACT}{gss}"]):
            _derive_authority(build, graph, gss, keys, resolved=resolved.get(gss, {}), known=known)
    return facts


def derived_facts(facts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Of a manifest's facts those that `derive_all` gave.

    >>> derived_facts([("stamp", "1"), ("derived/E1", "2")])
    {'derived/E1': '2'}
    """
    return {name: value for name, value in facts if name.startswith(_FACT)}


def _resolved(concluded: Iterable[Statement]) -> dict[str, dict[str, str]]:
    """Which real visit one known by reference is, by authority: that which was visited, and its successors.

    A letter to a new authority may speak of a visit to the one before it.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for referred, predicate, real in concluded:
        if predicate.value.endswith("#resolvedTo"):
            visited = authority_by_gss(real.value.partition("/visit/")[2].partition("/")[0])
            for gss in (visited.gss, *visited.successors):
                found[gss][referred.value] = real.value
    return found


def _hash(rules: str, letters: Sequence[tuple[str, str]], resolved: Mapping[str, str]) -> str:
    return hashlib.sha256(repr((rules, sorted(letters), sorted(resolved.items()))).encode()).hexdigest()


def _drop_others(build: BuildTransaction, letters: Mapping[str, Sequence[str]]) -> None:
    for graph in build.manifest_so_far.graphs:
        if graph.graph.startswith(f"{DERIVED}/") and last_part(graph.graph) not in letters:
            build.remove_graph(graph.graph)


def _is_there(build: BuildTransaction, gss: str, worked_out_from: str) -> bool:
    graphs = {graph.graph for graph in build.manifest_so_far.graphs}
    return f"{DERIVED}/{gss}" in graphs and build.manifest.fact(f"{_FACT}{gss}") == worked_out_from


def _derive_authority(
    build: BuildTransaction,
    graph: Store,
    gss: str,
    keys: Sequence[str],
    *,
    resolved: Mapping[str, str],
    known: LettersRead,
) -> None:
    with store_failures(build.scratch):
        just_read = {key: known.findings_of(key) for key in keys}
    read_before = [key for key, findings in just_read.items() if findings is None]
    findings = [
        *chain.from_iterable(findings or () for findings in just_read.values()),
        *(findings_in_graph(graph, keys=read_before) if read_before else ()),
    ]
    issues = weigh_issues(
        f._replace(stated_of=resolved[f.stated_of]) if f.stated_of in resolved else f for f in findings
    )
    sheet = Sheet(NamedNode(f"{DERIVED}/{gss}"))
    describe_issues(sheet, issues)
    describe_same_teams(sheet, same_teams(graph, keys=keys))
    describe_derivation(sheet, keys)
    _put(build, sheet)


def _put(build: BuildTransaction, sheet: Sheet) -> None:
    build.replace_graph(sheet.graph.value, graph_of_lines(sheet.graph, sheet.about))


def authorities_of_letters(graph: Store) -> dict[str, str]:
    """The IRI of the authority that each letter is about, by the letter's key.

    >>> authorities_of_letters(Store())
    {}
    """
    rows = run_input(graph, "letter-authorities")
    return {last_part(row["letter"]): row["authority"] for row in rows}


def same_teams(graph: Store, *, keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of team IRIs: a name, and the name of the earliest visit under which the same team goes.

    `keys` are those of the letters of one authority.

    >>> list(same_teams(Store(), keys=["0123456789abcdef"]))
    []
    """
    graphs = [mint_graph(key).value for key in sorted(keys)]
    aliases: defaultdict[str, set[str]] = defaultdict(set)
    for row in run_input(graph, "ledger-team-aliases", graphs=graphs):
        aliases[row["team"]].add(row["alias"])
    began = {
        last_part(row["letter"]): row["start"] for row in run_input(graph, "ledger-visits", graphs=graphs)
    }
    first: dict[str, str] = {}
    rows = run_input(graph, "ledger-teams", graphs=graphs)
    for row in sorted(rows, key=lambda row: (began.get(last_part(row["graph"]), "9999"), row["team"])):
        team = TeamNamed(
            name=row["name"],
            acronym=None,
            type=last_part(row["type"]),
            aliases=tuple(sorted(aliases[row["team"]])),
            mentions=(),
        )
        same = first.setdefault(merge_key(team), row["team"])
        if same != row["team"]:
            yield row["team"], same
