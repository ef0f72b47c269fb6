"""Building: the same everywhere, whole or not at all."""

from __future__ import annotations

import filecmp
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from anhui_indicators.errors import InvalidRecordError, ReadError
from anhui_indicators.indicators.building import output
from anhui_indicators.indicators.building.build import build
from anhui_indicators.indicators.tables.models import MODELS
from tests.conftest import ROOT, needs


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def run_build(python: str, target: Path, **env: str) -> None:
    subprocess.run(
        [python, "-W", "error", "-m", "anhui_indicators", "build", "--output", str(target)],
        check=True,
        cwd=target.parent,
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **env},
    )


def test_two_builds_in_other_circumstances_are_identical(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "package"
    target.parent.mkdir()
    run_build(
        sys.executable,
        target,
        TZ="Asia/Shanghai",
        LC_ALL="tr_TR.UTF-8",
        PYTHONHASHSEED="7",
        PYTHONUTF8="0",
        SOURCE_DATE_EPOCH="1",
    )
    assert contents(target) == contents(built)


@pytest.mark.parametrize("version", ["3.12", "3.13"])
def test_other_versions_of_python_build_the_same(version: str, built: Path, tmp_path: Path) -> None:
    python = shutil.which(f"python{version}") or "false"
    runs = subprocess.run([python, "-c", ""], check=False, capture_output=True).returncode == 0
    needs(f"python{version}", runs)
    subprocess.run([python, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    inner = str(tmp_path / "venv" / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", inner]
    # The sizes and hashes of Parquet files, which are reported, depend on the library that wrote
    # them.
    wanted = [str(ROOT), f"pyarrow=={pa.__version__}"]
    subprocess.run([*pip, "install", "-q", "--no-compile", *wanted], check=True)
    target = tmp_path / "package"
    run_build(inner, target, TZ="America/Lima", LC_ALL="C")
    ours, theirs = contents(built), contents(target)
    assert ours.keys() == theirs.keys()
    for path, data in ours.items():
        if path.endswith(".parquet"):
            assert pq.read_table(target / path).equals(pq.read_table(built / path), True), path
        else:
            assert theirs[path] == data, path


def test_what_is_committed_is_what_the_record_builds(built: Path) -> None:
    assert build(output=ROOT / "datapackage", check=True).changes == ()
    assert contents(ROOT / "datapackage").keys() == contents(built).keys()


def test_the_projections_are_those_of_the_models() -> None:
    script = ROOT / "scripts" / "write_projections.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_check_says_what_would_change_and_changes_nothing(package: Path, record: Path) -> None:
    (package / "data" / "units.csv").unlink()
    path = record / "areas.csv"
    path.write_text(path.read_text().replace("Anhui", "Anhwei"))
    before = contents(package)
    assert build(record, package, check=True).changes == (
        "new data/units.csv",
        "changed data/areas.csv",
        "changed data/areas.parquet",
        "changed datapackage.json",
    )
    assert contents(package) == before
    build(record, package)
    assert build(record, package, check=True).changes == ()


def test_a_record_with_faults_leaves_the_output_as_it_was(package: Path, record: Path) -> None:
    before = contents(package)
    (record / "units.csv").write_text("nonsense")
    with pytest.raises(InvalidRecordError):
        build(record, package)
    assert contents(package) == before


@pytest.mark.parametrize("moment", range(7))
def test_a_failure_while_files_move_takes_all_moves_back(
    moment: int, package: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record / "areas.csv"
    path.write_text(path.read_text().replace("Anhui", "Anhwei"))
    (package / "data" / "units.csv").unlink()
    before = contents(package)
    real, calls = Path.replace, iter(range(1000))

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == moment:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(output.Path, "replace", failing)
    with pytest.raises(ReadError, match="No space left"):
        build(record, package)
    assert contents(package) == before
    assert [p.name for p in package.parent.iterdir() if p.name.startswith(".")] == []


def test_a_failure_in_a_new_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output.Path, "replace", failing)
    with pytest.raises(ReadError):
        build(output=tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_parquet_that_says_the_same_keeps_its_bytes(package: Path) -> None:
    path = package / "data" / "units.parquet"
    pq.write_table(pq.read_table(path), path, compression="snappy")
    other = path.read_bytes()
    build(output=package)
    assert path.read_bytes() == other
    (resource,) = (
        r
        for r in json.loads((package / "datapackage.json").read_text())["resources"]
        if r["name"] == "units-parquet"
    )
    assert resource["hash"] == f"sha256:{hashlib.sha256(other).hexdigest()}"


@pytest.mark.parametrize("damage", [b"", b"PAR1", b"no parquet at all"])
def test_parquet_that_is_damaged_is_written_again(
    damage: bytes, built: Path, package: Path
) -> None:
    path = package / "data" / "units.parquet"
    path.write_bytes(damage)
    build(output=package)
    assert filecmp.cmp(path, built / "data" / "units.parquet", shallow=False)


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(ReadError, match="other things than an earlier build"):
        build(output=tmp_path)
    with pytest.raises(ReadError, match="is a file"):
        build(output=tmp_path / "thesis.docx")
    assert (tmp_path / "thesis.docx").read_text() == "years of work"


def test_a_package_of_a_version_that_knew_fewer_tables_is_replaced(
    built: Path, package: Path
) -> None:
    descriptor = json.loads((package / "datapackage.json").read_bytes())
    descriptor["resources"] = [
        each for each in descriptor["resources"] if not each["name"].startswith("areas")
    ]
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    (package / "data" / "areas.csv").unlink()
    build(output=package)
    assert filecmp.cmp(package / "datapackage.json", built / "datapackage.json", shallow=False)
    del descriptor["conformsTo"]
    (package / "datapackage.json").write_text(json.dumps(descriptor))
    with pytest.raises(ReadError, match="other things than an earlier build"):
        build(output=package)


def test_files_of_others_in_a_package_stay(package: Path, record: Path) -> None:
    (package / "data" / "mine.csv").write_text("mine")
    (record / "areas.csv").write_text((record / "areas.csv").read_text().replace("Anhui", "Anhwei"))
    build(record, package)
    assert (package / "data" / "mine.csv").read_text() == "mine"


def test_files_have_the_permissions_that_the_user_asks_for(built: Path) -> None:
    modes = {stat.S_IMODE(path.stat().st_mode) for path in built.rglob("*.csv")}
    mask = os.umask(0)
    os.umask(mask)
    assert modes == {0o666 & ~mask}


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize(
    "fault", ["missing", "empty", "binary", "latin-1", "no header", "blank line"]
)
def test_a_faulty_file_of_a_record_is_named(name: str, fault: str, record: Path) -> None:
    path = record / f"{name}.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    match fault:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "binary":
            path.write_bytes(bytes(range(256)))
        case "latin-1":
            path.write_bytes(f"{header}\ncaf\xe9".encode("latin-1"))
        case "no header":
            path.write_text(path.read_text(encoding="utf-8").partition("\n")[2] or "1,2,3\n")
        case "blank line":
            path.write_text(header + "\n\n", encoding="utf-8")
    with pytest.raises(InvalidRecordError) as caught:
        build(record, record.parent / "out")
    assert name in {issue.table for issue in caught.value.report}


def test_columns_of_a_record_may_stand_in_any_order_with_any_line_ends(
    record: Path, built: Path, tmp_path: Path
) -> None:
    path = record / "areas.csv"
    lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
    turned = "\r\n".join(",".join(reversed(cells)) for cells in lines)
    path.write_text("\ufeff" + turned, encoding="utf-8", newline="")
    build(record, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(built)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "anhui-indicators"', "", "record.toml has no name"),
        ('name = "anhui-indicators"', "name = 3", "name in record.toml is empty or no text"),
        ('version = "1.0.0"', 'verson = "1.0.0"', "unknown entry verson"),
        ('version = "1.0.0"', "version = ", "not TOML"),
        ('path = "https://creativecommons', 'web = "https://creativecommons', ""),
        ('name = "CC-BY-4.0"', "", ""),
    ],
)
def test_a_faulty_record_toml_is_told(old: str, new: str, message: str, record: Path) -> None:
    path = record / "record.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    if not message:  # A licence needs a name or a URL; one of them may be missing.
        build(record, record.parent / "out")
        return
    with pytest.raises(InvalidRecordError) as caught:
        build(record, record.parent / "out")
    assert any(message in issue.message for issue in caught.value.report)


def test_a_derived_column_in_a_record_is_refused(record: Path) -> None:
    path = record / "observations.csv"
    header, _, rest = path.read_text(encoding="utf-8").partition("\n")
    rows = "\n".join(f"{line},1" for line in rest.splitlines())
    path.write_text(f"{header},lower\n{rows}\n", encoding="utf-8")
    with pytest.raises(InvalidRecordError) as caught:
        build(record, record.parent / "out")
    (issue,) = caught.value.report
    assert (issue.code, issue.column) == ("extra-label", "lower")
    assert "computes" in issue.message


def test_a_folder_that_is_no_record_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no folder"):
        build(tmp_path / "nowhere", tmp_path / "out")
    with pytest.raises(InvalidRecordError, match="is not a record"):
        build(tmp_path, tmp_path / "out")
