"""Texts that are not what they should be: each a clear error with its place, or read as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.extraction.canonical_text import read_text
from tests.support.program import run

BAD = {
    "not UTF-8": (b"It rose.\nBy 5 \xff percent.", b"byte 15, in line 2"),
    "empty": (b"", b"is empty"),
    "blank": (b" \n\t\n\xe2\x80\x83\n", b"is empty"),
    "only a mark": (b"\xef\xbb\xbf", b"is empty"),
    "UTF-16": ("It rose by 5.".encode("utf-16"), b"UTF-16"),
    "UTF-32": ("It rose by 5.".encode("utf-32"), b"UTF-32"),
    "UTF-16 without a mark": ("It rose by 5.".encode("utf-16-le"), b"is not text"),
    "binary": (bytes(range(256)) * 9, b"is no"),
    "a letter with a thousand accents": (
        b"It rose: e" + "\u0301\u0316".encode() * 500,
        b"accents",
    ),
    "text with a bell": (b"One.\n\nIt rose\x07 by 5.", b"paragraph 2 holds a '\\x07'"),
}
COMMANDS = {
    "trace": lambda path: ["trace", path],
    "scan": lambda path: ["scan", path],
    "new": lambda path: ["new", path.parent / "record", "--text", path],
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("case", BAD)
def test_what_is_no_text_is_told_with_its_place(case: str, command: str, tmp_path: Path) -> None:
    data, words = BAD[case]
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    done = run(*COMMANDS[command](path))
    assert done.returncode == 2
    assert words in done.stderr
    assert b"bad.txt" in done.stderr
    assert b"Hint: " in done.stderr
    assert done.stderr.count(b"\n") == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.txt"]


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "device"])
def test_what_is_no_file_is_not_waited_for(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
    for command in COMMANDS.values():
        done = run(*command(path))
        assert done.returncode == 2
        assert b"text.txt" in done.stderr


def rows_in(tmp_path: Path, text: str) -> list[dict]:
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    return ai.scan(tmp_path / "odd.txt", engine="pyarrow").to_pylist()


def test_full_width_and_other_digits_are_read(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, "出口１，２３４台，增长１２％ in ٢٠١٢")
    assert [row["value"] for row in rows] == [1234, 12, 2012]
    assert rows[0]["token"] == "１，２３４"


def test_right_to_left_text_keeps_its_order(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, "ارتفع إلى ١٢٫٥٪ من ٨٫٢")
    assert [row["value"] for row in rows] == [12.5, 8.2]
    assert [row["occurrence"] for row in rows] == [1, 1]


def test_soft_hyphens_and_no_break_spaces_belong_to_a_number(tmp_path: Path) -> None:
    rows = rows_in(tmp_path, "1\u00a0968\u00a0200 and 10\u00ad,203 and 3\u00a0million")
    assert [row["value"] for row in rows] == [1968200, 10203, 3000000]


@pytest.mark.parametrize(
    "line",
    [
        "It rose from 5.1% in 2012 to 7.25 billion yuan, one in five, on the first try. ",
        "1,",
        "one hundred and ",
        "1" * 50,
    ],
)
def test_one_long_line_is_read_in_linear_time(line: str, tmp_path: Path) -> None:
    """A line of 300,000 characters: with quadratic time this would not end."""
    path = tmp_path / "long.txt"
    path.write_text("Up 3 then. " + line * (300_000 // len(line)), encoding="utf-8")
    assert len(read_text(path).paragraphs) == 1
    done = run("trace" if line[0] == "I" else "scan", path)
    assert done.returncode in (0, 1)
    assert done.stdout


def test_names_of_files_are_shown_without_harm(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.txt"
    path.write_bytes(b"\xff")
    done = run("trace", path)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_a_huge_figure_does_not_flood_the_report(tmp_path: Path) -> None:
    path = tmp_path / "digits.txt"
    path.write_text("There are " + "7" * 100_000, encoding="utf-8")
    done = run("trace", path)
    assert done.returncode == 1
    assert len(done.stdout) < 100_000


def test_names_that_are_not_utf8_are_taken_as_they_are(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("It rose by 5.", encoding="utf-8")
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    assert run("new", folder, "--text", path).returncode == 0
    assert run("build", folder).returncode == 0
    assert run("--package", folder, "trace", path).returncode == 0
