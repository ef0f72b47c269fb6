"""A web server that does whatever a server should not."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass
class Faults:
    """What the server answers, and what it was asked.

    Attributes:
        url: Its URL, without a slash at its end.
        answers: For a path, what to answer in turn; the last answer again and again.
        asked: Paths and headers of the requests.
        ended: Set when the server ends, so that nothing waits any longer.
    """

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, *answers: Answer) -> str:
        """Say what is answered for a path; give its URL."""
        self.answers[path] = list(answers)
        return self.url + path

    def serve(self, root: Path) -> None:
        """Answer with the files of a folder."""
        for file in root.rglob("*"):
            if file.is_file():
                self.answer(f"/{file.relative_to(root).as_posix()}", whole(file.read_bytes()))

    def paths(self) -> list[str]:
        """List the paths that were asked for."""
        return [path for path, _ in self.asked]


class Handler(BaseHTTPRequestHandler):
    """Answers one request after the other."""

    protocol_version = "HTTP/1.1"
    faults: Faults

    def do_GET(self) -> None:
        """Answer as was said for the path."""
        self.faults.asked.append((self.path, dict(self.headers)))
        answers = self.faults.answers.get(self.path, [status(404)])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        with suppress(OSError):  # Who asked may go away.
            answer(self)

    def begin(self, code: int, **headers: object) -> None:
        """Send the head of an answer; hyphens of headers are underscores."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def handle(self) -> None:
        """Answer until the other side is gone, in whatever way."""
        with suppress(OSError):
            super().handle()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def fault_server() -> Iterator[Faults]:
    """Run the server."""
    faults = Faults()
    handler = type("Handler", (Handler,), {"faults": faults})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        faults.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield faults
        finally:
            faults.ended.set()
            server.shutdown()
            thread.join()


def whole(data: bytes, tag: str | None = None) -> Answer:
    """Send what is asked for, as a good server does."""
    named = tag or f'"{hashlib.md5(data).hexdigest()}"'

    def send(handler: Handler) -> None:
        wanted, condition = handler.headers["Range"], handler.headers["If-Range"]
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        if not wanted or condition not in (None, named):
            handler.begin(200, Content_Length=len(data), ETag=named)
            handler.wfile.write(data)
        elif start >= len(data):
            handler.begin(416, Content_Length=0, Content_Range=f"bytes */{len(data)}")
        else:
            part, last = data[start:], len(data) - 1
            place = f"bytes {start}-{last}/{len(data)}"
            handler.begin(206, Content_Length=len(part), Content_Range=place, ETag=named)
            handler.wfile.write(part)

    return send


def cut(data: bytes, at: int, announced: int | None = None, **headers: object) -> Answer:
    """Send some bytes from the first on, and hang up."""

    def send(handler: Handler) -> None:
        length = len(data) if announced is None else announced
        handler.begin(200, Content_Length=length, **headers)
        handler.wfile.write(data[:at])
        handler.close_connection = True

    return send


def status(code: int, **headers: object) -> Answer:
    """Send no file."""
    return lambda handler: handler.begin(code, Content_Length=0, **headers)


def raw(*parts: bytes, pause: float = 0.0, endless: bool = False) -> Answer:
    """Send bytes as they are, head included, with pauses; the last again and again, if endless."""

    def send(handler: Handler) -> None:
        handler.close_connection = True
        for part in parts:
            handler.wfile.write(part)
            handler.faults.ended.wait(pause)
        while endless and not handler.faults.ended.is_set():
            handler.wfile.write(parts[-1])
            handler.faults.ended.wait(pause)

    return send
