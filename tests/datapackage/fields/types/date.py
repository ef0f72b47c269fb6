"""Examples of the type `date`."""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"2021-12-31": "2021-12-31", "2020-02-29": "2020-02-29"},
    invalid=["2021-02-29", "31.12.2021", "2021-12", "2021-12-31T00:00:00", "today"],
    arrow=[pa.array([date(2021, 12, 31)]), pa.array([date(2021, 12, 31)], pa.date64())],
    json=['"2021-12-31"', '"2021-12-31"'],
    other=pa.timestamp("us"),
    of_field=[({"format": "%d.%m.%Y"}, {"31.12.2021": "2021-12-31"})],
)
