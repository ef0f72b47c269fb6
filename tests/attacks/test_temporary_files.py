"""What goes wrong leaves no temporary file behind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import IndicatorsError
from tests.support.fault_server import fault_server, status, whole
from tests.support.foreign_packages import write_package


def released(folder: Path, version: str, cells: str = "id,name\n1,one\n") -> Path:
    return write_package(folder, files={"t.csv": cells}, name="p", version=version)


def publish_too_low_a_version(folder: Path) -> object:
    ai.publish(released(folder / "old", "1.0.0"), folder / "place")
    return ai.publish(released(folder / "new", "1.0.1", "id,name\n2,two\n"), folder / "place")


def publish_to_a_place_that_breaks(folder: Path) -> object:
    def interrupt(label: str, done: int, total: int | None, unit: str) -> None:
        if unit == "bytes":
            raise KeyboardInterrupt

    package = released(folder / "package", "1.0.0")
    return ai.publish(package, folder / "place", progress=interrupt)


def validate_what_is_not_at_its_url(folder: Path) -> object:
    with fault_server() as server:
        url = server.answer("/t.csv", *[status(404)] * 9)
        package = write_package(folder / "package", {"name": "t", "path": url}, files={})
        report = ai.validate(package, allow_remote=True)
    assert [str(issue.code) for issue in report] == ["remote-error"]
    return report


def fetch_what_is_damaged(folder: Path) -> object:
    with fault_server() as server:
        url = server.answer("/datapackage.json", *[whole(b"{")] * 9)
        return ai.fetch(url, cache=folder / "cache")


def build_an_invalid_record(folder: Path) -> object:
    ai.new(folder / "record", _text(folder))
    (folder / "record" / "units.csv").write_text("unit_id\nUSD\n")
    return ai.build(folder / "record")


def _text(folder: Path) -> Path:
    text = folder / "report.txt"
    text.write_text("There were 12 ships in the port.\n")
    return text


FAILURES: tuple[Callable[[Path], object], ...] = (
    publish_too_low_a_version,
    publish_to_a_place_that_breaks,
    validate_what_is_not_at_its_url,
    fetch_what_is_damaged,
    build_an_invalid_record,
)


@pytest.mark.parametrize("fail", FAILURES, ids=lambda fail: fail.__name__)
def test_a_failure_leaves_no_temporary_file(
    fail: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, work = tmp_path / "temporary", tmp_path / "work"
    temporary.mkdir()
    work.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    try:
        fail(work)
    except (IndicatorsError, KeyboardInterrupt):
        pass
    else:
        assert fail is validate_what_is_not_at_its_url
    assert list(temporary.rglob("*")) == []
    hidden = [path for path in work.rglob(".anhui-indicators-*") if path.is_dir()]
    assert hidden == []
