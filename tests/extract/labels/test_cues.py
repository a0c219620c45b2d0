"""The index of cues finds what a plain search would, and long cues hide short ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import DataError
from inspectgraph.extract.labels import SentenceContext, label_sentence, label_sentences
from inspectgraph.extract.labels.cues import Cue, compile_pattern, fold, read_cues
from inspectgraph.extract.labels.index import Hit, index_cues
from inspectgraph.extract.labels.overlaps import without_hidden
from inspectgraph.extract.labels.patterns import first_words, is_of_one_word, needed_words, readings
from inspectgraph.extract.labels.tables import sentence_cues, wanted_cues


def _rows(*patterns: tuple[str, str, str]) -> list[dict[str, str]]:
    return [{"label": label, "pattern": pattern, "weight": weight} for label, pattern, weight in patterns]


def test_longer_cue_hides_shorter_one() -> None:
    index = index_cues(
        read_cues(_rows(("good", "good", "1"), ("bad", "not ~ good", "2")), kind="t", label="label")
    )
    found = without_hidden(index.hits("not consistently good, and good"))
    assert [cue.label for _, _, cue in found] == ["bad", "good"]


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
    found = without_hidden(index_cues(cues).hits("quality of pathway plans"), heavier_stays=True)
    assert [cue.label for _, _, cue in found] == ["plans", "pathway"]


FULL_SENTENCES = (
    "Caseloads remain too high, but leaders have not yet secured the workforce that is needed to reduce them.",
    "Children in care are visited regularly by social workers who know them well, and plans are reviewed.",
    "Misuse of substances and domestic abuse are not always considered well enough in assessments.",
    "The last inspection found that the quality of care leavers’ pathway plans had not improved since 2016.",
)


@pytest.mark.parametrize("pattern", ["~ good", "(a|)b", ".*", "x?y"])
def test_pattern_must_begin_with_a_word(pattern: str) -> None:
    with pytest.raises(DataError, match="begin"):
        first_words(pattern)


def test_pattern_must_compile() -> None:
    with pytest.raises(DataError, match="does not compile"):
        compile_pattern("(good")


def test_pattern_that_does_not_compile_is_refused_when_it_is_tried() -> None:
    index = index_cues(read_cues(_rows(("bad", "good (plans", "1")), kind="t", label="label"))
    assert index.hits("no such words") == []
    with pytest.raises(DataError, match="does not compile"):
        index.hits("good plans")


def test_tables_stand_in_the_order_of_their_cues() -> None:
    first = read_cues(_rows(("a", "plans", "1")), kind="first", label="label")
    second = read_cues(_rows(("b", "late", "1")), kind="second", label="label")
    third = read_cues(_rows(("c", "plans are", "1")), kind="third", label="label")
    index = index_cues([*first, *second, *third])
    assert index.tables == ("first", "second", "third")
    _, found = index.read("plans are late")
    assert [[cue.label for _, _, cue in hits] for hits in found] == [["a"], ["b"], ["c"]]


@given(st.data())
def test_what_is_hidden_is_what_a_longer_hit_covers(data: st.DataObject) -> None:
    """The short way for two that overlap gives what all hits at once, from the longest on, give."""
    cues = read_cues(_rows(*((f"w{n}", "good", str(n)) for n in range(4))), kind="t", label="label")
    hit = st.tuples(st.integers(0, 20), st.integers(1, 6), st.sampled_from(cues))
    drawn = data.draw(st.lists(hit.map(lambda h: (h[0], h[0] + h[1], h[2])), max_size=7))
    hits: list[Hit] = sorted(drawn, key=lambda hit: hit[0])
    heavier_stays = data.draw(st.booleans())
    kept: list[Hit] = []
    for hit_ in sorted(hits, key=lambda hit: hit[0] - hit[1]):
        if not any(_hides(longer, hit_, heavier_stays=heavier_stays) for longer in kept):
            kept.append(hit_)
    assert sorted(without_hidden(hits, heavier_stays=heavier_stays), key=_order) == sorted(kept, key=_order)


def _hides(longer: Hit, hit: Hit, *, heavier_stays: bool) -> bool:
    if hit[1] <= longer[0] or hit[0] >= longer[1]:
        return False
    if hit[:2] == longer[:2]:
        return longer[2].weight == 0
    return not (heavier_stays and 0 < longer[2].weight < hit[2].weight)


def _order(hit: Hit) -> tuple[int, int, str]:
    return hit[0], hit[1], hit[2].id


def test_weight_must_be_a_number() -> None:
    with pytest.raises(DataError, match="is no number"):
        read_cues(_rows(("a", "good", "much")), kind="t", label="label")


@given(st.text(max_size=200))
def test_any_text_is_folded_to_its_length_or_labelled(text: str) -> None:
    labels = label_sentence(text, context=SentenceContext())
    assert len(labels.themes) <= 3
    assert labels == label_sentence(text, context=SentenceContext())


def test_many_sentences_are_labelled_as_each_is() -> None:
    contexts = [
        SentenceContext(),
        SentenceContext(heading="Care leavers", role="findings", previous=FULL_SENTENCES[0]),
        SentenceContext(role="improve", is_item=True, previous="Supervision is poor."),
        SentenceContext(heading="Care leavers", role="strengths", is_item=True),
    ]
    before = "This was an area for development in the last inspection."
    placed = [(text, context) for context in contexts for text in (*FULL_SENTENCES, before, "", "café")]
    assert label_sentences(placed) == [label_sentence(text, context=context) for text, context in placed]
    assert label_sentences(iter(placed[:1])) == label_sentences(placed)[:1]
    assert label_sentences([]) == []


def _all_cues() -> dict[str, Cue]:
    """Each cue of the sentence tables by its id."""
    return {cue.id: cue for cue in sentence_cues().cues()}


def _plain_search(folded: str) -> set[tuple[str, int]]:
    """What every cue tried at every word finds: slow, but nothing can be missed."""
    starts = [i for i, c in enumerate(folded) if c.isalnum() and (i == 0 or not folded[i - 1].isalnum())]
    return {(cue.id, i) for cue in _all_cues().values() for i in starts if cue.regex.match(folded, i)}


def _by_index(hits: list[Hit]) -> set[tuple[str, int]]:
    return {(cue.id, start) for start, _, cue in hits}


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
TRADE_WORDS = sorted(
    {
        word
        for cue in _all_cues().values()
        for word in re.findall(r"[a-z]{2,}", re.sub(r"\\.", " ", cue.pattern))
    }
)


@given(st.lists(st.sampled_from(WORDS)))
def test_index_finds_what_a_plain_search_finds(words: list[str]) -> None:
    folded = fold(" ".join(words))
    assert _by_index(sentence_cues().hits(folded)) == _plain_search(folded)


@given(st.lists(st.sampled_from(TRADE_WORDS), max_size=12), st.sampled_from([" ", "-", ", "]))
def test_index_finds_it_in_the_words_of_all_patterns(words: list[str], gap: str) -> None:
    folded = fold(gap.join(words))
    assert _by_index(sentence_cues().hits(folded)) == _plain_search(folded)


@pytest.mark.parametrize("sentence", FULL_SENTENCES)
def test_index_finds_it_in_sentences(sentence: str) -> None:
    folded = fold(sentence)
    assert _by_index(sentence_cues().hits(folded)) == _plain_search(folded)


@given(st.lists(st.sampled_from(TRADE_WORDS), max_size=12))
def test_cues_of_one_word_are_found_whether_tried_once_for_all_or_each_time(words: list[str]) -> None:
    folded = " ".join(words)
    assert sentence_cues().hits(f"{folded} _") == sentence_cues().hits(folded)


@pytest.mark.parametrize(
    "folded", ["plan_s are good", "consult\u00e9 caf\u00e9s", "2016 \u2013 plans, 90% good", "_"]
)
def test_index_finds_it_beside_letters_that_are_in_no_pattern(folded: str) -> None:
    assert _by_index(sentence_cues().hits(folded)) == _plain_search(folded)


def test_a_number_is_one_word_and_each_word_is_told_once() -> None:
    words, _ = sentence_cues().read("in 2016, 90% of plans - of 7 - are plans")
    assert words == ("in", "#", "of", "plans", "are")


@pytest.mark.parametrize(
    ("pattern", "is_one"),
    [
        ("plans?", True),
        (r"autis\w+|(un)?kind\w*", True),
        (r"20\d\d", True),
        ("extremis[mt]s?", True),
        ("care plans", False),
        ("work ?loads", False),
        ("child('s)?", False),
        (r"\d+%", False),
        ("plan.", False),
        ("plan[^s]", False),
        (r"plan\W", False),
    ],
)
def test_which_patterns_are_of_one_word(pattern: str, is_one: bool) -> None:
    assert is_of_one_word(pattern) == is_one


def test_opening_hits_are_the_hits_at_the_beginning() -> None:
    for folded in ("ensure that plans are clear", "the quality of plans", "", " ensure", "more plans"):
        plain = [hit for hit in wanted_cues().hits(folded) if hit[0] == 0]
        assert wanted_cues().opening_hits(folded) == plain


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("work ?loads?", {"work": {"load*"}, "workload*": set()}),
        ("(the )?next (full )?visit", {"next": {"visit"}, "the": {"visit"}}),
        ("is not|was not", {"is": set()}),
        ("substance (mis)?use", {"substance": {"mis*", "use"}}),
        ("not ~ good", {"not": {"good"}}),
        ("(not|not yet|yet to) ready", {"not": {"ready"}, "yet": {"ready"}}),
        ("plans (a|b){0,1}c", {"plans": set()}),
    ],
)
def test_what_a_pattern_needs(pattern: str, found: dict[str, set[str]]) -> None:
    assert {word: set(reading.needed) for word, reading in readings(pattern).items()} == found


@pytest.mark.parametrize(
    ("pattern", "word", "second", "third"),
    [
        ("care plans?", "care", {"plan*"}, set()),
        ("quality of (the )?plans?", "quality", {"of"}, {"the", "plan*"}),
        ("(has|have) (also |now )*(improved|been weak)", "has", {"also", "now", "improved", "been"}, set()),
        ("(good |clear )*plans", "good", {"good", "clear", "plans"}, set()),
        ("children's services", "children", {"s"}, {"services"}),
        ("(child in need|care) plans", "child", {"in"}, {"need"}),
        ("(child in need|care) plans", "care", {"plans"}, set()),
        ("work ?loads? (are|remain) high", "work", {"load*"}, {"are", "remain"}),
        ("not ~ good", "not", set(), set()),
        (r"is (\w+ )?good", "is", set(), set()),
        (r"is not (\w+ )?good", "is", {"not"}, set()),
        ("child('s)? plans", "child*", set(), set()),
        ("is not|was not", "is", set(), set()),
        ("plan,? reviews", "plan*", set(), set()),
    ],
)
def test_which_words_come_next(pattern: str, word: str, second: set[str], third: set[str]) -> None:
    reading = readings(pattern)[word]
    assert (set(reading.second), set(reading.third)) == (second, third)


def test_a_need_is_that_of_the_rarest_words() -> None:
    assert needed_words("quality of assessments") == {"assessments"}
