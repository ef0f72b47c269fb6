"""Weigh a plain installation: its packages and the room that they take.

Usage: python -m benchmarks.weight   (half a minute; installs a new wheel into a new folder)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVIEST = 4
MEBIBYTE = 2**20


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        build = [sys.executable, "-m", "build", "--wheel", "--outdir", folder, str(ROOT)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        (wheel,) = Path(folder).glob("*.whl")
        place = Path(folder, "environment")
        # Without pip, which is not a part of it.
        venv.create(place)
        python = place / "bin" / "python"
        install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
        subprocess.run([*install, str(wheel)], check=True)
        (packages,) = place.glob("lib/python*/site-packages")
        print(f"wheel: {wheel.stat().st_size / 1000:,.0f} kB")
        print(f"packages: {len(list(packages.glob('*.dist-info')))}")
        print(f"in all: {_size(packages):,.0f} MiB, of which:")
        sizes = {path.name: _size(path) for path in packages.iterdir()}
        for name in sorted(sizes, key=lambda each: -sizes[each])[:HEAVIEST]:
            print(f"  {name}: {sizes[name]:,.0f} MiB")
    return 0


def _size(path: Path) -> float:
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file()) / MEBIBYTE


if __name__ == "__main__":
    sys.exit(main())
