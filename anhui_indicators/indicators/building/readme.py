"""The README beside the data: what they are, how to read them, how to cite them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from anhui_indicators.indicators.queries.codebook import overview
from anhui_indicators.indicators.tables.models import MODELS
from anhui_indicators.metadata.citation import cite

README = "README.md"

# Whoever writes a README of their own keeps it.
_MADE = "<!-- Made by `anhui-indicators build`. Without this line it is yours, and is kept. -->"


def is_kept(folder: Path) -> bool:
    """Return whether a folder has a README that somebody has written."""
    try:
        return not (folder / README).read_bytes().startswith(_MADE.encode())
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True


def write_readme(descriptor: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> bytes:
    """Write the README of a package, in Markdown.

    Args:
        descriptor: Descriptor of the package.
        tables: Its tables, complete.
    """
    return ("\n\n".join(_paragraphs(descriptor, tables)) + "\n").encode()


def _paragraphs(descriptor: Mapping[str, Any], tables: Mapping[str, pa.Table]) -> Iterator[str]:
    yield _MADE
    yield f"# {descriptor['title']}"
    yield str(descriptor["description"])
    yield (
        f"Version {descriptor['version']}. A [data package](https://datapackage.org): "
        "`datapackage.json` describes each table and each column, and `data/` holds each table as "
        "CSV and as Parquet. The bounds of a value are bounds of rounding, not confidence "
        "intervals: what the printed figure can stand for."
    )
    yield "## Read it"
    yield _code("python", 'import pandas as pd\n\npd.read_parquet("data/observations.parquet")')
    yield _code("r", 'readr::read_csv("data/observations.csv")')
    yield _code("sql", "-- DuckDB\nSELECT * FROM 'data/observations.parquet';")
    yield f"## The {tables['indicators'].num_rows} indicators"
    yield overview(tables).rstrip()
    yield "## The tables"
    for name, model in MODELS.items():
        schema = model.to_schema()
        yield f"**`{name}`**: {schema.description} {_counted(tables[name].num_rows)}"
        yield "\n".join(
            f"- `{column}`: {described.description}" for column, described in schema.columns.items()
        )
    yield "## Licence and citation"
    licences = [_licence(entry) for entry in descriptor["licenses"]]
    yield f"Licence: {', '.join(licences)}. Cite the data as:"
    yield f"> {cite(descriptor)}"
    yield _code("bibtex", cite(descriptor, "bibtex"))


def _counted(rows: int) -> str:
    return f"{rows:,} row{'' if rows == 1 else 's'}."


def _licence(entry: Mapping[str, Any]) -> str:
    name = str(entry.get("title") or entry.get("name") or entry["path"])
    return f"[{name}]({entry['path']})" if entry.get("path") else name


def _code(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"
