"""A table of grades printed without a table: labels and grades one a line, which are rows and no headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from inspectgraph.knowledge.schemes import load_scheme
from inspectgraph.letters.drafts import Draft
from inspectgraph.letters.headings import role_of_heading

_LONGEST = 160  # characters of a label with its grade
_HEAD = re.compile(r"judgements?(?:\s+grades?)?|grades?", re.IGNORECASE)


def set_rows(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts, where two labels of graded areas or more follow each other with nothing but grades between.

    A graded area's label over running text stays the heading that it is.

    >>> table = ("Overall effectiveness", "Good", "Adoption performance: good")
    >>> [d.kind for d in set_rows(Draft(kind="heading", text=text) for text in table)]
    ['row', 'row', 'row']
    """
    run: list[Draft] = []
    for draft in drafts:
        if draft.kind == "furniture" or not _is_part(draft.text):
            yield from _as_rows(run)
            run = []
            yield draft
        else:
            run.append(draft)
    yield from _as_rows(run)


def _as_rows(run: Sequence[Draft]) -> Iterator[Draft]:
    labels = sum(_is_label(draft.text) for draft in run)
    for draft in run:
        yield draft._replace(kind="row", level=0) if labels > 1 else draft


def _is_part(text: str) -> bool:
    return len(text) <= _LONGEST and (
        _is_label(text) or bool(_grade().fullmatch(text) or _HEAD.fullmatch(text))
    )


def _is_label(text: str) -> bool:
    return role_of_heading(text) == "graded" and text[-1:] not in ".;"


@cache
def _grade() -> re.Pattern[str]:
    forms = {form for c in load_scheme("grade").values() for form in (c.label, *c.alt_labels)} | {
        "Not judged"
    }
    return re.compile("|".join(re.escape(form) for form in sorted(forms)), re.IGNORECASE)
