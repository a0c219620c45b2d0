"""Facts read from a store: quotes prove what they stand by, and rows are what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspectgraph.ask import run_rows
from inspectgraph.describe.namespaces import ID
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.issue_nodes import last_raising
from inspectgraph.networks.reading import PARTS, read_facts, read_quotes
from inspectgraph.store import OpenStore, open_store


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


@pytest.fixture(scope="module")
def facts(opened: OpenStore) -> NetworkFacts:
    return read_facts(opened)


def asked(store: OpenStore, select: str) -> list[dict[str, str]]:
    return list(run_rows(store.graph, select))


def test_every_quote_proves_its_stance(opened: OpenStore, facts: NetworkFacts) -> None:
    wanted = last_raising(facts)
    quotes = read_quotes(opened, wanted)
    assert set(quotes) == set(wanted)
    proofs: dict[str, list[dict[str, str]]] = {}
    for row in asked(
        opened,
        """SELECT ?stance ?text ?polarity ?kind ?file {
             ?stance ig:supportedBy ?f . ?f ig:text ?text ; ig:polarity ?polarity ; a ?kind .
             ?f ig:inLetter/ig:sourceFile ?file }""",
    ):
        proofs.setdefault(row["stance"], []).append(row)
    for stance, quote in quotes.items():
        said = [row for row in proofs[stance] if " ".join(row["text"].split()) == quote.text]
        assert said, f"the quote of {stance} is none of its findings: {quote.text!r}"
        assert quote.file in {row["file"] for row in said}
        raising = [row for row in proofs[stance] if not row["polarity"].endswith("strength")]
        assert not raising or any(not row["polarity"].endswith("strength") for row in said)
        recommended = [row for row in proofs[stance] if row["kind"].endswith("#Recommendation")]
        assert not recommended or any(row["kind"].endswith("#Recommendation") for row in said)


def test_no_quotes_are_asked_for(opened: OpenStore) -> None:
    assert read_quotes(opened, []) == {}
    assert read_quotes(opened, [f"{ID}nothing"]) == {}


def test_stances_count_their_findings(opened: OpenStore, facts: NetworkFacts) -> None:
    counted = Counter(row["s"] for row in asked(opened, "SELECT DISTINCT ?s ?f { ?s ig:supportedBy ?f }"))
    assert {stance.node: stance.findings for stance in facts.stances} == counted


def test_letters_and_visits(opened: OpenStore, facts: NetworkFacts) -> None:
    letters = asked(opened, "SELECT DISTINCT ?l ?h ?v { ?l a ig:Letter ; ig:sha256 ?h ; ig:reports ?v }")
    assert {(x.iri, x.sha256, x.visit) for x in facts.letters} == {(r["l"], r["h"], r["v"]) for r in letters}
    visits = {visit.iri for visit in facts.visits}
    assert {letter.visit for letter in facts.letters} <= visits
    assert {reference.visit for reference in facts.references} <= visits
    assert not visits & facts.same_visit.keys()
    assert {facts.node_of(visit) for visit in facts.same_visit} <= visits


def test_what_is_pointed_to_is_there(facts: NetworkFacts) -> None:
    letters = {letter.iri for letter in facts.letters}
    assert {role.letter for role in facts.roles} <= letters
    assert {mention.letter for mention in facts.mentions} <= letters
    assert {mention.team for mention in facts.mentions} <= facts.teams.keys()
    assert {facts.team_of(finding.team) for finding in facts.team_findings} <= facts.teams.keys()
    assert {stance.issue for stance in facts.stances} == {issue.iri for issue in facts.issues}
    for team in facts.teams.values():
        assert team.name not in team.aliases
        assert list(team.aliases) == sorted(set(team.aliases))


def test_only_the_parts_asked_for(opened: OpenStore) -> None:
    bare = read_facts(opened, parts=[])
    assert bare.letters
    assert bare.corpus
    for part in (bare.roles, bare.mentions, bare.issues, bare.stances, bare.references, bare.team_findings):
        assert part == ()
    with pytest.raises(ValueError, match="horses"):
        read_facts(opened, parts=[*PARTS, "horses"])
