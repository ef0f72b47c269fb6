"""Examples of the type `yearmonth`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"2021-12": "2021-12", "0999-01": "0999-01"},
    invalid=["2021-13", "2021", "2021-00", "2021-12-31"],
    arrow=[pa.array(["2021-12"])],
    json=['"2021-12"'],
    other=pa.date32(),
)
