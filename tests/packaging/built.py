"""The bundle that `packaging/build.sh` has built."""

import pytest

from tests.program import ROOT

BUNDLE = ROOT / "dist" / "status-tray"
PROGRAM = BUNDLE / "status-tray"


def require_bundle() -> None:
    """Fails by name when there is no bundle, or when it is older than the program."""
    if not PROGRAM.exists():
        pytest.fail("there is no bundle: run “sh packaging/build.sh” first", pytrace=False)
    built = PROGRAM.stat().st_mtime
    newer = [path.name for path in (ROOT / "status_tray").rglob("*.py") if path.stat().st_mtime > built]
    if newer:
        pytest.fail(f"the bundle is older than {newer[0]}: run “sh packaging/build.sh” first", pytrace=False)
