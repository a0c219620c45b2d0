"""Words that tell a letter's parts: how it greets, how it ends, what leaves a line open."""

from __future__ import annotations

import re

_SALUTATION = re.compile(r"(?:Dear|DEAR)\b.{0,80}")
_CLOSING = re.compile(
    r"(?P<words>(?:Yours (?:sincerely|faithfully|truly)"
    r"|(?:With )?(?:kind|kindest|best|warm) (?:regards|wishes))\b,?).{0,80}",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"(?:Mrs?|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Cllr|Councillor|Professor|Prof)\.?\s+[A-Z]"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3}\s?, [A-Z]"
)
_OPEN_WORDS = frozenset(
    [
        *("a", "an", "the", "and", "or", "of", "to", "in", "on", "for", "with", "by", "from", "at", "as"),
        *("that", "which", "who", "is", "are", "was", "were", "has", "have", "had", "be", "been"),
        *("their", "its", "his", "her", "this", "these", "those", "not", "than", "into", "about", "between"),
        "within",
    ]
)
_LONGEST_WORD = 40


def is_left_open(text: str) -> bool:
    """Whether a text ends with a word after which more must come.

    >>> is_left_open("Assessments, plans and"), is_left_open("Inspector A")
    (True, False)
    """
    last = text[-_LONGEST_WORD:].split()[-1:]
    return bool(last) and last[0] in _OPEN_WORDS


def is_salutation(text: str) -> bool:
    """Whether a line greets whom the letter is for.

    >>> is_salutation("Dear Director B"), is_salutation("Dearest Director B")
    (True, False)
    """
    return bool(_SALUTATION.fullmatch(text))


def closing_words(text: str) -> str | None:
    """The words with which a line closes the letter, None if it doesn't; a name may run on after them.

    >>> closing_words("Yours sincerely, Inspector A"), closing_words("Yours is a good service.")
    ('Yours sincerely,', None)
    """
    match = _CLOSING.fullmatch(text)
    return match["words"] if match else None


def opens_addressee(line: str) -> bool:
    """Whether a line of a letterhead begins with a person: a title, or a name and a post after a comma.

    >>> opens_addressee("Inspector Apple, Chief Constable"), opens_addressee("Director of Social Care, Kent")
    (True, False)
    """
    return bool(_ADDRESSEE.match(line))
