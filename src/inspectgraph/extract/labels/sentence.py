"""All labels of one sentence: what rules are sure of stays, linear models settle the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, cast

from inspectgraph.extract.labels.change import label_change
from inspectgraph.extract.labels.linear import LinearModel, best_label, load_model, log_odds
from inspectgraph.extract.labels.polarity import label_polarity
from inspectgraph.extract.labels.reading import ReadSentence, read_anew, read_sentence
from inspectgraph.extract.labels.scoring import SentenceScores, WeighedThemes, score_sentence
from inspectgraph.extract.labels.theme_cues import weigh_themes, weigh_themes_before
from inspectgraph.extract.labels.themes import label_themes
from inspectgraph.extract.labels.values import SentenceContext, SentenceLabels
from inspectgraph.extract.model import Change, Polarity

OPEN_RULES: Final = frozenset({"rule:plain-practice", "rule:fact", "rule:strength", "rule:concern"})
"""Rules that only add up cues; the others see how a sentence is built, or where it stands, and are final."""
LEAST_CHANGE: Final = log_odds(0.3)
"""The score that a change needs: a probability of three in ten."""


def label_sentence(text: str, *, context: SentenceContext) -> SentenceLabels:
    """Polarity, change and themes of one sentence, and what decided.

    A reason `words:<label>:<words>` names the words that weighed most where a model overrules the rules.

    >>> labels = label_sentence("Caseloads remain too high.", context=SentenceContext(role="findings"))
    >>> labels.polarity, labels.change, labels.themes
    ('concern', 'unchanged', ('caseloads',))
    """
    sentence = read_sentence(text)
    ruled = label_polarity(sentence, context)
    moved = label_change(sentence, ruled[0])
    scores = score_sentence(sentence, context, rules=ruled[0], moved=moved[0])
    return _settle(sentence, context, scores, ruled, moved)


def label_sentences(sentences: Iterable[tuple[str, SentenceContext]]) -> list[SentenceLabels]:
    """The labels of many sentences, as of a letter, in their order: quicker than one by one.

    Each step is taken for all before the next: what it looks up stays in the nearest memory of the machine.

    >>> [labels.themes for labels in label_sentences([("Caseloads remain too high.", SentenceContext())])]
    [('caseloads',)]
    """
    placed = list(sentences)
    contexts = [context for _, context in placed]
    read = [read_anew(text) for text, _ in placed]
    weighed = _weigh_all(read, contexts)
    ruled = list(map(label_polarity, read, contexts))
    moved = [label_change(sentence, rules) for sentence, (rules, _) in zip(read, ruled, strict=True)]
    scores = [
        score_sentence(sentence, context, rules=rules, moved=change, themes=themes)
        for sentence, context, (rules, _), (change, _), themes in zip(
            read, contexts, ruled, moved, weighed, strict=True
        )
    ]
    return list(map(_settle, read, contexts, scores, ruled, moved))


def _weigh_all(read: Sequence[ReadSentence], contexts: Sequence[SentenceContext]) -> Iterator[WeighedThemes]:
    """What speaks for themes in each sentence, and in the one before it, which is mostly one of them."""
    headings = [context.heading or "" for context in contexts]
    weighed = list(map(weigh_themes, read, headings))
    known = {(s.text, h): here for s, h, here in zip(read, headings, weighed, strict=True)}
    for context, heading, here in zip(contexts, headings, weighed, strict=True):
        before = known.get((context.previous or "", heading))
        yield here, weigh_themes_before(context) if before is None else before


def _settle(
    sentence: ReadSentence,
    context: SentenceContext,
    scores: SentenceScores,
    ruled: tuple[Polarity, tuple[str, ...]],
    moved: tuple[Change, tuple[str, ...]],
) -> SentenceLabels:
    """The labels by what rules and cues say, and what the models do."""
    polarity, why = _settle_polarity(scores, *ruled)
    change, change_reasons = _settle_change(scores, *moved)
    themes, theme_reasons = label_themes(sentence, context, scores=scores)
    return SentenceLabels(polarity, change, themes, (*why, *change_reasons, *theme_reasons))


def _settle_polarity(
    scores: SentenceScores, rules: Polarity, reasons: tuple[str, ...]
) -> tuple[Polarity, tuple[str, ...]]:
    if reasons[0] not in OPEN_RULES:
        return rules, reasons
    model = load_model("polarity")
    settled = cast("Polarity", best_label(model.labels, scores.polarity))
    return (rules, reasons) if settled == rules else (settled, (_words(model, scores, settled),))


def _settle_change(
    scores: SentenceScores, change: Change, reasons: tuple[str, ...]
) -> tuple[Change, tuple[str, ...]]:
    model = load_model("change")
    settled = choose_change(model, scores.change)
    if settled == change:
        return change, reasons
    return settled, () if settled == "none" else (_words(model, scores, settled),)


def choose_change(model: LinearModel, scores: Sequence[int]) -> Change:
    """The likeliest change by its scores, "none" where none is likely.

    >>> choose_change(LinearModel(("improved", "worsened"), {}), (-20_000, -90_000))
    'none'
    """
    top = max(scores)
    return cast("Change", model.labels[scores.index(top)]) if top >= LEAST_CHANGE else "none"


def _words(model: LinearModel, scores: SentenceScores, label: str) -> str:
    return f"words:{label}:{' '.join(model.telling_words(scores.words, label))}"
