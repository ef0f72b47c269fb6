"""Examples of the type `list`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"a,b": '["a","b"]', "a": '["a"]'},
    invalid=[],
    arrow=[pa.array([["a", "b"]]), pa.array(["a,b"])],
    json=[r'"[\"a\",\"b\"]"', r'"[\"a\",\"b\"]"'],
    other=pa.int64(),
    of_field=[({"delimiter": ";", "itemType": "integer"}, {"1;2": "[1,2]"})],
)
