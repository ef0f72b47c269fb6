"""Ways to break the embedded record, and the fault that each has to give."""

from __future__ import annotations

# What to change in the record, and the fault that has to be found: code, table, column.
BROKEN = {
    "share above 100": (
        ("observations", "stated,45.7,0.1,exact,intended", "stated,145.7,0.1,exact,intended"),
        ("table-constraint", "observations", "value"),
    ),
    "share below 0": (
        ("observations", "stated,34.8,0.1,exact,intended", "stated,-34.8,0.1,exact,intended"),
        ("table-constraint", "observations", "value"),
    ),
    "rank of zero": (
        ("observations", "stated,8,,exact", "stated,0,,exact"),
        ("table-constraint", "observations", "value"),
    ),
    "rank with a fraction": (
        ("observations", "stated,8,,exact", "stated,8.5,,exact"),
        ("table-constraint", "observations", "value"),
    ),
    "count with a fraction": (
        ("observations", "inferred,2454,", "inferred,2454.5,"),
        ("table-constraint", "observations", "value"),
    ),
    "resolution of zero": (
        ("observations", "9.9,0.1,exact,intended", "9.9,0,exact,intended"),
        ("row-constraint", "observations", None),
    ),
    "resolution of an open bound": (
        ("observations", "27000,,more-than", "27000,1000,more-than"),
        ("row-constraint", "observations", None),
    ),
    "period backwards": (
        ("observations", "2018-01-01,2021-12-31", "2022-01-01,2021-12-31"),
        ("row-constraint", "observations", None),
    ),
    "period without an end": (
        ("observations", "2018-01-01,2021-12-31", "2018-01-01,"),
        ("row-constraint", "observations", None),
    ),
    "period that is unstated and stated": (
        ("observations", ",,unstated,10,1", "2021-01-01,2021-12-31,unstated,10,1"),
        ("row-constraint", "observations", None),
    ),
    "unknown indicator": (
        ("observations", "2021,wmc-guests,", "2021,wmc-guest,"),
        ("foreign-key", "observations", "indicator_id"),
    ),
    "unknown unit": (
        ("indicators", "count,conference,", "count,conferences,"),
        ("foreign-key", "indicators", "unit_id"),
    ),
    "observation twice": (
        ("observations", "wmc-projects-2018", "wmc-conferences-2018"),
        ("primary-key", "observations", "observation_id"),
    ),
    "figure twice at one place": (
        ("figures", "1,97,1,observation", "1,125,1,observation"),
        ("unique-error", "figures", None),
    ),
    "figure with another role": (
        ("figures", "1,97,1,observation", "1,97,1,context"),
        ("table-constraint", "figures", "role"),
    ),
    "figure that nobody reads": (
        ("figures", "2022,1,name", "2022,1,observation"),
        ("table-constraint", "figures", "role"),
    ),
    "figure beyond the text": (
        ("figures", "21,2022,1", "22,2022,1"),
        ("table-constraint", "figures", "paragraph"),
    ),
    "unit that nobody uses": (
        ("units", "mm,milli", "cm,centimetres,cm,length,UCUM,cm\nmm,milli"),
        ("table-constraint", "units", "unit_id"),
    ),
    "area in itself": (
        ("areas", "CN-AH,Anhui,安徽省,subdivision,CN", "CN-AH,Anhui,安徽省,subdivision,CN-AH"),
        ("row-constraint", "areas", None),
    ),
    "areas in a circle": (
        ("areas", "世界,world,", "世界,world,CN-AH"),
        ("table-constraint", "areas", "part_of"),
    ),
    "rank among nobody": (
        (
            "observations",
            "regional-innovation-rank,CN-AH,CN,2021",
            "regional-innovation-rank,CN-AH,,2021",
        ),
        ("table-constraint", "observations", "relative_to"),
    ),
    "intended reading without a literal one": (
        (
            "observations",
            "exact,literal,p19-outward-projects",
            "exact,intended,p19-outward-projects",
        ),
        ("table-constraint", "observations", "reading"),
    ),
    "two best values for one period": (
        (
            "observations",
            "2021-01-01,2021-12-31,stated,1830000000",
            "2012-01-01,2012-12-31,stated,1830000000",
        ),
        ("table-constraint", "observations", "indicator_id"),
    ),
    "statement in another unit": (
        ("corroborations", "10%,10,percent,confirms", "10%,10,rank,confirms"),
        ("table-constraint", "corroborations", "unit_id"),
    ),
    "value without a unit": (
        ("corroborations", "10%,10,percent,confirms", "10%,10,,confirms"),
        ("row-constraint", "corroborations", None),
    ),
    "code without a system": (
        ("units", "UCUM,mm", "none,mm"),
        ("row-constraint", "units", None),
    ),
    "number with a comma": (
        ("observations", "inferred,2454,", 'inferred,"2,454",'),
        ("type-error", "observations", "value"),
    ),
    "number with too many digits": (
        ("observations", "inferred,2454,", "inferred,0.12345678901234567891,"),
        ("type-error", "observations", "value"),
    ),
    "number that is none": (
        ("observations", "inferred,2454,", "inferred,NaN,"),
        ("constraint-error", "observations", "value"),
    ),
    "infinite number": (
        ("observations", "9.9,0.1,exact,intended", "INF,INF,exact,intended"),
        ("constraint-error", "observations", "value"),
    ),
    "date that is none": (
        ("observations", "2018-01-01,2021-12-31", "2018-02-30,2021-12-31"),
        ("type-error", "observations", "period_start"),
    ),
    "missing value": (
        ("observations", "inferred,2454,", "inferred,,"),
        ("constraint-error", "observations", "value"),
    ),
}
