"""A data package of indicators, as an analyst uses it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anhui_indicators.indicators.package_tables import PackageTables

if TYPE_CHECKING:
    from anhui_indicators.diagnostics import Report
    from anhui_indicators.indicators.ledger.trace import Trace
    from anhui_indicators.indicators.queries.explanation import Explanation
    from anhui_indicators.indicators.queries.value import Value


@dataclass(frozen=True, slots=True)
class IndicatorPackage(PackageTables):
    """A package with the tables of indicators; `anhui_indicators.open_package` opens one.

    It stands for its descriptor wherever a path is taken.

    Attributes:
        files: The package on disk.
    """

    def __fspath__(self) -> str:
        return str(self.files.path)

    @property
    def name(self) -> str:
        """Name of the package."""
        return str(self.files.descriptor.get("name", self.files.folder.name))

    @property
    def version(self) -> str:
        """Version of the data, which is not that of the library."""
        return str(self.files.descriptor.get("version", ""))

    def value(self, indicator_id: str, period: str | int | None = None) -> Value:
        """Give one number of an indicator, in its best reading.

        Args:
            indicator_id: Name of the indicator.
            period: A year, a month, or two with ``/`` between; needed where there are several.

        Returns:
            The number with unit, bounds and period.

        Raises:
            UnknownNameError: When there is no such indicator, or no value for the period.
            SeveralValuesError: When there are several; it lists their periods.

        Example:
            >>> import anhui_indicators as ai
            >>> print(ai.value("fdi", 2012))
            1,360,000,000 USD (1,355,000,000 to 1,365,000,000), 2012
        """
        from anhui_indicators.indicators.queries.value import find_value

        return find_value(self.files, indicator_id, period)

    def explain(self, observation_id: str) -> Explanation:
        """Explain one value.

        Args:
            observation_id: Name of the value.

        Returns:
            Where it stands in the report, how it was read and how else it could be, its bounds and
            how they come about, the checks that it takes part in, and what others published. It
            prints as text, and shows as a table in a notebook.

        Raises:
            UnknownNameError: When there is no such observation.

        Example:
            >>> import anhui_indicators as ai
            >>> ai.explain("fdi-growth-2012-2021").figure["token"]
            '6.1%'
        """
        from anhui_indicators.indicators.queries.explanation import explain_observation

        return explain_observation(self.files, observation_id)

    def trace(self, report: str | os.PathLike[str], *, source: str | None = None) -> Trace:
        """Hold the ledger of figures against the text that it was made for.

        Each figure has to stand at its paragraph and occurrence, none may overlap another, each
        sequence of digits and each number word that states a fact has to lie in one, and the
        value of each plain and literal reading has to be the one printed.

        Args:
            report: Text file of one of the sources.
            source: Which of them; needed where there are several and none has the hash of the text.

        Returns:
            What was found; `valid` when all is as recorded. Where the text has changed, it says
            what has only moved, what is gone and what is new.

        Raises:
            UnreadableError: When the file is no text in UTF-8.
            UnknownNameError: When there is no such source.
            SeveralValuesError: When the text may be that of several sources.
        """
        from anhui_indicators.indicators.ledger.compare import trace_report

        return trace_report(self.files, report, source)

    def validate(self) -> Report:
        """Validate the package; see `anhui_indicators.validate`."""
        from anhui_indicators.api.validate import validate

        return validate(self)

    def cite(self, style: str = "text") -> str:
        """Say how to cite the data, their version included.

        Args:
            style: ``"text"``, ``"bibtex"`` or ``"csl-json"``.

        Returns:
            The citation, without a line feed at the end.

        Raises:
            UnknownNameError: When there is no such style.
        """
        from anhui_indicators.metadata.citation import cite

        return cite(self.files.descriptor, style)
