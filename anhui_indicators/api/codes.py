"""Every kind of issue, by its name, in the order of the documents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from anhui_indicators.consistency.codes import CONSISTENCY_CODES
from anhui_indicators.datapackage.codes.cells import CELL_CODES
from anhui_indicators.datapackage.codes.files import FILE_CODES
from anhui_indicators.datapackage.codes.keys import KEY_CODES
from anhui_indicators.datapackage.codes.labels import LABEL_CODES
from anhui_indicators.datapackage.codes.packages import PACKAGE_CODES
from anhui_indicators.datapackage.codes.reading import READING_CODES
from anhui_indicators.datapackage.codes.row_checks import ROW_CHECK_CODES
from anhui_indicators.diagnostics.code import Code
from anhui_indicators.indicators.codes.indicators import INDICATOR_CODES
from anhui_indicators.indicators.codes.ledgers import LEDGER_CODES

CODES: Mapping[str, Code] = MappingProxyType(
    {
        str(code): code
        for codes in (
            PACKAGE_CODES,
            FILE_CODES,
            READING_CODES,
            LABEL_CODES,
            CELL_CODES,
            KEY_CODES,
            ROW_CHECK_CODES,
            INDICATOR_CODES,
            CONSISTENCY_CODES,
            LEDGER_CODES,
        )
        for code in codes
    }
)
