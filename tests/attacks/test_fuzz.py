"""Thousands of packages, spoiled at random: each gets a report, in time and within memory."""

from __future__ import annotations

import pytest

from tests.support.program import run

CASES = 505


@pytest.mark.parametrize("part", range(20))
def test_a_spoiled_package_is_told_without_a_traceback_or_a_hang(part: int) -> None:
    done = run(part * CASES, CASES, module="tests.support.fuzzing", timeout=300)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()[-4000:]
