"""The module `csv` of Python with a limit on cells that is ours alone.

Python holds the limit for the whole process, and with that of Python long cells cannot be read: a
library that raises it changes what all other code may read. The code in C that `csv` is made of
keeps its limit in the module; a second module of it has one of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, cast

from anhui_indicators.datapackage.limits import CELL_CHARACTERS


def _second_module() -> ModuleType:
    spec = cast(ModuleSpec, find_spec("_csv"))
    module = module_from_spec(spec)
    cast(Any, spec.loader).exec_module(module)
    module.field_size_limit(CELL_CHARACTERS)
    return module


_CSV = _second_module()

# What `reader` raises; `csv.Error` is another.
Error: type[Exception] = _CSV.Error

QUOTE_MINIMAL: int = _CSV.QUOTE_MINIMAL
QUOTE_NONE: int = _CSV.QUOTE_NONE


def reader(lines: Iterable[str], **options: Any) -> Any:
    """Split lines into rows of cells.

    Args:
        lines: Lines with their ends.
        options: As for `csv.reader`.

    Returns:
        An iterator of rows, with `line_num`. It raises `Error` for a cell of more characters than
        the limit, and when `strict`, for what is not CSV.
    """
    return _CSV.reader(lines, **options)
