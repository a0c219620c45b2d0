"""Write what the cells of docs/asking-in-python.ipynb answer on the seeds: `python tests/regenerate_notebook.py`."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import nbclient
import nbformat

from inspectgraph.build import build_store

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "asking-in-python.ipynb"


def main() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        build_store(Path(folder), [ROOT / "seeds"], jobs=0)
        os.environ["INSPECTGRAPH_STORE"] = folder
        nbclient.NotebookClient(notebook, timeout=120, record_timing=False).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    notebook.metadata.language_info = {"name": "python"}  # without the version of this machine's
    nbformat.write(notebook, NOTEBOOK)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    main()
