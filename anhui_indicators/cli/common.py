"""What commands share: the package they work on, options, and what the shell completes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from anhui_indicators.indicators.package import IndicatorPackage
    from anhui_indicators.packages.data_package import DataPackage

F = TypeVar("F", bound=Callable[..., Any])


class Commands(click.Group):
    """A group of commands that is called wrongly without one, and names what is near a name."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options apart; without arguments, give help."""
        if not args and not ctx.resilient_parsing:  # From 8.2 on, click does so itself.
            click.echo(ctx.get_help(), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if type(error) is not click.UsageError:
                raise  # From 8.4 on, click has one of its own, which names them.
            message = error.message + _near(args[0], self.commands)
            raise click.UsageError(message, error.ctx) from error


def _near(name: str, commands: Iterable[str]) -> str:
    """Name the commands that are near a name, in the words of click."""
    from difflib import get_close_matches

    near = [repr(each) for each in sorted(get_close_matches(name, commands))]
    if len(near) > 1:
        return f" (Did you mean one of: {', '.join(near)}?)"
    return f" Did you mean {near[0]}?" if near else ""


frame_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    help="Default: table, or csv in a pipe.",
)


wide_option = click.option(
    "--wide", is_flag=True, help="Show all columns, however wide the terminal is."
)


def screen_format(screen: str) -> Callable[[F], F]:
    """Offer what a person reads, by its name, and JSON; see `wants_json`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice([screen, "json"]),
        help=f"Default: {screen}, or json in a pipe.",
    )


report_format = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to report what was found.",
)


def chosen_targets(ctx: click.Context, targets: tuple[str, ...]) -> list[str | None]:
    """Give what a command works on: what is named, else `chosen_target`.

    Args:
        ctx: The context of the command.
        targets: What comes after the command; by default what the configuration names.
    """
    configured: Any = ctx.lookup_default("targets", call=False)
    return list(targets or configured or [chosen_target(ctx)])


def chosen_target(ctx: click.Context) -> str | None:
    """Give the package that `--package` names, else the one in the working directory, else None.

    None is the package that ships with the library.
    """
    from anhui_indicators.api.targets import package_here

    chosen: str | None = ctx.find_root().obj or package_here()
    return chosen


def chosen_indicators(ctx: click.Context) -> IndicatorPackage:
    """Open a package as `chosen_package` does, which has to be one of indicators.

    Raises:
        ReadError: When it is another.
    """
    from anhui_indicators.errors import ReadError

    package = chosen_package(ctx)
    if indicators := as_indicators(package):
        return indicators
    message = f"{ctx.find_root().obj} is not a package of indicators."
    raise ReadError(message, "list, tables, show, load, sql and cite are for any package.")


def as_indicators(package: DataPackage) -> IndicatorPackage | None:
    """Give a package that is one of indicators; None for another."""
    from anhui_indicators.indicators.package import IndicatorPackage

    return package if isinstance(package, IndicatorPackage) else None


def chosen_package(ctx: click.Context) -> DataPackage:
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


def complete_columns(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the columns of the table that is named to the shell; behind `=` its values."""
    package = chosen_package(ctx)
    table = str(ctx.params.get("table") or "observations")
    if table not in package.tables():
        return []
    column, sign, begun = incomplete.partition("=")
    names = [str(field["name"]) for field in package.schema(table).get("fields", [])]
    if sign and column in names:
        rows = package.load(table, engine="pyarrow", columns=[column])[column].unique()
        values = {str(value) for value in rows.to_pylist() if value is not None}
        return sorted(f"{column}={value}" for value in values if value.startswith(begun))
    done, comma, begun = incomplete.rpartition(",")
    ends = "=" if param.name == "conditions" else ""
    return [f"{done}{comma}{name}{ends}" for name in names if name.startswith(begun)]


def complete_themes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the themes of indicators to the shell."""
    themes = {row["theme"] for row in chosen_indicators(ctx).files.rows("indicators")}
    return sorted(theme for theme in themes if theme.startswith(incomplete))


def complete_codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the codes of issues to the shell."""
    from anhui_indicators.api.codes import CODES

    return [code for code in CODES if code.startswith(incomplete)]


def complete_observations(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of observations to the shell."""
    rows = chosen_indicators(ctx).files.rows("observations")
    names = (row["observation_id"] for row in rows)
    return [name for name in names if name.startswith(incomplete)]


def complete_values(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of observations and indicators to the shell."""
    return [
        *complete_indicators(ctx, param, incomplete),
        *complete_observations(ctx, param, incomplete),
    ]


def complete_shown(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer what can be shown to the shell: indicators, or else tables."""
    if as_indicators(chosen_package(ctx)) is None:
        return complete_tables(ctx, param, incomplete)
    return complete_indicators(ctx, param, incomplete)


def complete_indicators(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of indicators to the shell."""
    rows = chosen_indicators(ctx).files.rows("indicators")
    names = (row["indicator_id"] for row in rows)
    return [name for name in names if name.startswith(incomplete)]
