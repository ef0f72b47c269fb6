"""Publishing: whether a version is high enough for what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedReleaseError
from tests.support.foreign_packages import SCHEMA
from tests.support.program import run
from tests.support.publishing import contents, small

# What changes, as arguments of `small`.
WORDS = {"title": "Another"}
A_ROW = {"more": "4,four\n"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with version 1.2.3 and 0.2.3."""
    ai.publish(small(tmp_path / "old", version="0.2.3"), tmp_path / "place")
    ai.publish(small(tmp_path / "new", version="1.2.3"), tmp_path / "place")
    return tmp_path / "place"


@pytest.mark.parametrize(
    ("change", "version", "least"),
    [
        (WORDS, "1.2.4", None),
        (WORDS, "1.2.3+other", "1.2.4"),
        (A_ROW, "1.2.4", "1.3.0"),
        (A_ROW, "1.3.0", None),
        (A_ROW, "1.3.0-rc.1", None),
        (A_ROW, "1.2.4-rc.1", "1.3.0"),
        (A_ROW, "0.2.4", "0.3.0"),
        (A_ROW, "0.3.0", None),
        (A_ROW, "0.1.0", None),
    ],
)
def test_a_version_is_as_high_as_the_changes_demand(
    change: dict[str, str], version: str, least: str | None, place: Path, tmp_path: Path
) -> None:
    package, before = small(tmp_path / "p", version=version, **change), contents(place)
    if least is None:
        assert ai.publish(package, place).version == version
        return
    with pytest.raises(RejectedReleaseError, match="too low a version") as caught:
        ai.publish(package, place)
    assert caught.value.hint == f"Make it {least} or higher."
    assert contents(place) == before


def test_a_refusal_names_what_has_changed(place: Path, tmp_path: Path) -> None:
    fields = [{"name": "id", "type": "string"}, SCHEMA["fields"][1]]
    package = small(tmp_path / "p", version="1.9.0", schema={"fields": fields})
    with pytest.raises(RejectedReleaseError, match=r"since 1\.2\.3 there is a major change.*id"):
        ai.publish(package, place)
    done = run("--package", package, "publish", place, "--dry-run")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Make it 2.0.0 or higher" in done.stderr


def test_a_candidate_demands_nothing(tmp_path: Path) -> None:
    place = tmp_path / "place"
    ai.publish(small(tmp_path / "a", version="1.0.0-rc.1"), place)
    ai.publish(small(tmp_path / "b", version="1.0.0-rc.2", more="4,four\n"), place)
    ai.publish(small(tmp_path / "c", version="1.0.0"), place)


def test_a_release_before_that_is_damaged_is_told(place: Path, tmp_path: Path) -> None:
    archive = place / "p" / "1.2.3" / "p-1.2.3.zip"
    package = small(tmp_path / "p", version="1.2.4")
    data = archive.read_bytes()
    for damaged in (data[:-1], data + b"x", data[:9] + b"x" + data[10:]):
        archive.write_bytes(damaged)
        with pytest.raises(ReadError, match=r"p-1\.2\.3\.zip .* is unreadable"):
            ai.publish(package, place)
    archive.unlink()
    with pytest.raises(ReadError, match="is unreadable") as caught:
        ai.publish(package, place)
    assert "not there" in caught.value.hint
