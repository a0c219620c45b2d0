"""Fit the linear model of polarity: `python benchmarks/fit_labels.py FOLDER [--write]`.

FOLDER holds the letters; `ontology/labels/sentences.csv` says, by the hash of a letter and of a sentence, how
readers labelled sentences in them. Prints figures of five folds, split by authority, so that no authority is
in both the fit and its measure; `--write` then fits on all and writes `ontology/labels/weights.csv`.
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

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.errors import UnreadableError  # noqa: E402
from inspectgraph.extract.authority import extract_authority  # noqa: E402
from inspectgraph.extract.findings import sentence_contexts, sentence_hash  # noqa: E402
from inspectgraph.extract.labels.linear import (  # noqa: E402
    POLARITIES,
    Weights,
    features_of,
    polarity_by,
    weigh,
)
from inspectgraph.extract.labels.sentence import rule_labels  # noqa: E402
from inspectgraph.extract.parts import find_parts  # noqa: E402
from inspectgraph.letters import read_letter  # noqa: E402

LABELLED = ROOT / "ontology" / "labels" / "sentences.csv"
WEIGHTS = ROOT / "ontology" / "labels" / "weights.csv"
WORDS = ("w:", "first:", "heading:")
_SMALL_WORD = re.compile(r"(?<![\w'’.@/-])[a-z]+(?:'[a-z]+)?(?![\w'’@/]|[.-]\w)")
FOLDS, SEEN_FROM, LEAST_WEIGHT, SPREAD = 5, 3, 0.1, 3
COST = {"strength": 1.0, "concern": 1.2, "mixed": 1.8, "neutral": 3.0}
STRENGTH = 0.3


@dataclass(frozen=True, kw_only=True)
class Example:
    """A labelled sentence: its features, its polarity, and the authority that its letter is about."""

    features: Mapping[str, float]
    polarity: str
    authority: str
    common: frozenset[str]


def main() -> None:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/fit_labels.py FOLDER [--write]")
    examples = without_names(list(read_examples(Path(sys.argv[1]))))
    print(f"{len(examples)} labelled sentences")
    report(examples)
    if "--write" in sys.argv[2:]:
        write(fit(examples))


def read_examples(folder: Path) -> Iterator[Example]:
    """Each labelled sentence that is found in the letters, in the order of the files and of their text."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        labelled = {(row["letter"], row["sentence"]): row for row in csv.DictReader(file)}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            letter = read_letter(path)
            authority = extract_authority(find_parts(letter))[0].gss
        except UnreadableError:
            continue
        common = frozenset(_SMALL_WORD.findall(letter.text))
        for text, context in sentence_contexts(letter):
            row = labelled.pop((letter.key, sentence_hash(text)), None)
            if row is not None:
                rules = rule_labels(text, context=context)
                features = features_of(rules.sentence, context, polarity=rules.polarity)
                yield Example(
                    features=features,
                    polarity=row["polarity"],
                    authority=authority,
                    common=common,
                )


def without_names(examples: Sequence[Example]) -> list[Example]:
    """The examples without names: words that letters on few authorities write in small letters."""
    small: defaultdict[str, set[str]] = defaultdict(set)
    for example in examples:
        small[example.authority] |= example.common
    spread = Counter(word for words in small.values() for word in words)
    common = {"#", *(word for word, authorities in spread.items() if authorities >= SPREAD)}
    return [
        replace(
            example,
            features={
                feature: value
                for feature, value in example.features.items()
                if not feature.startswith(WORDS) or feature.partition(":")[2] in common
            },
        )
        for example in examples
    ]


def fit(examples: Sequence[Example]) -> Weights:
    """The weights of features that a few sentences have, rounded and without the smallest."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([example.features for example in examples])
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() >= SEEN_FROM
    names = [name for name, kept in zip(vectorizer.feature_names_, often, strict=True) if kept]
    model = LogisticRegression(
        C=STRENGTH, max_iter=1000, tol=1e-6, class_weight=COST, fit_intercept=False, random_state=0
    ).fit(matrix[:, often], [example.polarity for example in examples])
    place = {label: POLARITIES.index(label) for label in model.classes_}
    weights = {
        name: tuple(
            sorted(
                (place[label], float(round(column[row], 2)))
                for label, column in zip(model.classes_, model.coef_, strict=True)
                if abs(column[row]) >= LEAST_WEIGHT
            )
        )
        for row, name in enumerate(names)
    }
    return {name: pairs for name, pairs in weights.items() if pairs}


def report(examples: Sequence[Example]) -> None:
    """Figures of folds split by authority."""
    order = sorted({example.authority for example in examples})
    fold = {authority: place % FOLDS for place, authority in enumerate(order)}
    confusion: Counter[tuple[str, str]] = Counter()
    for turn in range(FOLDS):
        weights = fit([example for example in examples if fold[example.authority] != turn])
        for example in (example for example in examples if fold[example.authority] == turn):
            confusion[example.polarity, polarity_by(weigh(weights, example.features))] += 1
    right = sum(n for (true, said), n in confusion.items() if true == said)
    print(f"polarity right {right / len(examples):.3f}")
    for label in POLARITIES:
        print(f"  {label:9} F1 {f1(confusion, label):.3f}")


def f1(confusion: Mapping[tuple[str, str], int], label: str) -> float:
    found = sum(n for (_, said), n in confusion.items() if said == label)
    there = sum(n for (true, _), n in confusion.items() if true == label)
    return 2 * confusion.get((label, label), 0) / (found + there) if found + there else 0.0


def write(weights: Weights) -> None:
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("feature", *POLARITIES))
        for feature, pairs in sorted(weights.items()):
            of = dict(pairs)
            rows.writerow((feature, *(f"{of[n]:g}" if n in of else "" for n in range(len(POLARITIES)))))
    print(f"{len(weights)} features in {WEIGHTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
