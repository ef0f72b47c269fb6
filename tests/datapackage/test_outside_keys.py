"""References to tables of other packages: checked when these can be read, else a warning."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import anhui_indicators as ai


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another package, whose table `owners` has the ids 1 and 2, and a fault of its own."""
    folder = tmp_path / "package" / "other"
    folder.mkdir(parents=True)
    (folder / "owners.csv").write_text("id,age\n1,20\n2,x\n")
    fields = [{"name": "id", "type": "integer"}, {"name": "age", "type": "integer"}]
    resource = {"name": "owners", "path": "owners.csv", "schema": {"fields": fields}}
    (folder / "datapackage.json").write_text(json.dumps({"name": "o", "resources": [resource]}))
    return folder


@pytest.fixture
def server(other: Path) -> Iterator[str]:
    serving = functools.partial(Quiet, directory=str(other))
    with ThreadingHTTPServer(("127.0.0.1", 0), serving) as found:
        thread = threading.Thread(target=found.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{found.server_port}/datapackage.json"
        found.shutdown()
        thread.join()


def write(folder: Path, package: str, *owners: str, table: str = "owners") -> Path:
    reference = {"package": package, "resource": table, "fields": "id"}
    schema = {
        "fields": [{"name": "owner", "type": "integer"}],
        "foreignKeys": [{"fields": "owner", "reference": reference}],
    }
    (folder / "cars.csv").write_text("\n".join(["owner", *owners]) + "\n")
    resource = {"name": "cars", "path": "cars.csv", "schema": schema}
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": [resource]}))
    return folder


def test_a_package_in_the_package(other: Path) -> None:
    folder = write(other.parent, "other/datapackage.json", "1", "02", "3")
    report = ai.validate(folder)
    assert [(i.code, i.table, i.row) for i in report] == [("foreign-key", "cars", 4)]
    assert "owners of other/datapackage.json" in report.issues[0].message
    assert report.rows == {"cars": 3}
    assert not ai.validate(write(other.parent, "./other/datapackage.json", "1", "2")).issues


def test_a_package_at_a_url_is_fetched_where_that_is_allowed(other: Path, server: str) -> None:
    folder = write(other.parent, server, "1", "3")
    (issue,) = ai.validate(folder).issues
    assert (issue.code, issue.severity) == ("foreign-key", "warning")
    assert "--allow-remote" in issue.hint
    report = ai.validate(folder, allow_remote=True)
    assert [(i.code, i.severity, i.row) for i in report] == [("foreign-key", "error", 3)]


@pytest.mark.parametrize(
    ("package", "table"),
    [
        ("other/datapackage.json", "lost"),
        ("lost/datapackage.json", "owners"),
        ("../datapackage.json", "owners"),
        ("other/owners.csv", "owners"),
    ],
)
def test_what_cannot_be_read_is_a_warning(other: Path, package: str, table: str) -> None:
    (issue,) = ai.validate(write(other.parent, package, "1", table=table)).issues
    assert (issue.code, issue.severity, issue.column) == ("foreign-key", "warning", "owner")
    assert "are not checked" in issue.message
    assert issue.hint
