"""The numbers in plots against counts that SPARQL gives independently."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.ask import run_rows
from inspectgraph.describe.namespaces import ID
from inspectgraph.export.plots import canvas, comparison, plot
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks import network_filters
from inspectgraph.store import OpenStore, open_store

pytest.importorskip("matplotlib", reason="matplotlib is not installed: make test")
RAISED = f"?s ig:stance ?says FILTER(?says != <{ID}polarity/strength>)"
OPEN = f"?i ig:status ?status FILTER(?status != <{ID}status/resolved>)"


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


@pytest.fixture
def matrices(monkeypatch: pytest.MonkeyPatch) -> list[canvas.Matrix]:
    """The matrices that are drawn."""
    seen: list[canvas.Matrix] = []

    def draw(matrix: canvas.Matrix, *, title: str, note: str) -> Any:
        seen.append(matrix)
        return canvas.draw_matrix(matrix, title=title, note=note)

    monkeypatch.setattr(comparison, "draw_matrix", draw)
    return seen


def matrix_of(store: OpenStore, name: str, matrices: list[canvas.Matrix], **words: str) -> canvas.Matrix:
    plot(store, name, network_filters(**words), io.BytesIO(), format="svg")
    return matrices[-1]


def counts(store: OpenStore, select: str) -> dict[tuple[str, ...], int]:
    """The last column of a query by the others."""
    rows = [tuple(row.values()) for row in run_rows(store.graph, select)]
    return {row[:-1]: int(row[-1]) for row in rows}


def label(iri: str) -> str:
    return load_scheme("theme")[iri.rpartition("/")[2]].label


def cells(matrix: canvas.Matrix) -> dict[tuple[str, str], str]:
    """The words of the cells that say more than nought, by row and the first words of the column."""
    return {
        (row, column.partition(" (n=")[0]): word
        for row, words in zip(matrix.rows, matrix.words, strict=True)
        for column, word in zip(matrix.columns, words, strict=True)
        if not word.startswith("0")
    }


YEARS = "SELECT ?year (COUNT(DISTINCT ?a) AS ?n) { ?l a ig:Letter ; ig:reports ?v ; ig:aboutAuthority ?a . ?v ig:start ?d BIND(SUBSTR(STR(?d), 1, 4) AS ?year) } GROUP BY ?year"


def test_spread(opened: OpenStore, matrices: list[canvas.Matrix]) -> None:
    visited = counts(opened, YEARS)
    raised = counts(
        opened,
        f"""SELECT ?theme ?year (COUNT(DISTINCT ?a) AS ?n) {{
              ?s ig:ofIssue ?i ; ig:atVisit/ig:start ?d . {RAISED}
              ?i ig:issueOf ?a ; ig:theme ?theme BIND(SUBSTR(STR(?d), 1, 4) AS ?year) }} GROUP BY ?theme ?year""",
    )
    matrix = matrix_of(opened, "spread", matrices)
    assert list(matrix.columns) == [f"{year} (n={n})" for (year,), n in sorted(visited.items())]
    everything = {(label(theme), year): (n, visited[year,]) for (theme, year), n in raised.items()}
    shown = cells(matrix)
    assert shown == {key: words(*found) for key, found in everything.items() if key[0] in matrix.rows}
    assert len(matrix.rows) == min(comparison.MOST_THEMES, len({theme for theme, _ in raised}))


def words(part: int, among: int) -> str:
    return f"{part / among:.0%}" if among >= comparison.FEWEST else f"{part} of {among}"


def test_a_share_is_one_of_all_that_were_visited(opened: OpenStore, matrices: list[canvas.Matrix]) -> None:
    """Not of those alone at which the theme was spoken of: that would always be nearly all of them."""
    for asked in ({"theme": "caseloads"}, {"status": "persistent"}):
        matrix = matrix_of(opened, "spread", matrices, **asked)
        assert list(matrix.columns) == [
            f"{year} (n={n})" for (year,), n in sorted(counts(opened, YEARS).items())
        ]
        matrix = matrix_of(opened, "regions", matrices, **asked)
        assert list(matrix.columns) == ["North West (n=3)"]


def test_regions(opened: OpenStore, matrices: list[canvas.Matrix]) -> None:
    still_open = counts(
        opened,
        f"SELECT ?theme (COUNT(DISTINCT ?a) AS ?n) {{ ?i a ig:Issue ; ig:issueOf ?a ; ig:theme ?theme . {OPEN} }} GROUP BY ?theme",
    )
    matrix = matrix_of(opened, "regions", matrices)
    assert cells(matrix) == {
        (label(theme), "North West"): words(n, 3)
        for (theme,), n in still_open.items()
        if label(theme) in matrix.rows
    }
    hidden = [n for (theme,), n in still_open.items() if label(theme) not in matrix.rows]
    assert all(
        n <= min(still_open[theme,] for (theme,) in still_open if label(theme) in matrix.rows) for n in hidden
    )


def test_co_issues(opened: OpenStore, matrices: list[canvas.Matrix]) -> None:
    together = counts(
        opened,
        f"""SELECT ?one ?other (COUNT(DISTINCT ?v) AS ?n) {{
              ?s ig:atVisit ?v ; ig:ofIssue/ig:theme ?one . {RAISED}
              ?t ig:atVisit ?v ; ig:ofIssue/ig:theme ?other ; ig:stance ?x FILTER(?x != <{ID}polarity/strength>)
            }} GROUP BY ?one ?other""",
    )
    matrix = matrix_of(opened, "co-issues", matrices)
    assert len(matrix.rows) == comparison.MOST_PAIRED
    assert matrix.rows == matrix.columns
    assert cells(matrix) == {
        (label(one), label(other)): str(n)
        for (one, other), n in together.items()
        if label(one) in matrix.rows and label(other) in matrix.rows
    }
