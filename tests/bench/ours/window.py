"""The program's window with so many contacts: how long it takes to open, and to search.

python -m tests.bench.ours.window ROWS
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys

from status_tray.ui.sources import leave_sources_alone

leave_sources_alone()

from PySide6.QtWidgets import QApplication  # noqa: E402

from status_tray.core.contact import ContactState  # noqa: E402
from status_tray.core.jid import BareJid  # noqa: E402
from status_tray.ui.event_loop import EventLoop  # noqa: E402
from status_tray.ui.shell import Shell  # noqa: E402
from tests.bench.painted import Painted, keystrokes, people  # noqa: E402
from tests.gui.fakes import ROMEO, FakeApplet, FakeServices, account  # noqa: E402


async def measured(rows: int) -> dict[str, float]:
    applet = FakeApplet(account())
    applet.people[ROMEO] = {
        BareJid(jid): ContactState(BareJid(jid), name, "both", ("Team",), known=True, text=text)
        for name, jid, text in people(rows)
    }
    shell = Shell(applet, FakeServices(), tray_host=False)
    shell.start()
    await asyncio.sleep(0)
    gc.freeze()  # as the program does when it has started
    with Painted() as opened:
        shell.show_window()
        assert shell.window is not None
        page = shell.window.contacts_page
        opened.wait(page.list)
    figures = {"open": opened.ms, "keystroke": keystrokes(page.search, page.list)}
    await shell.aclose()
    return figures


def main() -> None:
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: EventLoop(application)) as runner:
        print(json.dumps(runner.run(measured(int(sys.argv[1])))))


if __name__ == "__main__":
    main()
