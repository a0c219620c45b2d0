"""Opening a store for questions, wherever it is."""

from __future__ import annotations

from pathlib import Path

from inspectgraph.ask.remote import RemoteStore
from inspectgraph.remote import Address, Connection, read_credentials
from inspectgraph.remote.connection import ASKING, Patience
from inspectgraph.store import OpenStore, open_store

CREDENTIALS = "INSPECTGRAPH_STORE"
"""Before _USER, _PASSWORD and _TOKEN in the environment: credentials for asking a server."""


def open_for_questions(where: Path | Address, *, patience: Patience = ASKING) -> OpenStore | RemoteStore:
    """Open the store in a folder, or on a server that speaks the SPARQL 1.1 Protocol; close it after use.

    Raises StoreError where there is none in the folder, MisuseError for unclear credentials. A server is
    spoken to with the first question.

    >>> from inspectgraph.remote import read_address
    >>> with open_for_questions(read_address("http://127.0.0.1:7878/query")) as store:
    ...     store.manifest.entries
    ()
    """
    if isinstance(where, Path):
        return open_store(where)
    connection = Connection(where, credentials=read_credentials(CREDENTIALS), patience=patience)
    return RemoteStore(connection)
