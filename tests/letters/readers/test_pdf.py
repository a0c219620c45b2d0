"""The PDF reader on small PDFs made here, and on a few letters of the corpus where it is at hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.layout.engine import read_printed_lines
from inspectgraph.letters.readers.pdf import read_pdf

SHARED = Path(__file__).parents[4] / "shared"
LEFT, TOP = 72.0, 760.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words at a place of a page: `x` and `y` in points from the lower left, `font` 1 regular or 2 bold."""

    text: str
    x: float
    y: float
    size: float = 12
    font: int = 1


def make_pdf(pages: Sequence[Sequence[Words]]) -> bytes:
    """A PDF of Helvetica in two weights; a cross-reference table is left to the reader to rebuild."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    fonts = "/F1 4 0 R /F2 5 0 R"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 595 842]"
        f"/Resources<</Font<<{fonts}>>>>>>".encode(),
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    }
    for index, page in enumerate(pages):
        drawn = "\n".join(_draw(words) for words in page).encode("cp1252")
        objects[10 + 2 * index] = f"<</Type/Page/Parent 2 0 R/Contents {11 + 2 * index} 0 R>>".encode()
        objects[11 + 2 * index] = b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn)
    return _with_cross_references(objects)


def _draw(words: Words) -> str:
    text = re.sub(r"([()\\])", r"\\\1", words.text)
    return f"BT /F{words.font} {words.size} Tf 1 0 0 1 {words.x} {words.y} Tm ({text}) Tj ET"


def _with_cross_references(objects: dict[int, bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(objects) + 1
    return data + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


FULL = "Social workers know children well and visit them as often as their plans say that they should"


def prose(*texts: str, top: float, x: float = LEFT, font: int = 1, size: float = 12) -> list[Words]:
    """Lines one under the other at a leading of 1.2."""
    return [
        Words(text=text, x=x, y=top - 1.2 * size * index, font=font, size=size)
        for index, text in enumerate(texts)
    ]


def two_pages() -> bytes:
    first = [
        *prose("Inspection of a local authority", top=TOP, size=20, font=2),
        *prose("What needs to improve?", top=720, size=14, font=2),
        Words(text="1", x=LEFT + 163, y=725, size=7, font=2),
        *prose("• The quality of plans, so that all children in the whole-", top=690),
        *prose("family service are safe.", top=690 - 14.4, x=90),
        *prose("• Supervision, in particular:", top=650),
        *prose("– its frequency", top=630, x=100),
        *prose("– its depth.", top=610, x=100),
        *prose("Practice in the hub", top=580, font=2),
        *prose("1. " + FULL, FULL.replace("Social", "Some social"), top=560),
        *prose("Overall effectiveness of the services that", "children need", top=500),
        Words(text="Requires", x=400, y=493),
        Words(text="improvement", x=400, y=478.6),
        *prose("Leaders", top=440),
        Words(text="Good", x=400, y=440),
        *prose("2. " + FULL.replace("Social", "Many social"), top=120),
        *prose("and leaders", top=105.6, x=90),
        Words(text="1", x=LEFT, y=64, size=5),
        Words(text="The national framework.", x=LEFT + 4, y=60, size=9),
    ]
    second = [
        *prose("see to it that all of them do. They are proud of it.", top=TOP, x=90),
        *prose("3. " + FULL.replace("Social", "Other social") + ".", top=700),
    ]
    foot = [
        [
            Words(text="Inspection of a local authority", x=LEFT, y=40, size=8),
            Words(text=number, x=500, y=40, size=8),
        ]
        for number in ("1", "2")
    ]
    return make_pdf([first + foot[0], second + foot[1]])


def outline(data: bytes) -> list[tuple[str, int, str | None, str]]:
    return [(d.kind, d.level, d.marker, d.text) for d in read_pdf(data, "made.pdf")]


def test_headings_lists_tables_and_furniture_of_two_pages() -> None:
    some, many, other = (
        FULL.replace("Social", word) for word in ("Some social", "Many social", "Other social")
    )
    assert outline(two_pages()) == [
        ("heading", 1, None, "Inspection of a local authority"),
        ("heading", 2, None, "What needs to improve?"),
        ("item", 0, "•", "The quality of plans, so that all children in the whole-family service are safe."),
        ("item", 0, "•", "Supervision, in particular:"),
        ("item", 1, "–", "its frequency"),
        ("item", 1, "–", "its depth."),
        ("heading", 3, None, "Practice in the hub"),
        ("paragraph", 0, "1.", f"{FULL} {some}"),
        ("row", 0, None, "Overall effectiveness of the services that children need\tRequires improvement"),
        ("row", 0, None, "Leaders\tGood"),
        ("paragraph", 0, "2.", f"{many} and leaders see to it that all of them do. They are proud of it."),
        ("paragraph", 0, "3.", f"{other}."),
        ("furniture", 0, None, "Inspection of a local authority 1"),
        ("furniture", 0, None, "1 The national framework."),
        ("furniture", 0, None, "Inspection of a local authority 2"),
    ]


def test_a_paragraph_over_two_pages_knows_where_the_second_begins() -> None:
    torn = next(draft for draft in read_pdf(two_pages(), "made.pdf") if draft.number == 2)
    assert torn.page == 1
    assert [torn.text[place:][:6] for place in torn.breaks] == ["see to"]
    letter = compose_letter(read_pdf(two_pages(), "made.pdf"), file="made.pdf", sha256="0" * 64)
    assert len(letter.page_starts) == 2
    assert letter.text[letter.page_starts[1] :].startswith("see to it")
    assert letter.page_at(letter.text.index("Other social workers")) == 2


def test_a_letter_has_lines_a_subject_and_signatures() -> None:
    head = [
        *prose("8 March 2019", top=TOP),
        *prose("Inspector A, Director of Services, A Council of the Region and", "Partnership", top=730),
        *prose("Inspector B, Chief Constable", top=701.2),
        *prose("Dear local partnership", top=670),
        *prose("Joint targeted area inspection", top=640, font=2),
        *prose(FULL, "and leaders know them.", top=610),
        *prose("Yours sincerely", "Inspector C", "National Director", top=560),
    ]
    assert outline(make_pdf([head])) == [
        ("line", 0, None, "8 March 2019"),
        ("line", 0, None, "Inspector A, Director of Services, A Council of the Region and Partnership"),
        ("line", 0, None, "Inspector B, Chief Constable"),
        ("line", 0, None, "Dear local partnership"),
        ("heading", 1, None, "Joint targeted area inspection"),
        ("paragraph", 0, None, f"{FULL} and leaders know them."),
        ("line", 0, None, "Yours sincerely"),
        ("line", 0, None, "Inspector C"),
        ("line", 0, None, "National Director"),
    ]


def test_a_graded_heading_may_be_long_and_end_with_a_full_stop() -> None:
    heading = (
        "The experiences and progress of children in care and care leavers: requires improvement to be good."
    )
    words = [*prose(heading, top=TOP, font=2, size=14), *prose(FULL, FULL, top=TOP - 40)]
    assert outline(make_pdf([words]))[0] == ("heading", 1, None, heading)


def test_a_long_sentence_in_bold_is_no_heading() -> None:
    sentence = "Children in care and care leavers live in homes that are good, and they are seen there often."
    words = [*prose(sentence, top=TOP, font=2), *prose(FULL, FULL, top=TOP - 40)]
    assert outline(make_pdf([words]))[0][0] == "paragraph"


@pytest.mark.parametrize("raised", [0, 2, 4.6])
def test_a_footnote_is_furniture_however_high_its_number_stands(raised: float) -> None:
    note = "Children in care are known locally as children whom we look after, as they have asked us."
    words = [
        *prose(*[FULL] * 20, top=TOP),
        Words(text="2", x=LEFT, y=86 + raised, size=6.5),
        Words(text=note, x=LEFT + 7, y=86, size=10),
    ]
    kinds = {words: kind for kind, _, _, words in outline(make_pdf([words]))}
    assert kinds[f"2 {note}"] == "furniture"


@pytest.mark.parametrize(
    ("rest", "texts"),
    [
        (
            "that children are seen.",
            ["Leaders should visit homes and improve what they do to ensure that children are seen."],
        ),
        (
            "Leaders must see them.",
            ["Leaders should visit homes and improve what they do to ensure", "Leaders must see them."],
        ),
    ],
)
def test_a_cell_torn_by_a_page_break_is_put_together(rest: str, texts: list[str]) -> None:
    first = [
        *prose(FULL, FULL, top=TOP),
        *prose("County Council", "Health Board", top=TOP - 300),
        *prose("Leaders should visit homes and", "improve what they do to ensure", top=TOP - 300, x=300),
    ]
    second = [
        *prose("For Kent", "Integrated Board", top=TOP),
        *prose(rest, top=TOP, x=300),
        *prose(FULL, FULL, top=TOP - 60),
    ]
    found = [words for _, _, _, words in outline(make_pdf([first, second]))]
    assert [words for words in found if words.startswith(("Leaders", "that"))] == texts


def test_a_page_of_more_lines_than_are_asked_about_in_one_go() -> None:
    words = [
        Words(
            text=f"Plan {chr(97 + index % 26)} helps", x=72, y=800 - 2.5 * index, size=2, font=1 + index % 2
        )
        for index in range(300)
    ]
    lines = read_printed_lines(make_pdf([words]), where="made.pdf")
    assert [(line.text, line.left, line.top, line.size, line.bold) for line in lines] == [
        (each.text, each.x, each.y, each.size, each.font == 2) for each in words
    ]
    assert {round(line.right) for line in lines} == {82, 83, 84}


def test_a_line_knows_its_place_its_cells_and_the_mark_of_its_footnote() -> None:
    words = [
        *prose("Leaders know children well", top=700, font=2),
        Words(text="7", x=LEFT + 154, y=704, size=6, font=2),
        Words(text="Good", x=400, y=700, font=2),
        *prose("7 days a week they are seen by people who know them and in 2019 by the others too", top=600),
    ]
    lines = read_printed_lines(make_pdf([words]), where="made.pdf")
    assert [(line.text, line.left, line.top, line.bold) for line in lines] == [
        ("Leaders know children well", 72, 700, True),
        ("Good", 400, 700, True),
        (words[-1].text, 72, 600, False),
    ]


def test_a_contents_list_makes_rows_and_no_headings() -> None:
    page = [
        *prose("Contents", top=TOP, size=20, font=2),
        *prose("Summary " + "." * 60 + " 3", top=720),
        *prose("What needs to improve?", top=700, font=2),
        Words(text="12", x=500, y=700, font=2),
        *prose(FULL, FULL + ".", top=600),
    ]
    assert outline(make_pdf([page]))[1:3] == [
        ("row", 0, None, "Summary\t3"),
        ("row", 0, None, "What needs to improve?\t12"),
    ]


def _locked() -> bytes:
    """A PDF that asks for a password: its check value is nonsense."""
    fill = b"00" * 32
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % (fill, fill)
    return make_pdf([prose(FULL, top=TOP)]).replace(b"/Root 1 0 R", lock + b"/Root 1 0 R")


FAULTS = {
    "not a PDF": (b"%PDF-1.7\n<html>not found</html>", "damaged"),
    "cut in half": (two_pages()[: len(two_pages()) // 2], "damaged"),
    "cut near its end": (two_pages()[:-40], "damaged"),
    "locked": (_locked(), "encrypted"),
    "no pages": (make_pdf([]), "no-pages"),
    "a page that is not there": (
        make_pdf([prose(FULL, top=TOP), []]).replace(b"Kids[10 0 R 12 0 R]", b"Kids[10 0 R 92 0 R]"),
        "damaged",
    ),
    "no words": (make_pdf([[], []]), "no-text"),
    "3,000 pages": (make_pdf([[]] * 3000), "too-long"),
}


def test_all_faults_are_tried() -> None:
    assert len(FAULTS) == 8


@pytest.mark.parametrize(("data", "code"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_said_with_a_remedy(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        list(read_pdf(data, "made.pdf"))
    assert (raised.value.code, raised.value.where) == (code, "made.pdf")
    assert raised.value.remedy


def test_the_same_bytes_give_the_same_drafts() -> None:
    assert list(read_pdf(two_pages(), "a.pdf")) == list(read_pdf(two_pages(), "b.pdf"))


def _letters_and_digits(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


KINDS = ("ilacs-standard", "jtai", "area-send", "sif")


def _one_letter_a_kind() -> Iterator[dict[str, object]]:
    gold = SHARED / "gold" / "dev" / "metadata.jsonl"
    if not gold.exists():
        return
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if row["file"].endswith(".pdf") and row["improve_items"]]
    for kind in KINDS:
        yield min((row for row in rows if row["kind"] == kind), key=lambda row: str(row["sha256"]))


@pytest.mark.parametrize("kind", KINDS)
def test_items_of_what_must_improve_come_out_whole(kind: str) -> None:
    row = next((row for row in _one_letter_a_kind() if row["kind"] == kind), None)
    if row is None:
        pytest.skip("the corpus and its gold annotations are not beside this checkout")
    data = (SHARED / "corpus" / str(row["file"])).read_bytes()
    drafts = [draft for draft in read_pdf(data, "letter.pdf") if draft.kind != "furniture"]
    items = row["improve_items"]
    assert isinstance(items, list)
    lost = [item for item in items if _letters_and_digits(item) not in _joined(drafts)]
    assert not lost, f"{row['file']}: items that a line, page or list break still tears apart: {lost}"


def _joined(drafts: Sequence[Draft]) -> set[str]:
    """The words of each block, and of each block with up to 20 that follow it (an item and its sub-items)."""
    texts = [_letters_and_digits(draft.text) for draft in drafts]
    return {"".join(texts[i : i + n]) for i in range(len(texts)) for n in range(1, 21)}
