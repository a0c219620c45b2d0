"""Issues that go together at more authorities than chance would have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from operator import add, and_, ge
from typing import Final

from inspectgraph.ask.table import Cell, Table
from inspectgraph.errors import MisuseError
from inspectgraph.networks.measures.backbone import check_level
from inspectgraph.networks.measures.cautions import cautions, is_measurable, too_large
from inspectgraph.networks.measures.correction import correct_for_many
from inspectgraph.networks.measures.incidence import Incidence, could_be_found, read_incidence
from inspectgraph.networks.measures.measured import LEVEL, Limits, Measured
from inspectgraph.networks.measures.ranking import significant, tidy
from inspectgraph.networks.measures.shuffling import shuffled_tables
from inspectgraph.networks.model import Network

FEWEST_DRAWS: Final = 1_000
"""So many that a p value near 0.05 is known to within 0.014 either way."""
FEW_AUTHORITIES: Final = 10
"""With fewer, hardly any pair can stand out after correcting for all pairs."""

COLUMNS: Final = (
    *("one", "one_label", "other", "other_label", "with_one", "with_other", "both"),
    *("expected", "p", "q", "beyond_chance"),
)
_Pair = tuple[int, int]
"""Two themes by their places in the incidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tested:
    """What shuffling says of a pair of themes."""

    both: int
    expected: float
    p: float
    q: float

    @property
    def rarity(self) -> tuple[float, float]:
        """The smaller, the less by chance; of equal p the one with more than expected first."""
        return self.p, self.expected - self.both


def measure_chance(
    network: Network,
    *,
    seed: int = 0,
    draws: int | None = None,
    level: float = LEVEL,
    limits: Limits | None = None,
) -> Measured:
    """Pairs of themes in a network of `issues` by how rarely chance has so many authorities with both.

    An authority counts once, since its visits are not independent. Columns: one, one_label, other,
    other_label, with_one, with_other (authorities with each), both, expected (mean of the draws),
    p = (1 + draws with as many or more) / (1 + draws), q (Benjamini and Hochberg), beyond_chance (q up to the
    level); the last four None for pairs that could not be found (see incidence.py). Raises MisuseError for
    another kind of network, one above the limit, no draws, or a level outside 0 to 1.

    >>> import networkx
    >>> from inspectgraph.networks.model import network_kind
    >>> some = Network(kind=network_kind("issues"), graph=networkx.MultiDiGraph())
    >>> len(measure_chance(some).table)
    0
    """
    check_level(level)
    incidence = read_incidence(network)
    pairs = list(combinations(range(len(incidence.themes)), 2)) if is_measurable(network) else []
    possible = [pair for pair in pairs if could_be_found(incidence, *pair)]
    most = (limits or Limits()).chance // max(len(possible), 1)
    if most < FEWEST_DRAWS:
        raise too_large(network, wish="pairs of themes to shuffle them often enough")
    number = _draws(draws, needed=ceil(len(possible) / level), most=most)
    tested = _tested(incidence, possible, draws=number, seed=seed)
    table = _tabulated(network, incidence, pairs, tested, level=level)
    doubts = _doubts(incidence, len(pairs), tested, draws=number, level=level, scope=network.scope)
    meaning = _meaning(level, tested=len(tested), draws=number)
    return Measured(table=table, meaning=meaning, warnings=(*cautions(network), *doubts))


def _draws(asked: int | None, *, needed: int, most: int) -> int:
    """As many as asked for, or as many as a single pair needs to be found among all, within the limit."""
    if asked is None:
        return min(max(needed, FEWEST_DRAWS), most)
    if asked < 1:
        raise MisuseError(f"{asked} draws are too few", remedy=f"give {FEWEST_DRAWS} or more")
    return asked


def _tested(incidence: Incidence, pairs: Sequence[_Pair], *, draws: int, seed: int) -> dict[_Pair, _Tested]:
    if not pairs:
        return {}
    observed = _in_common(incidence.rows, pairs)
    sums, reached = [0] * len(pairs), [0] * len(pairs)
    for table in shuffled_tables(incidence.rows, draws=draws, seed=seed):
        drawn = _in_common(table, pairs)
        sums = [*map(add, sums, drawn)]
        reached = [*map(add, reached, map(ge, drawn, observed))]
    chances = [(1 + times) / (1 + draws) for times in reached]
    return {
        pair: _Tested(both=both, expected=total / draws, p=p, q=q)
        for pair, both, total, p, q in zip(
            pairs, observed, sums, chances, correct_for_many(chances), strict=True
        )
    }


def _in_common(rows: Sequence[int], pairs: Sequence[_Pair]) -> list[int]:
    """How many authorities have both themes of each pair. It runs thousands of times, so in C throughout."""
    ones, others = [rows[one] for one, _ in pairs], [rows[other] for _, other in pairs]
    return [*map(int.bit_count, map(and_, ones, others))]


def _tabulated(
    network: Network,
    incidence: Incidence,
    pairs: Sequence[_Pair],
    tested: Mapping[_Pair, _Tested],
    *,
    level: float,
) -> Table:
    ordered = sorted(tested, key=lambda pair: (*tested[pair].rarity, pair))
    rows = [
        (
            *_counts(network, incidence, pair),
            *(tidy(found.expected, decimals=2), significant(found.p), significant(found.q), found.q <= level),
        )
        for pair in ordered
        for found in [tested[pair]]
    ]
    unknown = (None, None, None, None)
    rest = ((*_counts(network, incidence, pair), *unknown) for pair in pairs if pair not in tested)
    return Table(columns=COLUMNS, rows=(*rows, *rest))


def _counts(network: Network, incidence: Incidence, pair: _Pair) -> tuple[Cell, ...]:
    (one, other), labels = pair, network.graph.nodes(data="label")
    names = [(incidence.themes[place], labels[incidence.themes[place]]) for place in pair]
    have = incidence.rows[one], incidence.rows[other]
    return (*names[0], *names[1], *(row.bit_count() for row in (*have, have[0] & have[1])))


def _meaning(level: float, *, tested: int, draws: int) -> str:
    return (
        "Two themes go together beyond chance where more authorities have both than in nearly all of "
        f"{draws:,} tables shuffled so that each theme keeps its number of authorities and each authority "
        "its number of themes: p is how often shuffling gives as many, q is p corrected for asking of "
        f"{tested:,} pairs at once and is to be {level:g} at most, and an authority counts once however "
        "often it was visited."
    )


def _doubts(
    incidence: Incidence, pairs: int, tested: Mapping[_Pair, _Tested], *, draws: int, level: float, scope: str
) -> Iterator[str]:
    authorities = len(incidence.authorities)
    if pairs and authorities < FEW_AUTHORITIES:
        yield f"With {authorities} authorities alone hardly any pair of themes can stand out."
    if untold := pairs - len(tested):
        yield (
            f"{untold:,} of {pairs:,} pairs were not asked about: their themes are at too few or at nearly "
            f"all of the {authorities} authorities, so chance could always explain what they have in common."
        )
    if len(tested) > level * (1 + draws):
        together = ceil(len(tested) / (1 + draws) / level)
        yield (
            f"{draws:,} draws are few for {len(tested):,} pairs: nothing can be found unless {together:,} "
            f"pairs stand out at once; draw {ceil(len(tested) / level):,} times."
        )
    if tested and scope:
        yield (
            f"q is corrected for the pairs of this table ({scope}), not for further tables: who tries "
            "filters until a pair stands out has found chance."
        )
    if tested and all(pair.q > level for pair in tested.values()):
        yield "No pair of themes goes together beyond chance here: read nothing into the order of the rows."
