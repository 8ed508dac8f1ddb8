"""The third-party notices of an installation: everything that the program needs is in them, with its licence."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from status_tray.ui import third_party


def package(folder: Path, name: str, *, requires: tuple[str, ...] = (), licence: str = "License: MIT") -> None:
    """An installed package in this folder, with a licence file."""
    about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir()
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", licence]
    lines += [f"Requires-Dist: {line}" for line in requires]
    (about / "METADATA").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (about / "LICENSE.txt").write_text(f"{name} may be used.\n", encoding="utf-8")
    (about / "RECORD").write_text(f"{about.name}/METADATA,,\n{about.name}/LICENSE.txt,,\n", encoding="utf-8")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where packages can be installed; no others are found."""
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    return tmp_path


def test_what_the_program_needs_is_named_and_what_that_needs(installed: Path) -> None:
    package(installed, "status-tray", requires=("Second_One>=2 ; sys_platform == 'linux'", "absent"))
    package(installed, "second-one", requires=("third[fast]>1", "docs ; extra == 'doc'", "status-tray"))
    package(installed, "third")
    package(installed, "docs")
    package(installed, "unrelated")

    text = third_party.notices()

    assert re.findall(r"\n  (\S+) 1\.0: (.*)", text) == [("second-one", "MIT"), ("third", "MIT")]
    assert "second-one may be used." in text
    assert "third may be used." in text
    assert "status-tray may be used." not in text


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ("License-Expression: BSD-3-Clause", "BSD-3-Clause"),
        ("License: Apache\n  with all its words", "Apache"),
        ("Classifier: License :: OSI Approved :: ISC License (ISCL)", "ISC License (ISCL)"),
        ("Keywords: nothing", ""),
    ],
)
def test_the_licence_is_told_in_a_few_words(installed: Path, said: str, licence: str) -> None:
    package(installed, "one", licence=said)

    part = third_party.of_distribution(PathDistribution(installed / "one-1.0.dist-info"))

    assert (part.title, part.licence) == ("one 1.0", licence)


def test_no_licence_is_said_as_such(installed: Path) -> None:
    package(installed, "status-tray", requires=("one",))
    package(installed, "one", licence="Keywords: nothing")

    assert "\n  one 1.0: not named in its metadata\n" in third_party.notices()


def test_without_any_metadata_there_are_python_and_what_is_among_our_files(installed: Path) -> None:
    assert re.findall(r"\n  (\S+) .*: ", third_party.notices()) == ["Python", "Unicode"]


def test_those_of_a_bundle_are_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / third_party.FILE
    file.write_text("As the bundle has it.", encoding="utf-8")
    monkeypatch.setattr(third_party, "resource_path", lambda *names: file if names == (third_party.FILE,) else None)

    assert third_party.notices() == "As the bundle has it."


def test_this_installation_has_all_that_is_asked_for() -> None:
    text = third_party.notices()
    for name in ("PySide6_Essentials", "shiboken6", "qasync", "slixmpp", "keyring", "platformdirs", "wcwidth", "emoji"):
        assert re.search(rf"\n  {name} \d[\d.]*: (?!not named)\S", text, re.IGNORECASE), name
