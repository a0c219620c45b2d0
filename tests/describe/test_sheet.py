"""What is stated is printed as pyoxigraph prints it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal

from inspectgraph.describe.sheet import print_words, said, said_number, said_words, whole_number

WORDS = {
    "plain": "Children’s needs",
    "empty": "",
    "quotes and backslashes": '"a" \\ \\n \\\\" \\u0041',
    "lines": "one\ntwo\r\nthree\ttabs",
    "controls": "\x00\x07\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f",
    "spaces": "a\u00a0b\u2003c\u2028d\u2029e\u3000f",
    "no characters": "\ufffe\uffff\ufdd0\U0010ffff",
    "private and unassigned": "\uf06e\ue000\u0378",
    "joined": "e\u0301 \u200d \u202e \ufeff",
    "far away": "😀 \U00020000",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_words_of_all_kinds(words: str) -> None:
    assert print_words(words) == str(Literal(words))
    assert said_words("ig:text", words) == said("ig:text", Literal(words))


def test_the_table_of_words_has_all_its_cases() -> None:
    assert len(WORDS) == 10


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_words(words: str) -> None:
    assert print_words(words) == str(Literal(words))


@given(st.integers())
def test_any_number(number: int) -> None:
    assert said_number("ig:item", number) == said("ig:item", whole_number(number))
