"""Downloads end in the right file or in a clear error, whatever a server does, and in time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anhui_indicators.datapackage.network import download as downloading
from anhui_indicators.datapackage.network import transfer as answers
from anhui_indicators.datapackage.network.download import download
from anhui_indicators.datapackage.network.urls import NotFoundError
from anhui_indicators.errors import ReadError, RejectedInputError
from tests.support.downloads import CHUNKED, DATA, HASH, PATH, fetched, impatiently
from tests.support.fault_server import Answer, Faults, cut, raw, status, whole

LONG = f"HTTP/1.1 200 OK\r\nContent-Length: {len(DATA)}\r\n\r\n".encode()


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    with impatiently(monkeypatch) as server:
        yield server


RETRIED = {
    "hangs up without an answer": raw(),
    "hangs up in the head": raw(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "is no web server": raw(b"220 smtp.example ESMTP\r\n"),
    "is busy": status(503),
    "is busy for no time": status(503, Retry_After="0"),
    "is busy until some time past": status(503, Retry_After="Tue, 15 Nov 1994 08:12:31 GMT"),
    "is busy until nobody knows": status(429, Retry_After="soon"),
    "is broken": status(500),
    "breaks off": cut(DATA, 100_000),
    "breaks off with a tag": cut(DATA, 100_000, ETag='"old"'),
    "breaks off at once": cut(DATA, 0),
    "stalls before the answer": raw(pause=9),
    "stalls in the body": raw(LONG + DATA[:5000], pause=9),
    "drips headers": raw(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", pause=0.1, endless=True),
    "says wait for ever": raw(b"HTTP/1.1 100 Continue\r\n\r\n", endless=True),
    "sends headers without end": raw(b"HTTP/1.1 200 OK\r\n", b"A: b\r\n", endless=True),
    "sends a header without end": raw(b"HTTP/1.1 200 OK\r\nA: ", b"b" * 9999, endless=True),
    "sends broken chunks": raw(CHUNKED + b"zz\r\n"),
    "ends the chunks too soon": raw(CHUNKED + b"0\r\n\r\n"),
}


@pytest.mark.parametrize("fault", RETRIED)
def test_what_passes_is_tried_again(fault: str, faults: Faults, tmp_path: Path) -> None:
    assert fetched(faults, tmp_path / "f", RETRIED[fault], whole(DATA)) == DATA
    assert len(faults.asked) in (2, 3)


@pytest.mark.parametrize("fault", ["breaks off at once", "is busy", "hangs up in the head"])
def test_what_does_not_pass_is_told(fault: str, faults: Faults, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"cannot be fetched|breaks off") as caught:
        fetched(faults, tmp_path / "f", RETRIED[fault])
    assert not isinstance(caught.value, RejectedInputError)
    assert caught.value.hint
    assert len(faults.asked) == 5
    assert list(tmp_path.iterdir()) == []


def test_no_byte_is_asked_for_twice(faults: Faults, tmp_path: Path) -> None:
    tag = '"same"'
    said = cut(DATA, 100_000, ETag=tag), whole(DATA, tag)
    assert fetched(faults, tmp_path / "f", *said) == DATA
    (_, first), (_, second) = faults.asked
    assert "Range" not in first
    assert (second["Range"], second["If-Range"]) == ("bytes=100000-", tag)


def test_a_download_goes_on_where_it_broke_off_before(faults: Faults, tmp_path: Path) -> None:
    file = tmp_path / "f"
    with pytest.raises(ReadError, match="answers 503"):
        fetched(faults, file, cut(DATA, 100_000), status(503))
    assert file.read_bytes() == DATA[:100_000]
    assert fetched(faults, file, whole(DATA)) == DATA
    assert faults.asked[-1][1]["Range"] == "bytes=100000-"


@pytest.mark.parametrize(
    "there",
    [DATA[:1000], b"x" * 1000, DATA, b"x" * len(DATA), DATA + b"x", b""],
    ids=["part", "other", "all", "other of the size", "more", "nothing"],
)
def test_whatever_is_there_already_the_file_is_right(
    there: bytes, faults: Faults, tmp_path: Path
) -> None:
    file = tmp_path / "f"
    file.write_bytes(there)
    assert fetched(faults, file, whole(DATA)) == DATA
    assert (there == DATA) == (faults.asked == [])


PARTS: dict[str, Answer] = {
    "ignores ranges": cut(DATA, len(DATA)),
    "has changed the file": whole(DATA, '"new"'),
    "has changed the file and says it has not": whole(b"y" * len(DATA), '"same"'),
    "sends another range": raw(
        b"HTTP/1.1 206 P\r\nContent-Length: 9\r\nContent-Range: bytes 0-8/9\r\n\r\n" + DATA[:9]
    ),
    "says nothing of the range": raw(b"HTTP/1.1 206 P\r\nContent-Length: 9\r\n\r\n" + DATA[:9]),
    "sends another state": raw(
        f"HTTP/1.1 206 P\r\nContent-Length: {len(DATA) - 5000}\r\nETag: x\r\n"
        f"Content-Range: bytes 5000-{len(DATA) - 1}/{len(DATA)}\r\n\r\n".encode()
        + DATA[5000:]
    ),
    "has no such range": status(416),
}


@pytest.mark.parametrize("fault", PARTS)
def test_parts_that_do_not_belong_together_are_never_joined(
    fault: str, faults: Faults, tmp_path: Path
) -> None:
    said = cut(DATA, 5000, ETag='"same"'), PARTS[fault], whole(DATA)
    assert fetched(faults, tmp_path / "f", *said) == DATA


def test_without_hash_and_tag_parts_are_not_joined(faults: Faults, tmp_path: Path) -> None:
    file = tmp_path / "f"
    download(faults.answer(PATH, cut(b"x" * 900, 400), whole(DATA)), file)
    assert file.read_bytes() == DATA
    assert "Range" not in faults.asked[1][1]


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_what_is_not_there_is_told_at_once(code: int, faults: Faults, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="There is nothing at"):
        fetched(faults, tmp_path / "f", status(code))
    assert len(faults.asked) == 1


def test_an_answer_of_no_use_is_told(faults: Faults, tmp_path: Path) -> None:
    for code in (204, 206, 302, 416, 418):
        with pytest.raises(ReadError, match=f"answers {code}"):
            fetched(faults, tmp_path / "f", status(code))
    with pytest.raises(ReadError, match="is sent as br"):
        fetched(faults, tmp_path / "f", cut(DATA, 9, Content_Encoding="br"))


def test_a_drop_now_and_then_does_not_last_for_ever(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "REMOTE_TOTAL_SECONDS", 0.7)
    said = raw(LONG, b"x", pause=0.2, endless=True)
    with pytest.raises(ReadError, match="takes too long"):
        fetched(faults, tmp_path / "f", said)


def test_a_server_is_left_alone_as_long_as_it_asks(
    faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused: list[float] = []
    monkeypatch.setattr(downloading.time, "sleep", paused.append)
    monkeypatch.setattr(answers, "REMOTE_TOTAL_SECONDS", 600)
    for code, after in ((429, "50"), (503, formatdate(time.time() + 50))):
        said = status(code, Retry_After=after), whole(DATA)
        assert fetched(faults, tmp_path / str(code), *said) == DATA
    assert [round(pause, -1) for pause in paused] == [50, 50]


def test_a_server_that_asks_for_too_long_is_told(faults: Faults, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="left alone for 3,600 seconds"):
        fetched(faults, tmp_path / "f", status(503, Retry_After=3600))
    with pytest.raises(ReadError, match="takes too long"):
        fetched(faults, tmp_path / "f", status(503, Retry_After=60))
    assert len(faults.asked) == 2


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:1/", "http://nowhere.invalid/", "http://a..b/", "http://[::1]:1/"],
)
def test_where_nobody_answers_is_told(url: str, faults: Faults, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be fetched: ") as caught:
        download(url, tmp_path / "f")
    assert "HTTPConnection" not in caught.value.message


def test_progress_tells_bytes(faults: Faults, tmp_path: Path) -> None:
    reported: list[tuple[int, int | None]] = []

    def note(label: str, done: int, total: int | None, unit: str) -> None:
        assert (label, unit) == (url, "bytes")
        reported.append((done, total))

    url = faults.answer(PATH, cut(DATA, 100_000), whole(DATA))
    download(url, tmp_path / "f", hash=HASH, progress=note)
    assert reported[-1] == (len(DATA), len(DATA))
    assert reported == sorted(reported)


def test_a_place_that_cannot_be_written_is_told(faults: Faults, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="cannot be written"):
        fetched(faults, tmp_path / "nowhere" / "f", whole(DATA))


@settings(max_examples=10)
@given(st.lists(st.integers(0, len(DATA)), max_size=4), st.booleans())
def test_wherever_it_breaks_off_the_file_is_right(places: list[int], tagged: bool) -> None:
    tag: dict[str, object] = {"ETag": '"same"'} if tagged else {}
    with (
        TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        impatiently(patch) as server,
    ):
        said = [cut(DATA, place, **tag) for place in places]
        assert fetched(server, Path(folder, "f"), *said, whole(DATA, '"same"')) == DATA
