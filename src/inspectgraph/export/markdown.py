"""A briefing as Markdown, for a page that people edit and pass on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inspectgraph.ask.asking import place_words
from inspectgraph.ask.briefing import Briefing, OpenIssue, briefing_quotes, silence_words, times_words

_MARKED = re.compile(r"([\\`*_\[\]<>#|])")


def write_markdown(briefing: Briefing) -> str:
    """The briefing: on what it rests, then an entry for each open issue, the weightiest first."""
    lines = [f"# {plain(briefing.authority)}: before the next visit", "", *_basis(briefing), ""]
    for place, issue in enumerate(briefing.issues, start=1):
        lines += _entry(place, issue)
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(text: str) -> str:
    """Words of a letter with nothing in them that Markdown reads as a mark.

    >>> plain("a *b* [c]")
    'a \\\\*b\\\\* \\\\[c\\\\]'
    """
    return _MARKED.sub(r"\\\1", " ".join(text.split()))


def _basis(briefing: Briefing) -> Iterator[str]:
    letters = "1 letter" if briefing.letters == 1 else f"{briefing.letters} letters"
    visits = "1 visit" if briefing.visits == 1 else f"{briefing.visits} visits"
    yield f"{letters} on {visits}, the last of {briefing.last_visit}. {_open(len(briefing.issues))}"
    if briefing.visits == 1:
        yield "One visit only: nothing can persist yet."
    yield f"Ages are counted to {briefing.counted_to}. Weight and likeness are defined in docs/ledger.md."
    if briefing.alike:
        alike = ", ".join(f"{plain(name)} ({per_cent} %)" for name, per_cent in briefing.alike)
        yield ""
        yield f"Most alike in what is open: {alike}."


def _open(count: int) -> str:
    return {0: "No issue is open.", 1: "1 issue is open."}.get(count, f"{count} issues are open.")


def _entry(place: int, issue: OpenIssue) -> Iterator[str]:
    yield f"## {place}. {plain(issue.label)}"
    yield ""
    yield (
        f"{issue.status.capitalize()}, weight {issue.weight}, {issue.years:g} years old: "
        f"raised {times_words(issue.times_raised)} since {issue.first_raised}"
        f"{silence_words(issue)}."
    )
    yield ""
    for heading, quote in briefing_quotes(issue):
        yield f"- {plain(heading)}"
        yield f"  > {plain(str(quote['text']))}"
        yield "  >"
        yield f"  > ({plain(place_words(quote))})"
    yield ""
