"""`ask`, `query` and `show`: stored questions, free SPARQL, and everything known of one thing."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inspectgraph.cli.limiting import rows_option, timeout_option
from inspectgraph.cli.options import format_option, store_option
from inspectgraph.cli.progress import seconds_shown
from inspectgraph.errors import ExitCode, MisuseError

if TYPE_CHECKING:
    from inspectgraph.ask.limited import QueryLimits
    from inspectgraph.ask.query import Answer
    from inspectgraph.ask.questions import Question
    from inspectgraph.ask.table import Table
    from inspectgraph.remote import Address

_FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "trig", "nquads", "jsonld")


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.argument("name", required=False)
@store_option
@format_option
@timeout_option
@click.option(
    "--questions",
    "own",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of .rq files with questions of your own, which join the library.",
)
@click.option("--sparql", is_flag=True, help="Print the query instead of its answer.")
@click.pass_context
def ask(
    context: click.Context,
    name: str | None,
    store_path: Path | Address,
    format_: str,
    bom: bool,
    seconds: float | None,
    own: Path | None,
    sparql: bool,
) -> None:
    """Ask a question of the library; without a name, list the questions and their parameters.

    \b
    Example:
      inspectgraph ask persistent-issues --authority Blackpool
    """
    from inspectgraph.ask.own_questions import join_library
    from inspectgraph.ask.query import declare_prefixes
    from inspectgraph.ask.questions import bind, choose_question
    from inspectgraph.cli.output import print_table

    if name is not None and name.startswith("-"):
        raise MisuseError(
            f"{name!r} stands where the question's name should",
            remedy="write `ask NAME` first, then parameters",
        )
    library = join_library(own)
    if name is None:
        _list_questions(library.values(), format_, bom=bom)
        return
    bound = bind(choose_question(name, library), _parameters(context.args))
    if sparql:
        click.echo(declare_prefixes(bound), nl=False)
        return
    print_table(_answer(store_path, bound, seconds), format=format_, bom=bom)


def _answer(store_path: Path | Address, sparql: str, seconds: float | None) -> Table:
    """The rows of a stored question, which are all wanted."""
    from inspectgraph.ask.limited import TABLE_FORMATS, LimitedQueries, QueryLimits, tabulate_answer

    if not isinstance(store_path, Path):
        from inspectgraph.ask.query import tabulate_any

        return tabulate_any(_ask_server(store_path, sparql, seconds))
    rows, triples = TABLE_FORMATS
    limits = QueryLimits(seconds=seconds, rows=None)
    with seconds_shown("asking the store"), LimitedQueries(store_path, limits=limits) as queries:
        return tabulate_answer(queries.run(sparql, format=rows, graph_format=triples))


def _ask_server(address: Address, sparql: str, seconds: float | None) -> Answer:
    """A server has limits of rows and memory of its own; it is waited for no longer than `seconds`."""
    from dataclasses import replace

    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.query import run_query
    from inspectgraph.remote.connection import ASKING

    patience = ASKING if seconds is None else replace(ASKING, silence=seconds, whole=seconds)
    with seconds_shown("asking the server"), open_for_questions(address, patience=patience) as store:
        return run_query(store.graph, sparql)


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
        if name.replace("-", "_") in values:
            raise MisuseError(f"--{name} is given twice", remedy="give it once")
        values[name.replace("-", "_")] = given
    return values


def _list_questions(questions: Iterable[Question], format_: str, *, bom: bool) -> None:
    from inspectgraph.ask.table import tabulate
    from inspectgraph.cli.output import print_table

    rows = [{"question": q.name, "asks": q.title, "parameters": _parameter_words(q)} for q in questions]
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
@timeout_option
@rows_option
@click.option("--explain", is_flag=True, help="Print what the query costs instead of its answer.")
@store_option
def query(
    sparql: str | None,
    source: Path | None,
    format_: str,
    seconds: float | None,
    rows: int | None,
    explain: bool,
    store_path: Path | Address,
) -> None:
    """Run a SPARQL 1.1 query, from the argument, a file or standard input ("-").

    The prefixes ig, id, skos, org, foaf, prov, oa, dcterms, rdf, rdfs, owl and xsd are known.

    \b
    Example:
      inspectgraph query "SELECT ?letter ?kind { ?letter ig:kind ?kind }"
    """
    from inspectgraph.ask.limited import QueryLimits

    text = _query_text(sparql, source)
    limits = QueryLimits(seconds=seconds, rows=rows)
    if not isinstance(store_path, Path):
        _query_server(store_path, text, format_, limits, explain=explain)
    elif explain:
        _explain(store_path, text, limits)
    else:
        _query_folder(store_path, text, format_, limits)


def _query_folder(store_path: Path, sparql: str, format_: str, limits: QueryLimits) -> None:
    from inspectgraph.ask.limited import LimitedQueries

    with LimitedQueries(store_path, limits=limits) as queries:
        queries.start()
        from inspectgraph.cli.output import terminal_width
        from inspectgraph.export.answers import formats_for, write_limited_answer

        rows, graph = formats_for(format_)
        answer = queries.run(sparql, format=rows, graph_format=graph)
    write_limited_answer(answer, format=format_, width=terminal_width())
    if answer.cut:
        noun = "triples" if answer.kind == "graph" else "rows"
        click.echo(
            f"there are more than the {answer.rows} {noun} that were shown: "
            "give --rows NUMBER for more, or --rows none for all",
            err=True,
        )
        raise click.exceptions.Exit(ExitCode.PROBLEMS_FOUND)


def _query_server(address: Address, sparql: str, format_: str, limits: QueryLimits, *, explain: bool) -> None:
    from inspectgraph.cli.output import terminal_width
    from inspectgraph.export.answers import write_answer

    if explain:
        raise MisuseError("a query is explained for a store in a folder", remedy="give --store FOLDER")
    if limits.rows != type(limits)().rows:
        raise MisuseError("a server's answer is not cut here", remedy="write LIMIT into the query")
    write_answer(_ask_server(address, sparql, limits.seconds), format=format_, width=terminal_width())


def _explain(store_path: Path, sparql: str, limits: QueryLimits) -> None:
    from time import perf_counter

    from inspectgraph.ask.limited import LimitedQueries
    from inspectgraph.ask.limited.explaining import explain_query, find_engine
    from inspectgraph.cli.output import say
    from inspectgraph.export.explanation import explanation_lines

    with LimitedQueries(store_path, limits=limits) as queries:
        told = explain_query(queries, sparql, clock=perf_counter, engine=find_engine())
    for line in explanation_lines(told):
        say(line)


def _query_text(sparql: str | None, source: Path | None) -> str:
    if (sparql is None) == (source is None):
        raise MisuseError(
            "no query", remedy="give one query: as the argument, by --query-file, or - for stdin"
        )
    if sparql == "-":
        if sys.stdin is None:
            raise MisuseError("standard input is closed", remedy="give the query by --query-file")
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
def show(name: str, store_path: Path | Address, format_: str, bom: bool) -> None:
    """Everything known of a team, person, issue, visit, letter or authority, with quotes.

    \b
    Example:
      inspectgraph show MASH
      inspectgraph show "Paula Thomson-Jones"
    """
    from inspectgraph.ask.opening import open_for_questions
    from inspectgraph.ask.show import show_thing
    from inspectgraph.cli.output import print_table, say

    with seconds_shown("reading the store"), open_for_questions(store_path) as store:
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
