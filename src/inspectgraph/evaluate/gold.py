"""Gold annotations as values: what people read in letters, to measure a store against.

A folder holds any of `metadata.jsonl`, `statements.json`, `teams.jsonl`, `threads.jsonl` and `pairs.jsonl`;
docs/evaluating.md has their fields.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from inspectgraph.errors import MisuseError, Problem
from inspectgraph.evaluate.entries import Entry, read_entries
from inspectgraph.evaluate.faults import GoldError
from inspectgraph.knowledge.schemes import load_scheme

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldLetter:
    """What one letter says of itself. `judgements` are (label, grade); a grade of None is "not judged"."""

    file: str
    kind: str
    gss: str | None
    visit_start: str | None
    visit_end: str | None
    published: str | None
    lead_inspector: str | None
    inspectors: tuple[str, ...]
    addressees: tuple[str, ...]
    overall: str | None
    judgements: tuple[tuple[str, str | None], ...]
    items: tuple[str, ...]
    other_items: tuple[str, ...]
    previous: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """One sentence.

    `polarity`, `change` and `themes_main` hold any annotator's label ("" for no theme), `themes` a list for
    each annotator.
    """

    id: str
    file: str
    sentence: str
    polarity: tuple[str, ...]
    change: tuple[str, ...]
    themes_main: tuple[str, ...]
    themes: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTeams:
    """The teams of one letter, each by all its names, and its people as (name, as).

    `optional` are names that count neither way; `people` is None where nobody looked for them; `is_whole`
    says whether the letter was read to its end, so that a team too many can be told.
    """

    file: str
    teams: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...]
    people: tuple[tuple[str, str], ...] | None
    is_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldThread:
    """One problem followed through the visits to an authority; `visits` are (file, stance).

    `is_stated` says whether inspectors themselves say that it came back or was settled.
    """

    gss: str
    theme: str
    other_themes: tuple[str, ...]
    status: str
    visits: tuple[tuple[str, str], ...]
    is_stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPair:
    """Two quotes, each (file, words), and whether they are about the same issue."""

    first: tuple[str, str]
    second: tuple[str, str]
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a folder holds; empty where it lacks a file."""

    letters: tuple[GoldLetter, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    teams: tuple[GoldTeams, ...] = ()
    threads: tuple[GoldThread, ...] = ()
    pairs: tuple[GoldPair, ...] = ()


def read_gold(folder: Path) -> Gold:
    """Read the gold files of a folder.

    Raises MisuseError if it is no folder or holds no gold, GoldError with all faults of its files.

    >>> read_gold(Path("seeds"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    inspectgraph.errors.MisuseError: no gold lies here (seeds): put one of metadata.jsonl, ... into the folder
    """
    if not folder.is_dir():
        raise MisuseError("this is no folder", where=str(folder), remedy="name the folder of the gold files")
    faults: list[Problem] = []

    def read(name: str, make: Callable[[Entry], _Value]) -> tuple[_Value, ...]:
        path = folder / name
        return tuple(map(make, read_entries(path, faults))) if path.is_file() else ()

    gold = Gold(
        letters=read("metadata.jsonl", _letter),
        statements=read("statements.json", _statement),
        teams=read("teams.jsonl", _teams),
        threads=read("threads.jsonl", _thread),
        pairs=read("pairs.jsonl", _pair),
    )
    if faults:
        raise GoldError(faults, where=str(folder))
    if gold == Gold():
        names = "metadata.jsonl, statements.json, teams.jsonl, threads.jsonl, pairs.jsonl"
        raise MisuseError(
            "no gold lies here", where=str(folder), remedy=f"put one of {names} into the folder"
        )
    return gold


def _letter(entry: Entry) -> GoldLetter:
    return GoldLetter(
        file=entry.text("file"),
        kind=entry.choice("kind", load_scheme("kind")),
        gss=entry.text_or_none("gss"),
        visit_start=entry.text_or_none("inspection_start", required=True),
        visit_end=entry.text_or_none("inspection_end", required=True),
        published=_published(entry),
        lead_inspector=entry.text_or_none("lead_inspector", required=True),
        inspectors=entry.texts("inspectors"),
        addressees=entry.names("addressees"),
        overall=entry.text_or_none("overall", required=True),
        judgements=tuple(_judgement(inner) for inner in entry.entries("judgements", required=True)),
        items=entry.texts("improve_items"),
        other_items=(*entry.texts("lscb_improve_items"), *entry.texts("do_better_items")),
        previous=tuple(inner.text_or_none("date_text") for inner in entry.entries("previous_inspections")),
    )


def _published(entry: Entry) -> str | None:
    """The date printed in the document, else that of the file's name."""
    source = entry.text_or_none("published_source") if entry.has("published_source") else "document"
    from_name = source != "document" and entry.has("published_filename")
    return entry.text_or_none("published_filename" if from_name else "published")


def _judgement(entry: Entry) -> tuple[str, str | None]:
    grade = entry.text_or_none("grade", required=True)
    entry.check("grade", () if grade is None else (grade,), load_scheme("grade"))
    return entry.text("area"), grade


def _statement(entry: Entry) -> GoldStatement:
    themes = load_scheme("theme")
    main, lists = entry.texts("themes_main", required=True), entry.lists_of_texts("themes_all")
    entry.check("themes_main", [theme for theme in main if theme], themes)  # "" stands for none
    entry.check("themes_all", [theme for themes in lists for theme in themes], themes)
    return GoldStatement(
        id=entry.text_or_none("id") or entry.where,
        file=entry.text("file"),
        sentence=entry.text("sentence"),
        polarity=entry.choices("polarity", load_scheme("polarity")),
        change=entry.choices("change", load_scheme("change")),
        themes_main=main,
        themes=lists,
    )


def _teams(entry: Entry) -> GoldTeams:
    people = [(p.text("name"), p.choice("as", load_scheme("role"))) for p in entry.entries("people")]
    return GoldTeams(
        file=entry.text("file"),
        teams=tuple(_names(team) for team in entry.entries("teams", required=True)),
        optional=tuple(name for team in entry.entries("optional") for name in _names(team)),
        people=tuple(people) if entry.has("people") else None,
        is_whole=entry.number("chars_read", default=1) >= 0.95 * entry.number("chars_total", default=1),
    )


def _names(entry: Entry) -> tuple[str, ...]:
    return entry.text("canonical"), *entry.texts("surfaces", required=True)


def _thread(entry: Entry) -> GoldThread:
    themes, others = load_scheme("theme"), entry.texts("other_themes")
    entry.check("other_themes", others, themes)
    stances = load_scheme("polarity")
    return GoldThread(
        gss=entry.text("gss"),
        theme=entry.choice("theme", themes),
        other_themes=others,
        status=entry.choice("status", load_scheme("status")),
        visits=tuple(
            (v.text("file"), v.choice("stance", stances)) for v in entry.entries("visits", required=True)
        ),
        is_stated=entry.flag("explicit", default=False),
    )


def _pair(entry: Entry) -> GoldPair:
    return GoldPair(
        first=(entry.text("file_a"), entry.text("quote_a")),
        second=(entry.text("file_b"), entry.text("quote_b")),
        is_same=entry.flag("same"),
    )
