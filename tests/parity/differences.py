"""Where we say something else than frictionless-py 5.21, and why that is right by the standard.

v1 is the standard at specs.frictionlessdata.io, v2 the one at datapackage.org. A difference that no
case shows, or that is none any more, fails the tests.
"""

from __future__ import annotations

from tests.parity.case import Faults, faults
from tests.parity.difference import Difference
from tests.parity.differences_of_files import FILES
from tests.parity.differences_of_values import VALUES

DIFFERENCES: tuple[Difference, ...] = (*FILES, *VALUES)

# What we say of each case that shows a difference.
OURS: dict[str, Faults] = {
    name: faults(*told) for difference in DIFFERENCES for name, told in difference.cases.items()
}
