"""What holds for all documents, and for all words of the library."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from anhui_indicators.api.codes import CODES

ROOT = Path(__file__).parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(page for page in sorted((ROOT / "docs").rglob("*.md")) if page != GLOSSARY),
]
MODULES = sorted((ROOT / "anhui_indicators").rglob("*.py"))

# Ways of saying that a technical reader stumbles over, in messages and docstrings.
ODD = re.compile(
    r"(?<!here )\bis no (?!longer\b|such\b|standard\b|secure\b|more\b)\w+"
    r"|\b(?:[Mm]end(?:s|ed)?|told|[Jj]udge[sd]?|at hand)\b"
    r"|(?<!IP )(?<!email )(?<!private )\b[Aa]n address\b"
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_page_leads_to_the_glossary(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert GLOSSARY in [(page.parent / link).resolve() for link in links]


def test_the_glossary_has_ten_terms() -> None:
    terms = re.findall(r"^\*\*(.+)\.\*\*", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(terms) == 10


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_messages_and_docstrings_are_plain_english(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [found[0] for text in texts for found in ODD.finditer(text)] == []


def test_the_tests_of_the_standard_are_there() -> None:
    text = (ROOT / "docs" / "standard.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+\.py)`", text))
    assert len(named) > 10
    assert all((ROOT / "tests" / name).is_file() for name in named)
    corpora = set(re.findall(r"`(corpus_[a-z]+)`", text))
    assert all((ROOT / "tests" / "parity" / f"{name}.py").is_file() for name in corpora)
    codes = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", text)) - {"tabular-data-package"}
    assert codes - {"tabular-data-resource"} <= CODES.keys()
