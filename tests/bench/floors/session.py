"""The floor of a session: slixmpp logs in with the keyring's password, on Qt's loop or on asyncio's own.

    python session.py JID HOST PORT CA_FILE KEYRING_SERVICE [--headless]

It has the icon of `tray.py` and the plugins that the job is made of: PEP with its interest announced in the first
presence, stream management, and a presence that takes no messages.  Runs until it is ended.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import Any

import keyring
from slixmpp import ClientXMPP

_STATUS = "http://jabber.org/protocol/status"


class Session(ClientXMPP):
    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(jid, password)
        self.ca_certs = Path(ca_file)
        self.enable_direct_tls = False
        for plugin in ("xep_0030", "xep_0060", "xep_0115", "xep_0163", "xep_0198", "xep_0199"):
            self.register_plugin(plugin)
        self.add_event_handler("session_bind", self._bound)
        self.add_event_handler("session_start", self._started)

    def _bound(self, _jid: Any) -> None:
        plugins: Any = self.plugin
        plugins["xep_0163"].add_interest(_STATUS)

    async def _started(self, _event: Any) -> None:
        await self.get_roster()
        self.send_presence(pshow="xa", ppriority=-1)


async def main(jid: str, host: str, port: str, ca_file: str, service: str) -> None:
    password = await asyncio.to_thread(keyring.get_password, service, jid)
    assert password is not None
    client = Session(jid, password, ca_file)
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    client.connect(host, int(port))
    await ended.wait()
    await client.disconnect()


arguments = [argument for argument in sys.argv[1:] if argument != "--headless"]
if "--headless" in sys.argv:
    asyncio.run(main(*arguments))
else:
    import qasync
    from PySide6.QtGui import QIcon, QPixmap
    from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    picture = QPixmap(22, 22)
    picture.fill("green")
    menu = QMenu()
    menu.addAction("Quit")
    icon = QSystemTrayIcon(QIcon(picture))
    icon.setContextMenu(menu)
    icon.show()
    qasync.run(main(*arguments))
