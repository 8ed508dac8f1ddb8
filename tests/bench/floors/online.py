"""Online with an icon in the tray, as plainly as PySide6, qasync and slixmpp do it: nothing is kept, nothing told.

    python -m tests.bench.floors.online JID PORT CA_FILE [--headless]

Does what Status Tray does all day long: reads its password from the keyring, logs in, has the roster, shows itself,
and reads contacts' statuses as they come.  With `--headless` there is no Qt.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import keyring
from slixmpp import ClientXMPP

from status_tray.xmpp import user_status

SERVICE = "status-tray"


class Online(ClientXMPP):
    """Logs in, and reads what contacts publish."""

    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(f"{jid}/floor", password)
        self.ca_certs = Path(ca_file)
        self.enable_direct_tls = False
        for plugin in ("xep_0030", "xep_0060", "xep_0115", "xep_0163", "xep_0198", "xep_0199"):
            self.register_plugin(plugin)
        self.register_plugin("user_status", module=user_status)
        self.heard = 0
        self.add_event_handler("session_start", self._on_session_start)
        self.add_event_handler("user_status_publish", self._on_status)

    async def _on_session_start(self, _event: object) -> None:
        await self.get_roster()
        self.send_presence(pshow="xa", ppriority=-1)

    def _on_status(self, message: Any) -> None:
        [item] = message["pubsub_event"]["items"].iterables
        self.heard += bool(item["user_status"]["text"])


async def stay_online(jid: str, port: str, ca_file: str) -> None:
    password = keyring.get_password(SERVICE, jid)
    if password is None:
        raise SystemExit("there is no password in the keyring")
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    client = Online(jid, password, ca_file)
    client.connect("127.0.0.1", int(port))
    await ended.wait()
    await client.disconnect()


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if argument != "--headless"]
    if "--headless" in sys.argv:
        asyncio.run(stay_online(*arguments))
        return
    import qasync
    from PySide6.QtGui import QAction, QColor, QIcon, QPixmap
    from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    picture = QPixmap(22, 22)
    picture.fill(QColor("green"))
    menu = QMenu()
    leave = QAction("Quit", menu)
    leave.triggered.connect(application.quit)
    menu.addAction(leave)
    icon = QSystemTrayIcon(QIcon(picture))
    icon.setContextMenu(menu)
    icon.setToolTip("Online")
    icon.show()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(stay_online(*arguments))


if __name__ == "__main__":
    main()
