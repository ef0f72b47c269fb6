"""Examples of the type `datetime`."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={
        "2021-12-31T23:59:59": "2021-12-31T23:59:59",
        "2021-12-31T23:59:59Z": "2021-12-31T23:59:59Z",
        "2021-12-31T23:59:59.500+01:00": "2021-12-31T22:59:59.5Z",
    },
    invalid=["2021-12-31", "2021-12-31T25:00:00", "now"],
    arrow=[
        pa.array([datetime(2021, 12, 31, 23, 59, 59)]),
        pa.array([datetime(2021, 12, 31, 23, 59, 59, tzinfo=UTC)]),
    ],
    json=['"2021-12-31T23:59:59"', '"2021-12-31T23:59:59Z"'],
    other=pa.date32(),
    of_field=[({"format": "%d.%m.%Y %H:%M"}, {"31.12.2021 23:59": "2021-12-31T23:59:00"})],
)
