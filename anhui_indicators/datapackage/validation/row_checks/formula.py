"""Formulas over the values of a row: expressions of Python, of a kind that can do no harm.

A formula may be from a descriptor that nobody has vouched for. It is taken apart, and only what
is known to be harmless is put together again: no attributes, no calls but of a few functions, and
no numbers or texts that grow without end.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from anhui_indicators.datapackage.validation.row_checks.row_check import InvalidCheckError

_LONGEST = 1_000

# What the result of a product or a power may have: so many digits or characters.
_SIZE = 10_000

_HARMLESS = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow),
    *(ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn),
    *(ast.Is, ast.IsNot, ast.IfExp, ast.List, ast.Tuple, ast.Set, ast.Load, ast.Name),
    *(ast.Constant, ast.Call),
)


def _product(a: Any, b: Any) -> Any:
    texts = [each for each in (a, b) if isinstance(each, str | list | tuple)]
    if texts and len(texts[0]) * abs(int(b if texts[0] is a else a)) > _SIZE:
        raise OverflowError
    return a * b


def _power(a: Any, b: Any) -> Any:
    if abs(b) * max(len(str(a)), 1) > _SIZE:
        raise OverflowError
    return a**b


def _remainder(a: Any, b: Any) -> Any:
    if isinstance(a, str):  # With a text on the left it would be a format.
        raise TypeError
    return a % b


def _rounded(value: Any, digits: int = 0) -> Any:
    if abs(digits) > _SIZE:
        raise OverflowError
    return round(value, digits)


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    **{each.__name__: each for each in (abs, float, int, len, max, min, str, sum)},
    "round": _rounded,
}
_GUARDS = {ast.Mult: _product, ast.Pow: _power, ast.Mod: _remainder}


class Formula:
    """A formula.

    Args:
        text: An expression over names of columns.

    Raises:
        InvalidCheckError: When it is not one, or does what it must not.

    Attributes:
        text: The expression.
        names: The columns that it names.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > _LONGEST:
            raise InvalidCheckError(f"its formula has more than {_LONGEST:,} characters")
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            raise InvalidCheckError(f"its formula {text!r} is not an expression") from error
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            _reject_harmful(node, called)
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        self.names = sorted({node.id for node in nodes if id(node) not in called})
        self._holds = _compiled(tree, self.names)

    def broken(self, columns: Sequence[Sequence[Any]], count: int) -> list[bool]:
        """Tell the rows that break it.

        Args:
            columns: The values of the columns named, in the order of `names`.
            count: Number of rows.
        """
        rows = zip(*columns, strict=True) if columns else iter([()] * count)
        holds = self._holds
        broken = []
        for row in rows:
            try:
                broken.append(not holds(*row))
            except Exception:  # Whatever it raises, it does not hold.
                broken.append(True)
        return broken


def _reject_harmful(node: ast.AST, called: set[int]) -> None:
    if not isinstance(node, _HARMLESS):
        what = type(node).__name__
        raise InvalidCheckError(f"its formula has what formulas cannot have: {what}")
    if isinstance(node, ast.Call) and (
        not isinstance(node.func, ast.Name) or node.func.id not in _FUNCTIONS or node.keywords
    ):
        known = ", ".join(_FUNCTIONS)
        raise InvalidCheckError(f"its formula calls what is not one of {known}")
    if isinstance(node, ast.Constant) and not isinstance(
        node.value, int | float | str | bool | None
    ):
        raise InvalidCheckError("its formula has a constant of an unknown kind")


class _Guarded(ast.NodeTransformer):
    """Puts functions in the place of operators that could make something huge."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        guard = _GUARDS.get(type(node.op))
        if guard is None:
            return node
        return ast.Call(ast.Name(guard.__name__, ast.Load()), [node.left, node.right], [])


def _compiled(tree: ast.Expression, names: Sequence[str]) -> Callable[..., Any]:
    """Make a function of the columns named."""
    arguments = ast.arguments([], [ast.arg(name) for name in names], None, [], [], None, [])
    function = ast.Expression(ast.Lambda(arguments, _Guarded().visit(tree).body))
    known = {**_FUNCTIONS, **{guard.__name__: guard for guard in _GUARDS.values()}}
    code = compile(ast.fix_missing_locations(function), "<formula>", "eval")
    made: Callable[..., Any] = eval(code, {"__builtins__": {}, **known})  # noqa: S307
    return made
