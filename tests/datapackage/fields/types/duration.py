"""Examples of the type `duration`."""

from __future__ import annotations

from datetime import timedelta

import pyarrow as pa

from tests.datapackage.fields.examples import Examples

EXAMPLES = Examples(
    keys={"PT36H": "PT129600S", "P1DT12H": "PT129600S", "P1Y2M": "P1Y2MT0S"},
    invalid=["1 year", "P", "36:00"],
    arrow=[pa.array(["PT36H"]), pa.array([timedelta(hours=36)])],
    json=['"PT129600S"', '"PT129600S"'],
    other=pa.int64(),
)
