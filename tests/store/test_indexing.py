"""The search index of a generation: made with the store, live with it, and mended by a rebuild."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from inspectgraph.errors import StoreError
from inspectgraph.store import (
    DamagedStoreError,
    ManifestEntry,
    backup_store,
    begin_build,
    check_store,
    open_store,
    search_check,
    search_file,
)
from inspectgraph.store.indexing import SearchIndexing
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.search_file import file_uri, letters_in, open_to_read
from inspectgraph.store.search_rows import SEARCH_FACT, LetterRows, SearchRow
from inspectgraph.store.searching import PieceFilter, PieceFound, find_pieces

Put = Callable[..., ManifestEntry]
ALL = PieceFilter()


def rows_of(nquads: bytes) -> LetterRows:
    """A finding for each line, its words those of the literal, its place the line's."""
    words = [line.split(b'"')[1].decode() for line in nquads.splitlines()]
    rows = (SearchRow(10 * n, 10 * n + 9, "finding", 1, text) for n, text in enumerate(words))
    return LetterRows(gss=None, kind=None, date=None, file="a.txt", rows=tuple(rows))


def build(path: Path, put: Put, letters: Mapping[str, str | None], *, fresh: bool = False) -> None:
    """Put letters by key and words in, and take those out that have none."""
    with begin_build(path, rows_of=rows_of, fresh=fresh) as building:
        for key, words in letters.items():
            if words is None:
                building.remove_letter(key)
            else:
                put(building, key, words)
        building.commit()


def index_file(path: Path) -> Path:
    with open_store(path) as store:
        return StoreLayout(path).search(store.generation)


def contents(path: Path) -> list[tuple[object, ...]]:
    """Everything in the live index, by letter and place, whatever its numbers are."""
    with open_to_read(index_file(path)) as index:
        return index.execute(
            """SELECT letter.key, digest, pieces, gss, kind, date, file, piece.start, piece."end", what, page,
            text, polarity, themes, name FROM piece JOIN letter ON letter.id = piece.letter ORDER BY 1, 8, 9, 10"""
        ).fetchall()


def found(path: Path, match: str) -> list[tuple[str, str, float]]:
    with open_store(path) as store:
        _, pieces = find_pieces(store, match, wanted=ALL, limit=1000)
    return [(piece.key, piece.text, piece.score) for piece in pieces]


def keys_found(path: Path, match: str) -> set[str]:
    return {key for key, _, _ in found(path, match)}


def test_what_was_put_is_found_and_what_was_replaced_is_not(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "neglect is high", "b": "thresholds are known", "c": "neglect fell"})
    assert keys_found(tmp_path, "neglect") == {"a", "c"}
    build(tmp_path, put, {"a": "caseloads are high"})
    assert keys_found(tmp_path, "neglect") == {"c"}
    assert keys_found(tmp_path, "caseloads") == {"a"}
    build(tmp_path, put, {"c": None, "d": "neglect again"})
    assert keys_found(tmp_path, "neglect") == {"d"}
    assert keys_found(tmp_path, "fell") == set()
    assert check_store(tmp_path) == ()


@pytest.mark.parametrize("seed", range(6))
def test_any_way_to_the_same_letters_finds_the_same_in_the_same_order(
    tmp_path: Path, put: Put, seed: int
) -> None:
    chance, now = random.Random(seed), dict[str, str]()
    words = "neglect thresholds caseloads delay assessment neglect neglect".split()
    for _ in range(6):
        changes: dict[str, str | None] = {}
        for key in chance.sample("abcdefgh", chance.randint(1, 8)):
            text = " ".join(chance.choices(words, k=chance.randint(1, 9)))
            changes[key] = None if key in now and chance.random() < 0.3 else text
        now = {key: text for key, text in {**now, **changes}.items() if text is not None}
        build(tmp_path / "step by step", put, changes)
    letters = list(now.items())
    chance.shuffle(letters)
    build(tmp_path / "at once", put, dict(letters))
    assert contents(tmp_path / "step by step") == contents(tmp_path / "at once")
    for match in ("neglect", "neglect OR delay", '"neglect neglect"', "nonsense"):
        assert found(tmp_path / "step by step", match) == found(tmp_path / "at once", match)
    assert check_store(tmp_path / "step by step") == ()


def test_an_unchanged_letter_is_not_read_again(tmp_path: Path, put: Put) -> None:
    read: list[bytes] = []

    def noting(nquads: bytes) -> LetterRows:
        read.append(nquads)
        return rows_of(nquads)

    build(tmp_path, put, {"a": "one", "b": "two"})
    with begin_build(tmp_path, rows_of=noting) as building:
        put(building, "a", "one")
        put(building, "c", "three")
        building.commit()
    assert len(read) == 1
    assert keys_found(tmp_path, "one OR two OR three") == {"a", "b", "c"}


def test_rows_that_are_known_are_not_read(tmp_path: Path, put: Put) -> None:
    def never(nquads: bytes) -> LetterRows:
        raise AssertionError("it was read")

    known = rows_of(b'"delay"')
    with begin_build(tmp_path, rows_of=never) as building:
        put(building, "a", "neglect", rows=known)
        building.commit()
    assert keys_found(tmp_path, "delay") == {"a"}
    assert keys_found(tmp_path, "neglect") == set()


def test_put_twice_in_one_build_the_last_counts(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "old"})
    with begin_build(tmp_path, rows_of=rows_of) as building:
        for words in ("first", "second", "third"):
            put(building, "a", words)
            put(building, "b", words)
        building.remove_letter("b")
        building.commit()
    assert [key for key, _, _, *_ in contents(tmp_path)] == ["a", "a"]
    assert keys_found(tmp_path, "old OR first OR second") == set()
    assert keys_found(tmp_path, "third") == {"a"}


def test_a_build_that_is_abandoned_leaves_the_index(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "old"})
    before = index_file(tmp_path).read_bytes()
    with begin_build(tmp_path, rows_of=rows_of) as building:
        put(building, "a", "new")
    assert index_file(tmp_path).read_bytes() == before
    assert not list(tmp_path.rglob("*.building"))


def test_a_reader_keeps_its_own_state_across_builds(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "old"})
    with open_store(tmp_path) as store:
        for words in ("newer", "newest", "latest"):
            build(tmp_path, put, {"a": words})
            _, pieces = find_pieces(store, "old OR newer OR newest OR latest", wanted=ALL, limit=9)
            assert {piece.text for piece in pieces} == {"old"}
    assert keys_found(tmp_path, "old") == set()
    assert keys_found(tmp_path, "latest") == {"a"}


def test_a_store_of_before_gets_its_index_by_the_next_build(tmp_path: Path, put: Put) -> None:
    with begin_build(tmp_path) as building:
        put(building, "a", "neglect")
        building.commit()
    assert check_store(tmp_path) == ()
    with (
        open_store(tmp_path) as store,
        pytest.raises(StoreError, match=r"no search index yet.*store rebuild"),
    ):
        find_pieces(store, "neglect", wanted=ALL, limit=1)
    with begin_build(tmp_path, rows_of=rows_of) as building:
        assert building.is_changed()
        building.commit()
    assert keys_found(tmp_path, "neglect") == {"a"}
    with begin_build(tmp_path, rows_of=rows_of) as building:
        assert not building.is_changed()


def test_an_index_that_lags_behind_is_never_live(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "old"})
    with begin_build(tmp_path) as building:  # by a version that knows of no index
        put(building, "a", "new")
        building.commit()
    assert not index_file(tmp_path).exists()
    build(tmp_path, put, {"b": "newer"})
    assert keys_found(tmp_path, "new OR newer") == {"a", "b"}


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _empty(path: Path) -> None:
    for sql in ("DELETE FROM piece", "INSERT INTO words(words) VALUES ('rebuild')"):
        _change(sql)(path)


def _change(sql: str) -> Callable[[Path], object]:
    def change(path: Path) -> None:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(sql)
        connection.close()

    return change


def _overwrite(found: bytes, *, after: int) -> Callable[[Path], object]:
    """Other bytes in the tables' own description: SQLite can't say in UTF-8 what is wrong with it."""

    def overwrite(path: Path) -> None:
        content = bytearray(path.read_bytes())
        place = content.index(found) + after
        content[place : place + 3] = b"\xaa\xbb\xcc"
        path.write_bytes(content)

    return overwrite


def _spoil_pages(path: Path) -> None:
    """The description of the tables and the letters stay as they are, the beginning of all else does not."""
    content = bytearray(path.read_bytes())
    for page in range(3 * 4096, len(content), 4096):
        content[page : page + 64] = b"\xaa" * 64
    path.write_bytes(content)


DAMAGES: dict[str, tuple[Callable[[Path], object], str | None]] = {
    "none": (lambda path: None, None),
    "gone": (lambda path: path.unlink(), "search-index-missing"),
    "empty": (lambda path: path.write_bytes(b""), "search-index-damaged"),
    "cut short": (_cut, "search-index-damaged"),
    "no database": (lambda path: path.write_text("neglect " * 999), "search-index-damaged"),
    "a folder": (_make_folder, "search-index-missing"),
    "other letters": (_change("UPDATE letter SET digest = 'x'"), "search-index-stale"),
    "a letter too many": (
        _change("INSERT INTO letter SELECT NULL, 'z', digest, 0, gss, kind, date, file FROM letter LIMIT 1"),
        "search-index-stale",
    ),
    "pieces gone": (_change("DELETE FROM piece WHERE id = 1"), "search-index-damaged"),
    "words gone": (_change("INSERT INTO words(words) VALUES ('delete-all')"), "search-index-damaged"),
    "no words in the description": (_overwrite(b"CREATE TABLE letter(", after=7), "search-index-damaged"),
    "another name of a table": (_overwrite(b"CREATE TABLE letter(", after=14), "search-index-damaged"),
    "another name of a column": (
        _overwrite(b"digest TEXT NOT NULL, pieces", after=0),
        "search-index-damaged",
    ),
    "no UTF-8 in a letter's key": (
        _change("UPDATE letter SET key = CAST(x'aabb' AS TEXT)"),
        "search-index-damaged",
    ),
    "a letter's key of bytes": (
        _change("UPDATE letter SET key = x'aabb' WHERE id = 1"),
        "search-index-stale",
    ),
    "pages spoilt": (_spoil_pages, "search-index-damaged"),
    "pieces and words gone": (_empty, "search-index-incomplete"),
}


@pytest.mark.parametrize(("damage", "code"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_and_mended(
    tmp_path: Path, put: Put, damage: Callable[[Path], object], code: str | None
) -> None:
    letters = {"a": "neglect is high " * 9, "b": "thresholds " * 30, "c": "caseloads " * 300}
    build(tmp_path, put, letters)
    before = contents(tmp_path)
    damage(index_file(tmp_path))
    problems = check_store(tmp_path)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert all("store rebuild" in problem.remedy for problem in problems)
    with begin_build(tmp_path, fresh=True, rows_of=rows_of) as building:
        for key in letters:
            building.keep_letter(key)
        building.commit()
    assert contents(tmp_path) == before
    assert check_store(tmp_path) == ()


def test_the_table_of_damages_has_all_its_cases() -> None:
    assert len(DAMAGES) == 17


@pytest.mark.parametrize("name", DAMAGES.keys())
def test_the_next_build_goes_on_whatever_the_damage(tmp_path: Path, put: Put, name: str) -> None:
    letters = {"a": "neglect is high " * 9, "b": "thresholds " * 30, "c": "caseloads " * 300}
    more = {"b": "delay", "c": None, "d": "drift"}
    for path in (tmp_path / "damaged", tmp_path / "whole"):
        build(path, put, letters)
        if path.name == "damaged":
            DAMAGES[name][0](index_file(path))
        build(path, put, more)
    assert keys_found(tmp_path / "damaged", "delay OR drift") == {"b", "d"}
    if name not in ("words gone", "pieces gone", "pieces and words gone"):  # of these SQLite has no notion
        assert contents(tmp_path / "damaged") == contents(tmp_path / "whole")
        assert check_store(tmp_path / "damaged") == ()


@pytest.mark.parametrize("moment", ["_replace", "_keep_only", "_fill", "_complete"])
@pytest.mark.parametrize("times", [1, 2])
def test_a_copy_that_proves_damaged_is_made_anew_once(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch, moment: str, times: int
) -> None:
    calls: list[int] = []
    real = getattr(SearchIndexing, moment)

    def fail(self: SearchIndexing, *rest: object) -> None:
        real(self, *rest)
        calls.append(1)
        if len(calls) <= times:
            raise sqlite3.DatabaseError("database disk image is malformed")

    build(tmp_path, put, {"a": "old", "b": "neglect", "c": "thresholds"})
    monkeypatch.setattr(SearchIndexing, moment, fail)
    changes = {"a": "new", "d": "newer", "c": None}
    if times == 1:
        build(tmp_path, put, changes)
        assert check_store(tmp_path) == ()
        assert keys_found(tmp_path, "old OR new OR newer OR neglect OR thresholds") == {"a", "b", "d"}
        assert keys_found(tmp_path, "old OR thresholds") == set()
    else:
        with pytest.raises(DamagedStoreError, match="store rebuild"):
            build(tmp_path, put, changes)
        assert keys_found(tmp_path, "old OR neglect OR thresholds") == {"a", "b", "c"}


def test_an_error_that_is_no_damage_is_told_as_what_it_is(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, put, {"a": "neglect"})
    path = index_file(tmp_path)
    with pytest.raises(StoreError, match="can't be read: datatype mismatch") as caught:  # noqa: SIM117
        with open_to_read(path) as index:
            index.execute("SELECT 1 LIMIT ?", (2.5,))
    assert not isinstance(caught.value, DamagedStoreError)

    def fail(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    monkeypatch.setattr(sqlite3, "connect", fail)
    (problem,) = check_store(tmp_path)
    assert problem.code == "search-index-unreadable"
    assert problem.message == "the search index can't be read: unable to open database file"
    assert problem.remedy.startswith("try again")


def _text_that_is_none() -> UnicodeDecodeError:
    return UnicodeDecodeError("utf-8", b"\xaa", 0, 1, "invalid start byte")


def test_letters_that_are_no_text_are_no_damage_of_the_index(tmp_path: Path, put: Put) -> None:
    def failing(nquads: bytes) -> LetterRows:
        raise _text_that_is_none()

    build(tmp_path, put, {"a": "old"})
    with begin_build(tmp_path, rows_of=failing) as building, pytest.raises(UnicodeDecodeError):
        put(building, "a", "new")
    assert keys_found(tmp_path, "old") == {"a"}


@pytest.mark.parametrize(
    "name",
    [
        "gone",
        "empty",
        "cut short",
        "no database",
        "a folder",
        "no words in the description",
        "another name of a table",
    ],
)
def test_searching_a_damaged_index_says_what_to_do_and_the_next_build_mends_it(
    tmp_path: Path, put: Put, name: str
) -> None:
    build(tmp_path, put, {"a": "neglect " * 3000})
    DAMAGES[name][0](index_file(tmp_path))
    with pytest.raises(DamagedStoreError, match=r"search index is (damaged|missing) .*store rebuild"):
        found(tmp_path, "neglect")
    with begin_build(tmp_path, rows_of=rows_of) as building:
        assert building.is_changed()
        building.commit()
    assert keys_found(tmp_path, "neglect") == {"a"}


def test_a_copy_has_the_index(tmp_path: Path, put: Put) -> None:
    build(tmp_path / "store", put, {"a": "neglect"})
    backup_store(tmp_path / "store", tmp_path / "copy")
    assert contents(tmp_path / "copy") == contents(tmp_path / "store")
    assert check_store(tmp_path / "copy") == ()


@pytest.mark.parametrize("name", ["a b", "100%", "what?", "#1", "é", "a&mode=rwc", "50%25", ";", "'"])
def test_folders_with_odd_names(tmp_path: Path, put: Put, name: str) -> None:
    build(tmp_path / name, put, {"a": "neglect"})
    assert keys_found(tmp_path / name, "neglect") == {"a"}
    build(tmp_path / name, put, {"b": "neglect"})
    assert letters_in(index_file(tmp_path / name)) is not None
    assert keys_found(tmp_path / name, "neglect") == {"a", "b"}


def test_paths_as_windows_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    for posix, uri in (
        ("C:/Users/a b/s#1/search.sqlite", "file:///C:/Users/a%20b/s%231/search.sqlite"),
        ("//server/share/search.sqlite", "file:////server/share/search.sqlite"),
    ):
        monkeypatch.setattr(Path, "as_posix", lambda _, posix=posix: posix)
        assert file_uri(Path("x")) == uri


def test_nothing_is_written_beside_an_index_that_is_read(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"a": "neglect"})
    folder = index_file(tmp_path).parent
    before = sorted(path.name for path in folder.iterdir())
    with open_to_read(index_file(tmp_path)) as index:
        assert index.execute("SELECT count(*) FROM piece").fetchone() == (2,)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            sqlite3.Connection.execute(index, "DELETE FROM piece")
        assert sorted(path.name for path in folder.iterdir()) == before


def test_replacing_all_leaves_no_bigger_a_file(tmp_path: Path, put: Put) -> None:
    words = [f"word{n} of many that differ from letter to letter {n * n}" for n in range(40)]
    build(tmp_path, put, {f"l{n}": text for n, text in enumerate(words)})
    size = index_file(tmp_path).stat().st_size
    for _ in range(4):
        build(tmp_path, put, {f"l{n}": f"{text} again" for n, text in enumerate(words)})
        build(tmp_path, put, {f"l{n}": text for n, text in enumerate(words)})
    assert index_file(tmp_path).stat().st_size <= 1.5 * size


def test_a_python_without_full_text_search(tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, put, {"a": "neglect"})
    monkeypatch.setattr(search_file, "has_full_text_search", lambda: False)
    monkeypatch.setattr(search_check, "has_full_text_search", lambda: False)
    with pytest.raises(StoreError, match=r"SQLite 3\.\S+ was built without full-text search \(FTS5\)"):
        found(tmp_path, "neglect")
    build(tmp_path, put, {"b": "more"})
    with open_store(tmp_path) as store:
        assert store.manifest.fact(SEARCH_FACT) is None
    assert check_store(tmp_path) == ()
    monkeypatch.undo()
    build(tmp_path, put, {"c": "neglect"})
    assert keys_found(tmp_path, "neglect") == {"a", "c"}


def test_full_text_search_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking() -> object:
        raise sqlite3.OperationalError("no such module: fts5")

    assert search_file.has_full_text_search()
    search_file.has_full_text_search.cache_clear()
    monkeypatch.setattr(search_file, "open_in_memory", lacking)
    assert not search_file.has_full_text_search()
    search_file.has_full_text_search.cache_clear()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (sqlite3.OperationalError("disk I/O error"), "can't be written: disk I/O error"),
        (sqlite3.DatabaseError("database disk image is malformed"), "store rebuild"),
    ],
)
def test_what_fails_while_it_is_made_is_told_and_leaves_the_old_one(
    tmp_path: Path, put: Put, monkeypatch: pytest.MonkeyPatch, error: sqlite3.Error, said: str
) -> None:
    def fail(*_: object) -> None:
        raise type(error)(*error.args)  # a new one: it keeps what it went through alive

    build(tmp_path, put, {"a": "old"})
    monkeypatch.setattr("inspectgraph.store.indexing.SearchIndexing._fill", fail)
    with pytest.raises(StoreError, match=said):
        build(tmp_path, put, {"a": "new"})
    monkeypatch.undo()
    assert keys_found(tmp_path, "old") == {"a"}
    build(tmp_path, put, {"a": "new"})
    assert keys_found(tmp_path, "new") == {"a"}


def test_marks_and_ties(tmp_path: Path, put: Put) -> None:
    build(tmp_path, put, {"b": "neglect, and neglect again", "a": "neglect, and neglect again"})
    with open_store(tmp_path) as store:
        total, pieces = find_pieces(store, "neglect", wanted=ALL, limit=3)
    assert total == 4
    assert [(piece.key, piece.start) for piece in pieces] == [("a", 0), ("a", 10), ("b", 0)]
    assert {piece.marks for piece in pieces} == {((0, 7), (13, 20))}
    assert all(isinstance(piece, PieceFound) for piece in pieces)
