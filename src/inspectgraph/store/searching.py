"""Finding pieces of letters by their words, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspectgraph.errors import StoreError
from inspectgraph.store.layout import StoreLayout
from inspectgraph.store.reading import OpenStore
from inspectgraph.store.search_file import (
    damaged_index,
    open_in_memory,
    open_to_read,
    refuse_missing_full_text_search,
)
from inspectgraph.store.search_rows import SEARCH_FACT, SEARCH_VERSION

_BEGIN, _END = "\x02\x1b", "\x1b\x03"  # control characters, of which letters have none
_LIGHT = 0.5  # what a heading or a passage weighs beside a finding, which is a whole sentence
_NEVER_NULL = {**dict.fromkeys(("what", "key", "file", "text", "themes"), str), "start": int, "end": int}
_PERHAPS_NULL = {**dict.fromkeys(("gss", "kind", "date", "polarity", "name"), str), "page": int}

_FROM = "FROM words JOIN piece ON piece.id = words.rowid JOIN letter ON letter.id = piece.letter"
_SCORE = f"round(-bm25(words) * CASE WHEN piece.what IN ('heading', 'passage') THEN {_LIGHT} ELSE 1 END, 4)"
_SELECT = f"""
SELECT {_SCORE} AS score, piece.what, letter.key, letter.gss, letter.kind, letter.date, letter.file,
  piece.start, piece."end", piece.page, piece.text, piece.polarity, piece.themes, piece.name
{_FROM} WHERE words MATCH ?"""
_ORDER = ' ORDER BY score DESC, letter.key, piece.start, piece."end", piece.what LIMIT ?'


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFilter:
    """Which pieces are wanted; None for all. `themes` are ids, any of which will do.

    `since` and `until` are days, months or years, both counted in; a visit without a date is in none.
    """

    gss: str | None = None
    themes: tuple[str, ...] | None = None
    kind: str | None = None
    polarity: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceFound:
    """A piece of a letter in which the words were found; `marks` are their places within its text.

    `start` and `end` are its place in the letter's text, `key` names the letter, `date` is that of the
    letter's visit; `score` is higher for better.
    """

    score: float
    what: str
    key: str
    gss: str | None
    kind: str | None
    date: str | None
    file: str
    start: int
    end: int
    page: int | None
    text: str
    marks: tuple[tuple[int, int], ...]
    polarity: str | None
    themes: tuple[str, ...]
    name: str | None


def find_pieces(
    store: OpenStore, match: str, *, wanted: PieceFilter, limit: int
) -> tuple[int, tuple[PieceFound, ...]]:
    """How many pieces match, and the `limit` best of them, by score, letter and place.

    `match` is an expression of FTS5's (https://www.sqlite.org/fts5.html, part 3).

    Raises StoreError for a store without an index, one that can't be read or a Python without FTS5,
    DamagedStoreError for an index that is missing or damaged.
    """
    refuse_missing_full_text_search()
    version = store.manifest.fact(SEARCH_FACT)
    if version != str(SEARCH_VERSION):
        age = "no search index yet" if version is None else f"a search index of another version ({version})"
        raise StoreError(
            f"the store has {age}",
            where=str(store.path),
            remedy="`inspectgraph build` it again or run `inspectgraph store rebuild`, either makes one",
        )
    conditions, values = _conditions(wanted)
    path = StoreLayout(store.path).search(store.generation)
    with open_to_read(path) as connection:
        (total,) = connection.execute(
            f"SELECT count(*) {_FROM} WHERE words MATCH ?{conditions}", (match, *values)
        ).fetchone()
        answer = connection.execute(_SELECT + conditions + _ORDER, (match, *values, limit))
        names = [column[0] for column in answer.description]
        rows = [dict(zip(names, row, strict=True)) for row in answer]
    if not all(map(_is_as_written, rows)):
        raise damaged_index(path)
    marks = dict(_marks(match, [row["text"] for row in rows]))
    return total, tuple(_found(row, marks.get(place, ())) for place, row in enumerate(rows))


def _conditions(wanted: PieceFilter) -> tuple[str, list[str]]:
    """The filter as SQL and the values of its parameters."""
    asked = {
        "letter.gss = ?": wanted.gss,
        "letter.kind = ?": wanted.kind,
        "piece.polarity = ?": wanted.polarity,
        "letter.date >= ?": wanted.since,
        "substr(letter.date, 1, length(?)) <= ?": wanted.until,
    }
    parts = [(sql, [value] * sql.count("?")) for sql, value in asked.items() if value is not None]
    if wanted.themes is not None:
        has_theme = " OR ".join("instr(' ' || piece.themes || ' ', ?)" for _ in wanted.themes)
        parts.append((f"({has_theme or 'FALSE'})", [f" {theme} " for theme in wanted.themes]))
    return "".join(f" AND {sql}" for sql, _ in parts), [value for _, values in parts for value in values]


def _is_as_written(row: dict[str, Any]) -> bool:
    """Whether the values are such as go into an index: SQLite keeps what it finds, of whatever type."""
    return all(isinstance(row[name], type_) for name, type_ in _NEVER_NULL.items()) and all(
        row[name] is None or isinstance(row[name], type_) for name, type_ in _PERHAPS_NULL.items()
    )


def _found(row: dict[str, Any], marks: tuple[tuple[int, int], ...]) -> PieceFound:
    return PieceFound(**{**row, "themes": tuple(row["themes"].split())}, marks=marks)


def _marks(match: str, texts: Sequence[str]) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Where the words stand in each of a few texts, by its number.

    An index of these texts alone is asked: the whole one would take up to a second for `a* b* c*`.
    """
    with open_in_memory() as connection:
        connection.executemany("INSERT INTO words(rowid, text) VALUES (?, ?)", enumerate(texts))
        query = "SELECT rowid, highlight(words, 0, ?, ?) FROM words WHERE words MATCH ?"
        for place, marked in connection.execute(query, (_BEGIN, _END, match)):
            yield place, tuple(_places(marked))


def _places(marked: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each marked part, counted without the marks.

    >>> list(_places(f"a {_BEGIN}b c{_END} {_BEGIN}d{_END}"))
    [(2, 5), (6, 7)]
    """
    before, *parts = marked.split(_BEGIN)
    place = len(before)
    for part in parts:
        words, _, rest = part.partition(_END)
        yield place, place + len(words)
        place += len(words) + len(rest)
