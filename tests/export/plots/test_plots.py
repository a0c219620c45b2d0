"""Plots: legible, the same again, told apart without colour, and refused where there is nothing to draw."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any
from xml.etree import ElementTree

import pytest

from inspectgraph.errors import MissingPackageError, MisuseError
from inspectgraph.export.plots import PLOTS, canvas, comparison, history, plot
from inspectgraph.export.plots.plotting import format_of, write_plot
from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.networks import network_filters
from inspectgraph.networks.facts import LetterFact, NetworkFacts, VisitFact
from inspectgraph.networks.reading import read_facts
from inspectgraph.store import OpenStore, open_store

pytest.importorskip("matplotlib", reason="matplotlib is not installed: make test")
SVG = "{http://www.w3.org/2000/svg}"
OF_ONE = ("issues", "grades")
ALL_WORDS = {"theme": "caseloads", "status": "persistent", "since": "2010", "until": "2022-12-31"}


@pytest.fixture(scope="module")
def opened(seed_store: Path) -> Iterator[OpenStore]:
    with open_store(seed_store) as store:
        yield store


def drawn(store: OpenStore, name: str, *, format: str = "svg", **words: str) -> bytes:
    stream = io.BytesIO()
    plot(store, name, network_filters(**words), stream, format=format)
    return stream.getvalue()


def words_of(store: OpenStore, name: str, **words: str) -> list[str]:
    """All words of a plot, line by line."""
    root = ElementTree.fromstring(drawn(store, name, **words))
    return [" ".join("".join(text.itertext()).split()) for text in root.iter(f"{SVG}text")]


def scope_of(name: str) -> dict[str, str]:
    return {"authority": "Blackpool"} if name in OF_ONE else {}


TITLES = {
    "issues": r"Issues by visit: Blackpool \(n = \d\d issues, 3 visits\)",
    "grades": r"Visits and grades: Blackpool \(n = 3 visits, 1 with an overall grade\)",
    "spread": r"How widespread issues are by year \(n = 3 authorities, 5 letters\)",
    "co-issues": r"Issues raised at the same visit \(n = 3 authorities, 5 letters, 5 visits with issues\)",
    "regions": r"Open issues by region \(n = 3 authorities, 5 letters\)",
}


@pytest.mark.parametrize("name", PLOTS)
def test_svg_is_xml_with_a_title_and_the_same_again(name: str, opened: OpenStore) -> None:
    svg = drawn(opened, name, **scope_of(name))
    assert svg == drawn(opened, name, **scope_of(name))
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert re.search(TITLES[name], " ".join(words_of(opened, name, **scope_of(name))))
    assert set(TITLES) == set(PLOTS)


@pytest.mark.parametrize("name", PLOTS)
def test_png_opens_and_has_its_size(name: str, opened: OpenStore) -> None:
    from matplotlib import image

    svg = ElementTree.fromstring(drawn(opened, name, **scope_of(name)))
    png = drawn(opened, name, format="png", **scope_of(name))
    assert png == drawn(opened, name, format="png", **scope_of(name))
    high, wide, _ = image.imread(io.BytesIO(png), format="png").shape
    inches = [float(str(svg.get(side)).removesuffix("pt")) / 72 for side in ("height", "width")]
    assert [high, wide] == pytest.approx([side * 150 for side in inches], abs=1)


SCOPES: tuple[dict[str, str], ...] = (
    {"authority": "Blackpool"},
    {"authority": "Blackburn with Darwen"},
    {"authority": "Lancashire"},
    {"authority": "Blackpool", **ALL_WORDS},
    {},
    {"theme": "caseloads"},
)


@pytest.mark.parametrize(
    ("name", "words"),
    [(name, words) for name in PLOTS for words in SCOPES if "authority" in words or name not in OF_ONE],
    ids=str,
)
def test_all_words_are_within_the_plot_and_large_enough(
    name: str, words: dict[str, str], opened: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside: list[str] = []

    def look(figure: Any, out: IO[bytes], *, format: str) -> None:
        canvas.save(figure, out, format=format)
        outside.extend(hard_to_read(figure))

    monkeypatch.setattr(comparison, "save", look)
    monkeypatch.setattr(history, "save", look)
    drawn(opened, name, format="png", **words)
    assert outside == []


def hard_to_read(figure: Any) -> Iterator[str]:
    """Words that are cut off at the edge, too small, or that overlap the title or the note."""
    from matplotlib.text import Text

    renderer = figure.canvas.get_renderer()
    apart = [figure._suptitle, figure._supxlabel]
    boxes = []
    for text in figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_text().strip()):
        box = text.get_window_extent(renderer)
        if not text.get_visible() or is_beyond_axis(figure.axes[0], text):
            continue
        if not (
            box.x0 >= -1 and box.y0 >= -1 and box.x1 <= figure.bbox.x1 + 1 and box.y1 <= figure.bbox.y1 + 1
        ):
            yield f"cut off: {text.get_text()}"
        if text.get_fontsize() < canvas.SMALLEST_TYPE:
            yield f"small: {text.get_text()}"
        boxes.append((text, box))
    for one in apart:
        for text, box in boxes:
            if text is not one and box.overlaps(one.get_window_extent(renderer)):
                yield f"{text.get_text()!r} lies over {one.get_text()!r}"


def is_beyond_axis(axes: Any, text: Any) -> bool:
    """matplotlib keeps labels of ticks that it does not draw because they lie beyond the axis."""
    low, high = axes.get_xlim()
    return text in axes.get_xticklabels() and not low <= text.get_position()[0] <= high


@pytest.mark.parametrize("name", ["spread", "regions", "co-issues"])
def test_every_cell_says_its_number(name: str, opened: OpenStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing relies on colour alone."""
    matrices: list[canvas.Matrix] = []

    def draw(matrix: canvas.Matrix, *, title: str, note: str) -> Any:
        matrices.append(matrix)
        return canvas.draw_matrix(matrix, title=title, note=note)

    monkeypatch.setattr(comparison, "draw_matrix", draw)
    said = words_of(opened, name)
    (matrix,) = matrices
    for row in matrix.words:
        assert len(row) == len(matrix.columns)
        assert all(row)
    assert {word for row in matrix.words for word in row} <= set(said)
    assert set(matrix.rows) <= set(said)


def test_stances_have_marks_and_grades_have_shapes(opened: OpenStore) -> None:
    said = words_of(opened, "issues", authority="Blackpool")
    facts = read_facts(opened, parts=["issues"], gss="E06000009")
    for stance, mark in (("concern", "✗"), ("mixed", "~"), ("strength", "✓")):
        assert said.count(mark) == sum(s.stance == stance for s in facts.stances), stance
    looks = [history._look(family) for family in load_scheme("family")]
    for what in ("marker", "color"):
        assert len({look[what] for look in looks}) == len(looks), f"add a {what} for each family of visits"


def test_a_users_own_style_changes_nothing(opened: OpenStore) -> None:
    import matplotlib

    plain = drawn(opened, "spread")
    with matplotlib.rc_context({"svg.fonttype": "path", "savefig.bbox": "tight", "font.size": 30}):
        assert drawn(opened, "spread") == plain


EMPTY: tuple[tuple[str, dict[str, str], str], ...] = (
    ("issues", {"authority": "Essex"}, "no letter"),
    ("issues", {"authority": "Lancashire", "status": "resolved"}, "no issue"),
    ("issues", {}, "--authority"),
    ("grades", {"authority": "Essex"}, "no letter"),
    ("grades", {}, "--authority"),
    ("spread", {"theme": "adoption"}, "no issue"),
    ("spread", {"region": "London"}, "no letter"),
    ("co-issues", {"theme": "adoption"}, "no issue"),
    ("regions", {"status": "resolved"}, "no issue"),
    ("regions", {"since": "2030"}, "no letter"),
    ("pie", {}, "there is no plot 'pie'.*spread"),
)


@pytest.mark.parametrize(("name", "words", "said"), EMPTY)
def test_nothing_to_draw(name: str, words: dict[str, str], said: str, opened: OpenStore) -> None:
    stream = io.BytesIO()
    with pytest.raises(MisuseError, match=said):
        plot(opened, name, network_filters(**words), stream, format="svg")
    assert stream.getvalue() == b""
    assert len(EMPTY) == 11


@pytest.mark.parametrize("name", PLOTS)
def test_an_empty_store(name: str) -> None:
    with pytest.raises(MisuseError, match="no letter"):
        write_plot(NetworkFacts(), name, io.BytesIO())


@pytest.mark.parametrize("name", PLOTS)
def test_without_matplotlib_its_command_is_named(
    name: str, opened: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingPackageError, match=r"run `pip install 'inspectgraph\[plots\]'`"):
        drawn(opened, name, **scope_of(name))


def test_formats() -> None:
    assert format_of(Path("a b.PNG")) == "png"
    for name in ("a.pdf", "a", ".svg", "a.svg.gz"):
        with pytest.raises(MisuseError, match="SVG or PNG"):
            format_of(Path(name))


def test_a_grade_of_an_older_scale_has_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """It must not stand on the line of visits without a grade."""
    visit = VisitFact("v1", "E06000009", "other", "2010-05-10", "", "letter", "adequate")
    later = visit._replace(iri="v2", family="ilacs", start="2018-05-14", grade="good")
    letters = tuple(
        LetterFact(f"l{v.iri}", "a.pdf", "ilacs-standard", v.gss, v.iri, v.start, "", v.iri)
        for v in (visit, later)
    )
    seen: list[Any] = []
    monkeypatch.setattr(history, "save", lambda figure, out, *, format: seen.append(figure.axes[0]))
    write_plot(NetworkFacts(letters=letters, visits=(visit, later)), "grades", io.BytesIO())
    (axes,) = seen
    rows = [tick.get_text() for tick in axes.get_yticklabels()]
    assert rows[0] == "no overall grade"
    points = {(round(x), rows[int(y)]) for line in axes.lines for x, y in zip(*line.get_data(), strict=True)}
    assert points == {(2010, "Adequate"), (2018, "Good")}


def test_a_missing_grade_is_no_grade(opened: OpenStore) -> None:
    assert "Adequate" not in words_of(opened, "grades", authority="Blackpool")


@pytest.mark.parametrize("part", range(0, 101, 5))
def test_words_in_cells_have_contrast(part: int) -> None:
    """At least 4.5 to 1, as WCAG 2.2 asks for in criterion 1.4.3."""
    import matplotlib

    cell = light(matplotlib.colormaps[canvas._SCALE](part / 100)[:3])
    words = light((1.0, 1.0, 1.0) if canvas.words_colour(part / 100) == "white" else (0.0, 0.0, 0.0))
    lighter, darker = max(cell, words), min(cell, words)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def light(colour: Sequence[float]) -> float:
    """Relative luminance, as WCAG defines it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
