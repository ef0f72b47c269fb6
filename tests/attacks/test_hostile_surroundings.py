"""Records, outputs and streams that are not what they should be."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pyarrow as pa
import pytest

import anhui_indicators as ai
from anhui_indicators import _files
from anhui_indicators._files import TEMPORARY
from anhui_indicators.errors import InvalidRecordError, ReadError
from anhui_indicators.indicators.building.build import build
from tests.support.program import PROGRAM, run_fresh


@pytest.mark.parametrize(
    "addition",
    [
        "keywords = [2020-01-01]",
        "keywords = [3]",
        "homepage = ' '",
        "[[licenses]]\nname = 3",
        "[[licenses]]\nname = 'x'\nissued = 2020-01-01",
        "[[contributors]]\ntitle = ['a']\nx = nan",
        "x = " + "[" * 5000,
        "x = " + "9" * 5000,
    ],
)
def test_an_odd_record_toml_is_told(addition: str, record: Path) -> None:
    path = record / "record.toml"
    text = path.read_text(encoding="utf-8")
    if addition.startswith("keywords"):
        text = "\n".join(line for line in text.splitlines() if not line.startswith("keywords"))
    before, _, after = text.partition("[[licenses]]")
    text = f"{before}\n{addition}\n" if "[[" not in addition else text + "\n" + addition
    path.write_text(text + ("" if "[[" in addition else f"[[licenses]]{after}"), encoding="utf-8")
    with pytest.raises(InvalidRecordError) as caught:
        build(record, record.parent / "out")
    assert any("record.toml" in issue.message for issue in caught.value.report)


def test_a_record_from_windows_is_read(record: Path, tmp_path: Path) -> None:
    path = record / "record.toml"
    path.write_text("\ufeff" + path.read_text(encoding="utf-8"), encoding="utf-8", newline="\r\n")
    assert build(record, tmp_path / "out").changes


@pytest.mark.parametrize("kind", ["folder", "pipe", "loop"])
def test_what_is_no_plain_file_is_neither_read_nor_replaced(
    kind: str, record: Path, package: Path
) -> None:
    for path in (record / "units.csv", package / "data" / "units.csv"):
        path.unlink()
        match kind:
            case "folder":
                path.mkdir()
                (path / "precious.txt").write_text("keep")
            case "pipe":
                os.mkfifo(path)
            case "loop":
                path.symlink_to(path.name)
    with pytest.raises(InvalidRecordError):
        build(record, record.parent / "out")
    with pytest.raises(ReadError):
        build(output=package)
    assert not ai.validate(package).valid
    if kind == "folder":
        assert (package / "data" / "units.csv" / "precious.txt").read_text() == "keep"


def test_another_package_is_not_overwritten(tmp_path: Path) -> None:
    text = json.dumps({"name": "mine", "resources": [{"name": "a", "path": "a.csv"}]})
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(ReadError, match="other things"):
        build(output=tmp_path)
    assert (tmp_path / "datapackage.json").read_text() == text


def test_a_first_build_that_was_killed_can_be_finished(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "data").mkdir(parents=True)
    (target / f"{TEMPORARY}x" / "new").mkdir(parents=True)
    (target / "data" / "units.csv").write_bytes(b"half")
    build(output=target)
    assert ai.validate(target).valid


def test_a_folder_behind_a_link_or_alone_in_its_file_system_can_be_built_to(tmp_path: Path) -> None:
    elsewhere = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else tmp_path
    target = elsewhere / f"anhui-indicators-{os.getpid()}"
    target.mkdir()
    try:
        (tmp_path / "link").symlink_to(target)
        build(output=tmp_path / "link")
        assert ai.validate(target).valid
    finally:
        subprocess.run(["rm", "-r", target], check=True)


def test_a_failing_build_leaves_what_another_has_put_there(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"

    def other_build_wins(new: Path, old: Path, folder: Path, paths: list[str]) -> None:
        for path in paths:
            (folder / path).write_bytes((built / path).read_bytes())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_files, "_move", other_build_wins)
    with pytest.raises(ReadError):
        build(output=target)
    assert ai.validate(target).valid


@pytest.mark.parametrize(
    "args", [["list"], ["load", "units"], ["show", "fdi"], ["cite"], ["tables"]]
)
def test_an_output_that_is_full_or_closed_is_told(args: list[str]) -> None:
    for redirection in (">/dev/full", ">&-"):
        command = " ".join([*PROGRAM, *args, redirection])
        done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
        assert b"Traceback" not in done.stderr
        if redirection == ">/dev/full":
            assert done.returncode == 2
            assert b"cannot be written" in done.stderr


@pytest.mark.parametrize("args", [["list"], ["show", "fdi"], ["load", "indicators"]])
def test_a_terminal_without_chinese_shows_escapes(args: list[str]) -> None:
    env = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = run_fresh(*args, "--format", "table", env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    if args[0] == "show":
        assert b"\\u5b9e\\u9645" in done.stdout


def test_paths_that_cannot_be_are_told() -> None:
    for path in ("x" * 300, "\0"):
        for call in (
            lambda p: build(output=p),
            lambda p: build(p, "out"),
            ai.open_package,
            ai.validate,
            lambda p: ai.validate(p + ".csv", table="units"),
        ):
            with pytest.raises(ReadError):
                call(path)


def test_values_beyond_an_integer_survive_every_format(tmp_path: Path) -> None:
    from anhui_indicators.datapackage.writers.formats import WRITERS

    table = pa.table({"a": [1e19, 1e300, -0.5, None]})
    for name, write in WRITERS.items():
        assert write(table), name
    assert json.loads(WRITERS["json"](table))[1]["a"] == 1e300


def test_a_text_too_long_for_a_workbook_is_told_not_cut() -> None:
    from anhui_indicators.datapackage.writers.xlsx import write_xlsx

    with pytest.raises(ReadError, match=r"40,000 characters"):
        write_xlsx(pa.table({"a": ["x" * 40_000]}))
