"""`export` and `validate`."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from inspectgraph.cli.options import folder_option, format_option
from inspectgraph.cli.whole import written_whole
from inspectgraph.errors import ExitCode, MisuseError

if TYPE_CHECKING:
    from pyoxigraph import Store

_FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "gexf")


@click.command()
@click.argument("format_", metavar="FORMAT", type=click.Choice(_FORMATS))
@click.argument("out", type=click.Path(path_type=Path))
@folder_option
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(format_: str, out: Path, store_path: Path, force: bool) -> None:
    """Write the graph to a file: turtle, trig, nquads, ntriples, jsonld, or gexf for Gephi.

    \b
    Example:
      inspectgraph export turtle graph.ttl
      inspectgraph export gexf network.gexf
    """
    from inspectgraph.store import open_store

    if out.exists() and not force:
        raise MisuseError("the file is there already", where=str(out), remedy="name another, or add --force")
    with open_store(store_path) as store, written_whole(out) as stream:
        _write_format(store.graph, format_, stream)
    click.echo(f"wrote {out}", err=True)


def _write_format(graph: Store, format_: str, stream: IO[bytes]) -> None:
    from inspectgraph.export.gexf import write_gexf
    from inspectgraph.export.rdf import write_rdf

    if format_ != "gexf":
        write_rdf(graph, stream, format=format_)
        return
    from inspectgraph.networks import project_full

    write_gexf(project_full(graph), stream, description="The full network of an inspectgraph store.")


@click.command()
@folder_option
@format_option
def validate(store_path: Path, format_: str, bom: bool) -> None:
    """Check the store against the SHACL shapes and the ontology's own rules.

    \b
    Example:
      inspectgraph validate
    """
    from inspectgraph.ask.table import tabulate
    from inspectgraph.cli.output import print_table
    from inspectgraph.export.validation import validate_graph
    from inspectgraph.store import open_store

    with open_store(store_path) as store:
        problems = validate_graph(store.graph)
    rows = [{"rule": p.code, "where": p.where, "message": p.message, "remedy": p.remedy} for p in problems]
    if format_ != "table" or problems:
        print_table(tabulate(("rule", "where", "message", "remedy"), rows), format=format_, bom=bom)
    else:
        click.echo("The store keeps every shape and rule.")
    if problems:
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)
