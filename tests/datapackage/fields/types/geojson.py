"""Examples of the type `geojson`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={'{"type": "Point", "coordinates": [1, 2]}': '{"coordinates":[1,2],"type":"Point"}'},
    invalid=["Point", '{"type": "Dot"}', "[1, 2]"],
    arrow=[pa.array(['{"type": "Point", "coordinates": [1, 2]}'])],
    json=[r'"{\"coordinates\":[1,2],\"type\":\"Point\"}"'],
    other=pa.int64(),
)
