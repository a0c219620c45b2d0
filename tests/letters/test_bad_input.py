"""What is no letter is refused with a remedy; what is odd is read, and fast."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspectgraph.errors import UnreadableError
from inspectgraph.letters import read_letter, read_letter_bytes
from inspectgraph.letters.detect import decode_text, detect_media_type

REFUSED = {
    "nothing": (b"", "empty"),
    "white space": (b" \n\t\n", "empty"),
    "a byte-order mark alone": (b"\xef\xbb\xbf", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100), "binary"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "format"),
    "an archive": (b"PK\x03\x04\x14\x00\x00\x00\x08\x00data", "damaged"),
    "UTF-16 without its mark": ("Plans are clear.".encode("utf-16-le"), "binary"),
    "many control characters": (b"Plans" + bytes(range(1, 8)) * 9, "binary"),
    "an error page": (b"<!DOCTYPE html>\n<html><body>Not found</body></html>", "html-error-page"),
    "an error page with a comment": (b"\xef\xbb\xbf\n<!-- x --><HTML lang=en>", "html-error-page"),
    "XHTML": (b'<?xml version="1.0"?>\n<html xmlns="x">', "html-error-page"),
    "rich text": (b"{\\rtf1\\ansi Plans}", "format"),
    "a byte of no encoding": (b"Plans \x81\x8d", "encoding"),
    "half a UTF-16 character": (b"\xff\xfeP\x00l", "encoding"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_remedy(name: str) -> None:
    data, code = REFUSED[name]
    with pytest.raises(UnreadableError) as refusal:
        read_letter_bytes(data, file="folder/a.txt")
    assert refusal.value.code == code
    assert refusal.value.where == "folder/a.txt"
    assert refusal.value.remedy


MEDIA = {
    b"%PDF-1.7": "pdf",
    b"\n\n%PDF-1.4 rest": "pdf",
    b"PK\x03\x04 ... word/document.xml": "docx",
    b"Plans are clear.": "text",
    b"# Visit": "text",
    b"A line about <html> tags": "text",
    b"\xff\xfeP\x00": "text",
    b"Plans\x02" + b" are clear" * 50: "text",
}


@pytest.mark.parametrize("data", MEDIA)
def test_media_type_by_content(data: bytes) -> None:
    assert detect_media_type(data, where="a.pdf") == MEDIA[data]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    words = "Children’s “front door” – café"
    assert decode_text(words.encode(encoding), where="a.txt") == words


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="can't be read") as refusal:
        read_letter(tmp_path / "none.txt")
    assert refusal.value.where == "none.txt"


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_letter(tmp_path)


LARGE = {
    "one line of 5 MB": "Plans are clear and visits are timely, " * 130_000,
    "one line of sentences": "Plans are clear. " * 100_000,
    "one word": "a" * 1_000_000,
    "full stops": "." * 1_000_000,
    "full stops after a word": "Plans" + "." * 400_000 + " Visits",
    "blank lines": "Plans.\n" + "\n" * 100_000 + "Visits.",
    "form feeds": "Plans.\f" * 50_000,
    "short lines": "plans\n" * 50_000,
    "short paragraphs": "plans\n\n" * 30_000,
    "wrapped lines without end": "social workers know the children well and they see them often at\n"
    * 20_000,
    "items": "- plans\n" * 20_000,
    "nested items": "".join(" " * (i % 300) + "- plans\n" for i in range(20_000)),
    "page numbers": "plans\n\n1\n\n" * 10_000,
    "hashes": "#" * 200_000,
    "a heading of spaces": "# a" + " " * 200_000 + "b",
    "dashes": "-" * 200_000 + "x",
    "spaced dashes": "- " * 200_000 + "x",
    "asterisks": "*" * 200_000,
    "asterisks and letters": "*a" * 200_000,
    "underscores": "__a" * 100_000,
    "brackets": "[" * 200_000,
    "links that don't end": "[a](b" * 200_000,
    "angle brackets": "<" * 200_000,
    "addresses that don't end": "<a@" * 100_000,
    "escapes": "\\*" * 200_000,
    "pipes": "|" * 50_000,
    "tabs": "\t" * 200_000 + "x",
    "spaces": "a" + " " * 200_000 + "b",
    "quotes": "Plans." + '"' * 200_000 + " Visits",
    "commas": "plans,\n\n" * 20_000,
    "digits": "1" * 200_000,
    "quoted": ">" * 200_000,
    "salutations": "Dear " * 200_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_large_input_is_read_in_one_go(name: str) -> None:
    """No time is measured: what is slower than linear here would take minutes to hours."""
    letter = read_letter_bytes(LARGE[name].encode(), file="a.txt")
    assert letter.blocks or not LARGE[name].strip("#|->*\t\n\\")


def test_number_of_cases() -> None:
    assert (len(REFUSED), len(MEDIA), len(LARGE)) == (14, 8, 33)
