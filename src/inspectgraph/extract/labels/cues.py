"""Cues: patterns of language, kept as rows of CSV, and the index that finds them in a sentence fast.

A pattern is a regular expression over words in lower case, with straight apostrophes, and three
conveniences: a space stands for a space or a hyphen ("life story" also matches "life-story"), ` ~ `
between words stands for up to three words of any kind, and a pattern begins and ends at a word. A
pattern begins with letters or with a group of alternatives that do, so that the index can file it
under its first word; only the patterns filed under the words of a sentence are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from inspectgraph.errors import DataError

_FOLD = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "\ufffe": "-", "\xad": "-", "‐": "-", "‑": "-"}
)
_WHITE = re.compile(r"\s")
_WORD = re.compile(r"[a-z0-9]+")
_LETTERS = re.compile(r"[a-z0-9]+")
_GAP = r"(?:[\w',%-]+ ){0,3}?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One pattern: what it speaks for (`label`), how strongly (`weight`), and its `id` for `--explain`."""

    id: str
    label: str
    weight: float
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that was found, and where, in the folded sentence."""

    start: int
    end: int
    cue: Cue


def fold(text: str) -> str:
    """The text in lower case with plain apostrophes and blanks; as long as it was, so offsets hold.

    >>> fold("The child’s\\nvoice")
    "the child's voice"
    """
    return _WHITE.sub(" ", text.translate(_FOLD).lower())


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of one pattern. Raises DataError where it does not compile.

    >>> bool(compile_pattern("life stor(y|ies)").match("life-story work"))
    True
    """
    body = pattern.replace(" ~ ", " <gap>").replace(" ", "[ -]").replace("<gap>", _GAP)
    try:
        return re.compile(rf"(?:{body})(?!\w)")
    except re.error as error:
        raise DataError(
            f"the pattern {pattern!r} does not compile: {error}",
            where="ontology/cues",
            remedy="mend the regular expression in that row",
        ) from error


def first_words(pattern: str) -> tuple[str, ...]:
    """The words that a pattern can begin with; one that may go on as a longer word ends in `*`.

    Raises DataError where the pattern does not begin with letters.

    >>> first_words("(care|court) plans?"), first_words("cafs?"), first_words("case ?loads?")
    (('care', 'court'), ('caf*',), ('case*',))
    """
    if pattern.startswith("("):
        return _words_of_group(pattern)
    if pattern.startswith(r"\d"):
        return tuple(f"{digit}*" for digit in range(10))
    letters = _LETTERS.match(pattern)
    if letters is None:
        raise DataError(
            f"the pattern {pattern!r} does not begin with a word",
            where="ontology/cues",
            remedy="begin it with letters, or with a group of alternatives that begin with letters",
        )
    run, follows = letters.group(), pattern[letters.end() :]
    if follows[:1] in {"?", "*", "{"}:
        run, follows = run[:-1], "("
    if not run:
        raise DataError(
            f"the pattern {pattern!r} begins with a letter that may be absent",
            where="ontology/cues",
            remedy="write the two words as alternatives",
        )
    ended = follows[:1] in {"", " ", "'", ",", "-"} and follows[1:2] not in {"?", "*"}
    return (run,) if ended else (run + "*",)


def _words_of_group(pattern: str) -> tuple[str, ...]:
    depth, begin, parts = 0, 1, []
    for place, letter in enumerate(pattern):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if (letter == "|" and depth == 1) or depth == 0:
            parts.append(pattern[begin:place])
            begin = place + 1
        if depth == 0:
            break
    rest = pattern[begin:]
    words = [word for part in parts for word in first_words(part.removeprefix("?:"))]
    if rest.startswith(("?", "*")):
        words += first_words(rest[1:])
    elif rest and (not rest.startswith((" ", "'", ",", "-")) or rest[1:2] in {"?", "*"}):
        words = [word if word.endswith("*") else word + "*" for word in words]
    return tuple(dict.fromkeys(words))


def read_cues(rows: Iterable[Mapping[str, str]], *, kind: str, label: str) -> tuple[Cue, ...]:
    """The cues of a table's rows; `kind` is the table's name, `label` the column that a cue speaks for.

    A cue's id is `<kind>:<label>:<pattern>`. Raises DataError for a pattern or weight that is no good.
    """
    cues = []
    for row in rows:
        try:
            weight = float(row["weight"])
        except ValueError as error:
            raise DataError(
                f"the weight {row['weight']!r} of {row['pattern']!r} is no number",
                where=f"ontology/cues/{kind}.csv",
                remedy="write a number such as 2 or 3.5",
            ) from error
        pattern = row["pattern"]
        identifier = f"{kind}:{row[label]}:{pattern}"
        cues.append(Cue(id=identifier, label=row[label], weight=weight, regex=compile_pattern(pattern)))
    return tuple(cues)


@dataclass(slots=True)
class CueIndex:
    """Cues filed under the words they begin with. Build it with `index_cues`."""

    whole: Mapping[str, tuple[Cue, ...]]
    begun: Mapping[str, tuple[Cue, ...]]
    _seen: dict[str, tuple[Cue, ...]] = field(default_factory=dict)

    def hits(self, folded: str) -> list[Hit]:
        """Every cue that matches at a word of a folded sentence, in the order of the text."""
        found = []
        for word in _WORD.finditer(folded):
            start = word.start()
            for cue in self._filed_under(word.group()):
                match = cue.regex.match(folded, start)
                if match:
                    found.append(Hit(start, match.end(), cue))
        return found

    def longest(self, folded: str, *, heavier_stays: bool = False) -> list[Hit]:
        """The hits without those that overlap a longer one, in the order of the text.

        So "not consistently good" hides "good", and a cue of no weight hides what lies in it. With
        `heavier_stays` a hit stays in a longer one that weighs less, but for one of no weight.
        """
        kept: list[Hit] = []
        for hit in sorted(self.hits(folded), key=lambda h: (h.start - h.end, h.start)):
            if not any(_hides(longer, hit, heavier_stays=heavier_stays) for longer in kept):
                kept.append(hit)
        return sorted(kept, key=lambda h: h.start)

    def _filed_under(self, word: str) -> tuple[Cue, ...]:
        cues = self._seen.get(word)
        if cues is None:
            begun = (self.begun.get(word[:n], ()) for n in range(1, len(word) + 1))
            cues = tuple(dict.fromkeys((*self.whole.get(word, ()), *(c for some in begun for c in some))))
            if len(self._seen) < 50_000:  # a bound, for a program that runs for months
                self._seen[word] = cues
        return cues


def _hides(longer: Hit, hit: Hit, *, heavier_stays: bool) -> bool:
    if hit.end <= longer.start or hit.start >= longer.end:
        return False
    if hit.start == longer.start and hit.end == longer.end:
        return longer.cue.weight == 0
    return not (heavier_stays and 0 < longer.cue.weight < hit.cue.weight)


def index_cues(cues: Iterable[Cue]) -> CueIndex:
    """File cues under their first words.

    >>> rows = [{"theme": "consent", "pattern": "consent", "weight": "5"}]
    >>> index = index_cues(read_cues(rows, kind="themes", label="theme"))
    >>> [hit.cue.label for hit in index.hits("parental consent is sought")]
    ['consent']
    """
    whole: dict[str, list[Cue]] = {}
    begun: dict[str, list[Cue]] = {}
    for cue in cues:
        for word in first_words(_pattern_of(cue)):
            place, key = (begun, word[:-1]) if word.endswith("*") else (whole, word)
            place.setdefault(key, []).append(cue)
    return CueIndex(
        {word: tuple(some) for word, some in whole.items()},
        {word: tuple(some) for word, some in begun.items()},
    )


def _pattern_of(cue: Cue) -> str:
    return cue.id.split(":", 2)[2]
