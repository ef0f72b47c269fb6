"""A real web server, nginx, for one folder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import needs

_CONFIGURATION = """
daemon off;
{user}
worker_processes 1;
pid {work}/nginx.pid;
error_log {work}/error.log;
events {{ worker_connections 64; }}
http {{
    types {{ application/json json; application/zip zip; text/csv csv; }}
    access_log {work}/access.log;
    client_body_temp_path {work}/body; proxy_temp_path {work}/proxy;
    fastcgi_temp_path {work}/fastcgi; uwsgi_temp_path {work}/uwsgi; scgi_temp_path {work}/scgi;
    gzip_types application/json application/zip text/csv;
    gzip_min_length 1;
    gzip_http_version 1.0;
    {options}
    server {{ listen 127.0.0.1:{port}; root {root}; }}
}}
"""


@contextmanager
def nginx(root: Path, work: Path, options: str = "") -> Iterator[str]:
    """Serve a folder.

    Args:
        root: The folder.
        work: Folder for what the server writes.
        options: Lines of its configuration.

    Yields:
        The URL, with a slash at its end.
    """
    program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    needs("nginx", program)
    work.mkdir(parents=True, exist_ok=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    configuration = work / "nginx.conf"
    # Workers of a server that root starts are somebody else, who cannot look into our folders.
    user = "user root;" if os.getuid() == 0 else ""
    text = _CONFIGURATION.format(work=work, root=root, port=port, options=options, user=user)
    configuration.write_text(text, encoding="utf-8")
    command = [str(program), "-c", str(configuration), "-p", str(work), "-e", str(work / "error")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(10)


def asked(work: Path) -> list[str]:
    """List the requests that were answered, as method, path and status."""
    lines = (work / "access.log").read_text(encoding="utf-8").splitlines()
    return [f"{line.split()[5][1:]} {line.split()[6]} {line.split()[8]}" for line in lines]


def _await(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError("nginx does not start")
