"""What publishing has done, or would do."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of the published place.

    Attributes:
        path: Relative to the place, with forward slashes.
        bytes: Its size.
        write: Whether it is written; otherwise it is there already.
    """

    path: str
    bytes: int
    write: bool


@dataclass(frozen=True, slots=True)
class PublishResult:
    """What publishing has done, or would do; it prints as text.

    Attributes:
        destination: The place, without what is secret in its URL.
        name: Name of the package.
        version: Its version.
        digest: Content digest of the package.
        steps: Each file of the release and the catalogue, in the order in which they are written.
        dry_run: Whether it is only a plan.
    """

    destination: str
    name: str
    version: str
    digest: str
    steps: tuple[WrittenFile, ...]
    dry_run: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything is written."""
        return any(step.write for step in self.steps)

    @property
    def headline(self) -> str:
        """The outcome in one line."""
        written = [step for step in self.steps if step.write]
        what = f"{self.destination}: {self.name} {self.version}"
        if not written:
            return f"{what} is published already; nothing to write"
        size = f"{len(written)} of {len(self.steps)} files, {sum(s.bytes for s in written):,} bytes"
        return f"{what} would be published ({size})" if self.dry_run else f"{what} ({size} written)"

    def to_text(self) -> str:
        """Give it for a person: the outcome, the digest, and a line for each file to write."""
        written = [step for step in self.steps if step.write]
        width = max((len(f"{step.bytes:,}") for step in written), default=0)
        lines = [f"  {step.bytes:{width},}  {step.path}" for step in written]
        return "\n".join([self.headline, f"  {self.digest}", *lines])

    def to_json(self) -> str:
        """Give it as JSON text, indented by two blanks."""
        value = asdict(self) | {"changed": self.changed}
        return json.dumps(value, ensure_ascii=False, indent=2)

    def __str__(self) -> str:
        return self.to_text()
