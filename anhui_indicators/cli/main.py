"""The program: its options, its commands, and how a failure is reported."""

from __future__ import annotations

import errno
import io
import os
import sys
from typing import Any

import click

from anhui_indicators._text import printable
from anhui_indicators.cli.audit import audit
from anhui_indicators.cli.build import build
from anhui_indicators.cli.cache import cache
from anhui_indicators.cli.cite import cite
from anhui_indicators.cli.common import Commands
from anhui_indicators.cli.config import read_config
from anhui_indicators.cli.convert import convert
from anhui_indicators.cli.diff import diff
from anhui_indicators.cli.digest import digest
from anhui_indicators.cli.explain import explain
from anhui_indicators.cli.fetch import fetch
from anhui_indicators.cli.list import list_indicators, tables
from anhui_indicators.cli.load import load
from anhui_indicators.cli.new import new
from anhui_indicators.cli.publish import publish
from anhui_indicators.cli.scan import scan
from anhui_indicators.cli.show import show
from anhui_indicators.cli.sql import sql
from anhui_indicators.cli.trace import trace
from anhui_indicators.cli.validate import validate
from anhui_indicators.errors import IndicatorsError

UNUSABLE = 2


class Failure(click.ClickException):
    """A failure that the user can act on: two lines, never a traceback."""

    exit_code = UNUSABLE

    def __init__(self, error: IndicatorsError) -> None:
        super().__init__(error.message)
        self.hint = error.hint

    def show(self, file: Any = None) -> None:
        """Print the message and the hint to standard error."""
        click.echo(f"Error: {printable(self.message)}", err=True)
        if self.hint:
            click.echo(f"Hint: {printable(self.hint)}", err=True)


class Program(Commands):
    """A group of commands that turns errors of the library into failures."""

    sections: dict[str, list[str]]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.sections = {}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in groups, each with its first sentence."""
        for section, names in self.sections.items():
            with formatter.section(section):
                rows = [(name, _sentence(self.commands[name])) for name in names]
                formatter.write_dl(rows)

    def make_context(self, *args: Any, **options: Any) -> click.Context:
        """Read the configuration, and make the context of a call."""
        try:
            if not options.get("resilient_parsing"):
                options.setdefault("default_map", read_config(self))
        except IndicatorsError as error:
            raise Failure(error) from error
        return super().make_context(*args, **options)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options apart; `--package` may also come after the command."""
        return super().parse_args(ctx, _package_first(args))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal without Chinese shows escapes instead of failing.
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except IndicatorsError as error:
            raise Failure(error) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # A reader that went away; click ends quietly.
            # What is still to be written would fail again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            reason = f"The output cannot be written: {error.strerror}."
            raise Failure(IndicatorsError(reason, "Check where it goes.")) from error
        return result


def _sentence(command: click.Command) -> str:
    text = " ".join((command.help or "").split("\n\n")[0].split())
    return text.split(". ")[0].removesuffix(".") + "."


def _package_first(args: list[str]) -> list[str]:
    """Move the option `--package` in front of the command."""
    end = args.index("--") if "--" in args else len(args)
    for at, each in enumerate(args[:end]):
        if each.startswith("--package="):
            return [each, *args[:at], *args[at + 1 :]]
        if each == "--package":
            if at + 1 == end:
                raise click.UsageError("Option '--package' requires an argument.")
            return [*args[at : at + 2], *args[:at], *args[at + 2 :]]
    return args


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--package",
    "package",
    metavar="PATH|URL",
    type=click.Path(),
    help="Use another data package: its folder, its datapackage.json, or where it is published.",
)
@click.version_option(package_name="anhui-indicators", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context, package: str | None) -> None:
    """Ten years of Anhui in figures, and the means to publish the figures of any report.

    Data go to standard output, in a form for people on a terminal and for programs in a pipe.
    The exit status is 0 when all is well, 1 when data are invalid, and 2 when the call is wrong
    or something cannot be read.
    """
    ctx.obj = package


for _section, _commands in {
    "Read": (list_indicators, tables, show, load, sql, explain, audit, cite),
    "Check": (validate, digest, diff, trace),
    "Make": (scan, new, build, convert),
    "Publish": (publish, fetch, cache),
}.items():
    for _command in _commands:
        main.add_command(_command)
        main.sections.setdefault(_section, []).append(str(_command.name))
