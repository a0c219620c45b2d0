"""PDF: paragraphs, headings, lists and tables told by where and how their lines are printed."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.joining import mend_broken
from inspectgraph.letters.layout.blocks import blocks_of
from inspectgraph.letters.layout.clusters import cluster_lines, mend_columns
from inspectgraph.letters.layout.engine import read_printed_lines
from inspectgraph.letters.layout.letterhead import part_letterhead
from inspectgraph.letters.layout.margins import part_furniture
from inspectgraph.letters.layout.measures import measure_document


def read_pdf(data: bytes, where: str) -> Iterator[Draft]:
    """Drafts of the blocks of a PDF with a text layer, furniture last.

    Raises UnreadableError with the code `damaged`, `encrypted`, `no-pages`, `too-long` or `no-text`.

    >>> next(read_pdf(b"<html>", "a.pdf"))
    Traceback (most recent call last):
    inspectgraph.errors.UnreadableError: the PDF ends too early (a.pdf): fetch the file again
    """
    lines = read_printed_lines(data, where=where)
    measures = measure_document(lines)
    parted = part_furniture(lines, measures)
    head, body = part_letterhead(parted.flow, measures)
    yield from head
    clusters = mend_columns(list(cluster_lines(body, measures)))
    blocks = blocks_of(clusters, measures, is_letter=bool(head))
    yield from mend_broken(block for block in blocks if block.text)
    yield from parted.furniture
