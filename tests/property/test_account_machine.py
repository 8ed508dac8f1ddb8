"""The own status under everything at once: clicks, answers, losses, echoes, other devices, clocks (rules 1 to 6)."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from status_tray.core.account import LinkState, Origin, Reconciled, Waiting
from status_tray.core.effects import Outcome
from status_tray.core.events import Retried, StatusPublished
from status_tray.core.failure import Failure
from status_tray.core.moment import Moment
from status_tray.core.reconcile import expired
from tests.property.account_world import CUT, NO_PEP, REFUSED, SILENCE, WRONG_PASSWORD, World
from tests.property.own_server import Item

TEXTS = st.sampled_from(["Lunch", "Working", "Away", None])
TROUBLES = st.sampled_from(
    [
        "lose",
        "lose late",
        "connect",
        "resume",
        "restart",
        "work",
        "refuse",
        "deliver",
        "wait",
        "wait long",
        "click Lunch",
        "click Working",
    ]
)
LIFETIMES = st.sampled_from([None, None, 0.0, 0.5, 5.0, 45.0, 600.0, 5_184_000.0])


class AccountMachine(RuleBasedStateMachine):
    """One applet, one account."""

    world: World

    @initialize(echoes_first=st.booleans(), item=st.none() | st.builds(Item, st.just("theirs"), TEXTS))
    def begin(self, echoes_first: bool, item: Item | None) -> None:
        self.world = World(echoes_first=echoes_first)
        self.world.server.item = item
        self.others = 0
        self.resumable = False

    # --- the user ----------------------------------------------------------------------------------------

    @rule(text=TEXTS, lifetime=LIFETIMES)
    def click(self, text: str | None, lifetime: float | None) -> None:
        deadline = None if lifetime is None else self.world.utc + timedelta(seconds=lifetime)
        self.world.click(text, deadline)

    @rule(lifetime=LIFETIMES)
    def move(self, lifetime: float | None) -> None:
        self.world.move(None if lifetime is None else self.world.utc + timedelta(seconds=lifetime))

    @rule()
    def retry(self) -> None:
        self.world.happen(Retried())

    # --- the server and other devices --------------------------------------------------------------------

    @precondition(lambda self: self.world.online and self.world.server.requests)
    @rule(refuse=st.sampled_from([None, None, None, REFUSED, SILENCE, NO_PEP]))
    def work(self, refuse: Failure | None) -> None:
        self.world.server.work(refuse=refuse)

    @precondition(lambda self: self.world.online and self.world.server.requests)
    @rule()
    def work_well(self) -> None:
        self.world.server.work()

    @precondition(lambda self: self.world.online and self.world.server.outgoing)
    @rule(overtake=st.booleans())
    def deliver(self, overtake: bool) -> None:
        before = self.world.state
        event = self.world.deliver(overtake=overtake)
        if self.world.restarted or not isinstance(event, StatusPublished) or event.item_id in before.sent_ids:
            return
        known, after = before.acknowledged, self.world.state
        if before.reconciled is Reconciled.PENDING or (
            known and (known.item_id, known.text) == (event.item_id, event.text)
        ):
            return
        clicked = before.unacknowledged and before.wanted is not None and before.wanted.origin is Origin.CLICK
        if clicked or expired(before.wanted, self._now()):
            return
        assert after.wanted is not None
        reading = after.reconciled is Reconciled.PENDING and after.fetching
        adopted = after.wanted.origin is Origin.ADOPTED and after.wanted.text == event.text
        assert adopted or reading, "another device's status was not adopted"
        assert after.in_flight is None, "another device's status was published over"

    @rule(text=TEXTS, fixed_id=st.booleans(), slowly=st.booleans())
    def other_device(self, text: str | None, fixed_id: bool, slowly: bool) -> None:
        self.others += 1
        item = Item("current" if fixed_id else f"theirs-{self.others}", text)
        self.world.server.other_device(item, slowly=slowly)

    @precondition(lambda self: self.world.server.echoes_first)
    @rule(retract=st.booleans())
    def other_device_empties(self, retract: bool) -> None:
        if retract:
            self.world.server.retract()
        else:
            self.world.server.purge()

    @precondition(lambda self: self.world.delivered_echoes and self.world.online)
    @rule(data=st.data())
    def echo_again(self, data: st.DataObject) -> None:
        event = data.draw(st.sampled_from(self.world.delivered_echoes))
        before = self.world.state
        self.world.happen(event)
        if event.item_id in before.sent_ids and not self.world.restarted and not expired(before.wanted, self._now()):
            assert self.world.state.wanted == before.wanted, "an echo changed what is wanted"

    @precondition(lambda self: not self.world.online and not self.world.server.echoes_first)
    @rule()
    def server_crashes(self) -> None:
        """ejabberd forgets its last publish (docs/servers.md)."""
        self.world.server.item = self.world.server.before
        self.world.server.requests.clear()
        self.resumable = False

    # --- the link ----------------------------------------------------------------------------------------

    @precondition(lambda self: not self.world.online)
    @rule(replays=st.integers(0, 4))
    def connect(self, replays: int) -> None:
        self.world.connect(replays)
        self.resumable = False

    @precondition(lambda self: self.world.state.link.state is LinkState.WAITING and self.resumable)
    @rule()
    def resume(self) -> None:
        self.world.resume()
        self.resumable = False

    @precondition(lambda self: self.world.online)
    @rule(reached=st.integers(0, 2))
    def lose(self, reached: int) -> None:
        self.world.lose(CUT, reached)
        self.resumable = True

    @precondition(lambda self: self.world.online)
    @rule()
    def lose_for_good(self) -> None:
        self.world.lose(WRONG_PASSWORD)

    @precondition(lambda self: self.world.pinging)
    @rule(alive=st.booleans())
    def ping_result(self, alive: bool) -> None:
        flying = self.world.state.in_flight
        self.world.ping_result(alive=alive)
        if not alive and flying is not None and flying.waiting is Waiting.PINGED and not self.world.restarted:
            assert self.world.dead, "the link is dead and was not dropped"
            self.world.lose()
            self.resumable = True

    # --- the computer ------------------------------------------------------------------------------------

    @rule(after=st.integers(0, 3))
    def crash_in_the_middle(self, after: int) -> None:
        """The next event is the last that the process sees: some of its effects are not carried out any more."""
        self.world.crash_after = after

    @rule()
    def restart(self) -> None:
        self.world.restart()
        self.resumable = False

    @rule(seconds=st.sampled_from([0.3, 1.0, 4.0, 10.0, 70.0, 4000.0]))
    def time_passes(self, seconds: float) -> None:
        self.world.advance(seconds)

    @rule(seconds=st.sampled_from([-100000.0, -50.0, -1.0, 2.0, 50.0, 4000.0]))
    def clock_is_put_right(self, seconds: float) -> None:
        self.world.utc += timedelta(seconds=seconds)
        self.world.tick()

    @rule(seconds=st.sampled_from([30.0, 3600.0, 5_184_000.0]))
    def computer_sleeps(self, seconds: float) -> None:
        self._sleep(seconds)

    # --- whole stories -----------------------------------------------------------------------------------

    @rule()
    def settle(self) -> None:
        self.world.settle()

    @rule(text=TEXTS, troubles=st.lists(TROUBLES, max_size=5))
    def latest_click_wins(self, text: str | None, troubles: list[str]) -> None:
        """Whatever happens to link, server and applet after it: without another device the last click is it."""
        self.world.settle()
        self.world.click(text)
        for trouble in troubles:
            if trouble.startswith("click "):
                text = trouble.removeprefix("click ")
                self.world.click(text)
            else:
                self._trouble(trouble)
        self.world.settle()
        item = self.world.server.item
        assert (item.text if item else None) == text, "a click was lost"

    @rule(troubles=st.lists(TROUBLES.filter(lambda trouble: not trouble.startswith("click")), max_size=5))
    def deadline_is_kept(self, troubles: list[str]) -> None:
        """A deadline is kept or caught up, whatever happens in between."""
        self.world.settle()
        self.world.click("Meeting", self.world.utc + timedelta(seconds=30))
        for trouble in troubles:
            self._trouble(trouble)
        self.world.settle()
        self.world.advance(30.0)
        self.world.settle()
        item = self.world.server.item
        assert item is None or item.text != "Meeting", "a deadline was forgotten"

    @rule(
        first=st.sampled_from([None, 20.0, 5_184_000.0]),
        second=st.sampled_from([None, 30.0, 5_184_000.0]),
        troubles=st.lists(TROUBLES.filter(lambda trouble: not trouble.startswith("click")), max_size=3),
    )
    def deadline_is_moved(self, first: float | None, second: float | None, troubles: list[str]) -> None:
        """The same text again moves the deadline, sooner, later, or away; nothing is published for it (rule 4)."""
        world = self.world
        world.settle()
        world.click("Meeting", None if first is None else world.utc + timedelta(seconds=first))
        world.settle()
        there = world.server.item
        ends = None if second is None else world.utc + timedelta(seconds=second)
        world.click("Meeting", ends)
        world.settle()
        assert world.server.item == there, "a deadline was published"
        for trouble in troubles:
            self._trouble(trouble)
        world.settle()
        if ends is None or world.utc < ends:
            assert world.server.item is not None
            assert world.server.item.text == "Meeting", "cleared before its time"
        if ends is None:
            return
        world.advance(30.0)
        self._sleep((ends - world.utc).total_seconds())
        world.settle()
        assert world.server.item is not None
        assert world.server.item.text is None, "a deadline was forgotten"

    @rule(
        moved=st.booleans(),
        slowly=st.booleans(),
        online=st.booleans(),
        troubles=st.lists(TROUBLES.filter(lambda t: not t.startswith("click")), max_size=5),
    )
    def other_device_outlives_deadline(self, moved: bool, slowly: bool, online: bool, troubles: list[str]) -> None:
        """Our deadline never touches what another device has set after our click, though it be moved after that."""
        self.world.settle()
        self.world.click("Meeting", self.world.utc + timedelta(seconds=30))
        self.world.settle()
        if not online:
            self.world.lose()
        self.others += 1
        theirs = Item(f"theirs-{self.others}", "Elsewhere")
        self.world.server.other_device(theirs, slowly=slowly)
        if moved and not online:
            self.world.move(self.world.utc + timedelta(seconds=20))
        while online and self.world.server.outgoing:
            self.world.deliver()
        for trouble in troubles:
            self._trouble(trouble)
        self.world.advance(30.0)
        self.world.settle()
        assert self.world.server.item == theirs, "another device's status was cleared or overwritten"

    @rule(seconds=st.sampled_from([0.0, 5.0, 70.0]), slowly=st.booleans())
    def session_begins_while_another_device_publishes(self, seconds: float, slowly: bool) -> None:
        """What another device sets while a new session looks at the node stays, with nothing to say here."""
        world = self.world
        world.settle()
        world.lose()
        world.advance(seconds)
        world.connect()
        self.others += 1
        theirs = Item(f"theirs-{self.others}", "Elsewhere")
        world.server.other_device(theirs, slowly=slowly)
        world.settle()
        assert world.server.item == theirs, "another device's status was overwritten"

    @rule(hurried=st.booleans(), overtake=st.booleans())
    def click_beats_an_earlier_device(self, hurried: bool, overtake: bool) -> None:
        """What another device did before our click reached the server neither wins nor takes the deadline along."""
        world = self.world
        world.settle()
        if not hurried:
            world.advance(2.0)
        else:
            world.click("Before")
            world.settle()
        self.others += 1
        world.server.other_device(Item(f"theirs-{self.others}", "Elsewhere"))
        text = f"Meeting {self.others}"
        revision = world.click(text, world.utc + timedelta(seconds=600))
        while world.server.requests:
            world.server.work()
        while world.server.outgoing:
            world.deliver(overtake=overtake)
        world.settle()
        assert world.server.item is not None
        assert world.server.item.text == text, "a click was lost"
        assert world.answered[revision][-1] is Outcome.SET
        assert world.state.wanted is not None
        assert world.state.wanted.deadline is not None, "a deadline was lost"

    @rule(late=st.booleans(), theirs_first=st.booleans(), overtake=st.booleans())
    def clear_meets_another_device(self, late: bool, theirs_first: bool, overtake: bool) -> None:
        """A clear at a deadline and another device at the same time: what the server has in the end is shown."""
        world = self.world
        world.settle()
        world.click("Meeting", world.utc + timedelta(seconds=20))
        world.settle()
        world.advance(20.0)
        if late:
            world.advance(61.0)
        self.others += 1
        theirs = Item(f"theirs-{self.others}", "Elsewhere")
        if theirs_first:
            world.server.other_device(theirs)
            while late and world.server.outgoing:
                world.deliver()
        if world.server.requests:
            world.server.work()
        if not theirs_first:
            world.server.other_device(theirs)
        while world.server.outgoing:
            world.deliver(overtake=overtake)
        world.settle()

    def _trouble(self, trouble: str) -> None:
        world = self.world
        match trouble:
            case "lose" | "lose late":
                if world.online:
                    world.lose(reached=int(trouble == "lose late"))
                    self.resumable = True
            case "connect":
                if not world.online:
                    world.connect()
            case "resume":
                if world.state.link.state is LinkState.WAITING and self.resumable:
                    world.resume()
            case "restart":
                world.restart()
                self.resumable = False
            case "work" | "refuse":
                if world.online and world.server.requests:
                    world.server.work(refuse=REFUSED if trouble == "refuse" else None)
            case "deliver":
                if world.online and world.server.outgoing:
                    world.deliver(overtake=True)
            case "wait" | "wait long":
                world.advance(70.0 if trouble == "wait long" else 2.0)

    def _sleep(self, seconds: float) -> None:
        """Time passes in which no timer fires; the first one after it is late."""
        if seconds > 0:
            self.world.utc += timedelta(seconds=seconds)
            self.world.monotonic += seconds
        self.world.tick()

    def _now(self) -> Moment:
        return Moment(self.world.utc, self.world.monotonic, "")

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.settle()


TestAccount = AccountMachine.TestCase
