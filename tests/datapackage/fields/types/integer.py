"""Examples of the type `integer`."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"7": "7", "007": "7", "+7": "7", "-0": "0", "1_000": "1000", "9" * 30: "9" * 30},
    invalid=["1.5", "1e3", "a", "1,000", "--1", "٣٣x"],
    arrow=[pa.array([-7]), pa.array([7], pa.uint64()), pa.array([Decimal("7")])],
    json=["-7", "7", "7"],
    other=pa.float64(),
    of_field=[
        ({"groupChar": ","}, {"1,000": "1000"}),
        ({"bareNumber": False}, {"$12": "12", "12%": "12"}),
    ],
)
