"""Ways to declare a check wrongly, and the fault that each has to give."""

from __future__ import annotations

# Table and text to replace, and the fault that has to be found: code, table, column.
NINE = "fdi-growth-nine-steps,average-growth,identity,fdi-growth-2012-2021,9,"
START = "fdi-growth-nine-steps,start,fdi-2012,"
SHARE = "services-share-2012,share,identity,services-fdi-share-2012-intended,,"
LIMIT = "wmc-guests-of-five,limit,wmc-guests-2018-2021,wmc-guests-press-2023"

BROKEN_CHECKS = {
    "claim that is no value": (
        ("checks", NINE, NINE.replace("growth-2012-2021", "grow")),
        ("foreign-key", "checks", "observation_id"),
    ),
    "input that is no value": (
        ("check_inputs", START, START.replace("fdi-2012", "fdi-2021-")),
        ("constraint-error", "check_inputs", "observation_id"),
    ),
    "input of no check": (
        ("check_inputs", START, START.replace("fdi-growth-nine", "fdi-growth-six")),
        ("foreign-key", "check_inputs", "check_id"),
    ),
    "unknown statement": (
        ("check_inputs", LIMIT, LIMIT + "-09"),
        ("foreign-key", "check_inputs", "corroboration_id"),
    ),
    "statement about another value": (
        ("check_inputs", LIMIT, LIMIT.replace("guests-press", "executives-press")),
        ("check-error", "checks", "check_id"),
    ),
    "estimate without an assumption": (
        ("checks", SHARE, SHARE.replace("identity", "estimate")),
        ("row-constraint", "checks", None),
    ),
    "unknown strength": (
        ("checks", SHARE, SHARE.replace("identity", "certainty")),
        ("constraint-error", "checks", "strength"),
    ),
    "unknown relation": (
        ("checks", NINE, NINE.replace("average-growth", "average-grow")),
        ("check-error", "checks", "relation"),
    ),
    "unknown role": (
        ("check_inputs", START, START.replace("start", "beginning")),
        ("check-error", "checks", "relation"),
    ),
    "role twice": (
        ("check_inputs", START, START.replace("start", "end")),
        ("primary-key", "check_inputs", None),
    ),
    "no input at all": (
        ("checks", SHARE, "x,share,identity,services-fdi-share-2012-intended,,,\n" + SHARE),
        ("check-error", "checks", "relation"),
    ),
    "growth without steps": (
        ("checks", NINE, NINE.replace(",9,", ",,")),
        ("check-error", "checks", "steps"),
    ),
    "share with steps": (
        ("checks", SHARE, SHARE.replace(",,", ",9,")),
        ("check-error", "checks", "steps"),
    ),
    "growth without end": (
        ("checks", NINE, NINE.replace(",9,", ",1000000000,")),
        ("check-error", "checks", "steps"),
    ),
    "growth in no step": (
        ("checks", NINE, NINE.replace(",9,", ",0,")),
        ("constraint-error", "checks", "steps"),
    ),
    "circle": (
        ("check_inputs", START, START.replace("fdi-2012", "fdi-growth-2012-2021")),
        ("check-error", "checks", "observation_id"),
    ),
    "share of persons in money": (
        ("check_inputs", "2012,whole,fdi-2012", "2012,whole,wmc-guests-2018-2021"),
        ("check-error", "checks", "relation"),
    ),
    "growth rate in persons": (
        ("checks", NINE, NINE.replace("fdi-growth-2012-2021", "wmc-guests-2018-2021")),
        ("check-error", "checks", "relation"),
    ),
    "whole that may be zero": (
        ("observations", "2012-12-31,stated,1360000000", "2012-12-31,stated,0"),
        ("check-error", "checks", "relation"),
    ),
    "value that is missing": (
        ("observations", "2012-12-31,stated,1360000000", "2012-12-31,stated,"),
        ("constraint-error", "observations", "value"),
    ),
    "value beyond all numbers": (
        ("observations", "2021-12-31,stated,6.1,", "2021-12-31,stated,1e300,"),
        ("check-error", "checks", "relation"),
    ),
    "value that goes in twice": (
        ("check_inputs", "2012,whole,fdi-2012", "2012,whole,services-fdi-2012-intended"),
        ("check-error", "checks", "check_id"),
    ),
    "limit without an end": (
        (
            "check_inputs",
            "enterprises,limit,global-500-enterprises-2022-09",
            "enterprises,limit,foreign-enterprises-2012-2021",
        ),
        ("check-error", "checks", "relation"),
    ),
    "resolution of zero in a check": (
        ("observations", "2012-12-31,stated,1360000000,10000000", "2012-12-31,stated,1360000000,0"),
        ("row-constraint", "observations", None),
    ),
    "resolution that is none in a check": (
        ("observations", "2021-12-31,stated,6.1,0.1", "2021-12-31,stated,6.1,NaN"),
        ("constraint-error", "observations", "resolution"),
    ),
    "resolution beyond all numbers": (
        ("observations", "2021-12-31,stated,6.1,0.1", "2021-12-31,stated,1.7e308,1e308"),
        ("row-constraint", "observations", None),
    ),
    "distance beyond all numbers": (
        ("observations", "2021-12-31,stated,6.1,0.1", "2021-12-31,stated,6.1,1e-320"),
        ("check-error", "checks", "relation"),
    ),
    "verdict that was typed": (
        ("checks", "steps,assumption", "verdict,assumption"),
        ("extra-label", "checks", "verdict"),
    ),
}
