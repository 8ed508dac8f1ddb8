"""Contacts on their servers, a session that comes and goes, and a screen with bubbles, around two reducers."""

from collections import deque
from datetime import UTC, datetime, timedelta

from status_tray.core.budget import PER_MINUTE
from status_tray.core.contact import ContactState, Window, reduce_contact, remembered
from status_tray.core.effects import (
    AnnounceTo,
    CloseBubble,
    ContactChanged,
    ContactEffect,
    FetchStatus,
    How,
    PolicyEffect,
    SaveContact,
    ShowBubble,
    ShowDigest,
    Via,
)
from status_tray.core.events import (
    BecameAvailable,
    BecameUnavailable,
    ContactEvent,
    ContactSessionStarted,
    NodeEmptied,
    PresenceTold,
    Rostered,
    RosterItem,
    StatusFetched,
    StatusFetchFailed,
    StatusPublished,
    StatusRetracted,
    StillAvailable,
    Ticked,
)
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.moment import Moment
from status_tray.core.policy import reduce_policy
from status_tray.core.policy_state import (
    BURST,
    Changed,
    LoginWindowClosed,
    LoginWindowOpened,
    PolicyEvent,
    PolicyState,
)

ACCOUNT = BareJid("romeo@example.org")
JIDS = tuple(BareJid(f"{name}@example.org") for name in ("juliet", "nurse", "tybalt"))


class Peer:
    """One contact as its server has it."""

    def __init__(self) -> None:
        self.subscription = "both"
        self.item: tuple[str, str | None] | None = None
        self.coming: deque[ContactEvent] = deque()
        """Events on their way to us, in order."""
        self.online = False

    @property
    def text(self) -> str | None:
        return self.item[1] if self.item else None

    @property
    def visible(self) -> bool:
        return self.subscription in ("to", "both")


class ContactsWorld:
    """Everything of one account but the account itself; every step is checked."""

    def __init__(self) -> None:
        self.peers = {jid: Peer() for jid in JIDS}
        self.contacts = {jid: ContactState(jid) for jid in JIDS}
        self.saved: dict[BareJid, ContactState] = {}
        self.policy = PolicyState()
        self.online = False
        self.window = Window.CLOSED
        self.fetches: set[BareJid] = set()
        self.baseline: dict[BareJid, str | None] = {}
        """What was known of each contact when the session began, or when it was first seen after that."""
        self.late: dict[BareJid, str | None] = {}
        """What the user last knew of those whose difference was found after the login window, or came with too many
        others, and is not told yet."""
        self.appeared: list[float] = []
        """When something on the screen last asked for attention: the last minute's."""
        self.monotonic = 1000.0
        self.utc = datetime(2026, 3, 28, 12, tzinfo=UTC)
        self.shown: dict[BareJid, str | None] = {}
        """The bubbles on the screen."""
        self.heard: dict[BareJid, float] = {}
        """When a contact's bubble last asked for attention."""
        self.available: set[BareJid] = set()
        self.announced: dict[BareJid, float] = {}
        """When our presence last went to a contact in this contact session."""
        self.ids = 0

    # --- the reducers --------------------------------------------------------------------------------------

    def happen(self, jid: BareJid, event: ContactEvent) -> None:
        now = Moment(self.utc, self.monotonic, "")
        before = self.contacts[jid]
        after, effects = reduce_contact(before, self.window, event, now)
        self.contacts[jid] = after
        assert after.known or after.text is None, "a text of somebody unknown"
        if before.shown_text != after.shown_text:
            assert any(isinstance(effect, ContactChanged) for effect in effects), "shown, and not told"
        assert after.visible or after.shown_text is None, "a text of somebody we may not see"
        if after.known and not before.known:
            self.baseline[jid] = after.text
        for effect in effects:
            self._carry_out(before, after, event, effect)
        if after.record() != before.record():
            assert SaveContact(after.record()) in effects, "a change that is not remembered"

    def _carry_out(self, before: ContactState, after: ContactState, event: ContactEvent, effect: ContactEffect) -> None:
        match effect:
            case FetchStatus(jid=jid):
                assert after.visible, "the node of somebody we may not see"
                self.fetches.add(jid)
            case AnnounceTo(jid=jid):
                assert after.subscription == "both"
                match event:
                    case BecameAvailable():
                        assert jid not in self.announced, "announced twice in a contact session"
                    case StillAvailable():
                        assert self.monotonic - self.announced.get(jid, 0.0) >= 300, "announced again too soon"
                    case StatusFetched():
                        assert before.attempts, "announced to somebody who could be reached"
                    case _:
                        assert before.subscription != "both", "announced to an old acquaintance"
                self.announced[jid] = self.monotonic
            case SaveContact(record=record):
                self.saved[record.jid] = remembered(record)
            case ContactChanged(via=Via.PRESENCE):
                assert (effect.previous, effect.text) == (before.shown_text, after.shown_text)
                assert effect.previous != effect.text, "news of an equal text"
                assert after.text is None, "a presence told beside a user status"
                if effect.how is How.LIVE:
                    assert self.window is Window.CLOSED, "a replay told as live"
                    assert isinstance(event, PresenceTold)
                    assert event.anew
            case ContactChanged(jid=jid, previous=previous, how=how):
                self._check_change(before, after, effect)
                if how is not How.SILENT and self.window is Window.CLOSED:
                    self.late.setdefault(jid, previous)
                self.tell(Changed(ACCOUNT, effect))
                if how is How.SILENT:
                    self.late.pop(jid, None)

    def _check_change(self, before: ContactState, after: ContactState, change: ContactChanged) -> None:
        assert change.text == after.text
        assert change.previous == before.text
        if not before.known or not after.known:
            assert change.how is How.SILENT, "news of somebody who was unknown"
        else:
            assert change.previous != change.text, "news of an equal text"
        if change.how is How.LIVE:
            assert self.window is Window.CLOSED, "a replay told as live"

    def tell(self, event: PolicyEvent) -> None:
        self.policy, effects = reduce_policy(self.policy, event, Moment(self.utc, self.monotonic, ""))
        for effect in effects:
            self._show(event, effect)

    def _show(self, event: PolicyEvent, effect: PolicyEffect) -> None:
        match effect:
            case ShowBubble(contact=ContactKey(jid=jid), text=text, previous=previous, silent=silent):
                assert self.window is Window.CLOSED, "a bubble in the login window"
                assert previous != text
                assert text == self.contacts[jid].text, "a bubble that is not true"
                known = self.late.pop(jid)
                if not silent:
                    assert isinstance(event, Changed) or not self.policy.held, "one of several told by itself"
                    assert previous == known, "not from what the user last knew"
                    quiet = self.monotonic >= self.heard.get(jid, -BURST) + BURST
                    assert quiet, "two bubbles of one contact asked for attention within 30 s"
                    self.heard[jid] = self.monotonic
                    self._appears()
                self.shown[jid] = text
            case CloseBubble(contact=contact):
                jid = contact.jid
                self.shown.pop(jid, None)
                self.late.pop(jid, None)
                if self.contacts[jid].known:
                    assert self.contacts[jid].text == self.policy.bursts[contact].starting_text
                else:
                    self.heard.pop(jid, None)
            case ShowDigest(changes=changes):
                told = {contact.jid: (change.previous, change.text) for contact, change in changes}
                assert len(told) == len(changes), "two lines of one contact"
                assert told == self.late_differences(), "the digest is not what changed"
                self.late.clear()
                self._appears()
            case _:
                raise AssertionError(f"nobody asked for {effect}")

    def _appears(self) -> None:
        self.appeared = [*(time for time in self.appeared if self.monotonic < time + 60), self.monotonic]
        assert len(self.appeared) <= PER_MINUTE, "more bubbles than a person can take"

    def differences(self) -> dict[BareJid, tuple[str | None, str | None]]:
        return {
            jid: (text, self.contacts[jid].text)
            for jid, text in self.baseline.items()
            if self.contacts[jid].known and self.contacts[jid].text != text
        }

    def late_differences(self) -> dict[BareJid, tuple[str | None, str | None]]:
        return {
            jid: (text, self.contacts[jid].text) for jid, text in self.late.items() if self.contacts[jid].text != text
        }

    # --- the session -----------------------------------------------------------------------------------------

    def connect(self, replayed: set[BareJid]) -> None:
        self.online = True
        self.fetches.clear()
        self.announced.clear()
        self.available.clear()
        if self.window is Window.CLOSED:
            self.baseline = {jid: contact.text for jid, contact in self.contacts.items() if contact.known}
            self.baseline.update(self.late)
            self.late.clear()
        self.window = Window.OPEN
        self.tell(LoginWindowOpened(ACCOUNT))
        for jid, peer in self.peers.items():
            self.happen(jid, ContactSessionStarted())
            self.rostered(jid)
            if jid in replayed and peer.item is not None and peer.subscription == "both":
                peer.coming.append(StatusPublished(jid, *peer.item))

    def rostered(self, jid: BareJid) -> None:
        self.happen(jid, Rostered(RosterItem(jid, jid.partition("@")[0], self.peers[jid].subscription)))
        if not self.contacts[jid].known:
            self.baseline.pop(jid, None)

    def close_window(self) -> None:
        before = self.differences()
        self.window = Window.CLOSED
        self.late.update((jid, self.baseline[jid]) for jid in before)
        self.tell(LoginWindowClosed(ACCOUNT))
        assert not (self.late_differences() and self.policy.budget.left), "changes that nobody is told of"

    def lose(self) -> None:
        self.online = False
        self.fetches.clear()
        for peer in self.peers.values():
            peer.coming.clear()

    def restart(self) -> None:
        """The process is killed; what was saved is read again."""
        self.lose()
        self.contacts = {jid: self.saved.get(jid, ContactState(jid)) for jid in JIDS}
        self.policy, self.window = PolicyState(), Window.CLOSED
        self.shown.clear()
        self.heard.clear()
        self.late.clear()
        self.appeared = []

    # --- the contacts ----------------------------------------------------------------------------------------

    def publish(self, jid: BareJid, text: str | None) -> None:
        self.ids += 1
        peer = self.peers[jid]
        peer.item = (f"item-{self.ids}", text)
        self._send(peer, StatusPublished(jid, *peer.item))

    def take_back(self, jid: BareJid, *, retract: bool) -> None:
        peer = self.peers[jid]
        if peer.item is not None:
            event = StatusRetracted(jid, (peer.item[0],)) if retract else NodeEmptied(jid)
            peer.item = None
            self._send(peer, event)

    def _send(self, peer: Peer, event: ContactEvent) -> None:
        if self.online and peer.subscription == "both":
            peer.coming.append(event)

    def deliver(self, jid: BareJid, times: int = 1) -> None:
        event = self.peers[jid].coming.popleft()
        for _ in range(times):
            self.happen(jid, event)

    def answer_fetch(self, jid: BareJid, *, works: bool) -> None:
        """What was on its way before the answer comes first."""
        while self.peers[jid].coming:
            self.deliver(jid)
        if jid in self.fetches:
            self.fetches.discard(jid)
            item = self.peers[jid].item
            answer = StatusFetched(*item) if item else StatusFetched(None, None)
            self.happen(jid, answer if works else StatusFetchFailed())

    def publish_under_a_fetch(self, jid: BareJid, text: str | None) -> None:
        """ejabberd answers that there is nothing while it puts one item in another's place; the event comes next."""
        while self.peers[jid].coming:
            self.deliver(jid)
        before = self.contacts[jid]
        if jid in self.fetches:
            self.fetches.discard(jid)
            self.happen(jid, StatusFetched(None, None))
            assert before.found_empty or self.contacts[jid].text == before.text, "cleared by a gap"
        self.publish(jid, text)

    def subscribe(self, jid: BareJid, subscription: str) -> None:
        peer = self.peers[jid]
        if not self.online or peer.subscription == subscription:
            return
        while peer.coming:
            self.deliver(jid)
        peer.subscription = subscription
        self.announced.pop(jid, None)
        self.available.discard(jid)
        if not peer.visible:
            self.fetches.discard(jid)
        self.rostered(jid)

    def presence(self, jid: BareJid, *, available: bool) -> None:
        if not self.online:
            return
        if not available:
            self.available.discard(jid)
            self.announced.pop(jid, None)
            self.happen(jid, BecameUnavailable())
        elif jid in self.available:
            self.happen(jid, StillAvailable())
        else:
            self.available.add(jid)
            self.announced.pop(jid, None)
            self.happen(jid, BecameAvailable())

    def say(self, jid: BareJid, text: str | None, *, anew: bool) -> None:
        """The contact's presences say something else."""
        if self.online and self.peers[jid].visible:
            self.happen(jid, PresenceTold(text, anew))

    def pass_time(self, seconds: float) -> None:
        self.monotonic += seconds
        self.utc += timedelta(seconds=seconds)
        self.tell(Ticked())
        if self.window is Window.CLOSED:
            waits = {contact.jid for contact in self.policy.held}
            assert waits == set(self.late_differences()), "not what the user does not know"
            tick = self.policy.next_tick(Moment(self.utc, self.monotonic, ""))
            assert tick if waits else tick is None, "changes that nobody is told of"

    def settle(self) -> None:
        """The link is up and every server answers."""
        if not self.online:
            self.connect(set())
        for jid in JIDS:
            while self.fetches & {jid} or self.peers[jid].coming:
                self.answer_fetch(jid, works=True)
        if self.window is Window.OPEN:
            self.close_window()
        for jid, peer in self.peers.items():
            contact = self.contacts[jid]
            assert contact.known == peer.visible
            if peer.subscription != "to":  # to whom nothing is pushed
                assert contact.text == (peer.text if peer.visible else None), "not what the contact's server has"
