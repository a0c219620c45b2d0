"""Letters that are cut off, shuffled or full of rubbish: fewer facts, never another kind of failure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspectgraph.errors import UnreadableError
from inspectgraph.extract import extract_facts
from inspectgraph.extract.model import LetterFacts
from inspectgraph.letters import read_letter_bytes

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SHARES = (10, 25, 50, 75, 90, 99)
Essence = dict[str, Any]


@pytest.mark.parametrize("share", SHARES)
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_cut_letter_has_some_of_the_facts_and_no_others(
    seed: Path, share: int, essence: Callable[..., Essence]
) -> None:
    text = seed.read_text(encoding="utf-8")
    whole = essence(text)
    part = essence(text[: len(text) * share // 100])
    assert part["authority"] == whole["authority"]
    for field in ("kind", "dates", "published", "ordinal"):
        assert part[field] in (None, whole[field])
    for field in ("people", "judgements", "earlier", "findings"):
        new = [fact for fact in part[field] if fact not in whole[field]]
        assert new in ([], part[field][-1:])  # what was cut in two


def check_passages(facts: LetterFacts) -> None:
    letter = facts.letter
    stated = (
        facts.kind,
        facts.authority,
        facts.title,
        facts.published,
        facts.ordinal,
        facts.covers,
        facts.overall,
    )
    passages = [value.passage for value in stated if value and value.passage]
    passages += [facts.dates.passage] if facts.dates else []
    for group in (facts.people, facts.judgements, facts.earlier, facts.findings):
        passages += [fact.passage for fact in group]
    passages += [mention for team in facts.teams for mention in team.mentions]
    passages += [finding.history.passage for finding in facts.findings if finding.history]
    for passage in passages:
        assert letter.text[passage.start : passage.end] == passage.words
        assert passage.words.strip()
        assert passage.page == letter.page_at(passage.start)
    assert len({finding.id for finding in facts.findings}) == len(facts.findings)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_every_passage_quotes_its_letter(seed: Path, read_facts: Callable[..., LetterFacts]) -> None:
    check_passages(read_facts(seed.read_bytes()))


def extract_or_refuse(text: str) -> None:
    try:
        facts = extract_facts(read_letter_bytes(text.encode(), file="a.txt"))
    except UnreadableError as refusal:
        assert refusal.remedy
    else:
        check_passages(facts)


LINES = [line for seed in SEEDS for line in seed.read_text(encoding="utf-8").split("\n") if line]
ODD = (
    "",
    "\f",
    "cc:",
    "Dear",
    "Yours sincerely",
    "Lead inspector:",
    "The inspectors were",
    "Inspection dates: 31 to 32 June 2019",
    "Judgement\tGrade",
    "Overall effectiveness:",
    "1.",
    "- ",
    "| |",
    "Date: 99 Foo 2018",
    "This was an area for development in the last inspection.",
    "Inspection of Kent children's services",
    "Inspection team",
    "Copy: A, B; C, D and E, F",
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(ODD), st.text(max_size=30)), max_size=25))
def test_lines_of_letters_in_any_order(lines: list[str]) -> None:
    extract_or_refuse("Inspection of Kent local authority children's services\n\n" + "\n".join(lines))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(ODD)), max_size=12),
    st.sampled_from(("\n", "\n\n", " ")),
)
def test_letters_with_odd_heads_and_ends(lines: list[str], gap: str) -> None:
    half = len(lines) // 2
    head, end = gap.join(lines[:half]), gap.join(lines[half:])
    extract_or_refuse(
        f"{head}\n\nDear Director A\n\nFocused visit to Kent children's services\n\nFindings\n\n"
        f"Plans are clear.\n\nYours sincerely\n\n{end}"
    )


LARGE = {
    "no letter, one line of 5 MB": "Plans are clear and visits are timely, " * 130_000,
    "no letter, blank lines": "Plans.\n" + "\n" * 100_000 + "Visits.",
    "no authority, one line of 1 MB": "Inspection of X children's services "
    + "and the council of the land " * 35_000,
    "no authority, a head without end": "Dear A\n\nFocused visit\n\n" + "x" * 1_000_000,
    "no authority, people without end": "Director A, Chief Executive and " * 20_000
    + "\n\nDear A\n\nFocused visit",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_input_that_is_no_letter_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError):
        extract_facts(read_letter_bytes(LARGE[name].encode(), file="a.txt"))


LISTS = {
    "addressees": ("Director A, Chief Executive, Kent Council\n" * 60, "Yours sincerely", ""),
    "one addressee without end": ("Director A, Chief Executive and " * 10_000, "Yours sincerely", ""),
    "copies": ("", "Yours sincerely\n\nInspector B\n\ncc: " + "Director A, Chief Executive; " * 10_000, ""),
    "signatures": ("", "Yours sincerely\n\n" + "Inspector B\nHMI\n" * 5_000, ""),
    "inspectors": ("", "", "The inspectors were " + "Inspector B, HMI, and " * 10_000),
    "dates": ("", "", "The visit took place on " + "1 and " * 50_000),
    "grades": ("", "", "Overall effectiveness " * 2_000),
    "inspections": ("", "", "the last inspection " * 20_000 + "in 2015"),
    "brackets and quotes": ("", "", "(“‘" * 100_000),
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_without_end(name: str, read_facts: Callable[..., LetterFacts]) -> None:
    head, end, opening = LISTS[name]
    text = f"{head}\n\nDear A\n\nFocused visit to Kent children's services\n\n{opening}\n\n{end}"
    check_passages(read_facts(text))


def test_number_of_cases() -> None:
    assert (len(LARGE), len(LISTS)) == (5, 9)
    assert (len(SEEDS), len(SHARES), len(ODD)) == (5, 6, 18)
    assert len(LINES) > 200
