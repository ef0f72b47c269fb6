"""Whether the words of a path stay inside the folder that they start from."""

from __future__ import annotations

import re

CHECK_PATH = "Check the path, and that you may read it."
HINT = "A path is relative, with forward slashes, and stays in the folder of the package."

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|data:")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def is_url(path: str) -> bool:
    """Return whether a path is a URL."""
    return bool(_ADDRESS.match(path))


def plain_path(path: str) -> str:
    """Spell a path without the parts that lead nowhere; a URL stays as it is.

    Example:
        >>> plain_path("./data/./units.csv"), plain_path("../units.csv"), plain_path(".")
        ('data/units.csv', '../units.csv', '.')
    """
    parts = [part for part in path.split("/") if part != "."]
    return "/".join(parts) if parts and not is_url(path) else path


def unsafe_path_reason(path: object) -> str:
    """Say what is wrong with a path, in words that follow “the path …”; empty when nothing is.

    Args:
        path: What a descriptor has for a path.

    Example:
        >>> unsafe_path_reason("data/units.csv"), unsafe_path_reason("../units.csv")
        ('', 'leads upwards')
    """
    if not isinstance(path, str) or not path:
        return "is empty" if path == "" else "is not text"
    parts = path.split("/")
    issues = {
        "is absolute": path.startswith("/"),
        "is that of another system": "\\" in path or bool(re.match(r"[A-Za-z]:", path)),
        "leads upwards": ".." in parts,
        "leads to something hidden": any(part.startswith(("~", ".")) for part in parts),
        "has an empty part": "" in parts,
        "is percent-encoded": bool(_ENCODED.search(path)),
        "holds characters that none may have": ":" in path or not path.isprintable(),
    }
    return next((words for words, applies in issues.items() if applies), "")
