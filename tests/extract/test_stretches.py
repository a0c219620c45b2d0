"""Which stretches of a text hold given texts: what a search of each stretch by itself would find."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.stretches import Stretches, in_small_letters

CASES = [
    ("plans, plans and more plans", [(0, 27)], (("plan",),), [0]),
    ("one plan. no plan. one", [(0, 9), (10, 18), (19, 22)], (("plan",),), [0, 1]),
    ("one plan. no plan. one", [(0, 9), (10, 18), (19, 22)], (("plan",), ("one", "two")), [0]),
    ("one plan. no plan. one", [(0, 9), (19, 22)], (("no",),), []),
    ("parted", [(0, 3), (3, 6)], (("rte",),), []),
    ("anything", [(0, 3), (3, 8)], (), [0, 1]),
    ("the council's, the council?s", [(0, 13), (15, 28)], (("council’s",),), [1]),
    ("the council’s", [(0, 13)], (("council’s",),), [0]),
]


def test_number_of_cases() -> None:
    assert len(CASES) == 8


@pytest.mark.parametrize(("text", "spans", "needs", "numbers"), CASES)
def test_stretches_that_hold_texts(
    text: str, spans: list[tuple[int, int]], needs: tuple[tuple[str, ...], ...], numbers: list[int]
) -> None:
    assert list(Stretches(text, spans).holding(needs)) == numbers


_TEXTS = st.text(alphabet="ab ", min_size=1, max_size=3)
_NEEDS = st.lists(st.lists(_TEXTS, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple)


@given(st.text(alphabet="ab ", max_size=60), st.sets(st.integers(0, 60)), _NEEDS)
def test_it_is_as_if_each_stretch_were_searched(
    text: str, bounds: set[int], needs: tuple[tuple[str, ...], ...]
) -> None:
    spans = list(pairwise(sorted(bounds)))[::2]
    parts = [text[start:end] for start, end in spans]
    wanted = [n for n, part in enumerate(parts) if all(any(t in part for t in texts) for texts in needs)]
    assert list(Stretches(text, spans).holding(needs)) == wanted


@given(st.text())
def test_small_letters_keep_their_places(text: str) -> None:
    small = in_small_letters(text)
    assert len(small) == len(text)
    assert small.isascii()
    assert all(one == other for one, other in zip(small, text.lower(), strict=False) if text.isascii())
