"""Leases: builders see every one that is held."""

from __future__ import annotations

import threading
from pathlib import Path

from inspectgraph.store.lock import ReaderLease, is_being_read

Names = set[str]


def names(folder: Path) -> Names:
    return {path.name for path in folder.iterdir()}


def test_a_lease_is_seen_until_it_is_let_go(tmp_path: Path) -> None:
    first, second = ReaderLease(tmp_path), ReaderLease(tmp_path)
    first.release()
    assert is_being_read(tmp_path)
    second.release()
    second.release()
    assert not is_being_read(tmp_path)
    assert names(tmp_path) == set()


def test_no_name_is_given_twice(tmp_path: Path) -> None:
    """Else who lets go could remove the file of who has just come."""
    seen: list[Names] = []
    for _ in range(3):
        lease = ReaderLease(tmp_path)
        seen.append(names(tmp_path))
        lease.release()
    assert len(set().union(*seen)) == 3


def test_many_threads(tmp_path: Path) -> None:
    unseen: list[Names] = []

    def come_and_go() -> None:
        for _ in range(200):
            lease = ReaderLease(tmp_path)
            assert lease._lock is not None
            if not Path(lease._lock.lock_file).exists():
                unseen.append(names(tmp_path))
            lease.release()

    threads = [threading.Thread(target=come_and_go) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert unseen == []


def test_a_name_that_another_machine_holds(tmp_path: Path) -> None:
    """On a disk that two share, a process of each may have the same number."""
    from filelock import FileLock

    lease = ReaderLease(tmp_path)
    (name,) = names(tmp_path)
    lease.release()
    start, _, number = name.removesuffix(".lease").rpartition("-")
    with FileLock(tmp_path / f"{start}-{int(number) + 1}.lease"):
        lease = ReaderLease(tmp_path)
        assert f"{start}-{int(number) + 2}.lease" in names(tmp_path)
        lease.release()
