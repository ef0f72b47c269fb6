"""Packages that lack what a release needs, and places that are verified as a whole."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedReleaseError
from anhui_indicators.releases.calendar_versions import calendar_version
from tests.support.fault_server import fault_server, whole
from tests.support.foreign_packages import SCHEMA, resource, write_package
from tests.support.program import run


def described(release: Path) -> Any:
    return json.loads((release / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    """A package as many are: without a name or a version."""
    package = write_package(tmp_path / "p", title="Any")
    descriptor = described(package)
    del descriptor["name"]
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    return package


def test_name_and_version_may_be_given(nameless: Path, tmp_path: Path) -> None:
    with pytest.raises(RejectedReleaseError, match="no name"):
        ai.publish(nameless, tmp_path / "place")
    done = ai.publish(nameless, tmp_path / "place", name="any", version="1.0.0")
    assert (done.name, done.version) == ("any", "1.0.0")
    release = tmp_path / "place" / "any" / "1.0.0"
    assert described(release)["version"] == "1.0.0"
    assert described(release)["title"] == "Any"
    # The package itself is as it was.
    assert "version" not in described(nameless)
    again = ai.publish(nameless, tmp_path / "place", name="any", version="1.0.0")
    assert not again.changed
    assert ai.validate(release / "any-1.0.0.zip").valid


def test_versions_by_the_calendar(nameless: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    today = datetime.now(UTC).date()
    first = ai.publish(nameless, place, name="any", version="calendar").version
    assert first in {calendar_version([], today), calendar_version([])}
    # The same again is the same release; other content is another one, whatever has changed.
    assert ai.publish(nameless, place, name="any", version="calendar").version == first
    (nameless / "t.csv").write_text("id,name\n7,seven\n")
    second = ai.publish(nameless, place, name="any", version="calendar").version
    assert second == calendar_version([first])
    assert sorted(path.name for path in (place / "any").iterdir()) == sorted([first, second])


def test_the_version_of_a_day() -> None:
    assert calendar_version([], date(2026, 1, 5)) == "2026.105.0"
    assert calendar_version(["2026.105.0", "2026.105.1"], date(2026, 1, 5)) == "2026.105.2"


def test_schemas_at_urls_come_into_the_release(tmp_path: Path) -> None:
    with fault_server() as server:
        data = json.dumps(SCHEMA).encode()
        server.answer("/schema.json", *[whole(data)] * 9)
        entry = resource(schema=f"{server.url}/schema.json")
        package = write_package(tmp_path / "p", entry, version="1.0.0")
        with pytest.raises(RejectedReleaseError, match="invalid"):
            ai.publish(package, tmp_path / "place")
        ai.publish(package, tmp_path / "place", allow_remote=True)
    release = tmp_path / "place" / "p" / "1.0.0"
    assert described(release)["resources"][0]["schema"] == SCHEMA
    assert ai.validate(release).rows == {"t": 3}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A place with two releases."""
    package = write_package(tmp_path / "p", version="1.0.0")
    ai.publish(package, tmp_path / "place")
    write_package(tmp_path / "p", version="1.0.1", title="T")
    ai.publish(package, tmp_path / "place")
    return tmp_path / "place"


def test_a_place_is_whole(place: Path) -> None:
    found = ai.verify(place)
    assert found.valid
    assert (found.releases, found.issues) == (2, ())
    assert found.files > 10
    assert "whole (2 releases," in found.to_text()
    assert json.loads(found.to_json())["valid"] is True


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda place: (place / "p/1.0.0/t.csv").unlink(), "p/1.0.0/t.csv is missing"),
        (lambda place: (place / "p/1.0.1/t.csv").write_text("x"), "1 bytes instead of"),
        (
            lambda place: flip(place / "p" / "1.0.1" / "p-1.0.1.zip"),
            "its sha256 is another",
        ),
        (lambda place: (place / "p/1.0.0/x.txt").write_text("x"), "is not part of the release"),
        (lambda place: (place / "p/1.0.1/release.json").unlink(), "release.json is missing, which"),
        (lambda place: (place / "index.json").write_text(short(place)), "does not list"),
    ],
)
def test_damage_is_found(spoil: Any, said: str, place: Path) -> None:
    spoil(place)
    found = ai.verify(place)
    assert said in found.to_text()
    assert found.valid == ("not part" in said)
    done = run("publish", place, "--verify")
    assert done.returncode == (0 if found.valid else 1)
    assert said in done.stdout.decode()


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def short(place: Path) -> str:
    found = json.loads((place / "index.json").read_text())
    found["releases"] = found["releases"][:1]
    return json.dumps(found)


def test_the_command(nameless: Path, tmp_path: Path) -> None:
    words = ("--package", nameless, "publish", tmp_path / "place", "--name", "any")
    done = run(*words, "--version", "2.0.0")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "place" / "any" / "2.0.0" / "release.json").is_file()
    done = run(*words, "--version", "two")
    assert done.returncode == 1
    assert b"MAJOR.MINOR.PATCH" in done.stderr


def test_digests_are_written_into_any_descriptor(tmp_path: Path) -> None:
    package = write_package(tmp_path / "p", custom={"é": [1]})
    file = package / "datapackage.json"
    before = json.loads(file.read_text())
    file.write_text(json.dumps(before, indent=4, ensure_ascii=False) + "\n", encoding="utf-8")
    found = ai.digest(package, write=True)
    text = file.read_text(encoding="utf-8")
    assert text.startswith('{\n    "')
    assert "é" in text
    assert text.endswith("}\n")
    after = json.loads(text)
    assert after.pop("digest") == found.digest
    table = after["resources"][0]
    assert (table.pop("digest"), table.pop("rows")) == (found.tables[0].digest, 3)
    table.pop("digestMarks")
    assert after == before
    assert ai.validate(package).valid
    assert run("digest", package, "--check").returncode == 0
    (package / "t.csv").write_text("id,name\n1,ONE\n2,two\n3,three\n")
    assert run("digest", package, "--check").returncode == 1
    assert run("digest", package, "--write").returncode == 0
    assert run("digest", package, "--check").returncode == 0


def test_digests_are_written_into_folders_alone(tmp_path: Path) -> None:
    package = write_package(tmp_path / "p")
    for target, said in ((package / "t.csv", {"schema": SCHEMA}), (None, {})):
        with pytest.raises(ReadError, match="whole package"):
            ai.digest(target, write=True, **said)
    done = run("digest", package, "--write", "--check")
    assert done.returncode == 2
