"""Examples of the type `any`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"a": "a", "1": "1"},
    invalid=[],
    arrow=[pa.array(["1"]), pa.array([1.5]), pa.array([True])],
    json=['"1"', '"1.5"', '"true"'],
    other=None,
)
