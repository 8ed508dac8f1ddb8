"""The floor of a click: slixmpp's `xep_0163.publish`, and nothing else; it runs on the loop of `ours.clicks`."""

from __future__ import annotations

import uuid
from typing import Any

from status_tray.xmpp import user_status
from status_tray.xmpp.user_status import UserStatus
from tests.bench.floors.client import BareClient


class Publisher(BareClient):
    """Publishes statuses."""

    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(jid, password, ca_file)
        self.register_plugin("xep_0163")

    async def publish(self, text: str) -> None:
        """Returns when the server has acknowledged it."""
        status = UserStatus()
        status["text"] = text
        plugins: Any = self.plugin
        await plugins["xep_0163"].publish(status, id=str(uuid.uuid4()))


class HearingPublisher(Publisher):
    """Hears of other devices' statuses, its own among them (rule 5), and its session can be resumed: as in our program,
    the server has more to do for it."""

    def __init__(self, jid: str, password: str, ca_file: str) -> None:
        super().__init__(jid, password, ca_file)
        self.register_plugin("user_status", module=user_status)
        self.register_plugin("xep_0198")
