"""inspectgraph: a knowledge graph of inspectors' letters on English councils' children's services.

>>> import inspectgraph
>>> inspectgraph.__version__
'0.1.0'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inspectgraph.version import VERSION

if TYPE_CHECKING:
    from inspectgraph.ask.door import GraphDoor

__version__ = VERSION

__all__ = ["__version__", "open"]


def open(path: str | Path) -> GraphDoor:
    """Open a built store for questions in Python; see `inspectgraph.ask.door.GraphDoor`.

    Raises StoreError if there is no store that this version reads.
    """
    from inspectgraph.ask.door import open_door

    return open_door(Path(path))
