"""Contacts on another server: Prosody and ejabberd federated, each once in either place (docs/servers.md)."""

import asyncio
from dataclasses import dataclass

import pytest

from status_tray.core.contact import ContactState
from status_tray.core.effects import Outcome
from status_tray.core.failure import contact_not_asked
from status_tray.core.jid import BareJid
from status_tray.desktop.storage import open_storage
from status_tray.xmpp.endpoint import Timeouts
from tests.applet import Running, running
from tests.peer import Peer
from tests.server.scene import acquaint
from tests.server.test_names import changed_until
from tests.servers import Account, Server
from tests.servers.federation import Federation

SHORT = Timeouts().scaled(0.1)


@dataclass(frozen=True, slots=True)
class Couple:
    """Juliet, a contact on the server `home`, and Romeo, whose applet runs on the server `away`; not yet friends."""

    federation: Federation
    juliet: Account
    romeo: Account

    @property
    def home(self) -> Server:
        return self.federation.server_of(self.juliet)

    @property
    def away(self) -> Server:
        return self.federation.server_of(self.romeo)

    def befriend(self) -> "Couple":
        self.federation.befriend(self.juliet, self.romeo)
        return self

    def known(self, program: Running) -> ContactState:
        """What the applet knows of Juliet."""
        return program.applet.contacts(program.account)[BareJid(self.juliet.jid)]


@pytest.fixture(params=["from prosody", "from ejabberd"])
async def couple(request: pytest.FixtureRequest, federation: Federation) -> Couple:
    if federation not in _acquainted:
        for home, away in ((federation.a, federation.b), (federation.b, federation.a)):
            await _acquaint(Couple(federation, home.account("juliet"), away.account("romeo")).befriend())
        _acquainted.add(federation)
    home, away = federation.a, federation.b
    if request.param == "from ejabberd":
        home, away = away, home
    return Couple(federation, home.account("juliet"), away.account("romeo"))


_acquainted: set[Federation] = set()
"""Whose servers know the program's capabilities."""


async def _acquaint(couple: Couple) -> None:
    async with await Peer.login(couple.juliet, couple.home) as juliet, running(couple.romeo, couple.away) as program:
        await acquaint(program, juliet)


def texts(program: Running) -> list[str | None]:
    """What `watch` told of contacts, in order; without the first sight of somebody without status."""
    return [event["text"] for event in program.watch.all(event="contact") if event["text"] != event["previous"]]


async def again(program: Running) -> None:
    """Has the applet connect at once after its server was killed, and waits until what comes is live."""
    await program.watch.next(event="link", state="waiting")  # it must have noticed: a link that is up is left alone
    program.applet.reconnect(program.account)
    await program.logged_in()


# --- permissions --------------------------------------------------------------------------------------------------


async def test_a_server_that_is_not_there_is_said_where_the_contact_waits(couple: Couple) -> None:
    nobody = BareJid("nurse@nowhere.test")
    async with running(couple.romeo, couple.away) as program:
        await program.logged_in()
        failure = await program.applet.add_contact(program.account, nobody, "")
        contacts = program.applet.contacts(program.account)
        await changed_until(program, lambda: contacts[nobody].ask_failure is not None)
        contact = contacts[nobody]
        assert contact.pending
        assert contact.ask_failure == contact_not_asked("remote-server-not-found")
        assert failure in (None, contact.ask_failure), "within two seconds the dialog says it"


# --- events -------------------------------------------------------------------------------------------------------


async def test_live_changes_and_clears_both_ways(couple: Couple) -> None:
    couple.befriend()
    async with await Peer.login(couple.juliet, couple.home) as juliet, running(couple.romeo, couple.away) as program:
        await program.logged_in()
        await juliet.publish("📅 In a meeting")
        told = await program.watch.next(event="contact", text="📅 In a meeting")
        assert (told["previous"], told["via"], told["notified"]) == (None, "user-status", True)
        await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 1)
        await juliet.clear()
        await program.watch.next(event="contact", text=None, previous="📅 In a meeting")
        await program.bubbles.wait(lambda bubbles: len(bubbles.closed) == 1)

        assert await program.choose("🍽 Lunch") is Outcome.SET
        await juliet.wait_status(couple.romeo.jid, "🍽 Lunch")
        assert await program.choose(None) is Outcome.CLEARED
        await juliet.wait_status(couple.romeo.jid, "")
        assert len(program.bubbles.shown) == 1
        assert texts(program) == ["📅 In a meeting", None]


@pytest.mark.parametrize("there", [True, False], ids=["online", "offline"])
@pytest.mark.parametrize("text", ["Busy", None])
async def test_a_login_finds_what_was_published_before(couple: Couple, there: bool, text: str | None) -> None:
    couple.befriend()
    async with await Peer.login(couple.juliet, couple.home) as juliet:
        await juliet.publish(text or "")
        if not there:
            await juliet.close()
        async with running(couple.romeo, couple.away) as program:
            await program.logged_in()
            assert (couple.known(program).known, couple.known(program).text) == (True, text)
            assert couple.known(program).since is None
            assert program.bubbles.shown == []


async def test_what_changed_while_we_were_away_is_one_digest(couple: Couple) -> None:
    couple.befriend()
    storage = await open_storage(None)
    async with await Peer.login(couple.juliet, couple.home) as juliet:
        await juliet.publish("Before")
        async with running(couple.romeo, couple.away, storage=storage) as program:
            await program.logged_in()
        await juliet.publish("Meanwhile")
        await juliet.publish("After")
        await juliet.close()
        async with running(couple.romeo, couple.away, storage=storage) as program:
            await program.watch.next(event="contact", text="After", previous="Before")
            await program.bubbles.wait(lambda bubbles: bubbles.titles == ["While you were away: 1 change"])
    await storage.aclose()


async def test_a_publisher_who_logs_in_again_is_no_news(couple: Couple) -> None:
    """ejabberd sends the item again to everybody."""
    couple.befriend()
    async with await Peer.login(couple.juliet, couple.home) as juliet, running(couple.romeo, couple.away) as program:
        await program.logged_in()
        await juliet.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        await juliet.close()
        async with await Peer.login(couple.juliet, couple.home) as juliet:
            await juliet.publish("Next")
            await program.watch.next(event="contact", text="Next", previous="Busy")
        assert texts(program) == ["Busy", "Next"]


@pytest.mark.parametrize("how", ["retract", "purge", "delete"])
async def test_a_status_that_was_withdrawn_is_gone_at_the_next_login_at_last(couple: Couple, how: str) -> None:
    """Prosody tells of it at once; ejabberd tells nobody."""
    couple.befriend()
    storage = await open_storage(None)
    async with await Peer.login(couple.juliet, couple.home) as juliet:
        async with running(couple.romeo, couple.away, storage=storage) as program:
            await program.logged_in()
            item_id = await juliet.publish("Busy")
            await program.watch.next(event="contact", text="Busy")
            await (juliet.retract(item_id) if how == "retract" else getattr(juliet, how)())
            if couple.home.name == "prosody":
                await program.watch.next(event="contact", text=None, previous="Busy")
        async with running(couple.romeo, couple.away, storage=storage) as program:
            await program.logged_in()
            assert (couple.known(program).known, couple.known(program).text) == (True, None)
    await storage.aclose()


# --- subscriptions --------------------------------------------------------------------------------------------------


async def test_a_one_way_contact_is_read_at_login_and_when_it_comes_online(couple: Couple) -> None:
    couple.federation.link(couple.romeo, "to", couple.juliet)
    async with await Peer.login(couple.juliet, couple.home) as juliet, running(couple.romeo, couple.away) as program:
        await program.logged_in()
        assert couple.known(program).known
        await juliet.close()
        async with await Peer.login(couple.juliet, couple.home, presence=False) as juliet:
            await juliet.publish("Busy")
            await juliet.presence()
            told = await program.watch.next(event="contact", text="Busy")
            assert told["since"] is None, "a read says what is, not since when"


@pytest.mark.parametrize("first", ["romeo", "juliet"])
async def test_new_friends_see_each_other_at_once(couple: Couple, first: str) -> None:
    """Romeo asks and answers with his chat client, the applet looks on."""
    async with (
        await Peer.login(couple.juliet, couple.home) as juliet,
        await Peer.login(couple.romeo, couple.away) as romeo,
        running(couple.romeo, couple.away) as program,
    ):
        await program.logged_in()
        await juliet.roster()  # Prosody tells what becomes of a subscription only to those who asked for the roster.
        await romeo.roster()
        await juliet.publish("Busy")
        assert await program.choose("🍽 Lunch") is Outcome.SET
        pairs = [(romeo, juliet), (juliet, romeo)]
        for asking, asked in pairs if first == "romeo" else reversed(pairs):
            await asking.subscribe(asked.account.jid)
            await heard(asked, "subscribe", asking)
            await asked.approve(asking.account.jid)
            await heard(asking, "subscribed", asked)
        await program.watch.next(event="contact", jid=couple.juliet.jid, text="Busy", notified=False)
        await juliet.publish("Next")
        await program.watch.next(event="contact", text="Next", previous="Busy")
        # What the applet does for Romeo, Juliet's client has to do for her: his ejabberd may know nothing of her yet.
        await juliet.presence(to=couple.romeo.jid)
        await juliet.wait_status(couple.romeo.jid, "🍽 Lunch")
        assert await program.choose(None) is Outcome.CLEARED
        await juliet.wait_status(couple.romeo.jid, "")


async def heard(peer: Peer, kind: str, sender: Peer) -> None:
    await peer.wait(lambda stanza: (stanza.type, stanza.sender) == (kind, sender.account.jid))


@pytest.mark.parametrize("how", ["revoked", "removed", "unsubscribed"])
async def test_who_is_no_longer_seen_is_no_longer_shown(couple: Couple, how: str) -> None:
    """ejabberd goes on sending until the publisher's next login."""
    couple.befriend()
    async with (
        await Peer.login(couple.juliet, couple.home) as juliet,
        await Peer.login(couple.romeo, couple.away) as romeo,
        running(couple.romeo, couple.away) as program,
    ):
        await program.logged_in()
        await juliet.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        match how:
            case "revoked":
                await juliet.revoke(couple.romeo.jid)
            case "removed":
                await juliet.remove_contact(couple.romeo.jid)
            case "unsubscribed":
                await romeo.unsubscribe(couple.juliet.jid)
        await program.watch.next(event="contact", text=None, previous="Busy", notified=False)
        await juliet.publish("For others")
        # What follows it on the same way has come: so has the event, or it never will.
        await juliet.message(couple.romeo.jid, "Adieu")
        await romeo.wait(lambda stanza: "Adieu" in stanza.raw)
        assert await program.choose("🍽 Lunch") is Outcome.SET
        assert not couple.known(program).known
        assert len(program.bubbles.shown) == 1
        assert texts(program) == ["Busy", None]


# --- what fails between the servers --------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["stall", "refuse"])
async def test_a_server_that_cannot_be_reached_leaves_its_contacts_unknown(couple: Couple, fault: str) -> None:
    couple.befriend()
    async with await Peer.login(couple.juliet, couple.home) as juliet:
        await juliet.publish("Busy")
        (couple.federation.network.stall if fault == "stall" else couple.federation.network.refuse)()
        async with running(couple.romeo, couple.away, timeouts=SHORT) as program:
            await program.logged_in()
            assert not couple.known(program).known
            assert await program.choose("🍽 Lunch") is Outcome.SET, "our own server is well"
            couple.federation.network.flow()
            await program.watch.next(event="contact", text="Busy", previous=None, notified=False)
            assert program.bubbles.shown == []
            await juliet.publish("Next")
            await program.watch.next(event="contact", text="Next", previous="Busy", notified=True)


async def test_what_comes_late_is_not_told_as_live(couple: Couple) -> None:
    """A status may be hours old when the connection between the servers is back."""
    couple.befriend()
    storage = await open_storage(None)
    async with await Peer.login(couple.juliet, couple.home) as juliet:
        await juliet.publish("Before")
        async with running(couple.romeo, couple.away, storage=storage) as program:
            await program.logged_in()
        await juliet.publish("Hours ago")
        couple.federation.network.stall()
        async with running(couple.romeo, couple.away, storage=storage, timeouts=SHORT) as program:
            await program.logged_in()
            assert couple.known(program).text == "Before", "what was last known is shown"
            couple.federation.network.flow()
            told = await program.watch.next(event="contact", text="Hours ago", previous="Before")
            assert told["since"] is None
            await program.bubbles.wait(lambda bubbles: bubbles.titles == ["While you were away: 1 change"])
    await storage.aclose()


async def test_an_event_that_was_lost_on_its_way_is_made_good_by_the_next(couple: Couple) -> None:
    """Nobody is told of the loss; the contact's next login, status or presence shows it."""
    couple.befriend()
    async with await Peer.login(couple.juliet, couple.home) as juliet, running(couple.romeo, couple.away) as program:
        await program.logged_in()
        await juliet.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        couple.federation.network.stall()
        await juliet.publish("Lost")
        couple.federation.network.cut()
        couple.federation.network.flow()
        await juliet.close()
        async with await Peer.login(couple.juliet, couple.home):
            await program.watch.next(event="contact", text="Lost", previous="Busy")
        assert texts(program) == ["Busy", "Lost"]


# --- servers that are killed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("resource", ["desk", "phone"])
async def test_a_contact_whose_server_was_killed_is_heard_again(couple: Couple, resource: str) -> None:
    """Nobody says that she has gone; and her Prosody knows of us only when we send presence."""
    couple.befriend()
    async with (
        await Peer.login(couple.juliet, couple.home, resource="desk") as juliet,
        running(couple.romeo, couple.away) as program,
    ):
        await program.logged_in()
        await juliet.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        await asyncio.to_thread(couple.home.wait_stored)
        couple.home.restart(kill=True)
        program.clock.advance(minutes=5)
        async with await Peer.login(couple.juliet, couple.home, resource=resource) as juliet:
            await juliet.publish("Next")
            await program.watch.next(event="contact", text="Next", previous="Busy")
            assert await program.choose("🍽 Lunch") is Outcome.SET
            await juliet.wait_status(couple.romeo.jid, "🍽 Lunch")
        assert texts(program) == ["Busy", "Next"]


async def test_our_own_server_is_killed_and_we_miss_a_change(couple: Couple) -> None:
    couple.befriend()
    async with (
        await Peer.login(couple.juliet, couple.home) as juliet,
        running(couple.romeo, couple.away, timeouts=SHORT) as program,
    ):
        await program.logged_in()
        await juliet.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        await asyncio.to_thread(couple.away.wait_stored)
        couple.away.kill()
        await juliet.publish("Missed")
        couple.away.start()
        await again(program)
        # By a replay, by the fetch, or by the next one: ejabberd drops its answers while it waits to connect again.
        await program.watch.next(event="contact", text="Missed", previous="Busy", notified=False)
        await juliet.publish("Next")
        told = await program.watch.next(event="contact", text="Next", previous="Missed")
        assert told["since"] is not None
        assert texts(program) == ["Busy", "Missed", "Next"]


async def test_our_own_server_is_killed_right_after_its_answer(couple: Couple) -> None:
    """ejabberd loses what it acknowledged in the last two seconds; it is published again."""
    couple.befriend()
    async with running(couple.romeo, couple.away) as program:
        await program.logged_in()
        assert await program.choose("Old") is Outcome.SET
        await asyncio.to_thread(couple.away.wait_stored)
        assert await program.choose("🍽 Lunch") is Outcome.SET
        couple.away.restart(kill=True)
        await again(program)
        async with await Peer.login(couple.juliet, couple.home) as juliet:
            await juliet.wait_status(couple.romeo.jid, "🍽 Lunch")
        wanted = program.state.wanted
        assert wanted is not None
        assert wanted.text == "🍽 Lunch"
