"""What the clusters of lines are: headings by size and weight, items by their marks, rows, lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import ends_with_grade, is_heading_like, is_key_and_value, role_of_heading
from inspectgraph.letters.joining import join_words
from inspectgraph.letters.layout.clusters import Cluster
from inspectgraph.letters.layout.letterhead import is_closing, single_lines
from inspectgraph.letters.layout.measures import Measures
from inspectgraph.letters.layout.printed import PrintedLine

_ENDED = re.compile(r"[.!?:;,][\"'”’)\]]*$")
_LEADERS = re.compile(r"(?P<title>.*?\S)\s*[.…·_]{4,}\s*(?P<page>\d{1,3})")
_MOST_WORDS = 40  # in a heading
_MOST_WORDS_OF_SENTENCE = 12  # in a heading that ends with a full stop
_SUBJECT_WORDS = 30
_SHORT = 0.75  # of the way to the right margin: a line that ends before is no line of a paragraph
_Part = Literal["report", "subject", "letter", "signatures"]
_STEP = 6.0  # points by which a list within a list is indented


def blocks_of(clusters: Iterable[Cluster], measures: Measures, *, is_letter: bool) -> Iterator[Draft]:
    """Drafts of all clusters; with `is_letter` the first is a subject, and signatures follow its close."""
    clusters = list(clusters)
    depths = _heading_depths(clusters, measures, deepest_of_all=1 if is_letter else 0)
    lists = _Lists()
    part: _Part = "subject" if is_letter else "report"
    for before, cluster, following in zip([None, *clusters], clusters, [*clusters[1:], None], strict=False):
        draft = _plain(cluster)
        if part != "report" and is_closing(draft.text):
            part = "signatures"
        if row := _row(draft, cluster):
            yield row
        elif part == "signatures":
            yield from single_lines(cluster.lines, measures)
        elif part == "subject" and _may_be_subject(draft.text):
            yield draft._replace(kind="heading", level=1)
        elif is_heading(cluster, draft.text, measures) and not _goes_with_key(before, cluster):
            lists.leave_all()
            yield _heading(draft, cluster, depths)
        elif cluster.mark is not None:
            yield lists.place(draft, cluster)
        else:
            lists.leave(cluster)
            yield _paragraph_or_line(draft, cluster, following, measures, depths)
        part = "letter" if part == "subject" else part


def _plain(cluster: Cluster) -> Draft:
    text, breaks = _text_of(cluster.lines)
    return Draft(kind="paragraph", text=text, page=cluster.first.page, breaks=breaks)


def is_heading(cluster: Cluster, text: str, measures: Measures) -> bool:
    """Whether size and weight make the block a heading; its words can only speak against it."""
    if not _is_set_off(cluster, measures):
        return False
    if measures.is_small(cluster.first) or not any(character.isalpha() for character in text):
        return False
    if cluster.mark is not None and cluster.mark.number is None:
        return False
    words = len(text.split())
    if words == 1 and text.islower():
        return False
    if words > _MOST_WORDS or (text.endswith(".") and words > _MOST_WORDS_OF_SENTENCE):
        return ends_with_grade(text)
    return not (cluster.first.page == 1 and is_key_and_value(text))


def _is_set_off(cluster: Cluster, measures: Measures) -> bool:
    return all(line.bold or measures.is_large(line) for line in cluster.lines)


def _heading(draft: Draft, cluster: Cluster, depths: dict[int, int]) -> Draft:
    draft = draft._replace(kind="heading", level=depths[round(cluster.first.size)], breaks=())
    if cluster.mark is None:
        return draft
    return draft._replace(
        text=draft.text[cluster.mark.width :].lstrip(),
        marker=cluster.mark.text,
        number=cluster.mark.number,
    )


def _heading_depths(
    clusters: Sequence[Cluster], measures: Measures, *, deepest_of_all: int
) -> dict[int, int]:
    """The level of each size of heading, the largest first."""
    sizes = {
        round(cluster.first.size)
        for cluster in clusters
        if not cluster.cells
        and _is_set_off(cluster, measures)  # before the text is put together
        and is_heading(cluster, _text_of(cluster.lines)[0], measures)
    }
    sizes.add(round(measures.body))
    return {size: deepest_of_all + rank for rank, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _paragraph_or_line(
    draft: Draft, cluster: Cluster, following: Cluster | None, measures: Measures, depths: dict[int, int]
) -> Draft:
    text = draft.text
    if cluster.first.page == 1 and is_key_and_value(text):
        return draft._replace(kind="line")
    is_short = cluster.last.right <= _SHORT * measures.reach
    heads = _heads_list(cluster, following, measures) or (is_short and bool(role_of_heading(text)))
    if heads and len(cluster.lines) == 1 and is_heading_like(text):
        return draft._replace(kind="heading", level=depths[round(measures.body)] + 1)
    if len(cluster.lines) > 1 or not is_short:
        return draft
    if is_key_and_value(text):
        return draft._replace(kind="line")
    torn = following is not None and following.mark is None and following.first.text[:1].islower()
    return draft if _ENDED.search(text) or torn else draft._replace(kind="line")


def _heads_list(cluster: Cluster, following: Cluster | None, measures: Measures) -> bool:
    """Whether a short line in the body's own font (in italics, say) stands by itself above a list."""
    if following is None or following.mark is None or cluster.first.size != measures.body:
        return False
    return cluster.first.page > 1 and not following.cells


def _may_be_subject(text: str) -> bool:
    return len(text.split()) <= _SUBJECT_WORDS and not text.endswith(".")


def _row(draft: Draft, cluster: Cluster) -> Draft | None:
    """A row of a table, or of a contents list with dots up to the page's number; None for other blocks.

    A name with a colon and its value in the next cell, as on a title page, is one line.
    """
    if draft.text[-1:].isdigit() and (leaders := _LEADERS.fullmatch(draft.text)):
        return draft._replace(kind="row", text=f"{leaders['title']}\t{leaders['page']}", breaks=())
    if not cluster.cells:
        return None
    draft = draft._replace(breaks=())
    cells = [_text_of(cell)[0] for cell in [cluster.lines, *cluster.cells]]
    if len(cells) == 2 and cluster.first.page == 1 and is_key_and_value(" ".join(cells)):
        return draft._replace(kind="line", text=" ".join(cells))
    return draft._replace(kind="row", text="\t".join(cells))


def _goes_with_key(before: Cluster | None, cluster: Cluster) -> bool:
    """Whether the block stands under the value of a name on a title page (an inspector's office, say)."""
    if before is None or cluster.first.page > 1 or not is_key_and_value(before.first.text):
        return False
    return cluster.first.left > before.first.left + 2 * cluster.first.size


def _text_of(lines: Sequence[PrintedLine]) -> tuple[str, tuple[int, ...]]:
    """The words of the lines, and where in them a new page begins."""
    text, page = lines[0].text, lines[0].page
    if lines[-1].page == page:
        whole = " ".join([line.text for line in lines])
        if "- " not in whole:  # no line ends with a hyphen
            return whole, ()
    breaks: list[int] = []
    for line in lines[1:]:
        text = join_words(text, line.text)
        if line.page > page:
            breaks.append(len(text) - len(line.text))
            page = line.page
    return text, tuple(breaks)


@dataclass(slots=True)
class _Lists:
    """The left edges of the lists that are open, the outermost first."""

    edges: tuple[float, ...] = ()

    def leave_all(self) -> None:
        """A heading ends all lists."""
        self.edges = ()

    def leave(self, cluster: Cluster) -> None:
        """A paragraph that is no item ends the lists that are not further left than it."""
        self.edges = tuple(edge for edge in self.edges if edge < cluster.first.left - _STEP)

    def place(self, draft: Draft, cluster: Cluster) -> Draft:
        """The item without its mark, at its level."""
        assert cluster.mark is not None
        self.edges = (*(e for e in self.edges if e < cluster.first.left - _STEP), cluster.first.left)
        shift = len(draft.text) - len(draft.text[cluster.mark.width :].lstrip())
        return draft._replace(
            kind="paragraph" if cluster.mark.number is not None else "item",
            text=draft.text[shift:],
            level=len(self.edges) - 1,
            marker=cluster.mark.text,
            number=cluster.mark.number,
            breaks=tuple(place - shift for place in draft.breaks),
        )
