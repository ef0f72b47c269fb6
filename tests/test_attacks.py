"""Packages made to do harm: each is refused with a code, and nothing outside is read."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import stat
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import anhui_indicators as ai
from anhui_indicators.untrusted import limits
from tests.foreign_packages import ROWS, SCHEMA, resource, write_package

SECRET = "id,name\n1,secret\n"


def codes(package: Path, **options: Any) -> set[str]:
    return {issue.code for issue in ai.validate(package, **options)}


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file outside of the package that must not be read."""
    path = tmp_path / "secret.csv"
    path.write_text(SECRET)
    return path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of files that have been opened since."""
    seen: list[str] = []
    low = os.open

    def watch(path: Any, *args: Any, **options: Any) -> int:
        seen.append(os.path.realpath(path))
        return low(path, *args, **options)

    monkeypatch.setattr(os, "open", watch)
    return seen


PATHS = [
    "/etc/passwd",
    "{secret}",
    "../secret.csv",
    "data/../../secret.csv",
    "./t.csv",
    ".hidden.csv",
    ".git/config",
    "data/.hidden.csv",
    "~/t.csv",
    "..%2fsecret.csv",
    "%2e%2e/secret.csv",
    "C:\\secret.csv",
    "C:secret.csv",
    "\\\\server\\share\\t.csv",
    "//server/share/t.csv",
    "data\\..\\..\\secret.csv",
    "file:///etc/passwd",
    "t.csv\0.txt",
    "t\n.csv",
    "a//b.csv",
    "",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("place", ["path", "one of several", "schema", "dialect"])
def test_a_path_that_leaves_the_package_is_refused(
    path: str, place: str, tmp_path: Path, secret: Path, opened: list[str]
) -> None:
    path = path.replace("{secret}", str(secret))
    said = {
        "path": resource(path=path),
        "one of several": resource(path=["t.csv", path]),
        "schema": resource(schema=path),
        "dialect": resource(dialect=path),
    }[place]
    package = write_package(tmp_path / "package", said)
    found = codes(package)
    assert found & {"path-error", "remote-error"} or (path == "" and found), found
    assert str(secret) not in opened
    assert "/etc/passwd" not in opened


def test_links_that_leave_the_package_are_refused(
    tmp_path: Path, secret: Path, opened: list[str]
) -> None:
    package = write_package(tmp_path / "package", files={})
    (package / "t.csv").symlink_to(secret)
    assert codes(package) == {"path-error"}
    (package / "t.csv").unlink()
    (package / "data").symlink_to(tmp_path)
    write_package(package, resource(path="data/secret.csv"), files={})
    assert codes(package) == {"path-error"}
    (package / "loop.csv").symlink_to(package / "loop.csv")
    write_package(package, resource(path="loop.csv"), files={})
    assert codes(package) == {"path-error"}
    assert str(secret) not in opened


def test_links_that_stay_in_the_package_are_followed_unless_to_what_is_hidden(
    tmp_path: Path,
) -> None:
    package = write_package(tmp_path / "package", files={"data/t.csv": ROWS, ".git/t.csv": ROWS})
    (package / "t.csv").symlink_to("data/t.csv")
    assert codes(package) == set()
    (package / "t.csv").unlink()
    (package / "t.csv").symlink_to(".git/t.csv")
    assert codes(package) == {"path-error"}


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", files={})
    os.mkfifo(package / "t.csv")
    assert codes(package) == {"path-error"}
    (package / "t.csv").unlink()
    (package / "t.csv").mkdir()
    assert codes(package) == {"path-error"}
    (package / "t.csv").rmdir()
    (package / "t.csv").symlink_to("/dev/zero")
    assert codes(package) == {"path-error"}


class Answers(BaseHTTPRequestHandler):
    """Answers by the path: a table, a schema, redirects, or no end."""

    seen: list[str]

    def do_GET(self) -> None:
        self.seen.append(self.path)
        if self.path == "/private":
            self.answer(302, location=f"http://127.0.0.1:{self.server.server_port + 1}/t.csv")
        elif self.path == "/file":
            self.answer(302, location="file:///etc/passwd")
        elif self.path == "/moved":
            self.answer(302, location="/t.csv")
        elif self.path == "/circle":
            self.answer(302, location="/circle")
        elif self.path == "/schema.json":
            self.answer(200, json.dumps(SCHEMA).encode())
        elif self.path == "/t.csv":
            self.answer(200, ROWS.encode())
        else:
            self.answer(404)

    def answer(self, status: int, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """Address of a server, and the paths that have been asked for."""
    seen: list[str] = []
    handler = type("Handler", (Answers,), {"seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}", seen
        running.shutdown()
        thread.join()


def test_addresses_are_followed_only_when_that_is_allowed(
    tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, seen = server
    package = write_package(
        tmp_path / "package", resource(path=f"{address}/t.csv", schema=f"{address}/schema.json")
    )
    assert codes(package) == {"remote-error"}
    assert seen == []
    assert codes(package, allow_remote=True) == set()
    assert sorted(set(seen)) == ["/schema.json", "/t.csv"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/private", "remote-error"),
        ("/file", "remote-error"),
        ("/circle", "remote-error"),
        ("/nothing", "remote-error"),
        ("/moved", None),
    ],
)
def test_redirects_do_not_lead_to_private_addresses(
    path: str, code: str | None, tmp_path: Path, server: tuple[str, list[str]]
) -> None:
    address, seen = server
    package = write_package(tmp_path / "package", resource(path=address + path, format="csv"))
    assert codes(package, allow_remote=True) == ({code} if code else set())
    assert seen[0] == path


@pytest.mark.parametrize("address", ["ftp://127.0.0.1/t.csv", "s3://bucket/t.csv", "data:,id"])
def test_other_schemes_are_never_followed(address: str, tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", resource(path=address, format="csv"))
    assert codes(package, allow_remote=True) <= {"remote-error", "path-error"}
    assert codes(package, allow_remote=True)


BOMB = b"id,name\n" + b"1," + b"a" * 50_000_000 + b"\n"


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)]
)
def test_a_file_that_expands_too_far_is_refused(suffix: str, pack: Any, tmp_path: Path) -> None:
    path = f"t.csv.{suffix}"
    package = write_package(tmp_path / "package", resource(path=path), files={path: pack(BOMB)})
    started = time.monotonic()
    assert codes(package) == {"limit-error"}
    assert time.monotonic() - started < 20


def zipped(package: Path, *extra: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    archive = package.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for file in sorted(package.rglob("*")):
            target.write(file, file.relative_to(package))
        for name, data in extra:
            target.writestr(name, data)
    return archive


def test_an_archive_that_expands_too_far_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", files={"t.csv": BOMB})
    assert codes(zipped(package)) == {"limit-error"}
    nested = write_package(tmp_path / "nested", resource(path="t.csv.zip"), files={})
    with zipfile.ZipFile(nested / "t.csv.zip", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("t.csv", BOMB)
    assert codes(nested) == {"limit-error"}


def test_an_archive_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    archive = zipped(write_package(tmp_path / "package", files={"t.csv": BOMB}))
    data = bytearray(archive.read_bytes())
    size = len(BOMB).to_bytes(4, "little")
    assert data.count(size) == 2
    archive.write_bytes(bytes(data).replace(size, (100).to_bytes(4, "little")))
    assert codes(archive) & {"limit-error", "compression-error"}


def test_an_archive_with_links_or_ways_out_reads_nothing_else(
    tmp_path: Path, secret: Path, opened: list[str]
) -> None:
    link = zipfile.ZipInfo("t.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    package = write_package(tmp_path / "package", files={})
    assert codes(zipped(package, (link, str(secret).encode()))) == {"path-error"}
    package = write_package(tmp_path / "other", resource(path="../secret.csv"), files={})
    assert codes(zipped(package, ("../secret.csv", SECRET.encode()))) == {"path-error"}
    assert str(secret) not in opened
    assert not (tmp_path.parent / "secret.csv").exists()


@pytest.mark.parametrize("junk", [b"", b"PK\3\4 and no more", b"PK\5\6" + b"\0" * 18])
def test_an_archive_that_is_none_is_told(junk: bytes, tmp_path: Path) -> None:
    archive = tmp_path / "p.zip"
    archive.write_bytes(junk)
    assert codes(archive) & {"compression-error", "package-error"}


def test_an_archive_is_read_like_its_folder(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", files={"t.csv": "id,name\nx,one\n"})
    in_folder = ai.validate(package, limit=None).issues
    assert in_folder
    assert ai.validate(zipped(package), limit=None).issues == in_folder


def test_a_descriptor_beyond_the_limits_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package")
    descriptor = package / "datapackage.json"
    text = descriptor.read_text()
    descriptor.write_text(text + " " * limits.DESCRIPTOR_BYTES)
    assert codes(package) == {"limit-error"}
    for depth in (limits.JSON_DEPTH, 100_000):
        nested = '{"a":' * depth + "1" + "}" * depth
        descriptor.write_text(text.replace('"name": "p"', f'"name": "p", "x": {nested}'))
        assert codes(package) == {"limit-error"}


def test_a_million_resources_are_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package")
    descriptor = package / "datapackage.json"
    for count in (limits.RESOURCES + 1, 1_000_000):
        resources = ",".join('{"name":"r"}' for _ in range(count))
        descriptor.write_text('{"resources":[' + resources + "]}")
        started = time.monotonic()
        assert codes(package) == {"limit-error"}
        assert time.monotonic() - started < 20


def test_many_fields_and_columns_are_refused(tmp_path: Path) -> None:
    many = limits.COLUMNS + 1
    fields = [{"name": f"f{number}", "type": "string"} for number in range(many)]
    package = write_package(tmp_path / "package", resource(schema={"fields": fields}))
    assert "limit-error" in codes(package)
    wide = ",".join(f"f{number}" for number in range(many)) + "\n"
    package = write_package(tmp_path / "wide", resource(schema=None), files={"t.csv": wide * 2})
    assert "limit-error" in codes(package)


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "inline", "quoted csv", "odd csv"])
def test_a_cell_beyond_the_limit_is_refused(file_format: str, tmp_path: Path) -> None:
    long = "é" * (limits.CELL_CHARACTERS + 1)
    line = json.dumps({"id": 1, "name": long})
    said: dict[str, Any] = {
        "csv": (resource(), {"t.csv": f"id,name\n1,{long}\n"}),
        "quoted csv": (resource(), {"t.csv": f'id,name\n1,"{long}"\n'}),
        "odd csv": (resource(), {"t.csv": f'id,name\n1,a"{long}\n'}),
        "jsonl": (resource(path="t.jsonl"), {"t.jsonl": line}),
        "inline": (resource(path=None, data=[json.loads(line)]), {}),
    }[file_format]
    assert codes(write_package(tmp_path / "package", said[0], files=said[1])) == {"limit-error"}


def test_a_record_without_end_is_refused(tmp_path: Path) -> None:
    endless = b"id,name\n" + b"1," * (limits.RECORD_BYTES // 2 + 10_000_000)
    package = write_package(tmp_path / "package", files={"t.csv": endless})
    assert "limit-error" in codes(package)


@pytest.mark.parametrize(
    "pattern", ["(a+)+b", "(a|a)*b", r"(\w+\s?)*!", "(?=(a+)+b)a", r"^(([a-z])+.)+[A-Z]([a-z])+$"]
)
@pytest.mark.parametrize("text", ["a" * 40 + "!", "a" * 40 + "é"])
def test_a_pattern_that_explodes_is_matched_or_refused_in_time(
    pattern: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anhui_indicators.untrusted.patterns.PATTERN_SECONDS", 1.0)
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    package = write_package(
        tmp_path / "package",
        resource(schema={"fields": [field]}),
        files={"t.csv": f"a\n{text}\n"},
    )
    started = time.monotonic()
    assert codes(package) <= {"pattern-error", "constraint-error"}
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "pattern", ["(", "a" * 20_000, "(" * 5_000 + ")" * 5_000, "(?P<a>b", "a{99999999999}"]
)
def test_a_pattern_that_cannot_be_used_is_told(pattern: str, tmp_path: Path) -> None:
    field = {"name": "a", "type": "string", "constraints": {"pattern": pattern}}
    package = write_package(tmp_path / "package", resource(schema={"fields": [field]}))
    assert "pattern-error" in codes(package)


def test_foreign_keys_in_circles_and_long_chains_end(tmp_path: Path) -> None:
    def refers(name: str, to: str) -> dict[str, Any]:
        key = {"fields": "id", "reference": {"resource": to, "fields": "id"}}
        return resource(name, path="t.csv", schema={**SCHEMA, "foreignKeys": [key]})

    circle = [refers("a", "b"), refers("b", "c"), refers("c", "a"), refers("d", "")]
    assert codes(write_package(tmp_path / "circle", *circle)) == set()
    chain = [refers(f"r{number}", f"r{number + 1}") for number in range(1_500)]
    chain.append(refers("r1500", ""))
    assert codes(write_package(tmp_path / "chain", *chain)) == set()


@pytest.mark.parametrize("value", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900])
def test_deep_json_in_a_cell_is_judged(value: str, tmp_path: Path) -> None:
    fields = [{"name": "a", "type": "array"}, {"name": "b", "type": "object"}]
    line = json.dumps({"a": value, "b": value})
    package = write_package(
        tmp_path / "package",
        resource(path="t.jsonl", schema={"fields": fields}),
        files={"t.jsonl": line + "\n"},
    )
    assert codes(package) == {"type-error"}


def test_deep_lines_of_json_are_refused(tmp_path: Path) -> None:
    package = write_package(
        tmp_path / "package",
        resource(path="t.jsonl"),
        files={"t.jsonl": '{"id":1,"name":' + "[" * 100_000 + "\n"},
    )
    assert codes(package) & {"limit-error", "source-error"}


def test_parquet_that_is_not_utf8_inside_is_refused(tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", resource(path="t.parquet"), files={})
    offsets, data = pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")
    broken = pa.Array.from_buffers(pa.string(), 1, [None, offsets, data])
    pq.write_table(pa.table({"id": pa.array([1]), "name": broken}), package / "t.parquet")
    assert codes(package) == {"source-error"}
