"""Publishing: what a release consists of, and what is said of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators._files import TEMPORARY
from anhui_indicators.indicators.building.build import build
from anhui_indicators.releases.catalogue import read_catalogue
from anhui_indicators.releases.publish.stores.folder import FolderStore
from anhui_indicators.releases.release import read_release
from tests.support.foreign_packages import zipped
from tests.support.program import on_terminal, plain, run
from tests.support.publishing import contents, small, whole_folder


def test_a_release_is_the_package_and_what_proves_it(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    done = ai.publish(built, place)
    folder = place / done.name / done.version
    package, release = contents(built), contents(folder)
    # It is of this version of the library, and nothing that the descriptor names.
    del package["README.md"]
    added = {"SHA256SUMS", "release.json", f"{done.name}-{done.version}.zip"}
    added |= {f"metadata/{portal}.json" for portal in ("zenodo", "github", "ckan")}
    assert release.keys() - package.keys() == added
    assert package.items() <= release.items()
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "SHA256SUMS"], cwd=folder, check=True)
    assert len(release["SHA256SUMS"].splitlines()) == len(release) - 2
    assert ai.validate(folder).valid
    assert ai.validate(folder / f"{done.name}-{done.version}.zip").valid
    told = read_release(json.loads(release["release.json"]), "")
    assert {file.path for file in told.files} == release.keys() - {"release.json"}
    (listed,) = read_catalogue((place / "index.json").read_bytes(), "").releases
    assert listed.digest == told.digest == done.digest
    assert whole_folder(place, tmp_path) == [f"{done.name}/{done.version}"]


def test_publishing_the_same_again_changes_nothing(built: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    first = ai.publish(built, place)
    assert first.changed
    times = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    os.utime(built / "datapackage.json")
    again = [built, built / "datapackage.json", ai.open_package(built)]
    for package in again:
        done = ai.publish(package, place)
        assert not done.changed
        assert {step.path for step in done.steps} == {step.path for step in first.steps}
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == times


def test_an_archive_is_published_as_its_folder_is(tmp_path: Path) -> None:
    package = small(tmp_path / "p")
    ai.publish(package, tmp_path / "folder")
    ai.publish(zipped(package), tmp_path / "archive")
    assert contents(tmp_path / "folder") == contents(tmp_path / "archive")


def test_a_dry_run_says_what_is_then_done_and_writes_nothing(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    plan = ai.publish(package, place, dry_run=True)
    assert not place.exists()
    done = ai.publish(package, place)
    assert plan.steps == done.steps
    assert all(step.write for step in done.steps)
    assert {step.path: step.bytes for step in done.steps} == {
        path: len(data) for path, data in contents(place).items()
    }
    assert not ai.publish(package, place, dry_run=True).changed


def test_parquet_in_other_bytes_is_the_same_release(package: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    ai.publish(package, place)
    path = package / "data" / "units.parquet"
    pq.write_table(pq.read_table(path), path, compression="snappy")
    build(output=package)  # Keeps the file, and says in the descriptor what its bytes are now.
    assert not ai.publish(package, place).changed
    assert (place / "anhui-indicators/1.0.0/data/units.parquet").read_bytes() != path.read_bytes()


def test_a_lost_catalogue_is_made_again(tmp_path: Path) -> None:
    place = tmp_path / "place"
    ai.publish(small(tmp_path / "q", "q"), place)
    ai.publish(small(tmp_path / "p"), place)
    catalogue = (place / "index.json").read_bytes()
    (place / "index.json").unlink()
    done = ai.publish(small(tmp_path / "p"), place)
    assert [step.path for step in done.steps if step.write] == ["index.json"]
    assert (place / "index.json").read_bytes() == catalogue


def test_a_file_that_another_sweeps_away_is_written_again(tmp_path: Path) -> None:
    place, tries = FolderStore(tmp_path), []

    class Swept:
        def __iter__(self):
            tries.append(yes := len(tries) < 3)
            yield b"whole"
            if yes:
                place.remove_temp_files("", below=True)

    place.write("a/b.txt", Swept())
    assert contents(tmp_path) == {"a/b.txt": b"whole"}
    assert len(tries) == 4


def test_a_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(
        os, "fsync", lambda handle: seen.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
    )
    FolderStore(tmp_path).write("a.txt", [b"whole"])
    assert seen[0].startswith(str(tmp_path / TEMPORARY))
    assert seen[1:] == [str(tmp_path)]
    assert contents(tmp_path) == {"a.txt": b"whole"}


def test_the_program_publishes_and_tells_what_it_did(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    plan = run("--package", package, "publish", place, "--dry-run", "--format", "json")
    assert (plan.returncode, plan.stderr) == (0, b"")
    value = json.loads(plan.stdout)
    assert (value["dry_run"], value["changed"], value["version"]) == (True, True, "1.0.0")
    done = run("--package", package, "publish", place)
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith(f"{place}: p 1.0.0 (10 of 10 files, ")
    assert len(lines) == 2 + len(contents(place))
    again = run("--package", package, "publish", place)
    assert b"p 1.0.0 is published already; nothing to write" in again.stdout
    assert run("--package", tmp_path / "nothing", "publish", place).returncode == 2
    assert run("--package", package, "publish", package / "schema.json").returncode == 2


def test_progress_of_a_long_upload_is_shown_on_a_terminal(tmp_path: Path) -> None:
    package = small(tmp_path / "p", more="".join(f"{n},n\n" for n in range(4, 2_000_000)))
    # As if it took longer than a person wants to wait.
    code = (
        "import anhui_indicators.cli.progress as p; p.PROGRESS_DELAY = 0.0; "
        "from anhui_indicators.cli import main; main()"
    )
    program = [sys.executable, "-c", code, "--package", str(package)]
    status, seen = on_terminal("publish", str(tmp_path / "place"), program=program)
    assert status == 0
    assert re.search(r"t: [0-9,]+ rows", seen)
    assert re.search(r"[0-9.]+ MB of [0-9.]+ MB", seen)
    assert "p 1.0.0 (10 of 10 files" in plain(seen)
