"""How a sentence judges what it is about: clause by clause, then together, then by its section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from inspectgraph.extract.labels.clauses import CUE, Clause, Verdict, part_at_turns, whole_clause
from inspectgraph.extract.labels.cues import Cue
from inspectgraph.extract.labels.overlaps import without_hidden
from inspectgraph.extract.labels.reading import ReadSentence
from inspectgraph.extract.labels.tables import wanted_cues
from inspectgraph.extract.labels.values import SentenceContext
from inspectgraph.extract.model import Polarity

IMPROVE_ROLES: Final = frozenset({"improve", "priority", "improve-board", "improve-partnership"})
STRENGTH_ROLES: Final = frozenset({"strengths", "strengths-partnership", "meets"})
OPENING: Final = 40
"""The characters in which a sentence shows that it commands or names what is wanted."""
COMMANDS_SURELY: Final = 2.0
"""The weight of an opening word that can only command; "audit" or "support" may be a noun."""

_SAYS: Final[dict[Verdict, tuple[Polarity, str]]] = {
    "early": ("neutral", "rule:early"),
    "strength": ("strength", "rule:strength"),
    "fact": ("neutral", "rule:fact"),
    "plain": ("strength", "rule:plain-practice"),
}
"""What a sentence says without a concern, by the first of these verdicts on its clauses."""

_RAISED: Final = ("rule:raised-before",)

_SUBORDINATE = re.compile(
    r"\b(so that|to ensure|that|which|who|whose|when|where|if|how|whether|what|because|with|including"
    r"|in order to)\b"
)
_FINITE = re.compile(
    r"\b(is|are|was|were|has|have|had|do|does|did|can|cannot|will|may|remains?|continues?|receives?|ensures|enables"
    r"|provides|demonstrates?|reflects|lacks|makes|allows|gives|promotes|contributes|identifies|understands|varies"
    r"|means|leads to|led to|resulted|found|told)\b"
)
_MUST = re.compile(r"\b(must|should|needs? to)\b")


def label_polarity(sentence: ReadSentence, context: SentenceContext) -> tuple[Polarity, tuple[str, ...]]:
    """The polarity of a sentence and the ids of the cues and rules that decided.

    >>> from inspectgraph.extract.labels.reading import read_sentence
    >>> late = read_sentence("Plans are detailed, but reviews are too often late.")
    >>> label_polarity(late, SentenceContext())[0]
    'mixed'
    """
    folded = sentence.folded
    if context.role in IMPROVE_ROLES and context.is_item and not is_narrative(folded):
        return "concern", ("rule:item-of-what-must-improve",)
    if _is_wanted(sentence, context):
        return "concern", ("rule:what-is-wanted",)
    hits = without_hidden(sentence.polarity)
    polarity, reasons = _judge_whole(tuple(map(CUE, hits))) or _judge(part_at_turns(folded, hits))
    if reasons == _RAISED and context.role in IMPROVE_ROLES:
        return "concern", reasons
    if reasons[0] == "rule:fact" and context.role in STRENGTH_ROLES and context.is_item:
        return "strength", ("rule:item-of-strengths", *reasons[1:])
    return polarity, reasons


@lru_cache(maxsize=2_000)  # a third of the sentences have cues that sentences before had
def _judge_whole(cues: tuple[Cue, ...]) -> tuple[Polarity, tuple[str, ...]] | None:
    """What the cues of a sentence without turns say; None if it turns."""
    whole = whole_clause(cues)
    return _judge((whole,)) if whole else None


def _judge(clauses: tuple[Clause, ...]) -> tuple[Polarity, tuple[str, ...]]:
    """What a sentence of these clauses says, and the ids of the rule and cues that decided."""
    if _has("raised", clauses):
        return "neutral", _RAISED
    polarity, rule = _weigh(clauses)
    reasons = dict.fromkeys([cue.id for clause in clauses for cue in clause.cues if cue.label != "plain"])
    return polarity, (rule, *reasons)


def _is_wanted(sentence: ReadSentence, context: SentenceContext) -> bool:
    """Whether a sentence commands what must be done, or, in a list or without a place, only names it."""
    words, folded = sentence.words, sentence.folded
    if context.role in STRENGTH_ROLES or not (words and wanted_cues().has_opening(words[0])):
        return False
    opened = wanted_cues().opening_hits(folded[:OPENING])
    if not opened:
        return False
    commands = [cue.weight for _, _, cue in opened if cue.label == "imperative"]
    if commands and max(commands) >= COMMANDS_SURELY:
        return True
    return (bool(commands) or not context.role) and not is_narrative(folded)


def is_narrative(folded: str) -> bool:
    """Whether a folded sentence tells something, rather than naming or commanding what must improve.

    >>> is_narrative("the quality of assessments, so that they are timely."), is_narrative("audits are weak.")
    (False, True)
    """
    head = _SUBORDINATE.split(folded, maxsplit=1)[0]
    return bool(_FINITE.search(head)) and not _MUST.search(folded)


def _weigh(clauses: tuple[Clause, ...]) -> tuple[Polarity, str]:
    if _has("both", clauses):
        return "mixed", "rule:both-in-a-word"
    if len(clauses) == 1 and clauses[0].verdict != "concern":  # most sentences
        return _SAYS[clauses[0].verdict]
    telling = [clause for clause in clauses if clause.turn != "despite"] or list(clauses)
    verdicts = [clause.verdict for clause in telling]
    if "concern" in verdicts:
        return _weigh_concern(telling, clauses)
    if "early" in verdicts and "strength" in verdicts:
        return "mixed", "rule:early"
    return next(says for verdict, says in _SAYS.items() if verdict in verdicts)


def _weigh_concern(telling: list[Clause], clauses: tuple[Clause, ...]) -> tuple[Polarity, str]:
    turned = len(telling) > 1
    if turned and any(clause.verdict in {"strength", "plain"} and clause.cues for clause in telling):
        return "mixed", "rule:both"
    if turned and telling[0].verdict == "plain" and telling[1].turn == "but":
        return "mixed", "rule:both"
    set_aside = [clause for clause in clauses if clause.turn == "despite"]
    # "When risks are clear, ..." only names a condition
    if any("when" not in clause.labels for clause in set_aside if clause.verdict == "strength"):
        return "mixed", "rule:both"
    if (_has("aware", telling) or _has("owned", telling)) and _has("action", telling):
        return "mixed", "rule:weakness-in-hand"
    return "concern", "rule:concern"


def _has(label: str, clauses: Sequence[Clause]) -> bool:
    """Whether a cue of that label stands in one of the clauses."""
    return any(label in clause.labels for clause in clauses)
