"""From drafts of blocks to a Letter: the text is laid down once, and everything gets its offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.model import Block, Letter, Section, Sentence
from inspectgraph.letters.sentences import split_sentences

_CLOSE = frozenset({"line", "row", "item"})


def compose_letter(drafts: Iterable[Draft], *, file: str, sha256: str) -> Letter:
    """Lay drafts down as one text and find sections and sentences in it.

    Drafts of kind `furniture` go to the end of the text, in their order. Empty drafts are dropped.

    >>> drafts = (Draft(kind="heading", text="Findings"), Draft(kind="item", text="Timely. Good."))
    >>> letter = compose_letter(drafts, file="a", sha256="0" * 64)
    >>> [letter.words_of(s) for s in letter.sentences], letter.heading_of(0)
    (['Timely.', 'Good.'], 'Findings')
    """
    kept = [draft for draft in drafts if draft.text.strip()]
    ordered = [d for d in kept if d.kind != "furniture"] + [d for d in kept if d.kind == "furniture"]
    text, blocks, page_starts = _lay_down(ordered)
    sections = tuple(_find_sections(blocks))
    sentences = tuple(_find_sentences(text, blocks, sections))
    return Letter(
        file=file,
        sha256=sha256,
        text=text,
        blocks=blocks,
        sections=sections,
        sentences=sentences,
        page_starts=page_starts,
    )


def _lay_down(drafts: Sequence[Draft]) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    pieces: list[str] = []
    blocks: list[Block] = []
    pages: dict[int, int] = {}
    at = 0
    for before, draft in zip([None, *drafts], drafts, strict=False):
        gap = _gap(before, draft)
        at += len(gap)
        pieces += [gap, draft.text]
        blocks.append(
            Block(
                kind=draft.kind,
                start=at,
                end=at + len(draft.text),
                level=draft.level,
                marker=draft.marker,
                number=draft.number,
            )
        )
        if draft.kind != "furniture":
            _note_pages(pages, draft, at)
        at += len(draft.text)
    return "".join(pieces), tuple(blocks), _page_starts(pages)


def _gap(before: Draft | None, draft: Draft) -> str:
    if before is None:
        return ""
    return "\n" if before.kind == draft.kind and draft.kind in _CLOSE else "\n\n"


def _note_pages(pages: dict[int, int], draft: Draft, at: int) -> None:
    if draft.page:
        pages.setdefault(draft.page, at)
        for step, offset in enumerate(draft.breaks, start=1):
            pages.setdefault(draft.page + step, at + offset)


def _page_starts(pages: dict[int, int]) -> tuple[int, ...]:
    """A start for each page up to the last; a page with no running text starts where the next one does."""
    starts: list[int] = []
    following = 0
    for page in range(max(pages, default=0), 0, -1):
        following = pages.get(page, following)
        starts.append(following)
    starts.reverse()
    return (0, *starts[1:]) if starts else ()


def _find_sections(blocks: Sequence[Block]) -> Iterable[Section]:
    heading: Block | None = None
    first = 0
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            if index > first or heading is not None:
                yield Section(heading=heading, first=first, last=index)
            heading, first = block, index + 1
        elif block.kind == "furniture":
            yield Section(heading=heading, first=first, last=index)
            return
    yield Section(heading=heading, first=first, last=len(blocks))


def _find_sentences(text: str, blocks: Sequence[Block], sections: Sequence[Section]) -> Iterable[Sentence]:
    for number, section in enumerate(sections):
        for index in range(section.first, section.last):
            block = blocks[index]
            if block.kind not in ("paragraph", "item"):
                continue
            for start, end in split_sentences(text[block.start : block.end]):
                yield Sentence(block.start + start, block.start + end, block=index, section=number)
