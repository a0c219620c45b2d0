"""The DOCX reader on documents made here: the seeds in Word's clothes, each feature by itself, and faults."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.compose import compose_letter
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import is_known_heading
from inspectgraph.letters.readers.docx import read_docx

Essence = Callable[[list[Draft]], dict[str, Any]]
SeedEssence = Callable[[Path], dict[str, Any]]

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
LONG = "Social workers know children well."

STYLES = """<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Ours"><w:name w:val="Our section"/>
  <w:basedOn w:val="Outlined"/></w:style>
<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"""

NUMBERING = """<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
  <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
  </w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"""


def paragraph(*runs: str, style: str = "", list_id: int = 0, depth: int = 0, properties: str = "") -> str:
    """A paragraph of runs, each given as text or, if it begins with `<`, as XML."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_id:
        styled += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    inner = "".join(run if run.startswith("<") else text_run(run) for run in runs)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inner}</w:p>"


def text_run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{c if c[:1] == '<' else paragraph(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def part(root: str, inner: str, *, space: str = MAIN) -> str:
    head = f'<w:{root} xmlns:w="{space}" xmlns:mc="{COMPATIBILITY}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}{inner}</w:{root}>'


def relations(entries: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(entries.items())
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def make_zip(parts: Mapping[str, str | bytes], *, packing: int = ZIP_DEFLATED) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def make_docx(body: str, *, space: str = MAIN, more: Mapping[str, str] | None = None) -> bytes:
    """A DOCX file with a body and more parts, each of the kind that its name tells."""
    more = dict(more or {})
    related = {"styles.xml": "styles", "numbering.xml": "numbering"}
    related |= {name: re.sub(r"\d*\.xml", "", name) for name in more}
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"word/document2.xml": "officeDocument"}),
        "word/_rels/document2.xml.rels": relations(related),
        "word/document2.xml": part("document", f"<w:body>{body}</w:body>", space=space),
        "word/styles.xml": part("styles", STYLES, space=space),
        "word/numbering.xml": part("numbering", NUMBERING, space=space),
    }
    return make_zip(parts | {f"word/{name}": content for name, content in more.items()})


def outline(data: bytes) -> list[tuple[str, int, str | None, str]]:
    return [(d.kind, d.level, d.marker, d.text) for d in read_docx(data, "made.docx")]


def body_outline(*blocks: str) -> list[tuple[str, int, str | None, str]]:
    """The drafts of some blocks between two paragraphs that make the document long enough to be read."""
    first, *others, last = outline(make_docx(paragraph(LONG) + "".join(blocks) + paragraph(LONG)))
    assert first[-1] == last[-1] == LONG
    return others


def seed_as_docx(text: str) -> bytes:
    """A seed as a person would have typed it in Word: styles, lists and tables for what was marks."""
    blocks, list_id = [], 2
    for line in text.replace("**", "").replace("\ufffe", "-").replace("\f", "\n").split("\n"):
        if mark := re.match(r"#+ ", line):
            blocks.append(paragraph(line[mark.end() :], style="berschrift2"))
        elif line.startswith("- "):
            blocks.append(paragraph(line[2:], style="ListBullet"))
        elif mark := re.match(r"\d+\.\s", line):
            list_id = 3 if mark[0] == "1. " and any('w:numId w:val="2"' in b for b in blocks) else list_id
            blocks.append(paragraph(line[mark.end() :], list_id=list_id))
        elif "\t" in line.strip():
            blocks.append(table(tuple(line.strip().split("\t"))))
        elif is_known_heading(line):
            blocks.append(paragraph(line, style="berschrift2"))
        else:
            blocks.append(paragraph(*map(text_run, re.split(r"(?<= )", line))))
    return make_docx("".join(blocks))


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_in_word_keeps_its_facts(seed: Path, essence: Essence, seed_essence: SeedEssence) -> None:
    data = seed_as_docx(seed.read_text(encoding="utf-8"))
    assert essence(list(read_docx(data, "letter.docx"))) == seed_essence(seed)


def test_all_seeds_are_tried(seed_essence: SeedEssence) -> None:
    assert len(SEEDS) == 5
    assert all(len(seed_essence(seed)["findings"]) > 10 for seed in SEEDS)


def test_styles_make_headings_and_lists_make_items() -> None:
    assert body_outline(
        paragraph("The quality of practice in this service.", style="berschrift1"),
        paragraph("Second.", style="Ours"),
        paragraph("Third.", properties='<w:outlineLvl w:val="0"/>'),
        paragraph("Not one.", style="Round"),
        paragraph("By its id.", style="Heading4"),
        paragraph("Visits", style="ListBullet"),
        paragraph("Audits", list_id=1, depth=1),
    ) == [
        ("heading", 1, None, "The quality of practice in this service."),
        ("heading", 3, None, "Second."),
        ("heading", 1, None, "Third."),
        ("paragraph", 0, None, "Not one."),
        ("heading", 4, None, "By its id."),
        ("item", 0, "\uf0b7", "Visits"),
        ("item", 1, "•", "Audits"),
    ]


def test_numbers_run_on_and_begin_anew() -> None:
    numbered = [(2, 0), (2, 0), (2, 1), (2, 2), (2, 1), (2, 0), (2, 1), (3, 0), (3, 0)]
    drafts = list(
        read_docx(make_docx("".join(paragraph(LONG, list_id=i, depth=d) for i, d in numbered)), "a")
    )
    marks = [(draft.marker, draft.number, draft.kind) for draft in drafts]
    assert marks == [
        ("1.", 1, "paragraph"),
        ("2.", 2, "paragraph"),
        ("2.1", 1, "paragraph"),
        ("a)", None, "item"),
        ("2.2", 2, "paragraph"),
        ("3.", 3, "paragraph"),
        ("3.1", 1, "paragraph"),
        ("1.", 1, "paragraph"),
        ("2.", 2, "paragraph"),
    ]


INLINE = {
    "runs": (paragraph("Plans ar", "e clear."), "Plans are clear."),
    "no-break hyphen": (paragraph("long", "<w:r><w:noBreakHyphen/></w:r>", "term."), "long-term."),
    "soft hyphen": (paragraph("assess", "<w:r><w:softHyphen/></w:r>", "ment."), "assessment."),
    "link": (paragraph("See ", f"<w:hyperlink>{text_run('our site')}</w:hyperlink>", "."), "See our site."),
    "deleted": (paragraph("Good", f"<w:del>{text_run(' and bad')}</w:del>", " plans."), "Good plans."),
    "inserted": (
        paragraph("Good", f"<w:ins>{text_run(' and bad')}</w:ins>", " plans."),
        "Good and bad plans.",
    ),
    "hidden": (paragraph("Good", text_run(" secret", "<w:vanish/>"), " plans."), "Good plans."),
    "not hidden": (
        paragraph("Good", text_run(" new", '<w:vanish w:val="0"/>'), " plans."),
        "Good new plans.",
    ),
    "field code": (paragraph("Page", "<w:r><w:instrText>PAGE</w:instrText></w:r>", " 2."), "Page 2."),
    "footnote": (paragraph("Good", '<w:r><w:footnoteReference w:id="1"/></w:r>', "."), "Good."),
    "content control": (f"<w:sdt><w:sdtContent>{paragraph('Good.')}</w:sdtContent></w:sdt>", "Good."),
    "deleted paragraph mark": (
        paragraph("Good ", properties="<w:rPr><w:del/></w:rPr>") + paragraph("plans."),
        "Good plans.",
    ),
    "fallback": (
        paragraph(
            f"<mc:AlternateContent><mc:Choice>{text_run('New.')}</mc:Choice>"
            f"<mc:Fallback>{text_run('Old.')}</mc:Fallback></mc:AlternateContent>"
        ),
        "New.",
    ),
    "symbol": (paragraph('<w:r><w:sym w:char="F0B7"/></w:r>', " Visits"), "Visits"),
    "typed bullet": (paragraph("•", "<w:r><w:tab/></w:r>", "Visits"), "Visits"),
    "tab": (paragraph("Overall", "<w:r><w:tab/></w:r>", "Good"), "Overall\tGood"),
    "row": (table(("Overall", "Good")), "Overall\tGood"),
    "empty cell": (table(("Overall", "", "Good")), "Overall\tGood"),
    "deleted row": ("<w:tbl><w:tr><w:trPr><w:del/></w:trPr></w:tr></w:tbl>" + paragraph("A."), "A."),
    "number in a cell": (table(("12.", f"{LONG} " * 9)), f"{LONG} " * 8 + LONG),
    "cell for layout": (table((paragraph("Some words here."),)), "Some words here."),
}


def test_number_of_inline_cases() -> None:
    assert len(INLINE) == 21


@pytest.mark.parametrize(("block", "text"), INLINE.values(), ids=INLINE)
def test_what_a_block_says(block: str, text: str) -> None:
    assert [words for *_, words in body_outline(block)] == [text]


def test_lines_of_one_paragraph_are_lines() -> None:
    broken = paragraph("1 Clifton Street", "<w:r><w:br/></w:r>", "Blackpool", "<w:r><w:cr/></w:r>", "FY1 1LY")
    assert [row[0::3] for row in body_outline(broken)] == [
        ("line", "1 Clifton Street"),
        ("line", "Blackpool"),
        ("line", "FY1 1LY"),
    ]


def test_headers_notes_and_text_boxes_are_furniture() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box')}</w:txbxContent></w:pict></w:r>"
    more = {
        "header1.xml": part("hdr", paragraph("Ofsted")),
        "header2.xml": part("hdr", paragraph("Ofsted")),
        "footer1.xml": part("ftr", paragraph("Page 1")),
        "footnotes.xml": part("footnotes", f"<w:footnote>{paragraph('A note.')}</w:footnote>"),
    }
    drafts = list(read_docx(make_docx(paragraph(LONG, box), more=more), "a.docx"))
    assert [(draft.kind, draft.text) for draft in drafts] == [
        ("paragraph", LONG),
        ("furniture", "Page 1"),
        ("furniture", "A note."),
        ("furniture", "Ofsted"),
        ("furniture", "In a box"),
    ]


def test_pages_are_counted_once() -> None:
    seen, broken = "<w:r><w:lastRenderedPageBreak/></w:r>", '<w:r><w:br w:type="page"/></w:r>'
    body = "".join(
        [
            paragraph("One ", seen, f"two. {LONG}"),
            paragraph(broken),
            paragraph(seen, "Three."),
            paragraph("Four.", properties="<w:pageBreakBefore/>"),
        ]
    )
    drafts = list(read_docx(make_docx(body), "a.docx"))
    assert [(d.text[:5].strip(), d.page, d.breaks) for d in drafts] == [
        ("One t", 1, (4,)),
        ("Three", 3, ()),
        ("Four.", 4, ()),
    ]
    letter = compose_letter(drafts, file="a", sha256="0" * 64)
    assert [letter.text[start:][:5].strip() for start in letter.page_starts] == [
        "One t",
        "two.",
        "Three",
        "Four.",
    ]


def test_strict_documents_and_plain_names_are_read() -> None:
    strict = make_docx(paragraph(LONG, style="berschrift1"), space=STRICT)
    bare = make_zip({"word/document.xml": part("document", f"<w:body>{paragraph(LONG)}</w:body>")})
    assert outline(strict) == [("heading", 1, None, LONG)]
    assert outline(bare) == [("paragraph", 0, None, LONG)]


def _document(content: str | bytes, *, packing: int = ZIP_DEFLATED) -> bytes:
    return make_zip({"word/document.xml": content}, packing=packing)


def _locked_zip() -> bytes:
    """The flag of a locked entry set in both of its headers."""
    data = bytearray(_document(part("document", paragraph(LONG)), packing=ZIP_STORED))
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, 6, 1)
    struct.pack_into("<H", data, central + 8, 1)
    return bytes(data)


WHOLE = seed_as_docx(SEEDS[0].read_text(encoding="utf-8"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
BOMB = "<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w>&b;</w>"
FAULTS = {
    "no zip": (b"PK\x03\x04 word/ and no more", "damaged"),
    "cut in half": (WHOLE[: len(WHOLE) // 2], "damaged"),
    "changed inside": (WHOLE[:200] + b"XXXX" + WHOLE[204:], "damaged"),
    "cut XML": (_document(part("document", "<w:body>")[:-12]), "damaged"),
    "unknown encoding": (_document('<?xml version="1.0" encoding="klingon"?><w/>'), "damaged"),
    "no body": (_document("<w/>"), "damaged"),
    "empty part": (_document(""), "damaged"),
    "workbook": (make_zip({"xl/workbook.xml": "<x/>"}), "format"),
    "presentation": (make_zip({"ppt/presentation.xml": "<x/>"}), "format"),
    "OpenDocument": (make_zip({"mimetype": "application/vnd.oasis.opendocument.text"}), "format"),
    "plain archive": (make_zip({"letters/a.txt": "word/"}), "format"),
    "old Word": (OLE, "format"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "locked zip": (_locked_zip(), "encrypted"),
    "zip bomb": (_document("<w>" + " " * 5_000_000), "too-large"),
    "60 MB": (_document(b" " * 60_000_000, packing=ZIP_STORED), "too-large"),
    "document type": (_document("<!DOCTYPE w><w/>"), "entities"),
    "entities": (_document(BOMB), "entities"),
    "entities in UTF-16": (_document(BOMB.encode("utf-16")), "entities"),
    "too deep": (_document("<w>" * 5000), "too-deep"),
    "no text": (make_docx(paragraph("2")), "no-text"),
}


def test_number_of_faults() -> None:
    assert len(FAULTS) == 21


@pytest.mark.parametrize(("data", "code"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_said_with_a_remedy(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        list(read_docx(data, "made.docx"))
    assert (raised.value.code, raised.value.where) == (code, "made.docx")
    assert raised.value.remedy


def test_too_many_paragraphs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.letters.readers.pieces._MOST_LINES", 100)
    assert outline(make_docx(paragraph(LONG) * 100))
    with pytest.raises(UnreadableError) as raised:
        outline(make_docx(paragraph(LONG) * 101))
    assert raised.value.code == "too-large"


def test_the_same_bytes_give_the_same_drafts() -> None:
    assert list(read_docx(WHOLE, "a.docx")) == list(read_docx(WHOLE, "b.docx"))


def only_refuses(data: bytes) -> None:
    """Whatever the bytes are, there are drafts or there is a fault with a remedy."""
    try:
        drafts, remedy = list(read_docx(data, "made.docx")), "none is needed"
    except UnreadableError as error:
        drafts, remedy = [], error.remedy or ""
    assert remedy
    assert all(draft.text == draft.text.strip() for draft in drafts)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    only_refuses(data)
    only_refuses(b"PK\x03\x04" + data)


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_document_with_changed_bytes_is_read_or_refused(place: int, change: bytes) -> None:
    small = make_docx(paragraph(LONG, style="Ours") + table(("A", "B")))
    at = place % len(small)
    only_refuses(small[:at] + change + small[at + len(change) :])


NAMES = ["p", "r", "t", "tbl", "tr", "tc", "sdt", "pPr", "numPr", "br", "del", "txbxContent", "pict"]
XML = st.recursive(
    st.just(text_run("Words.")) | st.sampled_from([f"<w:{name}/>" for name in NAMES]),
    lambda inner: st.builds(
        lambda name, parts: f"<w:{name}>{''.join(parts)}</w:{name}>",
        st.sampled_from(NAMES),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(XML)
def test_any_order_of_elements_is_read(block: str) -> None:
    only_refuses(make_docx(paragraph(LONG) + block))
