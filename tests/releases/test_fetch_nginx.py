"""What nginx serves is fetched, with and without ranges, and packed whether it was asked or not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import anhui_indicators as ai
from anhui_indicators.datapackage.network import session as requesting
from anhui_indicators.datapackage.network import transfer as answers
from anhui_indicators.datapackage.network.download import download
from anhui_indicators.errors import ReadError
from tests.support.nginx import asked, nginx
from tests.support.published import publish, rows

ZIP = "p/1.0.0/p-1.0.0.zip"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A published place with one release."""
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(requesting, "REMOTE_BACKOFF", 0.01)
    publish(tmp_path / "root", text=rows(20_000))
    return tmp_path / "root"


def pack(root: Path) -> None:
    """Leave nothing but packed files."""
    for file in root.rglob("*.*"):
        if file.is_file():
            Path(f"{file}.gz").write_bytes(gzip.compress(file.read_bytes()))
            file.unlink()


@pytest.mark.parametrize("options", ["", "max_ranges 0;", "gzip on;", "gzip_static always;"])
def test_a_published_place_is_fetched(options: str, root: Path, tmp_path: Path) -> None:
    if "always" in options:
        pack(root)
    with nginx(root, tmp_path / "nginx", options) as root_url:
        for url in (root_url, f"{root_url}p@1.0.0", f"{root_url}p/1.0.0/datapackage.json"):
            folder = ai.fetch(url)
            assert (folder / "data" / "t.csv").read_text(encoding="utf-8") == rows(20_000)
            assert ai.validate(url).valid


@pytest.mark.parametrize(
    ("options", "status"), [("", 206), ("max_ranges 0;", 200), ("gzip on;", 206)]
)
def test_what_broke_off_is_gone_on_with(
    options: str, status: int, root: Path, tmp_path: Path
) -> None:
    data = (root / ZIP).read_bytes()
    key = publish(root, text=rows(20_000)).archive.hash.partition(":")[2]
    part = tmp_path / "cache" / "work" / key / "archive.zip"
    part.parent.mkdir(parents=True)
    part.write_bytes(data[: len(data) // 2])
    with nginx(root, tmp_path / "nginx", options) as url:
        ai.fetch(url)
    assert f"GET /{ZIP} {status}" in asked(tmp_path / "nginx")


def test_what_the_server_cannot_read_is_not_there(root: Path, tmp_path: Path) -> None:
    with nginx(root, tmp_path / "nginx") as url:
        with pytest.raises(ReadError, match="There is nothing at"):
            ai.fetch(f"{url}p/9.9.9/datapackage.json")
        with pytest.raises(ReadError, match="There is nothing at"):
            download(f"{url}p/", tmp_path / "listing")


def test_what_one_server_is_too_slow_for_another_goes_on_with(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, fast = tmp_path / "slow", tmp_path / "fast"
    with nginx(root, slow, "limit_rate 20k;") as url:
        monkeypatch.setattr(answers, "REMOTE_TOTAL_SECONDS", 0.5)
        with pytest.raises(ReadError, match="takes too long"):
            ai.fetch(url)
        monkeypatch.undo()
    monkeypatch.setenv("ANHUI_INDICATORS_CACHE", str(tmp_path / "cache"))
    with nginx(root, fast) as url:
        assert ai.validate(ai.fetch(url)).valid
    assert f"GET /{ZIP} 200" in asked(slow)
    assert f"GET /{ZIP} 206" in asked(fast)
