"""Keys that a build no longer has: told, since somebody may cite them."""

from __future__ import annotations

from pathlib import Path

import pytest

import anhui_indicators as ai
from tests.support.program import run


def drop(file: Path, *keys: str) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith(keys)), encoding="utf-8")


@pytest.fixture
def shorter(record: Path) -> Path:
    """The embedded record without one of its corroborations."""
    path = record / "corroborations.csv"
    first = path.read_text(encoding="utf-8").splitlines()[1].partition(",")[0]
    drop(path, f"{first},")
    return record


def test_a_build_names_the_keys_that_are_gone(shorter: Path, package: Path) -> None:
    (keys,) = ai.build(shorter, package, check=True).removed_keys.values()
    done = run("build", shorter, "--output", package)
    assert done.returncode == 0
    note = f"Note: corroborations no longer has {keys[0]}; whoever cites it finds nothing."
    assert note in done.stderr.decode().splitlines()
    assert ai.build(shorter, package).removed_keys == {}


def test_of_many_keys_the_first_are_named(package: Path) -> None:
    path = package / "data" / "units.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    more = [f"gone-{number},{rows[0].partition(',')[2]}" for number in range(5)]
    path.write_text("".join([header, *more, *rows]), encoding="utf-8")
    done = run("build", "--output", package, "--check")
    told = "units no longer has gone-0; gone-1; gone-2 and 2 more; whoever cites one finds nothing."
    assert f"Note: {told}" in done.stderr.decode().splitlines()


def test_a_new_place_has_nothing_to_lose(shorter: Path, tmp_path: Path) -> None:
    assert ai.build(shorter, tmp_path / "new").removed_keys == {}


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"other,columns\n1,2\n", b'a,"b\n'])
def test_an_earlier_build_that_cannot_be_read_has_nothing_to_lose(
    damage: bytes, shorter: Path, package: Path
) -> None:
    (package / "data" / "corroborations.csv").write_bytes(damage)
    assert ai.build(shorter, package).removed_keys == {}


def test_faults_of_an_earlier_build_hide_no_keys_that_can_be_read(package: Path) -> None:
    path = package / "data" / "units.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    rest = rows[0].partition(",")[2]
    damaged = ["short\n", "\n", f",{rest}", f'"two\nlines",{rest}', f"gone,{rest}", 'x,"y" z\n']
    path.write_text("".join([header, *rows, *damaged]), encoding="utf-8")
    assert ai.build(None, package, check=True).removed_keys["units"] == (
        "short",
        "two\nlines",
        "gone",
    )
    done = run("build", "--output", package, "--check")
    note = "units no longer has short; two lines; gone; whoever cites one finds nothing."
    assert f"Note: {note}" in done.stderr.decode().splitlines()
