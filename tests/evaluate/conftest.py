"""A small gold folder about the seeds, and a writer of other ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gold_folder() -> Path:
    return Path(__file__).parent / "gold"


@pytest.fixture
def folder_with(tmp_path: Path) -> Callable[..., Path]:
    """Write one file into a folder of its own: `folder_with("pairs.jsonl", "{}")`."""

    def write(name: str, text: str | bytes) -> Path:
        folder = tmp_path / "a gold folder"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return folder

    return write
