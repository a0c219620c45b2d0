"""Where sentences end, and where a full stop ends none."""

from __future__ import annotations

import pytest

from inspectgraph.letters.sentences import split_sentences

SPLIT = {
    "Plans are clear. Visits are timely.": 2,
    "Plans are clear.  Visits are timely.": 2,
    "Is it clear? It is! Good.": 3,
    "He said ‘Plans are clear.’ Visits are timely.": 2,
    "Plans (for all.) Visits.": 2,
    "Visits rose to 12. 30 were late.": 2,
    "Plans are clear. ‘Visits’ are timely.": 2,
    "Plans are clear. Élan is seen.": 2,
    "Wait... Then it came.": 2,
    "Inspector A. Plans are clear.": 1,
    "Mr A. Hope left.": 1,
    "Plans, e.g. Care plans, are clear.": 1,
    "St. Helens is a council.": 1,
    "See paras. 3 and 4.": 1,
    "Plans are clear.Visits are timely.": 1,
    "Plans cost 1.5 million.": 1,
    "www.gov.uk/ofsted. and more": 1,
    "No full stop": 1,
    "It was I. They left.": 2,
    "Dr. B and Prof. C came.": 1,
    "Plans are late. (Outcome 4, national framework)": 1,
    "Plans are late. (Outcome 4) Visits are timely.": 2,
    "Plans are late. (See the annex.) Visits are timely.": 2,
    "Plans are late. (NHS) trusts say so.": 2,
    "Plans are late. (Not closed": 2,
    "": 0,
    "   ": 0,
    "...": 1,
}


@pytest.mark.parametrize("text", SPLIT)
def test_sentences(text: str) -> None:
    assert len(list(split_sentences(text))) == SPLIT[text]


@pytest.mark.parametrize("text", SPLIT)
def test_every_word_is_in_one_sentence(text: str) -> None:
    pieces = [text[start:end] for start, end in split_sentences(text)]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() for piece in pieces)


def test_number_of_cases() -> None:
    assert len(SPLIT) == 28
