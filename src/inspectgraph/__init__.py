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
    from inspectgraph.door import GraphDoor

__version__ = VERSION

__all__ = ["__version__", "open"]


def open(path: str | Path) -> GraphDoor:
    """Open the store in a folder, or on a server (`https://...`); see `inspectgraph.door.GraphDoor`.

    Raises StoreError if there is no store that this version reads.
    """
    from inspectgraph.door import open_door

    return open_door(path)
