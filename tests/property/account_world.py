"""The account's reducer with a link and a server in miniature around it.

Nothing here knows how the reducer works: every check is a sentence of the rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from status_tray.core.account import (
    KEPT_IDS,
    AccountState,
    LinkState,
    Origin,
    OwnRecord,
    OwnState,
    Reconciled,
    own_state,
    remembered,
)
from status_tray.core.account_reducer import PUBLISH_INTERVAL, PUBLISH_PATIENCE, next_due, reduce
from status_tray.core.effects import AccountEffect, Answer, DropLink, FetchOwn, Outcome, Ping, Publish, SaveOwn
from status_tray.core.events import (
    AccountEvent,
    Clicked,
    ConnectStarted,
    LinkLost,
    NodeEmptied,
    OwnFetched,
    OwnFetchFailed,
    PingAnswered,
    PingFailed,
    PublishAcked,
    PublishFailed,
    Retried,
    SessionResumed,
    SessionStarted,
    StatusPublished,
    StatusRetracted,
    Ticked,
)
from status_tray.core.failure import Failure
from status_tray.core.moment import Moment
from status_tray.core.reconcile import expired
from tests.property.own_server import ME, Server

REFUSED = Failure("publish-refused", "The server did not accept the status.")
SILENCE = Failure("request-timed-out", "There was no answer in time.")
NO_PEP = Failure("no-pep", "No personal events here.", permanent=True)
CUT = Failure("link-dead", "The server no longer answers.")
WRONG_PASSWORD = Failure("wrong-password", "The password was not accepted.", permanent=True)
FINAL = (Outcome.SET, Outcome.CLEARED, Outcome.REPLACED)


@dataclass(frozen=True)
class Click:
    text: str | None
    deadline: datetime | None


class World:
    """The applet's reducer with its effects carried out against `Server`, every step checked."""

    def __init__(self, *, echoes_first: bool) -> None:
        self.server = Server(echoes_first=echoes_first)
        self.state = AccountState(ME)
        self.saved = OwnRecord()
        self.utc = datetime(2026, 3, 28, 12, tzinfo=UTC)
        self.monotonic = 1000.0
        self.pinging = False
        self.dead = False
        """`DropLink` was asked for."""
        self.ids: Iterator[str] = (f"own-{n}" for n in range(10**9))
        self.published_at = -1000.0
        self.in_flight: str | None = None
        """The item id of a publish that the server has neither answered nor sent round."""
        self.clicks: dict[int, Click] = {}
        """Those whose maker still waits for the final answer."""
        self.answered: dict[int, list[Outcome]] = {}
        self.delivered_echoes: list[StatusPublished] = []
        self.crash_after: int | None = None
        self.restarted = False
        """The last event was the last of its process."""

    # --- events ------------------------------------------------------------------------------------------

    def happen(self, event: AccountEvent) -> tuple[AccountEffect, ...]:
        """Reduce one event, check the step, do what it asks for."""
        if isinstance(event, PublishAcked | PublishFailed | StatusPublished) and event.item_id == self.in_flight:
            self.in_flight = None
        now = Moment(self.utc, self.monotonic, next(self.ids))
        before = self.state
        self.state, effects = reduce(before, event, now)
        self._check_step(before, event, effects, now)
        self.restarted = False
        for count, effect in enumerate(effects):
            if self.crash_after is not None and count >= self.crash_after:
                self.restart()
                self.restarted = True
                break
            self._carry_out(effect)
        self.crash_after = None
        return effects

    def _carry_out(self, effect: AccountEffect) -> None:
        match effect:
            case SaveOwn(record=record):
                self.saved = record
            case Publish() | FetchOwn():
                self.server.requests.append((effect, True))
            case Ping():
                self.pinging = True
            case DropLink():
                self.dead = True
            case Answer(revision=revision, outcome=outcome):
                self._answered(revision, outcome)

    def _answered(self, revision: int, outcome: Outcome) -> None:
        earlier = self.answered.setdefault(revision, [])
        assert not set(earlier) & set(FINAL), f"a second final answer to {revision}: {earlier}, {outcome}"
        earlier.append(outcome)
        click = self.clicks.get(revision)
        if click is None:
            return
        if outcome is Outcome.SET:
            assert click.text is not None
            assert any(item.text == click.text for item in self.server.ours), "set, but the server never had it"
        if outcome is Outcome.CLEARED:
            assert click.text is None

    # --- the applet --------------------------------------------------------------------------------------

    def click(self, text: str | None, deadline: datetime | None = None) -> int:
        revision = self.state.next_revision
        self.clicks[revision] = Click(text, deadline if text is not None else None)
        self.happen(Clicked(text, deadline))
        return revision

    def move(self, deadline: datetime | None) -> int | None:
        """A click for the sake of the deadline of what is wanted; None when nothing is."""
        wanted, revision = self.state.wanted, self.state.next_revision
        if wanted is None or wanted.text is None:
            return None
        self.clicks[revision] = Click(wanted.text, deadline)
        self.happen(Clicked(wanted.text, deadline, deadline_only=True))
        return revision

    def restart(self) -> None:
        """The applet is killed and started again; whoever waited for an answer is gone too."""
        self.state = remembered(ME, self.saved)
        self.clicks.clear()
        self.published_at = -1000.0
        self._disconnected(reached=0)

    def advance(self, seconds: float) -> None:
        """Time passes, and the timer of `next_due` fires whenever it should."""
        end = self.monotonic + seconds
        while True:
            deadline, due = next_due(self.state)
            waits = [due - self.monotonic] if due is not None else []
            if deadline is not None:
                waits.append((deadline - self.utc).total_seconds())
            wait = max(0.0, min(waits, default=seconds))
            if self.monotonic + wait >= end or not waits:
                break
            self._pass_time(wait)
            self.tick()
        self._pass_time(end - self.monotonic)
        self.tick()

    def _pass_time(self, seconds: float) -> None:
        self.monotonic += seconds
        self.utc += timedelta(seconds=seconds)

    def tick(self) -> None:
        self.happen(Ticked())
        deadline, due = next_due(self.state)
        assert due is None or due > self.monotonic, "the timer would fire again at once"
        assert deadline is None or deadline > self.utc, "the timer would fire again at once"

    # --- the link ----------------------------------------------------------------------------------------

    @property
    def online(self) -> bool:
        return self.state.online

    def connect(self, replays: int = 1) -> None:
        """A fresh session; the server replays the item, perhaps more than once."""
        self.happen(ConnectStarted())
        self.server.requests.clear()
        self.delivered_echoes.clear()
        item = self.server.item
        replay = [StatusPublished(ME, item.item_id, item.text)] * replays if item else []
        self.server.outgoing = [*replay]
        self.happen(SessionStarted())

    def resume(self) -> None:
        """The old session goes on: what was on its way comes through, but nobody waits for the old answers."""
        self.happen(ConnectStarted())
        self.server.requests = [(request, False) for request, _ in self.server.requests if isinstance(request, Publish)]
        answers = (PublishAcked, PublishFailed, OwnFetched, OwnFetchFailed)
        self.server.outgoing = [event for event in self.server.outgoing if not isinstance(event, answers)]
        self.happen(SessionResumed())

    def lose(self, failure: Failure = CUT, reached: int = 0) -> None:
        """The link goes; the first `reached` requests still get through to the server."""
        self._disconnected(reached)
        self.happen(LinkLost(failure, None if failure.permanent else self.utc + timedelta(seconds=20)))

    def _disconnected(self, reached: int) -> None:
        for _ in range(min(reached, len(self.server.requests))):
            self.server.work(connected=False)
        self.pinging = self.dead = False
        self.in_flight = None

    def deliver(self, *, overtake: bool = False) -> AccountEvent:
        """The next thing from the server reaches us."""
        event = self.server.next_of(overtake=overtake)
        if isinstance(event, StatusPublished) and event.item_id in self.state.sent_ids:
            self.delivered_echoes.append(event)
        self.happen(event)
        return event

    def ping_result(self, *, alive: bool) -> None:
        self.pinging = False
        self.happen(PingAnswered() if alive else PingFailed())

    def settle(self) -> None:
        """The link is up, the server answers, time passes, the user presses Retry: everything comes to rest."""
        self.crash_after = None
        if not self.online:
            self.connect()
        for _ in range(1000):
            if self.server.requests:
                self.server.work()
            elif self.server.outgoing:
                self.deliver()
            elif self.state.failure is not None:
                self.happen(Retried())
            elif next_due(self.state)[1] is not None:
                self.advance(1.0)
            else:
                break
        else:
            raise AssertionError(f"no rest: {self.state}")
        self._check_rest()

    # --- what must hold ----------------------------------------------------------------------------------

    def _check_rest(self) -> None:
        state, item = self.state, self.server.item
        assert state.reconciled is Reconciled.DONE
        assert state.in_flight is None
        assert state.wanted is not None
        assert state.acknowledged is not None
        assert own_state(state) is OwnState.ACKNOWLEDGED
        on_server = item.text if item else None
        assert (state.wanted.text, state.acknowledged.text) == (on_server, on_server)
        for revision in self.clicks:
            answers = self.answered.get(revision, [])
            assert answers, f"click {revision} was never answered"
            assert answers[-1] is not Outcome.QUEUED, f"click {revision} has no final answer: {answers}"

    def _check_step(
        self, before: AccountState, event: AccountEvent, effects: tuple[AccountEffect, ...], now: Moment
    ) -> None:
        after = self.state
        saves = [effect for effect in effects if isinstance(effect, SaveOwn)]
        assert (after.record() != before.record()) == bool(saves), "what is remembered is what is"
        if saves:
            assert effects[0] == SaveOwn(after.record())
        for effect in effects:
            if isinstance(effect, Publish):
                self._check_publish(before, effect, effects, now)
        if own_state(after) is OwnState.ACKNOWLEDGED:
            assert after.wanted is not None
            assert after.acknowledged is not None
            assert after.wanted.text == after.acknowledged.text, "shown as set, and the server has something else"
        if after.wanted is not None and after.wanted.origin is Origin.ADOPTED:
            assert not after.unacknowledged, "what was adopted is never to be published"
            assert after.wanted.deadline is None, "a deadline of ours on another device's status"
        if after.link.state is not LinkState.ONLINE:
            assert after.in_flight is None
        self._check_wanted(before, event, now)

    def _check_publish(
        self, before: AccountState, publish: Publish, effects: tuple[AccountEffect, ...], now: Moment
    ) -> None:
        after = self.state
        assert after.online, "published without a link"
        assert after.wanted is not None
        assert publish.text == after.wanted.text, "only what is wanted is published"
        if after.reconciled is not Reconciled.DONE:
            assert after.reconciled is Reconciled.FAILED
            assert after.wanted.origin is Origin.CLICK, "published without knowing what the server has"
        assert self.in_flight is None or self.monotonic >= self.published_at + PUBLISH_PATIENCE, "two in flight"
        assert self.monotonic >= self.published_at + PUBLISH_INTERVAL, "more than one publish a second"
        self.in_flight, self.published_at = publish.item_id, self.monotonic
        assert publish.item_id not in before.sent_ids, "an item id twice"
        saved = effects[0]
        assert isinstance(saved, SaveOwn), "published before it was committed"
        assert saved.record.sent_ids[-1] == publish.item_id
        assert len(saved.record.sent_ids) <= KEPT_IDS
        if publish.text is not None:
            deadline = after.wanted.deadline
            assert deadline is None or deadline > now.utc, "published after its deadline"
        elif after.wanted.origin is Origin.EXPIRY and after.reconciled is Reconciled.DONE:
            item = self.server.item
            on_its_way = any(
                isinstance(event, StatusPublished | NodeEmptied | StatusRetracted) for event in self.server.outgoing
            )
            assert self.server.is_ours(item) or on_its_way, "a deadline of ours clears another device's status"

    def _check_wanted(self, before: AccountState, event: AccountEvent, now: Moment) -> None:
        """Only a click, a deadline, another device or a read may change what is wanted."""
        after = self.state
        if after.wanted == before.wanted or after.wanted is None:
            return
        if after.wanted.origin is Origin.EXPIRY:
            earlier = before.wanted
            if isinstance(event, Clicked):
                assert event.deadline is not None
                assert event.deadline <= now.utc
            else:
                assert earlier is not None
                published_again = earlier.origin is Origin.EXPIRY and isinstance(event, OwnFetched)
                assert published_again or expired(earlier, now), "cleared before its time"
            return
        if after.wanted.origin is Origin.CLICK:
            assert isinstance(event, Clicked | OwnFetched)
            return
        known_before = before.acknowledged
        if isinstance(event, StatusPublished):
            assert event.item_id not in before.sent_ids, "an echo was adopted"
            assert after.wanted.text == event.text
        elif isinstance(event, OwnFetched):
            assert after.wanted.text == event.text
        elif isinstance(event, NodeEmptied | StatusRetracted):
            assert after.wanted.text is None
        else:
            # Its time was over before it was published: back to what the server has.
            assert known_before is not None
            assert after.wanted.text == (after.acknowledged.text if after.acknowledged else None)
