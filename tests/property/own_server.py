"""A server in miniature: the own node, what other devices do to it, and the stream to us.

It takes requests in order and answers in order.  Prosody sends events in the same order as answers; on ejabberd an
answer may overtake events (docs/servers.md).
"""

from dataclasses import dataclass

from status_tray.core.effects import FetchOwn, Publish
from status_tray.core.events import (
    AccountEvent,
    NodeEmptied,
    OwnFetched,
    OwnFetchFailed,
    PublishAcked,
    PublishFailed,
    StatusPublished,
    StatusRetracted,
)
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid

ME = BareJid("romeo@example.org")


@dataclass(frozen=True)
class Item:
    """What the node holds; `text` is None for the empty `<status/>`."""

    item_id: str
    text: str | None


class Server:
    """The own node, what other devices do to it, and the stream to us."""

    def __init__(self, *, echoes_first: bool) -> None:
        self.echoes_first = echoes_first
        self.item: Item | None = None
        self.before: Item | None = None
        """What a crash would bring back."""
        self.requests: list[tuple[Publish | FetchOwn, bool]] = []
        """With whether somebody still waits for the answer."""
        self.outgoing: list[AccountEvent] = []
        self.ours: list[Item] = []
        """Every publish of ours that the server took."""

    def work(self, *, refuse: Failure | None = None, connected: bool = True) -> None:
        """Take one request, and refuse it when `refuse` says why."""
        request, awaited = self.requests.pop(0)
        answer: AccountEvent
        events: list[AccountEvent] = []
        if isinstance(request, FetchOwn):
            item = self.item
            answer = OwnFetched(item.item_id, item.text) if item else OwnFetched(None, None)
            if refuse is not None:
                answer = OwnFetchFailed(refuse)
        elif refuse is not None:
            answer = PublishFailed(request.item_id, refuse)
        else:
            self.before, self.item = self.item, Item(request.item_id, request.text)
            self.ours.append(self.item)
            answer = PublishAcked(request.item_id)
            events = [StatusPublished(ME, request.item_id, request.text)]
        if connected:
            answers: list[AccountEvent] = [answer] if awaited else []
            self.outgoing += events + answers if self.echoes_first else answers + events

    def other_device(self, item: Item, *, slowly: bool = False) -> None:
        """With `slowly` a read that is waiting is answered between the removal of the old item and the storing of
        this one, as ejabberd may do."""
        if slowly and not self.echoes_first and self.requests and isinstance(self.requests[0][0], FetchOwn):
            there, self.item = self.item, None
            self.work()
            self.item = there
        self._change(item, StatusPublished(ME, item.item_id, item.text))

    def purge(self) -> None:
        if self.item is not None:
            self._change(None, NodeEmptied(ME))

    def retract(self) -> None:
        if self.item is not None:
            self._change(None, StatusRetracted(ME, (self.item.item_id,)))

    def _change(self, item: Item | None, event: AccountEvent) -> None:
        self.before, self.item = self.item, item
        self.outgoing.append(event)

    def next_of(self, *, overtake: bool) -> AccountEvent:
        """Take what reaches us next."""
        index = 0
        if overtake and not self.echoes_first:
            answers = (PublishAcked, PublishFailed, OwnFetched, OwnFetchFailed)
            index = next((n for n, event in enumerate(self.outgoing) if isinstance(event, answers)), 0)
        return self.outgoing.pop(index)

    def is_ours(self, item: Item | None) -> bool:
        return item is not None and item in self.ours
