"""Publishing at object stores, which real servers and the emulators of their makers play."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from urllib.request import urlopen

import pytest

import anhui_indicators as ai
from anhui_indicators.errors import ReadError, RejectedReleaseError
from anhui_indicators.releases.publish import publish as publishing
from anhui_indicators.releases.publish.stores.objects import ObjectPlace
from anhui_indicators.releases.publish.stores.opening import open_store
from tests.support import object_stores
from tests.support.foreign_packages import write_package
from tests.support.program import run
from tests.support.publishing import contents, read, small, whole

Fresh = Callable[[], str]
_NUMBERS = count()


@pytest.fixture(scope="session", params=["s3", "gs", "abfs"])
def store(request: pytest.FixtureRequest) -> Iterator[Fresh]:
    """Give URLs at a store at which nothing stands yet."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in object_stores.AWS.items():
            patch.setenv(name, value)
        with getattr(object_stores, request.param)() as url:
            yield lambda: url.replace("PATH", f"place-{next(_NUMBERS)}")


def test_a_release_at_a_store_is_that_in_a_folder(store: Fresh, tmp_path: Path) -> None:
    package, url = small(tmp_path / "p"), store()
    place = open_store(url)
    assert ai.publish(package, url, dry_run=True).changed
    assert place.files("") == {}
    assert ai.publish(package, url).changed
    ai.publish(package, tmp_path / "folder")
    assert {path: read(place, path) for path in place.files("")} == contents(tmp_path / "folder")
    assert not ai.publish(package, url).changed
    assert whole(place, tmp_path) == ["p/1.0.0"]
    with pytest.raises(RejectedReleaseError, match="published already with other content"):
        ai.publish(small(tmp_path / "other", more="4,four\n"), url)
    ai.publish(small(tmp_path / "q", "q"), url)
    assert whole(place, tmp_path) == ["p/1.0.0", "q/1.0.0"]


class Cut(BaseException):
    """The publisher is no more."""


# At Azurite, Arrow takes seconds for about every tenth removal.
@pytest.mark.parametrize("store", ["s3", "gs"], indirect=True)
@pytest.mark.parametrize("moment", [0, 4, 9])
def test_publishing_that_was_cut_short_is_finished(
    moment: int, store: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package, url = small(tmp_path / "p"), store()
    writes = count()

    class Failing(ObjectPlace):
        __slots__ = ()

        def write(self, path: str, chunks: Iterable[bytes]) -> None:
            if next(writes) == moment:
                raise Cut
            super().write(path, chunks)

    place = open_store(url)
    assert isinstance(place, ObjectPlace)
    failing = Failing(place.name, place.system, place.root)
    with monkeypatch.context() as patch, pytest.raises(Cut):
        patch.setattr(publishing, "open_store", lambda destination: failing)
        ai.publish(package, url)
    assert whole(place, tmp_path) == []
    ai.publish(package, url)
    ai.publish(package, tmp_path / "folder")
    assert {path: read(place, path) for path in place.files("")} == contents(tmp_path / "folder")


def test_a_file_larger_than_the_parts_of_an_upload_arrives_whole(
    store: Fresh, tmp_path: Path
) -> None:
    data = bytes(range(256)) * 50_000
    described = {"name": "b", "path": "b.bin"}
    package = write_package(tmp_path / "p", described, files={"b.bin": data}, version="1.0.0")
    url, told = store(), []
    ai.publish(package, url, progress=lambda *work: told.append(work))
    place = open_store(url)
    assert read(place, "p/1.0.0/b.bin") == data
    written = [done for _, done, total, _ in told if total]
    assert written == sorted(written)
    assert written[-1] == next(total for _, _, total, _ in reversed(told))


def test_files_are_served_as_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in object_stores.AWS.items():
        monkeypatch.setenv(name, value)
    with object_stores.s3() as url:
        ai.publish(small(tmp_path / "p"), url.replace("PATH", "place"))
        place = open_store(url.replace("PATH", "place"))
        server = url.partition("endpoint_override=")[2].partition("&")[0]
        kinds = {}
        for path in place.files(""):
            with urlopen(f"http://{server}/{object_stores.BUCKET}/place/{path}") as answer:
                kinds[path.removeprefix("p/1.0.0/")] = answer.headers["Content-Type"]
    assert kinds["index.json"] == kinds["datapackage.json"] == "application/json"
    assert kinds["data/t.csv"] == "text/csv; charset=utf-8"
    assert kinds["p-1.0.0.zip"] == "application/zip"
    assert kinds["SHA256SUMS"] == "text/plain; charset=utf-8"


def test_a_bucket_that_is_not_there_is_told(store: Fresh, tmp_path: Path) -> None:
    url = store().replace(f"{object_stores.BUCKET}/", "nowhere/")
    with pytest.raises(ReadError, match="nowhere/place-") as caught:
        ai.publish(small(tmp_path / "p"), url)
    assert "?" not in caught.value.message


@pytest.mark.parametrize(
    "url",
    [
        "s3://",
        "s3:///path",
        "s3://bucket?colour=red",
        "s3://a:hush@b?x=1",
        "https://h/",
        "ftp://h/",
    ],
)
def test_an_address_that_is_no_place_is_refused(url: str) -> None:
    with pytest.raises(ReadError, match=r"not a place to publish at|names no bucket") as caught:
        open_store(url)
    assert "hush" not in str(caught.value)


def test_the_program_tells_of_an_address_that_is_no_place(tmp_path: Path) -> None:
    done = run("--package", small(tmp_path / "p"), "publish", "s3://bucket?colour=red")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"not a place to publish at" in done.stderr
