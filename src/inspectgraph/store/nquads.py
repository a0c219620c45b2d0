"""N-Quads as the store keeps them: canonical lines, sorted by code point, none twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphContent:
    """All that is in one named graph: sorted canonical N-Quads and how many there are."""

    graph: str
    quads: int
    nquads: bytes

    @property
    def digest(self) -> str:
        """The sha256 of the N-Quads, 64 hex digits."""
        return hashlib.sha256(self.nquads).hexdigest()


def canonical_graph(graph: str, nquads: bytes) -> GraphContent:
    """The content of `graph`, which all of the `nquads` must be in, in canonical form.

    Raises ValueError for what is not N-Quads, a quad of another graph, or a blank node (their names
    would run together when several graphs are loaded at once; the graph has none by design).

    >>> canonical_graph("http://a/g", b'<http://a/s>   <http://a/p> "x"@EN <http://a/g> .').nquads
    b'<http://a/s> <http://a/p> "x"@en <http://a/g> .\\n'
    """
    try:
        text = serialize(parse(nquads, RdfFormat.N_QUADS), format=RdfFormat.N_QUADS) or b""
    except SyntaxError as error:
        raise ValueError(f"not the N-Quads of {graph}: {error}") from error
    # Split at "\n" alone: splitlines() of bytes would do, that of str would cut inside literals.
    lines = sorted(set(text.splitlines(keepends=True)))
    ending = f" <{graph}> .\n".encode()
    for line in lines:
        if not line.endswith(ending):
            raise ValueError(f"not a quad of {graph}: {line.decode().strip()}")
        if line.startswith(b"_:") or line.split(b" ", 2)[2].startswith(b"_:"):
            raise ValueError(f"a blank node in {graph}: {line.decode().strip()}")
    return GraphContent(graph=graph, quads=len(lines), nquads=b"".join(lines))


def graph_of_lines(
    graph: NamedNode,
    about: Mapping[str, Sequence[str]],
    *,
    printed: Mapping[str, tuple[int, str]] | None = None,
) -> GraphContent:
    """The content of `graph`: of each subject, predicates and objects, all as pyoxigraph prints them.

    What is said twice of a subject is written once. `printed` are further subjects, each with the number of
    its lines, and these as they are to be written. Raises ValueError for a subject in both.

    >>> about = {"<http://a/s>": ['<http://a/p> "x"', '<http://a/p> "x"']}
    >>> graph_of_lines(NamedNode("http://a/g"), about).nquads
    b'<http://a/s> <http://a/p> "x" <http://a/g> .\\n'
    """
    blocks = dict(printed or {})
    if not blocks.keys().isdisjoint(about):
        raise ValueError(f"something is said of {min(blocks.keys() & about)} besides all that is printed")
    ending = f" {graph} .\n"
    blocks.update((subject, _lines(subject, said, ending)) for subject, said in about.items() if said)
    # By subject: sorting whole lines would compare their long common beginnings again and again.
    # Each block by itself: most are ASCII, which is encoded by copying.
    nquads = b"".join([blocks[subject][1].encode() for subject in sorted(blocks)])
    return GraphContent(graph=graph.value, quads=sum(number for number, _ in blocks.values()), nquads=nquads)


def _lines(subject: str, said: Sequence[str], ending: str) -> tuple[int, str]:
    """How many lines one subject has, and these."""
    lines = sorted(said)
    if any(map(eq, lines, lines[1:])):  # seldom: a set of each subject's would take twice as long
        lines = sorted(set(lines))
    between = f"{ending}{subject} "
    return len(lines), f"{subject} {between.join(lines)}{ending}"


def sorted_nquads(store: Store) -> Iterator[str]:
    """All quads of a store as N-Quads lines without line ends, sorted by code point.

    The same quads give the same lines, whatever the order in which they came. Takes memory for all
    lines. Raises OSError or RuntimeError where Oxigraph can't read its files.

    >>> store = Store()
    >>> store.load(b'<http://a/s> <http://a/p> "2", "1" .', RdfFormat.TURTLE)
    >>> list(sorted_nquads(store))
    ['<http://a/s> <http://a/p> "1" .', '<http://a/s> <http://a/p> "2" .']
    """
    text = store.dump(format=RdfFormat.N_QUADS) or b""
    for line in sorted(text.splitlines()):
        yield line.decode()


def dump_nquads(store: Store) -> bytes:
    """All quads of a store as one canonical N-Quads file: the lines of `sorted_nquads`."""
    return "".join(f"{line}\n" for line in sorted_nquads(store)).encode()


def holds_exactly(path: Path, *, digest: str) -> bool:
    """Whether a file is there and its bytes have this sha256."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() == digest
    except OSError:
        return False
