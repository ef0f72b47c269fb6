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

import sys

# Type checkers know the name; importing it from `typing` would take longer than all the rest here.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from anhui_indicators import errors as errors
    from anhui_indicators.api import schemas as schemas
    from anhui_indicators.api.convert import convert as convert
    from anhui_indicators.api.diff import diff as diff
    from anhui_indicators.api.digest import digest as digest
    from anhui_indicators.api.fetch import fetch as fetch
    from anhui_indicators.api.publish import publish as publish
    from anhui_indicators.api.publish import verify as verify
    from anhui_indicators.api.scan import scan as scan
    from anhui_indicators.api.targets import embedded as _embedded
    from anhui_indicators.api.targets import open_package as open_package
    from anhui_indicators.api.validate import validate as validate
    from anhui_indicators.datapackage.digests.content_digest import ContentDigest as ContentDigest
    from anhui_indicators.diagnostics import Code as Code
    from anhui_indicators.diagnostics import Issue as Issue
    from anhui_indicators.diagnostics import Report as Report
    from anhui_indicators.indicators.building.build import Build as Build
    from anhui_indicators.indicators.building.build import build as build
    from anhui_indicators.indicators.building.scaffold import new as new
    from anhui_indicators.indicators.ledger.trace import Trace as Trace
    from anhui_indicators.indicators.package import IndicatorPackage as IndicatorPackage
    from anhui_indicators.indicators.queries.explanation import Explanation as Explanation
    from anhui_indicators.indicators.queries.growth import growth as growth
    from anhui_indicators.indicators.queries.value import Value as Value
    from anhui_indicators.packages.conversion.convert import Conversion as Conversion
    from anhui_indicators.packages.data_package import DataPackage as DataPackage
    from anhui_indicators.releases.diff.changes import Change as Change
    from anhui_indicators.releases.diff.difference import Difference as Difference
    from anhui_indicators.releases.fetch.cache import cache as cache
    from anhui_indicators.releases.publish.result import PublishResult as PublishResult

    load = _embedded().load
    explain = _embedded().explain
    audit = _embedded().audit
    trace = _embedded().trace
    tables = _embedded().tables
    indicators = _embedded().indicators
    series = _embedded().series
    sql = _embedded().sql
    value = _embedded().value
    search = _embedded().search
    wide = _embedded().wide
    cite = _embedded().cite

# Where each public name is defined.
_HOMES = {
    "Build": "indicators.building.build",
    "Change": "releases.diff.changes",
    "Code": "diagnostics",
    "ContentDigest": "datapackage.digests.content_digest",
    "Conversion": "packages.conversion.convert",
    "DataPackage": "packages.data_package",
    "Difference": "releases.diff.difference",
    "Explanation": "indicators.queries.explanation",
    "IndicatorPackage": "indicators.package",
    "Issue": "diagnostics",
    "PublishResult": "releases.publish.result",
    "Report": "diagnostics",
    "Trace": "indicators.ledger.trace",
    "Value": "indicators.queries.value",
    "build": "indicators.building.build",
    "cache": "releases.fetch.cache",
    "convert": "api.convert",
    "diff": "api.diff",
    "digest": "api.digest",
    "fetch": "api.fetch",
    "growth": "indicators.queries.growth",
    "new": "indicators.building.scaffold",
    "open_package": "api.targets",
    "publish": "api.publish",
    "scan": "api.scan",
    "validate": "api.validate",
    "verify": "api.publish",
}
_MODULES = {"errors": "errors", "schemas": "api.schemas"}

# Methods of the package that ships with the library.
_OF_EMBEDDED = (
    *("load", "tables", "indicators", "search", "series", "sql", "value", "wide"),
    *("explain", "audit", "trace", "cite"),
)

__all__ = sorted(["__version__", *_HOMES, *_MODULES, *_OF_EMBEDDED])  # noqa: PLE0605


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _OF_EMBEDDED:
        from anhui_indicators.api.targets import embedded

        return getattr(embedded(), name)
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    if name in _MODULES:
        return import_module(f"{__name__}.{_MODULES[name]}")
    if name == "__version__":
        from importlib.metadata import version

        return version("anhui-indicators")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return list(__all__)


class _Library(type(sys)):  # type: ignore[misc]
    """This module, in which a public call goes before the sub-package of the same name.

    Importing the sub-package `indicators` sets an attribute of that name here; `ai.indicators()`
    must stay the call. Within the library, names are imported from the sub-package, never taken
    from this module.
    """

    @property
    def indicators(self) -> Any:
        """The catalogue of the package that ships with the library."""
        return __getattr__("indicators")

    @indicators.setter
    def indicators(self, module: Any) -> None:
        """Leave the sub-package to `sys.modules`."""


sys.modules[__name__].__class__ = _Library
