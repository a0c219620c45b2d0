"""A network as a folder of files for every program that draws networks; written whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO

from inspectgraph.errors import InspectgraphError, MissingPackageError, MisuseError
from inspectgraph.export.gephi.gexf import write_gexf
from inspectgraph.export.gephi.glossary import FILES, is_readme, write_readme
from inspectgraph.export.gephi.graphml import write_graphml
from inspectgraph.export.gephi.legend import draw_legend, write_legend
from inspectgraph.export.gephi.page import write_page
from inspectgraph.export.gephi.static import static_variant
from inspectgraph.export.gephi.styling import Styles, style_network
from inspectgraph.export.gephi.tables import write_edges_csv, write_nodes_csv
from inspectgraph.networks.layout import lay_out
from inspectgraph.networks.model import Network, load_kinds

Writer = Callable[[IO[bytes]], None]
_LEFT_BY_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}
MARK = "README.md"
"""The file by which a folder is known as one of ours: only such a one is written over."""


def write_folder(network: Network, folder: Path, *, force: bool = False) -> tuple[str, ...]:
    """Write a network as GEXF with and without time, CSV, GraphML, page, legend and README.

    Returns sentences on what could not be written, such as a picture for want of a package. Raises
    MisuseError where the folder is there (with `force`: where it is none that this wrote, or more is in it),
    InspectgraphError where it can't be written; then what was there is as it was.
    """
    folder = folder.resolve()
    _restore(folder)
    _refuse_existing(folder, force=force)
    styles = style_network(network, positions=lay_out(network))
    writers = dict(_writers(network, styles))
    notes = []
    with _replaced_whole(folder) as part:
        for name, write in list(writers.items()):
            try:
                _write_file(part / name, write)
            except MissingPackageError as error:
                (part / name).unlink()
                del writers[name]
                notes.append(f"{name} was left out: {error}")
        _write_file(part / MARK, partial(_readme, network, [*writers, MARK]))
    return tuple(notes)


def write_styled_gexf(network: Network, out: IO[bytes]) -> None:
    """Write a network as GEXF with time, places, sizes and colours."""
    write_gexf(network, out, styles=style_network(network, positions=lay_out(network)))


def _writers(network: Network, styles: Styles) -> Iterator[tuple[str, Writer]]:
    name, still = network.kind.name, static_variant(network)
    yield f"{name}.gexf", lambda out: write_gexf(network, out, styles=styles)
    yield f"{name}-static.gexf", lambda out: write_gexf(still, out, styles=styles)
    yield f"{name}.html", lambda out: write_page(network, out, styles=styles)
    yield "nodes.csv", lambda out: write_nodes_csv(network, out, styles=styles)
    yield "edges.csv", lambda out: write_edges_csv(network, out)
    yield f"{name}.graphml", lambda out: write_graphml(network, out)
    yield "legend.svg", lambda out: write_legend(network, out)
    yield "legend.png", lambda out: draw_legend(network, out)


def _readme(network: Network, files: list[str], out: IO[bytes]) -> None:
    write_readme(network, out, files=files)


def _write_file(path: Path, write: Writer) -> None:
    with path.open("wb") as out:
        write(out)


def _refuse_existing(folder: Path, *, force: bool) -> None:
    if not folder.exists():
        return
    if not force:
        raise MisuseError("this is there already", where=str(folder), remedy="name another, or add --force")
    if Path.cwd().is_relative_to(folder):
        raise MisuseError("this folder is in use: you are in it", where=str(folder), remedy="name another")
    if strange := _strange_in(folder):
        raise MisuseError(
            f"this is no folder that an export wrote, because of {strange}",
            where=str(folder),
            remedy="name another place",
        )


def _strange_in(folder: Path) -> str:
    """What keeps a place from being a folder of ours, of which nothing is lost when it is written again."""
    if not folder.is_dir():
        return "what it is: a file"
    names = {path.name for path in folder.iterdir()} - _LEFT_BY_SYSTEMS
    if strange := sorted(names - {name.format(name=kind) for name in FILES for kind in load_kinds()}):
        return f"{strange[0]!r} in it"
    if names and not is_readme(folder / MARK):
        return f"its {MARK}, which is missing or somebody else's"
    return ""


@contextmanager
def _replaced_whole(folder: Path) -> Iterator[Path]:
    """A folder to write in, which takes the place of `folder` when all is in it."""
    part, former = (folder.with_name(f".{folder.name}.{end}") for end in ("part", "former"))
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
        yield part
        if folder.exists():
            folder.rename(former)
        part.rename(folder)
    except OSError as error:
        raise InspectgraphError(
            f"the folder can't be written: {error.strerror or error}",
            where=str(folder),
            remedy="name a place in a folder that is there, with room",
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        _restore(folder)


def _restore(folder: Path) -> None:
    """Give back what was there, where its successor did not come: after a fault, Ctrl-C or a kill."""
    former = folder.with_name(f".{folder.name}.former")
    if folder.exists():
        shutil.rmtree(former, ignore_errors=True)
    elif former.exists():
        with suppress(OSError):
            former.rename(folder)
