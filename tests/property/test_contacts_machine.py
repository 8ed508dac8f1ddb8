"""Contacts and bubbles under everything at once: logins, replays, bursts, lost links, permissions (rules 8 and 10)."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from status_tray.core.contact import ContactState, Window, reduce_contact
from status_tray.core.effects import ContactChanged
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
)
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment
from tests.property.contacts_world import JIDS, ContactsWorld

JID = st.sampled_from(JIDS)
TEXTS = st.sampled_from(["Lunch", "Working", "Away", None])


class ContactsMachine(RuleBasedStateMachine):
    """One account's contacts and its screen."""

    def __init__(self) -> None:
        super().__init__()
        self.world = ContactsWorld()

    @initialize(texts=st.lists(st.none() | TEXTS, min_size=3, max_size=3))
    def begin(self, texts: list[str | None]) -> None:
        for jid, text in zip(JIDS, texts, strict=True):
            self.world.publish(jid, text)
        self.world.connect(set(JIDS))

    @rule(jid=JID, text=TEXTS)
    def contact_publishes(self, jid: BareJid, text: str | None) -> None:
        self.world.publish(jid, text)

    @rule(jid=JID, text=TEXTS)
    def contact_publishes_under_a_fetch(self, jid: BareJid, text: str | None) -> None:
        if self.world.online:
            self.world.publish_under_a_fetch(jid, text)

    @rule(jid=JID, retract=st.booleans())
    def contact_takes_back(self, jid: BareJid, retract: bool) -> None:
        self.world.take_back(jid, retract=retract)

    @rule(jid=JID, times=st.integers(1, 4))
    def deliver(self, jid: BareJid, times: int) -> None:
        if self.world.peers[jid].coming:
            self.world.deliver(jid, times)

    @rule(jid=JID, works=st.booleans())
    def answer_fetch(self, jid: BareJid, works: bool) -> None:
        if self.world.online:
            self.world.answer_fetch(jid, works=works)

    @precondition(lambda self: self.world.online and self.world.window is Window.OPEN)
    @rule()
    def window_closes(self) -> None:
        self.world.close_window()

    @rule(jid=JID, subscription=st.sampled_from(["both", "both", "to", "from", "none"]))
    def roster_push(self, jid: BareJid, subscription: str) -> None:
        self.world.subscribe(jid, subscription)

    @rule(jid=JID, available=st.booleans())
    def presence(self, jid: BareJid, available: bool) -> None:
        self.world.presence(jid, available=available)

    @rule(jid=JID, text=TEXTS, anew=st.booleans())
    def contact_says(self, jid: BareJid, text: str | None, anew: bool) -> None:
        self.world.say(jid, text, anew=anew)

    @precondition(lambda self: self.world.online)
    @rule()
    def lose(self) -> None:
        self.world.lose()

    @precondition(lambda self: not self.world.online)
    @rule(replayed=st.sets(JID))
    def connect(self, replayed: set[BareJid]) -> None:
        self.world.connect(replayed)

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(seconds=st.sampled_from([0.1, 5.0, 30.0, 400.0]))
    def time_passes(self, seconds: float) -> None:
        self.world.pass_time(seconds)

    @rule(jid=JID, texts=st.lists(TEXTS, min_size=1, max_size=8))
    def burst(self, jid: BareJid, texts: list[str | None]) -> None:
        """After everything came to rest, some changes within a second leave one bubble with the last text, or none."""
        world = self.world
        world.settle()
        world.pass_time(31.0)
        start = world.contacts[jid].text
        world.shown.pop(jid, None)
        for text in texts:
            world.publish(jid, text)
        while world.peers[jid].coming:
            world.deliver(jid, 2)
        if world.peers[jid].subscription != "both" or world.contacts[jid].text == start:
            assert jid not in world.shown
        else:
            assert world.shown[jid] == texts[-1]

    @rule()
    def settle(self) -> None:
        self.world.settle()

    def teardown(self) -> None:
        self.world.settle()


TestContacts = ContactsMachine.TestCase


# --- order and repetition ----------------------------------------------------------------------------------------

ITEM_IDS = st.sampled_from(["a", "b", "current", None])
SUBSCRIPTIONS = st.sampled_from(["none", "to", "from", "both"])


def events_of(jid: BareJid) -> st.SearchStrategy[ContactEvent]:
    return st.one_of(
        st.builds(StatusPublished, st.just(jid), ITEM_IDS, TEXTS),
        st.builds(StatusRetracted, st.just(jid), st.tuples(st.sampled_from(["a", "b", "current"]))),
        st.builds(NodeEmptied, st.just(jid)),
        st.builds(Rostered, st.builds(RosterItem, st.just(jid), st.just("name"), SUBSCRIPTIONS)),
        st.sampled_from(
            [
                ContactSessionStarted(),
                BecameAvailable(),
                BecameUnavailable(),
                PresenceTold("Lunch", anew=True),
                PresenceTold(None),
                StatusFetched(None, None),
                StatusFetched("b", "Lunch"),
                StatusFetchFailed(),
            ]
        ),
    )


STORIES = st.lists(JID.flatmap(lambda jid: st.tuples(st.just(jid), events_of(jid))), max_size=30)
NOW = Moment(datetime(2026, 3, 28, 12, tzinfo=UTC), 100.0, "")


def end(story: list[tuple[BareJid, ContactEvent]], window: Window) -> dict[BareJid, ContactState]:
    contacts = {jid: ContactState(jid, subscription="both") for jid in JIDS}
    for jid, event in story:
        contacts[jid], _ = reduce_contact(contacts[jid], window, event, NOW)
    return contacts


@settings(max_examples=60)
@given(story=STORIES, window=st.sampled_from(Window))
def test_contacts_one_by_one_and_in_batches_end_alike(
    story: list[tuple[BareJid, ContactEvent]], window: Window
) -> None:
    batches = [step for jid in JIDS for step in story if step[0] == jid]
    assert end(story, window) == end(batches, window)


@given(
    story=st.lists(st.builds(StatusPublished, st.just(JIDS[0]), ITEM_IDS, TEXTS), max_size=15),
    window=st.sampled_from(Window),
    times=st.integers(2, 4),
)
def test_an_event_that_comes_more_than_once_counts_once(
    story: list[StatusPublished], window: Window, times: int
) -> None:
    def changes(events: list[StatusPublished]) -> list[ContactChanged]:
        contact, told = ContactState(JIDS[0], subscription="both"), []
        for event in events:
            contact, effects = reduce_contact(contact, window, event, NOW)
            told += [effect for effect in effects if isinstance(effect, ContactChanged)]
        return told

    assert changes(story) == changes([event for event in story for _ in range(times)])
