"""A package is put into a folder as a whole, and nothing else is ever replaced by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedInputError
from tests.support.fault_server import Faults, fault_server
from tests.support.foreign_packages import write_package
from tests.support.published import publish, rows


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """A published place with two versions of a package, and one version of another."""
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    publish(tmp_path / "root", "1.0.0", text=rows(3))
    publish(tmp_path / "root", "1.1.0", text=rows(4))
    publish(tmp_path / "root", "0.1.0", name="q")
    with fault_server() as running:
        running.serve(tmp_path / "root")
        yield running


def files_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_or_empty_folder_is_taken(server: Faults, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new", "deep/er"):
        assert ai.fetch(f"{server.url}/p", output=tmp_path / name) == tmp_path / name
        assert ai.validate(tmp_path / name).valid


def test_an_earlier_fetch_is_replaced_as_a_whole(server: Faults, tmp_path: Path) -> None:
    output = tmp_path / "here"
    ai.fetch(f"{server.url}/p@1.0.0", output=output)
    (output / "data" / "t.csv").write_text("damaged", encoding="utf-8")
    for version in ("1.0.0", "1.1.0"):
        cached = ai.fetch(f"{server.url}/p@{version}")
        ai.fetch(f"{server.url}/p@{version}", output=output)
        assert [*files_in(output).values()] == [*files_in(cached).values()]
    # What a user does to it does not reach the cache.
    (output / "data" / "t.csv").write_text("changed", encoding="utf-8")
    assert ai.validate(cached).valid


def test_a_newer_version_is_not_replaced(server: Faults, tmp_path: Path) -> None:
    output = tmp_path / "here"
    ai.fetch(f"{server.url}/p", output=output)
    before = files_in(output)
    with pytest.raises(RejectedInputError, match=r"holds p 1\.1\.0, which is newer than 1\.0\.0"):
        ai.fetch(f"{server.url}/p@1.0.0", output=output)
    assert files_in(output) == before


def test_other_things_are_never_replaced(server: Faults, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "datapackage.json").write_text("[", encoding="utf-8")
    ai.fetch(f"{server.url}/p", output=tmp_path / "with more")
    (tmp_path / "with more" / "data" / "mine.txt").write_text("mine", encoding="utf-8")
    write_package(tmp_path / "elsewhere", {"name": "t", "path": "../file"}, files={})
    names = ("file", "things", "odd", "with more", "elsewhere")
    server.asked.clear()
    for name in names:
        before = files_in(tmp_path / name)
        with pytest.raises(ReadError, match=r"holds other things|is not a folder") as caught:
            ai.fetch(f"{server.url}/p", output=tmp_path / name)
        assert caught.value.hint
        assert files_in(tmp_path / name) == before
    assert server.asked == []


def test_another_package_is_not_replaced(server: Faults, tmp_path: Path) -> None:
    ai.fetch(f"{server.url}/q", output=tmp_path / "here")
    with pytest.raises(ReadError, match="holds another package, q"):
        ai.fetch(f"{server.url}/p", output=tmp_path / "here")


def test_a_folder_is_reached_by_a_link(server: Faults, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    ai.fetch(f"{server.url}/p", output=tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert ai.validate(tmp_path / "real").valid


def test_a_copy_that_fails_leaves_what_was_there(
    server: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "here"
    ai.fetch(f"{server.url}/p@1.0.0", output=output)
    before, rename = files_in(output), Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "new":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(ReadError, match="cannot be written: No space left"):
        ai.fetch(f"{server.url}/p", output=output)
    assert files_in(output) == before
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "here", "root"}
