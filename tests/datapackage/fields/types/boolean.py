"""Examples of the type `boolean`."""

from __future__ import annotations

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"true": "true", "1": "true", "FALSE": "false", "0": "false"},
    invalid=["yes", "tRUE", "2"],
    arrow=[pa.array([True])],
    json=["true"],
    other=pa.int64(),
    of_field=[({"trueValues": ["ja"], "falseValues": ["nein"]}, {"ja": "true", "nein": "false"})],
)
