"""Each of the five seeds in other layouts and encodings: every fact and every finding's id stays."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
Essence = dict[str, Any]
Variant = Callable[[str], str | bytes]

ITEM = re.compile(r"^(- )(?=\S)", re.MULTILINE)
KNOWN_HEADING = re.compile(
    r"^(?:#+ )?\**(Positives|Areas for Improvement/ Further Attention|What needs to improve\??|Overview|Findings|"
    r"Findings and evaluation of progress|Strengths|Areas for development|Areas covered by the visit|"
    r"The service meets the requirements of .*|What needs to improve in this area .*)\**$",
    re.MULTILINE,
)


def wrapped(text: str, *, columns: int = 72, indent: str = "", hyphens: bool = True) -> str:
    """Each paragraph and item broken into lines; `indent` stands before the further lines of an item."""
    lines = []
    for line in text.split("\n"):
        is_item = re.match(r"(?:- |\d+\. )", line)
        row = "\t" in line or line.startswith("#")
        lines.append(
            line
            if row
            else textwrap.fill(
                line, columns, subsequent_indent=indent if is_item else "", break_on_hyphens=hyphens
            )
        )
    return "\n".join(lines)


def paged(text: str, *, head: str, foot: str, every: int = 38) -> str:
    """The text with a form feed, a running head and a foot after every so many lines."""
    lines = wrapped(text).split("\n")
    pages = ["\n".join(lines[i : i + every]) for i in range(0, len(lines), every)]
    return "\f".join(
        f"{head.format(number)}\n\n{page}\n\n{foot.format(number)}\n"
        if number > 1
        else f"{page}\n\n{foot.format(1)}\n"
        for number, page in enumerate(pages, start=1)
    )


def marked(text: str, marker: str, *, numbered: bool = False) -> str:
    """The text with another list marker; numbers begin anew in each list."""
    if not numbered:
        return ITEM.sub(f"{marker} ", text)
    lines, number = [], 0
    for line in text.split("\n"):
        number = number + 1 if ITEM.match(line) else 0 if KNOWN_HEADING.match(line) else number
        lines.append(ITEM.sub(f"{number}. ", line))
    return "\n".join(lines)


def curled(text: str) -> str:
    """Straight quotation marks and apostrophes made curly, hyphens between figures made dashes."""
    text = re.sub(r"(?<=\w)'|'(?=[\s.,;)])", "’", text)
    text = re.sub(r"'", "‘", text)
    return re.sub(r'"(?=\w)', "“", text).replace('"', "”")


def bold_inside(text: str) -> str:
    """Some words in each sentence in bold type, some in italics."""
    text = text.replace("**", "")
    text = re.sub(r"(?<= )(children|social workers|managers)(?=[ ,.])", r"**\1**", text)
    return re.sub(r"(?<= )(practice|assessments)(?= )", r"*\1*", text)


def with_markdown_headings(text: str) -> str:
    return KNOWN_HEADING.sub(r"## \1", text)


def with_plain_headings(text: str) -> str:
    return re.sub(r"^#+ \**(.*?)\**$", r"\1", text, flags=re.MULTILINE)


def underlined(text: str) -> str:
    return KNOWN_HEADING.sub(lambda found: f"{found[1]}\n{'-' * len(found[1])}", text)


VARIANTS: dict[str, Variant] = {
    "wrapped at 72 columns": wrapped,
    "wrapped at 72 columns, items indented": lambda text: wrapped(text, indent="  "),
    "wrapped at 100 columns, hyphens kept": lambda text: wrapped(text, columns=100, hyphens=False),
    "wrapped at 88 columns": lambda text: wrapped(text, columns=88),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "wrapped with CRLF": lambda text: wrapped(text).replace("\n", "\r\n").encode(),
    "Windows-1252 with curly quotes": lambda text: curled(text).encode("cp1252"),
    "UTF-8 with byte-order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 big-endian": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "no-break spaces": lambda text: re.sub(r"(?<=\d) (?=\w)", "\u00a0", text),
    "soft hyphens": lambda text: text.replace("assessment", "assess\u00adment"),
    "spaces at line ends": lambda text: text.replace("\n", "  \n"),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n \n"),
    "form feeds with page numbers": lambda text: paged(text, head="", foot="{}"),
    "running heads and page x of y": lambda text: paged(
        text, head="Letter to the council", foot="Page {} of 40"
    ),
    "running heads with page number": lambda text: paged(
        text, head="Visit to children's services {}", foot="", every=51
    ),
    "bullets *": lambda text: marked(text, "*"),
    "bullets +": lambda text: marked(text, "+"),
    "bullets •": lambda text: marked(text, "•"),
    "bullets ◼": lambda text: marked(text, "◼"),
    "bullets Wingdings": lambda text: marked(text, "\uf06e"),
    "bullets –": lambda text: marked(text, "–"),
    "bullets • with a tab": lambda text: marked(text, "•\t").replace("\t ", "\t"),
    "bullets indented": lambda text: marked(text, "   •"),
    "numbered": lambda text: marked(text, "", numbered=True),
    "numbered and wrapped": lambda text: wrapped(marked(text, "", numbered=True), indent="   "),
    "bold and italics in sentences": bold_inside,
    "Markdown headings": with_markdown_headings,
    "plain headings": with_plain_headings,
    "underlined headings": underlined,
    "quoted as in an e-mail": lambda text: re.sub(r"^", "> ", text, flags=re.MULTILINE),
}


def read_seed(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", VARIANTS)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_another_layout_changes_no_fact(seed: Path, name: str, essence: Callable[..., Essence]) -> None:
    text = read_seed(seed)
    assert essence(VARIANTS[name](text)) == essence(text)


def test_number_of_cases() -> None:
    assert len(SEEDS) == 5
    assert len(VARIANTS) == 33


def test_variants_do_vary() -> None:
    same = [
        name for name, change in VARIANTS.items() if all(change(read_seed(s)) == read_seed(s) for s in SEEDS)
    ]
    assert same == []
