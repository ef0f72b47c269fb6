"""Packages that are odd, forged or damaged: told, never shown as data, never a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError
from tests.support.program import run
from tests.support.spoiled_packages import edit_csv, edit_descriptor, edit_parquet, seal


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
    with pytest.raises(ReadError, match="not as declared"):
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


def test_a_descriptor_with_half_a_character_is_unreadable(package: Path) -> None:
    edit_descriptor(lambda d: d["resources"][0].update(path="\ud800"))(package)
    for args in (["--package", package, "list"], ["validate", package]):
        done = run(*args)
        assert done.returncode == 2
        assert b"is not JSON" in done.stderr


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
    with pytest.raises(ReadError):
        ai.open_package(package).load(labels=True)
    (package / "data" / "observations.csv").unlink()
    assert not ai.validate(package).valid


def test_long_cells_are_refused_by_all_readers_alike(package: Path) -> None:
    edit_csv("units", "millimetres,", "m" * 1_000_001 + ",")(package)
    for _ in range(2):
        assert "source-error" in {issue.code for issue in ai.validate(package)}
        with pytest.raises(ReadError):
            ai.open_package(package).indicators()


def test_sealing_a_package_keeps_it_valid(package: Path) -> None:
    """The forgeries above are found for what they are, not for how they were made."""
    seal(package)
    assert ai.validate(package).valid
    table = pq.read_table(package / "data" / "units.parquet")
    edit_parquet("units", lambda t: t)(package)
    assert table.equals(pq.read_table(package / "data" / "units.parquet"))
    assert ai.validate(package).valid


def test_descriptions_that_are_no_text_are_left_out_and_controls_shown(package: Path) -> None:
    def spoil(descriptor: dict[str, Any]) -> None:
        units = next(r for r in descriptor["resources"] if r["name"] == "units")
        units["description"] = 1.5
        units["schema"]["fields"][0]["description"] = ["a"]
        units["schema"]["fields"][1]["description"] = "red \x1b[31m"

    edit_descriptor(spoil)(package)
    for args in (["tables"], ["tables", "units"], ["tables", "units", "--format", "json"]):
        done = run("--package", package, *args)
        assert done.returncode == 0, done.stderr
        assert b"\x1b" not in done.stdout
