"""What a build did, to be told at its end."""

from __future__ import annotations

from dataclasses import dataclass

from inspectgraph.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRead:
    """One letter as a build found it; `state` is what the build had to do with it."""

    file: str
    key: str
    kind: str
    authority: str
    visit: str | None
    findings: int
    teams: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What was read anew, unchanged, replaced, gone from its folder, pruned or refused; what is there."""

    read: tuple[LetterRead, ...]
    unchanged: int
    replaced: tuple[str, ...]
    gone: tuple[str, ...]
    pruned: tuple[str, ...]
    refused: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    letters: int
    quads: int
    is_changed: bool
