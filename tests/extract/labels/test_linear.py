"""The linear model: what it is told, what it says, and what is shipped."""

from __future__ import annotations

import csv
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from inspectgraph.extract.labels import SentenceContext, label_sentence
from inspectgraph.extract.labels.linear import (
    POLARITIES,
    features_of,
    polarity_by,
    telling_words,
    weigh,
    words_of,
)
from inspectgraph.extract.labels.reading import read_sentence
from inspectgraph.extract.labels.sentence import rule_labels
from inspectgraph.knowledge.authorities import load_authorities
from inspectgraph.knowledge.places import ontology_folder
from inspectgraph.knowledge.schemes import theme_ids

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
LABELLED = ontology_folder() / "labels" / "sentences.csv"
WEIGHTS = ontology_folder() / "labels" / "weights.csv"
ORDINARY = frozenset(
    "and bath borough bury central city council county district east forest greater hill hull kings london midlands new"
    " north of on reading royal south stoke telford the upon wales west with service services children children's for"
    " together partnership trust care adoption brighter futures".split()
)
"""Words in names of authorities, and of those that serve for them, that are words besides."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_labelled_sentences_are_legal() -> None:
    labelled = rows(LABELLED)
    assert len(labelled) == 3256
    assert len({(row["letter"], row["sentence"]) for row in labelled}) == len(labelled)
    for row in labelled:
        assert re.fullmatch(r"[0-9a-f]{16}", row["letter"])
        assert re.fullmatch(r"[0-9a-f]{12}", row["sentence"])
        assert row["polarity"] in POLARITIES
        assert row["change"] in ("improved", "unchanged", "worsened", "none")
        assert set(filter(None, row["themes"].split(" "))) <= set(theme_ids()), row


def test_no_weight_names_an_authority_a_person_or_a_year() -> None:
    names = {
        word
        for authority in load_authorities()
        for name in (authority.name, *authority.aliases)
        for word in words_of(name.lower())
    }
    words = {
        row["feature"].partition(":")[2] for row in rows(WEIGHTS) if row["feature"].startswith(("w:", "f"))
    }
    assert words & (names - ORDINARY) == set(), (
        "leave the name out of the vocabulary in benchmarks/fit_labels.py"
    )
    assert not [word for word in words if any(letter.isdigit() for letter in word)]


def test_scores_are_sums_of_weights() -> None:
    weights = {"w:x": ((0, 0.5), (1, -1.0)), "bias": ((1, 0.25),)}
    assert weigh(weights, {"w:x": 2.0, "bias": 1.0, "w:unknown": 1.0}) == [1.0, -1.75, 0.0, 0.0]
    assert telling_words(weights, {"w:x": 2.0, "bias": 1.0}, "strength") == ["x"]


def test_rules_that_see_how_a_sentence_is_built_are_final() -> None:
    item = SentenceContext(heading="What needs to improve", role="improve", is_item=True)
    assert label_sentence("The excellent quality of plans.", context=item).polarity == "concern"


def test_a_label_that_no_rule_gives_names_its_words() -> None:
    """Among the labelled kinds of sentences there are some where the model overrules the rules."""
    context = SentenceContext(role="findings")
    for sentence in (
        "Leaflets are sent to all care leavers.",
        "It is the fourth largest county in the country.",
    ):
        labels = label_sentence(sentence, context=context)
        told = rule_labels(sentence, context=context)
        assert (labels.polarity == told.polarity) != labels.reasons[0].startswith("words:")


def test_a_tie_of_polarities_goes_to_the_first() -> None:
    assert polarity_by([0.5, 0.5, 0.1, 0.1]) == "strength"


def test_numbers_are_one_feature() -> None:
    context = SentenceContext(heading="Part 3", role="findings", is_item=True)
    told = features_of(read_sentence("In 2017, 90% were seen."), context, polarity="neutral")
    assert {name for name in told if "#" in name} == {"w:#", "heading:#"}
    assert told["item:True:findings"] == 1.0


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")
@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed")
def test_the_shipped_weights_are_what_the_script_makes() -> None:
    """To their rounding: libraries for linear algebra may differ in the last place."""
    before = WEIGHTS.read_bytes()
    try:
        subprocess.run(
            [sys.executable, str(ROOT / "benchmarks" / "fit_labels.py"), str(CORPUS), "--write"], check=True
        )
        made = {row["feature"]: row for row in rows(WEIGHTS)}
    finally:
        WEIGHTS.write_bytes(before)
    shipped = {row["feature"]: row for row in rows(WEIGHTS)}
    assert len(set(made) ^ set(shipped)) <= len(shipped) // 100
    for feature in set(made) & set(shipped):
        for label in POLARITIES:
            one, other = (float(table[feature][label] or 0) for table in (made, shipped))
            assert abs(one) < 0.15 or one == pytest.approx(other, abs=0.03), (feature, label)
