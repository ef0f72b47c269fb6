"""Publishing that is cut short at any moment: readers see whole releases, the next one finishes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.releases.publish import publish as publishing
from tests.support.publishing import MemoryPlace, contents, small, whole, whole_folder

# Python warns of forks where there are threads; those of Arrow can bear it.
# Old versions of Polars warn of every fork; what is forked here does nothing with Polars.
pytestmark = [
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Using fork.. can cause Polars:RuntimeWarning"),
]

_CHANGES = ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.truncate")
CUT = 77


def stop_at(moment: int, folder: Path, *, torn: bool) -> None:
    """Stop this process at a change of a folder, as a power cut would.

    Args:
        moment: Number of the change, from 0.
        folder: The folder; nothing outside counts.
        torn: Whether a file that is about to be opened is empty, and one that is about to be
            renamed half written.
    """
    count = -1

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal count
        writes = event == "open" and bool(args[2] & (os.O_WRONLY | os.O_RDWR))
        if not (writes or event in _CHANGES) or not str(args[0]).startswith(str(folder)):
            return
        count += 1
        if count == moment:
            if torn and writes:
                os.truncate(os.open(args[0], os.O_WRONLY | os.O_CREAT), 0)
            if torn and event == "os.rename":
                os.truncate(args[0], Path(args[0]).stat().st_size // 2)
            os._exit(CUT)

    sys.addaudithook(hook)


def publish_until(moment: int, package: Path, place: Path, *, torn: bool) -> bool:
    """Publish in a process that is stopped; return whether it was."""
    child = os.fork()
    if not child:
        try:
            stop_at(moment, place, torn=torn)
            ai.publish(package, place)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == CUT


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A place with one release."""
    ai.publish(small(tmp_path / "q", "q"), tmp_path / "standing")
    return tmp_path / "standing"


@pytest.mark.parametrize("torn", [False, True])
def test_a_power_cut_at_any_moment_leaves_whole_releases(
    torn: bool, standing: Path, tmp_path: Path
) -> None:
    package = small(tmp_path / "p")
    undisturbed = Path(copytree(standing, tmp_path / "undisturbed"))
    ai.publish(package, undisturbed)
    moment, place = 0, Path(copytree(standing, tmp_path / "place"))
    while publish_until(moment, package, place, torn=torn):
        assert whole_folder(place, tmp_path) in (["q/1.0.0"], ["p/1.0.0", "q/1.0.0"]), moment
        ai.publish(package, place)
        assert contents(place) == contents(undisturbed), moment
        rmtree(place)
        copytree(standing, place)
        moment += 1
    assert moment > 25
    assert contents(place) == contents(undisturbed)


def test_cut_after_cut_the_work_is_done_in_the_end(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    moment = 5
    while publish_until(moment, package, place, torn=True):
        assert whole_folder(place, tmp_path) in ([], ["p/1.0.0"])
        moment += 1  # Claims of those before are swept away only in the end.
    ai.publish(package, tmp_path / "undisturbed")
    assert contents(place) == contents(tmp_path / "undisturbed")


class Cut(BaseException):
    """The publisher is no more: nothing that it does on errors is done."""


def cuts(place: MemoryPlace) -> Iterator[int]:
    """Give one moment after the other, until publishing is no longer cut short."""
    for moment in range(1000):
        count = -1

        def before(operation: str, path: str, moment: int = moment) -> None:
            nonlocal count
            count += 1
            if count >= moment:
                raise Cut

        place.before = before
        yield moment
        if count < moment:
            return


def test_an_object_store_that_fails_at_any_moment_has_whole_releases(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = MemoryPlace()
    monkeypatch.setattr(publishing, "open_store", lambda destination: place)
    ai.publish(small(tmp_path / "q", "q"), "s3://b")
    standing = dict(place.objects)
    package = small(tmp_path / "p")
    ai.publish(package, "s3://b")
    undisturbed = dict(place.objects)
    last = 0
    for moment in cuts(place):
        place.objects = dict(standing)
        try:
            ai.publish(package, "s3://b")
        except Cut:
            last = moment
        place.before = lambda operation, path: None
        assert whole(place, tmp_path) in (["q/1.0.0"], ["p/1.0.0", "q/1.0.0"]), moment
        ai.publish(package, "s3://b")
        assert place.objects == undisturbed, moment
    assert last > 20
