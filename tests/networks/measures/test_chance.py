"""Issues that go together more than by chance: planted ones are found, and in a shuffled table there are none."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.networks.measures.graphs import issues_of, network_of, random_table

from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures import Limits, measure_chance
from inspectgraph.networks.measures.correction import correct_for_many
from inspectgraph.networks.measures.drawing import Draws
from inspectgraph.networks.measures.incidence import read_incidence
from inspectgraph.networks.measures.shuffling import shuffled_tables, trade_all

ROWS = st.lists(st.integers(0, 2**12 - 1), min_size=2, max_size=8)


def column_sums(rows: list[int]) -> list[int]:
    return [sum(row >> bit & 1 for row in rows) for bit in range(12)]


@given(ROWS, st.integers(0, 1000))
def test_trading_keeps_both_margins(rows: list[int], seed: int) -> None:
    traded = list(rows)
    trade_all(traded, Draws(seed))
    assert [row.bit_count() for row in traded] == [row.bit_count() for row in rows]
    assert column_sums(traded) == column_sums(rows)


def test_every_table_is_drawn_as_often() -> None:
    # Tables of three rows and columns with margins 1, 1, 2 both ways: five, counted by trying all.
    tables = [
        rows
        for rows in product(range(8), repeat=3)
        if [row.bit_count() for row in rows] == [1, 1, 2] and column_sums([*rows])[:3] == [1, 1, 2]
    ]
    drawn = [tuple(table) for table in shuffled_tables([1, 4, 6], draws=5000, seed=0)]
    assert len(drawn) == 5000
    shares = {table: drawn.count(table) / 5000 for table in tables}
    assert len(shares) == 5
    assert sum(shares.values()) == 1
    assert all(abs(share - 1 / 5) < 0.04 for share in shares.values())


def test_a_planted_pair_is_found() -> None:
    table = random_table(1)
    table["theme 5"] = set(table["theme 2"])
    records = measure_chance(issues_of(table)).table.records()
    assert [(record["one"], record["other"]) for record in records if record["beyond_chance"]] == [
        ("theme 2", "theme 5")
    ]
    first = records[0]
    assert first["both"] == first["with_one"] == first["with_other"] == len(table["theme 2"])
    assert isinstance(first["expected"], float)
    assert first["expected"] < len(table["theme 2"]) - 2


def test_a_shuffled_table_has_nothing() -> None:
    found, tested, low = 0, 0, 0
    for seed in range(40):
        records = measure_chance(issues_of(random_table(seed)), seed=seed, draws=400).table.records()
        chances = [record["p"] for record in records if isinstance(record["p"], float)]
        tested, low = tested + len(chances), low + sum(p <= 0.05 for p in chances)
        found += any(record["beyond_chance"] for record in records)
    assert tested > 800
    # Of 40 tables a twentieth may have a pair by chance, that is two; seven or more would be one in a hundred.
    assert found <= 6
    assert low / tested <= 0.06, "p values are no smaller than they must be"


def test_a_table_of_authorities_with_more_and_less_is_no_find() -> None:
    # Two kinds of authorities, with nearly all themes and with few: themes go together, and it means nothing.
    chance = Draws(7)
    table = {
        f"theme {theme}": {n for n in range(30) if chance.random() < (0.85 if n < 15 else 0.2)}
        for theme in range(10)
    }
    assert not any(record["beyond_chance"] for record in measure_chance(issues_of(table)).table.records())


def test_an_authority_counts_once() -> None:
    table = random_table(1)
    once, often = issues_of(table), issues_of(table)
    for council, theme in list(often.graph.edges()):
        often.graph.add_edge(council, theme, key="resolved", kind="resolved", weight=50)
    assert measure_chance(once, draws=50).table == measure_chance(often, draws=50).table


def test_the_expected_number_is_as_worked_out() -> None:
    table = {"a": range(10), "b": range(10, 20), "c": range(10), "d": range(10, 20)}
    records = measure_chance(issues_of(table), draws=4000).table.records()
    # Each authority has two of four themes; of its pairs of themes each of six is as likely: 20 / 6.
    assert [record["expected"] for record in records] == pytest.approx([20 / 6] * 6, abs=0.25)


def test_pairs_that_can_never_stand_out_are_not_asked_about() -> None:
    table = {**random_table(1), "everywhere": range(24), "rare": {1, 2, 3}}
    measured = measure_chance(issues_of(table), draws=1000)
    unasked = [record for record in measured.table.records() if record["p"] is None]
    assert {"everywhere", "rare"} <= {str(record[side]) for record in unasked for side in ("one", "other")}
    assert all(record["q"] is record["expected"] is record["beyond_chance"] is None for record in unasked)
    assert any(f"{len(unasked)} of 45 pairs were not asked about" in warning for warning in measured.warnings)
    assert len(measured.table) == 45


def test_what_is_said_of_few_draws_and_few_authorities() -> None:
    few = measure_chance(issues_of(random_table(1)), draws=20)
    assert any("20 draws are few" in warning for warning in few.warnings)
    assert any("No pair of themes" in warning for warning in few.warnings)
    small = measure_chance(issues_of({"s": {1, 2}, "t": {2, 3}}))
    assert any("With 3 authorities alone" in warning for warning in small.warnings)


def test_what_cannot_be_asked() -> None:
    with pytest.raises(MisuseError, match=r"not of 'co-issues'.*measure issues --by chance"):
        measure_chance(network_of([("a", "b", 1)]))
    with pytest.raises(MisuseError, match="0 draws are too few"):
        measure_chance(issues_of(random_table(1)), draws=0)
    with pytest.raises(MisuseError, match=r"too many pairs of themes"):
        measure_chance(issues_of(random_table(1)), limits=Limits(chance=2000))
    with pytest.raises(MisuseError, match="not between 0 and 1"):
        measure_chance(issues_of(random_table(1)), level=2)


def test_the_incidence_is_in_sorted_order() -> None:
    incidence = read_incidence(issues_of({"u": {2, 0}, "t": {0}}))
    assert (incidence.authorities, incidence.themes) == (("council 00", "council 02"), ("t", "u"))
    assert incidence.rows == (0b01, 0b11)


@pytest.mark.parametrize(
    ("chances", "corrected"),
    [
        ([], []),
        ([0.03], [0.03]),
        ([0.01, 0.02, 0.03, 0.04], [0.04] * 4),
        ([0.04, 0.001, 0.5], [0.06, 0.003, 0.5]),
        ([0.9, 0.8], [0.9, 0.9]),
    ],
)
def test_correction(chances: list[float], corrected: list[float]) -> None:
    assert correct_for_many(chances) == pytest.approx(corrected)


@given(st.lists(st.floats(0.001, 1), max_size=12))
def test_corrected_as_defined(chances: list[float]) -> None:
    number = len(chances)
    ranks = {p: sum(other <= p for other in chances) for p in chances}
    expected = [min(other * number / ranks[other] for other in chances if other >= p) for p in chances]
    assert correct_for_many(chances) == pytest.approx(expected)
