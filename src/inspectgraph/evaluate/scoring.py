"""A store against gold: the listings that the gold needs, and a score for each family that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectgraph.ask.listings import Scope, list_findings, list_issues, list_letters, list_people, list_teams
from inspectgraph.ask.listings.scope import Record, files_by_letter
from inspectgraph.ask.table import Table
from inspectgraph.evaluate.figures import FamilyScore, readable_value
from inspectgraph.evaluate.gold import Gold
from inspectgraph.evaluate.letters import score_letters
from inspectgraph.evaluate.likeness import letter_key
from inspectgraph.evaluate.pairs import score_pairs
from inspectgraph.evaluate.quoting import FindingIndex
from inspectgraph.evaluate.statements import score_statements
from inspectgraph.evaluate.teams import score_teams
from inspectgraph.evaluate.threads import score_threads
from inspectgraph.store import OpenStore


def evaluate_store(store: OpenStore, gold: Gold, *, present_only: bool = False) -> tuple[FamilyScore, ...]:
    """Score what a store lists against gold, a score for each family that the gold has.

    A gold letter that the store lacks is wrong in everything; `present_only` leaves such letters out.
    """
    return tuple(_scores(store, gold, present_only))


def _scores(store: OpenStore, gold: Gold, present_only: bool) -> Iterator[FamilyScore]:
    findings = FindingIndex(_findings_of(store, _quoted_files(gold)))
    everything = Scope()
    if gold.letters:
        letters = list_letters(store, everything)
        yield score_letters(gold.letters, letters, findings, present_only=present_only)
    if gold.statements:
        yield score_statements(gold.statements, findings, present_only=present_only)
    if gold.teams:
        # all letters, for a team has the names that other letters give it
        teams, people = list_teams(store, everything), list_people(store, everything)
        yield score_teams(gold.teams, teams, people, present_only=present_only)
    if gold.threads:
        authorities = sorted({thread.gss for thread in gold.threads})
        issues = [issue for gss in authorities for issue in list_issues(store, Scope(gss=gss))]
        yield score_threads(gold.threads, issues, present_only=present_only)
    if gold.pairs:
        yield score_pairs(gold.pairs, findings, present_only=present_only)


def _quoted_files(gold: Gold) -> set[str]:
    """The keys of the letters whose findings are looked into."""
    files = [g.file for g in gold.letters] + [g.file for g in gold.statements]
    files += [file for pair in gold.pairs for file, _ in (pair.first, pair.second)]
    return {letter_key(file) for file in files}


def _findings_of(store: OpenStore, keys: set[str]) -> Sequence[Record]:
    letters = [
        letter
        for letter, files in files_by_letter(store, Scope()).items()
        if any(letter_key(file) in keys for file in files)
    ]
    return list_findings(store, Scope(letters=tuple(letters))) if letters else []


def figure_table(scores: Sequence[FamilyScore]) -> Table:
    """The figures for programs: family, figure, value, n, of, precision, recall, specificity."""
    columns = ("family", "figure", "value", "n", "of", "precision", "recall", "specificity")
    rows = tuple(
        (score.family, f.name, f.value, f.n, f.of, f.precision, f.recall, f.specificity)
        for score in scores
        for f in score.figures
    )
    return Table(columns=columns, rows=rows)


def miss_table(scores: Sequence[FamilyScore]) -> Table:
    """What is wrong: family, about, where, gold, store."""
    rows = tuple((s.family, m.about, m.where, m.gold, m.store) for s in scores for m in s.misses)
    return Table(columns=("family", "about", "where", "gold", "store"), rows=rows)


def tabulate_figures(scores: Sequence[FamilyScore]) -> Table:
    """The figures for a person: family, figure, value (F1 with precision and recall), n, of what."""
    rows = tuple(
        (score.family, figure.name, readable_value(figure), figure.n, figure.of)
        for score in scores
        for figure in score.figures
    )
    return Table(columns=("family", "figure", "value", "n", "of"), rows=rows)
