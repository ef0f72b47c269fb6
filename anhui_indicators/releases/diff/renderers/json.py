"""A difference as JSON, with each value digit by digit as it is in its table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from anhui_indicators._text import CONTROL

if TYPE_CHECKING:
    from anhui_indicators.releases.diff.changes import Change
    from anhui_indicators.releases.diff.difference import Difference, Side


def render(difference: Difference) -> str:
    """Give a difference as JSON text, with a line for each change.

    Args:
        difference: The difference.
    """
    members = {
        "old": _side(difference.old),
        "new": _side(difference.new),
        "level": json.dumps(difference.level),
        "required_version": json.dumps(difference.required_version),
        "sufficient": json.dumps(difference.sufficient),
        "keyless": _text(list(difference.tables_without_key)),
        "changes": _listed([_change(change) for change in difference.changes]),
    }
    lines = ",\n".join(f'  "{name}": {value}' for name, value in members.items())
    text = f"{{\n{lines}\n}}"
    # What JSON leaves as it is, a terminal may not.
    return CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _change(change: Change) -> str:
    members = {
        "kind": _text(change.kind),
        "level": _text(change.level),
        "table": _text(change.table),
        "column": _text(change.column),
        "subject": _text(change.subject) if change.subject else None,
        # The values are JSON already; through Python, numbers would lose digits.
        "key": f"[{', '.join(change.key)}]" if change.key else None,
        "old_row": _text(change.old_row) if change.old_row is not None else None,
        "new_row": _text(change.new_row) if change.new_row is not None else None,
        "before": change.before,
        "after": change.after,
        "reason": _text(change.reason),
        "count": _text(change.count) if change.count > 1 else None,
        "first": f"[{', '.join(map(_change, change.first))}]" if change.first else None,
    }
    given = (f'"{name}": {value}' for name, value in members.items() if value is not None)
    return f"{{{', '.join(given)}}}"


def _listed(entries: list[str]) -> str:
    lines = ",\n".join(f"    {entry}" for entry in entries)
    return f"[\n{lines}\n  ]" if entries else "[]"


def _side(side: Side) -> str:
    return _text({"name": side.name, "version": side.version})


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
