"""Publishers at the same time: no release is mixed, none is lost, and readers see whole ones."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import anhui_indicators as ai
from anhui_indicators.errors import RejectedReleaseError
from anhui_indicators.releases.publish import publish as publishing
from tests.support.publishing import MemoryPlace, contents, small, whole, whole_folder

# Old versions of Polars warn of every fork; what is forked here does nothing with Polars.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Using fork.. can cause Polars:RuntimeWarning"),
]

# Who races with the first.
KINDS = (
    ("same content",),
    ("other content",),
    ("other release",),
    ("same content", "other content"),
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A package, and one of each kind to race with it."""
    folder = tmp_path_factory.mktemp("packages")
    return {
        "first": small(folder / "p"),
        "same content": small(folder / "copy"),
        "other content": small(folder / "other", more="4,four\n"),
        "other release": small(folder / "q", "q"),
    }


@pytest.fixture(scope="module")
def alone(
    packages: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, bytes]]:
    """What stands when each has been published undisturbed; the other release after the first."""
    root = tmp_path_factory.mktemp("alone")
    for kind, package in packages.items():
        ai.publish(package, root / kind)
    ai.publish(packages["first"], root / "other release")
    return {kind: contents(root / kind) for kind in packages}


class Turns:
    """Publishers in threads, one operation at a time, in an order that is given."""

    def __init__(self, packages: list[Path], scratch: Path) -> None:
        self.objects: dict[str, bytes] = {}
        self.rejected: set[int] = set()
        self._packages, self._scratch = packages, scratch
        self._running = set(range(len(packages)))
        self._go = [threading.Semaphore(0) for _ in packages]
        self._stopped = [threading.Semaphore(0) for _ in packages]

    def open_store(self, destination: str) -> MemoryPlace:
        who = int(destination)

        def before(operation: str, path: str) -> None:
            self._stopped[who].release()
            self._go[who].acquire()

        return MemoryPlace(self.objects, before)

    def play(self, order: list[int]) -> None:
        for who in sorted(self._running):
            threading.Thread(target=self._publish, args=(who,), daemon=True).start()
            self._stopped[who].acquire()
        turns = iter(order)
        while self._running:
            waiting = sorted(self._running)
            who = waiting[next(turns, 0) % len(waiting)]
            self._go[who].release()
            self._stopped[who].acquire()
            whole(MemoryPlace(self.objects), self._scratch)

    def _publish(self, who: int) -> None:
        try:
            ai.publish(self._packages[who], str(who))
        except RejectedReleaseError:
            self.rejected.add(who)
        finally:
            self._running.remove(who)
            self._stopped[who].release()


@pytest.mark.parametrize("kinds", KINDS, ids=" and ".join)
@settings(max_examples=25)
@given(order=st.lists(st.integers(0, 5), min_size=30, max_size=150))
def test_in_whatever_order_publishers_take_turns_releases_are_whole(
    kinds: tuple[str, ...],
    order: list[int],
    packages: dict[str, Path],
    alone: dict[str, dict[str, bytes]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    who = ["first", *kinds]
    turns = Turns([packages[each] for each in who], tmp_path_factory.getbasetemp())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "open_store", turns.open_store)
        turns.play(order)
    published = [each for number, each in enumerate(who) if number not in turns.rejected]
    if "other content" in kinds:
        assert turns.rejected
    else:
        assert published == who
    # Where all saw one another, all rejected, and left nothing.
    assert turns.objects == (alone[published[-1]] if published else {})


def publish_in_child(package: Path, place: Path) -> int:
    child = os.fork()
    if not child:
        status = 2
        try:
            ai.publish(package, place)
            status = 0
        except RejectedReleaseError:
            status = 1
        finally:
            os._exit(status)
    return child


@pytest.mark.parametrize("kind", ["same content", "other content", "other release"])
def test_two_processes_race_while_a_reader_sees_whole_releases(
    kind: str, packages: dict[str, Path], alone: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    for number in range(6):
        place = tmp_path / str(number)
        children = {publish_in_child(packages[each], place) for each in ("first", kind)}
        statuses = []
        while children:
            whole_folder(place, tmp_path)
            done, status = os.waitpid(-1, os.WNOHANG)
            if done in children:
                children.remove(done)
                statuses.append(os.waitstatus_to_exitcode(status))
        if kind == "other content":
            assert sorted(statuses) in ([0, 1], [1, 1])
            assert contents(place) in ([alone["first"], alone[kind]] if 0 in statuses else [{}])
        else:
            assert statuses == [0, 0]
            assert contents(place) == alone[kind]
