"""The notebook in docs/ runs, and answers as it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed (extra [test])")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed (extra [test])")
pytest.importorskip("ipykernel", reason="ipykernel is not installed (extra [test])")
pytest.importorskip("pandas", reason="pandas is not installed (extra [test])")

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "asking-in-python.ipynb"
REMEDY = "run `python tests/regenerate_notebook.py` and look at what changed"


def words_of(cell: Any) -> list[str]:
    """What a cell printed or answered, as plain text."""
    outputs = [out.get("text") or out.get("data", {}).get("text/plain", "") for out in cell.outputs]
    return [line.rstrip() for output in outputs for line in output.splitlines()]


def run_notebook(store: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("INSPECTGRAPH_STORE", str(store))
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::ResourceWarning")
def test_the_notebook_answers_as_it_says(seed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = [words_of(cell) for cell in nbformat.read(NOTEBOOK, as_version=4).cells if "outputs" in cell]
    said = [words_of(cell) for cell in run_notebook(seed_store, monkeypatch).cells if "outputs" in cell]
    assert len(printed) == 9
    assert said == printed, REMEDY
