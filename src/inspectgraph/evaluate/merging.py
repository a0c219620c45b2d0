"""Several annotators' sheets as one gold file, and how far the annotators agree."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from inspectgraph.ask.table import Table
from inspectgraph.evaluate.figures import Figure, add_up, agreement, match_sets, readable_value, share
from inspectgraph.evaluate.sheets import Annotation, Sheet

_Group = list[Annotation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two annotators agree on the sentences that both filled in."""

    first: str
    second: str
    figures: tuple[Figure, ...]


def merge_sheets(sheets: Sequence[Sheet]) -> list[dict[str, object]]:
    """The entries of `statements.json`: a sentence of several sheets is one, with each annotator's labels.

    Sentences stand in the order in which the sheets first have them; `polarity`, `change` and
    `themes_main` hold what any annotator says ("" for no theme), `themes_all` and `teams` a list for each.
    """
    groups: dict[tuple[str, str], _Group] = {}
    for sheet in sheets:
        for annotation in sheet.annotations:
            groups.setdefault(annotation.key, []).append(annotation)
    return [_entry(number, group) for number, group in enumerate(groups.values(), start=1)]


def _entry(number: int, group: _Group) -> dict[str, object]:
    first = group[0]
    return {
        "id": f"s{number:04d}",
        "file": first.file,
        "authority": first.authority,
        "kind": first.kind,
        "heading": first.heading,
        "sentence": first.sentence,
        "polarity": sorted({a.polarity for a in group}),
        "change": sorted({a.change for a in group}),
        "themes_main": sorted({a.themes[0] if a.themes else "" for a in group}),
        "themes_all": [list(a.themes) for a in group],
        "teams": [list(a.teams) for a in group],
    }


def write_statements(entries: Sequence[dict[str, object]]) -> str:
    """Entries as the text of `statements.json`, one field a line.

    >>> write_statements([])
    '[]\\n'
    """
    return json.dumps(list(entries), ensure_ascii=False, indent=1) + "\n"


def measure_agreement(sheets: Sequence[Sheet]) -> Iterator[Agreement]:
    """The agreement of each two annotators."""
    for one, other in combinations(sheets, 2):
        theirs = {annotation.key: annotation for annotation in other.annotations}
        both = [(a, theirs[a.key]) for a in one.annotations if a.key in theirs]
        yield Agreement(first=one.name, second=other.name, figures=tuple(_figures(both)))


def _figures(both: Sequence[tuple[Annotation, Annotation]]) -> Iterator[Figure]:
    yield share("equal polarity", [a.polarity == b.polarity for a, b in both], "sentences")
    yield share("equal change", [a.change == b.change for a, b in both], "sentences")
    yield share("equal main theme", [a.themes[:1] == b.themes[:1] for a, b in both], "sentences")
    themes = add_up(match_sets(set(a.themes), set(b.themes)) for a, b in both)
    yield agreement("themes as a set", themes, "themes")


def tabulate_agreement(sheets: Sequence[Sheet], *, readable: bool = False) -> Table:
    """The agreement of each two annotators: their sheets, figure, value (as words if `readable`), n, of."""
    rows = tuple(
        (pair.first, pair.second, f.name, readable_value(f) if readable else f.value, f.n, f.of)
        for pair in measure_agreement(sheets)
        for f in pair.figures
    )
    return Table(columns=("first", "second", "figure", "value", "n", "of"), rows=rows)
