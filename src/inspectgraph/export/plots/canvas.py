"""What all plots share: a figure of the right size, legible type, and files that are the same again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import fill
from typing import IO, TYPE_CHECKING, Any

from inspectgraph.errors import MissingPackageError, MisuseError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CELL_WIDTH, CELL_HEIGHT = 0.62, 0.27  # inches
SMALLEST_TYPE = 9  # points, at the size in which the plot is written
_TITLE_CHARACTER, _NOTE_CHARACTER = 0.11, 0.075  # inches, in the type of titles and notes
_STYLE: Any = {
    "font.size": SMALLEST_TYPE + 1,
    "font.family": "DejaVu Sans",
    "svg.hashsalt": "inspectgraph",
    "svg.fonttype": "none",
    "text.parse_math": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_DATELESS = {"svg": {"Date": None, "Creator": "inspectgraph"}, "png": {"Software": "inspectgraph"}}
_SCALE = "Blues"
_DARK = 0.71  # the share of the scale above which white words have more contrast than black ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Shares or counts by row and column, None where there is nothing to count; `words` stand in cells."""

    rows: Sequence[str]
    columns: Sequence[str]
    values: Sequence[Sequence[float | None]]
    words: Sequence[Sequence[str]]


@contextmanager
def new_figure(width: float, height: float) -> Iterator[Figure]:
    """A figure of so many inches in the style of all plots. Raises MissingPackageError without matplotlib."""
    try:
        from matplotlib import style
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingPackageError("matplotlib", install="'inspectgraph[plots]'") from error
    with style.context(["default", _STYLE]):  # whatever its user's own style is
        figure = Figure(figsize=(width, height), layout="constrained")
        FigureCanvasAgg(figure)
        yield figure


def save(figure: Figure, out: IO[bytes], *, format: str) -> None:
    """Write a figure as "svg" or "png", without a clock. To be called within `new_figure`."""
    figure.savefig(out, format=format, dpi=150, metadata=_DATELESS[format])


def caption(figure: Figure, *, title: str, note: str) -> None:
    """Put a title above all and a note below, from its left edge on, in as many lines as it takes."""
    width = figure.get_size_inches()[0]
    figure.suptitle(fill(title, int(width / _TITLE_CHARACTER)), x=0.01, ha="left", weight="bold", fontsize=12)
    figure.supxlabel(fill(note, int(width / _NOTE_CHARACTER)), x=0.01, ha="left", fontsize=SMALLEST_TYPE)


def titled(what: str, scope: str, counted: str) -> str:
    """A title: what is drawn, of what, and how much there is of it.

    >>> titled("Open issues", "London, since 2018", "n = 3 authorities")
    'Open issues: London, since 2018 (n = 3 authorities)'
    """
    return f"{what}: {scope} ({counted})" if scope else f"{what} ({counted})"


def number_of(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> number_of(1, "visit"), number_of(2, "visit"), number_of(2, "authority", "authorities")
    ('1 visit', '2 visits', '2 authorities')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


@contextmanager
def draw_matrix(matrix: Matrix, *, title: str, note: str) -> Iterator[Figure]:
    """A figure with a matrix: darker is more, and every cell says how much.

    Raises MisuseError for one without rows or columns, MissingPackageError without matplotlib.
    """
    require(matrix.rows and matrix.columns, "issue")
    longest = max((len(row) for row in matrix.rows), default=0)
    width = max(7.0, 0.085 * longest + CELL_WIDTH * len(matrix.columns) + 1)
    height = CELL_HEIGHT * len(matrix.rows) + 0.085 * max((len(c) for c in matrix.columns), default=0) + 1.9
    with new_figure(width, height) as figure:
        axes = figure.add_subplot()
        highest = max((v for row in matrix.values for v in row if v is not None), default=0) or 1
        filled = [[float("nan") if v is None else v for v in row] for row in matrix.values]
        axes.imshow(filled, cmap=_SCALE, vmin=0, vmax=highest, aspect="auto")
        _print_words(axes, matrix, highest)
        axes.set_xticks(range(len(matrix.columns)), matrix.columns, rotation=60, ha="right")
        axes.set_yticks(range(len(matrix.rows)), matrix.rows)
        axes.tick_params(length=0)
        axes.spines[:].set_visible(False)
        caption(figure, title=title, note=note)
        yield figure


def require(found: object, what: str) -> None:
    """Raise MisuseError where nothing is found to draw.

    >>> require([], "letter")
    Traceback (most recent call last):
    inspectgraph.errors.MisuseError: no letter of the store is like this, so there is nothing to draw: \
widen the filters
    """
    if not found:
        raise MisuseError(
            f"no {what} of the store is like this, so there is nothing to draw", remedy="widen the filters"
        )


def words_colour(share: float) -> str:
    """The colour of words on a cell that is so dark.

    >>> words_colour(0.1), words_colour(1.0)
    ('black', 'white')
    """
    return "white" if share > _DARK else "black"


def _print_words(axes: Axes, matrix: Matrix, highest: float) -> None:
    for y, (values, words) in enumerate(zip(matrix.values, matrix.words, strict=True)):
        for x, (value, word) in enumerate(zip(values, words, strict=True)):
            colour = words_colour(value / highest) if value is not None else "black"
            axes.text(x, y, word, ha="center", va="center", color=colour, fontsize=SMALLEST_TYPE)
