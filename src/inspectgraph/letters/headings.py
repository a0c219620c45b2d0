"""Which lines are headings, and what a heading's words say of its section (its role)."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.knowledge.tables import compile_column, load_table
from inspectgraph.letters.wording import is_left_open

_LONGEST = 14  # words in a heading that is not in the list of known ones
_LONGEST_KNOWN = 28  # words in one that is
_FOOTNOTE = re.compile(r"(?<=[a-z?])\d{1,2}$")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d)?\.?|[a-z]\))\s+")
_KEY_AND_VALUE = re.compile(r"^[A-Z][\w ’'-]{1,40}:\s")
_DATE = re.compile(r"^\d{1,2}(?:st|nd|rd|th)? (?:to|and|[–-]|[A-Z][a-z]+ \d{4})")
_CONTACT = re.compile(
    r"^(?:T|W|E|F|Tel)\b|@|www\.|https?://|\d{5,}|\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b"  # the last: postcode
)


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = "cues/headings.csv"
    rows = load_table(table, columns=("role", "pattern", "example"))
    patterns = compile_column(table, rows, "pattern")
    return tuple((row["role"], pattern) for row, pattern in zip(rows, patterns, strict=True))


def heading_words(text: str) -> str:
    """A heading's words without its number, footnote mark, colon and quotation marks.

    >>> heading_words("3. What needs to improve?1")
    'What needs to improve'
    """
    words = _FOOTNOTE.sub("", _NUMBER.sub("", " ".join(text.split())))
    return words.strip(" :?*.…").strip()


@lru_cache(maxsize=4096)
def role_of_heading(text: str) -> str:
    """The role of the section that a heading opens (see `ontology/cues/headings.csv`); "" if not known.

    >>> role_of_heading("What needs to improve?"), role_of_heading("Practice in the hub")
    ('improve', '')
    """
    words = heading_words(text)
    return next((role for role, pattern in _known() if pattern.fullmatch(words)), "")


@cache
def _graded() -> re.Pattern[str]:
    concepts = load_scheme("grade").values()
    forms = {form for concept in concepts for form in (concept.label, *concept.alt_labels)}
    return re.compile(rf"[^.;]+[:–-]\s*(?:{'|'.join(re.escape(f) for f in sorted(forms))})\W*", re.IGNORECASE)


def ends_with_grade(text: str) -> bool:
    """Whether a text names a graded area and, after a colon or dash, its grade and nothing else.

    >>> ends_with_grade("The impact of leaders on social work practice: requires improvement.")
    True
    >>> ends_with_grade("The impact of leaders on social work practice is good.")
    False
    """
    return role_of_heading(text) == "graded" and bool(_graded().fullmatch(text))


def is_key_and_value(text: str) -> bool:
    """Whether a line gives one value under its name, as on a title page.

    >>> is_key_and_value("Lead inspector: Inspector A"), is_key_and_value("Plans are good: they help.")
    (True, False)
    """
    return len(text) <= 120 and text.rstrip()[-1:] != "." and bool(_KEY_AND_VALUE.match(text))


def is_known_heading(text: str) -> bool:
    """Whether a line is a heading of the list in `ontology/cues/headings.csv`.

    >>> is_known_heading("Findings"), is_known_heading("Findings are clear.")
    (True, False)
    """
    return is_heading_like(text) and role_of_heading(text) != ""


def is_heading_like(text: str) -> bool:
    """Whether a line that stands by itself reads as a heading rather than as a sentence.

    >>> is_heading_like("Areas covered by the visit"), is_heading_like("Lead inspector: Inspector A")
    (True, False)
    >>> is_heading_like("The quality of plans is too variable.")
    False
    """
    words = text.split()
    if not words or len(words) > _LONGEST_KNOWN or not (text[0].isupper() or text[0] in "‘'“\"0123456789"):
        return False
    if (text.rstrip()[-1] not in ".;," and role_of_heading(text)) or ends_with_grade(text):
        return True
    if len(words) > _LONGEST or text.rstrip()[-1] in ".;,:!-–" or is_left_open(text):
        return False
    return not (_KEY_AND_VALUE.match(text) or _DATE.match(text) or _CONTACT.search(text) or text[0].isdigit())
