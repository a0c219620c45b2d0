"""The findings of a store as gold quotes find them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspectgraph.evaluate.likeness import essence, letter_key

_SHORTEST_PART = 15
_CUT = 40
_LONG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidFinding:
    """A finding of the store; `essence` is that of its words, `themes` has the main one first."""

    essence: str
    kind: str
    polarity: str
    change: str
    themes: tuple[str, ...]


class FindingIndex:
    """The findings of each letter, found by a quote from it."""

    def __init__(self, records: Iterable[Mapping[str, object]]) -> None:
        self._by_letter: dict[str, list[SaidFinding]] = {}
        for record in records:
            self._by_letter.setdefault(letter_key(str(record["file"])), []).append(_finding(record))

    def has_letter(self, file: str) -> bool:
        """Whether the store has findings of this letter."""
        return letter_key(file) in self._by_letter

    def of_letter(self, file: str) -> Sequence[SaidFinding]:
        """The findings of a letter, in its order."""
        return self._by_letter.get(letter_key(file), [])

    def covering(self, file: str, quote: str) -> Sequence[SaidFinding]:
        """The findings of a letter that say what a quote says.

        Those with the same words; else those that hold the quote, or that are a good part of it; else, of a
        long quote, those with its first or last words: a running head may stand inside a gold quote.
        """
        wanted, findings = essence(quote), self.of_letter(file)
        same = [f for f in findings if f.essence == wanted]
        if same:
            return same
        shortest = max(_SHORTEST_PART, len(wanted) // 4)
        parts = [f for f in findings if _overlaps(f.essence, wanted, shortest=shortest)]
        if parts or len(wanted) <= _LONG:
            return parts
        first = [f for f in findings if wanted[:_CUT] in f.essence]
        return first or [f for f in findings if wanted[-_CUT:] in f.essence]


def _overlaps(words: str, wanted: str, *, shortest: int) -> bool:
    return bool(words) and (wanted in words or (words in wanted and len(words) >= shortest))


def _finding(record: Mapping[str, object]) -> SaidFinding:
    themes = record["themes"]
    return SaidFinding(
        essence=essence(str(record["text"])),
        kind=str(record["kind"]),
        polarity=str(record["polarity"]),
        change=str(record["change"]),
        themes=tuple(map(str, themes)) if isinstance(themes, list) else (),
    )
