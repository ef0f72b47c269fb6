"""What differs between two packages, and what that demands of the version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from anhui_indicators.diagnostics.collector import FEW
from anhui_indicators.errors import IndicatorsError
from anhui_indicators.releases.diff.changes import Change
from anhui_indicators.releases.diff.version_bump import Level, highest
from anhui_indicators.releases.versions import parse_version


@dataclass(frozen=True, slots=True)
class Side:
    """One of two packages.

    Attributes:
        name: Its name; may be empty.
        version: Its version; may be empty, or no semantic version.
    """

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two packages; true when anything does.

    Attributes:
        old: Name and version of the package before.
        new: Name and version of the package after.
        changes: What has changed, in the order of tables, kinds and rows.
        tables_without_key: Tables without a usable primary key, whose rows are compared as wholes.
    """

    old: Side
    new: Side
    changes: tuple[Change, ...] = ()
    tables_without_key: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    @property
    def level(self) -> Level | None:
        """What the changes demand of the version; None when nothing differs."""
        return highest(change.level for change in self.changes)

    @property
    def foremost(self) -> tuple[Change, ...]:
        """The changes that demand the most."""
        return tuple(change for change in self.changes if change.level == self.level)

    @property
    def required_version(self) -> str | None:
        """The least version that the new package may have.

        While the old version is 0.y.z, a minor version is all that is demanded. A version before a
        release, such as 1.0.0-rc.1, promises nothing; what follows it may be that release.

        Returns:
            The version; None when nothing differs, or the old one is not a semantic version.
        """
        try:
            old = parse_version(self.old.version)
        except IndicatorsError:
            return None
        match self.level:
            case None:
                return None
            case _ if old.prerelease:
                return str(old.finalize_version())
            case "major" if old.major:
                return str(old.bump_major())
            case "patch":
                return str(old.bump_patch())
        return str(old.bump_minor())

    @property
    def sufficient(self) -> bool | None:
        """Whether the new version is high enough; None when that cannot be determined."""
        if not self:
            return True
        least = self.required_version
        try:
            old, new = parse_version(self.old.version), parse_version(self.new.version)
        except IndicatorsError:
            return None
        # A candidate is for what its release will be for.
        return new > old and new.finalize_version() >= parse_version(least)

    def to_text(self, limit: int | None = FEW) -> str:
        """Give the difference for a person: the outcome, and then each table.

        Args:
            limit: How many changes of a kind are reported one by one; of more, the number is
                reported, and the first of them. None for all.
        """
        return self._rendered("text", limit)

    def to_markdown(self, limit: int | None = FEW) -> str:
        """Give the difference as Markdown, for a list of changes or a pull request.

        Args:
            limit: As for `to_text`.
        """
        return self._rendered("markdown", limit)

    def to_json(self) -> str:
        """Give the difference as JSON text; values are as in the tables."""
        return self._rendered("json")

    def __str__(self) -> str:
        return self.to_text()

    def _rendered(self, form: str, *options: int | None) -> str:
        # Renderers know differences. A difference knows no renderer: it finds one by its name.
        return str(import_module(f"{__package__}.renderers.{form}").render(self, *options))
