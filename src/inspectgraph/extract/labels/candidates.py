"""What is no finding at all: addresses, legal and contact text, methodology, remnants of tables."""

from __future__ import annotations

import re
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.tables import no_findings

_NEVER: Final = frozenset({"boilerplate"})
_WORD = re.compile(r"[^\W\d_]{2,}")


def is_evaluative_candidate(text: str, role: str) -> bool:
    """Whether a sentence may be a finding; in doubt it may.

    `role` is the role of its section. Headings and other blocks that hold no sentences are for the
    caller to leave out.

    >>> is_evaluative_candidate("Visits are timely.", "findings"), is_evaluative_candidate("Dear Ms A", "")
    (True, False)
    """
    if role in _NEVER or not _has_two_words(text):
        return False
    return not no_findings().match(fold(text).strip())


def _has_two_words(text: str) -> bool:
    first = _WORD.search(text)
    return first is not None and _WORD.search(text, first.end()) is not None
