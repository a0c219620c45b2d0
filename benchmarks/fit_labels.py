"""Fit the linear models of polarity and themes: `python benchmarks/fit_labels.py FOLDER [--write]`.

FOLDER holds the letters; `ontology/labels/sentences.csv` says, by the hash of a letter and of a sentence, how
readers labelled sentences in them. Prints figures of five folds, split by authority, so that no authority is
in both the fit and its measure; `--write` then fits on all and writes `ontology/labels/weights-*.csv`.
Needs scikit-learn (`pip install 'inspectgraph[fit]'`); the program itself does not.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.errors import UnreadableError  # noqa: E402
from inspectgraph.extract.authority import extract_authority  # noqa: E402
from inspectgraph.extract.findings import sentence_contexts, sentence_hash  # noqa: E402
from inspectgraph.extract.kinds import extract_kind, settle_kind  # noqa: E402
from inspectgraph.extract.labels import SentenceContext  # noqa: E402
from inspectgraph.extract.labels.change import label_change  # noqa: E402
from inspectgraph.extract.labels.features import (  # noqa: E402
    change_features,
    polarity_features,
    polarity_features_of_place,
    theme_features,
    theme_features_of_heading,
)
from inspectgraph.extract.labels.linear import (  # noqa: E402
    HUNDREDTHS,
    Features,
    LinearModel,
    best_label,
    pack,
    values_of,
)
from inspectgraph.extract.labels.polarity import label_polarity  # noqa: E402
from inspectgraph.extract.labels.reading import read_sentence  # noqa: E402
from inspectgraph.extract.labels.sentence import OPEN_RULES, choose_change  # noqa: E402
from inspectgraph.extract.labels.themes import certain_theme, choose_themes  # noqa: E402
from inspectgraph.extract.parts import find_parts  # noqa: E402
from inspectgraph.extract.visit import extract_published, extract_visit_dates  # noqa: E402
from inspectgraph.knowledge.schemes import theme_ids  # noqa: E402
from inspectgraph.letters import read_letter  # noqa: E402
from inspectgraph.letters.model import Letter  # noqa: E402

Matrix = Any
"""A sparse matrix of sentences and features; SciPy has no types."""

LABELS = ROOT / "ontology" / "labels"
CHANGES = ("improved", "unchanged", "worsened")
POLARITIES = ("strength", "concern", "mixed", "neutral")
NAMING = ("word", "heading", "first")
"""Kinds of features that are words of the letters, and so might be names."""
_SMALL_WORD = re.compile(r"(?<![\w'’.@/-])[a-z]+(?:'[a-z]+)?(?![\w'’@/]|[.-]\w)")
FOLDS, SEEN_FROM, LEAST_WEIGHT, SPREAD = 5, 4, 0.05, 3
COST = {"strength": 1.0, "concern": 1.3, "mixed": 1.6, "neutral": 2.5}
CHANGE_COST = 0.3
"""Few sentences speak of change: a third of the freedom keeps words out that only happen to stand there."""
FURTHER = 0.5
"""What a sentence counts as an example of its second and third theme; of its main one it counts 1."""


@dataclass(frozen=True, kw_only=True)
class Origin:
    """The letter of a sentence: its authority, kind, year of the visit, and its words in small letters."""

    letter: str
    authority: str
    kind: str
    year: int | None
    common: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Example:
    """A labelled sentence: what the models are told of it, its labels, and its letter.

    `certain` is the theme that cues are certain of; `said` is what a rule that is final says of its polarity,
    None where the model decides. No model is told `hash`, `text` and `context`.
    """

    polarity_told: Features
    change_told: Features
    themes_told: Features
    polarity: str
    themes: tuple[str, ...]
    certain: str | None
    said: str | None
    origin: Origin
    hash: str
    text: str
    context: SentenceContext
    change: str


def main() -> None:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/fit_labels.py FOLDER [--write]")
    examples = without_names(list(read_examples(Path(sys.argv[1]))))
    print(f"{len(examples)} labelled sentences")
    report(examples)
    if "--write" in sys.argv[2:]:
        write("polarity", fit_polarity(examples))
        write("change", fit_change(examples))
        write("themes", fit_themes(examples))


def read_examples(folder: Path) -> Iterator[Example]:
    """Each labelled sentence that is found in the letters, in the order of the files and of their text."""
    with (LABELS / "sentences.csv").open(encoding="utf-8", newline="") as file:
        labelled = {(row["letter"], row["sentence"]): row for row in csv.DictReader(file)}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            letter = read_letter(path)
            origin = origin_of(letter)
        except UnreadableError:
            continue
        for text, context in sentence_contexts(letter):
            row = labelled.pop((letter.key, sentence_hash(text)), None)
            if row is not None:
                yield example_of(text, context, row, origin=origin)


def origin_of(letter: Letter) -> Origin:
    """Raises UnreadableError for what is no inspection letter or names no authority."""
    parts = find_parts(letter)
    dates = extract_visit_dates(parts)
    published = extract_published(parts)
    day = dates.start if dates else published.value if published else ""
    return Origin(
        letter=letter.key,
        authority=extract_authority(parts)[0].gss,
        kind=settle_kind(extract_kind(parts), dates).value,
        year=int(day[:4]) if day else None,
        common=frozenset(_SMALL_WORD.findall(letter.text)),
    )


def example_of(text: str, context: SentenceContext, row: Mapping[str, str], *, origin: Origin) -> Example:
    sentence = read_sentence(text)
    rules, why = label_polarity(sentence, context)
    told = {**polarity_features(sentence, rules=rules), **polarity_features_of_place(context)}
    return Example(
        polarity_told=told,
        change_told=change_features(told, rules=label_change(sentence, rules)[0]),
        themes_told={
            **theme_features(sentence, context),
            **theme_features_of_heading(context.heading or ""),
        },
        polarity=row["polarity"],
        themes=tuple(row["themes"].split()),
        certain=certain_theme(sentence, context),
        said=None if why[0] in OPEN_RULES else rules,
        origin=origin,
        hash=row["sentence"],
        text=text,
        context=context,
        change=row["change"],
    )


def without_names(examples: Sequence[Example]) -> list[Example]:
    """The examples without names: words that letters on few authorities write in small letters."""
    small: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        small[example.origin.authority] |= example.origin.common
    spread = Counter(word for words in small.values() for word in words)
    common = {"#", *(word for word, authorities in spread.items() if authorities >= SPREAD)}

    def kept(told: Features) -> Features:
        return {
            kind: {n: v for n, v in values_of(values).items() if n in common} if kind in NAMING else values
            for kind, values in told.items()
        }

    return [
        replace(
            e,
            polarity_told=kept(e.polarity_told),
            change_told=kept(e.change_told),
            themes_told=kept(e.themes_told),
        )
        for e in examples
    ]


def fit_polarity(examples: Sequence[Example]) -> LinearModel:
    return _fit(
        [example.polarity_told for example in examples],
        [(example.polarity,) for example in examples],
        labels=POLARITIES,
        costs=[COST[example.polarity] for example in examples],
    )


def fit_change(examples: Sequence[Example]) -> LinearModel:
    return _fit(
        [example.change_told for example in examples],
        [() if example.change == "none" else (example.change,) for example in examples],
        labels=CHANGES,
        costs=[CHANGE_COST] * len(examples),
    )


def fit_themes(examples: Sequence[Example]) -> LinearModel:
    return _fit(
        [example.themes_told for example in examples],
        [example.themes for example in examples],
        labels=tuple(theme_ids()),
        costs=[1.0] * len(examples),
    )


def _fit(
    told: Sequence[Features],
    given: Sequence[Sequence[str]],
    *,
    labels: tuple[str, ...],
    costs: Sequence[float],
) -> LinearModel:
    """A logistic regression for each label, with the L1 norm, which leaves most weights at nought.

    `given` are the labels of each sentence, main first. Weights are rounded, and the smallest left out.
    """
    flat = [
        {f"{kind}:{n}": v / HUNDREDTHS for kind, values in f.items() for n, v in values_of(values).items()}
        for f in told
    ]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(flat).tocsr()
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() >= SEEN_FROM
    names = [name for name, kept in zip(vectorizer.feature_names_, often, strict=True) if kept]
    columns = [_fit_label(matrix[:, often], label, given, costs) for label in labels]
    packed: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, *weights in zip(names, *columns, strict=True):
        kind, _, feature = name.partition(":")
        if any(weights):
            packed[kind][feature] = pack(weights)
    return LinearModel(labels, packed)


def _fit_label(
    matrix: Matrix, label: str, given: Sequence[Sequence[str]], costs: Sequence[float]
) -> list[int]:
    """The weight of each feature for one label, in hundredths; the smallest are nought."""
    has = np.array([label in labels for labels in given])
    if not has.any():
        return [0] * matrix.shape[1]
    counted = [cost * (FURTHER if label in all_[1:] else 1) for cost, all_ in zip(costs, given, strict=True)]
    model = LogisticRegression(
        solver="liblinear", l1_ratio=1, C=1.0, fit_intercept=False, max_iter=200, random_state=0
    ).fit(matrix, has, sample_weight=counted)
    return [round(w * HUNDREDTHS) if abs(w) >= LEAST_WEIGHT else 0 for w in map(float, model.coef_[0])]


def report(examples: Sequence[Example]) -> None:
    """Figures of folds split by authority."""
    confusion: Counter[tuple[str, str]] = Counter()
    themes: Counter[str] = Counter()
    changes: Counter[tuple[str, str]] = Counter()
    for example, polarity, change, said in labelled_by_others(examples):
        confusion[example.polarity, polarity] += 1
        changes[example.change, change] += 1
        themes.update(compare_themes(example, said))
    print_figures(confusion, themes)
    right = sum(changes[label, label] for label in CHANGES)
    stated = sum(n * ((true != "none") + (said != "none")) for (true, said), n in changes.items())
    print(f"change F1 {2 * right / stated:.3f}")


class Said(NamedTuple):
    """A labelled sentence, and what models fitted to other authorities' letters say of it."""

    example: Example
    polarity: str
    change: str
    themes: list[str]


def labelled_by_others(examples: Sequence[Example]) -> Iterator[Said]:
    """Each example with its labels by models fitted to other authorities' letters."""
    order = sorted({example.origin.authority for example in examples})
    fold = {authority: place % FOLDS for place, authority in enumerate(order)}
    for turn in range(FOLDS):
        learnt = [example for example in examples if fold[example.origin.authority] != turn]
        polarity, change, themes = fit_polarity(learnt), fit_change(learnt), fit_themes(learnt)
        for example in (example for example in examples if fold[example.origin.authority] == turn):
            said = example.said or best_label(polarity.labels, polarity.score(example.polarity_told))
            scores = themes.score(example.themes_told)
            yield Said(
                example=example,
                polarity=said,
                change=choose_change(change, change.score(example.change_told)),
                themes=choose_themes(themes, scores, certain=example.certain),
            )


def compare_themes(example: Example, said: Sequence[str]) -> Iterator[str]:
    yield from ("both" for _ in set(said) & set(example.themes))
    yield from ("one" for _ in set(said) ^ set(example.themes))
    if tuple(said[:1]) == example.themes[:1]:
        yield "main"


def print_figures(confusion: Mapping[tuple[str, str], int], themes: Mapping[str, int]) -> None:
    sentences = sum(confusion.values())
    right = sum(n for (true, said), n in confusion.items() if true == said)
    print(f"polarity right {right / sentences:.3f}")
    each = {label: f1(confusion, label) for label in POLARITIES}
    for label, figure in each.items():
        print(f"  {label:9} F1 {figure:.3f}")
    print(f"polarity macro-F1 {sum(each.values()) / len(each):.3f}")
    neutral = {said: n for (true, said), n in confusion.items() if true == "neutral"}
    print(f"neutral given a verdict {1 - neutral['neutral'] / sum(neutral.values()):.3f}")
    print(f"themes F1 {2 * themes['both'] / (2 * themes['both'] + themes['one']):.3f}")
    print(f"main theme right {themes['main'] / sentences:.3f}")


def f1(confusion: Mapping[tuple[str, str], int], label: str) -> float:
    found = sum(n for (_, said), n in confusion.items() if said == label)
    there = sum(n for (true, _), n in confusion.items() if true == label)
    return 2 * confusion.get((label, label), 0) / (found + there) if found + there else 0.0


def write(name: str, model: LinearModel) -> None:
    path = LABELS / f"weights-{name}.csv"
    flat = {
        f"{kind}:{feature}": {
            label: weight / HUNDREDTHS
            for label in model.labels
            if (weight := model.weight(kind, feature, label))
        }
        for kind, features in model.packed.items()
        for feature in features
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("feature", "weights"))
        rows.writerow(("labels", " ".join(model.labels)))
        for feature, weights in sorted(flat.items()):
            rows.writerow((feature, " ".join(f"{label}={weight:g}" for label, weight in weights.items())))
    print(f"{len(flat)} features, {sum(map(len, flat.values()))} weights in {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
