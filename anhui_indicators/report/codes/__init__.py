"""Every kind of issue, each declared once: its code, its page, its rule in SARIF.

The modules follow a package from the outside to the inside; their order is that of the codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from anhui_indicators.report.code import Code
from anhui_indicators.report.codes.cells import CELL_CODES
from anhui_indicators.report.codes.files import FILE_CODES
from anhui_indicators.report.codes.indicators import INDICATOR_CODES
from anhui_indicators.report.codes.keys import KEY_CODES
from anhui_indicators.report.codes.labels import LABEL_CODES
from anhui_indicators.report.codes.ledgers import LEDGER_CODES
from anhui_indicators.report.codes.packages import PACKAGE_CODES
from anhui_indicators.report.codes.reading import READING_CODES

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
            INDICATOR_CODES,
            LEDGER_CODES,
        )
        for code in codes
    }
)

__all__ = ["CODES", "Code"]
