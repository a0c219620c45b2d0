"""`evaluate` and `annotate`: how right is a store, and gold to find out."""

from __future__ import annotations

from pathlib import Path

import click

from inspectgraph.cli.options import folder_option, format_option
from inspectgraph.cli.progress import seconds_shown
from inspectgraph.cli.whole import written_whole
from inspectgraph.errors import InspectgraphError, MisuseError


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.option("--errors", is_flag=True, help="List what is wrong: with the figures; in CSV and JSON instead.")
@click.option("--present-only", is_flag=True, help="Leave out letters that the store does not have.")
@folder_option
@format_option
def evaluate(gold: Path, errors: bool, present_only: bool, store_path: Path, format_: str, bom: bool) -> None:
    """Score the store against a folder of gold annotations: what people read in the letters.

    GOLD holds any of metadata.jsonl, statements.json, teams.jsonl, threads.jsonl and pairs.jsonl; see
    docs/evaluating.md. Values go from 0 to 1, n is how many were counted. A letter of the gold that the
    store lacks counts as wrong in everything. `annotate` helps to make such a folder.

    \b
    Example:
      inspectgraph evaluate gold
      inspectgraph evaluate gold --errors --format csv
    """
    from inspectgraph.cli.output import print_table, say
    from inspectgraph.evaluate import evaluate_store, read_gold
    from inspectgraph.evaluate.scoring import figure_table, miss_table, tabulate_figures
    from inspectgraph.store import open_store

    annotations = read_gold(gold)
    with seconds_shown("reading the store"), open_store(store_path) as store:
        scores = evaluate_store(store, annotations, present_only=present_only)
    if format_ != "table":
        print_table(miss_table(scores) if errors else figure_table(scores), format=format_, bom=bom)
        return
    print_table(tabulate_figures(scores), format=format_)
    if errors:
        misses = miss_table(scores)
        click.echo()
        say("What is wrong" if misses.rows else "Nothing is wrong.")
        if misses.rows:
            print_table(misses, format=format_)


@click.group()
def annotate() -> None:
    """Make gold of your own letters: draw sentences into a sheet, read the filled sheets.

    \b
    Example:
      inspectgraph annotate sample sentences.csv --count 100 --seed 1
      inspectgraph annotate read sentences.csv --out gold/statements.json
    """


_force = click.option("--force", is_flag=True, help="Write over a file that is there.")


@annotate.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--count", type=click.IntRange(min=1), default=100, show_default=True, help="How many sentences."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws others.")
@click.option(
    "--authority", "authorities", metavar="NAME|CODE", multiple=True, help="A council; may be repeated."
)
@folder_option
@_force
def sample(
    out: Path, count: int, seed: int, authorities: tuple[str, ...], store_path: Path, force: bool
) -> None:
    """Write sentences of the store into a CSV sheet, to be labelled in a spreadsheet.

    They are spread over authorities and kinds of letters, and drawn from all sentences, whether the
    program made findings of them or not; how it labelled them plays no part and is not shown. The same
    store and seed give the same sheet. Fill in its last four columns as docs/evaluating.md says.

    \b
    Example:
      inspectgraph annotate sample sentences.csv --count 100 --seed 1
    """
    from inspectgraph.ask.listings import Scope, scope_of
    from inspectgraph.evaluate.sampling import sample_sentences
    from inspectgraph.evaluate.sentences import list_sentences
    from inspectgraph.evaluate.sheets import sheet_of
    from inspectgraph.export.tables import write_csv
    from inspectgraph.store import open_store

    _refuse_to_overwrite(out, force=force)
    with seconds_shown("reading the store"), open_store(store_path) as store:
        scopes = [scope_of(store, authority=name) for name in authorities] or [Scope()]
        sentences = [sentence for scope in dict.fromkeys(scopes) for sentence in list_sentences(store, scope)]
    drawn = sample_sentences(sentences, count=count, seed=seed)
    if not drawn:
        raise InspectgraphError(
            "there is no sentence to draw",
            where=str(store_path),
            remedy="build letters of this council first",
        )
    with written_whole(out, make_folder=True) as stream:
        stream.write(write_csv(sheet_of(drawn), bom=True).encode())
    few = f" (there are no more than these {len(drawn)})" if len(drawn) < count else ""
    click.echo(f"wrote {len(drawn)} sentences to {out}{few}", err=True)


@annotate.command()
@click.argument("filled", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The gold file: .../statements.json."
)
@_force
@format_option
def read(filled: tuple[Path, ...], out: Path, force: bool, format_: str, bom: bool) -> None:
    """Read filled sheets, one for each annotator, into a gold file, and say how far annotators agree.

    Every cell is checked first. Rows with nothing filled in are left out.

    \b
    Example:
      inspectgraph annotate read sentences.csv --out gold/statements.json
      inspectgraph annotate read first.csv second.csv --out gold/statements.json
    """
    from inspectgraph.cli.output import print_table, say
    from inspectgraph.evaluate.merging import merge_sheets, tabulate_agreement, write_statements
    from inspectgraph.evaluate.sheets import read_sheets

    _refuse_to_overwrite(out, force=force)
    sheets = read_sheets(filled)
    entries = merge_sheets(sheets)
    if not entries:
        raise InspectgraphError(
            "no row is filled in", where=", ".join(map(str, filled)), remedy="fill in the last four columns"
        )
    with written_whole(out, make_folder=True) as stream:
        stream.write(write_statements(entries).encode())
    for sheet in sheets:
        left = f", {sheet.empty} rows left empty" if sheet.empty else ""
        say(f"{sheet.name}: {len(sheet.annotations)} sentences{left}", err=True)
    say(f"wrote {len(entries)} sentences to {out}", err=True)
    if len(sheets) > 1:
        print_table(tabulate_agreement(sheets, readable=format_ == "table"), format=format_, bom=bom)


def _refuse_to_overwrite(out: Path, *, force: bool) -> None:
    if out.is_dir():
        raise MisuseError("this is a folder", where=str(out), remedy="name the file to be written in it")
    if out.exists() and not force:
        raise MisuseError("the file is there already", where=str(out), remedy="name another, or add --force")
