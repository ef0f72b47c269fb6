"""Numbers written with signs of their own: separators, another decimal sign, units around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from anhui_indicators.datapackage.descriptors.model import Field
from anhui_indicators.datapackage.fields.plain_numbers import characters_of
from anhui_indicators.datapackage.tables.arrow_numpy import Mask, mask_of

_AROUND = re.compile(r"((^[^-\d]*)|(\D*$))")


@dataclass(frozen=True, slots=True)
class OwnSigns:
    """How the numbers of a field are written.

    Attributes:
        is_bare: Whether nothing may stand around the digits.
        group: What stands between groups of digits, or nothing.
        decimal: What stands before the fraction.
    """

    is_bare: bool
    group: str
    decimal: str

    @classmethod
    def of(cls, field: Field) -> OwnSigns:
        """Give the signs of a field."""
        said = field.descriptor
        bare, decimal = said.get("bareNumber"), said.get("decimalChar")
        return cls(
            is_bare=True if bare is None else bool(bare),
            group=said.get("groupChar") or "",
            decimal="." if decimal is None else decimal,
        )

    def plain(self, text: str) -> str | None:
        """Write a number in plain signs; None for a text that is not one."""
        text = text.strip()
        if not self.is_bare:
            text = _AROUND.sub("", text)
        text = text.replace(self.group, "") if self.group else text
        if self.decimal != "." and "." in text:
            return None
        return text.replace(self.decimal, ".")

    def plain_texts(self, texts: pa.Array) -> tuple[pa.Array, Mask]:
        """Write the numbers of a column in plain signs.

        Args:
            texts: Arrow strings.

        Returns:
            The texts, and which of them `plain` writes as it writes others.
        """
        if not self.is_bare:
            # Digits of other scripts are digits, too; `plain` knows them.
            around = {each for each in characters_of(texts) if not each.isdecimal()}
            if around:
                texts = pc.utf8_ltrim(texts, characters="".join(around - {"-"}))
                texts = pc.utf8_rtrim(texts, characters="".join(around))
        if self.group:
            texts = pc.replace_substring(texts, self.group, "")
        sure = np.ones(len(texts), dtype=bool)
        if self.decimal != ".":
            sure = ~mask_of(pc.match_substring(texts, "."))
            texts = pc.replace_substring(texts, self.decimal, ".") if self.decimal else texts
        return texts, sure
