"""How well sentences are labelled: `python benchmarks/label_quality.py FOLDER [--lexicon] [--write] ...`.

FOLDER holds the letters. Each labelled sentence of `ontology/labels/sentences.csv` that is found in them is
labelled by models fitted to other authorities' letters (five folds, as in `fit_labels.py`); prints tables in
Markdown, and `--write` puts them into docs/quality.md and docs/model-card.md. `--lexicon` sets a lexicon of
sentiment beside them (`pip install vaderSentiment`). `--errors FILE` writes what is labelled otherwise than a
reader did, with its text: keep it out of the repository. Needs scikit-learn (`pip install
'inspectgraph[fit]'`); the program needs neither package.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.fit_labels import (  # noqa: E402
    POLARITIES,
    Example,
    compare_themes,
    f1,
    labelled_by_others,
    read_examples,
    without_names,
)

from inspectgraph.knowledge.schemes import theme_ids  # noqa: E402

YEARS = ((2009, 2012), (2013, 2015), (2016, 2018), (2019, 2021), (2022, 2026))
VERDICT = 0.05
"""The compound score above which the lexicon's makers call a text positive; below its negative, negative."""
NONE = "–"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
CHANGES = ("improved", "unchanged", "worsened", "none")
ERROR_COLUMNS = (
    *("sentence", "kind", "year", "polarity", "polarity_said", "themes", "themes_said", "change"),
    *("change_said", "role", "is_item", "heading", "previous", "text"),
)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A labelled sentence with what the program says of it, the rules alone, and the lexicon."""

    example: Example
    polarity: str
    themes: list[str]
    change: str
    rules: str
    lexicon: str | None


Judgement = Callable[[Judged], str]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure how well sentences are labelled.")
    parser.add_argument("folder", type=Path, help="the folder of letters")
    parser.add_argument("--lexicon", action="store_true", help="measure a lexicon of sentiment too")
    parser.add_argument("--errors", type=Path, help="a CSV file to write the errors to, with their text")
    parser.add_argument("--write", action="store_true", help="put the tables into the files in docs/")
    options = parser.parse_args()
    if not options.folder.is_dir():
        parser.error(f"{options.folder} is no folder")
    lexicon = load_lexicon() if options.lexicon else None
    examples = without_names(list(read_examples(options.folder)))
    judged = list(judge(examples, lexicon))
    all_tables = "\n".join(tables(judged, lexicon=options.lexicon))
    print(all_tables)
    if options.write:
        put_into(ROOT / "docs" / "quality.md", all_tables)
        put_into(ROOT / "docs" / "model-card.md", "\n".join(tables_of_groups(judged, lexicon=False)))
    if options.errors:
        write_errors(options.errors, judged)


def load_lexicon() -> Callable[[str], str]:
    """What gives a sentence its polarity by the sentiment of its words."""
    try:
        analyse = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer().polarity_scores
    except ImportError:
        sys.exit("--lexicon needs the package vaderSentiment: pip install vaderSentiment")

    def polarity(text: str) -> str:
        compound = float(analyse(text)["compound"])
        return "strength" if compound > VERDICT else "concern" if compound < -VERDICT else "neutral"

    return polarity


def judge(examples: Sequence[Example], lexicon: Callable[[str], str] | None) -> Iterator[Judged]:
    for example, polarity, change, themes in labelled_by_others(examples):
        yield Judged(
            example=example,
            polarity=polarity,
            themes=themes,
            change=change,
            rules=next(iter(example.polarity_told["rule"])),
            lexicon=lexicon(example.text) if lexicon else None,
        )


def tables(judged: Sequence[Judged], *, lexicon: bool) -> Iterator[str]:
    letters = {one.example.origin.letter for one in judged}
    authorities = {one.example.origin.authority for one in judged}
    yield f"{len(judged)} sentences of {len(letters)} letters on {len(authorities)} authorities:"
    yield from ("", *table_of_all(judged, lexicon=lexicon))
    yield from ("", "What the program says (columns) where the reader says (rows):")
    yield from ("", *table_of_labels(judged))
    yield from ("", *tables_of_groups(judged, lexicon=lexicon))
    yield from ("", "By theme (n: sentences that the reader gave it, first or further):")
    yield from ("", *table_of_themes(judged, lexicon=lexicon))


def tables_of_groups(judged: Sequence[Judged], *, lexicon: bool) -> Iterator[str]:
    yield from table_of_groups("kind of letter", by_kind(judged), lexicon=lexicon)
    yield from ("", *table_of_groups("year of the visit", by_years(judged), lexicon=lexicon))


def put_into(file: Path, text: str) -> None:
    """Replaces what stands between the marks of a file; refuses a file without them."""
    before, begin, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        sys.exit(f"{file.relative_to(ROOT)} lacks the lines {BEGIN} and {END}, between which the tables go")
    with file.open("w", encoding="utf-8", newline="") as opened:
        opened.write(f"{before}{begin}\n{text}\n{end}{after}")


def by_kind(judged: Sequence[Judged]) -> Mapping[str, Sequence[Judged]]:
    kinds = Counter(one.example.origin.kind for one in judged)
    return {kind: [one for one in judged if one.example.origin.kind == kind] for kind in sorted(kinds)}


def by_years(judged: Sequence[Judged]) -> Mapping[str, Sequence[Judged]]:
    grouped = {
        f"{first} to {last}": [one for one in judged if first <= (one.example.origin.year or 0) <= last]
        for first, last in YEARS
    }
    grouped["not printed"] = [one for one in judged if one.example.origin.year is None]
    return {years: group for years, group in grouped.items() if group}


def table_of_all(judged: Sequence[Judged], *, lexicon: bool) -> Iterator[str]:
    """All sentences: the program, and what else could give a polarity, side by side."""
    ways: dict[str, Judgement] = {
        "program": lambda one: one.polarity,
        "rules alone": lambda one: one.rules,
        "lexicon": lambda one: one.lexicon or "",
        "always strength": lambda one: "strength",
    }
    if not lexicon:
        del ways["lexicon"]
    yield from head("figure", *ways)
    figures = [polarity_figures(judged, way) for way in ways.values()]
    for name in figures[0]:
        yield row(name, *(shown(each[name]) for each in figures))
    for name, figure in theme_figures(judged).items():
        yield row(name, shown(figure), *([NONE] * (len(ways) - 1)))


def table_of_labels(judged: Sequence[Judged]) -> Iterator[str]:
    """What the program says of sentences of each polarity, and of each change."""
    yield from head("reader says", *POLARITIES)
    pairs = Counter((one.example.polarity, one.polarity) for one in judged)
    for true in POLARITIES:
        yield row(true, *(str(pairs[true, said]) for said in POLARITIES))
    yield from ("", *head("reader says", *CHANGES))
    moves = Counter((one.example.change, one.change) for one in judged)
    for true in CHANGES:
        yield row(true, *(str(moves[true, said]) for said in CHANGES))


def table_of_groups(name: str, groups: Mapping[str, Sequence[Judged]], *, lexicon: bool) -> Iterator[str]:
    beside = ("lexicon: right", "lexicon: concern F1") if lexicon else ()
    yield from head(
        name, "n", "polarity right", "concern F1", "macro-F1", "neutral given a verdict", "themes F1",
        "main theme right", "change F1", *beside,
    )  # fmt: skip
    for group, members in groups.items():
        said = polarity_figures(members, lambda one: one.polarity)
        about = theme_figures(members)
        cells = [said[key] for key in ("right", "concern F1", "macro-F1", "neutral given a verdict")]
        cells += [about[key] for key in ("themes F1", "main theme right", "change F1")]
        if lexicon:
            by_words = polarity_figures(members, lambda one: one.lexicon or "")
            cells += [by_words["right"], by_words["concern F1"]]
        yield row(group, str(len(members)), *map(shown, cells))


def table_of_themes(judged: Sequence[Judged], *, lexicon: bool) -> Iterator[str]:
    """Each theme: how well it is found, and how well the polarity of sentences about it is."""
    beside = ("lexicon: right",) if lexicon else ()
    yield from head("theme", "n", "precision", "recall", "F1", "main right", "polarity right", *beside)
    for theme in theme_ids():
        about = [one for one in judged if theme in one.example.themes]
        said = sum(theme in one.themes for one in judged)
        both = sum(theme in one.themes for one in about)
        mainly = [one for one in about if one.example.themes[0] == theme]
        figures = [share(both, said), share(both, len(about)), share(2 * both, said + len(about))]
        figures.append(share(sum(one.themes[:1] == [theme] for one in mainly), len(mainly)))
        figures.append(share(sum(one.polarity == one.example.polarity for one in about), len(about)))
        if lexicon:
            figures.append(share(sum(one.lexicon == one.example.polarity for one in about), len(about)))
        yield row(theme, str(len(about)), *map(shown, figures))


def polarity_figures(judged: Sequence[Judged], way: Judgement) -> dict[str, float | None]:
    pairs = Counter((one.example.polarity, way(one)) for one in judged)
    there = Counter(one.example.polarity for one in judged)
    each = {f"{label} F1": f1(pairs, label) if there[label] else None for label in POLARITIES}
    known = [figure for figure in each.values() if figure is not None]
    return {
        "right": share(sum(n for (true, said), n in pairs.items() if true == said), len(judged)),
        **each,
        "macro-F1": share(sum(known), len(known)),
        "neutral given a verdict": share(there["neutral"] - pairs["neutral", "neutral"], there["neutral"]),
    }


def theme_figures(judged: Sequence[Judged]) -> dict[str, float | None]:
    themes = Counter(word for one in judged for word in compare_themes(one.example, one.themes))
    right = sum(one.change == one.example.change != "none" for one in judged)
    stated = sum((one.change != "none") + (one.example.change != "none") for one in judged)
    return {
        "themes F1": share(2 * themes["both"], 2 * themes["both"] + themes["one"]),
        "main theme right": share(themes["main"], len(judged)),
        "change F1": share(2 * right, stated),
    }


def share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def shown(figure: float | None) -> str:
    return NONE if figure is None else f"{figure:.3f}"


def head(*names: str) -> tuple[str, str]:
    return row(*names), row("---", *(["---:"] * (len(names) - 1)))


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def write_errors(file: Path, judged: Iterable[Judged]) -> None:
    """What polarity, main theme or change of a sentence are otherwise than a reader gave them."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened, lineterminator="\n")
        rows.writerow(ERROR_COLUMNS)
        for one in judged:
            example, place = one.example, one.example.context
            main_right = tuple(one.themes[:1]) == example.themes[:1]
            if (one.polarity, one.change) == (example.polarity, example.change) and main_right:
                continue
            origin = example.origin
            where = (place.role, place.is_item, place.heading, place.previous)
            labels = (example.polarity, one.polarity, " ".join(example.themes), " ".join(one.themes))
            changes = (example.change, one.change)
            rows.writerow((example.hash, origin.kind, origin.year, *labels, *changes, *where, example.text))


if __name__ == "__main__":
    main()
