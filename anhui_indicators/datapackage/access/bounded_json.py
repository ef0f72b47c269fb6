"""Reading JSON that may be made to do harm: bounded in size and depth, never a recursion error."""

from __future__ import annotations

import json
from typing import Any

from anhui_indicators.datapackage.codes.files import LIMIT_ERROR
from anhui_indicators.datapackage.limits import DESCRIPTOR_BYTES, JSON_CONTAINERS, JSON_DEPTH
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.errors import RejectedInputError


def read_json(data: bytes, what: str, code: Code, limit: int = DESCRIPTOR_BYTES) -> Any:
    """Read JSON.

    Args:
        data: UTF-8, with or without byte order mark.
        what: What it is, for messages, such as the path of its file.
        code: Code of the issue that an issue becomes.
        limit: Greatest size in bytes; up to that of descriptors, arrays and objects are counted.

    Returns:
        The value.

    Raises:
        RejectedInputError: When it is not JSON, too large or too deep.
    """
    if len(data) > limit:
        message = f"{what} has {len(data):,} bytes; up to {limit:,} are read."
        raise RejectedInputError(LIMIT_ERROR, message, "Make it smaller.")
    # Before they are made, which is what takes the memory.
    if limit <= DESCRIPTOR_BYTES and data.count(b"{") + data.count(b"[") > JSON_CONTAINERS:
        message = f"{what} has more than {JSON_CONTAINERS:,} arrays and objects."
        raise RejectedInputError(LIMIT_ERROR, message, "Make it smaller.")
    try:
        value = parse(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise _too_deep(what) from error
    except ValueError as error:
        raise RejectedInputError(
            code, f"{what} is not JSON: {error}.", "Fix its syntax."
        ) from error
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > JSON_DEPTH:
            raise _too_deep(what)
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return value


def parse(text: str) -> Any:
    """Read JSON text.

    Raises:
        ValueError: When it is not one, or has half a character, which no other text can hold.
        RecursionError: When it is too deep.
    """
    value = json.loads(text)
    if "\\ud" in text or "\\uD" in text:
        json.dumps(value, ensure_ascii=False).encode()
    return value


def _too_deep(what: str) -> RejectedInputError:
    message = f"{what} nests arrays and objects more than {JSON_DEPTH} levels deep."
    return RejectedInputError(LIMIT_ERROR, message, "Flatten it.")
