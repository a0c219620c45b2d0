"""What is no finding at all: addresses, legal and contact text, methodology, remnants of tables."""

from __future__ import annotations

import re
from typing import Final

from inspectgraph.extract.labels.cues import fold
from inspectgraph.extract.labels.tables import no_findings

_NEVER: Final = frozenset({"boilerplate"})
_WORDS = re.compile(r"[^\W\d_]{2,}")


def is_evaluative_candidate(text: str, role: str) -> bool:
    """Whether a sentence may be a finding; in doubt it may.

    `role` is the role of its section. Headings and other blocks that hold no sentences are for the
    caller to leave out.

    >>> is_evaluative_candidate("Visits are timely.", "findings"), is_evaluative_candidate("Dear Ms A", "")
    (True, False)
    """
    if role in _NEVER or len(_WORDS.findall(text)) < 2:
        return False
    folded = fold(text).strip()
    return not any(pattern.fullmatch(folded) for pattern in no_findings())
