"""`ask`, `query` and `show`: stored questions, free SPARQL, and everything known of one thing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.options import format_option, store_option
from inspectgraph.errors import MisuseError

if TYPE_CHECKING:
    from inspectgraph.ask.questions import Question

_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "trig", "nquads", "jsonld")


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name", required=False)
@store_option
@format_option
@click.option("--sparql", is_flag=True, help="Print the query instead of its answer.")
@click.pass_context
def ask(
    context: click.Context, name: str | None, store_path: Path, format_: str, bom: bool, sparql: bool
) -> None:
    """Ask a question of the library; without a name, list the questions and their parameters.

    \b
    Example:
      inspectgraph ask persistent-issues --authority Blackpool
    """
    from inspectgraph.ask.query import run_query, tabulate_solutions
    from inspectgraph.ask.questions import bind, find_question
    from inspectgraph.cli.output import print_table
    from inspectgraph.store import open_store

    if name is None:
        _list_questions(format_, bom=bom)
        return
    bound = bind(find_question(name), _parameters(context.args))
    if sparql:
        from inspectgraph.ask.query import declare_prefixes

        click.echo(declare_prefixes(bound), nl=False)
        return
    with open_store(store_path) as store:
        table = tabulate_solutions(run_query(store.graph, bound))  # type: ignore[arg-type]
    print_table(table, format=format_, bom=bom)


def _parameters(words: list[str]) -> dict[str, str | None]:
    """`--name value` and `--name=value` pairs."""
    values: dict[str, str | None] = {}
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise MisuseError(f"{word!r} stands alone", remedy="write parameters as --name value")
        name, equals, value = word[2:].partition("=")
        given = value if equals else next(rest, None)
        if given is None:
            raise MisuseError(f"--{name} has no value", remedy=f"write --{name} value")
        values[name.replace("-", "_")] = given
    return values


def _list_questions(format_: str, *, bom: bool) -> None:
    from inspectgraph.ask.questions import load_questions
    from inspectgraph.ask.table import tabulate
    from inspectgraph.cli.output import print_table

    rows = [
        {"question": q.name, "asks": q.title, "parameters": _parameter_words(q)}
        for q in load_questions().values()
    ]
    print_table(tabulate(("question", "asks", "parameters"), rows), format=format_, bom=bom)


def _parameter_words(question: Question) -> str:
    return ", ".join(
        f"--{p.name} {p.type.upper()}" if p.required else f"[--{p.name} {p.type.upper()}]"
        for p in question.parameters
    )


@click.command()
@click.argument("sparql", required=False)
@click.option("--query-file", "source", type=click.Path(path_type=Path), help="Read the query from a file.")
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="table", show_default=True)
@store_option
def query(sparql: str | None, source: Path | None, format_: str, store_path: Path) -> None:
    """Run a SPARQL 1.1 query, from the argument, a file or standard input ("-").

    The prefixes ig, id, skos, org, foaf, prov, oa, dcterms, rdf, rdfs, owl and xsd are known.

    \b
    Example:
      inspectgraph query "SELECT ?letter ?kind { ?letter ig:kind ?kind }"
    """
    from inspectgraph.ask.query import run_query
    from inspectgraph.cli.output import terminal_width
    from inspectgraph.export.answers import write_answer
    from inspectgraph.store import open_store

    text = _query_text(sparql, source)
    with open_store(store_path) as store:
        write_answer(run_query(store.graph, text), format=format_, width=terminal_width())


def _query_text(sparql: str | None, source: Path | None) -> str:
    if (sparql is None) == (source is None):
        raise MisuseError(
            "no query", remedy="give one query: as the argument, by --query-file, or - for stdin"
        )
    if sparql == "-":
        return sys.stdin.buffer.read().decode()
    if source is None:
        return sparql or ""
    try:
        return source.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MisuseError("the query can't be read", where=str(source), remedy="check the file") from error


@click.command()
@click.argument("name")
@store_option
@format_option
def show(name: str, store_path: Path, format_: str, bom: bool) -> None:
    """Everything known of a team, person, issue, visit, letter or authority, with quotes.

    \b
    Example:
      inspectgraph show MASH
      inspectgraph show "Paula Thomson-Jones"
    """
    from inspectgraph.ask.show import show_thing
    from inspectgraph.cli.output import print_table, say
    from inspectgraph.store import open_store

    with open_store(store_path) as store:
        shown = show_thing(store, name)
    if format_ == "table":
        for thing in shown:
            say(f"{thing.label} ({thing.kind})")
            say(thing.iri)
            print_table(thing.facts, format="table")
        return
    from inspectgraph.ask.show import as_one_table

    table = as_one_table(shown)
    print_table(table, format=format_, bom=bom)
