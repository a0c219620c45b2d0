"""Several sources as one file: nothing lost, nothing twice, whatever the sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectgraph.errors import StoreError
from inspectgraph.store import begin_build
from inspectgraph.store.in_turn import InTurn
from inspectgraph.store.layout import StoreLayout


@given(st.lists(st.tuples(st.booleans(), st.binary(max_size=5)), max_size=5), st.integers(1, 7))
def test_all_is_read_in_its_order(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[bool, bytes]], size: int
) -> None:
    folder = tmp_path_factory.mktemp("sources")
    sources: list[bytes | Path] = []
    for number, (is_file, content) in enumerate(given):
        path = folder / str(number)
        path.write_bytes(content)
        sources.append(path if is_file else content)
    file = InTurn(sources)
    pieces = []
    while piece := file.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == b"".join(content for _, content in given)
    assert max(map(len, pieces), default=0) <= size
    assert file.read(size) == b""
    file.close()


def test_a_letter_file_that_is_gone_before_it_is_loaded(tmp_path: Path) -> None:
    with begin_build(tmp_path) as build:
        entry = build.put_letter(
            key="a" * 16,
            sha256="a" * 64,
            files=["a.txt"],
            stamp="1",
            graph="http://a/g",
            nquads=b'<http://a/s> <http://a/p> "x" <http://a/g> .\n',
        )
        StoreLayout(tmp_path).letter_file(entry.nquads).unlink()
        with pytest.raises(StoreError, match="No such file"):
            build.commit()
