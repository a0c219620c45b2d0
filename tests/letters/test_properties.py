"""What holds for every text: each passage stands in its source, spans lie in order, nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspectgraph.errors import UnreadableError
from inspectgraph.letters import Letter, read_letter, read_letter_bytes

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))

WORDS = st.sampled_from(
    "plans visits children assessments timely and in the of social workers know MASH with café 16 2018 well-being".split()
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=30).map(lambda words: f"The {' '.join(words)} plan.")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
ITEMS = st.tuples(st.sampled_from(("- ", "• ", "* ", "3. ")), PARAGRAPHS).map("".join)
HEADINGS = st.sampled_from(("Findings", "## Strengths", "What needs to improve?", "Practice in the hub"))
DOCUMENTS = st.lists(st.one_of(PARAGRAPHS, ITEMS, HEADINGS), min_size=1, max_size=12).map("\n\n".join)
LINES = st.sampled_from(
    ("- a", "# b", "| c | d |", "e\tf", "1", "Page 2", "\f", "", "Dear G", "Yours sincerely", "h,")
)
ODD = st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=30).map("\n".join)


def read_text(text: str) -> Letter | None:
    """The letter; None where the text is refused, as an empty one is."""
    try:
        return read_letter_bytes(text.encode("utf-8", "surrogatepass"), file="a.txt")
    except UnreadableError:
        return None


def letters_in(text: str) -> str:
    """The letters and digits of a text: what is left without white space, markers and markup."""
    return "".join(character for character in text if character.isalnum())


def is_within(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in their order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def check_spans(letter: Letter) -> None:
    at = 0
    for block in letter.blocks:
        assert at <= block.start < block.end <= len(letter.text)
        assert letter.text[at : block.start].strip() == ""
        assert letter.words_of(block) == letter.words_of(block).strip()
        at = block.end
    assert letter.text[at:] == ""
    at = 0
    for sentence in letter.sentences:
        block = letter.blocks[sentence.block]
        assert max(at, block.start) <= sentence.start < sentence.end <= block.end
        section = letter.sections[sentence.section]
        assert section.first <= sentence.block < section.last
        assert letter.passage(sentence.start, sentence.end).words == letter.words_of(sentence)
        at = sentence.end
    assert list(letter.page_starts) == sorted(letter.page_starts)


@given(ODD)
@example("\ufeff\n\x00")
@example("> " * 3)
@example("\f\f1\f")
def test_any_text_is_read_or_refused(text: str) -> None:
    letter = read_text(text)
    if letter is not None:
        check_spans(letter)


@given(ODD)
def test_words_stand_in_the_source(text: str) -> None:
    letter = read_text(text)
    for block in letter.blocks if letter else ():
        assert is_within(letters_in(letter.words_of(block)) if letter else "", letters_in(text))


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00\xd8")
@example(b"{\\rtf")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        letter = read_letter_bytes(data, file="a.txt")
    except UnreadableError as refusal:
        assert refusal.code
        assert refusal.remedy
    else:
        check_spans(letter)


@given(DOCUMENTS)
def test_no_word_is_lost_or_moved(text: str) -> None:
    letter = read_text(text)
    assert letter is not None
    check_spans(letter)
    source = letters_in(text.replace("3. ", ""))
    assert letters_in(letter.text) == source
    for sentence in letter.sentences:
        assert letters_in(letter.words_of(sentence)) in source


@given(DOCUMENTS)
def test_reading_the_cleaned_text_finds_the_same_sentences(text: str) -> None:
    first = read_text(text)
    assert first is not None
    again = read_text(first.text)
    assert again is not None
    assert sentences_of(again) == sentences_of(first)


@given(DOCUMENTS)
def test_reading_is_a_function_of_the_bytes(text: str) -> None:
    assert read_text(text) == read_text(text)


def sentences_of(letter: Letter) -> list[str]:
    return [letter.words_of(sentence) for sentence in letter.sentences]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_a_seed_and_its_cleaned_text_have_the_same_sentences(seed: Path) -> None:
    letter = read_letter(seed)
    check_spans(letter)
    again = read_letter_bytes(letter.text.encode(), file="a.txt")
    assert sentences_of(again) == sentences_of(letter)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_every_sentence_of_a_seed_stands_in_it(seed: Path) -> None:
    letter = read_letter(seed)
    source = letters_in(seed.read_text(encoding="utf-8"))
    for sentence in letter.sentences:
        assert letters_in(letter.words_of(sentence)) in source


def test_there_are_five_seeds() -> None:
    assert len(SEEDS) == 5
