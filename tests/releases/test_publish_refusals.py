"""Publishing: what is rejected, and that nothing is changed then."""

from __future__ import annotations

from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedInputError, RejectedReleaseError
from anhui_indicators.releases.publish import content_record
from tests.support.foreign_packages import ROWS, resource, write_package
from tests.support.program import run
from tests.support.publishing import contents, small, whole_folder


def test_an_invalid_package_is_not_published(tmp_path: Path) -> None:
    package = small(tmp_path / "p", more="x,four\n")
    with pytest.raises(RejectedReleaseError, match="invalid") as caught:
        ai.publish(package, tmp_path / "place")
    assert {issue.code for issue in caught.value.report} == {"type-error"}
    done = run("--package", package, "publish", tmp_path / "place")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"[type-error]" in done.stderr
    assert not (tmp_path / "place").exists()


@pytest.mark.parametrize(
    ("name", "version", "message"),
    [
        ("P", "1.0.0", "no name"),
        ("../p", "1.0.0", "no name"),
        ("a/b", "1.0.0", "no name"),
        ("p", None, "no version"),
        ("p", "1.0", "no semantic version: '1.0'"),
        ("p", "../1.0.0", "no semantic version"),
    ],
)
def test_a_package_needs_a_name_and_a_version(
    name: str, version: str | None, message: str, tmp_path: Path
) -> None:
    about = {} if version is None else {"version": version}
    package = write_package(tmp_path / "p", name=name, **about)
    with pytest.raises(RejectedReleaseError, match=message):
        ai.publish(package, tmp_path / "place")


@pytest.mark.parametrize(
    "path", ["release.json", "sha256sums", "metadata/t.csv", "p-1.0.0.zip", "DataPackage.json"]
)
def test_a_file_with_a_name_that_a_release_needs_is_refused(path: str, tmp_path: Path) -> None:
    table = resource(path=path, format="csv", compression="")
    package = write_package(tmp_path / "p", table, files={path: ROWS}, version="1.0.0")
    with pytest.raises(RejectedReleaseError, match="needs for itself"):
        ai.publish(package, tmp_path / "place")


def test_a_release_never_changes(tmp_path: Path) -> None:
    place = tmp_path / "place"
    ai.publish(small(tmp_path / "p"), place)
    before = contents(place)
    for other in (
        small(tmp_path / "row", more="4,four\n"),
        small(tmp_path / "title", title="Another"),
    ):
        with pytest.raises(RejectedReleaseError, match="published already with other content"):
            ai.publish(other, place)
    assert contents(place) == before


def test_a_file_that_changes_after_it_was_checked_is_not_published(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    data = (package / "data" / "t.csv").read_bytes()

    def change(label: str, done: int, total: int | None, unit: str) -> None:
        if unit == "rows":
            (package / "schema.json").write_text("{}")

    schema = (package / "schema.json").read_bytes()
    with pytest.raises(RejectedInputError, match=r"schema\.json has changed"):
        ai.publish(package, place, progress=change)
    assert whole_folder(place, tmp_path) == []
    (package / "schema.json").write_bytes(schema)
    ai.publish(package, place)
    assert (place / "p/1.0.0/data/t.csv").read_bytes() == data
    assert whole_folder(place, tmp_path) == ["p/1.0.0"]


def test_a_file_that_changes_while_a_release_is_written_is_published_as_checked(
    tmp_path: Path,
) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    data = package / "data" / "t.csv"
    before = data.read_bytes()

    def change(label: str, done: int, total: int | None, unit: str) -> None:
        if unit == "bytes":
            data.write_text("id\nother\n")

    ai.publish(package, place, progress=change)
    assert (place / "p/1.0.0/data/t.csv").read_bytes() == before
    assert whole_folder(place, tmp_path) == ["p/1.0.0"]


def test_what_another_publisher_has_begun_is_left_alone(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    claim = place / "p" / "1.0.0" / ".claim-0123456789abcdef-0"
    claim.parent.mkdir(parents=True)
    claim.write_text("")
    with pytest.raises(
        RejectedReleaseError, match=r"p/1\.0\.0/\.claim-0123456789abcdef-0"
    ) as caught:
        ai.publish(package, place)
    assert "remove p/1.0.0" in caught.value.hint
    assert contents(place) == {"p/1.0.0/.claim-0123456789abcdef-0": b""}


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    (place / "p" / "1.0.0").mkdir(parents=True)
    (place / "p" / "1.0.0" / "thesis.docx").write_text("years of work")
    with pytest.raises(RejectedReleaseError, match=r"holds files, such as p/1\.0\.0/thesis\.docx"):
        ai.publish(package, place)
    assert contents(place) == {"p/1.0.0/thesis.docx": b"years of work"}


def test_a_catalogue_that_is_none_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "index.json").write_text('{"name": "a web page"}')
    with pytest.raises(RejectedInputError, match="not a catalogue") as caught:
        ai.publish(small(tmp_path / "p"), place)
    assert "Move index.json away" in caught.value.hint
    assert list(contents(place)) == ["index.json"]


def test_a_release_that_is_damaged_is_told(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    ai.publish(package, place)
    (place / "p" / "1.0.0" / "data" / "t.csv").unlink()
    with pytest.raises(ReadError, match=r"is damaged: data/t\.csv"):
        ai.publish(package, place)


def test_a_destination_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    package = small(tmp_path / "p")
    (tmp_path / "file").write_text("")
    for destination in (tmp_path / "file", tmp_path / "file" / "below", "/proc/nothing", "\0"):
        with pytest.raises(ReadError, match="cannot be"):
            ai.publish(package, destination)


def test_a_release_with_other_bytes_is_told(tmp_path: Path) -> None:
    package, place = small(tmp_path / "p"), tmp_path / "place"
    ai.publish(package, place)
    file = place / "p" / "1.0.0" / "data" / "t.csv"
    data = file.read_bytes()
    file.write_bytes(data[:-2] + b"x" + data[-1:])
    with pytest.raises(ReadError, match=r"is damaged: data/t\.csv"):
        ai.publish(package, place)


def test_a_place_without_a_name_is_none(tmp_path: Path) -> None:
    done = run("publish", "", cwd=tmp_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])


def test_a_disk_that_is_full_while_rows_are_kept_is_not_the_fault_of_the_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    ai.publish(small(tmp_path / "old"), place)
    before = contents(place)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(content_record.pa.ipc, "new_file", full)
    with pytest.raises(ReadError, match="rows to compare cannot be kept: No space left") as caught:
        ai.publish(small(tmp_path / "new", version="1.0.1", more="4,four\n"), place)
    assert "temporary files" in caught.value.hint
    assert contents(place) == before
