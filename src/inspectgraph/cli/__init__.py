"""The command line: thin commands over the rooms below; they show answers and work nothing out."""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from inspectgraph.cli.asking import ask, query, show
from inspectgraph.cli.briefing import before
from inspectgraph.cli.building import build, remove
from inspectgraph.cli.comparing import common, compare, turned
from inspectgraph.cli.evaluating import annotate, evaluate
from inspectgraph.cli.exporting import export, validate
from inspectgraph.cli.listing import findings, letters, people, teams, visits
from inspectgraph.cli.measuring import measure
from inspectgraph.cli.plotting import plot
from inspectgraph.cli.publishing import publish
from inspectgraph.cli.searching import search
from inspectgraph.cli.serving import serve
from inspectgraph.cli.storing import problems, store
from inspectgraph.cli.tracking import issues, timeline
from inspectgraph.errors import ExitCode, InspectgraphError
from inspectgraph.version import VERSION


class _Commands(click.Group):
    """The commands; one whose reader has seen enough ends quietly."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # so that Python does not complain again when it closes standard output
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(ExitCode.FINE) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="inspectgraph")
def cli() -> None:
    """Inspectors' letters on children's services as a graph: which issues persist across visits?

    \b
    Example:
      inspectgraph build seeds
      inspectgraph issues --authority Blackpool --status persistent
    """


for _command in (
    build,
    remove,
    issues,
    timeline,
    before,
    compare,
    common,
    turned,
    letters,
    visits,
    findings,
    teams,
    people,
    show,
    search,
    ask,
    query,
    problems,
    validate,
    evaluate,
    annotate,
    measure,
    plot,
    export,
    publish,
    serve,
    store,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; exit codes are those of `inspectgraph.errors.ExitCode`."""
    _replace_closed_streams()
    _write_utf8()
    try:
        " ".join(sys.argv).encode()  # bytes that are no UTF-8 would break much further in
        # click hands on the code of an Exit, and None of a command that just ended
        sys.exit(cli.main(prog_name="inspectgraph", standalone_mode=False) or ExitCode.FINE)
    except click.UsageError as error:
        error.show()
        sys.exit(ExitCode.MISUSE)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.NOT_DONE)
    except InspectgraphError as error:
        click.echo(f"inspectgraph: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        click.echo(f"inspectgraph: the system refused: {error.strerror or error}", err=True)
        sys.exit(ExitCode.NOT_DONE)
    except (KeyboardInterrupt, click.Abort):
        click.echo("inspectgraph: interrupted; nothing was changed", err=True)
        sys.exit(ExitCode.NOT_DONE)
    except UnicodeError:
        click.echo("inspectgraph: what was given is not UTF-8 text: check its encoding", err=True)
        sys.exit(ExitCode.MISUSE)


def _replace_closed_streams() -> None:
    """Whoever closed standard output or error wants to hear nothing; one that is closed is None."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - for good


def _write_utf8() -> None:
    """Programs get UTF-8 whatever the system's encoding is; a terminal gets what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
