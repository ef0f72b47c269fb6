"""How a relation is declared, and how the one that fits the inputs of a check is found."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from anhui_indicators.consistency.interval import Interval

# Roles that are pure numbers; a percentage is brought to one by its unit. All other roles are
# amounts, and those of a check have one unit.
RATIOS = frozenset({"rate", "whole-rate", "share", "share-start", "share-end", "multiple"})

Formula = Callable[..., Interval]


@dataclass(frozen=True, slots=True)
class Relation:
    """One way to solve a relation: what follows for one role from the others.

    Attributes:
        name: Name of the relation, as in the table `checks`.
        gives: Role of the claim.
        takes: Roles of the inputs.
        many: Role that several inputs may have, each with a word of its own behind, such as
            ``part-services``; or None.
        takes_steps: Whether it needs a number of yearly steps.
        any_units: Whether it compares numbers whatever they count.
        formula: Computes what follows.
    """

    name: str
    gives: str
    takes: tuple[str, ...]
    many: str | None
    takes_steps: bool
    any_units: bool
    formula: Formula

    def fits(self, roles: Collection[str]) -> bool:
        """Return whether these are the roles of the inputs."""
        single = [role for role in roles if role in self.takes]
        rest = [role for role in roles if role not in self.takes]
        if len(single) != len(self.takes) or bool(rest) != bool(self.many):
            return False
        return all(map(self._is_one_of_many, rest))

    def solve(self, inputs: dict[str, Interval], steps: int | None) -> Interval:
        """Compute what follows from inputs that fit.

        Raises:
            NotComputableError: When the formula has no result for them.
        """
        single = {role.replace("-", "_"): inputs[role] for role in self.takes}
        several = [value for role, value in inputs.items() if role not in self.takes]
        if self.takes_steps:
            return self.formula(*several, **single, steps=steps)
        return self.formula(*several, **single)

    def is_ratio(self, role: str) -> bool:
        """Return whether a role is a pure number."""
        return role in RATIOS or (self.many in RATIOS and self._is_one_of_many(role))

    @property
    def expected(self) -> str:
        """The roles of the inputs in words."""
        several = [f"{self.many}-… (one or more)"] if self.many else []
        return " and ".join([*self.takes, *several])

    def _is_one_of_many(self, role: str) -> bool:
        return role == self.many or role.startswith(f"{self.many}-")


RELATIONS: list[Relation] = []


def relation(name: str, *, gives: str, any_units: bool = False) -> Callable[[Formula], Formula]:
    """Declare a formula as a way to solve a relation.

    The names of its parameters are the roles of its inputs; a starred one takes several, and
    `steps` is the number of yearly steps.

    Args:
        name: Name of the relation.
        gives: Role that the formula computes.
        any_units: Whether the inputs may have different units.
    """

    def declare(formula: Formula) -> Formula:
        parameters = inspect.signature(formula).parameters.values()
        many = [p.name for p in parameters if p.kind is p.VAR_POSITIONAL]
        takes = [p.name for p in parameters if p.name not in (*many, "steps")]
        RELATIONS.append(
            Relation(
                name,
                gives,
                tuple(role.replace("_", "-") for role in takes),
                many[0] if many else None,
                "steps" in {p.name for p in parameters},
                any_units,
                formula,
            )
        )
        return formula

    return declare


def ways_to_solve(name: str) -> Iterator[Relation]:
    """Give all ways to solve a relation; none when there is no such relation."""
    return (way for way in RELATIONS if way.name == name)
