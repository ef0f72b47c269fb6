"""A Python that has imported everything once, and becomes a program as often as it is asked to.

Most of the time of a short command goes into imports, and tests run hundreds of commands. Each is
still a process of its own, with its own streams, folder, environment and exit status; it only
starts where the imports are done. What happens before is the matter of tests with a fresh Python.

Usage: python -m tests.support.forked DESCRIPTOR   (of the socket on which it is asked)
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).parents[2]

# What modules of the library import within functions.
LATER = ("frictionless", "openpyxl", "pandas", "pyarrow.csv", "pyarrow.dataset")

# An order with its environment is one message.
LONGEST = 1 << 20


def run_forked(
    module: str,
    args: Sequence[str],
    streams: tuple[int, int, int],
    *,
    cwd: str | os.PathLike[str] | None = None,
    env: Mapping[str, str] | None = None,
    timeout: int = 60,
) -> int:
    """Run a module as a program, with warnings as errors, and give its exit status.

    Args:
        module: As behind `python -m`.
        args: Arguments of the program.
        streams: Descriptors of its standard input, output and error, which are closed here.
        cwd: Its folder; that of the caller if not given.
        env: Its environment; that of the caller if not given. It comes too late for what Python
            itself reads when it starts.
        timeout: Seconds after which it is killed.
    """
    order = {
        "module": module,
        "args": list(args),
        "cwd": os.fspath(cwd or Path.cwd()),
        "env": dict(os.environ if env is None else env),
        "timeout": timeout,
    }
    try:
        asked = _server()
        socket.send_fds(asked, [json.dumps(order).encode()], streams)
    finally:
        _close(streams)
    status = asked.recv(64)
    assert status, "the Python that is forked has died"
    return int(status)


@cache
def _server() -> socket.socket:
    """Start the Python to be forked, once for each process that runs tests."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.support.forked", str(theirs.fileno())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
            pass_fds=[theirs.fileno()],
            # Threads are not forked with their process.
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        )

    def stop() -> None:
        ours.close()
        server.wait()

    atexit.register(stop)
    return ours


def _serve(asked: socket.socket) -> dict[str, Any] | None:
    """Fork for every order. Gives the order in the child, and nothing when no more come."""
    while True:
        message, streams, _, _ = socket.recv_fds(asked, LONGEST, 3)
        if not message:
            return None
        with warnings.catch_warnings(action="ignore"):  # Arrow has threads, which are idle.
            child = os.fork()
        if not child:
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            _close(streams)
            return json.loads(message)
        _close(streams)
        _, status = os.waitpid(child, 0)
        asked.send(str(os.waitstatus_to_exitcode(status)).encode())


def _close(streams: Iterable[int]) -> None:
    for stream in streams:
        os.close(stream)


def _become(order: dict[str, Any]) -> None:
    """Be the program that was asked for, as if this process had started with it."""
    signal.alarm(order["timeout"])
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv[1:] = order["args"]
    # What they are, terminal or pipe, is asked when they are opened.
    sys.stdin, sys.stdout = _opened(sys.stdin, "r"), _opened(sys.stdout, "w")
    sys.stderr = _opened(sys.stderr, "w", buffering=1)
    try:
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        # To take down all that is imported takes longer than most commands.
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        if isinstance(end.code, int):
            os._exit(end.code)
        raise


def _opened(stream: TextIO, mode: str, buffering: int = -1) -> TextIO:
    number, encoding, errors = stream.fileno(), stream.encoding, stream.errors
    return open(number, mode, buffering, encoding, errors, closefd=False)


def _import_everything() -> None:
    import anhui_indicators

    for name in LATER:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(anhui_indicators.__path__, "anhui_indicators."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    # What is here stays as it is, so that a fork does not copy it.
    gc.freeze()


def main() -> None:
    with socket.socket(fileno=int(sys.argv[1])) as asked:
        _import_everything()
        order = _serve(asked)
    if order:
        _become(order)


if __name__ == "__main__":
    main()
