"""The beginning of a record: all that a text gives by itself."""

from __future__ import annotations

import os
import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from string import Template
from typing import Any

import pyarrow as pa

from anhui_indicators._files import TEMPORARY
from anhui_indicators.consistency.relations import RELATIONS
from anhui_indicators.datapackage.limits import CELL_CHARACTERS
from anhui_indicators.datapackage.writers.csv import write_csv
from anhui_indicators.datapackage.writers.plain_values import plain_number
from anhui_indicators.errors import ReadError
from anhui_indicators.extraction.candidates import Candidate, find_candidates
from anhui_indicators.extraction.canonical_text import CanonicalText, read_text
from anhui_indicators.indicators.building.output import replace_files
from anhui_indicators.indicators.table_schemas import TABLES, arrow_types, record_columns

TEMPLATES = Path(__file__).parent / "templates"

# Characters of a number that are taken into the name of its figure.
_STEM = 60


def new(folder: str | os.PathLike[str], text: str | os.PathLike[str]) -> int:
    """Begin a record of a report.

    The record builds as it is: its ledger holds every figure that `scan` finds in the text, its
    other tables are empty, and a `README.md` in it leads through what is to be filled in.

    Args:
        folder: Folder of the record; new, or empty.
        text: Text of the report, in English and UTF-8.

    Returns:
        Number of figures in the ledger.

    Raises:
        ReadError: When the text cannot be read or holds no figure, or the folder is not
            empty or cannot be written.
    """
    target = Path(folder)
    try:
        # What a run that was killed has left hidden belongs to nobody.
        taken = target.exists() and not (
            target.is_dir() and all(path.name.startswith(TEMPORARY) for path in target.iterdir())
        )
    except (OSError, ValueError) as error:
        message = f"{str(folder)!r} cannot be used: {error}."
        raise ReadError(message, "Give a folder that you may write to.") from error
    if taken:
        raise ReadError(f"{folder} exists and is not an empty folder.", "Name a new one.")
    canonical = read_text(text)
    source_id = _slug(Path(text).stem) or "report"
    figures = list(_ledger(canonical, source_id))
    if not figures:
        raise ReadError(f"{text} prints no figure.", "A record needs at least one.")
    if any(len(row["token"]) > CELL_CHARACTERS for row in figures):
        message = f"{text} prints a figure of more than {CELL_CHARACTERS:,} characters."
        raise ReadError(message, "Take it out, or break it up.")
    files = {
        f"{name}.csv": _csv(name, {"sources": [_source(canonical, text, source_id)]}.get(name, []))
        for name in TABLES
        if name != "figures"
    }
    files["figures.csv"] = _csv("figures", figures)
    words = {
        "name": _slug(target.resolve().name) or "record",
        "title": _quotable(Path(text).stem),
        "folder": shlex.quote(str(folder)),
        "text": shlex.quote(str(text)),
        "relations": "\n".join(_relations()),
    }
    for name in ("record.toml", "README.md"):
        template = Template((TEMPLATES / name).read_text(encoding="utf-8"))
        # A name of a file may hold what is not UTF-8.
        files[name] = template.substitute(words).encode(errors="backslashreplace")
    replace_files(target, files)
    return len(figures)


def _slug(name: str) -> str:
    """Make a name of letters, digits and hyphens, as far as a text has any in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _ledger(text: CanonicalText, source_id: str) -> Iterator[dict[str, Any]]:
    """Give a row for each candidate.

    A figure of the role `observation` needs an observation, and there is none yet: until then it
    is context, with a note on what it looks like.
    """
    names: set[str] = set()
    counts: Counter[str] = Counter()
    for candidate in find_candidates(text):
        stem = f"p{candidate.paragraph:02}-{_slug(candidate.token)[:_STEM].strip('-') or 'figure'}"
        name = stem
        while name in names:
            counts[stem] += 1
            name = f"{stem}-no-{counts[stem] + 1}"
        names.add(name)
        is_value = candidate.role == "observation"
        yield {
            "figure_id": name,
            "source_id": source_id,
            "paragraph": candidate.paragraph,
            "token": candidate.token,
            "occurrence": candidate.occurrence,
            "role": "context" if is_value else candidate.role,
            "note": _looks_like(candidate) if is_value else "To do: the role is a guess.",
        }


def _looks_like(candidate: Candidate) -> str:
    number = "" if candidate.value is None else f" {plain_number(float(candidate.value))}"
    unit = f" {candidate.unit}" if candidate.unit else ""
    parts = [
        f"To do: looks like an observation:{number}{unit}",
        candidate.qualifier or "an upper limit, for which there is no qualifier",
        *([f"resolution {candidate.resolution:f}"] if candidate.resolution is not None else []),
    ]
    return f"{', '.join(parts)}."


def _relations() -> Iterator[str]:
    """Give a line a relation: what follows from what."""
    for name, group in groupby(RELATIONS, key=lambda way: way.name):
        ways = list(group)
        forms = "; ".join(f"{way.gives} from {way.expected}" for way in ways)
        steps = ", with steps" if ways[0].takes_steps else ""
        yield f"   - `{name}`: {forms}{steps}"


def _source(text: CanonicalText, path: str | os.PathLike[str], source_id: str) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "title": _quotable(Path(path).stem),
        "publisher": "unknown",
        "language": "en",
        "text_sha256": text.sha256,
        "text_length": text.length,
        "paragraph_count": len(text.paragraphs),
        "note": "To do: title, publisher, authors, date and URL.",
    }


def _csv(name: str, rows: list[dict[str, Any]]) -> bytes:
    types = arrow_types(name)
    fields = [types.field(column) for column in record_columns(name)]
    return write_csv(pa.Table.from_pylist(rows, schema=pa.schema(fields)))


def _quotable(name: str) -> str:
    """Leave out of a file name what would end a text in TOML, or do something to a terminal."""
    return "".join(c for c in name if c.isprintable() and c not in '"\\').strip() or "report"
