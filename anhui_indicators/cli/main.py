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


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--package",
    "package",
    metavar="PATH|URL",
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


for _command in (
    list_indicators,
    tables,
    show,
    load,
    explain,
    audit,
    trace,
    validate,
    scan,
    new,
    build,
    publish,
    digest,
    diff,
    fetch,
    cache,
    cite,
):
    main.add_command(_command)
