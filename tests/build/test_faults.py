"""Files that are no letters, spoilt or hostile, among letters: each costs itself alone."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from inspectgraph.build import build_store
from inspectgraph.errors import StoreError
from inspectgraph.store import check_store, open_store

Read = Callable[[Path], list[str]]

GOOD = ("003_d6466b21c827d6ce.txt", "004_6b6a7fc6866eb5aa.txt")


def _pdf(pages: int) -> bytes:
    """A PDF of so many empty pages, without a table of its objects, which a reader must mend."""
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (pages, kids),
    ]
    page = b"obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj"
    objects += [b"%d 0 %s" % (3 + n, page) for n in range(pages)]
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R>>\n%%EOF"


def _docx(document: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return packed.getvalue()


SPACE = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = b"<!DOCTYPE w [" + b"".join(
    b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha" * 50) for n in range(9)
)
FAULTS = {
    "an error page.pdf": b"<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>",
    "half.pdf": _pdf(1)[:60],
    "locked.pdf": _pdf(1).replace(b"/Root 1 0 R", b"/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4>>"),
    "scanned.pdf": _pdf(2),
    "no pages.pdf": _pdf(0),
    "3000 pages.pdf": _pdf(3000),
    "nothing.txt": b"",
    "bomb.docx": _docx(b"<w:document %s><w:body>" % SPACE + b" " * 300_000_000),
    "entities.docx": _docx(ENTITIES + b"]><w:document %s><w:body>&e8;</w:body></w:document>" % SPACE),
    "entities.html": ENTITIES + b"]><html><body><p>&e8;</p></body></html>",
    "noise.txt": bytes(range(256)) * 40,
    "a 'quoted' \"name\" of Siân’s.txt": b"no letter",
}
WITH_LINES = {"two\nlines.txt": b"no letter", "-f.txt": b"no letter"}


@pytest.fixture
def spoilt(letters: Path) -> Path:
    """The folder with two letters, and every fault beside them."""
    for name, content in {**FAULTS, **({} if os.name == "nt" else WITH_LINES)}.items():
        (letters / name.replace('"', "" if os.name == "nt" else '"')).write_bytes(content)
    return letters


def test_number_of_faults() -> None:
    assert (len(FAULTS), len(WITH_LINES)) == (12, 2)


@pytest.mark.parametrize("jobs", [0, 2])
def test_each_costs_itself_alone(
    jobs: int, spoilt: Path, tmp_path: Path, seeds: Path, quads_of: Read
) -> None:
    report = build_store(tmp_path / "store", [spoilt], jobs=jobs)
    assert report.letters == 2
    assert {problem.where for problem in report.refused} == {f.name for f in spoilt.iterdir()} - set(GOOD)
    assert all(problem.message and problem.remedy and problem.code for problem in report.refused)
    build_store(tmp_path / "clean", [seeds / name for name in GOOD])
    assert quads_of(tmp_path / "store") == quads_of(tmp_path / "clean")


def test_what_is_said_of_them(spoilt: Path, tmp_path: Path) -> None:
    refused = build_store(tmp_path / "store", [spoilt]).refused
    codes = {problem.where: problem.code for problem in refused}
    assert {name: codes[name] for name in list(FAULTS)[:9]} == {
        "an error page.pdf": "html-error-page",
        "half.pdf": "damaged",
        "locked.pdf": "encrypted",
        "scanned.pdf": "no-text",
        "no pages.pdf": "no-pages",
        "3000 pages.pdf": "too-long",
        "nothing.txt": "empty",
        "bomb.docx": "too-large",
        "entities.docx": "entities",
    }


@pytest.mark.skipif(sys.platform == "win32", reason="a file where a folder should be")
def test_a_store_that_nobody_can_write(letters: Path, tmp_path: Path) -> None:
    """Not even root, who may write everywhere, can put a folder into a file."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError) as raised:
        build_store(tmp_path / "file" / "store", [letters])
    assert raised.value.remedy
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_letters_under_odd_names(seeds: Path, tmp_path: Path) -> None:
    folder = tmp_path / "it's Siân’s \N{LATIN SMALL LETTER E WITH ACUTE} folder"
    folder.mkdir()
    names = ["it's.txt", "a  b.txt", "ünï.txt", *([] if os.name == "nt" else ["new\nline.txt", 'q".txt'])]
    for number, name in enumerate(names):
        words = (seeds / GOOD[0]).read_bytes()
        (folder / name).write_bytes(words + b"\n" * number)
    build_store(tmp_path / "store", [folder])
    with open_store(tmp_path / "store") as store:
        assert sorted(f for e in store.manifest.entries for f in e.files) == sorted(names)
    assert check_store(tmp_path / "store") == ()
