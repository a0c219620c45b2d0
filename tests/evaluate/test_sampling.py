"""Sentences found anew in a store's text, and a sample of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.ask.listings import Scope, list_findings
from inspectgraph.evaluate.likeness import essence
from inspectgraph.evaluate.sampling import sample_sentences
from inspectgraph.evaluate.sentences import LetterSentence, is_sentence, list_sentences
from inspectgraph.store import open_store


def made(number: int, *, authority: str = "A", kind: str = "sif", file: str | None = None) -> LetterSentence:
    return LetterSentence(
        file=file or f"{authority}/{kind}.pdf",
        authority=authority,
        kind=kind,
        heading="Findings",
        before="",
        text=f"Sentence number {number} is here.",
    )


@pytest.fixture(scope="module")
def sentences(seed_store: Path) -> list[LetterSentence]:
    with open_store(seed_store) as store:
        return list(list_sentences(store, Scope()))


def test_every_finding_is_among_the_sentences(sentences: list[LetterSentence], seed_store: Path) -> None:
    known = {(s.file, essence(s.text)) for s in sentences}
    with open_store(seed_store) as store:
        findings = list_findings(store, Scope())
    said = {(str(f["file"]), essence(str(f["text"]))) for f in findings}
    assert len(said) > 400
    assert said <= known
    assert len(known - said) > 10, "sentences that are no findings are sampled too"


def test_what_a_sentence_comes_with(sentences: list[LetterSentence]) -> None:
    words = "Neither does it identify priorities or actions for improvement."
    (found,) = [s for s in sentences if s.text == words]
    assert found.before.startswith("The re-launched neglect strategy does not")
    assert (found.authority, found.kind) == ("Blackburn with Darwen", "focused-visit")
    assert found.file == "004_6b6a7fc6866eb5aa.txt"
    assert found.heading
    assert not any(s.text == s.heading or "\t" in s.text for s in sentences)
    assert not any("Yours sincerely" in s.text for s in sentences)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [
        ("Plans are clear.", True),
        ("“Plans are clear.”", True),
        ("Plans are clear. (Recommendation)", True),
        ("Is practice child-centred?", True),
        ("Director of Children's Services", False),
        ("PLANS ARE CLEAR.", False),
    ],
)
def test_is_sentence(words: str, is_one: bool) -> None:
    assert is_sentence(words) is is_one


def test_a_sample_is_spread() -> None:
    many = [made(n, authority="A", kind="sif") for n in range(200)]
    few = [made(n, authority="A", kind="jtai") for n in range(20)]
    other = [made(n, authority="B", kind="jtai") for n in range(20)]
    drawn = sample_sentences([*many, *few, *other], count=20, seed=1)
    assert Counter((s.authority, s.kind) for s in drawn) == {
        ("A", "sif"): 5,
        ("A", "jtai"): 5,
        ("B", "jtai"): 10,
    }
    assert list(drawn) == [s for s in [*many, *few, *other] if s in drawn]


def test_a_sample_is_the_same_for_a_seed(sentences: list[LetterSentence]) -> None:
    one = sample_sentences(sentences, count=30, seed=1)
    assert len(set(one)) == 30
    assert sample_sentences(sentences, count=30, seed=1) == one
    assert sample_sentences(reversed(sentences), count=30, seed=1) == tuple(reversed(one))
    assert sample_sentences(sentences, count=30, seed=2) != one
    assert set(sample_sentences(sentences, count=10, seed=1)) <= set(one)


def test_what_is_the_same_in_many_letters_is_not_drawn() -> None:
    everywhere = [made(0, file=f"{n}.pdf") for n in range(4)]
    assert sample_sentences(everywhere, count=9, seed=1) == ()
    assert len(sample_sentences(everywhere[:3], count=9, seed=1)) == 3
    assert len(sample_sentences([made(1), made(1)], count=9, seed=1)) == 1


@given(count=st.integers(min_value=1, max_value=40), seed=st.integers())
def test_never_too_many(count: int, seed: int) -> None:
    all_ = [made(n, authority="AB"[n % 2]) for n in range(25)]
    drawn = sample_sentences(all_, count=count, seed=seed)
    assert len(drawn) == min(count, 25)
    assert len(set(drawn)) == len(drawn)
