"""The index of cues finds what a plain search would, and long cues hide short ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import DataError
from inspectgraph.extract.labels import SentenceContext, label_sentence
from inspectgraph.extract.labels.cues import compile_pattern, first_words, fold, index_cues, read_cues
from inspectgraph.extract.labels.tables import change_cues, polarity_cues, theme_cues


def _rows(*patterns: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"label": label, "pattern": pattern, "weight": weight} for label, pattern, weight in patterns]


def test_longer_cue_hides_shorter_one() -> None:
    index = index_cues(
        read_cues(_rows(("good", "good", "1"), ("bad", "not ~ good", "2")), kind="t", label="label")
    )
    assert [hit.cue.label for hit in index.longest("not consistently good, and good")] == ["bad", "good"]


def test_heavier_cue_stays_in_a_longer_one_but_not_in_one_of_no_weight() -> None:
    cues = read_cues(
        _rows(
            ("plans", "quality of ~ plans", "5"),
            ("pathway", "pathway plans", "6"),
            ("none", "good plans", "0"),
        ),
        kind="t",
        label="label",
    )
    found = index_cues(cues).longest("quality of pathway plans", heavier_stays=True)
    assert [hit.cue.label for hit in found] == ["plans", "pathway"]


@pytest.mark.parametrize("pattern", ["~ good", "(a|)b", ".*", "x?y"])
def test_pattern_must_begin_with_a_word(pattern: str) -> None:
    with pytest.raises(DataError, match="begin"):
        first_words(pattern)


def test_pattern_must_compile() -> None:
    with pytest.raises(DataError, match="does not compile"):
        compile_pattern("(good")


def test_weight_must_be_a_number() -> None:
    with pytest.raises(DataError, match="is no number"):
        read_cues(_rows(("a", "good", "much")), kind="t", label="label")


@given(st.text(max_size=200))
def test_any_text_is_folded_to_its_length_or_labelled(text: str) -> None:
    labels = label_sentence(text, context=SentenceContext())
    assert len(labels.themes) <= 3
    assert labels == label_sentence(text, context=SentenceContext())


WORDS = [
    "plans",
    "are",
    "not",
    "yet",
    "good",
    "but",
    "quality",
    "of",
    "assessments",
    "life-story",
    "caseloads",
]


@given(st.lists(st.sampled_from(WORDS)))
def test_index_finds_what_a_plain_search_finds(words: list[str]) -> None:
    folded = fold(" ".join(words))
    for index in (theme_cues(), polarity_cues(), change_cues()):
        cues = {
            cue.id: cue for filed in (index.whole, index.begun) for some in filed.values() for cue in some
        }
        found = {(hit.cue.id, hit.start) for hit in index.hits(folded)}
        starts = [i for i, c in enumerate(folded) if c.isalnum() and (i == 0 or not folded[i - 1].isalnum())]
        assert found == {(c.id, i) for c in cues.values() for i in starts if c.regex.match(folded, i)}
