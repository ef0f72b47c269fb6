"""Examples of the type `time`."""

from __future__ import annotations

from datetime import time

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"23:59:59": "23:59:59", "00:00:00": "00:00:00"},
    invalid=["25:00:00", "12", "12:60:00", "noon"],
    arrow=[pa.array([time(23, 59, 59)]), pa.array([time(1)], pa.time32("s"))],
    json=['"23:59:59"', '"01:00:00"'],
    other=pa.timestamp("us"),
    of_field=[({"format": "%H.%M"}, {"23.59": "23:59:00"})],
)
