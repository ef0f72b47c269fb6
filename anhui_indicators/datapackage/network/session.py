"""Asking a server for a file: with time_budget, but not without end, and not led astray."""

from __future__ import annotations

import socket
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from threading import Timer
from typing import Any, cast
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import Retry

from anhui_indicators.datapackage.codes.files import REMOTE_ERROR
from anhui_indicators.datapackage.limits import (
    REMOTE_BACKOFF,
    REMOTE_REDIRECTS,
    REMOTE_RETRIES,
    REMOTE_SECONDS,
)
from anhui_indicators.datapackage.network.urls import (
    check_redirect,
    check_url,
    is_public,
    is_same_origin,
)
from anhui_indicators.errors import RejectedInputError

# Answers after which it is worth asking again.
PASSING = frozenset({429, 500, 502, 503, 504})


class Session(requests.Session):
    """Requests for one file.

    Proxies and certificates are those of the environment, as users of requests expect.

    Attributes:
        guarded: Whether connections may only lead to addresses that the web at large reaches.
    """

    def __init__(self) -> None:
        super().__init__()
        self.guarded = False
        self.adapters: OrderedDict[str, Any] = OrderedDict(
            {"open": _Adapter(_POOLS), "guarded": _Adapter(_GUARDED_POOLS)}
        )

    def get_adapter(self, url: str | bytes) -> Any:
        """Give what makes the connections, whatever the URL is, however it is written."""
        return self.adapters["guarded" if self.guarded else "open"]

    def resolve_redirects(self, *args: Any, **options: Any) -> Any:
        """Follow none: to find where one leads, requests would read all that comes with it."""
        return iter(())


def open_session() -> Session:
    """Give a session for requests for one file."""
    session = Session()
    # A file is asked for as it is, so that its parts can be; without a body there is nothing else
    # to ask for.
    session.headers = requests.structures.CaseInsensitiveDict(
        {
            "User-Agent": f"anhui-indicators/{version('anhui-indicators')}",
            "Accept": "*/*",
            "Accept-Encoding": "identity",
        }
    )
    # Without it, the passwords in ~/.netrc would be sent to whatever host a URL names.
    session.auth = lambda request: request
    return session


def time_budget() -> Retry:
    """Give the count of what may go wrong, which begins anew with each download."""
    return Retry(
        total=REMOTE_RETRIES,
        backoff_factor=REMOTE_BACKOFF,
        status_forcelist=PASSING,
        allowed_methods=None,
        raise_on_status=False,
    )


def ask(
    session: Session,
    url: str,
    headers: dict[str, str],
    given: str,
    seconds_left: Callable[[], float],
) -> requests.Response:
    """Ask for what is at a URL, and follow where it redirects.

    Args:
        session: The session.
        url: URL with the scheme http or https.
        headers: Headers of the request, besides those of the session.
        given: Address that the user gave; only that server may be private.
        seconds_left: Tells how many seconds the download may still take.

    Returns:
        The answer, whatever its status; its body is still to be read.

    Raises:
        RejectedInputError: When the URL is not of the web, or redirects to where it must not.
        requests.RequestException: When there is no answer.
    """
    check_url(url)
    place = _as_sent(url)
    session.guarded = not is_same_origin(given, place)
    for _ in range(REMOTE_REDIRECTS + 1):
        if seconds_left() < 0:
            raise requests.Timeout
        answer = session.get(
            place, headers=headers, stream=True, allow_redirects=False, timeout=REMOTE_SECONDS
        )
        target = session.get_redirect_target(answer)
        if target is None:
            return answer
        answer.close()
        # CheckedColumn as it is sent: requests decodes and rewrites hosts and ports.
        before, place = place, _target(place, target)
        session.guarded |= not check_redirect(given, before, place)
    message = f"{url} redirects more than {REMOTE_REDIRECTS} times."
    raise RejectedInputError(REMOTE_ERROR, message, "Give the URL of the file itself.")


def sever(answer: requests.Response) -> None:
    """Cut the connection of an answer, whatever is being read from it."""
    _cut(getattr(answer.raw, "wire", None), [])


def _target(place: str, target: str) -> str:
    try:
        url = urljoin(place, target)
        check_url(url)
        return _as_sent(url)
    except (RejectedInputError, ValueError) as error:
        message = f"{place} redirects to {target[:200]}, which is not followed."
        raise RejectedInputError(
            REMOTE_ERROR, message, "Give the URL of the file itself."
        ) from error


def _as_sent(url: str) -> str:
    return str(requests.Request("GET", url).prepare().url)


class _Limited:
    """A connection whose answer has to begin in time; a drop now and then will not keep it open."""

    def getresponse(self) -> Any:
        wire = cast(Any, self).sock
        late: list[bool] = []
        timer = Timer(REMOTE_SECONDS, _cut, (wire, late))
        timer.daemon = True
        timer.start()
        try:
            answer = cast(Any, super()).getresponse()
        except Exception:
            if late:
                raise TimeoutError from None
            raise
        finally:
            timer.cancel()
        if late:
            # An end within the headers counts as the end of the headers.
            answer.close()
            raise TimeoutError
        answer.wire = wire  # The connection itself may forget it while the body is read.
        return answer


def _cut(wire: socket.socket | None, late: list[bool]) -> None:
    late.append(True)
    with suppress(OSError):
        if wire is not None:
            wire.shutdown(socket.SHUT_RDWR)


class _Connection(_Limited, HTTPConnection): ...


class _SecureConnection(_Limited, HTTPSConnection): ...


class _Guarded:
    """A connection that never leads inside; a name may mean another host than a moment ago."""

    def connect(self) -> None:
        cast(Any, super()).connect()
        here = cast(Any, self)
        if not is_public(here.sock.getpeername()[0]):
            message = f"{here.host} is at a private IP address."
            raise RejectedInputError(REMOTE_ERROR, message, "Give the URL of the file itself.")


class _GuardedConnection(_Guarded, _Connection): ...


class _GuardedSecureConnection(_Guarded, _SecureConnection): ...


def _pools(plain: type[HTTPConnection], secure: type[HTTPSConnection]) -> dict[str, type]:
    return {
        "http": type("_Pool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
        "https": type("_SecurePool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
    }


_POOLS = _pools(_Connection, _SecureConnection)
_GUARDED_POOLS = _pools(_GuardedConnection, _GuardedSecureConnection)


class _Adapter(HTTPAdapter):
    """Makes connections of our own; what fails is counted by the download, not by it."""

    def __init__(self, pools: dict[str, type]) -> None:
        self._pools = pools
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **options: Any) -> Any:
        manager = super().proxy_manager_for(*args, **options)
        # A proxy may well be private; whom it asks in turn it has to know itself.
        manager.pool_classes_by_scheme = _POOLS
        return manager
