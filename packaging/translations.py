"""Translations: from the texts in the source to `resources/i18n/*.ts`, and from those to the `.qm` that Qt loads.

    python packaging/translations.py update   # after a change of texts: new ones come in unfinished, gone ones go
    python packaging/translations.py build    # needs PySide6 (or Qt's own lrelease)

A new language is a new member of `status_tray.core.config.Language`; `update` then makes its file.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"


class Text(NamedTuple):
    """A text as `translate` is called with it; `comment` tells texts apart that are alike in English."""

    context: str
    source: str
    comment: str = ""
    plural: bool = False


def texts_in_source() -> list[Text]:
    """Every text of the program, once, by context and in the order of the modules.

    WORKAROUND Qt 6.11: lupdate reads Python by regular expressions and misses plural forms, so this reads the syntax
    tree.  `tests/unit/test_translatable.py` keeps every call literal.
    """
    found: dict[Text, None] = {}
    for module in sorted((ROOT / "status_tray").rglob("*.py")):
        for call in calls(ast.parse(module.read_text(encoding="utf-8"))):
            context, source, *more = call.args
            assert isinstance(context, ast.Constant)
            assert isinstance(source, ast.Constant)
            comment = more[0].value if more and isinstance(more[0], ast.Constant) else None
            found[Text(str(context.value), str(source.value), str(comment or ""), len(more) > 1)] = None
    return sorted(found, key=lambda text: text.context)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of `translate`, and of `Sentence` (see `core.sentence`), that have texts in them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("translate", "Sentence"):
            literal = [isinstance(argument, ast.Constant) for argument in node.args[:2]]
            if len(literal) == 2 and all(literal):
                yield node


def read(path: Path) -> dict[Text, list[str]]:
    """The file's texts and their translations: one, or one for each plural form; unfinished ones are empty."""
    found: dict[Text, list[str]] = {}
    if not path.exists():
        return found
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            plural = message.get("numerus") == "yes"
            text = Text(
                context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""), plural
            )
            forms = [] if translation is None else list(translation.iter("numerusform")) or [translation]
            unfinished = translation is None or translation.get("type") == "unfinished"
            found[text] = [] if unfinished else [form.text or "" for form in forms]
    return found


def write(path: Path, language: str, translations: dict[Text, list[str]]) -> None:
    """Writes the file as Qt Linguist reads it, without line numbers: they would change with every commit."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for text, forms in translations.items():
        context = contexts.get(text.context)
        if context is None:
            context = contexts[text.context] = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = text.context
        message = ET.SubElement(context, "message", {"numerus": "yes"} if text.plural else {})
        ET.SubElement(message, "source").text = text.source
        if text.comment:
            ET.SubElement(message, "comment").text = text.comment
        translation = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
        if text.plural:
            for form in forms:
                ET.SubElement(translation, "numerusform").text = form
        elif forms:
            translation.text = forms[0]
    ET.indent(root, "    ")
    written = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{written}\n', encoding="utf-8")


def ts_file(language: str) -> Path:
    return FOLDER / f"status-tray_{language}.ts"


def update() -> None:
    """Brings every language's file up to date with the source."""
    sys.path.insert(0, str(ROOT))
    from status_tray.core.config import Language

    FOLDER.mkdir(exist_ok=True)
    for language in Language:
        if language is Language.ENGLISH:
            continue
        before = read(ts_file(language))
        after = {text: before.get(text, []) for text in texts_in_source()}
        write(ts_file(language), language, after)
        print(f"{language}: {sum(not forms for forms in after.values())} of {len(after)} texts are not translated yet")


def build() -> None:
    """Makes a `.qm` beside every `.ts`.  Raises RuntimeError when that is not possible."""
    beside = str(Path(sys.executable).parent)
    names = ("pyside6-lrelease", "lrelease6", "lrelease")
    lrelease = next(
        (found for name in names for path in (beside, None) if (found := shutil.which(name, path=path))), ""
    )
    if not lrelease:
        raise RuntimeError("Qt's lrelease is missing: install PySide6-Essentials, or your system's Qt 6 linguist tools")
    for source in sorted(FOLDER.glob("*.ts")):
        # In one step: a program or another build may be reading the file that is there.
        compiled = source.with_suffix(f".{os.getpid()}.part")
        done = subprocess.run([lrelease, source, "-qm", compiled], capture_output=True, text=True, check=False)
        if done.returncode != 0 or not compiled.exists():
            raise RuntimeError(f"{source.name} could not be compiled: {done.stdout}{done.stderr}")
        compiled.replace(source.with_suffix(".qm"))


if __name__ == "__main__":
    {"update": update, "build": build}[sys.argv[1]]()
