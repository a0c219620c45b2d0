"""Which theme was raised at which authority, as one whole number a theme with a bit for each authority."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import Final

from inspectgraph.errors import MisuseError
from inspectgraph.networks.model import Network

FEW_TOGETHER: Final = 5
"""A pair that fewer authorities could ever have in common is an anecdote, whatever its p value."""
BEST_CASE: Final = 0.001
"""A pair is asked about if its authorities, overlapping as far as they can, would be rarer than this.

Tarone (1990), "A modified Bonferroni method for discrete data": what could not be found
must not make the others pay for asking. It looks at how many authorities have each theme alone, which
shuffling keeps, so it does not favour any answer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """Bit n of a theme's number is set where the authority with number n has it; all in sorted order."""

    authorities: tuple[str, ...]
    themes: tuple[str, ...]
    rows: tuple[int, ...]


def read_incidence(network: Network) -> Incidence:
    """Authorities and themes of a network of issues, whatever their status and weight.

    Raises MisuseError for a network of another kind.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = networkx.MultiDiGraph([("council", "theme")])
    >>> read_incidence(Network(kind=network_kind("issues"), graph=some)).rows
    (1,)
    """
    if network.kind.name != "issues":
        raise MisuseError(
            f"chance is measured of the network `issues`, not of {network.kind.name!r}",
            remedy="ask for `inspectgraph measure issues --by chance`",
        )
    pairs = sorted({(theme, authority) for authority, theme in network.graph.edges()})
    authorities = sorted({authority for _, authority in pairs})
    bits = {authority: 1 << place for place, authority in enumerate(authorities)}
    rows: dict[str, int] = {}
    for theme, authority in pairs:
        rows[theme] = rows.get(theme, 0) | bits[authority]
    return Incidence(authorities=tuple(authorities), themes=tuple(rows), rows=tuple(rows.values()))


def could_be_found(incidence: Incidence, one: int, other: int) -> bool:
    """Whether two themes, by their places, are at so many authorities that a pair of them could stand out.

    >>> could_be_found(Incidence(authorities=("a",), themes=("t", "u"), rows=(1, 1)), 0, 1)
    False
    """
    few, many = sorted((incidence.rows[one].bit_count(), incidence.rows[other].bit_count()))
    # All of the few among the many: the largest overlap there can be, by the hypergeometric distribution.
    return few >= FEW_TOGETHER and comb(many, few) <= BEST_CASE * comb(len(incidence.authorities), few)
