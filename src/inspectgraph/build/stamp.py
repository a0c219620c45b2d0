"""What a letter's graph depends on besides the letter."""

from __future__ import annotations

from inspectgraph.knowledge.places import knowledge_digest
from inspectgraph.version import VERSION

_READ_BY_EXTRACTORS = ("authorities.ttl", "cues/", "frameworks.csv", "labels/weights-", "schemes/")


def letter_stamp() -> str:
    """The version of the extractors, and a hash of the knowledge that they use.

    >>> letter_stamp().partition(" ")[0] == VERSION
    True
    """
    return f"{VERSION} {knowledge_digest(parts=_READ_BY_EXTRACTORS)}"
