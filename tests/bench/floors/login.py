"""The floor of a login and of a burst: slixmpp with roster, caps and PEP plugins, which stores a text per contact.

    python -m tests.bench.floors.login HOST PORT CA_FILE JID CONTACTS

The password comes on standard input.  After the login it prints its figures, and does nothing until a line comes: the
text that comes last.  When it knows that, it prints how long it took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from typing import Any

import qasync
from PySide6.QtWidgets import QApplication

from status_tray.xmpp import user_status
from tests.bench.floors.client import BareClient
from tests.bench.held_up import HeldUp


class Texts(BareClient):
    """Knows the text of every contact."""

    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(jid, password, ca_file)
        for plugin in ("xep_0030", "xep_0115", "xep_0163", "xep_0199"):
            self.register_plugin(plugin)
        self.register_plugin("user_status", module=user_status)
        self.texts: dict[str, str] = {}
        self.awaited: tuple[int, str] = (0, "")
        """So many contacts, or this text."""
        self.come = asyncio.Event()
        self.add_event_handler("user_status_publish", self._on_status)

    def _on_status(self, message: Any) -> None:
        text = message["pubsub_event"]["items"]["item"]["user_status"]["text"]
        self.texts[message["from"].bare] = text
        count, last = self.awaited
        if text == last or len(self.texts) == count:
            self.come.set()


async def main() -> None:
    host, port, ca_file, jid, contacts = sys.argv[1:]
    password = sys.stdin.readline().rstrip("\n")
    began = time.process_time()
    texts = Texts(jid, password, ca_file)  # its plugins are imported here, as those of the program are
    texts.awaited = int(contacts), ""
    with HeldUp() as held_up:
        await texts.log_in(host, int(port))
        await texts.come.wait()
        await texts.settled()
    print(json.dumps({"cpu": time.process_time() - began, "held up": held_up.longest * 1000}), flush=True)
    texts.awaited = 0, sys.stdin.readline().rstrip("\n")
    texts.come.clear()
    began, cpu = time.perf_counter(), time.process_time()
    await texts.come.wait()
    print(json.dumps({"burst": time.perf_counter() - began, "burst cpu": time.process_time() - cpu}), flush=True)
    await texts.leave()


if __name__ == "__main__":
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(main())
