"""One check: a claim, and what follows from its inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from anhui_indicators.consistency.interval import Interval, NotComputableError
from anhui_indicators.consistency.quantities import Quantity
from anhui_indicators.consistency.relations import Relation


@dataclass(frozen=True, slots=True)
class Check:
    """A check that can be computed.

    Attributes:
        way: Relation, solved for the role of the claim.
        claim: The claim.
        inputs: The inputs by their roles.
        steps: Number of yearly steps, or None.
        strength: One of `STRENGTHS`.
    """

    way: Relation
    claim: Quantity
    inputs: dict[str, Quantity]
    steps: int | None
    strength: str

    def outcome(self) -> tuple[Interval, Interval]:
        """Give the interval claimed and the one that follows, in the unit of the claim.

        Raises:
            NotComputableError: When nothing follows from such inputs.
        """
        given = {
            role: quantity.ratio if self.way.is_ratio(role) else quantity.interval
            for role, quantity in self.inputs.items()
        }
        implied = self.way.solve(given, self.steps)
        if implied == Interval():
            raise NotComputableError("the inputs leave the claim without any bound")
        if self.way.is_ratio(self.way.gives) and self.claim.scale:
            implied = implied / self.claim.scale
        return self.claim.interval, implied

    @property
    def distance(self) -> Fraction:
        """How far claim and consequence are apart, in units of the claim's last printed digit."""
        claimed, implied = self.outcome()
        return claimed.gap(implied) / Fraction(self.claim.step)

    def holds(self) -> bool:
        """Return whether claim and inputs agree; what cannot be computed does not."""
        try:
            claimed, implied = self.outcome()
        except NotComputableError:
            return False
        return claimed.meets(implied)

    def sees(self, observation_id: str) -> bool:
        """Return whether another digit of a value would be noticed, or the check fails as it is."""
        if not self.holds():
            return True
        if self.claim.observation_id == observation_id:
            return any(not replace(self, claim=n).holds() for n in self.claim.neighbours())
        return any(
            not replace(self, inputs=self.inputs | {role: neighbour}).holds()
            for role, quantity in self.inputs.items()
            if quantity.observation_id == observation_id
            for neighbour in quantity.neighbours()
        )

    @property
    def members(self) -> set[str]:
        """Observations that take part."""
        quantities = [self.claim, *self.inputs.values()]
        return {q.observation_id for q in quantities if q.observation_id is not None}
