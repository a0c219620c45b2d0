"""What a sentence is labelled from, and what it is labelled with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from inspectgraph.extract.model import Change, Polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceContext:
    """Where a sentence stands.

    `heading` is the words of its section's heading; `role` the section's role in
    `ontology/cues/headings.csv`, "" for none; `is_item` whether it stands in a list item; `previous`
    the sentence before it in the same paragraph or item.
    """

    heading: str | None = None
    role: str = ""
    is_item: bool = False
    previous: str | None = None


class SentenceLabels(NamedTuple):
    """The labels of one sentence: up to three theme ids, the main one first.

    `reasons` are the ids of the cues and rules that decided, for `--explain`.
    """

    polarity: Polarity
    change: Change
    themes: tuple[str, ...]
    reasons: tuple[str, ...]
