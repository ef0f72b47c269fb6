"""Numbers as people read them: separators, units, “more than”, ranges."""

from __future__ import annotations

import re
from decimal import Decimal


def number_text(value: float) -> str:
    """Write a number in full, with a comma after each three digits.

    Example:
        >>> number_text(1968200000000.0), number_text(0.12)
        ('1,968,200,000,000', '0.12')
    """
    return format(Decimal(repr(float(value))), ",f").removesuffix(".0")


def quantity_text(
    value: float, unit: str, symbol: str | None = None, qualifier: str = "exact"
) -> str:
    """Write a value as people write it, with its unit and its qualifier; no digit is lost.

    Args:
        value: Value in the base of the unit.
        unit: Name of the unit.
        symbol: What to print behind a number, or the ISO 4217 code of a currency; nothing if empty;
            without one the name follows in brackets.
        qualifier: Qualifier of the observation.

    Example:
        >>> quantity_text(1968200000000.0, "yuan renminbi", "CNY")
        'CN¥1.9682 trillion'
        >>> quantity_text(27000.0, "service providers", "service providers", "more-than")
        'more than 27,000 service providers'
        >>> quantity_text(9.9, "percent per year", "% a year"), quantity_text(3.0, "one in N")
        ('9.9% a year', '1 in 3 (33%)')
        >>> quantity_text(8.0, "rank", ""), quantity_text(1.0, "tier", "")
        ('8th', 'first tier')
    """
    text = _with_unit(value, unit, symbol)
    return {"more-than": f"more than {text}", "about": f"about {text}"}.get(qualifier, text)


def range_text(
    lower: float | None, upper: float | None, unit: str = "", symbol: str | None = None
) -> str:
    """Write the bounds of a value; empty when they coincide, for then the value says it all.

    Args:
        lower: Least value, or None.
        upper: Greatest value, or None.
        unit: Name of the unit.
        symbol: Symbol of the unit, as for `quantity_text`.

    Example:
        >>> range_text(19.85, 19.95), range_text(90.0, None), range_text(4.0, 4.0)
        ('19.85 to 19.95', 'above 90', '')
        >>> range_text(1355000000.0, 1365000000.0, "US dollars", "USD")
        'US$1.355 to 1.365 billion'
        >>> range_text(14.65, 14.75, "percent", "%")
        '14.65 to 14.75%'
    """
    if lower is not None and upper is not None:
        return "" if lower == upper else _span(lower, upper, symbol)
    end = lower if upper is None else upper
    if end is None:
        return ""
    number = _with_unit(end, unit, symbol) if symbol in _CURRENCIES else number_text(end)
    return f"{'above' if upper is None else 'below'} {number}"


# What is printed behind a value that a check of the report contradicts.
INCONSISTENT = "inconsistent with other figures of the report"

# Signs that are put in front of an amount; other currencies have their code there.
_CURRENCIES = {"USD": "US$", "CNY": "CN¥", "EUR": "€", "GBP": "£", "JPY": "JP¥", "INR": "₹"}
_ISO_4217 = re.compile("[A-Z]{3}")

# Numbers from a million up have a word for their size, where no more digits than these follow.
_SCALES = tuple(
    (Decimal(10) ** power, word)
    for power, word in ((12, "trillion"), (9, "billion"), (6, "million"))
)
_MOST_DECIMALS = 6

_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def _with_unit(value: float, unit: str, symbol: str | None) -> str:
    if unit == "one in N" and value > 0:
        return f"1 in {number_text(value)} ({number_text(round(100 / value))}%)"
    if unit in ("rank", "tier") and value > 0 and float(value).is_integer():
        return _ordinal(int(value), unit)
    if symbol is not None and _ISO_4217.fullmatch(symbol):
        sign = "−" if value < 0 else ""
        return f"{sign}{_currency(symbol)}{_scaled(abs(value))}"
    number = _scaled(value)
    if symbol is None:
        return f"{number} ({unit})" if unit else number
    return f"{number}{symbol}" if symbol.startswith("%") else f"{number} {symbol}".rstrip()


def _span(lower: float, upper: float, symbol: str | None) -> str:
    """Write two ends with one sign and one word for their size."""
    is_money = symbol is not None and _ISO_4217.fullmatch(symbol) is not None
    sign = _currency(str(symbol)) if is_money and lower >= 0 else ""
    least, most = _scaled(lower), _scaled(upper)
    word = least.rpartition(" ")[2]
    if word == most.rpartition(" ")[2]:
        least = least.removesuffix(f" {word}")
    behind = str(symbol) if symbol and symbol.startswith("%") else ""
    return f"{sign}{least} to {most}{behind}"


def _scaled(value: float) -> str:
    """Write a number with a word for its size, where that takes few digits."""
    exact = Decimal(repr(float(value)))
    for scale, word in _SCALES:
        if abs(exact) >= scale:
            number = exact.scaleb(-scale.adjusted()).normalize()
            if -int(number.as_tuple().exponent) <= _MOST_DECIMALS:
                return f"{number:,f} {word}"
    return number_text(value)


def _currency(code: str) -> str:
    return _CURRENCIES.get(code, f"{code} ")


def _ordinal(number: int, unit: str) -> str:
    ending = (
        "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    if unit == "rank":
        return f"{number:,}{ending}"
    return f"{_ORDINALS[number - 1] if number <= len(_ORDINALS) else f'{number:,}{ending}'} {unit}"


def place_text(area: str, compared_with: str | None) -> str:
    """Write an area, with the one that it is compared with where that is another.

    Example:
        >>> place_text("Anhui", "China"), place_text("Anhui", "Anhui"), place_text("Anhui", None)
        ('Anhui in China', 'Anhui', 'Anhui')
    """
    return f"{area} in {compared_with}" if compared_with not in (None, area) else area


def span_text(
    lower: float | None, upper: float | None, step: float, symbol: str | None = None
) -> str:
    """Write what follows from a relation, to one digit more than is printed.

    Args:
        lower: Least value that follows, or None.
        upper: Greatest value that follows, or None.
        step: Size of the last printed digit of the claim that it is checked against.
        symbol: Symbol of the unit; only that of a currency is written.

    Example:
        >>> span_text(3.279581297358305, 3.42677306376333, 0.1), span_text(None, 125.0, 1.0)
        ('3.28 to 3.43', 'at most 125')
        >>> span_text(2299000000.0, 2336000000.0, 10000000.0, "USD")
        'US$2.299 to 2.336 billion'
    """
    if lower is not None and upper is not None and symbol and _ISO_4217.fullmatch(symbol):
        ends = _near(lower, step), _near(upper, step)
        return _span(*ends, symbol) if ends[0] != ends[1] else _with_unit(ends[0], "", symbol)
    least, most = (None if end is None else number_text(_near(end, step)) for end in (lower, upper))
    if lower == 0 and most is not None and most != least:
        return f"at most {most}"
    if least is not None and most is not None:
        return least if least == most else f"{least} to {most}"
    if least is not None:
        return f"at least {least}"
    return f"at most {most}" if most is not None else "anything"


def _near(value: float, step: float) -> float:
    """Round to a tenth of a step, unless it is a whole number already."""
    exact, tenth = Decimal(repr(value)), Decimal(repr(step)) / 10
    near = (exact / tenth).to_integral_value() * tenth
    return value if value.is_integer() and step == 1 else float(near)
