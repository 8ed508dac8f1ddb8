"""Every text that people see can be found by lupdate: literal arguments, in every call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "status_tray"
MODULES = [*sorted((PACKAGE / "ui").rglob("*.py")), PACKAGE / "core" / "words.py"]


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of `translate` by its bare name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate":
            yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_context_and_text_are_literal(module: Path) -> None:
    for call in calls(ast.parse(module.read_text(encoding="utf-8"))):
        for argument in call.args[:2]:
            assert isinstance(argument, ast.Constant), f"line {call.lineno} of {module.name}"
            assert isinstance(argument.value, str), f"line {call.lineno} of {module.name}"
        assert len(call.args) >= 2


def test_the_texts_are_many() -> None:
    found = [call for module in MODULES for call in calls(ast.parse(module.read_text(encoding="utf-8")))]

    assert len(found) > 80
