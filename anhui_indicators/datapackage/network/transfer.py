"""What a server answers: bytes of a file, or why there are none."""

from __future__ import annotations

import re
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import BinaryIO

import requests
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.util import Retry

from anhui_indicators.datapackage.codes.files import BYTE_COUNT, LIMIT_ERROR
from anhui_indicators.datapackage.limits import REMOTE_RATE, REMOTE_SECONDS, REMOTE_TOTAL_SECONDS
from anhui_indicators.datapackage.network.session import PASSING, sever
from anhui_indicators.datapackage.network.urls import NotFoundError
from anhui_indicators.diagnostics.progress import Progress
from anhui_indicators.errors import ReadError, RejectedInputError

_BLOCK = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS
_RANGE = re.compile(r"bytes (\d{1,19})-\d{1,19}/(\d{1,19})")


class TransientError(ReadError):
    """What may go better at another attempt.

    Args:
        message: What is wrong and where, one sentence.
        hint: What to do about it.
        pause: Seconds that the server asks for.
    """

    def __init__(self, message: str, hint: str, pause: float = 0.0) -> None:
        super().__init__(message, hint)
        self.pause = pause


class RangeMismatchError(Exception):
    """A part of a file that does not fit what is there of it."""


@dataclass(slots=True)
class Transfer:
    """A download under way.

    Attributes:
        url: Where from.
        given: Address that the user gave; only that server may be private.
        copy: Where to.
        size: Size of the file, when it is known beforehand.
        limit: Greatest size.
        progress: Is called with the bytes that are there, and how many there will be, or None.
        started: When it began.
        known: Whether parts can be reported to belong together when the file is whole.
        tag: What the server calls this state of the file; empty when it does not say.
    """

    url: str
    given: str
    copy: BinaryIO
    size: int | None
    limit: int
    progress: Progress
    started: float
    known: bool
    tag: str = ""

    @property
    def done(self) -> int:
        """Bytes that are there."""
        return self.copy.tell()

    def empty(self) -> None:
        """Begin anew."""
        self.copy.seek(0)
        self.copy.truncate()
        self.tag = ""

    def headers(self) -> dict[str, str]:
        """Give the headers that ask for what is still to come."""
        if not self.done:
            return {}
        ranged = {"Range": f"bytes={self.done}-"}
        return ranged | ({"If-Range": self.tag} if self.tag else {})

    def seconds_left(self) -> float:
        """Give the seconds that it may still take."""
        allowed = REMOTE_TOTAL_SECONDS + self.done / REMOTE_RATE
        return self.started + allowed - time.monotonic()


def receive(answer: requests.Response, transfer: Transfer) -> None:
    """Read the body of an answer into the file.

    Args:
        answer: The answer, whose body has not been read.
        transfer: The download.

    Raises:
        TransientError: When the server is busy, or the body breaks off.
        RangeMismatchError: When it does not continue what is there.
        NotFoundError: When there is no file.
        ReadError: When the answer is of no use.
        RejectedInputError: When it has more bytes than announced or allowed.
    """
    _judge(answer, transfer)
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        message = f"{transfer.url} is sent as {encoding}, which was not asked for."
        raise ReadError(message, "Download it by other means.")
    plain = encoding in ("", "identity")
    tag = answer.headers.get("ETag", "")
    if answer.status_code == requests.codes.partial_content:
        if not plain or (transfer.tag and tag != transfer.tag):
            raise RangeMismatchError
    else:
        transfer.empty()
        # A weak tag says that the meaning is the same, not the bytes.
        transfer.tag = tag if plain and not tag.startswith("W/") else ""
    announced = _announced(answer, transfer) if plain else None
    _reject_size(transfer, announced)
    total = announced if transfer.size is None else transfer.size
    try:
        with _in_time(answer, transfer):
            _copy_body(answer, transfer, total, plain)
    except (HTTPError, zlib.error, EOFError) as error:
        if not plain:
            transfer.empty()  # Where the file broke off within the packed bytes is not known.
        raise passing(transfer.url, error) from error
    if total is not None and transfer.done < total:
        raise _broken_off(transfer, total)


def passing(url: str, error: Exception) -> TransientError:
    """Say why nothing came from a URL, in words for people."""
    reasons: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and len(reasons) < 20:
        reasons.append(cause)
        cause = cause.__cause__ or cause.__context__
    words = next((e.strerror for e in reasons if isinstance(e, OSError) and e.strerror), None)
    late = any(isinstance(e, TimeoutError) for e in reasons)
    reason = f"no answer in {REMOTE_SECONDS:g} seconds" if late else words or "it broke off"
    message = f"{url} cannot be fetched: {reason}."
    return TransientError(message, "Check the URL and the connection.")


def _judge(answer: requests.Response, transfer: Transfer) -> None:
    """Reject an answer that has no bytes of the file."""
    status, url = answer.status_code, transfer.url
    if status == requests.codes.ok:
        return
    if status == requests.codes.partial_content and transfer.done:
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
        if found and int(found[1]) == transfer.done:
            return
        raise RangeMismatchError
    if status == requests.codes.requested_range_not_satisfiable and transfer.done:
        raise RangeMismatchError
    if status in PASSING:
        message = f"{url} cannot be fetched: the server answers {status}."
        raise TransientError(message, "Try again later.", _wanted_pause(answer))
    # Some servers say that a file is forbidden when it is not there.
    if status in (401, 403, 404, 410):
        message = f"There is nothing at {url}: the server answers {status}."
        raise NotFoundError(message, "Check the URL.")
    message = f"{url} cannot be fetched: the server answers {status}."
    raise ReadError(message, "Check the URL.")


def _announced(answer: requests.Response, transfer: Transfer) -> int | None:
    """Give the size that the whole file has by what the server says."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    if found and transfer.done:
        return int(found[2])
    length = answer.headers.get("Content-Length", "")
    return int(length) if re.fullmatch(r"\d{1,19}", length) else None


def _reject_size(transfer: Transfer, size: int | None) -> None:
    """Reject a file by the size that it has, or is said to have."""
    if size is None:
        return
    if transfer.size is not None and size != transfer.size:
        raise wrong_size(transfer.url, f"{size:,}", transfer.size)
    if size > transfer.limit:
        raise too_large(transfer.url, transfer.limit)


def _copy_body(
    answer: requests.Response, transfer: Transfer, total: int | None, plain: bool
) -> None:
    most = transfer.limit if total is None else total
    for block in _received(answer) if plain else _unpacked(answer):
        if transfer.done + len(block) > most:
            if total is None:
                raise too_large(transfer.url, most)
            raise wrong_size(transfer.url, "more", total)
        if transfer.seconds_left() < 0:
            raise too_slow(transfer)
        transfer.copy.write(block)
        transfer.progress(transfer.url, transfer.done, total, "bytes")


def _received(answer: requests.Response) -> Iterator[bytes]:
    # Unlike `read`, it gives what has come so far, so that a slow server cannot hold it.
    while block := answer.raw.read1(_BLOCK, decode_content=False):
        yield block


def _unpacked(answer: requests.Response) -> Iterator[bytes]:
    """Unpack gzip to its end; urllib3 takes what is cut off for whole."""
    packed = zlib.decompressobj(_GZIP)
    for block in _received(answer):
        rest = block
        while rest:
            if packed.eof:
                packed = zlib.decompressobj(_GZIP)
            yield packed.decompress(rest, _BLOCK)
            rest = packed.unconsumed_tail or packed.unused_data
    if not packed.eof:
        raise EOFError


@contextmanager
def _in_time(answer: requests.Response, transfer: Transfer) -> Iterator[None]:
    """Cut the connection when the time is up: chunks and trailers need not give any bytes."""
    ended, late = Event(), Event()

    def watch() -> None:
        while (left := transfer.seconds_left()) > 0:
            if ended.wait(left):
                return
        late.set()
        sever(answer)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except (HTTPError, zlib.error, EOFError) as error:
        if late.is_set():
            raise too_slow(transfer) from error
        raise
    finally:
        ended.set()
        watcher.join()
    if late.is_set():
        raise too_slow(transfer)


def _wanted_pause(answer: requests.Response) -> float:
    try:
        return Retry().parse_retry_after(answer.headers["Retry-After"])
    except (KeyError, InvalidHeader, ValueError, OverflowError):
        return 0.0


def _broken_off(transfer: Transfer, total: int) -> TransientError:
    message = f"{transfer.url} breaks off after {transfer.done:,} of {total:,} bytes."
    return TransientError(message, "Try again: what has come is kept.")


def too_slow(transfer: Transfer) -> ReadError:
    """Report a download that takes too long."""
    seconds = time.monotonic() - transfer.started
    message = f"{transfer.url} takes too long: it was not whole after {seconds:,.1f} seconds."
    return ReadError(message, "Try again, or download it by other means.")


def too_large(url: str, limit: int) -> RejectedInputError:
    """Report a file that exceeds a limit."""
    message = f"{url} has more than {limit:,} bytes."
    return RejectedInputError(LIMIT_ERROR, message, "Download it by other means.")


def wrong_size(url: str, size: str, expected: int) -> RejectedInputError:
    """Report a file that is longer or shorter than was announced."""
    message = f"{url} has {size} bytes instead of {expected:,}."
    return RejectedInputError(
        BYTE_COUNT, message, "Try again later, or report it to its publisher."
    )
