"""Thousands of packages, spoiled at random: each is told in order, in time and within memory."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

CASES = 505


@pytest.mark.parametrize("part", range(20))
def test_a_spoiled_package_is_told_without_a_traceback_or_a_hang(part: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "tests.fuzzing", str(part * CASES), str(CASES)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
