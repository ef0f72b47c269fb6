"""A download is rejected when it leads astray or does not end; and tells nobody what is secret."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anhui_indicators.datapackage.network.download import download
from anhui_indicators.errors import RejectedInputError
from tests.support.downloads import CHUNKED, DATA, HASH, PATH, fetched, impatiently
from tests.support.fault_server import Faults, cut, raw, status, whole


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    with impatiently(monkeypatch) as server:
        yield server


BOMB = gzip.compress(bytes(2**22))
REFUSED = {
    "another file": (whole(DATA[::-1]), "hash-count"),
    "a longer file": (whole(DATA + b"x"), "byte-count"),
    "a shorter file": (whole(DATA[1:]), "byte-count"),
    "a length that is too small": (cut(DATA, len(DATA), announced=99), "byte-count"),
    "a length that is too large": (cut(DATA, len(DATA), announced=10**9), "byte-count"),
    "a body without end": (raw(CHUNKED, b"5\r\nabcde\r\n" * 9999, endless=True), "byte-count"),
    "a body to the end of the connection": (
        raw(b"HTTP/1.1 200 OK\r\n\r\n", b"abcde" * 9999, endless=True),
        "byte-count",
    ),
    "what expands": (cut(BOMB, len(BOMB), Content_Encoding="gzip"), "byte-count"),
    "a redirect to a file": (status(302, Location="file:///etc/passwd"), "remote-error"),
    "a redirect to ftp": (status(302, Location="ftp://example.org/"), "remote-error"),
    "a redirect to this machine": (status(302, Location="http://localhost:9/"), "remote-error"),
    "a redirect to the network": (status(307, Location="http://10.0.0.1/"), "remote-error"),
    "a redirect to the neighbours": (
        status(308, Location="http://169.254.169.254/latest"),
        "remote-error",
    ),
    "a redirect to version 6": (status(301, Location="http://[::1]/"), "remote-error"),
    "a redirect in disguise": (
        status(301, Location="http://[::ffff:127.0.0.1]/"),
        "remote-error",
    ),
    "a redirect with a password": (status(302, Location="http://u:p@1.1.1.1/"), "remote-error"),
    "a redirect to itself": (status(302, Location=PATH), "remote-error"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_what_is_refused_leaves_nothing_behind(fault: str, faults: Faults, tmp_path: Path) -> None:
    said, code = REFUSED[fault]
    with pytest.raises(RejectedInputError) as caught:
        fetched(faults, tmp_path / "f", said)
    assert caught.value.code == code
    assert caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_without_a_size_there_is_a_limit(faults: Faults, tmp_path: Path) -> None:
    for said in (whole(DATA), REFUSED["a body without end"][0], REFUSED["what expands"][0]):
        with pytest.raises(RejectedInputError, match="has more than 100,000 bytes"):
            download(faults.answer(PATH, said), tmp_path / "f", limit=100_000)
    with pytest.raises(RejectedInputError, match="has more than 9 bytes"):
        download(faults.url, tmp_path / "f", size=10, limit=9)
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_on_the_same_server_is_followed(faults: Faults, tmp_path: Path) -> None:
    faults.answer("/there", whole(DATA))
    assert fetched(faults, tmp_path / "f", status(302, Location="/there")) == DATA
    place = download(faults.url + PATH, tmp_path / "g")
    assert place == f"{faults.url}/there"


def test_a_name_that_changes_its_meaning_does_not_lead_inside(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = faults.url.replace("127.0.0.1", "rebound.invalid")
    found, asked = socket.getaddrinfo, [("1.1.1.1", 80)]

    def resolve(host: str, *args: Any, **options: Any) -> Any:
        if host != "rebound.invalid":
            return found(host, *args, **options)
        return [(2, 1, 6, "", asked.pop())] if asked else found("127.0.0.1", *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(RejectedInputError, match=r"rebound\.invalid is at a private IP address"):
        fetched(faults, tmp_path / "f", status(302, Location=f"{there}/secret"))
    assert faults.paths() == [PATH]


def test_no_password_is_sent_that_was_not_given(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    fetched(faults, tmp_path / "f", whole(DATA))
    assert "Authorization" not in faults.asked[0][1]


def test_proxies_of_the_environment_are_used(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", faults.url)
    faults.answer("http://data.invalid/file", whole(DATA))
    download("http://data.invalid/file", tmp_path / "f", hash=HASH)
    assert faults.paths() == ["http://data.invalid/file"]
