"""Issues of a ledger of figures, checked against the text that it was made for."""

from __future__ import annotations

from anhui_indicators.diagnostics.code import Code, shown

TEXT_MISMATCH = Code(
    "text-mismatch",
    meaning="A text is not the one that the ledger of figures was made for.",
    why=(
        "Reported by `trace` of the row of `sources` that a text belongs to: when its SHA-256, its "
        "number of characters or its number of paragraphs is not that of the columns "
        "`text_sha256`, `text_length` and `paragraph_count`. Line ends and spaces at the end "
        "of a line do not count; what differs is words."
    ),
    fix=(
        "Take the text that the ledger was made for; or go through what else is reported, fix the "
        "ledger, and enter the numbers of the new text."
    ),
    example=shown(
        "csv",
        "source_id,text_length,paragraph_count",
        "harbour-report,1843,5",
        said="Of `sources`, row 2, `paragraph_count`: of the text it is 6.",
    ),
)

FIGURE_MISSING = Code(
    "figure-missing",
    meaning="A figure of the ledger is not printed in the text.",
    why=(
        "Reported by `trace` of each row of `figures` whose `token` is nowhere in the text, "
        "neither in its paragraph nor in another. A value that rests on it has lost its proof."
    ),
    fix="Fix the token as it is printed, or remove the figure and what was read from it.",
    example=shown(
        "csv",
        "figure_id,paragraph,token,occurrence",
        "p2-goods,2,12.6 million tonnes,1",
        said=(
            "Of `figures`, row 2, `token`, when the text now has 12.8 million tonnes: it is "
            "not printed for it in paragraph 2 or any other."
        ),
    ),
)

FIGURE_MOVED = Code(
    "figure-moved",
    meaning="A figure is at another place of the text than the ledger says.",
    why=(
        "Reported by `trace` of each row of `figures` whose `token` is in another paragraph "
        "than `paragraph`, or is another one of its like than `occurrence` says; of paragraphs "
        "that moved together, once. Readers who look a figure up would not find it."
    ),
    fix="Fix `paragraph` and `occurrence`.",
    example=shown(
        "csv",
        "figure_id,paragraph,token,occurrence",
        "p2-goods,2,12.6 million tonnes,1",
        said=(
            "Of `figures`, when a paragraph was put before it: what stood in paragraph 2 "
            "is in 3 now."
        ),
    ),
)

FIGURE_OVERLAP = Code(
    "figure-overlap",
    meaning="Two figures of the ledger share characters of the text.",
    why=(
        "Reported by `trace` of a row of `figures` whose `token` begins within that of another. A "
        "number that is printed once would be counted twice, and could be read in two ways "
        "without anybody noticing."
    ),
    fix="Shorten one of the tokens, or make one figure of the two.",
    example=shown(
        "csv",
        "figure_id,paragraph,token,occurrence",
        "p5-day,5,3 May 2023,1",
        "p5-year,5,2023,1",
        said="Of `figures`, row 3, `token`: “2023” overlaps the token of p5-day.",
    ),
)

FIGURE_UNCOVERED = Code(
    "figure-uncovered",
    meaning="The text prints a figure that the ledger lacks.",
    why=(
        "Reported by `trace` for each paragraph that prints a number, in digits or in words, which "
        "is not in the `token` of any row of `figures`. A ledger says of every figure what it "
        "is; a gap may hide a value."
    ),
    fix=(
        "Add a row for each; a `role` such as idiom or context says that it is not a value of the "
        "report."
    ),
    example=shown(
        "text",
        "The third berth was opened to 270,000 passengers.",
        said=(
            "Of `figures`, when the ledger has only 270,000: paragraph 1 prints a figure that "
            "the ledger lacks, “third”."
        ),
    ),
)

TOKEN_MISMATCH = Code(
    "token-mismatch",
    meaning="A value is not what its printed figure says.",
    why=(
        "Reported by `trace` of each row of `observations` with the reading plain or literal whose "
        "`value` or `qualifier` is not that of the `token` of its figure. Only an intended "
        "reading may say what is not printed."
    ),
    fix="Fix the value; or add an intended reading beside the literal one.",
    example=shown(
        "csv",
        "observation_id,value,reading,figure_id",
        "goods-2024,12.6,plain,p2-goods",
        said=(
            "Of `observations`, row 2, `value`, whose figure is printed as 12.6 million "
            "tonnes: it says 12600000."
        ),
    ),
)

LEDGER_CODES = (
    TEXT_MISMATCH,
    FIGURE_MISSING,
    FIGURE_MOVED,
    FIGURE_OVERLAP,
    FIGURE_UNCOVERED,
    TOKEN_MISMATCH,
)
