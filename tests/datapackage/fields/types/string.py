"""Examples of the type `string`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

_UUID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"

EXAMPLES = Examples(
    keys={"a": "a", " é\n": " é\n"},
    invalid=[],
    arrow=[pa.array(['a"b\n']), pa.array(["x"], pa.large_string())],
    json=[r'"a\"b\n"', '"x"'],
    other=pa.int64(),
    of_field=[
        ({"format": "email"}, {"a@example.org": "a@example.org"}),
        ({"format": "uuid"}, {_UUID: _UUID}),
    ],
)
