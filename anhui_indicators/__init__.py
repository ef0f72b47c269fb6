"""Ten years of Anhui in figures, and a library for the figures of any report.

The functions for loading are those of the package that ships with the library; `open_package`
gives the same for any other. Nothing is imported before it is used.

Example:
    >>> import anhui_indicators as ai
    >>> ai.value("fdi", 2021).value
    1830000000.0
    >>> print(ai.value("provincial-innovation-centres"))
    48 centres, 2022-09
"""

from __future__ import annotations

# Type checkers know the name; importing it from `typing` would take longer than all the rest here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from anhui_indicators.api import schemas as schemas
    from anhui_indicators.api.diff import diff as diff
    from anhui_indicators.api.digest import digest as digest
    from anhui_indicators.api.packages import embedded as _embedded
    from anhui_indicators.api.packages import open_package as open_package
    from anhui_indicators.api.scan import scan as scan
    from anhui_indicators.api.validate import validate as validate
    from anhui_indicators.indicators.building.build import build as build
    from anhui_indicators.indicators.building.scaffold import new as new
    from anhui_indicators.indicators.package import IndicatorPackage as IndicatorPackage
    from anhui_indicators.releases.fetch.cache import cache as cache
    from anhui_indicators.releases.fetch.fetch import fetch as fetch
    from anhui_indicators.releases.publish.publish import publish as publish

    load = _embedded().load
    explain = _embedded().explain
    audit = _embedded().audit
    trace = _embedded().trace
    tables = _embedded().tables
    indicators = _embedded().indicators
    series = _embedded().series
    value = _embedded().value
    cite = _embedded().cite

_HOMES = {
    "IndicatorPackage": "anhui_indicators.indicators.package",
    "open_package": "anhui_indicators.api.packages",
    "scan": "anhui_indicators.api.scan",
    "build": "anhui_indicators.indicators.building.build",
    "cache": "anhui_indicators.releases.fetch.cache",
    "diff": "anhui_indicators.api.diff",
    "digest": "anhui_indicators.api.digest",
    "fetch": "anhui_indicators.releases.fetch.fetch",
    "new": "anhui_indicators.indicators.building.scaffold",
    "publish": "anhui_indicators.releases.publish.publish",
    "validate": "anhui_indicators.api.validate",
}
_OF_EMBEDDED = (
    "load",
    "tables",
    "indicators",
    "series",
    "value",
    "explain",
    "audit",
    "trace",
    "cite",
)

__all__ = [
    "IndicatorPackage",
    "__version__",
    "audit",
    "build",
    "cache",
    "cite",
    "diff",
    "digest",
    "explain",
    "fetch",
    "indicators",
    "load",
    "new",
    "open_package",
    "publish",
    "scan",
    "schemas",
    "series",
    "tables",
    "trace",
    "validate",
    "value",
]


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _OF_EMBEDDED:
        from anhui_indicators.api.packages import embedded

        return getattr(embedded(), name)
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name == "schemas":
        return import_module("anhui_indicators.api.schemas")
    if name == "__version__":
        from importlib.metadata import version

        return version("anhui-indicators")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
