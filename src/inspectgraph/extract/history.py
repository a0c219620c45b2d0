"""What a sentence itself states of an earlier visit: raised then, improved or resolved since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from inspectgraph.extract.cues import Cue
from inspectgraph.extract.model import EarlierVisit, StatedHistory, StatedWhat
from inspectgraph.extract.parts import flat_text
from inspectgraph.extract.printed_dates import find_months, find_years
from inspectgraph.letters.model import Letter, Sentence

_PRAISED = frozenset({"strengths", "meets"})
_WHATS: tuple[StatedWhat, ...] = ("raised", "improved", "resolved")


def extract_history(
    letter: Letter, sentence: Sentence, *, cues: Iterable[Cue], role: str, earlier: Sequence[EarlierVisit]
) -> StatedHistory | None:
    """The history that a sentence states, None if it states none.

    `cues` are the rows of `ontology/cues/stated-history.csv`, at least those that may match in it, in order.
    What was an area for development and stands among the strengths now has improved. The visit meant is
    the one whose date the sentence prints, else the latest inspection that the letter refers to; praise of
    what has improved since that says nothing of its having been raised names none.
    """
    text = flat_text(letter.text)[sentence.start : sentence.end]
    for cue in cues:
        match = cue.pattern.search(text)
        what = next((w for w in _WHATS if w == cue.key), None)
        if match is None or what is None:
            continue
        of = None if what == "improved" and role in _PRAISED else _visit_meant(text, earlier)
        if what == "raised" and role in _PRAISED:
            what = "improved"
        start, end = sentence.start + match.start(), sentence.start + match.end()
        return StatedHistory(what=what, of=of, passage=letter.passage(start, end))
    return None


def _visit_meant(text: str, earlier: Sequence[EarlierVisit]) -> str | None:
    printed = [value for _, _, value in [*find_months(text), *find_years(text)]]
    for value in printed:
        known = next((e.date for e in earlier if e.date and e.date.startswith(value)), None)
        if known:
            return known
    inspections = [e for e in earlier if e.kind not in ("focused", "monitoring")]
    return inspections[0].date if inspections else None
