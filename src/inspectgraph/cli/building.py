"""`build` and `remove`."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import folder_option
from inspectgraph.cli.progress import progress_of
from inspectgraph.errors import ExitCode, MisuseError, Problem

if TYPE_CHECKING:
    from inspectgraph.build import BuildReport

_SHOWN = 20


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@folder_option
@click.option("--wait", is_flag=True, help="Wait while another build holds the store's lock.")
@click.option("--jobs", type=click.IntRange(min=0), help="Worker processes; as many as cores by default.")
@click.option("--cluster", metavar="tcp://HOST:PORT", help="Read the letters on a Dask cluster.")
@click.option("--prune", is_flag=True, help="Remove letters that are gone from a folder named here.")
def build(
    paths: tuple[Path, ...],
    store_path: Path,
    wait: bool,
    jobs: int | None,
    cluster: str | None,
    prune: bool,
) -> None:
    """Read letters, files or whole folders, into the store.

    What is in the store and unchanged is left as it is; a letter that changed replaces itself alone.

    \b
    Example:
      inspectgraph build seeds
    """
    from inspectgraph.build import build_store, connect_cluster

    if cluster is not None and jobs is not None:
        raise MisuseError(
            "--jobs and --cluster exclude each other: on a cluster, each thread of a worker reads one letter",
            remedy="leave one of them out",
        )
    with nullcontext() if cluster is None else connect_cluster(cluster) as executor:
        report = build_store(
            store_path,
            paths,
            jobs=(os.cpu_count() or 1) if jobs is None else jobs,
            executor=executor,
            prune=prune,
            wait=None if wait else 0,
            progress=progress_of("letters"),
        )
    _print_report(report, store_path)
    if report.refused or report.problems:
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)


@click.command()
@click.argument("files", nargs=-1, required=True)
@folder_option
@click.option("--wait", is_flag=True, help="Wait while another build holds the store's lock.")
def remove(files: tuple[str, ...], store_path: Path, wait: bool) -> None:
    """Take letters out of the store, by their file.

    \b
    Example:
      inspectgraph remove 003_d6466b21c827d6ce.txt
    """
    from inspectgraph.build import remove_letters
    from inspectgraph.cli.output import say

    for file in remove_letters(store_path, files, wait=None if wait else 0):
        say(f"removed {file}")


def _print_report(report: BuildReport, store_path: Path) -> None:
    from inspectgraph.cli.output import say

    for letter in report.read[:_SHOWN]:
        say(
            f"{letter.state:8} {letter.file}: {letter.kind}, {letter.authority}, "
            f"{letter.visit or 'no date'}, {letter.findings} findings, {letter.teams} teams"
        )
    if len(report.read) > _SHOWN:
        say(f"... and {len(report.read) - _SHOWN} more")
    for file in report.replaced:
        say(f"replaced {file}: it holds another letter now")
    for file in report.gone:
        say(f"gone     {file}: it is not in its folder any more; --prune removes it from the store", err=True)
    for file in report.pruned:
        say(f"pruned   {file}")
    _print_problems("refused", report.refused)
    _print_problems("problem", report.problems)
    say(
        f"{len(report.read)} read, {report.unchanged} unchanged, {len(report.refused)} refused; "
        f"{report.letters} letters and {report.quads} quads in {store_path}"
        + ("" if report.is_changed else " (nothing changed)")
    )


def _print_problems(word: str, problems: tuple[Problem, ...]) -> None:
    from inspectgraph.cli.output import say

    for problem in problems[:_SHOWN]:
        say(f"{word:8} {problem.where}: {problem.message}: {problem.remedy}", err=True)
    if len(problems) > _SHOWN:
        say(f"... and {len(problems) - _SHOWN} more", err=True)
