"""A scene for the account's reducer: a state, two clocks, and item ids `own-1`, `own-2`, … as they are published."""

from datetime import UTC, datetime, timedelta

from status_tray.core.account import AccountState, OwnRecord, Wanted, remembered
from status_tray.core.account_reducer import next_due, reduce
from status_tray.core.contact import SECOND_LOOK
from status_tray.core.effects import AccountEffect, Answer, Outcome, Publish
from status_tray.core.events import (
    AccountEvent,
    Clicked,
    ConnectStarted,
    LinkLost,
    OwnFetched,
    PublishAcked,
    SessionStarted,
    StatusPublished,
    Ticked,
)
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment

ME = BareJid("romeo@example.org")
NOON = datetime(2026, 3, 28, 12, tzinfo=UTC)
CUT = Failure("link-dead", "The server no longer answers.")
WRONG_PASSWORD = Failure("wrong-password", "The password was not accepted.", permanent=True)
REFUSED = Failure("publish-refused", "The server did not accept the status.")
NO_PEP = Failure("no-pep", "No personal events here.", permanent=True)
SILENCE = Failure("request-timed-out", "There was no answer in time.")

Effects = tuple[AccountEffect, ...]


class Scene:
    """The account through a story; `told` has every answer to a click."""

    def __init__(self, record: OwnRecord | None = None) -> None:
        self.state = remembered(ME, record) if record else AccountState(ME)
        self.utc, self.monotonic = NOON, 100.0
        self.told: list[tuple[int, Outcome]] = []
        self._published = 0

    def do(self, event: AccountEvent) -> Effects:
        """Reduce one event; what is to be done."""
        now = Moment(self.utc, self.monotonic, f"own-{self._published + 1}")
        self.state, effects = reduce(self.state, event, now)
        self._published += sum(isinstance(effect, Publish) for effect in effects)
        self.told += [(effect.revision, effect.outcome) for effect in effects if isinstance(effect, Answer)]
        return effects

    # --- shorter words -----------------------------------------------------------------------------------

    def connect(self) -> Effects:
        self.do(ConnectStarted())
        return self.do(SessionStarted())

    def online(self, item_id: str | None = None, text: str | None = None) -> Effects:
        """A fresh session in which the server has this item; what the comparison asks for."""
        self.connect()
        return self.do(OwnFetched(item_id, text))

    def online_empty(self) -> Effects:
        """A fresh session in which the server has no item, also at the second look; what the comparison asks for."""
        self.online(None, None)
        self.wait(SECOND_LOOK)
        return self.do(OwnFetched(None, None))

    def lose(self, failure: Failure = CUT) -> Effects:
        return self.do(LinkLost(failure, None if failure.permanent else self.utc + timedelta(seconds=20)))

    def click(self, text: str | None, lifetime: float | None = None) -> Effects:
        deadline = None if lifetime is None else self.utc + timedelta(seconds=lifetime)
        return self.do(Clicked(text, deadline))

    def move(self, lifetime: float | None) -> Effects:
        """A click for the sake of the deadline alone."""
        deadline = None if lifetime is None else self.utc + timedelta(seconds=lifetime)
        return self.do(Clicked(self.wanted.text, deadline, deadline_only=True))

    def published(self, text: str | None, lifetime: float | None = None) -> str:
        """A click that the server acknowledges, a second after the last one; the item id."""
        self.wait(1.0)
        (publish,) = publishes(self.click(text, lifetime))
        self.do(PublishAcked(publish.item_id))
        return publish.item_id

    def event(self, item_id: str | None, text: str | None) -> Effects:
        """An item of our own node comes by itself."""
        return self.do(StatusPublished(ME, item_id, text))

    def wait(self, seconds: float) -> Effects:
        """Time passes, and the timer fires once at the end."""
        self.monotonic += seconds
        self.utc += timedelta(seconds=seconds)
        return self.do(Ticked())

    def restart(self) -> None:
        """The process is killed, and a new one reads what was remembered."""
        self.state = remembered(ME, self.state.record())

    # --- what is seen --------------------------------------------------------------------------------------

    @property
    def wanted(self) -> Wanted:
        assert self.state.wanted is not None
        return self.state.wanted

    @property
    def due(self) -> tuple[datetime | None, float | None]:
        return next_due(self.state)


def publishes(effects: Effects) -> list[Publish]:
    return [effect for effect in effects if isinstance(effect, Publish)]
