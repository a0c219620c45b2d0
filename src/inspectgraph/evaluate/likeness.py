"""When two letters, sentences, names or teams count as the same: by what a reader sees, not by the bytes."""

from __future__ import annotations

import re
import unicodedata

_SEED = re.compile(r"\d{3}_[0-9a-f]{16}\.txt")
_NOT_PLAIN = re.compile(r"[^a-z0-9]")
_ARTICLE = re.compile(r"^(?:the|an?) ")
_STRAIGHT = str.maketrans("’‘", "''")
_BOARD = ("safeguardingchildrenboard", "lscb")


def letter_key(file: str) -> str:
    """How a letter is known whatever folder was built: the last two parts of its path, a seed's name alone.

    >>> letter_key("archive/80431_blackpool/report.pdf"), letter_key("seeds/004_6b6a7fc6866eb5aa.txt")
    ('80431_blackpool/report.pdf', '004_6b6a7fc6866eb5aa.txt')
    """
    parts = file.replace("\\", "/").split("/")
    return parts[-1] if _SEED.fullmatch(parts[-1]) else "/".join(parts[-2:])


def essence(text: str | None) -> str:
    """The letters a to z and digits of a text alone: ligatures, hyphens and line breaks do not matter.

    >>> essence("The ﬁrst-line  managers"), essence(None)
    ('thefirstlinemanagers', '')
    """
    return _NOT_PLAIN.sub("", unicodedata.normalize("NFKD", text or "").lower())


def plain_name(name: str | None) -> str | None:
    """A person's name with straight apostrophes and single spaces; hyphens and accents stay.

    >>> plain_name("Siân  O’Brien-Test")
    "Siân O'Brien-Test"
    """
    return None if name is None else " ".join(name.translate(_STRAIGHT).split())


def bare_team(name: str) -> str:
    """A team's name in small letters, without its article.

    >>> bare_team("The  Access Team")
    'access team'
    """
    return _ARTICLE.sub("", " ".join(name.translate(_STRAIGHT).split()).lower())


def judged_area(label: str) -> str:
    """The essence of a judgement's label; the safeguarding board's, which goes by many names, is "board".

    >>> judged_area("Local Safeguarding Children Board (LSCB)"), judged_area("Care leavers")
    ('board', 'careleavers')
    """
    plain = essence(label)
    return "board" if any(words in plain for words in _BOARD) else plain
