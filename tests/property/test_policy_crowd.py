"""5,000 contacts of two accounts, and 300 changes in a minute: who reads the screen knows all, and is not buried."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from status_tray.core.effects import CloseBubble, ContactChanged, How, PolicyEffect, ShowBubble, ShowDigest
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.moment import Moment
from status_tray.core.policy import reduce_policy
from status_tray.core.policy_state import BubbleGone, Changed, Inhibited, Paused, PolicyEvent, PolicyState, Woke

ACCOUNTS = (BareJid("romeo@example.org"), BareJid("romeo@example.net"))
CONTACTS = [ContactKey(ACCOUNTS[number % 2], BareJid(f"n{number}@example.org")) for number in range(5_000)]
TEXTS = ("Lunch", "Working", None)
BEGAN = datetime(2026, 3, 28, 12, tzinfo=UTC)


@dataclass
class Reader:
    """Somebody before the screen, whose daemon shows a bubble for ten seconds."""

    state: PolicyState = field(default_factory=PolicyState)
    time: float = 0.0
    texts: dict[ContactKey, str | None] = field(default_factory=dict)
    """What each contact has; "Working" those that are not in it."""
    knows: dict[ContactKey, str | None] = field(default_factory=dict)
    """What the screen said last of each, or what it took back to."""
    screen: dict[ContactKey, float] = field(default_factory=dict)
    """The bubbles, and until when they stay."""
    before: dict[ContactKey, str | None] = field(default_factory=dict)
    """What the reader knew before a bubble that is taken back."""
    appeared: list[float] = field(default_factory=list)

    def go_to(self, time: float) -> None:
        """What is wanted at a time comes at that time."""
        while (tick := self.state.next_tick(self.moment)) is not None and self.time + tick <= time:
            self.time += tick
            self._go()
        self.time = time
        self._go()

    def _go(self) -> None:
        for contact in [contact for contact, end in self.screen.items() if end <= self.time]:
            del self.screen[contact]
            self.happen(BubbleGone(contact))
        self.happen(Ticked())

    def change(self, contact: ContactKey, text: str | None) -> None:
        before = self.texts.get(contact, "Working")
        if before != text:
            self.texts[contact] = text
            change = ContactChanged(contact.jid, "N", before, text, How.LIVE)
            self.happen(Changed(contact.account, change))

    def happen(self, event: PolicyEvent) -> None:
        self.state, effects = reduce_policy(self.state, event, self.moment)
        for effect in effects:
            self._see(effect)

    @property
    def moment(self) -> Moment:
        return Moment(BEGAN + timedelta(seconds=self.time), self.time, "")

    def _see(self, effect: PolicyEffect) -> None:
        match effect:
            case ShowBubble(contact=contact, text=text, previous=previous):
                assert not self.state.quiet
                if contact not in self.screen:
                    self._appear()
                self.screen[contact] = self.time + 10
                self.before[contact], self.knows[contact] = previous, text
            case CloseBubble(contact=contact):
                self.screen.pop(contact, None)
                self.knows[contact] = self.before[contact]
            case ShowDigest(changes=changes):
                assert not self.state.quiet
                self._appear()
                for contact, change in changes:
                    assert self.knows.get(contact, "Working") == change.previous != change.text
                    self.knows[contact] = change.text

    def _appear(self) -> None:
        self.appeared = [*(time for time in self.appeared if self.time < time + 60), self.time]
        assert len(self.appeared) <= 10


WHEN = st.floats(0, 60)
CHANGES = st.lists(st.tuples(WHEN, st.integers(0, 4_999), st.sampled_from(TEXTS)), min_size=300, max_size=300)
FEW = st.lists(st.tuples(WHEN, st.integers(0, 11), st.sampled_from(TEXTS)), min_size=300, max_size=300)
SILENCES = st.lists(
    st.tuples(
        WHEN, st.sampled_from([Inhibited(True), Inhibited(False), Woke(), Paused(BEGAN + timedelta(seconds=90))])
    ),
    max_size=4,
)


@settings(max_examples=25)
@given(changes=CHANGES | FEW, silences=SILENCES)
def test_nobody_is_buried_and_nothing_is_lost(
    changes: list[tuple[float, int, str | None]], silences: list[tuple[float, PolicyEvent]]
) -> None:
    reader = Reader()
    for time in sorted({time for time, _, _ in changes} | {time for time, _ in silences}):
        reader.go_to(time)
        for _, number, text in [change for change in changes if change[0] == time]:
            reader.change(CONTACTS[number], text)
        for _, silence in [silence for silence in silences if silence[0] == time]:
            reader.happen(silence)
    reader.happen(Inhibited(False))
    reader.go_to(300)
    assert {contact: reader.knows.get(contact, "Working") for contact in reader.texts} == reader.texts
    assert reader.state == PolicyState()
