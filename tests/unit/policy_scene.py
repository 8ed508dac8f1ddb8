"""The notification policy through a story, with clocks that a test moves."""

from datetime import UTC, datetime, timedelta

from status_tray.core.effects import ContactChanged, How, PolicyEffect, ShowBubble, ShowDigest
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.moment import Moment
from status_tray.core.policy import reduce_policy
from status_tray.core.policy_state import Changed, PolicyEvent, PolicyState

ROMEO, JULIET, NURSE = (BareJid(f"{name}@example.org") for name in ("romeo", "juliet", "nurse"))
CONTACT = ContactKey(ROMEO, JULIET)


class Policy:
    """The policy; changes are of Romeo's contacts."""

    def __init__(self) -> None:
        self.state = PolicyState()
        self.monotonic = 100.0
        self.utc = datetime(2026, 3, 28, 12, tzinfo=UTC)

    @property
    def now(self) -> Moment:
        return Moment(self.utc, self.monotonic, "")

    def do(self, event: PolicyEvent | ContactChanged) -> list[PolicyEffect]:
        event = Changed(ROMEO, event) if isinstance(event, ContactChanged) else event
        self.state, effects = reduce_policy(self.state, event, self.now)
        return list(effects)

    def wait(self, seconds: float) -> None:
        """Both clocks go on."""
        self.monotonic += seconds
        self.utc += timedelta(seconds=seconds)


def change(previous: str | None, text: str | None, how: How = How.LIVE, jid: BareJid = JULIET) -> ContactChanged:
    return ContactChanged(jid, jid.partition("@")[0].title(), previous, text, how)


def bubble(previous: str | None, text: str | None, *, silent: bool = False, asked: bool = False) -> ShowBubble:
    return ShowBubble(CONTACT, "Juliet", previous, text, silent, asked)


def digest(*changes: ContactChanged, away: bool = True) -> ShowDigest:
    return ShowDigest(tuple((ContactKey(ROMEO, change.jid), change) for change in changes), away)
