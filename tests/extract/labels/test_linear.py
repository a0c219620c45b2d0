"""The linear model: what it is told, what it says, and what is shipped."""

from __future__ import annotations

import csv
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.extract.labels import SentenceContext, label_sentence
from inspectgraph.extract.labels.features import (
    change_features,
    polarity_features,
    polarity_features_of_place,
    theme_features,
    theme_features_of_heading,
)
from inspectgraph.extract.labels.linear import (
    ONE,
    LinearModel,
    best_label,
    likely_labels,
    load_model,
    log_odds,
    pack,
    places_reaching,
    raise_scores,
    score_at,
    unpack_first,
)
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import read_sentence
from inspectgraph.extract.labels.scoring import score_sentence
from inspectgraph.knowledge.authorities import load_authorities
from inspectgraph.knowledge.places import ontology_folder
from inspectgraph.knowledge.schemes import theme_ids

ROOT = Path(__file__).resolve().parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
LABELLED = ontology_folder() / "labels" / "sentences.csv"
MODELS = ("change", "polarity", "themes")
POLARITIES = ("strength", "concern", "mixed", "neutral")
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
    assert len(labelled) == 21975
    assert len({(row["letter"], row["sentence"]) for row in labelled}) == len(labelled)
    for row in labelled:
        assert re.fullmatch(r"[0-9a-f]{16}", row["letter"])
        assert re.fullmatch(r"[0-9a-f]{12}", row["sentence"])
        assert row["polarity"] in POLARITIES
        assert row["change"] in ("improved", "unchanged", "worsened", "none")
        assert set(filter(None, row["themes"].split(" "))) <= set(theme_ids()), row


def words_that_weigh(name: str) -> set[str]:
    model = load_model(name)
    return {word for kind in ("word", "first", "heading") for word in model.packed.get(kind, {})}


@pytest.mark.parametrize("name", MODELS)
def test_no_weight_names_an_authority_a_person_or_a_year(name: str) -> None:
    names = {
        word
        for authority in load_authorities()
        for printed in (authority.name, *authority.aliases)
        for word in read_sentence(printed).words
    }
    words = words_that_weigh(name)
    assert len(words) > 100
    assert words & (names - ORDINARY) == set(), (
        "leave the name out of the vocabulary in benchmarks/fit_labels.py"
    )
    assert not [word for word in words if any(letter.isdigit() for letter in word)]


def test_models_know_their_labels() -> None:
    assert load_model("polarity").labels == POLARITIES
    assert load_model("change").labels == ("improved", "unchanged", "worsened")
    assert load_model("themes").labels == tuple(theme_ids())


def test_scores_are_sums_of_weights() -> None:
    model = LinearModel(
        ("good", "bad", "ugly"), {"word": {"x": pack((50, -100, 0))}, "bias": {"": pack((0, 25, -1))}}
    )
    features = {"word": {"x": 200, "unknown": 100}, "bias": {"": 100}, "nowhere": {"x": 100}}
    assert [score / ONE for score in model.score(features)] == [1.0, -1.75, -0.01]
    assert model.score({}, besides=model.add_up(features)) == model.score(features)
    assert (model.weight("word", "x", "bad"), model.weight("word", "unknown", "bad")) == (-100, 0)


@given(st.lists(st.lists(st.integers(-2000, 2000), min_size=3, max_size=3), max_size=30))
def test_packed_sums_are_the_sums(rows: list[list[int]]) -> None:
    names = [str(place) for place in range(len(rows))]
    model = LinearModel(("a", "b", "c"), {"word": dict(zip(names, map(pack, rows), strict=True))})
    sums = tuple(sum(row[place] for row in rows) * 100 for place in range(3))
    assert model.score({"word": dict.fromkeys(names, 100)}) == sums


def test_telling_words_are_those_that_weigh_most() -> None:
    model = load_model("polarity")
    words = ["late", "not", "poor", "weak", "well", "xyzzy"]
    weights = {word: model.weight("word", word, "concern") for word in words}
    telling = model.telling_words(words, "concern")
    assert telling == sorted((w for w in words if weights[w] > 0), key=lambda w: (-weights[w], w))[:3]
    assert "well" not in telling
    assert model.telling_words(["xyzzy"], "concern") == []


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=5), st.integers(-50, 50))
def test_places_that_reach_a_score_are_found_in_order(scores: list[int], least: int) -> None:
    raised = raise_scores(pack(scores), len(scores))
    reaching = [place for place, score in enumerate(scores) if score >= least]
    assert places_reaching(raised, len(scores), least) == sorted(reaching, key=lambda p: (-scores[p], p))
    assert [score_at(raised, place) for place in range(len(scores))] == scores


@pytest.mark.parametrize("previous", [None, "Supervision is poor and caseloads are high."])
def test_a_sentence_is_scored_by_its_features(previous: str | None) -> None:
    """What is added up fast is what the models were fitted on."""
    sentence = read_sentence("In 2017, the quality of plans had improved; caseloads remain too high.")
    context = SentenceContext(heading="Care leavers", role="findings", previous=previous)
    scores = score_sentence(sentence, context, rules="mixed", moved="improved")
    told = {**polarity_features(sentence, rules="mixed"), **polarity_features_of_place(context)}
    assert scores.polarity == load_model("polarity").score(told)
    assert scores.change == load_model("change").score(change_features(told, rules="improved"))
    of_themes = {**theme_features(sentence, context), **theme_features_of_heading("Care leavers")}
    themes = load_model("themes")
    assert unpack_first(scores.themes, len(themes.labels)) == themes.score(of_themes)


def test_likely_labels_are_few_and_in_order() -> None:
    def likely(*scores: float) -> list[str]:
        raised = raise_scores(pack([round(score * ONE) for score in scores]), 4)
        return likely_labels("abcd", raised, least=log_odds(0.1), least_further=log_odds(0.3), at_most=3)

    assert likely(1, 3, 2, 4) == ["d", "b", "c"]
    assert likely(-3, -2, -4, -5) == ["b"]
    assert likely(-3, -2.5, -4, -5) == []
    assert likely(2, 2, -9, -9) == ["a", "b"]


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
        rules, _ = label_polarity(read_sentence(sentence), context)
        assert (labels.polarity == rules) != labels.reasons[0].startswith("words:")


def test_a_tie_of_polarities_goes_to_the_first() -> None:
    assert best_label(POLARITIES, [5, 5, 1, 1]) == "strength"


def test_numbers_are_one_feature() -> None:
    context = SentenceContext(heading="Part 3", role="findings", is_item=True)
    assert "#" in polarity_features(read_sentence("In 2017, 90% were seen."), rules="neutral")["word"]
    place = polarity_features_of_place(context)
    assert set(place["heading"]) == {"part", "#"}
    assert place["item"] == ("True:findings",)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")
@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed")
def test_the_shipped_weights_are_what_the_script_makes() -> None:
    """To their rounding: libraries for linear algebra may differ in the last place."""
    folder = ontology_folder() / "labels"
    shipped = {name: load_model(name) for name in MODELS}
    before = {name: (folder / f"weights-{name}.csv").read_bytes() for name in MODELS}
    script = [sys.executable, str(ROOT / "benchmarks" / "fit_labels.py"), str(CORPUS), "--write"]
    try:
        subprocess.run(script, check=True)
        load_model.cache_clear()
        made = {name: load_model(name) for name in MODELS}
    finally:
        for name, content in before.items():
            (folder / f"weights-{name}.csv").write_bytes(content)
        load_model.cache_clear()
    for name in MODELS:
        pairs = [(w, made[name].weight(*at)) for at, w in weights_of(shipped[name]).items()]
        near = sum(abs(one - other) <= 3 for one, other in pairs)
        assert near >= 0.99 * len(pairs), name


def weights_of(model: LinearModel) -> dict[tuple[str, str, str], int]:
    return {
        (kind, name, label): model.weight(kind, name, label)
        for kind, names in model.packed.items()
        for name in names
        for label in model.labels
    }
