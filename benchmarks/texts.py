"""How well figures are found in a text, and how the time of tracing grows with its length.

The embedded ledger, which was made by hand, is the measure; the alternative is a search for digits.
The report itself does not ship: its path is in the environment variable ANHUI_REPORT.

Usage: python -m benchmarks.texts
"""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import anhui_indicators as ai
from anhui_indicators.extraction.candidates import find_candidates
from anhui_indicators.extraction.canonical_text import CanonicalText, read_text
from anhui_indicators.indicators.ledger.alignment import locate_figures

MEGABYTES = (1, 2, 5, 10)

# Paragraph, start and end of a figure.
Span = tuple[int, int, int]


def main() -> int:
    report = os.environ.get("ANHUI_REPORT")
    if report:
        print_precision(read_text(report))
    else:
        print("ANHUI_REPORT is not set: precision and recall are left out.\n")
    print_growth()
    return 0


def print_precision(text: CanonicalText) -> None:
    """Print how many figures of the ledger are found, and how many of those found are in it."""
    rows = ai.load("figures", engine="pyarrow").to_pylist()
    places, _ = locate_figures(rows, text.paragraphs)
    ledger = {
        (p.paragraph, p.start, p.end): row for row in rows for p in [places[row["figure_id"]]]
    }
    words = [s for s in ledger if not re.search(r"\d", ledger[s]["token"])]
    digits = [s for s in ledger if s not in words]
    candidates = list(find_candidates(text))
    ours = [(c.paragraph, c.start, c.start + len(c.token)) for c in candidates]
    plain = [
        (number, *found.span())
        for number, paragraph in enumerate(text.paragraphs, 1)
        for found in re.finditer(r"\d[\d,.]*", paragraph)
    ]
    print(f"{len(ledger)} figures in the ledger, {len(words)} of them in words.\n")
    print("| what | `scan` | search for digits |")
    print("| --- | ---: | ---: |")
    for name, spans in (("figures in digits found", digits), ("figures in words found", words)):
        print(f"| {name} | {_of(spans, ours)} | {_of(spans, plain)} |")
    print(f"| candidates that are in the ledger | {_of(ours, ledger)} | {_of(plain, ledger)} |")
    exact = sum(span in ledger for span in ours)
    print(f"| tokens as a person chose them | {exact} of {len(ours)} | |")
    roles = sum(
        c.role == ledger[s]["role"] for c, s in zip(candidates, ours, strict=True) if s in ledger
    )
    print(f"| roles guessed right, of those | {roles} of {exact} | |\n")


def print_growth() -> None:
    """Print how long tracing takes for texts of growing length, as whole processes."""
    print("| text | `trace` | for each MB | the same on one line | a search for digits |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    sample = _sample(MEGABYTES[-1] * 1_000_000)
    search = "import re, sys; re.findall(r'[0-9]+', open(sys.argv[1]).read())"
    with tempfile.TemporaryDirectory() as folder:
        for size in MEGABYTES:
            part = sample[: size * 1_000_000]
            path, line = Path(folder, "text.txt"), Path(folder, "line.txt")
            path.write_text(part, encoding="utf-8")
            line.write_text(part.replace("\n", " "), encoding="utf-8")
            program = [sys.executable, "-m", "anhui_indicators", "trace"]
            ours, joined = _seconds([*program, str(path)]), _seconds([*program, str(line)])
            other = _seconds([sys.executable, "-c", search, str(path)])
            cells = (f"{size} MB", ours, ours / size, joined, other)
            print(f"| {' | '.join(c if isinstance(c, str) else f'{c:.1f} s' for c in cells)} |")


def _sample(length: int) -> str:
    """Make a text in which about every third word belongs to a figure, always the same."""
    choose = random.Random(0)
    pieces = ["rose by {:,}", "to {:.1f}%", "in the year {}", "US${:.2f} billion", "the third"]
    fillers = ["of people in the county", "who worked there for some time", "and beyond.\n"]
    text, size = [], 0
    while size < length:
        piece = choose.choice(pieces + fillers).format(choose.randint(1, 99_999))
        text.append(piece)
        size += len(piece) + 1
    return " ".join(text)


def _of(spans: Iterable[Span], others: Iterable[Span]) -> str:
    """Count the spans that meet one of the others."""
    by_paragraph: dict[int, list[Span]] = {}
    for other in others:
        by_paragraph.setdefault(other[0], []).append(other)
    listed = list(spans)
    met = sum(any(s[1] < o[2] and o[1] < s[2] for o in by_paragraph.get(s[0], [])) for s in listed)
    return f"{met} of {len(listed)}"


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
