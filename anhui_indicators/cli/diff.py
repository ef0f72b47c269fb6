"""`diff`: what differs between two versions of a package."""

from __future__ import annotations

import sys

import click

from anhui_indicators.cli.progress import shown_progress
from anhui_indicators.diagnostics.collector import FEW, MANY


@click.command()
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to report what differs.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help=f"Report each change; else {FEW} of a kind, and {MANY:,} for json.",
)
@click.option("--allow-remote", is_flag=True, help="Fetch what a package refers to by its URL.")
def diff(old: str, new: str, form: str, every: bool, allow_remote: bool) -> None:
    """Show what differs between OLD and NEW, two versions of a data package.

    Each is a folder, a descriptor, a zip archive or a URL. Values are compared, not bytes.
    Each change is major, minor or patch by the Data Package Version recipe, and the version that
    the new package needs is reported.

    The exit status is 0 when nothing differs, 1 when something does, 2 when one cannot be read.
    """
    from anhui_indicators.api.diff import diff as compare

    limit = None if every else MANY if form == "json" else FEW
    with shown_progress() as progress:
        found = compare(old, new, limit=limit, allow_remote=allow_remote, progress=progress)
    if form == "json":
        reported = found.to_json()
    else:
        reported = found.to_markdown(limit) if form == "markdown" else found.to_text(limit)
    click.echo(reported)
    sys.exit(1 if found else 0)
