"""`export` and `validate`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.network_options import NetworkRequest, full_network, network_options
from inspectgraph.cli.options import folder_option, format_option, store_option
from inspectgraph.cli.progress import seconds_shown, show_step
from inspectgraph.cli.whole import refuse_existing, written_whole
from inspectgraph.errors import ExitCode

if TYPE_CHECKING:
    from inspectgraph.networks import Network
    from inspectgraph.remote import Address

_RDF = {
    "turtle": ("Turtle", "graph.ttl"),
    "trig": ("TriG, with the graph of each letter", "graph.trig"),
    "nquads": ("N-Quads, with the graph of each letter", "graph.nq"),
    "ntriples": ("N-Triples", "graph.nt"),
    "jsonld": ("JSON-LD, with the graph of each letter", "graph.jsonld"),
}
_force_option = click.option("--force", is_flag=True, help="Write over what is there.")
_without_people_option = click.option(
    "--without-people",
    is_flag=True,
    help="Leave out people and their roles; the words of letters stay as they are printed.",
)


@click.group()
def export() -> None:
    """Write the graph to a file, or a network for Gephi and other programs to a folder.

    \b
    Example:
      inspectgraph export turtle graph.ttl
      inspectgraph export gephi issues gephi-issues
    """


def _rdf_command(name: str) -> click.Command:
    what, file = _RDF[name]

    @click.argument("out", type=click.Path(path_type=Path))
    @folder_option
    @_without_people_option
    @_force_option
    def write(out: Path, store_path: Path, without_people: bool, force: bool) -> None:
        from inspectgraph.export.rdf import write_rdf
        from inspectgraph.store import open_store

        refuse_existing(out, force=force)
        with seconds_shown("writing"), open_store(store_path) as store, written_whole(out) as stream:
            write_rdf(store.graph, stream, format=name, people=not without_people)
        click.echo(f"wrote {out}", err=True)

    help = f"Write the whole graph as {what}.\n\n\b\nExample:\n  inspectgraph export {name} {file}"
    return click.command(name, help=help)(write)


for _name in _RDF:
    export.add_command(_rdf_command(_name))


@export.command()
@network_options
@click.argument("out", type=click.Path(path_type=Path))
@_force_option
def gephi(request: NetworkRequest, out: Path, force: bool) -> None:
    """Write a network to a new folder: for Gephi, Gephi Lite, yEd, Cytoscape, and to look at as a page.

    The networks are described in docs/networks.md.

    \b
    Example:
      inspectgraph export gephi issues gephi-issues --region "North West"
      inspectgraph export gephi around gephi-mash --name MASH
      inspectgraph export gephi timeline gephi-blackpool --authority Blackpool
    """
    from inspectgraph.export.gephi import write_folder
    from inspectgraph.networks.layout import layout_note

    refuse_existing(out, force=force)
    network = request.project()
    show_step("placing the nodes and writing the files ...")
    notes = write_folder(network, out, force=force)
    for note in (layout_note(network), *notes):
        if note:
            click.echo(note, err=True)
    _say_written(network, out)


@export.command()
@click.argument("out", type=click.Path(path_type=Path))
@store_option
@click.option("--without-people", is_flag=True, help="Leave out everybody who is named.")
@_force_option
def gexf(out: Path, store_path: Path | Address, without_people: bool, force: bool) -> None:
    """Write the full network as one GEXF file with its history; `export gephi` writes any, with more.

    \b
    Example:
      inspectgraph export gexf network.gexf
    """
    from inspectgraph.export.gephi import write_styled_gexf

    refuse_existing(out, force=force)
    network = full_network(store_path, without_people=without_people).project()
    with written_whole(out) as stream:
        write_styled_gexf(network, stream)
    _say_written(network, out)


def _say_written(network: Network, out: Path) -> None:
    """Say what was written; of an empty network that it is empty, with another exit code."""
    show_step("")
    nodes, edges = network.graph.number_of_nodes(), network.graph.number_of_edges()
    click.echo(f"wrote {out}: {network.title}, {nodes} nodes and {edges} edges", err=True)
    if nodes and not edges:
        click.echo("No two of its nodes are linked.", err=True)
    if not nodes:
        click.echo("Nothing in the letters of this store is like this: the network is empty.", err=True)
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)


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

    with seconds_shown("checking the graph"), open_store(store_path) as store:
        problems = validate_graph(store.graph)
    rows = [{"rule": p.code, "where": p.where, "message": p.message, "remedy": p.remedy} for p in problems]
    if format_ != "table" or problems:
        print_table(tabulate(("rule", "where", "message", "remedy"), rows), format=format_, bom=bom)
    else:
        click.echo("The store keeps every shape and rule.")
    if problems:
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)
