"""The five kinds with another authority, other dates, other people, another order of sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspectgraph.extract.findings import sentence_hash
from inspectgraph.extract.model import LetterFacts

SEEDS = {path.name[:3]: path for path in sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))}
Essence = dict[str, Any]
Reading = Callable[..., LetterFacts]

NAMED = {
    "000": "Blackpool",
    "001": "Blackpool",
    "002": "Blackpool",
    "003": "Lancashire",
    "004": "Blackburn with Darwen",
}
AUTHORITIES = {
    "Kent": "E10000016",
    "Isle of Wight": "E06000046",
    "Bristol": "E06000023",
    "St Helens": "E08000013",
    "Kingston upon Hull": "E06000010",
    "Bournemouth, Christchurch and Poole": "E06000058",
    "Cheshire West and Chester": "E06000050",
    "Redcar and Cleveland": "E06000003",
}

DATES = {
    "001": "5 to 16 December 2022",
    "002": "19 and 20 January 2011",
    "003": "27 and 28 February 2018",
    "004": "7 November 2018",
}
PRINTED = {
    "5 to 16 December 2022": ("2022-12-05", "2022-12-16"),
    "27 and 28 February 2018": ("2018-02-27", "2018-02-28"),
    "19 & 20 January 2011": ("2011-01-19", "2011-01-20"),
    "26 November to 7 December 2018": ("2018-11-26", "2018-12-07"),
    "30 September 2019 to 11 October 2019": ("2019-09-30", "2019-10-11"),
    "Monday 5 and Tuesday 6 March 2018": ("2018-03-05", "2018-03-06"),
    "2 July 2014 – 23 July 2014": ("2014-07-02", "2014-07-23"),
    "3rd to 5th May 2016": ("2016-05-03", "2016-05-05"),
    "13-17 June 2022": ("2022-06-13", "2022-06-17"),
    "8, 9 and 10 October 2019": ("2019-10-08", "2019-10-10"),
    "the 4th and the 5th of June 2019": ("2019-06-04", "2019-06-05"),
    "17 December 2018 to 11 January 2019": ("2018-12-17", "2019-01-11"),
    "12 March 2019": ("2019-03-12", "2019-03-12"),
}

STARTED = {
    ("August 2019", "over 2 days, starting on 14 August"): ("2019-08-14", "2019-08-15"),
    ("August 2018", "over 3 days, starting on 29 August"): ("2018-08-29", "2018-08-31"),
    ("August 2018", "over 3 days, starting on 30 August"): ("2018-08-30", "2018-09-03"),
    ("September 2018", "over two days starting on 31 August"): ("2018-08-31", "2018-09-03"),
    ("January 2020", "over 2 days, commencing 19 December"): ("2019-12-19", "2019-12-20"),
    ("March 2018", "on 5 and 6 March"): ("2018-03-05", "2018-03-06"),
    ("2018", "over four days, beginning on 8 May"): ("2018-05-08", "2018-05-11"),
}

NAMES = (
    "Inspector A",
    "Máire Inspector-B",
    "O'Inspector C",
    "Director B",
    "D. Inspector",
    "Inspector van der D",
)
INSPECTORS = {"001": "Lisa Summers", "003": "Stella Elliott", "004": "Alison Smale"}
ADDRESSEES = {"002": "David Lund", "003": "John Readman", "004": "Jayne Ivory"}
SIGNATORIES = {"002": "Robert Hackeson", "003": "Paula Thomson-Jones", "004": "Paula Thomson-Jones"}

SECTIONS = {
    "000": (r"^### .*$", 2),
    "001": (r"^(?:What needs to improve\?|The (?:experiences|impact).*: .*)$", 4),
    "002": (r"^(?:Strengths|The service meets .*|Areas for development)$", 3),
    "003": (r"^(?:Overview|Findings and evaluation of progress)$", 2),
    "004": (r"^(?:Overview|What needs to improve .*|Findings)$", 3),
}


def text_of(seed: str) -> str:
    return SEEDS[seed].read_text(encoding="utf-8")


@pytest.mark.parametrize("authority", AUTHORITIES)
@pytest.mark.parametrize("seed", SEEDS)
def test_another_authority(
    seed: str, authority: str, essence: Callable[..., Essence], read_facts: Reading
) -> None:
    here = essence(text_of(seed))
    changed = text_of(seed).replace(f"{NAMED[seed]} Borough Council", f"{authority} Council")
    there = essence(changed.replace(NAMED[seed], authority))
    sentences = [f.passage.words for f in read_facts(text_of(seed)).findings]
    moved = [
        sentence_hash(
            s.replace(f"{NAMED[seed]} Borough Council", f"{authority} Council").replace(
                NAMED[seed], authority
            )
        )
        for s in sentences
    ]
    assert there["authority"] == AUTHORITIES[authority]
    assert [finding[0].split("-")[0] for finding in there["findings"]] == moved
    for field in ("kind", "dates", "published", "ordinal", "judgements", "earlier"):
        assert there[field] == here[field]
    assert [person[:3] for person in there["people"]] == [person[:3] for person in here["people"]]


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("seed", DATES)
def test_dates_in_every_printed_form(seed: str, printed: str, essence: Callable[..., Essence]) -> None:
    changed = text_of(seed).replace(DATES[seed], printed)
    assert changed != text_of(seed) or printed == DATES[seed]
    found = essence(changed)
    assert found["dates"] == PRINTED[printed]
    assert found["published"] == essence(text_of(seed))["published"]


@pytest.mark.parametrize(("title", "words"), STARTED)
def test_days_whose_year_the_heading_tells(title: str, words: str, essence: Callable[..., Essence]) -> None:
    text = text_of("000").replace("August 2019", title).replace("over 2 days, starting on 14 August", words)
    assert essence(text)["dates"] == STARTED[title, words]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", INSPECTORS)
def test_inspectors_of_another_name(seed: str, name: str, essence: Callable[..., Essence]) -> None:
    people = essence(text_of(seed).replace(INSPECTORS[seed], name))["people"]
    expected = [
        (kind, name if person == INSPECTORS[seed] else person, role, body, lead)
        for kind, person, role, body, lead in essence(text_of(seed))["people"]
    ]
    assert people == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", ADDRESSEES)
def test_addressees_and_signatories_of_another_name(
    seed: str, name: str, essence: Callable[..., Essence]
) -> None:
    head, _, rest = text_of(seed).partition("Dear ")
    body, _, signature = rest.partition("Yours sincerely")
    changed = f"{head.replace(ADDRESSEES[seed], name)}Dear {body}Yours sincerely{signature}".replace(
        f"Yours sincerely\n\n{SIGNATORIES[seed]}", f"Yours sincerely\n\n{name}"
    )
    people = {(kind, person): role for kind, person, role, _, _ in essence(changed)["people"]}
    before = {(kind, person): role for kind, person, role, _, _ in essence(text_of(seed))["people"]}
    assert people["addressee", name] == before["addressee", ADDRESSEES[seed]]
    assert people["signatory", name] == before["signatory", SIGNATORIES[seed]]
    assert len(people) == len(before)


@pytest.mark.parametrize("seed", SECTIONS)
def test_sections_in_another_order(seed: str, essence: Callable[..., Essence]) -> None:
    pattern, number = SECTIONS[seed]
    text, _, end = text_of(seed).partition("\n\nYours sincerely")
    begins = [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]
    assert len(begins) == number
    sections = [text[a:b].rstrip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]
    turned = "\n\n".join([text[: begins[0]].rstrip(), *reversed(sections)])
    here, there = essence(text_of(seed)), essence(turned + ("\n\nYours sincerely" + end if end else ""))
    # The ordinal among equal sentences goes by their order, so it is left aside.
    found, turned_round = (
        Counter((f[0][:12], f[1], *f[3:]) for f in one.pop("findings")) for one in (here, there)
    )
    assert turned_round == found
    assert there == here


def test_number_of_cases() -> None:
    assert (len(SEEDS), len(AUTHORITIES), len(PRINTED), len(STARTED), len(NAMES)) == (5, 8, 13, 7, 6)
    assert all(len(table) >= 3 for table in (INSPECTORS, ADDRESSEES, SIGNATORIES, SECTIONS))
