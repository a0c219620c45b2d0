"""Which authority the letter is about."""

from __future__ import annotations

from collections.abc import Iterator

from inspectgraph.errors import UnreadableError
from inspectgraph.extract.model import Stated
from inspectgraph.extract.parts import LetterParts, Span
from inspectgraph.knowledge.authorities import Authority, authorities_named_in


def extract_authority(parts: LetterParts) -> tuple[Authority, Stated]:
    """The authority that was visited, with the words that name it.

    The title or subject decides, then the opening; an address in another authority's town does not.
    Of councils that kept their name when they were formed anew it is today's, so that its issues are one.
    Raises UnreadableError if no English authority is named.
    """
    for span in _places(parts):
        for start, end, authority in authorities_named_in(parts.flat(span)):
            passage = parts.letter.passage(span.start + start, span.start + end)
            return authority, Stated(value=authority.gss, passage=passage)
    raise UnreadableError(
        "no English authority is named in it",
        code="no-authority",
        where=parts.letter.file,
        remedy="name the authority in the title; if its name is missing in ontology/authorities.ttl, add it",
    )


def _places(parts: LetterParts) -> Iterator[Span]:
    if parts.subject:
        yield parts.subject
    if parts.salutation is not None:
        after = parts.letter.blocks[parts.salutation].start
        yield Span(start=after, end=max(after, parts.opening.end))
    yield parts.opening
    yield Span(start=0, end=parts.letter.flow_end)
