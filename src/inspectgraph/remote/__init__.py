"""Other people's servers: their addresses, what may be said to them, and what they answer.

The one place that speaks HTTP as a client. What is asked or written there is for the rooms above.
"""

from inspectgraph.remote.address import Address, is_address, read_address
from inspectgraph.remote.answers import RemoteError, ServerAnswer
from inspectgraph.remote.connection import ASKING, PUBLISHING, Connection, Patience
from inspectgraph.remote.credentials import Credentials, read_credentials

__all__ = [
    "ASKING",
    "PUBLISHING",
    "Address",
    "Connection",
    "Credentials",
    "Patience",
    "RemoteError",
    "ServerAnswer",
    "is_address",
    "read_address",
    "read_credentials",
]
