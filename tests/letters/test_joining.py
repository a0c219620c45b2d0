"""Lines put together to paragraphs, and paragraphs that a page break tore."""

from __future__ import annotations

import pytest

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.joining import has_ended, join_lines, join_words, mend_broken, runs_on, wrap_width

PROSE = "x" * 70
RUNS_ON = (
    ("The quality of assessments and", "plans is good.", 0),
    ("arrangements within", "Blackpool Borough Council", 0),
    (PROSE, "Managers know this.", 72),
    (PROSE + ".", "Managers know this.", 72),
    (PROSE[:60] + ";", "observation of practice", 72),
    ("Team inspectors: Inspector A, Inspector B,", "Inspector C", 0),
    ("Team inspectors: Inspector A, Inspector B, Inspector C, Inspector", "Four", 72),
)
DOES_NOT = (
    ("1 Clifton Street", "Blackpool", 0),
    ("Director of Children's Services", "Lancashire", 72),
    ("Findings", "Managers know this.", 72),
    ("Plans are clear.", "managers know this.", 0),
    ("Inspectors looked at:", "plans", 0),
    ("Lead inspector: Inspector A, His Majesty's Inspector", "Judgement", 72),
    (PROSE + ".", "What needs to improve?", 72),
    ("Mr Inspector A", "County Hall", 0),
)


@pytest.mark.parametrize(("line", "following", "width"), RUNS_ON)
def test_runs_on(line: str, following: str, width: int) -> None:
    assert runs_on(line, following, width=width)


@pytest.mark.parametrize(("line", "following", "width"), DOES_NOT)
def test_does_not_run_on(line: str, following: str, width: int) -> None:
    assert not runs_on(line, following, width=width)


WIDTHS: tuple[tuple[list[int], int], ...] = (
    ([72] * 20 + [30], 72),
    ([400, 20, 380], 0),
    ([20, 30, 10], 0),
    ([], 0),
    ([72] * 100 + [300], 72),
    ([60] * 10 + [300], 0),
)


@pytest.mark.parametrize(("lengths", "width"), WIDTHS)
def test_width_of_a_wrapped_text(lengths: list[int], width: int) -> None:
    assert wrap_width(lengths) == width


ENDED = ("Plans.", "Plans?", "Plans!", "Plans:", "Plans;", "plans.’", 'plans."', "(plans.)")
OPEN = ("Plans", "Plans,", "plans and", "", "plans –")


@pytest.mark.parametrize("text", ENDED)
def test_ended(text: str) -> None:
    assert has_ended(text)


@pytest.mark.parametrize("text", OPEN)
def test_open(text: str) -> None:
    assert not has_ended(text)


def paragraph(text: str, *, page: int = 0) -> Draft:
    return Draft(kind="paragraph", text=text, page=page)


MENDED = {
    ("This was an area", "for growth."): ["This was an area for growth."],
    ("This, in", "Blackpool, is new."): ["This, in Blackpool, is new."],
    ("This is new.", "for growth."): ["This is new.", "for growth."],
    ("Findings", "Plans are clear."): ["Findings", "Plans are clear."],
    ("There was a long-", "term plan."): ["There was a long-term plan."],
    ("One,", "two,", "three."): ["One, two, three."],
}


@pytest.mark.parametrize("pieces", MENDED)
def test_mending(pieces: tuple[str, ...]) -> None:
    assert [draft.text for draft in mend_broken(paragraph(piece) for piece in pieces)] == MENDED[pieces]


def test_a_mended_block_knows_its_page_breaks() -> None:
    (whole,) = mend_broken(
        [paragraph("One,", page=1), paragraph("two,", page=2), paragraph("and three.", page=4)]
    )
    assert [whole.text[at:] for at in whole.breaks] == ["two, and three.", "and three.", "and three."]


def test_across_a_page_a_long_open_block_goes_on_with_a_capital() -> None:
    long = "Social workers know these children and their families well and they see them often at Clifton"
    torn = [paragraph(long, page=1), paragraph("House and at school.", page=2)]
    assert len(list(mend_broken(torn))) == 1
    assert len(list(mend_broken([paragraph(long, page=1), paragraph("House and at school.", page=1)]))) == 2


def test_items_and_furniture() -> None:
    head = Draft(kind="furniture", text="Page 2")
    item = Draft(kind="item", text="Visits are", marker="-")
    mended = list(mend_broken([item, head, paragraph("timely."), Draft(kind="item", text="and", marker="-")]))
    assert [(d.kind, d.text) for d in mended] == [
        ("item", "Visits are timely."),
        ("item", "and"),
        ("furniture", "Page 2"),
    ]


def test_lines_of_an_address_stay_apart() -> None:
    lines = ["Director A", "Director of Children, Adults and", "Families", "County Hall", "Preston"]
    joined = ["Director A", "Director of Children, Adults and Families", "County Hall", "Preston"]
    assert [text for _, text in join_lines(lines, width=0)] == joined
    assert list(join_lines([], width=0)) == []


def test_a_hyphen_at_the_break() -> None:
    assert join_words("well-", "being") == "well-being"
    assert join_words("Part -", "two") == "Part - two"
    assert join_words("MASH-", "Team") == "MASH- Team"


def test_number_of_cases() -> None:
    assert [len(t) for t in (RUNS_ON, DOES_NOT, WIDTHS, ENDED, OPEN, MENDED)] == [7, 8, 6, 8, 5, 6]
