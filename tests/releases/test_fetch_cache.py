"""What was fetched stays in the cache, sound, whoever else is at it and whatever happens to it."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

import anhui_indicators as ai
from anhui_indicators.datapackage.network import session as requesting
from anhui_indicators.errors import IndicatorsError, ReadError, RejectedInputError
from anhui_indicators.releases.fetch.cache import locked
from tests.support.fault_server import Faults, cut, fault_server, raw, status, whole
from tests.support.program import PROGRAM, on_terminal, plain, rows_of, run
from tests.support.published import publish, rows

ZIP = "/p/1.0.0/p-1.0.0.zip"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A published place with one release."""
    publish(tmp_path / "root", text=rows(20_000))
    return tmp_path / "root"


@pytest.fixture
def server(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faults]:
    monkeypatch.setattr(requesting, "REMOTE_BACKOFF", 0.01)
    with fault_server() as running:
        running.serve(root)
        yield running


def test_a_release_is_downloaded_once(server: Faults) -> None:
    folder = ai.fetch(server.url)
    assert ai.fetch(f"{server.url}/p@1.0.0") == folder
    assert server.paths().count(ZIP) == 1


def test_without_the_web_the_cache_alone_is_used(server: Faults) -> None:
    folder = ai.fetch(server.url)
    asked = len(server.asked)
    assert ai.fetch(server.url, offline=True) == folder
    assert ai.fetch(f"{server.url}/index.json@1.0.0", offline=True) == folder
    for url in ("http://127.0.0.1:1/", f"{server.url}/x.zip", f"{server.url}/x.json"):
        with pytest.raises(ReadError, match="is not in the cache"):
            ai.fetch(url, offline=True)
    with pytest.raises(IndicatorsError, match="There is no version"):
        ai.fetch(f"{server.url}@2.0.0", offline=True)
    with pytest.raises(RejectedInputError, match="instead of"):
        ai.fetch(server.url, offline=True, digest=f"sha256:{'0' * 64}")
    assert len(server.asked) == asked


def test_what_is_listed_but_not_fetched_is_told_offline(server: Faults, root: Path) -> None:
    publish(root, "2.0.0")
    server.serve(root)
    ai.fetch(f"{server.url}@1.0.0")
    with pytest.raises(ReadError, match=r"p 2\.0\.0 is not in the cache"):
        ai.fetch(server.url, offline=True)


DAMAGE = {
    "a changed byte": lambda file: file.write_bytes(b"x" + file.read_bytes()[1:]),
    "a lost byte": lambda file: file.write_bytes(file.read_bytes()[1:]),
    "a lost file": lambda file: file.unlink(),
    "a lost folder": lambda file: shutil.rmtree(file.parent),
    "a lost package": lambda file: shutil.rmtree(file.parent.parent),
    "a lost note": lambda file: (file.parent.parent.parent / "entry.json").unlink(),
    "a spoiled note": lambda file: (file.parent.parent.parent / "entry.json").write_text("{"),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("path", ["", "/p/1.0.0/datapackage.json", ZIP])
def test_a_damaged_cache_heals_itself(path: str, damage: str, server: Faults) -> None:
    url = server.url + path
    folder = ai.fetch(url)
    DAMAGE[damage](folder / "data" / "t.csv")
    with pytest.raises(ReadError, match="in the cache") as caught:
        ai.fetch(url, offline=True)
    assert "without --offline" in caught.value.hint
    assert ai.fetch(url) == ai.fetch(url, offline=True) == folder
    assert (folder / "data" / "t.csv").read_text(encoding="utf-8") == rows(20_000)


def test_a_spoiled_memory_is_forgotten(server: Faults, cache: Path) -> None:
    folder = ai.fetch(server.url)
    for file in cache.glob("addresses/*"):
        file.write_bytes(b'{"releases": 3}')
    assert ai.fetch(server.url) == folder


def test_what_broke_off_is_gone_on_with(server: Faults, cache: Path, root: Path) -> None:
    data = (root / ZIP[1:]).read_bytes()
    server.answer(ZIP, cut(data, 5000), status(503))
    with pytest.raises(ReadError, match="answers 503"):
        ai.fetch(server.url)
    assert not ai.cache().entries
    server.asked.clear()
    server.answer(ZIP, whole(data))
    ai.fetch(server.url)
    assert [headers.get("Range") for path, headers in server.asked if path == ZIP] == [
        "bytes=5000-"
    ]
    assert not list(cache.glob("work/*"))
    assert not list(cache.glob("locks/*"))


def test_files_of_a_descriptor_are_gone_on_with(server: Faults, cache: Path, root: Path) -> None:
    table = "/p/1.0.0/data/t.csv"
    data = (root / table[1:]).read_bytes()
    server.answer(table, cut(data, 5000), status(503))
    url = f"{server.url}/p/1.0.0/datapackage.json"
    with pytest.raises(ReadError, match="answers 503"):
        ai.fetch(url)
    server.answer(table, whole(data))
    ai.fetch(url)
    assert server.asked[-1][1]["Range"] == "bytes=5000-"


def test_twenty_at_once_download_it_once(server: Faults, cache: Path, tmp_path: Path) -> None:
    command = [*PROGRAM, "fetch", server.url, "--output", str(tmp_path / "here")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(20)]
    outputs = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0] * 20
    assert set(outputs) == {f"{tmp_path / 'here'}\n".encode()}
    assert server.paths().count(ZIP) == 1
    assert ai.validate(tmp_path / "here").valid
    assert not list(cache.glob("locks/*")) + list(cache.glob("work/*"))
    assert {path.name for path in tmp_path.iterdir()} == {"cache", "root", "here"}


def test_who_is_killed_leaves_nothing_that_blocks(server: Faults, cache: Path, root: Path) -> None:
    data = (root / ZIP[1:]).read_bytes()
    head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    server.answer(ZIP, raw(head + data[:70_000], pause=60), whole(data))
    with subprocess.Popen([*PROGRAM, "fetch", server.url], stdout=subprocess.PIPE) as killed:
        until = time.monotonic() + 30
        while not any(file.stat().st_size for file in cache.glob("work/*/archive.zip")):
            assert time.monotonic() < until
            time.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
    assert ai.fetch(server.url)
    assert server.asked[-1][1]["Range"].startswith("bytes=")
    assert not list(cache.glob("work/*")) + list(cache.glob("locks/*"))


def test_the_cache_is_shown_and_emptied(server: Faults, cache: Path) -> None:
    for args in ((), ("--format", "csv")):
        assert rows_of(run("cache", "list", *args).stdout) == []
    folder = ai.fetch(server.url)
    (shown,) = rows_of(run("cache", "list").stdout)
    (entry,) = ai.cache().entries
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    assert (shown["name"], shown["version"], int(shown["size"])) == ("p", "1.0.0", size)
    assert shown["address"] == entry.url == server.url + ZIP
    assert entry.folder == folder
    _, text = on_terminal("cache", "list")
    assert "p" in plain(text)
    done = run("cache", "clear")
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"1 package removed" in done.stderr
    assert not [path for path in cache.rglob("*") if path.is_file()]
    assert run("cache", "clear").returncode == 0


def test_the_cache_is_where_it_is_said_to_be(
    server: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (tmp_path / "there") in ai.fetch(server.url, cache=tmp_path / "there").parents
    assert run("cache", "list", "--cache", tmp_path / "there").stdout.count(b"\n") == 2
    monkeypatch.delenv("ANHUI_INDICATORS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert (tmp_path / "home") in ai.cache().folder.parents
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReadError, match=r"The cache .* cannot be used"):
        ai.fetch(server.url, cache=tmp_path / "file")
    done = run("cache", "clear", "--cache", tmp_path / "file")
    assert b"Traceback" not in done.stderr


def test_two_never_hold_a_lock_whose_file_is_removed_after_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire = FileLock.acquire
    monkeypatch.setattr(FileLock, "acquire", lambda lock: acquire(lock, poll_interval=1e-4))
    held: list[int] = []
    together = []

    def work(number: int) -> None:
        for _ in range(50):
            with locked(tmp_path / "lock"):
                held.append(number)
                time.sleep(1e-4)
                together.append(len(held))
                held.remove(number)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))
    assert together == [1] * 300
