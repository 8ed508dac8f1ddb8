"""Strangers who ask to see us, on both servers: asked about, answered by a click alone, taken back when it is over."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from tests.applet import Running, running
from tests.desktop.fake_notifications import Close, FakeNotifications
from tests.faults.proxy import Proxy
from tests.peer import Peer, Stanza
from tests.program import Program
from tests.servers import Account, Server
from tests.servers.base import STATUS_NAMESPACE

CONSEQUENCE = "Who is accepted sees when you are online and your status."


@contextlib.asynccontextmanager
async def asked(server: Server, *strangers: Account) -> AsyncIterator[tuple[Running, list[Peer], str]]:
    """Romeo's applet, online, and strangers who can ask; with the beginning of the keys of their bubbles."""
    romeo = server.account("romeo")
    async with contextlib.AsyncExitStack() as stack:
        peers = [await stack.enter_async_context(await Peer.login(stranger, server)) for stranger in strangers]
        for peer in peers:
            await peer.roster()  # only who has asked for the roster is told of subscriptions (RFC 6121 section 3.1.6)
        program = await stack.enter_async_context(running(romeo, server))
        await known_online(program)
        yield program, peers, f"request {romeo.jid} "


async def known_online(program: Running) -> None:
    """ejabberd keeps a request that comes while our presence does until the next login."""
    await program.logged_in()
    await program.choose("🍽 Lunch")


def is_answer(stanza: Stanza) -> bool:
    return stanza.kind == "presence" and stanza.type in ("subscribed", "unsubscribed")


async def ask(peer: Peer, jid: str, nick: str = "") -> None:
    inner = f"<nick xmlns='http://jabber.org/protocol/nick'>{nick}</nick>" if nick else ""
    await peer.send(f"<presence type='subscribe' to='{jid}'>{inner}</presence>")


async def test_who_is_accepted_sees_the_status(server: Server) -> None:
    tybalt = server.account("tybalt")
    async with asked(server, tybalt) as (program, [peer], key):
        await ask(peer, program.account, "Tybalt &lt;b&gt;")
        await program.bubbles.wait(lambda bubbles: bool(bubbles.shown))
        [bubble] = program.bubbles.shown
        assert (bubble.key, bubble.lasting) == (key + tybalt.jid, True)
        assert (bubble.title, bubble.body) == (
            "Tybalt <b> wants to see your status",
            f"{tybalt.jid}\n{CONSEQUENCE}",
        )
        assert bubble.actions == (("accept", "Accept"), ("deny", "Deny"))
        await peer.ping()
        assert peer.count(is_answer) == 0

        program.bubbles.click(bubble.key, "accept")

        assert (await peer.wait(is_answer)).type == "subscribed"
        [item] = await peer.items(program.account)  # no server pushes to who sees us one way
        assert item.findtext(f"{{{STATUS_NAMESPACE}}}status/{{{STATUS_NAMESPACE}}}text") == "🍽 Lunch"
        assert program.bubbles.closed == [bubble.key]


async def test_who_is_denied_sees_nothing_and_is_not_asked_about_again(server: Server) -> None:
    [tybalt], [nurse] = server.accounts(1, "tybalt"), server.accounts(1, "nurse")
    async with asked(server, tybalt, nurse) as (program, [peer, other], key):
        await ask(peer, program.account)
        await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 1)
        assert program.bubbles.shown[0].title == f"{tybalt.user} wants to see your status"

        program.bubbles.click(key + tybalt.jid, "deny")

        assert (await peer.wait(is_answer)).type == "unsubscribed"
        await ask(peer, program.account)
        await peer.ping()
        await ask(other, program.account)
        await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 2)
        assert program.bubbles.shown[1].key == key + nurse.jid


async def test_one_that_is_taken_back_disappears(prosody: Server) -> None:
    """ejabberd 23.01 tells nobody that a request was taken back."""
    [tybalt], [nurse] = prosody.accounts(1, "tybalt"), prosody.accounts(1, "nurse")
    async with asked(prosody, tybalt, nurse) as (program, peers, key):
        for peer in peers:
            await ask(peer, program.account)
        await program.bubbles.wait(lambda bubbles: len(bubbles.shown) == 2)

        await peers[1].unsubscribe(program.account)
        await program.bubbles.wait(lambda bubbles: bubbles.closed == [key + nurse.jid])


async def test_an_answer_with_another_client_takes_the_bubble_back(server: Server) -> None:
    [romeo], [tybalt] = server.accounts(1, "romeo"), server.accounts(1, "tybalt")
    async with (
        await Peer.login(romeo, server) as phone,
        await Peer.login(tybalt, server) as peer,
        running(romeo, server) as program,
    ):
        await phone.roster()
        await known_online(program)
        await ask(peer, romeo.jid)
        await program.bubbles.wait(lambda bubbles: bool(bubbles.shown))
        await phone.approve(tybalt.jid)
        await program.bubbles.wait(lambda bubbles: bubbles.closed == [f"request {romeo.jid} {tybalt.jid}"])


async def test_a_flood_is_three_bubbles_and_a_number(server: Server) -> None:
    strangers = server.accounts(8, "stranger")
    async with asked(server, *strangers) as (program, peers, key):
        for peer in peers:
            await ask(peer, program.account)
        await program.bubbles.wait(lambda bubbles: any("And 5 more requests" in title for title in bubbles.titles))
        questions = {bubble.key for bubble in program.bubbles.shown if bubble.key.startswith(key)}
        assert len(questions) == 3
        for peer in peers:
            await peer.ping()
            assert peer.count(is_answer) == 0


async def test_an_answer_that_is_given_while_the_link_is_down_is_sent_when_it_is_back(server: Server) -> None:
    [romeo], [tybalt] = server.accounts(1, "romeo"), server.accounts(1, "tybalt")
    async with (
        Proxy(server.port) as proxy,
        await Peer.login(tybalt, server) as peer,
        running(romeo, server, port=proxy.port) as program,
    ):
        await peer.roster()
        await program.online()
        await known_online(program)
        await ask(peer, romeo.jid)
        await program.bubbles.wait(lambda bubbles: bool(bubbles.shown))
        await proxy.drop()
        await program.watch.next(event="link", state="waiting")

        program.bubbles.click(f"request {romeo.jid} {tybalt.jid}", "accept")
        program.applet.hurry()

        await program.online()
        assert (await peer.wait(is_answer)).type == "subscribed"
        assert len(program.bubbles.shown) == 1


async def test_the_buttons_of_a_daemon_and_the_end_of_the_program(
    server: Server, program: Program, daemon: FakeNotifications
) -> None:
    [romeo], [tybalt], [nurse] = (server.accounts(1, name) for name in ("romeo", "tybalt", "nurse"))
    program.configure(romeo, server)
    async with await Peer.login(tybalt, server) as peer, await Peer.login(nurse, server) as other:
        await peer.roster()
        await program.start(password=romeo.password)
        await program.logged_in()
        assert (await program.cli("set", "🍽 Lunch")).code == 0  # as in `known_online`
        await ask(peer, romeo.jid, "Tybalt")
        notify = await daemon.wait_notify("Tybalt wants to see your status")
        assert notify.body == f"{tybalt.jid}\n{CONSEQUENCE}"
        assert notify.actions == ("accept", "Accept", "deny", "Deny")
        assert (notify.hint("transient"), notify.hint("urgency"), notify.expire_timeout) == (False, 0, 0)

        await daemon.invoke(notify, "accept")
        assert (await peer.wait(is_answer)).type == "subscribed"

        await ask(other, romeo.jid, "Nurse")
        left = await daemon.wait_notify("Nurse wants to see your status")
        await program.quit()
        await daemon.wait(lambda fake: Close(left.id) in fake.calls)
        await other.ping()
        assert other.count(is_answer) == 0
