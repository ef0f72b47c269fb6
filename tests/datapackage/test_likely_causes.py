"""Likely causes: right in most generated tables of each kind, and never on a sound one."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import anhui_indicators as ai

# Cases of each kind, and how many of them have to be right.
CASES, RIGHT = 20, 18

WORDS = ("Lindmouth", "Quay", "Hefei", "Orléans", "Wuhu", "Åre", "Anqing", "São Luís", "Huangshan")


class Table:
    """A sound table with a column of each usual type, and what spoils it."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.rows = self.random.choice([3, 8, 30, 200])
        self.fields: list[dict[str, Any]] = [
            {"name": "id", "type": "string"},
            {"name": "place", "type": "string"},
            {"name": "opened", "type": "date"},
            {"name": "depth", "type": "number"},
            {"name": "visitors", "type": "integer"},
            {"name": "kind", "type": "string", "constraints": {"enum": ["inland", "coast"]}},
        ]
        draw = self.random
        first = date(2015, 1, 1)
        self.days = [first + timedelta(draw.randrange(3650)) for _ in range(self.rows)]
        self.depths = [round(draw.uniform(0, 4000), 2) for _ in range(self.rows)]
        self.visitors = [draw.randrange(2_000_000) for _ in range(self.rows)]
        self.columns = [
            [f"s{number}" for number in range(self.rows)],
            [draw.choice(WORDS) for _ in range(self.rows)],
            [day.isoformat() for day in self.days],
            [f"{depth:.2f}" for depth in self.depths],
            [str(number) for number in self.visitors],
            [draw.choice(["inland", "coast"]) for _ in range(self.rows)],
        ]
        self.dialect: dict[str, Any] = {}
        self.delimiter, self.encoding = ",", "utf-8"
        self.header = [field["name"] for field in self.fields]
        self.more: list[dict[str, Any]] = []
        self.schema: dict[str, Any] = {}

    def column(self, name: str) -> list[str]:
        return self.columns[self.header.index(name)]

    def text(self) -> str:
        rows = [self.header, *zip(*self.columns, strict=True)]
        return "".join(self.delimiter.join(map(self.cell, row)) + "\n" for row in rows)

    def cell(self, text: str) -> str:
        return f'"{text}"' if self.delimiter in text or "\n" in text else text

    def validate(self, folder: Path, text: str | None = None) -> ai.Report:
        content = self.text() if text is None else text
        (folder / "t.csv").write_text(content, encoding=self.encoding, errors="replace")
        resource = {
            "name": "t",
            "path": "t.csv",
            "schema": {"fields": self.fields, **self.schema},
            "dialect": self.dialect,
        }
        resources = [resource, *self.more]
        (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": resources}))
        return ai.validate(folder)


def decimal_comma(table: Table) -> str:
    table.columns[3] = [text.replace(".", ",") for text in table.columns[3]]
    return '"decimalChar": ","'


def grouped_digits(table: Table) -> str:
    sign = table.random.choice([",", " ", "'"])
    table.visitors[0] = 1_234_567
    table.columns[4] = [f"{number:,}".replace(",", sign) for number in table.visitors]
    return f'"groupChar": "{sign}"'


def units(table: Table) -> str:
    table.columns[4] = [f"{text} people" for text in table.columns[4]]
    return '"bareNumber": false'


def other_dates(table: Table) -> str:
    form = table.random.choice(["%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%B %d, %Y", "%Y/%m/%d"])
    table.days[0] = date(2020, 12, 31)
    table.columns[2] = [day.strftime(form) for day in table.days]
    return f'"format": "{form}"'


def swapped_days(table: Table) -> str:
    declared, written = table.random.choice(
        [("default", "%Y-%d-%m"), ("%d/%m/%Y", "%m/%d/%Y"), ("%m/%d/%Y", "%d/%m/%Y")]
    )
    table.fields[2]["format"] = declared
    table.days[0] = date(2020, 11, 30)
    table.columns[2] = [day.strftime(written) for day in table.days]
    return f'"format": "{written}"'


def words_for_no_value(table: Table) -> str:
    word = table.random.choice(["NA", "n/a", "-", "NULL", ".."])
    for name in ("opened", "depth", "visitors"):
        for at in range(0, table.rows, table.random.choice([1, 2, 3])):
            table.column(name)[at] = word
    return f'"missingValues": ["", "{word}"]'


def excel_dates(table: Table) -> str:
    table.columns[2] = [str((day - date(1899, 12, 30)).days) for day in table.days]
    return "as Excel keeps them"


def numbers_as_dates(table: Table) -> str:
    months = ("Jan", "Feb", "Mar", "Apr", "May")
    table.columns[3] = [f"{1 + n % 28}-{months[n % 5]}" for n in range(table.rows)]
    return "Excel has taken for dates"


def spaces_in_values(table: Table) -> str:
    table.columns[5] = [f" {text} " for text in table.columns[5]]
    return "spaces around them"


def spaces_in_keys(table: Table) -> str:
    places = sorted(set(table.columns[1]))
    schema = {"fields": [{"name": "place", "type": "string"}], "primaryKey": "place"}
    table.more = [{"name": "places", "data": [["place"], *([each] for each in places)]}]
    table.more[0]["schema"] = schema
    reference = {"resource": "places", "fields": ["place"]}
    table.schema = {"foreignKeys": [{"fields": ["place"], "reference": reference}]}
    table.columns[1] = [f"{text} " for text in table.columns[1]]
    return "spaces around them"


def two_header_rows(table: Table) -> str:
    said = ["", "", "day", "metres", "people", "inland"]
    for column, text in zip(table.columns, said, strict=True):
        column.insert(0, text)
    table.column("id")[0] = "units"
    table.column("place")[0] = "names"
    return '"headerRows": [1, 2]'


def other_delimiter(table: Table) -> str:
    table.delimiter = table.random.choice([";", "\t", "|"])
    return json.dumps({"delimiter": table.delimiter})[1:-1]


def other_encoding(table: Table) -> str:
    table.encoding = table.random.choice(["cp1252", "gb18030", "cp1251", "cp932", "cp1250"])
    words = {
        "cp1252": ("Orléans", "Besançon", "Genève", "Köln"),
        "gb18030": ("安徽省合肥市", "黄山风景区", "数据统计局"),
        "cp1251": ("Москва", "Новгород", "Казань область"),
        "cp932": ("東京都のデータ", "おおさか", "カタカナ"),
        "cp1250": ("Łódź", "Kraków", "Żyrardów", "Wrocław"),
    }
    draw = table.random
    table.columns[1] = [draw.choice(words[table.encoding]) for _ in range(table.rows)]
    return f'"encoding": "{table.encoding}"'


KINDS: tuple[Callable[[Table], str], ...] = (
    decimal_comma,
    grouped_digits,
    units,
    other_dates,
    swapped_days,
    words_for_no_value,
    excel_dates,
    numbers_as_dates,
    spaces_in_values,
    spaces_in_keys,
    two_header_rows,
    other_delimiter,
    other_encoding,
)


@pytest.mark.parametrize("spoil", KINDS, ids=lambda spoil: spoil.__name__)
def test_the_cause_is_named(spoil: Callable[[Table], str], tmp_path: Path) -> None:
    wrong = []
    for seed in range(CASES):
        table = Table(seed)
        wanted = spoil(table)
        report = table.validate(tmp_path)
        if not any(wanted in f"{issue.message} {issue.hint}" for issue in report.issues):
            wrong.append((seed, table.rows, wanted, report.to_text()))
        # The cause comes before what follows from it.
        of_table = [issue for issue in report.issues if issue.table == "t"]
        causes = [issue for issue in of_table if issue.code == "likely-cause"]
        assert of_table[: len(causes)] == causes
    assert len(wrong) <= CASES - RIGHT, wrong


@pytest.mark.parametrize("seed", range(CASES))
def test_a_sound_table_has_none(seed: int, tmp_path: Path) -> None:
    assert not Table(seed).validate(tmp_path).issues


def test_single_mistakes_have_no_common_cause(tmp_path: Path) -> None:
    for seed in range(CASES):
        table = Table(seed)
        for column in table.columns[2:5]:
            column[table.random.randrange(table.rows)] = table.random.choice(["x", "12a", "??b"])
        causes = [i for i in table.validate(tmp_path) if i.code == "likely-cause"]
        assert not causes, causes
