"""Contacts on another node of one ejabberd cluster (docs/servers.md)."""

import pytest

from status_tray.core.account import OwnState, own_state
from status_tray.core.effects import Outcome
from status_tray.core.jid import BareJid
from tests.applet import running
from tests.peer import Peer
from tests.server.scene import acquaint
from tests.servers import Account
from tests.servers.cluster import Cluster


@pytest.fixture(autouse=True)
async def _known(cluster: Cluster) -> None:
    """An applet has been at either node once, and was heard of there.

    Each node of ejabberd 23.01 keeps for itself what caps stand for, and asks only its own clients: until a client of
    one kind has logged in at a node, users of that node reach nobody with such a client at the other one.
    """
    for node in (cluster.one, cluster.two):
        juliet, romeo = friends(cluster)
        async with await Peer.login(juliet, node) as peer, running(romeo, node) as program:
            await acquaint(program, peer)


def friends(cluster: Cluster) -> tuple[Account, Account]:
    """Juliet and Romeo; either may log in at either node."""
    [juliet], [romeo] = cluster.one.accounts(1, "juliet"), cluster.one.accounts(1, "romeo")
    cluster.one.befriend(juliet, romeo)
    return juliet, romeo


async def test_live_changes_and_clears_cross_nodes(cluster: Cluster) -> None:
    juliet, romeo = friends(cluster)
    async with await Peer.login(juliet, cluster.one) as peer, running(romeo, cluster.two) as program:
        await program.logged_in()
        await peer.publish("Busy")
        await program.watch.next(event="contact", text="Busy", notified=True)
        await peer.clear()
        await program.watch.next(event="contact", text=None, previous="Busy")
        assert await program.choose("🍽 Lunch") is Outcome.SET
        await peer.wait_status(romeo.jid, "🍽 Lunch")
        assert await program.choose(None) is Outcome.CLEARED
        await peer.wait_status(romeo.jid, "")


async def test_a_login_finds_the_status_of_a_contact_on_the_other_node(cluster: Cluster) -> None:
    juliet, romeo = friends(cluster)
    async with await Peer.login(juliet, cluster.one) as peer:
        await peer.publish("Busy")
        async with running(romeo, cluster.two) as program:
            await program.logged_in()
            assert program.applet.contacts(program.account)[BareJid(juliet.jid)].text == "Busy"
            assert program.bubbles.shown == []


async def test_the_node_of_a_contact_is_killed(cluster: Cluster) -> None:
    """Nobody says that she has gone: her status stays, until she is heard of again."""
    juliet, romeo = friends(cluster)
    async with await Peer.login(juliet, cluster.two) as peer, running(romeo, cluster.one) as program:
        await program.logged_in()
        await peer.publish("Busy")
        await program.watch.next(event="contact", text="Busy")
        try:
            cluster.two.wait_stored()  # what it knows of capabilities too
            cluster.kill_two()
            assert await program.choose("🍽 Lunch") is Outcome.SET, "our node is well"
            assert program.applet.contacts(program.account)[BareJid(juliet.jid)].text == "Busy"
            async with await Peer.login(juliet, cluster.one) as peer:
                await peer.publish("Next")
                await program.watch.next(event="contact", text="Next")
        finally:
            cluster.two.start()
        async with await Peer.login(juliet, cluster.two) as peer:
            await peer.publish("At the new node")
            await program.watch.next(event="contact", text="At the new node", previous="Next")
        assert not program.watch.all(event="link", state="waiting")


async def test_our_own_node_is_killed(cluster: Cluster) -> None:
    juliet, romeo = friends(cluster)
    async with await Peer.login(juliet, cluster.one) as peer, running(romeo, cluster.two) as program:
        await program.logged_in()
        assert await program.choose("🍽 Lunch") is Outcome.SET
        cluster.two.wait_stored()
        cluster.kill_two()
        await peer.publish("Missed")
        cluster.two.start()
        await program.watch.next(event="link", state="waiting")
        program.applet.reconnect(program.account)
        await program.logged_in()
        assert program.applet.contacts(program.account)[BareJid(juliet.jid)].text == "Missed"
        await peer.publish("Next")
        await program.watch.next(event="contact", text="Next", previous="Missed", notified=True)
        assert own_state(program.state) is OwnState.ACKNOWLEDGED
