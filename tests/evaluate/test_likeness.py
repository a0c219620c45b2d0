"""What counts as the same letter, text, name or team, and what does not."""

from __future__ import annotations

import pytest

from inspectgraph.evaluate.likeness import bare_team, essence, judged_area, letter_key, plain_name

SAME = [
    (letter_key, "a/b/c.pdf", "z\\b\\c.pdf"),
    (letter_key, "seeds/004_6b6a7fc6866eb5aa.txt", "004_6b6a7fc6866eb5aa.txt"),
    (essence, "well-being ﬁrst", "wellbeing\nFIRST"),
    (plain_name, "A  O’Name", "A O'Name"),
    (bare_team, "The Access Team", "access team"),
    (bare_team, "an Access\nteam", "Access team"),
    (judged_area, "Safeguarding Children Board", "The effectiveness of the LSCB"),
]
OTHER = [
    (letter_key, "a/c.pdf", "b/c.pdf"),
    (letter_key, "seeds/report.txt", "report.txt"),
    (essence, "5 days", "6 days"),
    (plain_name, "Ann-Marie A", "Ann Marie A"),
    (bare_team, "team at the hub", "team at hub"),
    (judged_area, "Adoption performance", "Adoption"),
]


def test_tables_are_whole() -> None:
    assert (len(SAME), len(OTHER)) == (7, 6)


@pytest.mark.parametrize(("fold", "one", "other"), SAME)
def test_same(fold: object, one: str, other: str) -> None:
    assert callable(fold)
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("fold", "one", "other"), OTHER)
def test_other(fold: object, one: str, other: str) -> None:
    assert callable(fold)
    assert fold(one) != fold(other)
