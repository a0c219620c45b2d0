"""What a build does to the store, and what it leaves alone."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectgraph.errors import Problem
from inspectgraph.store import BuildTransaction, ManifestEntry, begin_build, changes, check_store, open_store

Put = Callable[..., ManifestEntry]
Built = Callable[..., str]
Dumped = Callable[[Path], str]

DERIVED = "http://a/derived"
DERIVED_QUAD = b'<http://a/x> <http://a/y> "z" <http://a/derived> .\n'
GRAPH = "https://w3id.org/inspectgraph/id/graph/{}"


def _generations(path: Path) -> list[str]:
    return sorted(folder.name for folder in (path / "generations").iterdir())


def _letter_files(path: Path) -> list[str]:
    return sorted(file.name.split(".")[0] for file in (path / "letters").iterdir())


def _put_and_interrupt(build: BuildTransaction, put: Put) -> None:
    put(build, "b")
    raise KeyboardInterrupt


def test_an_empty_build_makes_a_store_that_opens(tmp_path: Path) -> None:
    with begin_build(tmp_path / "store") as build:
        assert build.manifest.entries == ()
        assert build.commit() == "000001"
    with open_store(tmp_path / "store") as store:
        assert (len(store.graph), store.generation, store.manifest.entries) == (0, "000001", ())
    assert check_store(tmp_path / "store") == ()


def test_a_path_with_spaces_accents_and_parents(tmp_path: Path, built: Built, dumped: Dumped) -> None:
    path = tmp_path / "Children's services" / "été – 2022" / "the store"
    built(path, {"a": "well"})
    assert dumped(path).count("well") == 2
    assert check_store(path) == ()


def test_the_files_are_as_documented(tmp_path: Path, put: Put) -> None:
    with begin_build(tmp_path) as build:
        entry = put(
            build, "a", nquads=b'<http://a/s> <http://a/p> "x" <https://w3id.org/inspectgraph/id/graph/a> .'
        )
        build.commit(facts={"ontology": "abc"})
    assert (tmp_path / "current.json").read_text() == '{"format": 1, "generation": "000001"}\n'
    assert entry.nquads == f"a.{entry.digest[:12]}.nq"
    assert (tmp_path / "letters" / entry.nquads).read_text() == (
        '<http://a/s> <http://a/p> "x" <https://w3id.org/inspectgraph/id/graph/a> .\n'
    )
    assert _generations(tmp_path) == ["000001"]
    assert sorted(child.name for child in tmp_path.iterdir()) == [
        "current.json",
        "generations",
        "letters",
        "lock",
    ]


def test_the_manifest_says_what_was_put(tmp_path: Path, put: Put) -> None:
    problem = Problem(code="no-dates", where="b.txt", message="no dates", remedy="look")
    refused = Problem(code="not-a-letter", where="c.pdf", message="HTML", remedy="fetch it again")
    with begin_build(tmp_path) as build:
        second = put(build, "b", files=["z.txt", "b.txt"], stamp="reader 2", problems=[problem])
        first = put(build, "a")
        build.commit(facts={"version": "1", "ontology": "abc"}, refused=[refused])
    with open_store(tmp_path) as store:
        manifest = store.manifest
    assert manifest.entries == (first, second)
    assert (second.files, second.stamp, second.quads) == (("b.txt", "z.txt"), "reader 2", 2)
    assert second.problems == (problem,)
    assert manifest.facts == (("ontology", "abc"), ("version", "1"))
    assert manifest.refused == (refused,)


def test_replacing_a_letter_touches_only_its_graph(tmp_path: Path, built: Built, dumped: Dumped) -> None:
    built(tmp_path, {"a": "well", "b": "well"})
    before = dumped(tmp_path).splitlines()
    built(tmp_path, {"a": "poor"})
    after = dumped(tmp_path).splitlines()
    assert [line for line in after if "/graph/b>" in line] == [line for line in before if "/graph/b>" in line]
    assert [line.replace("poor", "well") for line in after if "/graph/a>" in line] == [
        line for line in before if "/graph/a>" in line
    ]


def test_a_graph_that_shrinks_keeps_nothing_of_the_old(tmp_path: Path, put: Put, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    with begin_build(tmp_path) as build:
        put(build, "a", nquads=b"")
        build.commit()
    with open_store(tmp_path) as store:
        assert len(store.graph) == 0
        assert store.manifest.entries[0].quads == 0


def test_removing_a_letter_leaves_the_others(tmp_path: Path, built: Built, dumped: Dumped) -> None:
    built(tmp_path, {"a": "well", "b": "poor"})
    with begin_build(tmp_path) as build:
        build.remove_letter("a")
        build.commit()
    assert "well" not in dumped(tmp_path)
    assert dumped(tmp_path).count("poor") == 2
    assert check_store(tmp_path) == ()
    built(tmp_path, {})
    assert _letter_files(tmp_path) == ["b"], "the file goes with the last generation that refers to it"


def test_other_graphs_are_replaced_and_removed(tmp_path: Path, built: Built, dumped: Dumped) -> None:
    built(tmp_path, {"a": "well"})
    letters = dumped(tmp_path)
    with begin_build(tmp_path) as build:
        build.replace_graph(DERIVED, DERIVED_QUAD.replace(b"z", b"old"))
        build.replace_graph(DERIVED, DERIVED_QUAD)
        build.commit()
    assert dumped(tmp_path) == letters + DERIVED_QUAD.decode()
    with begin_build(tmp_path) as build:
        build.remove_graph(DERIVED)
        build.remove_graph("http://a/never-there")
        build.commit()
    assert dumped(tmp_path) == letters
    assert check_store(tmp_path) == ()


def test_the_graph_shows_all_changes_so_far(tmp_path: Path, put: Put) -> None:
    with begin_build(tmp_path) as build:
        put(build, "a")
        assert len(build.graph) == 2
        put(build, "b")
        build.replace_graph(DERIVED, DERIVED_QUAD)
        assert len(build.graph) == 5
        build.remove_letter("a")
        assert len(build.graph) == 3
        build.commit()
    with open_store(tmp_path) as store:
        assert len(store.graph) == 3


def test_a_reference_to_the_graph_that_is_kept_does_no_harm(tmp_path: Path, put: Put, built: Built) -> None:
    with begin_build(tmp_path) as build:
        put(build, "a")
        graph = build.graph
        build.commit()
    graph.update("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert check_store(tmp_path) == ()
    built(tmp_path, {"b": "well"})
    assert check_store(tmp_path) == ()


def test_leaving_without_commit_changes_nothing(
    tmp_path: Path, put: Put, built: Built, dumped: Dumped
) -> None:
    built(tmp_path, {"a": "well"})
    before, files = dumped(tmp_path), sorted(tmp_path.rglob("*"))
    with begin_build(tmp_path) as build:
        put(build, "a", "poor")
        assert len(build.graph) == 2
    with pytest.raises(KeyboardInterrupt), begin_build(tmp_path) as build:
        _put_and_interrupt(build, put)
    assert dumped(tmp_path) == before
    assert sorted(tmp_path.rglob("*")) == files


def test_a_build_that_is_over_takes_nothing_more(tmp_path: Path, put: Put) -> None:
    with begin_build(tmp_path) as build:
        build.commit()
        build.abandon()
        for action in (lambda: put(build, "a"), build.commit, lambda: build.remove_graph(DERIVED)):
            with pytest.raises(ValueError, match="the build is over"):
                action()


def test_a_changed_build_is_told_from_an_unchanged_one(tmp_path: Path, put: Put) -> None:
    facts = {"ontology": "abc"}
    with begin_build(tmp_path) as build:
        assert build.is_changed(facts=facts)
        put(build, "a")
        build.replace_graph(DERIVED, DERIVED_QUAD)
        build.commit(facts=facts)
    for fresh in (False, True):
        with begin_build(tmp_path, fresh=fresh) as build:
            build.keep_letter("a")
            build.replace_graph(DERIVED, DERIVED_QUAD)
            assert not build.is_changed(facts=facts)
            assert build.is_changed(facts={"ontology": "abd"})
            build.replace_graph(DERIVED, DERIVED_QUAD.replace(b"z", b"Z"))
            assert build.is_changed(facts=facts)
            build.abandon()
    assert _generations(tmp_path) == ["000001"]


def test_a_fresh_build_holds_what_is_put_or_kept(
    tmp_path: Path, put: Put, built: Built, dumped: Dumped
) -> None:
    built(tmp_path, {"a": "well", "b": "poor", "c": "gone"})
    with begin_build(tmp_path, fresh=True) as build:
        assert [entry.key for entry in build.manifest.entries] == ["a", "b", "c"]
        assert len(build.graph) == 0
        build.keep_letter("a")
        put(build, "b", "good")
        build.commit()
    assert [dumped(tmp_path).count(word) for word in ("well", "good", "poor", "gone")] == [2, 2, 0, 0]
    assert check_store(tmp_path) == ()


def test_a_letter_whose_graph_has_a_new_name_leaves_the_old_one(
    tmp_path: Path, put: Put, built: Built
) -> None:
    built(tmp_path, {"a": "well"})
    with begin_build(tmp_path) as build:
        put(build, "a", graph="http://a/new", nquads=b'<http://a/s> <http://a/p> "x" <http://a/new> .')
        build.commit()
    assert check_store(tmp_path) == ()


def test_what_makes_no_sense_is_refused(tmp_path: Path, put: Put, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    with begin_build(tmp_path) as build:
        build.replace_graph(DERIVED, DERIVED_QUAD)
        refused: list[tuple[Callable[[], object], str]] = [
            (lambda: build.keep_letter("z"), "no letter z"),
            (lambda: build.remove_letter("z"), "no letter z"),
            (lambda: build.remove_graph(GRAPH.format("a")), "the graph of the letter a"),
            (lambda: build.replace_graph(GRAPH.format("a"), b""), "the graph of the letter a"),
            (lambda: put(build, "b", graph=GRAPH.format("a"), nquads=b""), "the graph of the letter a"),
            (lambda: put(build, "b", graph=DERIVED, nquads=b""), "the graph of no letter"),
            (lambda: put(build, "a", graph=DERIVED), "not a quad of"),
            (lambda: put(build, "../a"), "can't be a letter's key"),
            (lambda: build.replace_graph("no IRI", b""), "IRI"),
        ]
        assert len(refused) == 9
        for action, message in refused:
            with pytest.raises(ValueError, match=message):
                action()
        assert build.commit() == "000002"
    assert check_store(tmp_path) == ()


def _one_as_two(graph: str) -> bytes:
    lines = (
        f'<http://a/s> <http://a/p> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> <{graph}> .\n'
        for n in ("1", "01")
    )
    return "".join(lines).encode()


def test_quads_that_run_together_are_refused(tmp_path: Path, put: Put) -> None:
    with begin_build(tmp_path) as build:
        put(build, "a", graph="http://a/g", nquads=_one_as_two("http://a/g"))
        with pytest.raises(ValueError, match=r"2 quads were given and 1 stored.*canonical"):
            build.commit()
        with pytest.raises(ValueError, match="the build is over"):
            build.commit()


@pytest.mark.parametrize("at_once", [1, 3, 5, 400_000])
def test_lost_quads_are_seen_among_many_graphs(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(changes, "_AT_ONCE", at_once)
    with begin_build(tmp_path) as build:
        for key in "abcdef":
            put(build, key)
        put(build, "b", nquads=_one_as_two(GRAPH.format("b")))
        with pytest.raises(ValueError, match=r"graph/b: 2 quads were given and 1 stored"):
            build.commit()


@pytest.mark.parametrize("at_once", [1, 3, 5, 400_000])
def test_parts_of_any_size_give_one_store(
    tmp_path: Path, put: Put, dumped: Dumped, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(changes, "_AT_ONCE", at_once)
    with begin_build(tmp_path) as build:
        for key in "abcdefa":
            put(build, key)
        build.remove_letter("c")
        build.replace_graph(DERIVED, DERIVED_QUAD)
        put(build, "b", "poor")
        put(build, "e", nquads=b"")
        build.commit()
    assert (dumped(tmp_path).count("well"), dumped(tmp_path).count("poor")) == (6, 2)
    assert check_store(tmp_path) == ()


def test_after_the_last_letter_only_other_graphs_change(tmp_path: Path, put: Put, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    with begin_build(tmp_path) as build:
        put(build, "b")
        build.end_letters()
        actions: list[Callable[[], object]] = [
            lambda: put(build, "c"),
            lambda: build.keep_letter("a"),
            lambda: build.remove_letter("a"),
            build.end_letters,
        ]
        for action in actions:
            with pytest.raises(ValueError, match="begin another"):
                action()
        assert len(build.graph) == 4
        build.replace_graph(DERIVED, DERIVED_QUAD)
        build.commit()
    with open_store(tmp_path) as store:
        assert [entry.key for entry in store.manifest.entries] == ["a", "b"]
        assert len(store.graph) == 5
    assert check_store(tmp_path) == ()


def test_what_killed_builds_left_is_swept(tmp_path: Path, built: Built) -> None:
    built(tmp_path, {"a": "well"})
    for leftover in ("000002/graph", "000007.building/graph"):
        (tmp_path / "generations" / leftover).mkdir(parents=True)
    (tmp_path / "letters" / "b.0123456789ab.nq").touch()
    (tmp_path / "letters" / "b.0123456789ab.nq.tmp").touch()
    foreign = [tmp_path / "notes.txt", tmp_path / "letters" / "mine.txt", tmp_path / "generations" / "mine"]
    for file in foreign:
        file.touch()
    with begin_build(tmp_path) as build:
        build.abandon()
    assert all(file.exists() for file in foreign), "only what is named like ours is swept"
    assert _generations(tmp_path) == ["000001", "mine"]
    assert _letter_files(tmp_path) == ["a", "mine"]


def test_the_generation_before_the_live_one_is_kept(tmp_path: Path, built: Built) -> None:
    for words in ("one", "two", "three", "four"):
        built(tmp_path, {"a": words})
    assert _generations(tmp_path) == ["000003", "000004"]
    assert _letter_files(tmp_path) == ["a", "a"]


def test_the_same_letters_give_the_same_bytes(tmp_path: Path, built: Built) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    built(first, {"a": "well", "b": "poor"})
    built(second, {"b": "poor", "a": "well"})
    for name in ("current.json", "generations/000001/manifest.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes()
    assert [file.name for file in sorted((first / "letters").iterdir())] == [
        file.name for file in sorted((second / "letters").iterdir())
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["x", "y"]), st.booleans()), max_size=6),
    st.randoms(use_true_random=False),
)
def test_any_order_of_puts_over_any_builds_gives_one_dump(
    tmp_path_factory: pytest.TempPathFactory,
    built: Built,
    put: Put,
    dumped: Dumped,
    steps: list[tuple[str, str, bool]],
    rng: random.Random,
) -> None:
    path, straight = tmp_path_factory.mktemp("steps"), tmp_path_factory.mktemp("straight")
    built(path, {})
    last: dict[str, str] = {}
    for key, words, in_a_build_with_another_look in steps:
        last[key] = words
        with begin_build(path) as build:
            put(build, key, words + "?")
            if in_a_build_with_another_look:
                assert len(build.graph) == 2 * len(last)
            put(build, key, words)
            build.commit()
    rng.shuffle(letters := list(last.items()))
    built(straight, dict(letters), fresh=True)
    assert dumped(path) == dumped(straight)
    assert check_store(path) == ()
