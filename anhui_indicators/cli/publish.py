"""`publish`: a release that never changes, at a place that static hosting can serve."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from anhui_indicators._text import printable
from anhui_indicators.cli.common import report_format, warn_if_older
from anhui_indicators.cli.progress import shown_progress

if TYPE_CHECKING:
    from anhui_indicators.errors import RejectedReleaseError


@click.command()
@click.argument("destination", type=click.Path())
@click.option("--name", metavar="NAME", help="Name for the release of a package without one.")
@click.option(
    "--version",
    metavar="VERSION|calendar",
    help="Version for it; “calendar” for that of today, such as 2026.1128.0.",
)
@click.option("--verify", is_flag=True, help="Publish nothing; check all that is there.")
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be written.")
@click.option("--allow-remote", is_flag=True, help="Fetch what the package refers to by a URL.")
@report_format
@click.pass_context
def publish(
    ctx: click.Context,
    destination: str,
    name: str | None,
    version: str | None,
    verify: bool,
    dry_run: bool,
    allow_remote: bool,
    form: str,
) -> None:
    """Publish the package at DESTINATION: a folder, or a URL in an object store.

    It is the package that --package names, or else the one in the working directory. A URL of a
    store begins with s3://, gs:// or abfs://; credentials are found as the library of the store
    finds them.

    Each release has a folder of its own, NAME/VERSION, and never changes; the catalogue
    index.json lists all. Publishing the same again changes nothing, and finishes what was cut
    short.

    The exit status is 1 when the package is invalid, or its version is too low or taken by other
    content; nothing is published then.

    With --verify, each file of each release at DESTINATION is read and held against its hash; the
    exit status is 1 when one is not as it was published.
    """
    from anhui_indicators.api.publish import publish as publish_package
    from anhui_indicators.api.targets import package_here
    from anhui_indicators.errors import ReadError, RejectedReleaseError

    if verify:
        _verify(destination, form)
        return
    package = ctx.find_root().obj or package_here()
    if package is None:
        message = "There is no data package in this folder."
        raise ReadError(message, "Name one: anhui-indicators --package PATH publish DESTINATION")
    warn_if_older(package)
    try:
        with shown_progress() as progress:
            done = publish_package(
                package,
                destination,
                name=name,
                version=version,
                dry_run=dry_run,
                allow_remote=allow_remote,
                progress=progress,
            )
    except RejectedReleaseError as error:
        _tell(error)
        sys.exit(1)
    click.echo(done.to_json() if form == "json" else printable(done.to_text()))


def _verify(destination: str, form: str) -> None:
    from anhui_indicators.api.publish import verify

    with shown_progress() as progress:
        found = verify(destination, progress=progress)
    click.echo(found.to_json() if form == "json" else printable(found.to_text()))
    if not found.valid:
        sys.exit(1)


def _tell(error: RejectedReleaseError) -> None:
    """Say why nothing is published, with the issues of an invalid package."""
    if error.report is not None:
        click.echo(printable(error.report.to_text()), err=True)
    click.echo(f"Error: {printable(error.message)}", err=True)
    click.echo(f"Hint: {printable(error.hint)}", err=True)
