"""Cues of change: what says how things moved, and what only sounds so."""

from __future__ import annotations

from collections import Counter

import pytest

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.reading import read_sentence
from inspectgraph.extract.model import Polarity

# sentence, its polarity, change
MOVED: tuple[tuple[str, Polarity, str], ...] = (
    ("Care leavers are very well supported, and this has significantly improved.", "strength", "improved"),
    ("The reduction in social worker caseloads gives time for direct work.", "strength", "improved"),
    ("This has led to better plans.", "strength", "improved"),
    ("Direct work with children is now a strength.", "strength", "improved"),
    ("Although caseloads have reduced, some are high.", "mixed", "improved"),
    ("The quality of assessments needs to improve.", "concern", "none"),
    ("Children in care are making good progress.", "strength", "none"),
    ("The service is committed to continuous improvement.", "strength", "none"),
    ("Caseloads remain too high.", "concern", "unchanged"),
    ("Some children continue to wait too long.", "concern", "unchanged"),
    ("This has not yet led to better plans.", "concern", "unchanged"),
    ("Progress has been too slow.", "concern", "unchanged"),
    ("Children remain with their families where it is safe.", "strength", "none"),
    ("The framework is not yet embedded.", "concern", "none"),
    ("This aspect of the service has deteriorated.", "concern", "worsened"),
    ("Leaders have lost sight of some children.", "concern", "worsened"),
    ("Delays have increased.", "concern", "worsened"),
    ("Risks to children have not increased.", "strength", "none"),
    ("Plans are late.", "concern", "none"),
    ("Leaders have continued to strengthen services.", "strength", "improved"),
    ("This is starting to make a difference.", "strength", "improved"),
    ("Quality assurance is now robust.", "strength", "improved"),
    ("The number of care leavers who are in work is steadily improving.", "strength", "improved"),
    ("Oversight is strengthened by audits.", "strength", "none"),
    ("Plans deliver clear improvements for children.", "strength", "none"),
    ("Children make good educational progress.", "strength", "none"),
    ("Plans are not progressed.", "concern", "none"),
)


def test_number_of_cases() -> None:
    assert Counter(change for _, _, change in MOVED) == {
        "improved": 9,
        "unchanged": 4,
        "worsened": 3,
        "none": 11,
    }


@pytest.mark.parametrize(("sentence", "polarity", "change"), MOVED)
def test_change(sentence: str, polarity: Polarity, change: str) -> None:
    assert label_change(read_sentence(sentence), polarity)[0] == change
