"""What a server may do on purpose: lead inside in disguise, and never come to an end."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from anhui_indicators.datapackage.network import transfer as answers
from anhui_indicators.datapackage.network.download import download
from anhui_indicators.errors import ReadError, RejectedInputError
from tests.support.downloads import CHUNKED, DATA, PATH, fetched, impatiently
from tests.support.fault_server import Faults, cut, fault_server, raw, whole


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    with impatiently(monkeypatch) as server:
        yield server


@pytest.fixture
def inside() -> Iterator[Faults]:
    """A server that only this machine reaches."""
    with fault_server() as server:
        server.answer("/secret", whole(DATA))
        yield server


def redirect(url: str) -> Any:
    """Redirect to a URL as it is written, whatever is in it."""
    head = f"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: {url}\r\n\r\n"
    return raw(head.encode())


HOSTS = ["%31%32%37.0.0.1", "loc%61lhost", "127.1", "0x7f.1", "2130706433", "0", "127。0。0。1"]


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_of_a_private_host_is_followed(
    host: str, faults: Faults, inside: Faults, tmp_path: Path
) -> None:
    port = inside.url.rpartition(":")[2]
    with pytest.raises(RejectedInputError, match=r"which is private|which is not followed"):
        fetched(faults, tmp_path / "f", redirect(f"http://{host}:{port}/secret"))
    assert inside.asked == []


@pytest.mark.parametrize("host", ["rebound.test:0", "faß.test:"])
def test_a_name_is_judged_as_it_is_asked_for(
    host: str, faults: Faults, inside: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = inside.url.rpartition(":")[2]
    found, asked = socket.getaddrinfo, [("1.1.1.1", 80)]

    def resolve(name: Any, *args: Any, **options: Any) -> Any:
        text = name.decode() if isinstance(name, bytes) else name
        if text == "fass.test" or (text == "rebound.test" and asked):
            return [(2, 1, 6, "", ("1.1.1.1", 80) if text == "fass.test" else asked.pop())]
        return found("127.0.0.1", *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(RejectedInputError, match="private"):
        fetched(faults, tmp_path / "f", redirect(f"http://{host}{port}/secret"))
    assert inside.asked == []


def test_only_the_server_that_the_user_gave_may_be_private(
    faults: Faults, inside: Faults, tmp_path: Path
) -> None:
    with pytest.raises(RejectedInputError, match="is at a private IP address"):
        download(f"{inside.url}/secret", tmp_path / "f", given="http://example.org/")
    assert inside.asked == []
    download(f"{inside.url}/secret", tmp_path / "f", given=f"{inside.url}/")
    assert (tmp_path / "f").read_bytes() == DATA


def test_what_comes_with_a_redirect_is_not_read(faults: Faults, tmp_path: Path) -> None:
    head = b"HTTP/1.1 302 Found\r\nLocation: /there\r\nTransfer-Encoding: chunked\r\n\r\n"
    faults.answer("/there", whole(DATA))
    said = raw(head, b"10000\r\n" + b"x" * 0x10000 + b"\r\n", endless=True)
    assert fetched(faults, tmp_path / "f", said) == DATA


GZIP = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
ENDLESS = {
    "trailers": (CHUNKED + b"5\r\nhello\r\n0\r\n", b"x: y\r\n"),
    "the size of a chunk": (CHUNKED + b"5;", b"a"),
    "the name of a packed file": (GZIP + b"\x1f\x8b\x08\x08\0\0\0\0\0\xff", b"a" * 99),
    "nothing, packed": (GZIP + b"\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0\0\0\xff\xff" * 99),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_cut_when_the_time_is_up(
    what: str, faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "REMOTE_TOTAL_SECONDS", 0.4)
    url = faults.answer(PATH, raw(*ENDLESS[what], pause=0.02, endless=True))
    with pytest.raises(ReadError, match="takes too long"):
        download(url, tmp_path / "f")


def test_packed_bytes_count_when_they_came_to_their_end(faults: Faults, tmp_path: Path) -> None:
    packed = gzip.compress(DATA)
    half = packed[: len(packed) // 2]
    url = faults.answer(PATH, raw(GZIP + half))
    with pytest.raises(ReadError, match="broke off"):
        download(url, tmp_path / "f")
    download(faults.answer(PATH, raw(GZIP + half), raw(GZIP + packed)), tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA
    # Two packed parts behind each other are one file, as for gzip itself.
    download(faults.answer(PATH, raw(GZIP + packed + gzip.compress(b"more"))), tmp_path / "f")
    assert (tmp_path / "f").read_bytes() == DATA + b"more"


def test_wrong_bytes_for_a_range_do_not_go_on_for_ever(faults: Faults, tmp_path: Path) -> None:
    def say(handler: Any) -> None:
        whole(DATA[::-1])(handler) if handler.headers["Range"] else cut(DATA, 9000)(handler)

    with pytest.raises(RejectedInputError, match="is not the file declared"):
        fetched(faults, tmp_path / "f", say)
    assert len(faults.asked) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_head_that_contradicts_itself_is_told(faults: Faults, tmp_path: Path) -> None:
    said = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello")
    with pytest.raises(ReadError, match="the head of the answer contradicts itself"):
        fetched(faults, tmp_path / "f", said)
    with pytest.raises(ReadError, match="where it redirects to, is not a URL"):
        fetched(faults, tmp_path / "f", redirect("http://a..b/"))


def test_who_is_interrupted_leaves_nothing_that_is_of_no_use(
    faults: Faults, tmp_path: Path
) -> None:
    def interrupt(label: str, done: int, total: int | None, unit: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(faults.answer(PATH, whole(DATA)), tmp_path / "f", progress=interrupt)
    assert list(tmp_path.iterdir()) == []
