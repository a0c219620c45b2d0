"""The sentences of a store's letters, found anew in the text that it keeps: findings and others alike.

Nothing here asks how a sentence was labelled, nor whether it became a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectgraph.ask.listings import Scope
from inspectgraph.ask.listings.scope import Row, files_by_letter, grouped, rows_of
from inspectgraph.letters.headings import heading_words
from inspectgraph.letters.sentences import split_sentences
from inspectgraph.store import OpenStore

_PASSED_OVER = frozenset({"boilerplate", "method", "scope"})
"""Roles of sections that say what is said in every letter, or how the inspection was done."""

_LISTS = re.compile(r"improve|strengths|priority|meets")
"""Roles of sections whose items are often no whole sentences."""

_BLOCK = re.compile(r"[^\n]+")
_END = re.compile(r"[.!?:;)][\"'”’\]]*$")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSentence:
    """A sentence with where it stands; `before` is the sentence before it in the same paragraph, or empty."""

    file: str
    authority: str
    kind: str
    heading: str
    before: str
    text: str


def list_sentences(store: OpenStore, scope: Scope) -> Iterator[LetterSentence]:
    """The sentences of the letters of a scope, letter by letter in the order of their files.

    Left out are sections such as contact details, headings, rows of tables and what is no sentence.
    """
    files = files_by_letter(store, scope)
    sections = grouped(rows_of(store, "letter-sections", scope), "letter")
    letters = {row["letter"]: row for row in rows_of(store, "letter-texts", scope)}
    for letter in sorted(letters, key=lambda iri: (files.get(iri, [""])[0], iri)):
        row, file = letters[letter], files.get(letter, [""])[0]
        for section in sorted(sections.get(letter, []), key=lambda s: int(s["order"])):
            heading = heading_words(section.get("heading", ""))
            for before, text in _sentences_of(row["text"], section):
                yield LetterSentence(
                    file=file,
                    authority=row["name"],
                    kind=row["kind"],
                    heading=heading,
                    before=before,
                    text=text,
                )


def _sentences_of(text: str, section: Row) -> Iterator[tuple[str, str]]:
    """Each sentence of a section with the one before it in its block, white space made single."""
    if section["role"] in _PASSED_OVER:
        return
    is_list = _LISTS.search(section["role"]) is not None
    start = int(section["start"]) + len(section.get("heading", ""))
    for block in _BLOCK.finditer(text, start, int(section["end"])):
        before = ""
        if "\t" in block[0]:  # a row of a table
            continue
        for begin, end in split_sentences(block[0]):
            sentence = " ".join(block[0][begin:end].split())
            if len(sentence.split()) >= _FEWEST_WORDS and (is_list or is_sentence(sentence)):
                yield before, sentence
            before = sentence


def is_sentence(words: str) -> bool:
    """Whether words look like a sentence: they end like one and are not all in capitals.

    >>> is_sentence("Plans are not timely."), is_sentence("Piccadilly Gate, Store Street")
    (True, False)
    """
    return _END.search(words) is not None and not words.isupper()
