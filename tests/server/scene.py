"""What the tests on real servers share: two people who see each other, and what a peer has heard."""

import contextlib
import re
import xml.etree.ElementTree as ET

from tests.applet import Running
from tests.peer import Peer, Stanza
from tests.program import sent
from tests.servers import Account, Server
from tests.servers.base import STATUS_NAMESPACE

EXAMPLE_1 = "<status xmlns='http://jabber.org/protocol/status'><text>Away!</text></status>"
EXAMPLE_3 = "<status xmlns='http://jabber.org/protocol/status'/>"


def friends(server: Server) -> tuple[Account, Account]:
    """Romeo, whose status it is about, and Juliet, who sees it and whom he calls so."""
    [romeo], [juliet] = server.accounts(1, "romeo"), server.accounts(1, "juliet")
    server.befriend(romeo, juliet, name="Juliet", other_name="Romeo")
    return romeo, juliet


async def acquaint(program: Running, contact: Peer) -> None:
    """Returns when the contact's server knows what the program can.

    While ejabberd asks for capabilities that it has never met, it drops its users' events for their owner, and
    nothing tells when it knows them but an event that comes (docs/servers.md).
    """
    await program.logged_in()
    for attempt in range(5):
        text = f"Hello {attempt}"
        await contact.publish(text)
        with contextlib.suppress(AssertionError):
            await program.watch.next(deadline=2.0, event="contact", text=text)
            return
    raise AssertionError(f"no event of {contact.jid} has come")


def event(item_id: str, payload: str) -> str:
    """The ProtoXEP's examples 2 and 4 from `<event>` on, in one line."""
    return (
        "<event xmlns='http://jabber.org/protocol/pubsub#event'>"
        "<items node='http://jabber.org/protocol/status'>"
        f"<item id='{item_id}'>{payload}</item></items></event>"
    )


def event_in(stanza: Stanza) -> str:
    """The event as received, without the publisher's name, which only Prosody writes into the item."""
    found = re.search(r"<event .*</event>", stanza.raw)
    assert found, stanza.raw
    return re.sub(r" publisher='[^']*'", "", found[0])


def item_id(stanza: Stanza) -> str:
    """The id of the one item in an event."""
    item = stanza.find("{*}event/{*}items/{*}item")
    assert item is not None, stanza.raw
    return item.get("id", "")


def published(log: list[str]) -> list[str]:
    """What the program published, each from `<pubsub>` on in canonical XML, as it went over the wire."""
    stanzas = sent(log, lambda stanza: "<publish " in stanza)
    return [ET.canonicalize(stanza[stanza.index("<pubsub ") : stanza.index("</iq>")]) for stanza in stanzas]


def heard(peer: Peer, sender: Account) -> list[str]:
    """The texts of the sender's statuses that the peer was told of, in order; empty for none.

    Prosody sends each event twice between its users: an item counts once.
    """
    items: dict[str, str] = {}
    for stanza in peer.received:
        if stanza.kind != "message" or stanza.sender != sender.jid:
            continue
        status = stanza.find(f"{{*}}event/{{*}}items/{{*}}item/{{{STATUS_NAMESPACE}}}status")
        if status is not None:
            items[item_id(stanza)] = status.findtext(f"{{{STATUS_NAMESPACE}}}text", "")
    return list(items.values())
