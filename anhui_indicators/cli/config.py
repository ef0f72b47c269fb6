"""Defaults of options from a file in the working directory, for continuous integration."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from anhui_indicators.errors import ReadError, nearest

# The first that is there counts.
FILES = (".anhui-indicators.toml", "pyproject.toml")

_SHAPE = "Write the options of a command in a table, such as [validate]."

# Commands whose options have defaults there: they read, so that nothing is written unasked.
COMMANDS = ("validate", "digest")


def read_config(program: click.Group) -> dict[str, Any]:
    """Read the defaults that the working directory has for options and arguments.

    Options have their long names: those of the program at the top, those of a command in a
    table of its name. `pyproject.toml` has them below `[tool.anhui-indicators]`.

    Args:
        program: The program, whose options and commands give the names that are known.

    Returns:
        The defaults as click wants them; empty when there is no file.

    Raises:
        ReadError: When the file is not TOML, or has a name that is not known.
    """
    for name in FILES:
        found = _read(Path(name))
        if found is not None:
            return _defaults(program, found, name)
    return {}


def _read(path: Path) -> dict[str, Any] | None:
    try:
        if not path.is_file():
            return None
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReadError(f"{path} cannot be read: {error}.", "Fix it, or remove it.") from error
    if path.name != "pyproject.toml":
        return found
    tool = found.get("tool")
    own = tool.get("anhui-indicators") if isinstance(tool, dict) else None
    if own is not None and not isinstance(own, dict):
        raise ReadError(f"{path}: tool.anhui-indicators is not a table.", _SHAPE)
    return own


def _defaults(command: click.Command, found: dict[str, Any], where: str) -> dict[str, Any]:
    """Give the defaults under the names that parameters have inside."""
    parameters = {_long_name(each): each for each in command.params if each.expose_value}
    known = command.commands if isinstance(command, click.Group) else {}
    commands = {name: each for name, each in known.items() if name in COMMANDS}
    defaults: dict[str, Any] = {}
    for name, value in found.items():
        if name in commands:
            if not isinstance(value, dict):
                raise ReadError(f"{where}: {name} is not a table.", _SHAPE)
            defaults[name] = _defaults(commands[name], value, f"{where}, {name}")
        elif name in parameters:
            parameter = parameters[name]
            defaults[str(parameter.name)] = _value(parameter, value, f"{where}: {name}")
        else:
            names = [*parameters, *commands]
            near = nearest(name, names)
            hint = f"Did you mean {near[0]}?" if near else f"It takes {', '.join(names)}."
            raise ReadError(f"{where}: there is no option {name!r}.", hint)
    return defaults


def _value(parameter: click.Parameter, value: Any, where: str) -> Any:
    """Give the value of an option; a list where it may be given again.

    Raises:
        ReadError: When it is not of the type of the option.
    """
    is_list = getattr(parameter, "multiple", False) or parameter.nargs == -1
    values = value if is_list and isinstance(value, list) else [value]
    is_flag = getattr(parameter, "is_flag", False)
    kind = bool if is_flag else int if isinstance(parameter.type, click.IntRange) else str
    words = {bool: "true or false", int: "a whole number", str: "text"}[kind]
    for each in values:
        if type(each) is not kind:
            many = " or a list of texts" if is_list else ""
            raise ReadError(f"{where} is not {words}{many}.", f"It is {each!r}; fix it.")
        try:
            parameter.type.convert(each, parameter, None)
        except click.BadParameter as error:
            raise ReadError(f"{where}: {error.message}", "Fix it.") from error
    return values if is_list else value


def _long_name(parameter: click.Parameter) -> str:
    names = [each[2:] for each in parameter.opts if each.startswith("--")]
    return names[0] if names else str(parameter.name)
