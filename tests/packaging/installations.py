"""The wheel on every Python, installed in every way, with all that comes after, as a command.

    python -m tests.packaging.installations [--wheel FILE] [--python 3.12 ...] [--server prosody|ejabberd]

Without `--wheel` it takes the one in `dist`.  A table says how each installation ended; the exit code is 1 when one
failed.  A Python that is not here is a failure too.  `test_wheel.py` has the short version: this Python, on Prosody.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.packaging.installers import Install, by_pipx, by_uv, run, with_oldest_dependencies
from tests.packaging.whole_line import Installed, whole_line
from tests.program import ROOT
from tests.servers import Ejabberd, Prosody, Server

PYTHONS = ("3.11", "3.12", "3.13")
WAYS: dict[str, Install] = {"pipx": by_pipx, "uv": by_uv, "oldest dependencies": with_oldest_dependencies}
SERVERS: dict[str, type[Server]] = {"prosody": Prosody, "ejabberd": Ejabberd}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wheel", type=Path)
    parser.add_argument("--python", nargs="+", choices=PYTHONS, default=PYTHONS)
    parser.add_argument("--server", nargs="+", choices=SERVERS, default=tuple(SERVERS))
    options = parser.parse_args()
    [wheel] = [options.wheel.resolve()] if options.wheel else (ROOT / "dist").glob("*.whl")
    failed = 0
    for name in options.server:
        with SERVERS[name]() as server:
            for row, reason in _rows(wheel, options.python, server):
                print(f"{name:9} {row}{'passed' if not reason else f'FAILED: {reason}'}", flush=True)
                failed += bool(reason)
    return 1 if failed else 0


def _rows(wheel: Path, pythons: tuple[str, ...], server: Server) -> Iterator[tuple[str, str]]:
    """For each installation what it was, and why it failed; nothing when it did not."""
    for python, way in product(pythons, WAYS):
        began, reason, versions = time.monotonic(), "", ""
        with tempfile.TemporaryDirectory() as directory, tempfile.TemporaryDirectory(prefix="st-") as short:
            try:
                program = WAYS[way](wheel, Path(directory), _found(python))
                assert run(program, "--self-test").endswith("all is there.\n")
                versions = _versions(program)
                asyncio.run(whole_line(Installed((str(program),)), server, Path(short)))
            except (AssertionError, LookupError, OSError, subprocess.SubprocessError) as error:
                reason = str(error) or repr(error)
        yield f"{python}  {way:19}  {versions:60}  {time.monotonic() - began:5.1f} s  ", reason


def _found(python: str) -> str:
    """The path of this Python; raises LookupError when there is none."""
    find = '. packaging/install.sh && find_python "$1"'
    done = subprocess.run(("sh", "-c", find, "sh", python), capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        raise LookupError(f"there is no Python {python} here")
    return done.stdout.strip()


def _versions(program: Path) -> str:
    """What was installed beside the program."""
    python = program.resolve().with_name("python")
    names = ("PySide6-Essentials", "slixmpp", "keyring")
    code = f"import importlib.metadata as m; print(', '.join(f'{{n}} {{m.version(n)}}' for n in {names}))"
    return run(python, "-c", code).strip()


if __name__ == "__main__":
    sys.exit(main())
