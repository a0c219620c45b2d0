"""Words as the files of networks take them."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.export.gephi.words import (
    LONGEST_LABEL,
    escaped,
    has_control,
    in_literals,
    number,
    one_line,
    short_label,
    without_controls,
    write_blocks,
)

ALL = st.text(
    st.one_of(
        st.characters(exclude_categories=[]), st.sampled_from('\x00\x1b\x85\ud800\ufffe\uffff&<>"\\\n\t\r ')
    )
)

LINES = {
    "": "",
    "plain": "plain",
    " a\n b\t\r\nc ": "a b c",
    "x \x00\x1b y": "x y",
    "\ud800a\udfff": "a",
    "\ufffea\uffff": "a",
    "Québec 😀 ’": "Québec 😀 ’",
    "a\xa0b\x85c": "a b c",
}

LABELS = {
    "": "",
    "a" * 60: "a" * 60,
    "a" * 61: "a" * 59 + "…",
    "word " * 12 + "end": "word " * 11 + "word…",
    "a " + "b" * 70: "a " + "b" * 57 + "…",
    "Timeliness of assessments, of plans and of reviews, which were late": "Timeliness of assessments, of plans and of reviews, which…",
    "Timeliness of assessments, of plans and of the reviews, whichever": "Timeliness of assessments, of plans and of the reviews…",
}

NUMBERS = {
    0: "0",
    7: "7",
    True: "1",
    2.5: "2.5",
    -0.04: "-0.04",
    1234567890123: "1234567890123",
    3e9: "3000000000",
    1e-7: "1e-07",
    1e300: "1e+300",
    float("inf"): "",
}

LISTS = {
    (): "[]",
    ("MASH",): '["MASH"]',
    ("a, b", "c|d"): '["a, b", "c|d"]',
    ('the "door"', "back\\slash"): '["the \\"door\\"", "back\\\\slash"]',
}


def test_tables_are_whole() -> None:
    assert (len(LINES), len(LABELS), len(NUMBERS), len(LISTS)) == (8, 7, 10, 4)


@pytest.mark.parametrize(("text", "line"), LINES.items())
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(("line", "label"), LABELS.items())
def test_short_label(line: str, label: str) -> None:
    assert short_label(line) == label


@pytest.mark.parametrize(("value", "text"), NUMBERS.items())
def test_number(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("values", "text"), LISTS.items())
def test_list(values: tuple[str, ...], text: str) -> None:
    assert in_literals(values) == text


@given(ALL)
def test_xml_gives_back_what_is_no_control(text: str) -> None:
    kept = without_controls(text)
    assert ElementTree.fromstring(f'<a b="{escaped(text)}"/>'.encode()).get("b") == kept
    assert not has_control(kept)
    assert has_control(text) == (kept != text)


@given(ALL)
def test_a_line_is_one_and_a_label_short(text: str) -> None:
    line = one_line(text)
    assert line == one_line(line) == " ".join(line.split())
    assert not has_control(line)
    assert len(short_label(line)) <= LONGEST_LABEL
    assert short_label(line) == line or line.startswith(short_label(line).removesuffix("…"))


def test_blocks() -> None:
    class Counting(io.BytesIO):
        writes = 0

        def write(self, block: object) -> int:
            self.writes += 1
            return super().write(block)  # type: ignore[arg-type]

    out = Counting()
    write_blocks((f"é{place}\n" for place in range(1000)), out)
    assert out.getvalue().decode().splitlines() == [f"é{place}" for place in range(1000)]
    assert 1 < out.writes < 10
