"""Checks as a record declares them, read and checked before anything is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from anhui_indicators.consistency.bounds import ends
from anhui_indicators.consistency.check import Check
from anhui_indicators.consistency.codes import CHECK_ERROR
from anhui_indicators.consistency.interval import NotComputableError
from anhui_indicators.consistency.quantities import (
    Quantities,
    Quantity,
    Row,
    Tables,
    UnknownQuantityError,
    WrongCheckError,
)
from anhui_indicators.consistency.relations import RELATIONS, STRENGTHS, Relation, ways_to_solve
from anhui_indicators.diagnostics import FIRST_ROW, Issue
from anhui_indicators.errors import nearest

MOST_STEPS = 100


def read_checks(tables: Tables) -> tuple[list[Check | None], list[Issue]]:
    """Read the checks of a record.

    Args:
        tables: All tables of the record, in rows.

    Returns:
        The checks in the order of their table, None for one that cannot be computed; and why not.
        One that misses a row or a value is passed over: another check reports that.
    """
    quantities = Quantities(tables)
    inputs: dict[str, list[Row]] = {}
    for row in tables["check_inputs"]:
        inputs.setdefault(row["check_id"], []).append(row)
    checks: list[Check | None] = []
    issues: list[Issue] = []
    for number, row in enumerate(tables["checks"], FIRST_ROW):
        try:
            checks.append(_read_check(row, inputs.get(row["check_id"], []), quantities))
        except WrongCheckError as issue:
            place = ("checks", number, issue.column, issue.value)
            issues.append(Issue(CHECK_ERROR, issue.message, issue.hint, *place))
            checks.append(None)
        except UnknownQuantityError:
            checks.append(None)
    return checks, issues


def _read_check(row: Row, inputs: Sequence[Row], quantities: Quantities) -> Check:
    by_role: dict[str, Quantity] = {}
    for given in inputs:
        if given["role"] is None or given["observation_id"] is None:
            raise UnknownQuantityError
        statement = given["corroboration_id"]
        if statement is not None:
            by_role[given["role"]] = quantities.stated(statement, given["observation_id"])
            continue
        if given["observation_id"] == row["observation_id"]:
            message = f"the check goes in a circle: its claim is its own input {given['role']}"
            place = ("observation_id", row["observation_id"])
            raise WrongCheckError(message, "Take another input.", *place)
        by_role[given["role"]] = quantities.observed(given["observation_id"])
    twice = [name for name, n in Counter(map(_name_of, inputs)).items() if n > 1]
    if twice:
        message, hint = f"{twice[0]} goes in twice", "Let each input be another value."
        raise WrongCheckError(message, hint, "check_id", row["check_id"])
    way = _find_way(row, by_role)
    claim = quantities.observed(row["observation_id"])
    check = Check(way, claim, by_role, row["steps"], row["strength"])
    _demand_units(check)
    try:
        claimed, implied = check.outcome()
        for number in (*ends(claimed), *ends(implied), check.distance):
            float(number or 0)
    except NotComputableError as error:
        message, hint = f"nothing follows: {error}", "Look at its inputs and their bounds."
        raise WrongCheckError(message, hint, "relation", row["relation"]) from error
    except (OverflowError, MemoryError) as error:
        message, hint = "what follows is too large for binary64", "Look at its inputs and steps."
        raise WrongCheckError(message, hint, "relation", row["relation"]) from error
    return check


def _name_of(given: Row) -> str:
    return str(given["corroboration_id"] or given["observation_id"])


def _find_way(row: Row, inputs: Mapping[str, Quantity]) -> Relation:
    name = row["relation"]
    if name is None or row["strength"] not in STRENGTHS:
        raise UnknownQuantityError
    ways = list(ways_to_solve(name))
    if not ways:
        names = list(dict.fromkeys(way.name for way in RELATIONS))
        hint = f"There are: {', '.join(nearest(name, names) or names)}."
        raise WrongCheckError("there is no such relation", hint, "relation", name)
    way = next((way for way in ways if way.fits(inputs)), None)
    if way is None:
        hint = "; or ".join(f"for the {way.gives}: {way.expected}" for way in ways)
        roles = " and ".join(inputs) or "none at all"
        message = f"its inputs in check_inputs are {roles}"
        raise WrongCheckError(message, f"It takes {hint}.", "relation", name)
    steps = row["steps"]
    if way.takes_steps and steps is None:
        message = "the relation needs a number of yearly steps"
        raise WrongCheckError(message, "Fill in the column steps.", "steps")
    if not way.takes_steps and steps is not None:
        raise WrongCheckError("the relation has no steps", "Leave the cell empty.", "steps", steps)
    if steps is not None and not 1 <= steps <= MOST_STEPS:
        message = f"the number of yearly steps is not one from 1 to {MOST_STEPS}"
        raise WrongCheckError(message, "Fix it.", "steps", steps)
    return way


def _demand_units(check: Check) -> None:
    """Reject units that a relation cannot bring together."""
    if check.way.any_units:
        return
    roles = [("claim", check.way.gives, check.claim)]
    roles += [(f"input {role}", role, quantity) for role, quantity in check.inputs.items()]
    amounts = {}
    for words, role, quantity in roles:
        if check.way.is_ratio(role):
            if quantity.scale is None:
                message = f"the {words} is in {quantity.unit}, not in percent or a pure number"
                hint = "Its unit needs the UCUM code % or 1."
                raise WrongCheckError(message, hint, "relation", check.way.name)
        else:
            amounts[words] = quantity.unit
    if len(set(amounts.values())) > 1:
        units = ", ".join(f"the {words} in {unit}" for words, unit in amounts.items())
        message = f"its numbers are in different units: {units}"
        raise WrongCheckError(message, "Take values of one unit.", "relation", check.way.name)
