"""The text laid down once: blocks, sections, sentences and pages have their offsets in it."""

from __future__ import annotations

import pytest

from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.model import Letter


def letter_of(*drafts: Draft) -> Letter:
    return compose_letter(drafts, file="a.txt", sha256="0" * 64)


def block(kind: str, text: str, page: int = 0, breaks: tuple[int, ...] = ()) -> Draft:
    return Draft(kind=kind, text=text, page=page, breaks=breaks)  # type: ignore[arg-type]


def test_blocks_stand_apart_by_a_blank_line_and_lists_close() -> None:
    letter = letter_of(
        block("heading", "Findings"),
        block("item", "One."),
        block("item", "Two."),
        block("paragraph", "Three."),
        block("line", "Four"),
        block("line", "Five"),
    )
    assert letter.text == "Findings\n\nOne.\nTwo.\n\nThree.\n\nFour\nFive"


def test_furniture_goes_to_the_end_and_is_no_running_text() -> None:
    letter = letter_of(
        block("furniture", "Page 1"), block("paragraph", "Plans."), block("furniture", "Page 2")
    )
    assert letter.text == "Plans.\n\nPage 1\n\nPage 2"
    assert letter.flow_end == len("Plans.")
    assert [letter.words_of(s) for s in letter.sentences] == ["Plans."]
    assert [(s.first, s.last) for s in letter.sections] == [(0, 1)]


def test_sections_begin_with_headings() -> None:
    letter = letter_of(
        block("paragraph", "Before."),
        block("heading", "One"),
        block("paragraph", "In one."),
        block("heading", "Two"),
        block("heading", "Three"),
        block("item", "In three."),
    )
    headings = [letter.heading_of(i) for i in range(len(letter.sections))]
    assert headings == [None, "One", "Two", "Three"]
    assert [[letter.words_of(b) for b in letter.blocks_of(s)] for s in letter.sections] == [
        ["Before."],
        ["In one."],
        [],
        ["In three."],
    ]
    assert [s.section for s in letter.sentences] == [0, 1, 3]


def test_lines_rows_and_headings_hold_no_sentences() -> None:
    kinds = ("heading", "line", "row", "paragraph", "item")
    letter = letter_of(*(block(kind, f"In a {kind}.") for kind in kinds))
    assert [letter.words_of(s) for s in letter.sentences] == ["In a paragraph.", "In a item."]


def test_pages() -> None:
    letter = letter_of(
        block("paragraph", "One.", 1),
        block("paragraph", "Two and three.", 2, (4,)),
        block("paragraph", "Five.", 5),
        block("furniture", "5", 5),
    )
    pages = [letter.page_at(letter.text.index(word)) for word in ("One", "Two", "and", "Five")]
    assert pages == [1, 2, 3, 5]
    assert len(letter.page_starts) == 5
    assert letter.page_starts == tuple(sorted(letter.page_starts))


def test_a_source_without_pages_has_none() -> None:
    letter = letter_of(block("paragraph", "One."))
    assert letter.page_starts == ()
    assert letter.passage(0, 3).page is None


def test_empty_drafts_are_dropped() -> None:
    assert letter_of(block("paragraph", " "), block("line", "")).blocks == ()
    assert letter_of().text == ""


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 99)])
def test_a_passage_is_a_span_of_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        letter_of(block("paragraph", "Plans.")).passage(start, end)
