"""How the items of what must improve, as readers listed them, agree with the store's recommendations."""

from __future__ import annotations

from collections.abc import Sequence

from inspectgraph.evaluate.figures import Matches
from inspectgraph.evaluate.gold import GoldLetter
from inspectgraph.evaluate.likeness import essence
from inspectgraph.evaluate.quoting import SaidFinding

_MOST = 0.6
"""The share of an item's letters that one recommendation, or several sentences together, must say."""


def match_items(gold: GoldLetter, findings: Sequence[SaidFinding]) -> Matches:
    """Count the items found and missed, and the recommendations that are in no list of the letter.

    An item may be one sentence or several; one in a list of another body is neither found nor too many.
    """
    said = [f.essence for f in findings if f.kind == "recommendation"]
    items = [essence(item) for item in gold.items]
    listed = items + [essence(item) for item in gold.other_items]
    found = sum(_is_found(item, said) for item in items)
    extra = sum(not any(_is_within(words, item) for item in listed) for words in said)
    return Matches(found=found, extra=extra, missed=len(items) - found)


def _is_found(item: str, said: Sequence[str]) -> bool:
    if not item:
        return False
    if any(_are_alike(item, words) for words in said):
        return True
    parts = [words for words in said if words in item]
    return bool(parts) and sum(map(len, parts)) >= _MOST * len(item)


def _are_alike(item: str, words: str) -> bool:
    shorter, longer = sorted((len(item), len(words)))
    return (item in words or words in item) and shorter >= _MOST * longer


def _is_within(words: str, item: str) -> bool:
    return bool(words) and (words in item or item in words)
