"""Names of persons as letters print them, and the titles, posts and bodies that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from inspectgraph.extract.cues import load_cues
from inspectgraph.knowledge.authorities import authorities_named_in
from inspectgraph.knowledge.tables import load_table

_TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Cllr|Councillor|Rev)\b\.?\s+"
_RANKS = (
    r"(?:(?:Acting|Temporary|Deputy|Assistant|Detective)\s+)*"
    r"(?:Chief\s+)?(?:Constable|Superintendent|Supt|Commander)\s+(?=[A-Z][\w’'-]+\s+[A-Z])"
)
HONORIFIC = re.compile(rf"(?:{_TITLES}|{_RANKS})")
_POST_NOMINAL = re.compile(r",?\s+(?:CBE|OBE|MBE|QPM|KPM|DL|JP|QC|KC)\b")
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'\-]*"
_NAME = re.compile(
    rf"(?:{_WORD}|[A-Z]\.)(?:\s+(?:(?:d[’'])?{_WORD}|[A-Z]\.|(?:d[aei]|van|von|der|la|le)\b)){{1,4}}"
)
_INITIAL = re.compile(r"[A-Z]\b")
_BODY_IN_NAME = re.compile(
    r"\b(?:Majesty[’']s|Inspectors|Council|Constabulary|Ofsted|Commission|Inspectorate|Authority|Partnership|Corporation|Government)\b"
    r"|\s\S+\s(?:Board|Trust|Services?|Police|Office)\b"
)
_TITLE_WITHIN = 200  # characters in which an inspector's title can follow a name
_BODIES = (
    r"\b(?:Council|Board|Authority|Trust|Partnership|Constabulary|Police|Service|Department for Education|"
    r"Ofsted|Office|Commissioner|Corporation|Government)\b"
)
_BODY = re.compile(_BODIES)
_BETWEEN = re.compile(
    rf"(?P<body>{_BODIES}(?: \([A-Z]\w+\))?)[ ;\n]+|(?P<mark>;\s*|\s+(?={_TITLES}))|(?P<joint>,?\s+and\s+)"
    r"|(?P<comma>,\s+)"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_SKIPPED = re.compile(r"[ ;,\n]*(?:and\s+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person's name in a text, its span there, and the post and body that follow it."""

    name: str
    role: str | None
    organisation: str | None
    start: int
    end: int


@cache
def _role_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("cues/role-words.csv", columns=("word", "example")))


@cache
def inspector_title() -> re.Pattern[str]:
    """One pattern for every title of an inspector in `ontology/cues/inspector-titles.csv`."""
    titles = load_cues("inspector-titles", key="organisation")
    return re.compile(rf"\b(?:{'|'.join(cue.pattern.pattern for cue in titles)})(?!\w)")


@cache
def organisation_of_title(title: str) -> str:
    """The inspectorate to which an inspector's title belongs.

    >>> organisation_of_title("CQC Inspector")
    'Care Quality Commission'
    """
    cues = load_cues("inspector-titles", key="organisation")
    return next((cue.key for cue in cues if cue.pattern.fullmatch(title)), "Ofsted")


def bare_name(text: str) -> str:
    """A name without honorifics, letters after it and outer punctuation.

    >>> bare_name("Mr David Lund,"), bare_name("Dame Inspector A OBE")
    ('David Lund', 'Inspector A')
    """
    words = re.sub(r"-\s+", "-", " ".join(text.split()))  # a double name broken at the end of a line
    return _POST_NOMINAL.sub("", HONORIFIC.sub("", words)).strip(" ,.;:")


def is_role_word(word: str) -> bool:
    """Whether a word begins a post ("Director", "Chief").

    >>> is_role_word("Director"), is_role_word("Lund")
    (True, False)
    """
    return word.casefold().strip(",.’'()") in _role_words()


def name_at_start(text: str) -> tuple[str, int] | None:
    """The name with which a text begins, and where it ends there: up to a comma or the first word of a post.

    >>> name_at_start("Mr Inspector A Director of Children's Services")
    ('Inspector A', 14)
    >>> name_at_start("1 Clifton Street") is None
    True
    """
    offset = match.end() if (match := HONORIFIC.match(text)) else 0
    found = _NAME.match(text, offset)
    if not found:
        return None
    title = inspector_title().search(text, offset, offset + _TITLE_WITHIN)
    end = _end_of_name(text, found, before=title.start() if title else len(text))
    name = bare_name(text[offset:end])
    return (name, end) if " " in name and not _BODY_IN_NAME.search(name) else None


def _end_of_name(text: str, found: re.Match[str], *, before: int) -> int:
    """The end of the words before a post or `before`.

    No posts are "Director" in "Director B", which is how a name is made unknown, and a surname before a
    comma ("Inspector Head, HMI").
    """
    end = found.start()
    for place, word in enumerate(re.finditer(r"\S+", found[0])):
        at, after = found.start() + word.start(), found.start() + word.end()
        is_surname = place == 1 and text[after : after + 1] == ","
        is_post = is_role_word(word[0]) and not is_surname and not _INITIAL.match(text, after + 1)
        if at >= before or is_post:
            break
        end = after
    return end


def split_people(text: str) -> Iterator[NamedPerson]:
    """People listed one after another as "Name, Post, Body Name, Body".

    A new person begins after a body's name, or "and", when a name and a comma follow, and after a semicolon;
    after a comma only where a body stands before it and a post after the name.

    >>> [(p.name, p.role, p.organisation) for p in
    ...  split_people("Director A, Chief Executive, X Council Inspector B, Department for Education")]
    [('Director A', 'Chief Executive', 'X Council'), ('Inspector B', None, 'Department for Education')]
    """
    at = 0
    while at < len(text):
        named = name_at_start(text[at : at + _TITLE_WITHIN])
        if named is None:
            return
        name, length = named
        end = _end_of_person(text, at + length)
        role, organisation = _role_and_body(text[at + length : end])
        yield NamedPerson(name=name, role=role, organisation=organisation, start=at, end=end)
        at = skipped.end() if (skipped := _SKIPPED.match(text, end)) else len(text)


def _end_of_person(text: str, start: int) -> int:
    for found in _BETWEEN.finditer(text, start):
        named = name_at_start(text[found.end() : found.end() + _TITLE_WITHIN])
        if named is None:
            continue
        rest = text[found.end() + named[1] :][:_TITLE_WITHIN]
        is_new = rest.startswith(",") and (found["body"] or _begins_with_post(rest))
        if found["comma"] and not (_names_body(text[start : found.start()]) and _is_bare_name(named[0])):
            continue
        if found["mark"] or is_new:
            return found.start() if found["body"] is None else found.end("body")
    return len(text)


def _names_body(before: str) -> bool:
    """Whether the last part of a text between commas names a body ("X Council", "X CCG")."""
    last = before.rpartition(",")[2]
    return bool(_BODY.search(last) or _ACRONYM.search(last))


def _is_bare_name(name: str) -> bool:
    """Whether a name holds no place and no body, as "Kent Police" does."""
    return not (_BODY.search(name) or _ACRONYM.search(name) or authorities_named_in(name))


def _begins_with_post(text: str) -> bool:
    return any(is_role_word(word) for word in text.strip(" ,").split(maxsplit=1)[:1])


def _comma_parts(text: str) -> Iterator[str]:
    """The parts between commas, but for those in an authority's name."""
    names = [(start, end) for start, end, _ in authorities_named_in(text)]
    begin = 0
    for comma in re.finditer(r",\s*", text):
        if not any(start < comma.start() < end for start, end in names):
            yield text[begin : comma.start()]
            begin = comma.end()
    yield text[begin:]


def _role_and_body(text: str) -> tuple[str | None, str | None]:
    parts = [part.strip() for part in _comma_parts(" ".join(text.split())) if part.strip(" .")]
    if not parts:
        return None, None
    if len(parts) == 1 and not is_role_word(parts[0].split()[0]):
        return None, parts[0].rstrip(".")
    bodies = [i for i, part in enumerate(parts) if i and _BODY.search(part)]
    split = bodies[0] if bodies else len(parts)
    return ", ".join(parts[:split]), ", ".join(parts[split:]).rstrip(".") or None
