"""The HTML reader on pages made here: the seeds as pages, each feature by itself, error pages, rubbish."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import is_known_heading
from inspectgraph.letters.readers.html import read_html

Essence = Callable[[list[Draft]], dict[str, Any]]
SeedEssence = Callable[[Path], dict[str, Any]]

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LONG = " ".join(f"Social workers know {words} well." for words in ("children", "families", "carers") * 3)
FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>A council</title>
<style>p {{ color: red }}</style><script>if (1 < 2) document.write("<p>No</p>")</script></head>
<body><header><h1>The site</h1></header><nav><ul><li>Home<li>Contact</ul></nav>
<form id="all"><div class="x">{}</div><input value="Search"><button>Search</button></form>
<aside>Related pages</aside><footer><p>All rights reserved.</p></footer></body></html>"""


def seed_as_html(text: str) -> str:
    """A seed as a page of a council's site: elements for what was marks, a paragraph for each address."""
    html: list[str] = []
    for block in re.split(r"\n\s*\n", text.replace("\f", "\n\n")):
        words = escape(re.sub(r"\*\*(.+?)\*\*", "\x01\\1\x02", block)).replace("’", "&rsquo;")
        words = words.replace("\x01", "<strong>").replace("\x02", "</strong>")
        if re.match(r"- |\d+\. ", words):
            html.append(_list(words))
        elif mark := re.match(r"#+ ", words):
            html.append(f"<h2>{words[mark.end() :]}</h2>")
        elif is_known_heading(block):
            html.append(f"<h3>{words}</h3>")
        elif "\t" in words:
            rows = (
                "<tr><td>" + line.replace("\t", "</td>\n<td>") + "</td></tr>" for line in words.split("\n")
            )
            html.append(f"<table><tbody>{''.join(rows)}</tbody></table>")
        else:
            html.append("<p>" + words.strip().replace("\n", "<br>\n") + "</p>")
    return "\n".join(html)


def _list(words: str) -> str:
    """Items and numbered paragraphs; lines between them that have no mark are paragraphs."""
    html = ""
    for line in words.split("\n"):
        if line.startswith("- "):
            html += f"<ul><li><p>{line[2:]}</p></ul>"
        elif mark := re.match(r"(\d+)\. ", line):
            html += f"<ol start='{mark[1]}'><li>{line[mark.end() :]}</li></ol>"
        else:
            html += f"<p>{line}</p>"
    return html


@pytest.mark.parametrize("frame", ["{}", FRAME, "<div><main>{}</main><p>Feedback</p></div>"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_as_a_page_keeps_its_facts(
    seed: Path, frame: str, essence: Essence, seed_essence: SeedEssence
) -> None:
    page = frame.format(seed_as_html(seed.read_text(encoding="utf-8")))
    assert essence(list(read_html(page.encode(), "letter.html"))) == seed_essence(seed)


def test_all_seeds_are_tried(seed_essence: SeedEssence) -> None:
    assert len(SEEDS) == 5
    assert all(len(seed_essence(seed)["findings"]) > 10 for seed in SEEDS)


def outline(html: str) -> list[tuple[str, int, str | None, str]]:
    """The drafts of a page after a paragraph that makes it long enough to be read."""
    first, *others = read_html(f"<html><p>{LONG}</p>{html}".encode(), "made.html")
    assert first.text == LONG
    return [(d.kind, d.level, d.marker, d.text) for d in others]


Outline = list[tuple[str, int, str | None, str]]
PAGES: dict[str, tuple[str, Outline]] = {
    "heading": (
        "<h2 class=a>Practice in <em>the</em> hub</h2>",
        [("heading", 2, None, "Practice in the hub")],
    ),
    "heading left open": (
        "<h2>Practice<p>Plans are clear.",
        [("heading", 2, None, "Practice"), ("paragraph", 0, None, "Plans are clear.")],
    ),
    "paragraphs left open": (
        "<p>One is clear.<p>Two is clear.",
        [("paragraph", 0, None, "One is clear."), ("paragraph", 0, None, "Two is clear.")],
    ),
    "nested lists": (
        "<ul><li>One<ul><li>Two</li></ul></li><li>Three</li></ul>",
        [("item", 0, "•", "One"), ("item", 1, "•", "Two"), ("item", 0, "•", "Three")],
    ),
    "items left open": ("<ul><li>One<li>Two</ul>", [("item", 0, "•", "One"), ("item", 0, "•", "Two")]),
    "numbers": (
        "<ol start=4><li>One.</li><li value='7'>Two.</li><li>Three.</li></ol>",
        [("paragraph", 0, "4.", "One."), ("paragraph", 0, "7.", "Two."), ("paragraph", 0, "8.", "Three.")],
    ),
    "letters": (
        "<ol type=a><li>One</li><li>Two</li></ol>",
        [("item", 0, "a)", "One"), ("item", 0, "b)", "Two")],
    ),
    "typed bullets": ("<p>• One<br>• Two</p>", [("item", 0, "•", "One"), ("item", 0, "•", "Two")]),
    "rows": (
        "<table><caption>Grades</caption><tr><th>Area</th><th>Grade</th></tr>"
        "<tr><td><p>Overall</p></td><td> Good </td></tr></table>",
        [("heading", 2, None, "Grades"), ("row", 0, None, "Area\tGrade"), ("row", 0, None, "Overall\tGood")],
    ),
    "rows left open": (
        "<table><tr><td>Area<td>Grade<tr><td>Overall<td>Good</table>",
        [("row", 0, None, "Area\tGrade"), ("row", 0, None, "Overall\tGood")],
    ),
    "table for layout": (
        f"<table><tr><td>Menu</td><td><p>{LONG}</p><table><tr><td>A</td><td>B</td></tr></table></td></table>",
        [("heading", 2, None, "Menu"), ("paragraph", 0, None, LONG), ("row", 0, None, "A\tB")],
    ),
    "lines": (
        "<p>1 Clifton Street<br/>Blackpool<br/>FY1 1LY</p>",
        [("line", 0, None, "1 Clifton Street"), ("line", 0, None, "Blackpool"), ("line", 0, None, "FY1 1LY")],
    ),
    "pre": ("<pre>Plans\nare clear.</pre>", [("paragraph", 0, None, "Plans are clear.")]),
    "entities": (
        "<p>Children&rsquo;s &amp; carers&#8217;&nbsp;plans.",
        [("paragraph", 0, None, "Children’s & carers’ plans.")],
    ),
    "soft hyphen": ("<p>assess&shy;ment.", [("paragraph", 0, None, "assessment.")]),
    "signs": ("<p>5 < 6 and a <- b.", [("paragraph", 0, None, "5 < 6 and a <- b.")]),
    "comments": (
        "<p>One<!-- <p>two --> three.<![CDATA[ x ]]><?php y ?>",
        [("paragraph", 0, None, "One three.")],
    ),
    "dropped": ("<nav>a</nav><aside>b</aside><footer>c</footer><svg>d</svg><div hidden>e</div>", []),
    "roles": ("<div role=navigation><div>a</div>b</div><p>Kept.", [("paragraph", 0, None, "Kept.")]),
    "wrong ends": ("</ul></div></p><p>Kept.</td></table>", [("paragraph", 0, None, "Kept.")]),
    "quoted >": ('<p title="a > b">Kept.', [("paragraph", 0, None, "Kept.")]),
    "cut in a tag": ("<p>Kept.</p><p class='x", [("paragraph", 0, None, "Kept.")]),
    "cut in a script": ("<p>Kept.</p><script>if (a < b) { '<p>no'", [("paragraph", 0, None, "Kept.")]),
}


def test_number_of_pages() -> None:
    assert len(PAGES) == 23


@pytest.mark.parametrize(("html", "drafts"), PAGES.values(), ids=PAGES)
def test_what_a_page_says(html: str, drafts: list[tuple[str, int, str | None, str]]) -> None:
    assert outline(html) == drafts


def test_the_main_part_is_read_alone_with_its_own_header() -> None:
    page = f"<p>{LONG}</p><main><header><h1>Our visit</h1></header><p>{LONG} Main.</p></main><p>After.</p>"
    assert [d.text for d in read_html(page.encode(), "a.html")] == ["Our visit", f"{LONG} Main."]


def test_a_main_part_with_nothing_in_it_is_not_all() -> None:
    assert [d.text for d in read_html(f"<p>{LONG}</p><main></main>".encode(), "a.html")] == [LONG]


ENCODINGS = {
    "utf-8": ("<p>", "utf-8"),
    "utf-8 with mark": ("<p>", "utf-8-sig"),
    "utf-16 with mark": ("<p>", "utf-16"),
    "Windows-1252": ("<p>", "cp1252"),
    "named Windows-1252": ("<meta charset=windows-1252><p>", "cp1252"),
    "named ISO 8859-1": ('<meta http-equiv="c" content="text/html; charset=iso-8859-1"><p>', "cp1252"),
    "named Latin 9": ("<meta charset='iso-8859-15'><p>", "iso-8859-15"),
    "wrongly named": ("<meta charset=utf-8><p>", "cp1252"),
    "oddly named": ("<meta charset=punycode><p>", "utf-8"),
}


def test_number_of_encodings() -> None:
    assert len(ENCODINGS) == 9


@pytest.mark.parametrize(("head", "encoding"), ENCODINGS.values(), ids=ENCODINGS)
def test_encodings(head: str, encoding: str) -> None:
    sign = "é" if "8859" in encoding else "’"
    page = f"{head}The caf{sign}. {LONG}".encode(encoding)
    assert next(read_html(page, "a.html")).text.startswith(f"The caf{sign}.")


ERROR_PAGES = {
    "short": (b"<p>Nothing here.", "a.html", "an HTML page with hardly any text"),
    "title": (f"<title>Page not found</title><p>{LONG}".encode(), "a.html", "an HTML error page"),
    "number": (
        f"<title>404 - A council</title><p>{LONG}".encode(),
        "a.pdf",
        "an HTML error page saved as .pdf",
    ),
    "heading": (f"<h1>Access denied</h1><p>{LONG}".encode(), "a.docx", "an HTML error page saved as .docx"),
    "firewall": (
        f"<title>Request Rejected</title>{LONG}".encode(),
        "B.PDF",
        "an HTML error page saved as .pdf",
    ),
    "server": (f"<title>502 Bad Gateway</title>{LONG}".encode(), "a", "an HTML error page"),
    "only scripts": (
        f"<script>{LONG}</script>".encode(),
        "a.pdf",
        "an HTML page with hardly any text saved as .pdf",
    ),
}


def test_number_of_error_pages() -> None:
    assert len(ERROR_PAGES) == 7


@pytest.mark.parametrize(("page", "where", "what"), ERROR_PAGES.values(), ids=ERROR_PAGES)
def test_error_pages_are_refused(page: bytes, where: str, what: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        list(read_html(page, where))
    assert (raised.value.code, raised.value.what, raised.value.where) == ("html-error-page", what, where)
    assert raised.value.remedy


def test_a_letter_may_have_errors_in_its_title() -> None:
    for title in ("Inspection of services", "Learning from errors", "Children missing and not found at home"):
        page = f"<title>{title}</title><p>{LONG * 12}".encode()
        assert len(list(read_html(page, "letter.pdf"))) == 1


REAL = ("80431_blackpool/*13 july 2012.pdf", "80543_rotherham/*10 august 2012.pdf")


@pytest.mark.parametrize("pattern", REAL)
def test_real_error_pages_are_refused(pattern: str) -> None:
    found = sorted((SHARED / "corpus").glob(pattern))
    if not found:
        pytest.skip("the corpus is not beside this checkout")
    for path in found:
        with pytest.raises(UnreadableError, match=r"an HTML error page saved as \.pdf"):
            list(read_html(path.read_bytes(), path.name))


RUBBISH = {
    "open tags": "<a ",
    "open comments": "<!-- <",
    "open quotes": '<a x="',
    "equals": "<a ==",
    "signs": "<",
    "ampersands": "&#9",
    "deep divisions": "<div>",
    "deep lists": "<ul><li>",
    "deep tables": "<table><tr><td>x",
    "ends without beginnings": "</div></ul></table>",
    "mixed": "<main><li></div><td></main>",
}


@pytest.mark.parametrize("unit", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_costs_no_more_than_its_length(unit: str) -> None:
    """With any scan that begins anew at each unit this would take hours."""
    page = f"<p>{LONG}</p>" + unit * (200_000 // len(unit))
    assert next(read_html(page.encode(), "a.html")).text.startswith(LONG)


def test_number_of_rubbish() -> None:
    assert len(RUBBISH) == 11


def test_what_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inspectgraph.letters.readers.pieces._MOST_LINES", 100)
    for page in (
        b" " * 20_000_001,
        LONG.encode() + b"<br>" * 100 + LONG.encode(),
        b"<p>some words</p>" * 101,
    ):
        with pytest.raises(UnreadableError) as raised:
            list(read_html(page, "a.html"))
        assert raised.value.code == "too-large"


def test_a_reference_to_an_absurd_number_is_read() -> None:
    assert "\ufffd" in outline(f"<p>A &#{'9' * 5000}; b and &#x{'f' * 5000}; c.")[0][-1]


def only_refuses(data: bytes) -> None:
    """Whatever the bytes are, there are drafts or there is a fault with a remedy."""
    try:
        drafts, remedy = list(read_html(data, "made.html")), "none is needed"
    except UnreadableError as error:
        drafts, remedy = [], error.remedy or ""
    assert remedy
    assert all(draft.text == draft.text.strip() for draft in drafts)


@given(st.binary(max_size=300))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    only_refuses(data)
    only_refuses(LONG.encode() + data)


TAGS = "p div ul ol li table tr td th h1 h3 main nav header form pre br title script em caption body".split()
TAG = st.builds(lambda slash, name: f"<{slash}{name}>", st.sampled_from(["", "/"]), st.sampled_from(TAGS))


@given(st.lists(TAG | st.sampled_from(["words ", "\n", "&amp;", "<", "• ", "Dear A", "Yours sincerely"])))
def test_any_order_of_tags_is_read(parts: list[str]) -> None:
    only_refuses(f"<p>{LONG}</p>{''.join(parts)}".encode())
