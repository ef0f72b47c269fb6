"""The command line program, run in a pipe and on a terminal."""

from __future__ import annotations

import csv
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fcntl import ioctl
from termios import TIOCSWINSZ
from typing import Any

import anhui_indicators as ai
from tests.support.forked import run_forked

PROGRAM = [sys.executable, "-W", "error", "-m", "anhui_indicators"]
INDICATORS = ai.load("indicators")["indicator_id"].tolist()


def run(
    *args: object, module: str = "anhui_indicators", **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the program with its output in pipes; what it imports is there when it starts."""
    words = list(map(str, args))
    (output, to_output), (errors, to_errors) = os.pipe(), os.pipe()
    with (
        os.fdopen(output, "rb") as out,
        os.fdopen(errors, "rb") as err,
        ThreadPoolExecutor() as pool,
    ):
        told = [pool.submit(out.read), pool.submit(err.read)]
        streams = (os.open(os.devnull, os.O_RDONLY), to_output, to_errors)
        status = run_forked(module, words, streams, **options)
        return subprocess.CompletedProcess(words, status, *(part.result() for part in told))


def run_fresh(*args: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a Python of its own, where it matters how Python starts."""
    command = [*PROGRAM, *map(str, args)]
    return subprocess.run(command, capture_output=True, check=False, timeout=60, **options)


def on_terminal(
    *args: str, columns: int = 100, rows: int = 24, program: list[str] = PROGRAM, **env: str
) -> tuple[int, str]:
    """Run the program on a terminal of its own; give its exit status and what a person sees."""
    main, child = pty.openpty()
    ioctl(child, TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "CI")}
    with subprocess.Popen(
        [*program, *args],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment | {"TERM": "xterm-256color"} | env,
    ) as process:
        os.close(child)
        seen = b""
        while select.select([main], [], [], 60)[0]:
            try:
                part = os.read(main, 65536)
            except OSError:  # Linux tells so that the other side is closed.
                break
            if not part:
                break
            seen += part
        process.wait(60)
    os.close(main)
    return process.returncode, seen.decode().replace("\r\n", "\n")


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))
