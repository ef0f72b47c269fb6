"""Packages made to do harm: each is rejected with a code, and nothing outside is read."""

from __future__ import annotations

import json
import os
import stat
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.foreign_packages import ROWS, SCHEMA, codes, resource, write_package, zipped

SECRET = "id,name\n1,secret\n"


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
    url, seen = server
    package = write_package(
        tmp_path / "package", resource(path=f"{url}/t.csv", schema=f"{url}/schema.json")
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
    url, seen = server
    package = write_package(tmp_path / "package", resource(path=url + path, format="csv"))
    assert codes(package, allow_remote=True) == ({code} if code else set())
    assert seen[0] == path


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/t.csv", "s3://bucket/t.csv", "data:,id"])
def test_other_schemes_are_never_followed(url: str, tmp_path: Path) -> None:
    package = write_package(tmp_path / "package", resource(path=url, format="csv"))
    assert codes(package, allow_remote=True) <= {"remote-error", "path-error"}
    assert codes(package, allow_remote=True)


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
