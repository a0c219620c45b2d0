"""A run of publishing: what there is to do, and doing it so that it may stop anywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from inspectgraph.describe.iris import PUBLISHED
from inspectgraph.errors import ExitCode, StoreError
from inspectgraph.export.publishing.index import IndexEntry, digest_line, index_lines, read_index, read_lines
from inspectgraph.export.publishing.plan import PublishingPlan, make_plan, read_triples
from inspectgraph.export.publishing.targets import Target
from inspectgraph.remote import RemoteError
from inspectgraph.store import OpenStore

CREDENTIALS = "INSPECTGRAPH_PUBLISH"
"""Before _USER, _PASSWORD and _TOKEN in the environment: credentials for writing to a server."""

Progress = Callable[[int, int], None]


class PartlyPublishedError(StoreError):
    """A run stopped after it had begun to write; another goes on where it stopped."""

    exit_code = ExitCode.PROBLEMS_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishingState:
    """What a server's index says, line by line and graph by graph, and what is to do about it.

    There are no lines where the server has no index.
    """

    lines: frozenset[str]
    published: dict[str, IndexEntry]
    plan: PublishingPlan


def compare_with_server(store: OpenStore, target: Target) -> PublishingState:
    """Read the server's index and see what is to do; nothing is written.

    Raises StoreError where the server can't be read.
    """
    lines = read_lines(target.read(PUBLISHED.value), where=target.shown)
    published = read_index(lines)
    return PublishingState(lines=lines, published=published, plan=make_plan(store, published))


def publish_store(store: OpenStore, target: Target, *, progress: Progress | None = None) -> PublishingPlan:
    """Let a server hold the graphs of the store and no others of ours, writing only what differs.

    Returns what was done. `progress` is told how many graphs of how many are done, 0 when the writing begins.

    Raises StoreError where nothing was changed, PartlyPublishedError where something may have been, be it
    that the first graph is there in part.
    """
    state = compare_with_server(store, target)
    run = _Run(store, target, state)
    try:
        run.carry_out(progress)
    except StoreError as error:
        if not run.begun:
            raise
        raise PartlyPublishedError(
            f"{run.done} of {state.plan.steps} graphs were published, then {error.what}",
            where=error.where,
            remedy=f"{error.remedy}; run it again to go on",
        ) from error
    return state.plan


class _Run:
    """One run. The index is right at every moment: see `index` for what makes it so.

    `begun` says that the server may hold something else than before, `done` how many graphs are finished.
    """

    def __init__(self, store: OpenStore, target: Target, state: PublishingState) -> None:
        self._store, self._target, self._state = store, target, state
        self.begun, self.done = False, 0

    def carry_out(self, progress: Progress | None) -> None:
        """Write what differs, remove what is gone, and leave an index with nothing but digests."""
        plan, index = self._state.plan, PUBLISHED.value
        begun, ended = self._begun(), self._ended()
        if plan.steps:
            self._begin(begun, progress)
        else:
            begun = self._state.lines
        for graph in plan.write:
            self._target.replace(graph.graph, read_triples(self._store, graph))
            self._target.add(index, frozenset({digest_line(graph.graph, graph.digest)}))
            self._count(progress)
        for gone in plan.remove:
            self._target.remove(gone)
            self._count(progress)
        written = begun | {digest_line(graph.graph, graph.digest) for graph in plan.write}
        if written != ended:
            self._target.edit(index, before=written, after=ended)

    def _begin(self, index: frozenset[str], progress: Progress | None) -> None:
        """The first write of all."""
        self.begun = True
        if progress is not None:
            progress(0, self._state.plan.steps)
        try:
            self._target.edit(PUBLISHED.value, before=self._state.lines, after=index)
        except RemoteError as error:
            self.begun = not error.changed_nothing
            raise

    def _begun(self) -> frozenset[str]:
        """The index at the start: graphs to come are being written, those to go are still there."""
        plan, published = self._state.plan, self._state.published
        return index_lines(
            {
                **{graph.graph: graph.digest for graph in plan.unchanged},
                **{graph.graph: None for graph in plan.write},
                **{graph: published[graph] for graph in plan.remove},
            }
        )

    def _ended(self) -> frozenset[str]:
        plan = self._state.plan
        return index_lines({graph.graph: graph.digest for graph in (*plan.unchanged, *plan.write)})

    def _count(self, progress: Progress | None) -> None:
        self.done += 1
        if progress is not None:
            progress(self.done, self._state.plan.steps)
