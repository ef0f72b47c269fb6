"""Downloading a file: whole or not at all, within limits, from where it broke off before.

The library pooch downloads too, but begins anew when a transfer breaks off, does not heed how long
a server asks to be left alone, and follows every redirect; hence requests, with care of our own.
"""

from __future__ import annotations

import time
from contextlib import closing, suppress
from pathlib import Path

import requests
from urllib3.exceptions import HTTPError, MaxRetryError
from urllib3.util import Retry

from anhui_indicators.datapackage.access.checksums import check_hash
from anhui_indicators.datapackage.limits import MEBIBYTE, REMOTE_BYTES, REMOTE_RETRY_AFTER
from anhui_indicators.datapackage.network.session import Session, ask, open_session, time_budget
from anhui_indicators.datapackage.network.transfer import (
    RangeMismatchError,
    Transfer,
    TransientError,
    passing,
    receive,
    too_large,
    too_slow,
)
from anhui_indicators.diagnostics.progress import Progress, no_progress
from anhui_indicators.errors import ReadError, RejectedInputError


def download(
    url: str,
    file: Path,
    *,
    size: int | None = None,
    hash: str | None = None,
    limit: int = REMOTE_BYTES,
    given: str | None = None,
    progress: Progress = no_progress,
) -> str:
    """Download what is at a URL.

    What breaks off is continued. So is what `file` holds already, when there is a hash to show
    whether the parts belong together; only then does a file stay that could not be had as a whole.

    Args:
        url: URL with the scheme http or https.
        file: Where to.
        size: Its size in bytes, if known.
        hash: Its hash, if known: an algorithm, a colon and hexadecimal digits.
        limit: Greatest size in bytes.
        given: Address that the user gave, if that led here; only that server may be private.
        progress: Is called with the bytes that are there, and how many there will be, or None.

    Returns:
        The URL that it came from in the end, after redirects.

    Raises:
        RejectedInputError: When the URL or where it redirects to is rejected, or what is there
            is too large or not the file that it should be.
        NotFoundError: When there is nothing at the URL.
        ReadError: When it cannot be read.
    """
    if size is not None and size > limit:
        raise too_large(url, limit)
    started = time.monotonic()
    try:
        with file.open("ab") as copy, open_session() as session:
            transfer = Transfer(
                *(url, given or url, copy, size, limit, progress, started),
                known=hash is not None,
            )
            if hash is None or (size is not None and transfer.done > size):
                transfer.empty()
            return _matched(session, transfer, file, hash)
    except BaseException as error:
        # Without a hash, it is not known whether the rest belongs to it.
        if isinstance(error, RejectedInputError) or hash is None or not _size(file):
            with suppress(OSError):
                file.unlink()
        if not isinstance(error, OSError):
            raise
        message = f"{file} cannot be written: {error.strerror or error}."
        raise ReadError(message, "Check the place and the room on it.") from error


def _matched(session: Session, transfer: Transfer, file: Path, hash: str | None) -> str:
    """Receive the file that has the hash; give where it came from."""
    anew = False
    while True:
        place, resumed = _persist(session, transfer)
        transfer.copy.flush()
        try:
            if hash is not None:
                check_hash(file, hash, transfer.url)
        except RejectedInputError:
            if anew or not resumed:
                raise
            anew = True  # It was changed between two of its parts, which happens once.
            transfer.empty()
        else:
            return place


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _persist(session: Session, transfer: Transfer) -> tuple[str, bool]:
    """Receive the whole file with as many requests as it takes.

    Returns:
        Where it came from, and whether it is made of parts that were asked for separately.
    """
    retry, most, resumed = time_budget(), transfer.done, transfer.done > 0
    if resumed and transfer.done == transfer.size:
        return transfer.url, True
    while True:
        resumed = transfer.done > 0
        try:
            with closing(_ask(session, transfer)) as answer:
                receive(answer, transfer)
                return answer.url, resumed and answer.status_code != requests.codes.ok
        except RangeMismatchError:
            transfer.empty()  # Without a range there is nothing to be unfit.
        except TransientError as error:
            if transfer.done >= most + MEBIBYTE:
                retry, most = time_budget(), transfer.done
            retry = _wait(retry, error, transfer)
            if not (transfer.known or transfer.tag):
                transfer.empty()


def _ask(session: Session, transfer: Transfer) -> requests.Response:
    try:
        return ask(
            *(session, transfer.url, transfer.headers(), transfer.given),
            transfer.seconds_left,
        )
    except (requests.exceptions.SSLError, ValueError) as error:
        reason = "it, or where it redirects to, is not a URL"
        if isinstance(error, requests.exceptions.SSLError):
            reason = "there is no secure connection"
        elif isinstance(error, requests.exceptions.InvalidHeader):
            reason = "the head of the answer contradicts itself"
        message = f"{transfer.url} cannot be fetched: {reason}."
        raise ReadError(message, "Check the URL.") from error
    except (requests.RequestException, HTTPError) as error:
        raise passing(transfer.url, error) from error


def _wait(retry: Retry, error: TransientError, transfer: Transfer) -> Retry:
    """Wait until it is time for another attempt; raise the error when there is none."""
    try:
        retry = retry.increment(method="GET", url=transfer.url, error=error)
    except MaxRetryError:
        raise error from None
    if error.pause > REMOTE_RETRY_AFTER:
        hint = f"It asks to be left alone for {error.pause:,.0f} seconds."
        raise ReadError(error.message, hint) from error
    pause = max(error.pause, retry.get_backoff_time())
    if pause > transfer.seconds_left():
        raise too_slow(transfer) from error
    time.sleep(pause)
    return retry
