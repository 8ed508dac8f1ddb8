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
MODULES = sorted(set(PACKAGE.rglob("*.py")) - {PACKAGE / "core" / "sentence.py"})

SENTENCES = frozenset(
    (
        "AutostartFailed",
        "DeadlineRefused",
        "EditRefused",
        "FormRefused",
        "JidRefused",
        "NewerDatabase",
        "NotWritable",
        "ProfileFailed",
        "ServerRefused",
        "StorageFailed",
        "TextRefused",
        "Trouble",
    )
)
"""What is made with a sentence that windows show."""


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
    """The calls of `translate` by its bare name, and the making of a `Sentence`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("translate", "Sentence"):
            yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_context_and_text_are_literal(module: Path) -> None:
    for call in calls(ast.parse(module.read_text(encoding="utf-8"))):
        for argument in call.args[:2]:
            assert isinstance(argument, ast.Constant), f"line {call.lineno} of {module.name}"
            assert isinstance(argument.value, str), f"line {call.lineno} of {module.name}"
        assert len(call.args) >= 2


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_what_windows_show_of_the_core_is_a_sentence(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES:
            plain = [
                argument
                for argument in node.args
                if isinstance(argument, ast.JoinedStr)
                or (isinstance(argument, ast.Constant) and " " in str(argument.value))
            ]
            assert not plain, f"line {node.lineno} of {module.name}: plain English, not a Sentence"


@pytest.mark.parametrize(
    "module", sorted((PACKAGE / "ui").rglob("*.py")), ids=lambda module: str(module.relative_to(PACKAGE))
)
def test_windows_tell_a_reason_in_their_language(module: Path) -> None:
    """The reason of a failure, a trouble or an exception is shown by `told` alone."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    asked = [
        call.args[0]
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "told" and call.args
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "reason" and isinstance(node.ctx, ast.Load):
            own = isinstance(node.value, ast.Name) and node.value.id in ("self", "problem", "error", "dialog", "event")
            assert own or node in asked, f"line {node.lineno} of {module.name}: English in every language"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "str":
            [*arguments] = node.args
            names = [argument.id for argument in arguments if isinstance(argument, ast.Name)]
            assert not {"refused", "failed", "broken"} & set(names), f"line {node.lineno} of {module.name}"


LANGUAGES = [language for language in Language if language is not Language.ENGLISH]

PLURAL_FORMS = {Language.ARABIC: 6}
"""How many forms Qt's rules have (`qttools`, numerus.cpp), where it is not two."""

WITHOUT_NUMBER = {Language.ARABIC: 3}
"""The first forms, each for one number alone (0, 1, 2): the language has words for them, and they need no digit."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_file_of_every_language(language: Language) -> None:
    in_file = set(translations.read(translations.ts_file(language)))

    assert in_file == set(translations.texts_in_source()), "run “python packaging/translations.py update”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_in_every_form(language: Language) -> None:
    for text, forms in translations.read(translations.ts_file(language)).items():
        assert len(forms) == (PLURAL_FORMS.get(language, 2) if text.plural else 1), f"unfinished: {text}"
        for form in forms:
            assert form.strip(), f"{text} is translated by nothing"


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_of_the_text(language: Language) -> None:
    for text, forms in translations.read(translations.ts_file(language)).items():
        for place, form in enumerate(forms):
            expected = _places(text.source)
            if text.plural and place < WITHOUT_NUMBER.get(language, 0):
                expected = [name for name in expected if name != "%n"]
            assert _places(form) == expected, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_begin_and_end_as_the_text_does(language: Language) -> None:
    """A lost blank runs two names together; a lost ellipsis hides that a dialog follows."""
    for text, forms in translations.read(translations.ts_file(language)).items():
        for form in forms:
            assert _ends(form) == _ends(text.source), text
            assert form.endswith("…") == text.source.endswith("…"), text


def _places(text: str) -> list[str]:
    """What takes a value; `%Ln` is the number in the digits of the language."""
    return sorted(re.findall(r"\{\w+\}|%n", text.replace("%Ln", "%n")))


def _ends(text: str) -> tuple[str, str]:
    """The white space around the text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


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
