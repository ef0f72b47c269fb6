"""`cache`: the packages that have been fetched."""

from __future__ import annotations

from pathlib import Path

import click

from anhui_indicators.cli.common import Commands, frame_format
from anhui_indicators.cli.fetch import cache_option
from anhui_indicators.cli.output import print_frame


@click.group(cls=Commands)
def cache() -> None:
    """Show or empty the cache of packages that have been fetched."""


@cache.command("list")
@cache_option
@frame_format
def list_entries(cache: Path | None, form: str | None) -> None:
    """List the packages in the cache, with their sizes in bytes."""
    import pyarrow as pa

    from anhui_indicators.releases.fetch.cache import cache as open_cache

    rows = [
        {
            "name": entry.name,
            "version": entry.version,
            "size": entry.size,
            "address": entry.url,
            "digest": entry.digest,
        }
        for entry in open_cache(cache).entries
    ]
    names = ("name", "version", "size", "address", "digest")
    schema = pa.schema([(name, "int64" if name == "size" else "string") for name in names])
    print_frame(pa.Table.from_pylist(rows, schema=schema), form)


@cache.command()
@cache_option
def clear(cache: Path | None) -> None:
    """Remove all packages, and what is remembered of catalogues."""
    from anhui_indicators.releases.fetch.cache import cache as open_cache

    store = open_cache(cache)
    sizes = [entry.size for entry in store.entries]
    store.clear()
    packages = "1 package" if len(sizes) == 1 else f"{len(sizes):,} packages"
    click.echo(f"{store.folder}: {packages} removed, {sum(sizes):,} bytes.", err=True)
