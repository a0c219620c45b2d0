"""What a person types to search, made into an expression that SQLite's FTS5 takes.

All words must occur. `"a phrase"` in double quotes, `assess*` for a beginning, `OR` in capitals between two
of them for either, `-word` or `NOT word` for none of it; `AND` in capitals says nothing. All else is taken
for words, whatever it is: each is handed on in quotes, so that nothing typed is an operator of FTS5's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.errors import MisuseError

MOST_CHARACTERS, MOST_TERMS = 1000, 32

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*?)')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("−", "-"))
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that stand together in this order; the last is a beginning of one if `is_prefix`."""

    words: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchedWords:
    """What is searched: of each group any term, and none of those `without`."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()


def read_words(typed: str) -> SearchedWords:
    """What a person means by the words typed.

    Raises MisuseError where there is nothing to search, or too much.

    >>> [[term.words for term in group] for group in read_words('"early help" OR thresholds assess*').groups]
    [['early help', 'thresholds'], ['assess']]
    """
    if len(typed) > MOST_CHARACTERS:
        raise MisuseError(
            f"{len(typed):,} characters are too many to search for",
            remedy=f"give at most {MOST_CHARACTERS:,}: a few words, or a part of the sentence",
        )
    groups: list[list[Term]] = []
    without: list[Term] = []
    is_without = is_either = False
    for token, is_last in _tokens(typed):
        operator = token["word"] if token["word"] in _OPERATORS and not is_last else None
        if operator == "NOT":
            is_without = True
        elif operator == "OR" and groups:
            is_either = True
        elif operator != "AND":
            term = _term(token)
            if not _has_letters(term.words):
                continue
            if is_without or token["minus"]:
                without.append(term)
            elif is_either:
                groups[-1].append(term)
            else:
                groups.append([term])
            is_without = is_either = False
    _refuse_unfit(groups, without)
    return SearchedWords(groups=tuple(map(tuple, groups)), without=tuple(without))


def match_expression(searched: SearchedWords) -> str:
    """The expression of FTS5's that finds it.

    Source: https://www.sqlite.org/fts5.html, 3 (a string in double quotes is a phrase, never an operator).

    >>> match_expression(read_words('neglect OR abuse "core group" -NEAR(a)'))
    '("neglect" OR "abuse") AND ("core group") NOT ("NEAR(a)")'
    """
    wanted = " AND ".join(f"({_either(group)})" for group in searched.groups)
    return f"{wanted} NOT ({_either(searched.without)})" if searched.without else wanted


def _tokens(typed: str) -> Iterator[tuple[re.Match[str], bool]]:
    plain = "".join(" " if _is_control(c) else c for c in typed.translate(_QUOTES))
    tokens = list(_TOKEN.finditer(plain))
    return ((token, place == len(tokens)) for place, token in enumerate(tokens, start=1))


def _is_control(character: str) -> bool:
    """Characters that no text has: SQLite takes NUL for the end, and halves of a pair for no text at all."""
    return unicodedata.category(character) in ("Cc", "Cs")


def _term(token: re.Match[str]) -> Term:
    if token["phrase"] is not None:
        return Term(words=token["phrase"].strip(), is_prefix=bool(token["star"]))
    return Term(words=token["word"].rstrip("*"), is_prefix=token["word"].endswith("*"))


def _has_letters(words: str) -> bool:
    return any(character.isalnum() for character in words)


def _refuse_unfit(groups: list[list[Term]], without: list[Term]) -> None:
    if not groups:
        what = "only words to leave out were given" if without else "there are no words to search for"
        raise MisuseError(what, remedy='give words such as neglect, assess* or "early help"')
    terms = sum(map(len, groups)) + len(without)
    if terms > MOST_TERMS:
        raise MisuseError(
            f"{terms} words are too many to search for",
            remedy=f'give at most {MOST_TERMS}; a "phrase" in quotes counts as one',
        )


def _either(terms: tuple[Term, ...]) -> str:
    return " OR ".join(f'"{term.words}"{" *" if term.is_prefix else ""}' for term in terms)
