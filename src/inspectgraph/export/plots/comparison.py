"""Plots over many authorities: how widespread issues are by year and region, and which go together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import IO, Final

from inspectgraph.describe.iris import last_part
from inspectgraph.export.plots.canvas import Matrix, draw_matrix, number_of, save, titled
from inspectgraph.knowledge.authorities import authority_by_gss
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks.facts import NetworkFacts
from inspectgraph.networks.issue_nodes import raising

MOST_THEMES: Final = 30
"""Themes in a plot, the most widespread ones: more are not legible on a page."""
MOST_PAIRED: Final = 20
FEWEST: Final = 3
"""Authorities of which a share is worth printing; of fewer the cell says how many instead."""


def draw_spread(facts: NetworkFacts, out: IO[bytes], *, scope: str, format: str) -> None:
    """By theme and year: the share of the authorities visited in the year at which the theme was raised."""
    visited: defaultdict[str, set[str]] = defaultdict(set)
    for letter in facts.letters:
        if letter.start:
            visited[letter.start[:4]].add(letter.gss)
    raised: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    councils = {issue.iri: issue.gss for issue in facts.issues}
    for stance in raising(facts.stances):
        raised[last_part(stance.issue), stance.start[:4]].add(councils[stance.issue])
    themes = _most_common(theme for (theme, _), found in raised.items() for _ in found)
    matrix = _shares(themes, visited, {key: len(found) for key, found in raised.items()})
    _write(
        matrix,
        out,
        format,
        titled("How widespread issues are by year", scope, _counted(facts)),
        f"% of the authorities visited in the year at which it was raised; of fewer than {FEWEST} how many.",
    )


def draw_regions(facts: NetworkFacts, out: IO[bytes], *, scope: str, format: str) -> None:
    """By theme and region: the share of the region's authorities that have the issue open."""
    councils: defaultdict[str, set[str]] = defaultdict(set)
    for letter in facts.letters:
        councils[authority_by_gss(letter.gss).region].add(letter.gss)
    still_open = [issue for issue in facts.issues if issue.status != "resolved"]
    counts = Counter((issue.theme, authority_by_gss(issue.gss).region) for issue in still_open)
    themes = _most_common(issue.theme for issue in still_open)
    matrix = _shares(themes, councils, counts)
    _write(
        matrix,
        out,
        format,
        titled("Open issues by region", scope, _counted(facts)),
        f"% of the region's authorities here that have the issue open; of fewer than {FEWEST} how many.",
    )


def draw_co_issues(facts: NetworkFacts, out: IO[bytes], *, scope: str, format: str) -> None:
    """By two themes: at how many visits both were raised; the diagonal has each by itself."""
    at_visit: defaultdict[str, set[str]] = defaultdict(set)
    for stance in raising(facts.stances):
        at_visit[stance.visit].add(last_part(stance.issue))
    counts: Counter[tuple[str, str]] = Counter()
    for raised in at_visit.values():
        counts.update((theme, theme) for theme in raised)
        counts.update(combinations(sorted(raised), 2))
    themes = _most_common(theme for raised in at_visit.values() for theme in raised)[:MOST_PAIRED]
    values = [[counts[min(a, b), max(a, b)] for b in themes] for a in themes]
    labels = _labels(themes)
    matrix = Matrix(
        rows=labels, columns=labels, values=values, words=[[str(n) for n in row] for row in values]
    )
    _write(
        matrix,
        out,
        format,
        titled(
            "Issues raised at the same visit",
            scope,
            f"{_counted(facts)}, {number_of(len(at_visit), 'visit')} with issues",
        ),
        f"Visits at which both were raised, of the {len(themes)} issues most often raised; "
        "on the diagonal those at which the issue itself was.",
    )


def _shares(
    themes: list[str], councils: Mapping[str, set[str]], counts: Mapping[tuple[str, str], int]
) -> Matrix:
    """Shares of the authorities of each column, in the order of the columns' names."""
    sizes = {name: len(councils[name]) for name in sorted(councils)}
    values, words = [], []
    for theme in themes:
        found = [(counts.get((theme, name), 0), among) for name, among in sizes.items()]
        values.append([part / among if among >= FEWEST else None for part, among in found])
        words.append(
            [f"{part / among:.0%}" if among >= FEWEST else f"{part} of {among}" for part, among in found]
        )
    columns = [f"{name} (n={among})" for name, among in sizes.items()]
    return Matrix(rows=_labels(themes), columns=columns, values=values, words=words)


def _most_common(themes: Iterable[str]) -> list[str]:
    counted = Counter(themes)
    return sorted(counted, key=lambda theme: (-counted[theme], theme))[:MOST_THEMES]


def _labels(themes: Iterable[str]) -> list[str]:
    return [load_scheme("theme")[theme].label for theme in themes]


def _counted(facts: NetworkFacts) -> str:
    authorities = number_of(len({letter.gss for letter in facts.letters}), "authority", "authorities")
    return f"n = {authorities}, {number_of(len(facts.letters), 'letter')}"


def _write(matrix: Matrix, out: IO[bytes], format: str, title: str, note: str) -> None:
    with draw_matrix(matrix, title=title, note=note) as figure:
        save(figure, out, format=format)
