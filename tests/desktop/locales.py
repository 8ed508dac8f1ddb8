"""The locales that a desktop in another language has: made once a run, where this computer need not have them."""

import subprocess
import tempfile
from functools import cache
from pathlib import Path

from status_tray.core.config import Language
from tests.process import find_program

_PLACES = {Language.GERMAN: "de_DE", Language.FRENCH: "fr_FR", Language.SPANISH: "es_ES", Language.ARABIC: "ar_EG"}


def locale_of(language: Language) -> dict[str, str]:
    """The environment of programs that speak the language; English is what they speak by themselves."""
    if language is Language.ENGLISH:
        return {"LANG": "C.UTF-8"}
    return {"LANG": _compiled(_PLACES[language]), "LOCPATH": _directory().name}


@cache
def _directory() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="status-tray-locales-")


@cache
def _compiled(place: str) -> str:
    name = f"{place}.UTF-8"
    program = find_program("localedef", "libc-bin")
    subprocess.run(
        [program, "--inputfile", place, "--charmap", "UTF-8", str(Path(_directory().name, name))],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return name
