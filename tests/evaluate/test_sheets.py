"""Sheets: written, filled in by people and spreadsheets, read again, merged."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.evaluate.faults import GoldError
from inspectgraph.evaluate.gold import read_gold
from inspectgraph.evaluate.merging import (
    measure_agreement,
    merge_sheets,
    tabulate_agreement,
    write_statements,
)
from inspectgraph.evaluate.sentences import LetterSentence
from inspectgraph.evaluate.sheets import COLUMNS, Sheet, read_sheets, sheet_of
from inspectgraph.export.tables import write_csv

ROW = ("a/b.pdf", "Blackpool", "sif", "Findings", "", "Plans are clear.")


def filled(
    *rows: tuple[str, ...], delimiter: str = ",", columns: tuple[str, ...] = COLUMNS, end: str = "\r\n"
) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=end)
    writer.writerows([columns, *rows])
    return stream.getvalue()


def read(folder: Path, *texts: str | bytes) -> tuple[Sheet, ...]:
    paths = []
    for number, text in enumerate(texts, start=1):
        path = folder / f"{number}.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        paths.append(path)
    return read_sheets(paths)


def test_a_row_is_read(tmp_path: Path) -> None:
    (sheet,) = read(
        tmp_path, filled((*ROW, " Strength", "", "plans-quality; Drift and delay;plans-quality", "MASH; Hub"))
    )
    (annotation,) = sheet.annotations
    assert (annotation.polarity, annotation.change) == ("strength", "none")
    assert annotation.themes == ("plans-quality", "drift-delay")
    assert annotation.teams == ("MASH", "Hub")
    assert annotation.file == "a/b.pdf"


SPREADSHEETS = {
    "as written": filled((*ROW, "concern", "none", "neglect", "")),
    "with a byte-order mark": "\ufeff" + filled((*ROW, "concern", "none", "neglect", "")),
    "with semicolons": filled((*ROW, "concern", "none", "neglect", ""), delimiter=";"),
    "with tabs": filled((*ROW, "concern", "none", "neglect", ""), delimiter="\t"),
    "with Unix lines": filled((*ROW, "concern", "none", "neglect", ""), end="\n"),
    "with empty rows": filled((*ROW, "concern", "none", "neglect", ""), ("",) * 10, ()),
    "with another column": filled((*ROW, "concern", "", "neglect", "", "?"), columns=(*COLUMNS, "notes")),
    "in another order": filled(("neglect", "", "concern", "", *ROW), columns=("Themes", "teams", "polarity", "change", *COLUMNS[:6])),
    "cut after themes": filled((*ROW, "concern", "", "neglect")),
    "with commas between themes": filled((*ROW, "concern", "", "neglect,", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_spreadsheets(name: str, tmp_path: Path) -> None:
    (sheet,) = read(tmp_path, SPREADSHEETS[name])
    (annotation,) = sheet.annotations
    assert (annotation.polarity, annotation.change, annotation.themes) == ("concern", "none", ("neglect",))
    assert sheet.empty == 0


FAULTY: list[tuple[str | bytes, str, str]] = [
    (filled((*ROW, "strenght", "", "", "")), "1.csv, row 2, column polarity", "did you mean strength?"),
    (filled((*ROW, "", "", "neglect", "")), "row 2, column polarity", "the cell is empty"),
    (filled((*ROW, "mixed", "better", "", "")), "row 2, column change", "Allowed are improved, none, "),
    (filled((*ROW, "mixed", "", "neglct", "")), "row 2, column themes", "did you mean neglect?"),
    (filled((*ROW, "mixed", "", "front-door", "")), "row 2, column themes", "'front-door' is unknown"),
    (filled((*ROW, "mixed", "", "neglect, x", "")), "row 2, column themes", "'x' is unknown"),
    (filled(("", *ROW[1:], "mixed", "", "", "")), "row 2, column letter file", "the cell is empty"),
    (filled((*ROW[:5], "", "mixed", "", "", "")), "row 2, column sentence", "the cell is empty"),
    (
        filled((*ROW, "mixed", "", "", ""), (*ROW, "concern", "", "", "")),
        "row 3, column sentence",
        "the sentence stands in row 2 too",
    ),
    (filled((*ROW, "mixed"), columns=COLUMNS[:7]), "1.csv, row 1", "no column change, themes, teams"),
    ("", "1.csv, row 1", "there is no column letter file"),
    (filled((*ROW, "mixed", "", "", "")).encode("utf-16"), "1.csv", "CSV UTF-8"),
    (b"letter file,x\n\xff", "1.csv", "not UTF-8"),
]


def test_the_tables_are_whole() -> None:
    assert (len(SPREADSHEETS), len(FAULTY)) == (10, 13)


@pytest.mark.parametrize(("text", "where", "message"), FAULTY)
def test_a_fault_is_named(text: str | bytes, where: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError) as caught:
        read(tmp_path, text)
    assert where in str(caught.value)
    assert message in str(caught.value)


def test_all_faults_of_all_sheets(tmp_path: Path) -> None:
    wrong = filled((*ROW, "x", "y", "z", ""))
    with pytest.raises(GoldError) as caught:
        read(tmp_path, wrong, wrong)
    assert len(caught.value.problems) == 6
    with pytest.raises(GoldError, match=r"nowhere\.csv: the file can't be read"):
        read_sheets([tmp_path / "nowhere.csv"])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
STARTS = st.sampled_from(["", "=1+1", "-", "@a ", "+1, 2 ", "'x ", "‘", 'say "so" ', "; "])


def fill(sheet: str, *labels: str) -> str:
    """Fill in every row, as a spreadsheet that keeps cells as they are."""
    first, *rows = csv.reader(io.StringIO(sheet.removeprefix("\ufeff"), newline=""))
    return filled(*((*row[:6], *labels) for row in rows), columns=tuple(first))


@given(start=STARTS, words=WORDS)
def test_a_sheet_is_read_as_it_was_written(
    start: str, words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given = LetterSentence(
        file="=a/b.pdf", authority="A", kind="sif", heading="-x", before=start, text=start + words
    )
    written = write_csv(sheet_of([given]), bom=True)
    folder = tmp_path_factory.mktemp("sheets")
    assert read(folder, written)[0].empty == 1
    (annotation,) = read(folder, fill(written, "mixed", "", "", ""))[0].annotations
    assert (annotation.file, annotation.heading) == ("=a/b.pdf", "-x")
    assert annotation.sentence == given.text


def test_formulas_are_defused_and_put_back(tmp_path: Path) -> None:
    given = LetterSentence(
        file="a/b.pdf", authority="A", kind="sif", heading="", before="", text="=1+1 plans are clear."
    )
    written = write_csv(sheet_of([given]), bom=True)
    assert ",'=1+1 plans" in written
    (sheet,) = read(tmp_path, fill(written, "mixed", "", "", "-team"))
    assert [(a.sentence, a.teams) for a in sheet.annotations] == [("=1+1 plans are clear.", ("-team",))]


OTHER = ("a/b.pdf", "Blackpool", "sif", "Findings", "", "Visits are late.")


def test_two_annotators(tmp_path: Path) -> None:
    first = filled(
        (*ROW, "strength", "", "plans-quality; drift-delay", "Hub"), (*OTHER, "concern", "", "", "")
    )
    second = filled(
        (*OTHER, "concern", "worsened", "visits-children", ""),
        (*ROW[:5], "Plans – are clear", "mixed", "", "plans-quality", ""),
        (*ROW[:5], "Seen by one alone.", "neutral", "", "", ""),
    )
    sheets = read(tmp_path, first, second)
    entries = merge_sheets(sheets)
    assert [entry["id"] for entry in entries] == ["s0001", "s0002", "s0003"]
    assert entries[0] == {
        "id": "s0001",
        "file": "a/b.pdf",
        "authority": "Blackpool",
        "kind": "sif",
        "heading": "Findings",
        "sentence": "Plans are clear.",
        "polarity": ["mixed", "strength"],
        "change": ["none"],
        "themes_main": ["plans-quality"],
        "themes_all": [["plans-quality", "drift-delay"], ["plans-quality"]],
        "teams": [["Hub"], []],
    }
    assert entries[1]["themes_main"] == ["", "visits-children"]
    assert entries[2]["themes_all"] == [[]]
    (agreed,) = measure_agreement(sheets)
    assert (agreed.first, agreed.second) == ("1.csv", "2.csv")
    figures = {figure.name: (figure.value, figure.n) for figure in agreed.figures}
    assert figures == {
        "equal polarity": (0.5, 2),
        "equal change": (0.5, 2),
        "equal main theme": (0.5, 2),
        "themes as a set": (0.5, 2),
    }
    assert len(tabulate_agreement([*sheets, sheets[0]]).rows) == 12


def test_what_is_written_is_gold(tmp_path: Path) -> None:
    entries = merge_sheets(read(tmp_path, filled((*ROW, "strength", "improved", "", ""))))
    (tmp_path / "statements.json").write_text(write_statements(entries), encoding="utf-8")
    (statement,) = read_gold(tmp_path).statements
    assert (statement.id, statement.polarity, statement.change) == ("s0001", ("strength",), ("improved",))
    assert (statement.themes_main, statement.themes) == (("",), ((),))
    assert json.loads(write_statements(entries)) == entries
