"""Examples of the type `year`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"2021": "2021", "0001": "1"},
    invalid=["21", "12345", "-2021", "year"],
    arrow=[pa.array([2021])],
    json=["2021"],
    other=pa.date32(),
)
