"""The manual and the shells' completions: as the parser is, and asked of real shells."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.process import Process, find_program

ROOT = Path(__file__).parents[2]
COMPLETIONS = ROOT / "resources" / "completions"
BASH, ZSH, FISH = COMPLETIONS / "bash" / "status-tray", COMPLETIONS / "zsh", COMPLETIONS / "fish" / "status-tray.fish"
MANUAL = ROOT / "resources" / "man" / "status-tray.1"
DEADLINE = 20


@pytest.fixture(scope="module")
def maker() -> Any:
    """`packaging/command_line.py`, which is in no package."""
    spec = importlib.util.spec_from_file_location("command_line_maker", ROOT / "packaging" / "command_line.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_they_are_as_the_parser_is(maker: Any) -> None:
    for path, text in maker.documents().items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is old: python packaging/command_line.py"


@pytest.mark.parametrize("path", [MANUAL, BASH, ZSH / "_status-tray", FISH], ids=lambda path: path.parent.name)
def test_each_names_every_command_and_option(maker: Any, path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\\-", "-")
    program = maker.command_line()
    names = {command.name for command in program.all()}
    options = {name for command in program.all() for option in command.options for name in option.names}
    assert {"account", "remove", "watch"} <= names
    assert {"--until", "--ca-file", "--no-direct-tls", "--replace"} <= options
    if path == FISH:
        options = {f"-l {name[2:]} " if name.startswith("--") else f"-s {name[1:]} " for name in options}
    missing = [name for name in names | options if name not in text]
    assert not missing


def test_the_manual_has_no_mistakes() -> None:
    man = find_program("man", "man-db")
    find_program("groff", "groff-base")
    done = subprocess.run(
        [man, "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", str(MANUAL)],
        env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=DEADLINE,
        check=True,
    )
    assert not done.stderr.decode()


# --- real shells -----------------------------------------------------------------------------------------------

Ask = Callable[[str], set[str]]

_BASH = """
. "$1"
compopt() { :; }
COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=(status-tray)
_status_tray
printf '%s\\n' "${COMPREPLY[@]}"
"""

_ZSH = """
zmodload zsh/zpty
zpty shell "zsh -f -i"
zpty -w shell 'PS1=; fpath=($COMPLETIONS $fpath); autoload -U compinit; compinit -u -D; exec 9>$ANSWERS'
zpty -w shell 'compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return $?; fi
    local -a found; builtin compadd -A found "$@"; (( $#found )) && print -u 9 -l -- $found; builtin compadd "$@"
}'
zpty -w shell 'answered() { print -u 9 END }; bindkey "^I" complete-word; comppostfuncs=(answered)'
zpty -n -w shell "$1"$'\\t'
while zpty -r shell; do :; done
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With files to complete, and a program that knows two accounts."""
    (tmp_path / "some.pem").touch()
    (tmp_path / "some-folder").mkdir()
    program = tmp_path / "bin" / "status-tray"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf '%s\\n' romeo@example.org 'juliet@example.net  (disabled)'\n")
    program.chmod(0o755)
    return tmp_path


@pytest.fixture(params=["bash", "zsh", "fish"])
def ask(request: pytest.FixtureRequest, folder: Path) -> Ask:
    """What the shell offers after a line."""
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(folder), "LANG": "C.UTF-8", "TERM": "dumb"}

    def run(*command: str) -> set[str]:
        done = subprocess.run(
            command, env=environment, cwd=folder, capture_output=True, text=True, timeout=DEADLINE, check=True
        )
        assert not done.stderr
        return {line.split("\t")[0] for line in done.stdout.splitlines() if line}

    def ask_bash(line: str) -> set[str]:
        return run(find_program("bash", "bash"), "--norc", "-c", _BASH, "bash", str(BASH), line)

    def ask_fish(line: str) -> set[str]:
        script = f"source '{FISH}'; complete -C '{line}'"
        return run(find_program("fish", "fish"), "--no-config", "-c", script)

    def ask_zsh(line: str) -> set[str]:
        answers = folder / "answers"
        os.mkfifo(answers)
        environment.update(COMPLETIONS=str(ZSH), ANSWERS=str(answers))
        zsh = find_program("zsh", "zsh")
        # Both ends: who only reads would wait for the shell without an end.
        descriptor = os.open(answers, os.O_RDWR)
        shell = Process([zsh, "-f", "-c", _ZSH, "zsh", line], log=folder / "log", env=environment, cwd=folder)
        try:
            found: list[str] = []
            with os.fdopen(descriptor) as told:
                while (word := told.readline().strip()) != "END":
                    found.append(word)
        finally:
            shell.kill()
            answers.unlink()
        return set(found)

    return {"bash": ask_bash, "zsh": ask_zsh, "fish": ask_fish}[str(request.param)]


@pytest.mark.timeout(60)
def test_commands_are_offered(ask: Ask) -> None:
    assert {"run", "set", "clear", "watch", "account", "preset"} <= ask("status-tray ")
    assert ask("status-tray s") == {"set", "show"}


@pytest.mark.timeout(60)
def test_options_are_those_of_the_command(ask: Ask) -> None:
    assert ask("status-tray --profile x set --") == {"--for", "--until", "--profile", "--account", "--help"}
    assert "--json" in ask("status-tray watch --")


@pytest.mark.timeout(60)
def test_actions_are_offered_after_their_command(ask: Ask) -> None:
    assert ask("status-tray --profile set preset r") == {"remove"}
    assert "list" not in ask("status-tray preset export l")


@pytest.mark.timeout(60)
def test_accounts_are_offered(ask: Ask) -> None:
    assert ask("status-tray account remove ro") == {"romeo@example.org"}
    assert ask("status-tray --account ju") == {"juliet@example.net"}


@pytest.mark.timeout(60)
def test_files_are_offered(ask: Ask) -> None:
    assert {word.rstrip("/") for word in ask("status-tray account add x --ca-file so")} == {"some.pem", "some-folder"}
    assert {word.rstrip("/") for word in ask("status-tray --profile so")} == {"some-folder"}
    assert {word.rstrip("/") for word in ask("status-tray preset import some.")} == {"some.pem"}


def test_bash_takes_an_address_for_words(folder: Path) -> None:
    """What stands before the @ is on the line already."""
    command = ["bash", "--norc", "-c", _BASH, "bash", str(BASH), "status-tray account remove romeo@exa"]
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=DEADLINE, check=True)
    assert done.stdout == "example.org\n"
