"""Tables of themes and authorities shuffled so that no theme and no authority gains or loses one.

Source: Strona et al. (2014), "A fast and unbiased procedure to randomize ecological binary matrices", doi
10.1038/ncomms5114: two themes trade the authorities that only one of them has. All themes trade at once, in
pairs drawn anew each time: Carstens, Berger and Strona (2016), "Curveball: a new generation of sampling
algorithms for graphs with fixed degree sequence".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inspectgraph.networks.measures.drawing import Draws


def shuffled_tables(rows: Sequence[int], *, draws: int, seed: int) -> Iterator[list[int]]:
    """As many shuffled tables as `draws`; each is valid until the next.

    The real table takes a place drawn from all in one long chain of trades, which runs from it both ways. So,
    if the real one is a table like any other, it is exchangeable with the shuffled ones, and a p value
    counted from them is exact however slowly trades mix. Source: Besag and Clifford (1989), "Generalized
    Monte Carlo significance tests", the serial test.

    >>> [sorted(row.bit_count() for row in table) for table in shuffled_tables([3, 4], draws=2, seed=0)]
    [[1, 2], [1, 2]]
    """
    chance = Draws(seed)
    before = chance.below(draws + 1)
    for length in (before, draws - before):
        table = list(rows)
        for _ in range(length):
            trade_all(table, chance)
            yield table


def trade_all(rows: list[int], chance: Draws) -> None:
    """Let all rows trade in pairs drawn by chance; with an odd number one is left out.

    >>> rows = [1, 2]
    >>> trade_all(rows, Draws(0))
    >>> sorted(rows)
    [1, 2]
    """
    order = list(range(len(rows)))
    chance.shuffle(order)
    for one, other in zip(order[::2], order[1::2], strict=False):
        rows[one], rows[other] = _traded(rows[one], rows[other], chance)


def _traded(one: int, other: int, chance: Draws) -> tuple[int, int]:
    """What only one of two rows has, dealt anew at random, each keeping its number."""
    traded = one ^ other
    wanted, left = (one & ~other).bit_count(), traded.bit_count()
    if wanted in (0, left):
        return one, other
    dealt, rest, draw = one & other, traded, chance.random
    while wanted:  # Knuth's algorithm S: each bit is taken with the chance that is left to it.
        bit = rest & -rest
        if draw() * left < wanted:
            dealt |= bit
            wanted -= 1
        rest ^= bit
        left -= 1
    return dealt, (one & other) | (traded & ~dealt)
