"""A client's listener that writes down what it is told, and lets a test wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from status_tray.core.events import PepEvent, RosterItem, StatusPublished
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid

Told = tuple[Any, ...]
"""The name of what happened, without `on_`, and what came with it."""


class Recorder:
    """Fulfils `status_tray.xmpp.client.Listener`; `told` has everything in order."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.visible: set[BareJid] = set()
        self._news = asyncio.Event()

    def _write(self, *told: Any) -> None:
        self.told.append(told)
        self._news.set()

    async def wait(self, wanted: Callable[[Told], bool], deadline: float = 15.0) -> Told:
        """The first entry that is wanted; entries that were there before count.  Fails after `deadline` seconds."""
        seen = 0
        try:
            async with asyncio.timeout(deadline):
                while True:
                    while seen < len(self.told):
                        if wanted(self.told[seen]):
                            return self.told[seen]
                        seen += 1
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"not told in {deadline} s; told: {self.told}") from None

    async def status(self, sender: str, text: str | None) -> StatusPublished:
        """Waits until the sender's status has been told to be `text`."""

        def wanted(told: Told) -> bool:
            match told:
                case ("pep", StatusPublished() as event):
                    return (event.sender, event.text) == (sender, text)
            return False

        event: StatusPublished = (await self.wait(wanted))[1]
        return event

    def names(self) -> list[str]:
        return [told[0] for told in self.told]

    # --- status_tray.xmpp.client.Listener ------------------------------------------------------------------

    def subscribed(self, jid: BareJid) -> bool:
        return jid in self.visible

    async def on_roster(self, items: tuple[RosterItem, ...]) -> None:
        self.visible = {item.jid for item in items if item.subscription in ("to", "both")}
        self._write("roster", items)

    def on_roster_item(self, item: RosterItem) -> None:
        self.visible.discard(item.jid)
        if item.subscription in ("to", "both"):
            self.visible.add(item.jid)
        self._write("roster_item", item)

    def on_roster_removed(self, jid: BareJid) -> None:
        self.visible.discard(jid)
        self._write("roster_removed", jid)

    def on_pep(self, event: PepEvent) -> None:
        self._write("pep", event)

    def on_available(self, jid: BareJid, resource: str, priority: int, text: str | None) -> None:
        self._write("available", jid, resource, priority, text)

    def on_unavailable(self, jid: BareJid, resource: str) -> None:
        self._write("unavailable", jid, resource)

    def on_subscription_request(self, jid: BareJid, nick: str) -> None:
        self._write("subscription_request", jid, nick)

    def on_ask_failed(self, jid: BareJid, condition: str) -> None:
        self._write("ask_failed", jid, condition)

    def on_subscription_answered_elsewhere(self, jid: BareJid) -> None:
        self._write("subscription_answered_elsewhere", jid)

    def on_link_lost(self, failure: Failure) -> None:
        self._write("link_lost", failure)
