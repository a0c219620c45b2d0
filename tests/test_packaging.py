"""The wheel: all that the program needs travels in it, and it runs outside the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the tools that are installed: nothing is fetched."""
    pytest.importorskip("build", reason="the test tools are not installed: make test")
    out = tmp_path_factory.mktemp("the wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, which for a pure one is what installing it does."""
    place = tmp_path_factory.mktemp("another place")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    return place


def run(installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run in another folder: the wheel's files come first, then the dependencies, the checkout never."""
    libraries = sysconfig.get_path("purelib")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(installed), libraries])}
    environment.pop("INSPECTGRAPH_STORE", None)
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=installed.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_in_the_source_archive(tmp_path: Path) -> None:
    pytest.importorskip("build", reason="the test tools are not installed: make test")
    command = [
        sys.executable,
        "-m",
        "build",
        "--sdist",
        "--no-isolation",
        "--outdir",
        str(tmp_path),
        str(ROOT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("ontology/networks", "src/inspectgraph/export/gephi/assets"):
        held = {f"{folder}/{path.name}" for path in (ROOT / folder).iterdir()}
        assert held <= names, f"the archive lacks files of {folder}"
    assert "pyproject.toml" in names


def test_what_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"inspectgraph/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "ontology").rglob("*")
        if path.is_file()
    }
    assert len(shipped) > 100
    assert shipped <= names
    assert {"inspectgraph/py.typed", "inspectgraph/__main__.py"} <= names
    assets = ROOT / "src" / "inspectgraph" / "export" / "gephi" / "assets"
    of_the_page = {f"inspectgraph/export/gephi/assets/{path.name}" for path in assets.iterdir()}
    assert len(of_the_page) == 4
    assert of_the_page <= names
    for folder in ("schemes", "cues", "questions", "listings", "networks", "rules", "rules/inputs", "shapes"):
        assert any(name.startswith(f"inspectgraph/ontology/{folder}/") for name in names), folder
    strange = [name for name in names if not name.startswith(("inspectgraph/", "inspectgraph-"))]
    assert strange == []
    assert not [name for name in names if "__pycache__" in name or "cache" in name]


def test_it_runs_outside_the_checkout(installed: Path, seeds: Path) -> None:
    where = run(installed, "-c", "import inspectgraph; print(inspectgraph.__file__)")
    assert where.stdout.strip() == str(installed / "inspectgraph" / "__init__.py"), where.stderr
    built = run(installed, "-m", "inspectgraph", "build", str(seeds))
    assert built.returncode == 0, built.stderr
    assert "5 read" in built.stdout
    issues = run(
        installed, "-m", "inspectgraph", "issues", "--authority", "Blackpool", "--status", "persistent"
    )
    assert (issues.returncode, "Caseloads" in issues.stdout) == (0, True), issues.stderr
    for command in (
        ["ask"],
        ["ask", "persistent-issues"],
        ["validate"],
        ["export", "gexf", "network.gexf"],
        ["export", "gephi", "issues", "gephi-issues"],
    ):
        done = run(installed, "-m", "inspectgraph", *command)
        assert done.returncode == 0, done.stderr
    assert (installed.parent / "network.gexf").stat().st_size > 10_000
    assert b"<canvas" in (installed.parent / "gephi-issues" / "issues.html").read_bytes()


def test_the_command_is_declared(installed: Path) -> None:
    (entries,) = installed.glob("*.dist-info/entry_points.txt")
    assert "inspectgraph = inspectgraph.cli:main" in entries.read_text(encoding="utf-8")
