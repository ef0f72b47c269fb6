"""Examples of the type `array`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"[1, 2]": "[1,2]", "[]": "[]"},
    invalid=["{}", "1, 2", "["],
    arrow=[pa.array([[1, 2]]), pa.array(["[1, 2]"])],
    json=['"[1,2]"', '"[1,2]"'],
    other=pa.int64(),
    of_field=[({"arrayItem": {"type": "integer"}}, {"[1]": "[1]"})],
)
