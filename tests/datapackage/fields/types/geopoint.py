"""Examples of the type `geopoint`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"117.5, 31.750": "117.5,31.75"},
    invalid=["117.5", "200,0", "a,b"],
    arrow=[pa.array(["117.5,31.75"])],
    json=['"117.5,31.75"'],
    other=pa.int64(),
    of_field=[
        ({"format": "array"}, {"[117.5, 31.75]": "117.5,31.75"}),
        ({"format": "object"}, {'{"lon": 117.5, "lat": 31.75}': "117.5,31.75"}),
    ],
)
