"""`status-tray --self-test` finds what is missing, and its list of what is loaded by name is complete."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BARE = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
"""No display, no session bus, no home: none of them is needed."""


def self_test(package: Path, *, without: str = "", interpreter: str = "") -> tuple[int, str]:
    """Exit code and output of the self-test of the program in this directory, with one module hidden from it.

    It starts processes of its own with `interpreter`.
    """
    hidden = f"sys.modules[{without!r}] = None; " if without else ""
    hidden += f"sys.executable = {interpreter!r}; " if interpreter else ""
    code = f"import sys; {hidden}from status_tray.cli import main; sys.exit(main(['--self-test']))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**_BARE, "PYTHONPATH": str(package)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_complete_installation_passes() -> None:
    code, out = self_test(ROOT)
    assert code == 0, out
    assert out.endswith("all is there.\n")


@pytest.mark.parametrize("module", ["keyring.backends.kwallet", "slixmpp.plugins.xep_0198", "_cffi_backend"])
def test_a_missing_module_is_named(module: str) -> None:
    code, out = self_test(ROOT, without=module)
    assert code == 1
    assert "missing modules" in out
    assert f"        {module}: " in out


@pytest.mark.parametrize(("interpreter", "why"), [("/nonexistent", "could not be"), ("/bin/true", "ended with code 0")])
def test_a_keyring_process_that_does_not_start_is_named(interpreter: str, why: str) -> None:
    code, out = self_test(ROOT, interpreter=interpreter)
    assert code == 1
    assert f"missing the keyring's process\n        the keyring's process {why}" in out


def test_missing_icons_and_translations_are_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "status_tray", tmp_path / "status_tray")
    code, out = self_test(tmp_path)
    assert code == 1
    assert "icons/status-tray.svg" in out
    assert "icons/tray/none-16.svg" in out
    assert "the translation “de”" in out


def test_a_command_does_not_go_with_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "status_tray", "--self-test", "show"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "--self-test goes with no command" in done.stderr


def test_what_slixmpp_and_keyring_load_by_name_is_known() -> None:
    code = """
import asyncio, sys
from importlib.metadata import entry_points
from status_tray.core.jid import account_jid
from status_tray.loaded_by_name import MODULES
from status_tray.xmpp.client import Client
from status_tray.xmpp.endpoint import Endpoint

async def main():
    Client(account_jid("romeo@example.org"), "secret", Endpoint(), None)
    ours = [name for name in sys.modules if name.startswith(("slixmpp.plugins.xep_", "slixmpp.features."))]
    return {".".join(name.split(".")[:3]) for name in ours}

loaded = asyncio.run(main())
loaded |= {entry.value for entry in entry_points(group="keyring.backends")}
print(*sorted(loaded - set(MODULES)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
