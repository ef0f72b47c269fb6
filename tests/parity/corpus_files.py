"""Encodings, compression, hashes and lengths, and tables in several files."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import zipfile
from collections.abc import Iterator
from typing import Any

from tests.parity.case import CSV, Case, table

ID = {"name": "id", "type": "integer"}
TEXT = {"name": "text", "type": "string", "constraints": {"enum": ["é", "安", "a", "€"]}}
GOOD = "id,text\n1,a\n2,a\n"
BROKEN = "id,text\n1,q\nx,a\n"


def of(name: str, data: str | bytes, *, good: bool = False, **resource: Any) -> Case:
    return table(f"file {name}", data, ID, TEXT, resource=resource, good=good)


def encodings() -> Iterator[Case]:
    for name, encoding, letter in (
        ("utf-8", "utf-8", "安"),
        ("utf8", "utf-8", "安"),
        ("UTF-8", "utf-8", "安"),
        ("utf-8-sig", "utf-8-sig", "安"),
        ("utf-16", "utf-16", "安"),
        ("utf-16-le", "utf-16-le", "安"),
        ("utf-16-be", "utf-16-be", "安"),
        ("utf-32", "utf-32", "安"),
        ("latin-1", "latin-1", "é"),
        ("iso-8859-1", "iso-8859-1", "é"),
        ("iso-8859-15", "iso-8859-15", "€"),
        ("cp1252", "cp1252", "€"),
        ("windows-1252", "cp1252", "€"),
        ("gbk", "gbk", "安"),
        ("gb2312", "gb2312", "安"),
        ("gb18030", "gb18030", "安"),
        ("big5", "big5", "安"),
        ("shift_jis", "shift_jis", "安"),
        ("ascii", "ascii", "a"),
        ("us-ascii", "ascii", "a"),
    ):
        text = f"id,text\r\n1,{letter}\r\n2,a\r\n"
        yield of(f"encoding {name}", text.encode(encoding), encoding=name, good=True)
        broken = f"id,text\r\n1,{letter}\r\nx,q\r\n"
        yield of(f"encoding {name}, broken", broken.encode(encoding), encoding=name)
    letters = "id,text\n1,é\n"
    yield of("encoding utf-8 that is latin-1", letters.encode("latin-1"), encoding="utf-8")
    yield of("encoding ascii that is utf-8", letters.encode(), encoding="ascii")
    yield of("encoding latin-1 that is utf-8", letters.encode(), encoding="latin-1")
    yield of("encoding utf-8 that is utf-16", GOOD.encode("utf-16"), encoding="utf-8")
    yield of("encoding gbk that is not", b"id,text\n1,\xff\xff\n", encoding="gbk")
    yield of("encoding cp1252 with a hole", b"id,text\n1,\x81\n", encoding="cp1252")
    yield of("encoding utf-8 with a surrogate", b"id,text\n1,\xed\xa0\x80\n", encoding="utf-8")
    yield of("encoding utf-8 overlong", b"id,text\n1,\xc0\xaf\n", encoding="utf-8")
    yield of("encoding utf-8 cut off", b"id,text\n1,\xe5\xae", encoding="utf-8")
    rows = b"id,text\n" + b"1,a\n" * 300
    yield of("encoding wrong after many rows", rows + b"1,\xff\n", encoding="utf-8")
    yield of("encoding unknown", GOOD, encoding="utf-99")
    yield of("encoding undeclared, ascii", GOOD, encoding=None, good=True)
    yield of("encoding undeclared, utf-8", "id,text\n1,安\n2,é\n3,€\n", encoding=None, good=True)
    yield of("encoding undeclared, mark", "\ufeffid,text\n1,安\n", encoding=None, good=True)
    yield of("mark in utf-8-sig", "\ufeff" + GOOD, encoding="utf-8-sig", good=True)


def compression() -> Iterator[Case]:
    for name, text in (("good", GOOD), ("broken", BROKEN)):
        data, good = text.encode(), name == "good"
        packed = gzip.compress(data, mtime=0)
        yield of(f"gz {name}", packed, path="table.csv.gz", good=good)
        yield of(f"gz told {name}", packed, path="table.csv.gz", compression="gz", good=good)
        yield of(
            f"gz of two parts {name}",
            packed + gzip.compress(data[8:], mtime=0),
            path="table.csv.gz",
            good=good,
        )
        yield of(f"bz2 {name}", bz2.compress(data), path="table.csv.bz2", good=good)
        yield of(f"xz {name}", lzma.compress(data), path="table.csv.xz", good=good)
        yield of(f"zip {name}", zipped({"table.csv": data}), path="table.csv.zip", good=good)
        inner = zipped({"a.txt": b"a", "table.csv": data})
        yield of(f"zip inner {name}", inner, path="table.zip", innerpath="table.csv", good=good)
        yield of(
            f"gz with its hash {name}",
            packed,
            path="table.csv.gz",
            good=good,
            bytes=len(packed),
            hash=hashlib.md5(packed).hexdigest(),
        )
    packed = gzip.compress(GOOD.encode(), mtime=0)
    yield of("gz that is none", GOOD, path="table.csv.gz")
    yield of("gz cut off", packed[:-9], path="table.csv.gz")
    yield of("gz with a wrong sum", packed[:-8] + b"\0\0\0\0" + packed[-4:], path="table.csv.gz")
    yield of("gz with a wrong body", packed[:12] + b"\xff" + packed[13:], path="table.csv.gz")
    yield of("gz with wrong bytes", packed, path="table.csv.gz", bytes=len(GOOD))
    yield of("gz empty", b"", path="table.csv.gz")
    yield of("zip that is none", GOOD, path="table.csv.zip")
    yield of("compression unknown", GOOD, compression="lz4")


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 2, 3, 0, 0, 0)), data)
    return target.getvalue()


def sums() -> Iterator[Case]:
    data = GOOD.encode()
    md5, sha256 = hashlib.md5(data).hexdigest(), hashlib.sha256(data).hexdigest()
    yield of("hash md5", data, hash=md5, good=True)
    yield of("hash md5, named", data, hash=f"md5:{md5}", good=True)
    yield of("hash sha256", data, hash=f"sha256:{sha256}", good=True)
    yield of("hash md5, wrong", data, hash="0" * 32)
    yield of("hash md5, named, wrong", data, hash="md5:" + "0" * 32)
    yield of("hash sha256, wrong", data, hash="sha256:" + "0" * 64)
    yield of("bytes", data, bytes=len(data), good=True)
    yield of("bytes, too many", data, bytes=len(data) + 1)
    yield of("bytes, too few", data, bytes=1)
    yield of("bytes and hash", data, bytes=len(data), hash=md5, good=True)
    yield of("bytes and hash, wrong", data, bytes=9, hash="0" * 32)
    yield of("hash of a broken table", BROKEN, bytes=9, hash="0" * 32)
    yield of("rows", data, rows=2, good=True)
    yield of("rows, too many", data, rows=3)
    yield of("rows, too few", data, rows=1)
    yield of("fields", data, fields=2, good=True)
    yield of("fields, too many", data, fields=3)
    yield of("rows and fields, wrong", data, rows=9, fields=9)
    many = ("id,text\n" + "1,a\n" * 50_000).encode()
    yield of(
        "hash of a long file", many, hash=hashlib.md5(many).hexdigest(), bytes=len(many), good=True
    )


def parts() -> Iterator[Case]:
    """Tables in several files, with and without a header in each."""
    for name, header, first, second, good in (
        ("good", True, "id,text\n1,a\n", "id,text\n2,a\n", True),
        ("broken in both", True, "id,text\n1,q\n2,a\n", "id,text\nx,a\n3,q\n", False),
        ("no header", False, "1,a\n", "2,a\n", True),
        ("no header, broken", False, "1,q\n", "x,a\n", False),
        ("a part with a header only", True, "id,text\n1,a\n", "id,text\n", True),
        ("crlf", True, "id,text\r\n1,a\r\n", "id,text\r\n2,q\r\n", False),
        ("short row", True, "id,text\n1\n", "id,text\n2\n", False),
    ):
        yield _parts(name, (first, second), header=header, good=good)
    yield _parts("three", ("id,text\n1,a\n", "id,text\n2,a\n", "id,text\n3,q\n"))
    yield _parts("one", ("id,text\n1,a\n2,q\n",))
    key = _parts("a key across", ("id,text\n1,a\n", "id,text\n1,a\n"), key="id")
    yield key


def _parts(
    name: str, texts: tuple[str, ...], *, header: bool = True, good: bool = False, key: str = ""
) -> Case:
    paths = [f"part-{number}.csv" for number in range(1, len(texts) + 1)]
    schema: dict[str, Any] = {"fields": [ID, TEXT]}
    if key:
        schema["primaryKey"] = key
    resource = {
        "name": "table",
        "path": paths,
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {**CSV, "header": header},
        "schema": schema,
    }
    files = {path: text.encode() for path, text in zip(paths, texts, strict=True)}
    return Case(f"parts {name}", (resource,), files, {}, good)


def cases() -> Iterator[Case]:
    yield from encodings()
    yield from compression()
    yield from sums()
    yield from parts()
