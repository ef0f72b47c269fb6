"""`fetch`: a published package from the web, checked."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from anhui_indicators._text import printable
from anhui_indicators.cli.progress import shown_progress
from anhui_indicators.errors import RejectedInputError

cache_option = click.option(
    "--cache",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the cache. Default: ANHUI_INDICATORS_CACHE, or that of the platform.",
)


@click.command()
@click.argument("url", metavar="URL[@VERSION]")
@click.option(
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Folder of the package; new, empty, or an earlier fetch of it. Default: in the cache.",
)
@click.option("--digest", metavar="DIGEST", help="Content digest it must have, sha256:….")
@click.option("--offline", is_flag=True, help="Use the cache alone.")
@cache_option
def fetch(
    url: str, output: Path | None, digest: str | None, offline: bool, cache: Path | None
) -> None:
    """Fetch a data package from URL, check it, and print the folder where it is.

    URL is that of a catalogue index.json or its folder, of one package in it, of a release, of a
    datapackage.json or of a zip archive. Without VERSION, it is the latest of the catalogue.

    The exit status is 1 when what is there is rejected, since it is not as it was published, and 2
    when it cannot be read, or URL is not a URL of the web.
    """
    from anhui_indicators.releases.fetch.cache import cache as open_cache
    from anhui_indicators.releases.fetch.fetch import fetch_request
    from anhui_indicators.releases.fetch.request import read_request

    expected = read_request(url, digest=digest)
    try:
        with shown_progress() as progress:
            folder, doubt = fetch_request(expected, open_cache(cache), output, offline, progress)
    except RejectedInputError as error:
        click.echo(f"Error: {printable(error.message)}", err=True)
        click.echo(f"Hint: {printable(error.hint)}", err=True)
        sys.exit(1)
    click.echo(str(folder))
    place = "the cache" if offline else printable(url)
    proof = printable(doubt) or "every file is as it was published"
    click.echo(f"Fetched from {place}; {proof}.", err=True)
