"""The hand-made tables of networks: what is in them is used, and colours can be told apart by everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest

from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import load_palette
from inspectgraph.networks import Network, load_kinds, network_filters, project_network
from inspectgraph.networks.model import load_columns
from inspectgraph.store import open_store

MATRICES = {
    "nobody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""Of linear RGB, severity 1.0: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based
model for simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15
(2009), 1291-1298."""
LEAST, LEAST_OF_OTHER_SHAPE = 15.0, 5.0
"""Distances in CIE Lab (1976); about 2 is seen side by side, a point on a crowded map needs far more."""


@pytest.fixture(scope="module")
def networks(seed_store: Path) -> list[Network]:
    with open_store(seed_store) as store:
        return [
            project_network(
                store,
                kind,
                network_filters(authority="Blackpool" if kind == "timeline" else None),
                name="MASH" if kind == "around" else None,
            )
            for kind in load_kinds()
        ]


PAGED = {("node", "quote_page"), ("edge", "quote_page")}
"""The seeds are plain text, without pages."""
WRITTEN = {("node", "full_label")}
"""What writers add where a label is cut short."""


def test_each_column_is_used(networks: list[Network]) -> None:
    used = {
        (column.of, column.name)
        for network in networks
        for one in (network, static_variant(network))
        for column in one.columns
    }
    idle = {(column.of, column.name) for column in load_columns()} - used - PAGED - WRITTEN
    assert idle == set(), f"no network has the columns {sorted(idle)}: take them out of networks/columns.csv"


def test_each_column_once_and_explained() -> None:
    names = [(column.of, column.name) for column in load_columns()]
    assert len(names) == len(set(names)) == 29, "mend this number, and docs/networks.md, with columns.csv"
    for column in load_columns():
        assert column.meaning.endswith("."), f"the meaning of {column.name} in columns.csv is no sentence"


def test_each_type_is_used(networks: list[Network]) -> None:
    used = {str(type_) for network in networks for _, type_ in network.graph.nodes(data="type")}
    assert used == set(load_palette()), "ontology/networks/palette.csv needs a row for each type and no more"


def test_each_kind_is_described(networks: list[Network]) -> None:
    for kind in load_kinds().values():
        for said in (kind.nodes, kind.edges, kind.weight):
            assert said.endswith("."), f"{said!r} of {kind.name} in networks/networks.csv is no sentence"
    manual = (Path(__file__).parents[2] / "docs" / "networks.md").read_text(encoding="utf-8")
    for name in load_kinds():
        assert f"| `{name}" in manual, f"docs/networks.md needs a row for the network {name}"
    assert [network.kind.name for network in networks] == list(load_kinds())


def test_symmetric_pairs_are_one_edge_from_the_first(networks: list[Network]) -> None:
    for network in networks:
        if network.kind.is_symmetric:
            assert all(one < other for one, other in network.graph.edges())


@pytest.mark.parametrize("sight", MATRICES)
def test_colours_are_told_apart(sight: str) -> None:
    looks = load_palette()
    seen = {name: lab_of(look.colour, MATRICES[sight]) for name, look in looks.items()}
    for one, other in combinations(looks, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        least = LEAST if looks[one].shape == looks[other].shape else LEAST_OF_OTHER_SHAPE
        assert apart >= least, (
            f"with {sight} {one} and {other} look alike ({apart:.1f}, below {least}): "
            "give one another colour or shape in ontology/networks/palette.csv"
        )


def test_white_is_no_colour() -> None:
    """Nodes stand on white, as Gephi and the page have it."""
    white = lab_of((255, 255, 255), MATRICES["nobody"])
    for name, look in load_palette().items():
        colour = lab_of(look.colour, MATRICES["nobody"])
        apart = sum((a - b) ** 2 for a, b in zip(white, colour, strict=True)) ** 0.5
        assert apart >= LEAST, f"{name} can't be seen on white: darken it in ontology/networks/palette.csv"


def lab_of(colour: Sequence[int], matrix: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """CIE Lab (D65) of an sRGB colour as somebody sees it.

    >>> [round(part) for part in lab_of((255, 255, 255), MATRICES["nobody"])]
    [100, 0, 0]
    """
    linear = [_linear(part / 255) for part in colour]
    red, green, blue = (min(1.0, max(0.0, part)) for part in _times(matrix, linear))
    x, y, z = _times(
        (
            (0.4124564, 0.3575761, 0.1804375),
            (0.2126729, 0.7151522, 0.0721750),
            (0.0193339, 0.1191920, 0.9503041),
        ),
        (red, green, blue),
    )
    a, b, c = (_cube_root(part) for part in (x / 0.95047, y, z / 1.08883))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> Iterator[float]:
    return (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _cube_root(part: float) -> float:
    limit, slope = 216 / 24389, 24389 / 27
    return float(part ** (1 / 3)) if part > limit else (slope * part + 16) / 116
