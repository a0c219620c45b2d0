"""Where an issue became a strength: from which visit to which, how long it took and in whose words."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.ask.asked import AskedStore
from inspectgraph.ask.asking import CellRecord, ask_question, place_words, quote_of
from inspectgraph.ask.listings.scope import Record
from inspectgraph.ask.table import Table, tabulate

_SHOWN = ("council", "from_visit", "was", "to_visit", "months", "raised_again")


def find_turns(store: AskedStore, *, theme: str, authority: str | None = None) -> Table:
    """Turns of one theme into a strength, the quickest first. Raises MisuseError for an unknown name."""
    table = ask_question(store, "turned-into-strength", theme=theme, authority=authority)
    months, council = table.columns.index("months"), table.columns.index("council")
    rows = sorted(table.rows, key=lambda row: (int(str(row[months])), str(row[council])))
    return Table(columns=table.columns, rows=tuple(rows))


def shorten_turns(turns: Table) -> Table:
    """The columns that a terminal has room for; the sentences follow below (`turn_quotes`)."""
    return tabulate(_SHOWN, turns.records())


def turn_quotes(turn: CellRecord) -> Iterator[tuple[str, str, str]]:
    """Heading, words and place of the first and of the last sentence of a turn."""
    for visit, family, how, prefix in (
        ("from_visit", "from_family", str(turn["was"]), "raised"),
        ("to_visit", "to_family", "strength", "strength"),
    ):
        quote = quote_of(turn, f"{prefix}_words", f"{prefix}_")
        heading = f"{turn[visit]} {turn[family]}: {how}, in the words of {_speaker(turn, prefix)}"
        yield heading, str(quote["text"]), place_words(quote)


def turn_records(turns: Table) -> list[Record]:
    """For programs: a record a turn, with both quotes (docs/contracts.md)."""
    plain = ("issue", "council", "from_visit", "from_family", "was", "to_visit", "to_family", "months")
    return [
        {
            **{name: turn[name] for name in (*plain, "raised_again")},
            **{
                prefix: {**quote_of(turn, f"{prefix}_words", f"{prefix}_"), "by": turn[f"{prefix}_by"]}
                for prefix in ("raised", "strength")
            },
        }
        for turn in turns.records()
    ]


def _speaker(turn: CellRecord, prefix: str) -> str:
    return "the council itself" if turn[f"{prefix}_by"] == "the council" else "the inspectors"
