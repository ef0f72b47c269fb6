"""Hostile and broken surroundings: packages, records, outputs and streams."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.builder import build, output
from anhui_indicators.errors import InvalidRecordError, UnreadableError
from tests.program import PROGRAM, run
from tests.spoiled_packages import edit_csv, edit_descriptor, edit_parquet, seal


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (",1360000000,", ",1_360_000_000,"),
        (",1360000000,", ", 1360000000,"),
        (",1360000000,", ",١٣٦٠٠٠٠٠٠٠,"),
        (",2018-01-01,", ",2018-1-1,"),
        (",2018-01-01,", ",20180101,"),
    ],
)
def test_only_one_way_to_write_a_value_is_valid_and_read(old: str, new: str, package: Path) -> None:
    edit_csv("observations", old, new)(package)
    assert "type-error" in {issue.code for issue in ai.validate(package)}
    with pytest.raises(UnreadableError, match="not as declared"):
        ai.open_package(package).indicators()


DESCRIPTORS: dict[str, Any] = {
    "contributors as text": lambda d: d.update(contributors="me"),
    "contributors of numbers": lambda d: d.update(contributors=[3, {}, {"title": None}]),
    "licences as text": lambda d: d.update(licenses="CC"),
    "version as number": lambda d: d.update(version=1),
    "no name": lambda d: d.pop("name"),
    "title of nothing": lambda d: d.update(title=None),
    "sizes as text": lambda d: [r.update(bytes="5") for r in d["resources"]],
    "sizes as lists": lambda d: [r.update(bytes=[1]) for r in d["resources"]],
    "hashes as numbers": lambda d: [r.update(hash=5) for r in d["resources"]],
    "hashes of nothing": lambda d: [r.update(hash=None) for r in d["resources"]],
    "half a character": lambda d: d["resources"][0].update(path="\ud800"),
    "paths without end": lambda d: [r.update(path="data/" + "a" * 300) for r in d["resources"]],
    "junk among fields": lambda d: [r["schema"]["fields"].append("x") for r in d["resources"]],
    "fields as text": lambda d: [r["schema"].update(fields="id") for r in d["resources"]],
    "types as lists": lambda d: [
        f.update(type=["x"]) for r in d["resources"] for f in r["schema"]["fields"]
    ],
    "no primary key": lambda d: [r["schema"].pop("primaryKey") for r in d["resources"]],
    "foreign keys as number": lambda d: [r["schema"].update(foreignKeys=5) for r in d["resources"]],
    "constraints as list": lambda d: [
        f.update(constraints=[]) for r in d["resources"] for f in r["schema"]["fields"]
    ],
    "another dialect": lambda d: [r.update(dialect={"delimiter": ";"}) for r in d["resources"]],
    "another encoding": lambda d: [r.update(encoding="utf-16") for r in d["resources"]],
    "parquet that is csv": lambda d: [
        r.update(path=r["path"].replace("parquet", "csv")) for r in d["resources"]
    ],
}


COMMANDS = (
    ["list"],
    ["tables"],
    ["tables", "units"],
    ["show", "fdi"],
    ["load", "units"],
    ["cite"],
    ["cite", "--style", "bibtex"],
    ["cite", "--style", "csl-json"],
)


@pytest.mark.parametrize("case", DESCRIPTORS)
def test_an_odd_descriptor_is_invalid_and_never_a_traceback(case: str, package: Path) -> None:
    edit_descriptor(DESCRIPTORS[case])(package)
    # `title` and the like may be anything; whatever tells how to read data may not.
    assert ai.validate(package).valid == (case in ("title of nothing", "hashes of nothing"))
    for args in COMMANDS:
        done = run("--package", package, *args)
        assert done.returncode in (0, 2)
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "edit",
    [
        edit_csv("units", "usd,US dollars", "uzd,US dollars"),
        edit_csv("areas", "CN-AH,Anhui", "CN-AI,Anhui"),
        edit_csv("figures", "p18-fdi-2012", "p18-fdi-2013"),
        edit_csv("observations", ",1360000000,1355000000", ",,1355000000"),
        edit_csv("indicators", "Foreign direct investment,", "Foreign\x1b[2J,"),
    ],
)
def test_a_forged_package_that_does_not_hang_together_is_told(edit: Any, package: Path) -> None:
    edit(package)
    done = run("--package", package, "show", "fdi", "--format", "table")
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"\x1b" not in done.stdout
    assert not ai.validate(package).valid


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.drop_columns(["value"]),
        lambda t: t.select([]),
        lambda t: t.select(t.column_names[::-1]),
        lambda t: t.set_column(7, "value", t["value"].cast(pa.string())),
        lambda t: t.set_column(0, "observation_id", pa.array([["x"]] * t.num_rows)),
        lambda t: t.set_column(
            0,
            "observation_id",
            pa.Array.from_buffers(
                pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")]
            ).take(pa.array([0] * t.num_rows)),
        ),
    ],
)
def test_parquet_that_is_not_as_declared_is_never_loaded(change: Any, package: Path) -> None:
    edit_parquet("observations", change)(package)
    assert not ai.validate(package).valid
    with pytest.raises(UnreadableError):
        ai.open_package(package).load(labels=True)
    (package / "data" / "observations.csv").unlink()
    assert not ai.validate(package).valid


def test_long_cells_are_refused_by_all_readers_alike(package: Path) -> None:
    edit_csv("units", "millimetres,", "m" * 1_000_001 + ",")(package)
    for _ in range(2):
        assert "source-error" in {issue.code for issue in ai.validate(package)}
        with pytest.raises(UnreadableError):
            ai.open_package(package).indicators()


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
    with pytest.raises(UnreadableError):
        build(output=package)
    assert not ai.validate(package).valid
    if kind == "folder":
        assert (package / "data" / "units.csv" / "precious.txt").read_text() == "keep"


def test_another_package_is_not_overwritten(tmp_path: Path) -> None:
    text = json.dumps({"name": "mine", "resources": [{"name": "a", "path": "a.csv"}]})
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(UnreadableError, match="other things"):
        build(output=tmp_path)
    assert (tmp_path / "datapackage.json").read_text() == text


def test_a_first_build_that_was_killed_can_be_finished(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    (target / "data").mkdir(parents=True)
    (target / f"{output.STAGE}x" / "new").mkdir(parents=True)
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

    monkeypatch.setattr(output, "_move", other_build_wins)
    with pytest.raises(UnreadableError):
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
    done = run(*args, "--format", "table", env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    if args != ["list"]:
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
            with pytest.raises(UnreadableError):
                call(path)


def test_values_beyond_an_integer_survive_every_format(tmp_path: Path) -> None:
    from anhui_indicators.formats.export import WRITERS

    table = pa.table({"a": [1e19, 1e300, -0.5, None]})
    for name, write in WRITERS.items():
        assert write(table), name
    assert json.loads(WRITERS["json"](table))[1]["a"] == 1e300


def test_a_text_too_long_for_a_workbook_is_told_not_cut() -> None:
    from anhui_indicators.formats.export import to_xlsx

    with pytest.raises(UnreadableError, match=r"40,000 characters"):
        to_xlsx(pa.table({"a": ["x" * 40_000]}))


def test_sealing_a_package_keeps_it_valid(package: Path) -> None:
    """The forgeries above are found for what they are, not for how they were made."""
    seal(package)
    assert ai.validate(package).valid
    table = pq.read_table(package / "data" / "units.parquet")
    edit_parquet("units", lambda t: t)(package)
    assert table.equals(pq.read_table(package / "data" / "units.parquet"))
    assert ai.validate(package).valid
