"""Made-up findings of one authority, about neglect unless the test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from inspectgraph.ledger import VisitFinding

_PLAIN = VisitFinding(
    id="",
    sentence="",
    gss="E06000009",
    visit="",
    start="",
    family="ilacs",
    kind="finding",
    role="findings",
    item=None,
    order=0,
    polarity="concern",
    themes=("neglect",),
)


@pytest.fixture
def finding() -> Callable[..., VisitFinding]:
    """Makes findings, each its own sentence: `finding("strength", visit="2019-01-07", role="headline")`."""
    numbers = count(1)

    def make(polarity: str = "concern", *, visit: str = "2018-01-08", **changes: object) -> VisitFinding:
        number = next(numbers)
        plain = _PLAIN._replace(
            id=f"a/{number:03}-1",
            sentence=f"{number:03}-1",
            visit=f"visit/E06000009/{visit}/ilacs",
            start=visit,
            order=number,
            polarity=polarity,
        )
        return plain._replace(**changes)  # type: ignore[arg-type]

    return make
