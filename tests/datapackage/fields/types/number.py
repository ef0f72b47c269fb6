"""Examples of the type `number`."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"1.50": "1.5", "-0.0": "0", "1e3": "1000", ".5": "0.5", "NaN": "NaN", "INF": "Infinity"},
    invalid=["1,5", "a", "1.5.1", "1e", "0x1"],
    arrow=[pa.array([1.5]), pa.array([7]), pa.array([Decimal("1.50")]), pa.array([float("inf")])],
    json=["1.5", "7", "1.5", '"Infinity"'],
    other=pa.bool_(),
    of_field=[
        ({"decimalChar": ",", "groupChar": "."}, {"1.234,5": "1234.5"}),
        ({"bareNumber": False}, {"EUR 1.5": "1.5"}),
    ],
)
