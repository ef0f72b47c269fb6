"""What commands share: the package they work on, options, and what the shell completes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from anhui_indicators.indicators.package import IndicatorPackage

F = TypeVar("F", bound=Callable[..., Any])

frame_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    help="Default: table, or csv in a pipe.",
)


def screen_format(screen: str) -> Callable[[F], F]:
    """Offer what a person reads, by its name, and JSON; see `wants_json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([screen, "json"]),
        help=f"Default: {screen}, or json in a pipe.",
    )


def _report_format(*forms: str) -> Callable[[F], F]:
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", *forms]),
        default="text",
        show_default=True,
        help="How to tell what was found.",
    )


report_format = _report_format()

# What is found in files of a repository can be shown beside them.
files_format = _report_format("sarif", "github")


def chosen_package(ctx: click.Context) -> IndicatorPackage:
    """Open the package that `--package` names, or the one that ships with the library."""
    from anhui_indicators.api.targets import embedded, open_package

    path = ctx.find_root().obj
    if path is None:
        return embedded()
    warn_if_older(path)
    return open_package(path)


def warn_if_older(path: str) -> None:
    """Say on standard error when a record was changed after its package was built."""
    from anhui_indicators.indicators.locations import newer_than_package

    if newer := newer_than_package(path):
        names = ", ".join(newer)
        click.echo(f"Note: {names} changed after the last build: build {path}", err=True)


def complete_tables(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of tables to the shell."""
    return [name for name in chosen_package(ctx).tables() if name.startswith(incomplete)]


def complete_observations(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of observations to the shell."""
    rows = chosen_package(ctx).files.rows("observations")
    names = (row["observation_id"] for row in rows)
    return [name for name in names if name.startswith(incomplete)]


def complete_indicators(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of indicators to the shell."""
    rows = chosen_package(ctx).files.rows("indicators")
    names = (row["indicator_id"] for row in rows)
    return [name for name in names if name.startswith(incomplete)]
