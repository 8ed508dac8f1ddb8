"""The floor of a notification: slixmpp's event, and jeepney's call of Notify, in one script.

    python -m tests.bench.floors.notify HOST PORT CA_FILE JID CONTACTS

The password comes on standard input.  It prints "ready" when it knows a text of each contact, and ends with that input.
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import qasync
from jeepney import DBusAddress, new_method_call
from jeepney.io.asyncio import DBusConnection, open_dbus_connection
from PySide6.QtWidgets import QApplication

from status_tray.xmpp import user_status
from tests.bench.floors.client import BareClient

_NAME = "org.freedesktop.Notifications"
_DAEMON = DBusAddress("/org/freedesktop/Notifications", bus_name=_NAME, interface=_NAME)


class Notifying(BareClient):
    """Tells every status after the first of a contact."""

    def __init__(self, jid: str, password: str, ca_file: str, bus: DBusConnection) -> None:
        super().__init__(jid, password, ca_file)
        self.register_plugin("xep_0163")
        self.register_plugin("xep_0199")
        self.register_plugin("user_status", module=user_status)
        self.texts: dict[str, str] = {}
        self.come = asyncio.Event()
        self._bus = bus
        self.add_event_handler("user_status_publish", self._on_status)

    async def _on_status(self, message: Any) -> None:
        jid = message["from"].bare
        text = message["pubsub_event"]["items"]["item"]["user_status"]["text"]
        previous, self.texts[jid] = self.texts.get(jid), text
        self.come.set()
        if previous in (None, text):
            return
        name = self.client_roster[jid]["name"]
        hints = {
            "urgency": ("y", 0),
            "category": ("s", "presence"),
            "desktop-entry": ("s", "status-tray"),
            "transient": ("b", True),
        }
        actions = ["mute", f"Mute {name}", "default", "Show"]
        body = ("Floor", 0, "status-tray", f"{name}: {text}", f"was: {previous}", actions, hints, -1)
        await self._bus.send(new_method_call(_DAEMON, "Notify", "susssasa{sv}i", body))


async def main() -> None:
    host, port, ca_file, jid, contacts = sys.argv[1:]
    password = sys.stdin.readline().rstrip("\n")
    async with await open_dbus_connection() as bus:
        client = Notifying(jid, password, ca_file, bus)
        await client.log_in(host, int(port))
        while len(client.texts) < int(contacts):
            client.come.clear()
            await client.come.wait()
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.read)
        await client.leave()


if __name__ == "__main__":
    application = QApplication([])
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(main())
