"""`serve`: the store over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from inspectgraph.cli.limiting import rows_option, timeout_option
from inspectgraph.cli.options import folder_option

_EXAMPLE = "/ask/persistent-issues.csv?authority=Blackpool"


@click.command()
@folder_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address of this machine to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port; 0 for a free one.",
)
@timeout_option
@rows_option
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    show_default="one more than there are processors",
    help="Queries that run at once.",
)
@click.option(
    "--questions",
    "own",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of .rq files with questions of your own, which join the library.",
)
def serve(
    store_path: Path,
    host: str,
    port: int,
    seconds: float | None,
    rows: int | None,
    workers: int | None,
    own: Path | None,
) -> None:
    """Answer SPARQL queries and the questions of the library over HTTP, read-only, until Ctrl-C.

    \b
    Example:
      inspectgraph serve --port 8000
    """
    from inspectgraph.ask.limited import QueryLimits
    from inspectgraph.ask.own_questions import join_library
    from inspectgraph.cli.output import say
    from inspectgraph.store import open_store
    from inspectgraph.web.app import make_app
    from inspectgraph.web.server import address_of, is_loopback, listen, run_server
    from inspectgraph.web.settings import MEMORY, ServeSettings, usual_workers

    settings = ServeSettings(
        store=store_path,
        limits=QueryLimits(seconds=seconds, rows=rows, memory=MEMORY),
        workers=usual_workers() if workers is None else workers,
    )
    with open_store(store_path) as store:
        letters = len(store.manifest.entries)
    questions = join_library(own)
    with listen(host, port) as listening:
        address = address_of(listening)
        if not is_loopback(listening):
            say(f"warning: whoever reaches {host} over the network can read this store", err=True)

        def announce() -> None:
            say(f"serving {letters} letters of {store_path} at {address}/ (Ctrl-C ends it)", err=True)
            say(f"SPARQL: {address}/sparql", err=True)
            say(f"a question: {address}{_EXAMPLE}", err=True)

        run_server(make_app(settings, questions), listening, on_ready=announce)
