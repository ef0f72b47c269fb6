"""Downloads from a server of faults, by somebody with little time_budget."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from anhui_indicators.datapackage.network import session as requesting
from anhui_indicators.datapackage.network import transfer as answers
from anhui_indicators.datapackage.network.download import download
from tests.support.fault_server import Answer, Faults, fault_server

DATA = bytes(range(256)) * 2000
HASH = f"sha256:{hashlib.sha256(DATA).hexdigest()}"
PATH = "/file"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@contextmanager
def impatiently(monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    """Run a server that is given little time."""
    for module in (answers, requesting):
        monkeypatch.setattr(module, "REMOTE_SECONDS", 0.4)
    monkeypatch.setattr(answers, "REMOTE_TOTAL_SECONDS", 20)
    monkeypatch.setattr(requesting, "REMOTE_BACKOFF", 0.01)
    with fault_server() as server:
        yield server


def fetched(faults: Faults, file: Path, *said: Answer) -> bytes:
    """Download the file, whose size and hash are known; give its contents."""
    url = faults.answer(PATH, *said)
    started = time.monotonic()
    download(url, file, size=len(DATA), hash=HASH)
    assert time.monotonic() - started < 10
    return file.read_bytes()
