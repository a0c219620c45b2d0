"""Figures from counts worked out by hand, and what holds for all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.evaluate.figures import (
    Figure,
    Matches,
    agreement,
    balanced_accuracy,
    macro_f1,
    match_sets,
    matches_by_label,
    readable_value,
    share,
)

COUNTS = st.integers(min_value=0, max_value=50)
LABELS = st.sampled_from(["a", "b", "c"])


def test_nothing_to_count() -> None:
    assert share("x", [], "letters") == Figure(name="x", value=None, n=0, of="letters")
    assert agreement("x", Matches(), "teams").value == 0
    assert readable_value(share("x", [], "letters")) == "nothing to count"
    assert readable_value(agreement("x", Matches(), "teams")) == "nothing to count"


def test_values_as_words() -> None:
    assert readable_value(share("x", [True, True, False], "letters")) == "0.667"
    assert readable_value(share("x", [False], "letters")) == "0.000"
    half = balanced_accuracy("x", raised=[True], spared=[False], of="issues")
    assert readable_value(half) == "0.500, recall 1.000, specificity 0.000"


def test_macro_f1_by_hand() -> None:
    by_label = matches_by_label([("a", "a"), ("a", "b"), ("b", "b"), ("c", "silent")], ["a", "b", "c"])
    assert by_label["a"] == Matches(found=1, missed=1)
    assert by_label["b"] == Matches(found=1, extra=1)
    assert macro_f1("x", by_label, n=4, of="issues").value == pytest.approx((2 / 3 + 2 / 3 + 0) / 3, abs=1e-4)


@given(found=COUNTS, extra=COUNTS, missed=COUNTS)
def test_f1_lies_between(found: int, extra: int, missed: int) -> None:
    matches = Matches(found=found, extra=extra, missed=missed)
    low, high = sorted((matches.precision, matches.recall))
    assert low - 1e-12 <= matches.f1 <= high + 1e-12
    assert (matches.f1 == 0) == (found == 0)


@given(gold=st.frozensets(LABELS), said=st.frozensets(LABELS))
def test_sets_turned_round(gold: frozenset[str], said: frozenset[str]) -> None:
    one, other = match_sets(gold, said), match_sets(said, gold)
    assert (one.found, one.extra, one.missed) == (other.found, other.missed, other.extra)


@given(pairs=st.lists(st.tuples(LABELS, LABELS)))
def test_every_pair_counts(pairs: list[tuple[str, str]]) -> None:
    by_label = matches_by_label(pairs, ["a", "b", "c"]).values()
    assert sum(m.found + m.missed for m in by_label) == len(pairs)
    assert sum(m.found + m.extra for m in by_label) == len(pairs)
