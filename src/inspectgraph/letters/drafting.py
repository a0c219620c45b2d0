"""Runs of lines become drafts of blocks: headings with marks, table rows, list items, paragraphs, lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.furniture import Line
from inspectgraph.letters.headings import is_known_heading
from inspectgraph.letters.joining import has_ended, is_full, join_lines, mended
from inspectgraph.letters.lines import (
    DASHES,
    Marker,
    cells_of,
    is_rule,
    read_markdown_heading,
    read_marker,
    strip_markup,
)
from inspectgraph.letters.wording import closing_words, is_salutation

_LONGEST_LINE = 120  # characters in a line of an address or a title block
_SUB_BULLETS = DASHES | frozenset("○◦")
_STEP = 2  # characters of indent by which an item is deeper than the one above it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Lines that stand together; `continues` tells that a page break alone parts them from the run before."""

    lines: tuple[Line, ...]
    continues: bool = False


def draft_blocks(lines: Iterable[Line], *, width: int) -> Iterator[Draft]:
    """Blocks by blank lines, markers, heading marks and table rows; plain headings are still paragraphs.

    `width` is that of a hard-wrapped text, 0 for one with a line for each paragraph.

    >>> rows = [Line(text=text, page=0) for text in ("Plans are", "clear.", "- Visits", "- Audits")]
    >>> [(d.kind, d.text) for d in draft_blocks(rows, width=0)]
    [('paragraph', 'Plans are clear.'), ('item', 'Visits'), ('item', 'Audits')]
    """
    held: Draft | None = None
    for run in _runs_of(lines, width=width):
        drafts = list(_drafts_of(run.lines, width=width))
        if held is not None and run.continues and _may_continue(held, drafts[0]):
            drafts[0] = mended([held, drafts[0]])
        elif held is not None:
            yield held
        yield from drafts[:-1]
        held = drafts[-1]
    if held is not None:
        yield held


def _may_continue(left: Draft, right: Draft) -> bool:
    return left.kind in ("paragraph", "item") and right.kind == "paragraph" and right.marker is None


def _runs_of(lines: Iterable[Line], *, width: int) -> Iterator[_Run]:
    run: list[Line] = []
    last: Line | None = None
    continues = False
    for line in lines:
        if line.is_blank or is_rule(line.text):
            if run:
                yield _Run(lines=tuple(run), continues=continues)
            run = []
            continue
        turned = last is not None and line.page > last.page
        opens = _opens_block(line.text) and not _is_wrapped_there(run, line, width=width)
        if run and (opens or turned):
            yield _Run(lines=tuple(run), continues=continues)
            run = []
        if not run:
            full = last is not None and is_full(last.text, line.text, width=width)
            continues = turned and full and not opens
        run.append(line)
        last = line
    if run:
        yield _Run(lines=tuple(run), continues=continues)


def _opens_block(text: str) -> bool:
    return (
        read_marker(text) is not None
        or read_markdown_heading(text) is not None
        or cells_of(text) is not None
        or (len(text) < _LONGEST_LINE and _tells_part(strip_markup(text)))
    )


def _tells_part(words: str) -> bool:
    return is_salutation(words) or closing_words(words) is not None


def _is_wrapped_there(run: Sequence[Line], line: Line, *, width: int) -> bool:
    """Whether a dash or number begins a line only because the line above was full in mid-sentence."""
    marker = read_marker(line.text)
    if marker is None or not run or has_ended(run[-1].text):
        return False
    if not is_full(run[-1].text, line.text, width=width):
        return False
    above = read_marker(run[0].text)
    if marker.number is not None:
        return above is None or above.number != marker.number - 1
    return marker.text in DASHES and (above is None or above.text != marker.text)


def _drafts_of(run: Sequence[Line], *, width: int) -> Iterator[Draft]:
    first = run[0]
    if heading := read_markdown_heading(first.text):
        yield Draft(kind="heading", text=heading[1], level=heading[0], page=first.page)
        run = run[1:]
    elif read_marker(first.text) is None and (cells := cells_of(first.text)):
        yield Draft(kind="row", text="\t".join(cells), page=first.page)
        run = run[1:]
    if run:
        yield from _paragraphs_of(run, width=width)


def _paragraphs_of(run: Sequence[Line], *, width: int) -> Iterator[Draft]:
    marker = read_marker(run[0].text)
    texts = [line.text.strip() for line in run]
    if marker:
        texts[0] = run[0].text[marker.width :].strip()
    pieces = list(join_lines(texts, width=width or (1 if marker and _is_indented(run) else 0)))
    for place, (index, text) in enumerate(pieces):
        draft = Draft(kind="paragraph", text=strip_markup(text), page=run[index].page)
        if marker and place == 0:
            yield _marked(draft, marker)
        elif len(pieces) > 1 and _is_line(text):
            yield draft._replace(kind="line")
        else:
            yield draft


def _marked(draft: Draft, marker: Marker) -> Draft:
    """The draft with its marker, its level still the indent; a numbered block stays a paragraph."""
    kind = draft.kind if marker.number is not None else "item"
    return draft._replace(kind=kind, marker=marker.text, number=marker.number, level=marker.indent)


def _is_line(text: str) -> bool:
    """Whether a text among others of its run is a line of an address or title rather than a paragraph."""
    if len(text) >= _LONGEST_LINE or has_ended(text):
        return False
    return not is_known_heading(text)


def _is_indented(run: Sequence[Line]) -> bool:
    return len(run) > 1 and all(line.text.startswith((" ", "\t")) for line in run[1:])


def set_levels(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Turn the indents of list items into levels, 0 for the outermost of each list.

    A dash or hollow bullet under another marker is a level deeper even where it isn't indented.

    >>> rows = [(2, "•"), (2, "•"), (6, "•"), (2, "–")]
    >>> [d.level for d in set_levels(Draft(kind="item", text="x", level=i, marker=m) for i, m in rows)]
    [0, 0, 1, 1]
    """
    indents: list[int] = []
    outermost = ""
    for draft in drafts:
        if draft.marker is None:
            indents = []
            yield draft
            continue
        while len(indents) > 1 and draft.level < indents[-1]:
            indents.pop()
        if not indents:
            outermost, indents = draft.marker, [draft.level]
        elif draft.level >= indents[-1] + _STEP:
            indents.append(draft.level)
        level = len(indents) - 1
        is_sub = draft.marker in _SUB_BULLETS and outermost not in _SUB_BULLETS
        yield draft._replace(level=max(level, 1) if is_sub else level)
