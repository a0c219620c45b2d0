"""How many sentences are labelled in a second on one core, and how many times a count of their words that is.

`python benchmarks/labels.py FOLDER [ROUNDS]` labels every sentence of a folder's letters as a build does, a
letter at a time. The floor, the words of each sentence found and counted, is taken in turns with it.
"""

from __future__ import annotations

import gc
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from inspectgraph.errors import UnreadableError  # noqa: E402
from inspectgraph.extract.findings import sentence_contexts  # noqa: E402
from inspectgraph.extract.labels import SentenceContext, is_evaluative_candidate, label_sentences  # noqa: E402
from inspectgraph.letters import read_letter  # noqa: E402

GOAL = 10_000  # sentences a second
_WORDS = re.compile(r"\w+")
_SELDOM = 50_000  # as in the processes that read letters

Letters = Sequence[Sequence[tuple[str, SentenceContext]]]


def main() -> None:
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python benchmarks/labels.py FOLDER [ROUNDS]")
    letters = list(read_sentences(Path(sys.argv[1])))
    count = sum(map(len, letters))
    if not count:
        sys.exit("there is no sentence in these letters")
    gc.set_threshold(_SELDOM)
    first = seconds(label_all, letters)
    turns = [
        (seconds(count_words, letters), seconds(label_all, letters))
        for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 7)
    ]
    floor, labels = (statistics.median(times) for times in zip(*turns, strict=True))
    print(f"{count} sentences of {len(letters)} letters, one core, medians of {len(turns)} turns")
    print(f"words counted  {floor / count * 1e6:6.1f} microseconds a sentence")
    met = "met" if count / labels >= GOAL else "missed"
    print(f"labels         {labels / count * 1e6:6.1f} microseconds, {labels / floor:.1f} x words counted")
    print(f"               {count / labels:6.0f} sentences a second (goal {GOAL}: {met})")
    print(f"               {first - labels:6.2f} s more the first time, when patterns are compiled")


def read_sentences(folder: Path) -> Iterator[Sequence[tuple[str, SentenceContext]]]:
    """The sentences of each letter that are labelled, with their contexts; what is no letter is left out."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            letter = read_letter(path)
        except UnreadableError:
            continue
        yield [
            (text, context)
            for text, context in sentence_contexts(letter)
            if is_evaluative_candidate(text, context.role)
        ]


def seconds(run: Callable[[Letters], None], letters: Letters) -> float:
    begin = time.process_time()
    run(letters)
    return time.process_time() - begin


def label_all(letters: Letters) -> None:
    for sentences in letters:
        label_sentences(sentences)


def count_words(letters: Letters) -> None:
    words: Counter[str] = Counter()
    for sentences in letters:
        for text, _ in sentences:
            words.update(_WORDS.findall(text.lower()))


if __name__ == "__main__":
    main()
