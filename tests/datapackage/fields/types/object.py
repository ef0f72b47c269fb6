"""Examples of the type `object`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={'{"b": 1, "a": [2]}': '{"a":[2],"b":1}'},
    invalid=["[1]", "a", "{"],
    arrow=[pa.array([{"a": 1}]), pa.array(['{"a": 1}'])],
    json=[r'"{\"a\":1}"', r'"{\"a\":1}"'],
    other=pa.int64(),
)
