"""The kind of issue that the declaration of a check can have."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

CHECK_ERROR = Code(
    "check-error",
    meaning="A check names a relation, input or unit that it cannot be computed with.",
    why=(
        "Reported for the tables `checks` and `check_inputs` of a record or a package of "
        "indicators: when a relation does not exist or is not solved for the claim, when an "
        "input is missing, goes in twice or is the claim itself, when units do not go "
        "together, or when the numbers leave what can be computed. The check has no verdict."
    ),
    fix="Fix the row of the check or of its inputs; the page on relations lists their roles.",
    example=shown(
        "csv",
        "check_id,relation,strength,observation_id,steps",
        "fdi-growth,average-growth,identity,fdi-growth-2012-2021,",
        said="Of `checks`, row 2, `steps`: an average growth needs the number of steps.",
    ),
)

CONSISTENCY_CODES = (CHECK_ERROR,)
