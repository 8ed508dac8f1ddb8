"""Every text that people see can be found by lupdate: literal arguments, in every call."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from status_tray.core.config import Language

PACKAGE = Path(__file__).parents[2] / "status_tray"
MODULES = [*sorted((PACKAGE / "ui").rglob("*.py")), PACKAGE / "core" / "words.py", PACKAGE / "core" / "config.py"]


def _translations() -> Any:
    """The command that keeps the files: it is no package."""
    spec = importlib.util.spec_from_file_location("translations", PACKAGE.parent / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


translations = _translations()


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


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.ENGLISH])
def test_every_text_is_in_the_file_of_every_language(language: Language) -> None:
    in_file = set(translations.read(translations.ts_file(language)))

    assert in_file == set(translations.texts_in_source()), "run “python packaging/translations.py update”"


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.ENGLISH])
def test_translations_have_the_places_of_the_text(language: Language) -> None:
    for text, forms in translations.read(translations.ts_file(language)).items():
        for form in forms:
            assert form.strip(), f"{text} is translated by nothing"
            assert sorted(re.findall(r"\{\w+\}|%n", form)) == sorted(re.findall(r"\{\w+\}|%n", text.source)), text


def test_writing_and_reading_a_file_loses_nothing(tmp_path: Path) -> None:
    texts = {
        translations.Text("A", "plain & <b>"): ["schlicht & <b>"],
        translations.Text("A", "alike", "one"): [],
        translations.Text("A", "alike", "two"): ["gleich"],
        translations.Text("B", "%n thing(s)", plural=True): ["%n Ding", "%n Dinge"],
        translations.Text("B", "%n more thing(s)", plural=True): [],
    }
    path = tmp_path / "status-tray_de.ts"

    translations.write(path, "de", texts)

    assert translations.read(path) == texts


def test_the_texts_are_many() -> None:
    found = [call for module in MODULES for call in calls(ast.parse(module.read_text(encoding="utf-8")))]

    assert len(found) > 80
