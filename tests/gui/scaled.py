"""Opens every window and reports on it: for a test that runs this in a process with another scale.

python -m tests.gui.scaled REPORT.json FOLDER-FOR-PICTURES
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from status_tray.core.account import AccountState
from status_tray.ui.loop import run_with_qt
from tests.gui.conftest import Ui
from tests.gui.fakes import FakeServices
from tests.gui.gallery import SCENES
from tests.gui.test_scaling import cut_off
from tests.gui.waiting import turn


async def main(report: Path, pictures: Path) -> int:
    seen: dict[str, object] = {}
    for scene in SCENES:
        started: list[Ui] = []

        def start(*states: AccountState, services: FakeServices, started: list[Ui] = started) -> Ui:
            started.append(Ui(*states, services=services))
            started[0].shell.start()
            return started[0]

        window = await scene.open(start)
        for _ in range(3):
            await turn()
        picture = window.grab()
        picture.save(str(pictures / f"{scene.name}.png"))
        seen[scene.name] = {
            "size": window.size().toTuple(),
            "ratio": window.devicePixelRatioF(),
            "picture": picture.size().toTuple(),
            "cut off": cut_off(window),
        }
        await started[0].shell.aclose()
    await asyncio.to_thread(report.write_text, json.dumps(seen))
    return 0


if __name__ == "__main__":
    sys.exit(run_with_qt(lambda: main(Path(sys.argv[1]), Path(sys.argv[2]))))
