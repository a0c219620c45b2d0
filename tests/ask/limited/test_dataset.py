"""Graphs named beside a query choose among those that are stored, and come before FROM."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from inspectgraph.ask.limited import LimitedQueries, QueryDataset
from inspectgraph.build import build_store
from inspectgraph.errors import MisuseError

LETTERS = "SELECT DISTINCT ?letter { ?letter a ig:Letter }"
NAMED = "SELECT DISTINCT ?graph { GRAPH ?graph { ?letter a ig:Letter } }"


def graphs_of(queries: LimitedQueries) -> list[str]:
    return queries.run(NAMED, format="tsv").read().decode().replace("<", "").replace(">", "").split()[1:]


def test_graphs_beside_a_query(seed_store: Path) -> None:
    with LimitedQueries(seed_store) as queries:
        one, other, *_ = graphs_of(queries)

        def rows(sparql: str, **graphs: tuple[str, ...]) -> int:
            return queries.run(sparql, dataset=QueryDataset(**graphs)).rows

        assert rows(LETTERS, default_graphs=(one,)) == 1
        assert rows(LETTERS, default_graphs=(one, other)) == 2
        assert rows(LETTERS, named_graphs=(one, other)) == 0
        assert rows(NAMED, named_graphs=(one, other)) == 2
        assert rows(NAMED, default_graphs=(one,)) == 0
        assert rows(LETTERS, default_graphs=("http://127.0.0.1:9/none",)) == 0
        from_both = LETTERS.replace("{", f"FROM <{other}> FROM <{one}> {{", 1)
        assert rows(from_both, default_graphs=(one,)) == 1
        assert queries.run(from_both).rows == 2
        assert queries.run(LETTERS).rows == 5


@pytest.mark.parametrize("iri", ["", "no iri", "<urn:a>", "urn:a b", "//host/x", "a", "urn:a>\n"])
def test_what_is_no_iri(iri: str) -> None:
    with pytest.raises(MisuseError, match="no IRI"):
        QueryDataset(default_graphs=(iri,))


def test_a_new_store_in_the_place_of_the_old(seeds: Path, tmp_path: Path) -> None:
    """Its generation may have the name of the old one, and the process would keep the old files open."""
    path = tmp_path / "store"
    build_store(path, [seeds / "000_04d0429da905e436.txt"], jobs=0)
    with LimitedQueries(path) as queries:
        before = queries.run(LETTERS)
        shutil.rmtree(path)
        build_store(path, [seeds / "000_04d0429da905e436.txt", seeds / "002_903346c6d2940e08.txt"], jobs=0)
        after = queries.run(LETTERS)
    assert (before.rows, after.rows) == (1, 2)
    assert before.generation == after.generation
