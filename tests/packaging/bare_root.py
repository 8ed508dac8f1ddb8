"""A Debian in a directory, with what the bundle needs of a system and without Python."""

import contextlib
import fcntl
import hashlib
import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.packaging.built import BUNDLE
from tests.process import find_program
from tests.program import ROOT

RELEASE = "bookworm"
PACKAGES = ROOT / "packaging" / "packages" / "bundle-host.txt"
_CACHE = ROOT / "build" / "roots"
PLACE = "/opt/status-tray"
"""Where the bundle is in there."""


def host_packages() -> list[str]:
    """What packaging/packages/bundle-host.txt names."""
    lines = PACKAGES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def bare_root() -> Path:
    """The root, made by debootstrap when there is none yet of this list of packages: a minute, and 400 MB."""
    if os.geteuid() != 0:
        pytest.fail("this test needs root: it makes a Debian in a directory and mounts what it needs", pytrace=False)
    debootstrap = find_program("debootstrap", "debootstrap")
    packages = host_packages()
    _CACHE.mkdir(parents=True, exist_ok=True)
    root = _CACHE / f"{RELEASE}-{hashlib.sha256(' '.join(packages).encode()).hexdigest()[:12]}"
    with _locked(_CACHE / "lock"):
        if not root.exists():
            making = root.with_suffix(".part")
            shutil.rmtree(making, ignore_errors=True)
            command = [debootstrap, "--variant=minbase", f"--include={','.join(packages)}", RELEASE, str(making)]
            done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
            assert done.returncode == 0, done.stdout[-2000:] + done.stderr
            (making / PLACE[1:]).mkdir()
            # The installer of a real system writes it.
            (making / "etc" / "hosts").write_text("127.0.0.1 localhost\n", encoding="utf-8")
            making.rename(root)
    assert not list(root.glob("usr/bin/python*"))
    return root


def inside(root: Path, *shared: Path) -> tuple[str, ...]:
    """What to put before a command so that it runs in the root, with the bundle and the `shared` directories.

    The mounts are in a namespace of their own, so that nothing of them is left, and the root stays as it is.
    """
    steps = [_mount(root, "--bind", str(BUNDLE), PLACE), _mount(root, "-t", "tmpfs", "none", "/tmp")]
    steps += [_mount(root, "--rbind", place, place) for place in ("/proc", "/dev")]
    for directory in shared:
        steps.append(f"mkdir -p {shlex.quote(f'{root}{directory}')}")
        steps.append(_mount(root, "--bind", str(directory), str(directory)))
    return _in_namespace([*steps, f'exec {_chroot()} {shlex.quote(str(root))} "$@"'])


def self_test_without(root: Path, package: str, scratch: Path) -> subprocess.CompletedProcess[str]:
    """The bundle's self-test in a copy of the root from which one package was taken away."""
    for name in ("upper", "work", "root"):
        (scratch / name).mkdir()
    copy = scratch / "root"
    layers = f"lowerdir={root},upperdir={scratch / 'upper'},workdir={scratch / 'work'}"
    steps = [
        f"mount -t overlay overlay -o {shlex.quote(layers)} {shlex.quote(str(copy))}",
        _mount(copy, "--bind", str(BUNDLE), PLACE),
        f"{_chroot()} {shlex.quote(str(copy))} dpkg --force-depends --purge {package} >&2",
        f"exec {_chroot()} {shlex.quote(str(copy))} {PLACE}/status-tray --self-test",
    ]
    return subprocess.run(_in_namespace(steps), capture_output=True, text=True, timeout=100, check=False)


def _in_namespace(steps: Sequence[str]) -> tuple[str, ...]:
    script = "\n".join(("set -e", *steps))
    return (find_program("unshare", "util-linux"), "--mount", "--propagation", "private", "sh", "-c", script, "sh")


def _chroot() -> str:
    return find_program("chroot", "coreutils")


def _mount(root: Path, *what: str) -> str:
    *options, place = what
    return " ".join(("mount", *map(shlex.quote, options), shlex.quote(f"{root}{place}")))


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
