"""The legend of a network: what its colours, shapes and sizes mean, as SVG and as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from textwrap import wrap
from typing import IO, NamedTuple

from inspectgraph.errors import MissingPackageError
from inspectgraph.export.gephi.styling import TypeStyle, load_palette
from inspectgraph.export.gephi.words import one_line
from inspectgraph.networks.model import Network

_WIDTH, _MARGIN, _ROW, _LINE = 520, 20, 28, 18
_HEADING = 22
_HEADING_CHARACTERS, _CHARACTERS = 48, 70  # in a line of the title, and of the explanation
_SHAPES = {
    "square": "M-8 -8h16v16h-16Z",
    "triangle": "M0 -10 10 8H-10Z",
    "diamond": "M0 -10.5 10.5 0 0 10.5 -10.5 0Z",
}
_MARKERS = {"disc": "o", "square": "s", "triangle": "^", "diamond": "D"}


def write_legend(network: Network, out: IO[bytes]) -> None:
    """Write the legend as SVG 1.1, with the types that the network has.

    >>> import io, networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph()
    >>> some.add_node("a", label="A", type="authority")
    >>> stream = io.BytesIO()
    >>> write_legend(Network(kind=network_kind("full"), graph=some), stream)
    >>> stream.getvalue().count(b"<circle"), b">Authority (1)<" in stream.getvalue()
    (1, True)
    """
    out.write(("\n".join(_svg(network)) + "\n").encode())


class _Page(NamedTuple):
    """Where everything stands: y of the foot of a line or of the middle of a mark, from the top."""

    height: int
    heading: list[tuple[int, str]]
    rows: list[tuple[int, TypeStyle, int]]
    words: list[tuple[int, str]]


def _lay_out(network: Network) -> _Page:
    heading = wrap(one_line(network.title), width=_HEADING_CHARACTERS)
    said = f"Nodes are the larger, the more their edges weigh. Weight: {network.kind.weight}"
    words, types = wrap(said, width=_CHARACTERS), types_in(network)
    below = _MARGIN + _HEADING * (len(heading) - 1) + _ROW
    foot = below + _ROW * len(types)
    return _Page(
        height=foot + _LINE * len(words) + _MARGIN,
        heading=[(_MARGIN + 14 + _HEADING * place, line) for place, line in enumerate(heading)],
        rows=[(below + 10 + _ROW * place, kind, count) for place, (kind, count) in enumerate(types)],
        words=[(foot + 14 + _LINE * place, line) for place, line in enumerate(words)],
    )


def _svg(network: Network) -> Iterator[str]:
    page = _lay_out(network)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{page.height}" '
        f'viewBox="0 0 {_WIDTH} {page.height}" font-family="Arial, Helvetica, sans-serif" role="img">'
    )
    yield f"<title>{escape(one_line(network.title))}: legend</title>"
    yield f'<rect width="{_WIDTH}" height="{page.height}" fill="#fff"/>'
    for y, line in page.heading:
        yield _text(_MARGIN, y, line, size=16, weight="bold")
    for y, kind, count in page.rows:
        yield _mark(kind, _MARGIN + 12, y)
        yield _text(_MARGIN + 36, y + 5, f"{kind.title} ({count})", size=14)
    for y, line in page.words:
        yield _text(_MARGIN, y, line, size=12)
    yield "</svg>"


def types_in(network: Network) -> list[tuple[TypeStyle, int]]:
    """The types of nodes in a network with their number, in the order of the palette."""
    types = [type_ for _, type_ in network.graph.nodes(data="type")]
    return [(kind, types.count(name)) for name, kind in load_palette().items() if name in types]


def _text(x: int, y: int, words: str, *, size: int, weight: str = "normal") -> str:
    look = f'font-size="{size}" font-weight="{weight}" fill="#1a1a1a"'
    return f'<text x="{x}" y="{y}" {look}>{escape(words)}</text>'


def _mark(kind: TypeStyle, x: int, y: int) -> str:
    paint = f'fill="{kind.colour_code}" stroke="#333"'
    if kind.shape == "disc":
        return f'<circle cx="{x}" cy="{y}" r="9" {paint}/>'
    return f'<path d="{_SHAPES[kind.shape]}" transform="translate({x} {y})" {paint}/>'


def draw_legend(network: Network, out: IO[bytes]) -> None:
    """Write the legend as PNG, 150 dots an inch. Raises MissingPackageError without matplotlib."""
    try:
        from matplotlib import style
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackageError("matplotlib", install="'inspectgraph[plots]'") from error
    with style.context(["default", {"text.parse_math": False}]):  # whatever its user's own style is
        page = _lay_out(network)
        figure = Figure(figsize=(_WIDTH / 96, page.height / 96), dpi=150)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, _WIDTH)
        axes.set_ylim(page.height, 0)
        for y, line in page.heading:
            axes.text(_MARGIN, y, line, fontsize=12, weight="bold")
        for y, kind, count in page.rows:
            axes.plot(
                [_MARGIN + 12],
                [y],
                marker=_MARKERS[kind.shape],
                color=kind.colour_code,
                markeredgecolor="#333",
                markersize=11,
            )
            axes.text(_MARGIN + 36, y + 5, f"{kind.title} ({count})", fontsize=10.5)
        for y, line in page.words:
            axes.text(_MARGIN, y, line, fontsize=9)
        figure.savefig(out, format="png", metadata={"Software": None})
