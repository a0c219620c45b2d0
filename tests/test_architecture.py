"""The house: imports go one way only, rooms are small, and what must be deterministic knows no clock."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "inspectgraph"
ROOMS = (
    "errors version closing",
    "knowledge",
    "letters",
    "extract",
    "ledger",
    "describe",
    "remote",
    "store",
    "build",
    "ask",
    "evaluate",
    "networks",
    "export",
    "door web",
    "cli",
    "__init__ __main__",
)
"""From the lowest to the highest; rooms in one line don't know each other."""

STRANGERS = {("ask", "build"), ("build", "ask"), ("describe", "store"), ("store", "describe")}
"""Rooms that could import each other by their order and yet must not: they meet in the room above."""

LONGEST_FILE, LONGEST_FUNCTION = 300, 35
CLOCK_OR_CHANCE = {"time", "datetime", "random", "uuid", "secrets"}
MAY_KNOW_THE_TIME = {"cli", "store", "remote", "knowledge", "extract", "networks"}
"""The progress of a build, waiting for a lock or a server; `datetime` for calendar dates in knowledge, extract
and networks; `random.Random` with a seed in networks."""
NEVER = {"fcntl", "termios", "pwd", "grp", "resource"}
ON_LINUX_ALONE = {("inspectgraph.ask.limited.memory", "resource")}
NEVER_CALLED = {"fork", "symlink", "symlink_to", "forkpty"}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "process"}

Tree = Mapping[str, str]
"""Source text by module name, such as `inspectgraph.ask.query`; a package's is that of its `__init__`."""


def read_tree() -> dict[str, str]:
    tree = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = ["inspectgraph", *path.relative_to(SOURCE).with_suffix("").parts]
        if parts[-1] == "__init__":
            parts = parts[:-1]
        tree[".".join(parts)] = path.read_text(encoding="utf-8")
    return tree


def imports_of(module: str, tree: Tree) -> Iterator[str]:
    """Modules of the tree that a module imports, within functions and for types too."""
    for node in ast.walk(ast.parse(tree[module])):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in tree)
        elif isinstance(node, ast.ImportFrom) and node.module in tree:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in tree else str(node.module)


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def wrong_ways(tree: Tree) -> list[str]:
    height = {room: place for place, rooms in enumerate(ROOMS) for room in rooms.split()}
    wrong = []
    for module in tree:
        for imported in imports_of(module, tree):
            here, there = room_of(module), room_of(imported)
            if here == there:
                continue
            if height[there] >= height[here] or (here, there) in STRANGERS:
                wrong.append(f"{module} imports {imported}: {here} may not know {there}")
    return wrong


def find_cycle(tree: Tree) -> list[str]:
    graph = {module: set(imports_of(module, tree)) - {module} for module in tree}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_imports_go_one_way() -> None:
    tree = read_tree()
    assert len(tree) > 80
    assert {room_of(module) for module in tree} == set(" ".join(ROOMS).split())
    assert wrong_ways(tree) == []


def test_no_cycle() -> None:
    assert find_cycle(read_tree()) == []


@pytest.mark.parametrize(
    ("module", "text", "fault"),
    [
        ("inspectgraph.letters.a", "from inspectgraph.store.b import x", "letters may not know store"),
        ("inspectgraph.ledger.a", "def f():\n    import inspectgraph.store.b", "ledger may not know store"),
        (
            "inspectgraph.extract.a",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from inspectgraph.store import b",
            "extract may not know store",
        ),
        ("inspectgraph.ask.a", "from inspectgraph.build.b import x", "ask may not know build"),
    ],
)
def test_a_wrong_tree_is_seen(module: str, text: str, fault: str) -> None:
    tree = {module: text, "inspectgraph.store": "", "inspectgraph.store.b": "", "inspectgraph.build.b": ""}
    (said,) = wrong_ways(tree)
    assert said.endswith(fault)


def test_a_cycle_is_seen() -> None:
    tree = {
        "inspectgraph.ask.a": "from inspectgraph.ask import b",
        "inspectgraph.ask": "",
        "inspectgraph.ask.b": "def f():\n    from inspectgraph.ask.a import x",
    }
    assert set(find_cycle(tree)) == {"inspectgraph.ask.a", "inspectgraph.ask.b"}


def long_functions(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body:
                yield node.name, node.end_lineno - body[0].lineno + 1


def test_files_and_functions_are_short() -> None:
    tree = read_tree()
    long_files = {m: n for m, text in tree.items() if (n := text.count("\n")) > LONGEST_FILE}
    assert long_files == {}, "split them: a file holds one thought"
    long_ones = [
        (module, *named)
        for module, text in tree.items()
        for named in long_functions(text)
        if named[1] > LONGEST_FUNCTION
    ]
    assert long_ones == [], "take a thought out of them and give it a name"


def test_names_say_something() -> None:
    empty = [module for module in read_tree() if EMPTY_NAMES & set(module.split(".")[-1].split("_"))]
    assert empty == []


def test_no_broad_except() -> None:
    broad = []
    for module, text in read_tree().items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler):
                named = ast.unparse(node.type) if node.type else "everything"
                raises = any(isinstance(inner, ast.Raise) and inner.exc is None for inner in node.body)
                if named in ("everything", "Exception", "BaseException") and not raises:
                    broad.append((module, node.lineno))
    assert broad == [], "catch what you expect, or clean up and raise again"


def test_no_clock_and_no_chance() -> None:
    knowing = {
        (module, name)
        for module, text in read_tree().items()
        if room_of(module) not in MAY_KNOW_THE_TIME
        for name in _outer_imports(text) & CLOCK_OR_CHANCE
    }
    assert knowing == set()


def test_knows_windows() -> None:
    for module, text in read_tree().items():
        calls = {n.attr for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Attribute)}
        unknown = {name for name in _outer_imports(text) & NEVER if (module, name) not in ON_LINUX_ALONE}
        assert not unknown, module
        assert not calls & NEVER_CALLED, module


def _outer_imports(text: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names
