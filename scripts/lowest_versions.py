"""Print the lowest versions that pyproject.toml allows, as constraints for pip.

Only what the library itself requires counts, with its extras; tests run with the newest tools.

Usage: python scripts/lowest_versions.py > lowest.txt
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parent.parent / "pyproject.toml"

_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?>=(?P<lowest>[\w.]+)")


def main() -> int:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {}).values()
    for requirement in sum(extras, project["dependencies"]):
        found = _REQUIREMENT.fullmatch(requirement)
        if found is None:
            print(f"{requirement!r} is not of the form name>=version", file=sys.stderr)
            return 1
        print(f"{found['name']}=={found['lowest']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
