"""HTML: the letter on a page, without the site around it; a page that only says an error is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inspectgraph.errors import UnreadableError
from inspectgraph.letters.detect import decode_text
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.readers.html_blocks import Page, Region
from inspectgraph.letters.readers.html_tokens import read_tokens, unescaped
from inspectgraph.letters.readers.pieces import Piece, draft_pieces, refuse_too_long

MOST_BYTES = 20_000_000
_FEWEST_CHARACTERS = 200  # of running text in a letter
_MOST_OF_ERROR = 3000  # characters of running text on a page that only says what went wrong
_ERROR = re.compile(
    r"\b(?:not found|no longer (?:exists|available)|(?:page|service|site|temporarily) (?:is )?unavailable"
    r"|(?:access|permission) denied|forbidden|request (?:was )?(?:rejected|blocked)|bad (?:request|gateway)"
    r"|just a moment|attention required|sign in|log in)\b"
    r"|^\W*(?:http )?(?:error|[45]\d\d)\b|\b(?:server|internal|application|runtime|gateway) error\b"
    r"|\berror (?:[45]\d\d|page)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NAMED = re.compile(r"(?:windows-?|cp)125\d|iso-?8859-\d{1,2}|koi8-[ru]|macintosh|utf-?8", re.IGNORECASE)
_LATIN = re.compile(r"iso-?8859-1|latin-?1|(?:us-)?ascii", re.IGNORECASE)


def read_html(data: bytes, where: str) -> Iterator[Draft]:
    """Drafts of the blocks of an HTML page: of its main part, or of the page without what frames it.

    Raises UnreadableError with the code `html-error-page`, `too-large` or `encoding`.

    >>> next(read_html(b"<title>404</title><p>Page not found", "a.pdf"))
    Traceback (most recent call last):
    inspectgraph.errors.UnreadableError: an HTML error page saved as .pdf (a.pdf): download the document again
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            f"an HTML page of more than {MOST_BYTES // 1_000_000} MB",
            code="too-large",
            where=where,
            remedy="save the letter's text alone",
        )
    page = Page()
    page.read(read_tokens(_decoded(data, where=where)))
    pieces = _letter_on(page)
    refuse_too_long(pieces, where=where)
    drafts = list(draft_pieces(pieces))
    _refuse_error_page(" ".join(unescaped(page.title).split()), drafts, where=where)
    yield from drafts


def _decoded(data: bytes, *, where: str) -> str:
    """The page's characters, by byte-order mark, by the encoding that it names, or as those of a text."""
    named = _CHARSET.search(data[:_HEAD])
    if named and not data.startswith(_MARKS):
        name = named[1].decode("ascii", "replace")
        name = "cp1252" if _LATIN.fullmatch(name) else name
        if _NAMED.fullmatch(name):
            try:
                return data.decode(name)
            except (LookupError, UnicodeDecodeError):
                pass  # the page says what it is not
    return decode_text(data, where=where)


def _letter_on(page: Page) -> Sequence[Piece]:
    """The main part if the page marks one, else the page, else what is in its forms."""
    choices: tuple[Region, ...] = ("main", "page", "form")
    for region in choices:
        if sum(len(piece.text) for piece in page.regions[region]) >= _FEWEST_CHARACTERS:
            return page.regions[region]
    return [piece for region in choices for piece in page.regions[region]]


def _refuse_error_page(title: str, drafts: Sequence[Draft], *, where: str) -> None:
    length = sum(len(draft.text) for draft in drafts)
    heading = next((draft.text for draft in drafts if draft.kind == "heading"), "")
    says_error = any(_ERROR.search(words) for words in (title, heading))
    if length >= _FEWEST_CHARACTERS and not (says_error and length < _MOST_OF_ERROR):
        return
    what = "an HTML error page" if says_error else "an HTML page with hardly any text"
    name, _, ending = where.lower().rpartition(".")
    saved = f" saved as .{ending}" if name and ending in ("pdf", "docx", "doc") else ""
    raise UnreadableError(
        what + saved, code="html-error-page", where=where, remedy="download the document again"
    )
