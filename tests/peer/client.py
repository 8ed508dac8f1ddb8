"""The raw peer itself: what a client may say about presence, rosters and the user status."""

import uuid
import xml.etree.ElementTree as ET
from typing import Self
from xml.sax.saxutils import escape, quoteattr

from tests.peer.connection import DEADLINE, Connection
from tests.peer.xmlstream import Stanza
from tests.servers.base import STATUS_NAMESPACE, Account, Server, status_payload

PUBSUB = "http://jabber.org/protocol/pubsub"


class Peer(Connection):
    """A client that shares no code with the program, and does only what it is told."""

    @classmethod
    async def login(
        cls,
        account: Account,
        server: Server,
        *,
        presence: bool = True,
        resource: str | None = None,
        direct_tls: bool = False,
        notify: bool = True,
    ) -> Self:
        """Connect, log in, and send the first presence unless told not to; return the peer."""
        peer = cls(account, server, resource=resource, direct_tls=direct_tls, notify=notify)
        await peer.connect()
        if presence:
            await peer.presence()
            # Our own presence comes back behind the server's question for our caps, if it has one.  When the
            # ping is answered the server has our answer too: from here on, events flow.
            await peer.wait(lambda stanza: stanza.kind == "presence" and stanza.sender == peer.jid)
            await peer.ping()
        return peer

    # Presence and roster

    async def presence(self, *, show: str = "", status: str = "", priority: int = 0, to: str = "") -> None:
        """Become available, with caps; `to` makes it a directed presence."""
        address = f" to={quoteattr(to)}" if to else ""
        show_element = f"<show>{show}</show>" if show else ""
        status_element = f"<status>{escape(status)}</status>" if status else ""
        await self.send(
            f"<presence{address}>{show_element}{status_element}<priority>{priority}</priority>"
            f"{self.caps.element}</presence>"
        )

    async def unavailable(self) -> None:
        """Become unavailable, staying connected."""
        await self.send("<presence type='unavailable'/>")

    async def subscribe(self, jid: str) -> None:
        """Ask to see the presence of `jid`."""
        await self.send(f"<presence type='subscribe' to={quoteattr(jid)}/>")

    async def approve(self, jid: str) -> None:
        """Let `jid` see this account's presence."""
        await self.send(f"<presence type='subscribed' to={quoteattr(jid)}/>")

    async def revoke(self, jid: str) -> None:
        """Refuse `jid`, or stop letting it see this account's presence."""
        await self.send(f"<presence type='unsubscribed' to={quoteattr(jid)}/>")

    async def unsubscribe(self, jid: str) -> None:
        """Stop asking to see the presence of `jid`."""
        await self.send(f"<presence type='unsubscribe' to={quoteattr(jid)}/>")

    async def remove_contact(self, jid: str) -> None:
        """Take `jid` out of the roster, which ends the subscriptions both ways."""
        await self.iq(
            "set", f"<query xmlns='jabber:iq:roster'><item jid={quoteattr(jid)} subscription='remove'/></query>"
        )

    async def roster(self) -> dict[str, ET.Element]:
        """Ask for the roster: its items by bare JID."""
        answer = await self.iq("get", "<query xmlns='jabber:iq:roster'/>")
        return {item.get("jid", ""): item for item in answer.element.iter("{jabber:iq:roster}item")}

    async def message(self, to: str, body: str) -> None:
        """Send a chat message."""
        await self.send(f"<message type='chat' to={quoteattr(to)}><body>{escape(body)}</body></message>")

    async def ping(self) -> None:
        """Ask the server for a sign of life.

        When it has answered, all that it sent to this connection before has been received: the way to say
        "and nothing else came".
        """
        await self.iq("get", "<ping xmlns='urn:xmpp:ping'/>", to=self.server.host)

    # The user status

    async def publish(self, text: str, *, item_id: str | None = None) -> str:
        """Publish a status and return the item id; without a given one, a fresh UUID."""
        return await self.publish_payload(status_payload(text), item_id=item_id)

    async def clear(self, *, item_id: str | None = None) -> str:
        """Publish the empty `<status/>` and return the item id."""
        return await self.publish_payload(status_payload(""), item_id=item_id)

    async def publish_payload(self, payload: str, *, item_id: str | None = None, node: str = STATUS_NAMESPACE) -> str:
        """Publish `payload` to the letter and return the item id."""
        item_id = item_id or str(uuid.uuid4())
        await self.iq(
            "set",
            f"<pubsub xmlns='{PUBSUB}'><publish node={quoteattr(node)}>"
            f"<item id={quoteattr(item_id)}>{payload}</item></publish></pubsub>",
        )
        return item_id

    async def retract(self, item_id: str) -> None:
        """Take one item back, telling the subscribers."""
        await self.iq(
            "set",
            f"<pubsub xmlns='{PUBSUB}'><retract node='{STATUS_NAMESPACE}' notify='true'>"
            f"<item id={quoteattr(item_id)}/></retract></pubsub>",
        )

    async def purge(self) -> None:
        """Remove all items of the status node."""
        await self.iq("set", f"<pubsub xmlns='{PUBSUB}#owner'><purge node='{STATUS_NAMESPACE}'/></pubsub>")

    async def delete(self) -> None:
        """Delete the status node."""
        await self.iq("set", f"<pubsub xmlns='{PUBSUB}#owner'><delete node='{STATUS_NAMESPACE}'/></pubsub>")

    async def items(self, jid: str | None = None, *, most: int | None = None) -> list[ET.Element]:
        """Ask for the stored status items of `jid`, or of this account; PeerError item-not-found: no node.

        `most` asks for the last so many alone.
        """
        limit = f" max_items='{most}'" if most else ""
        items = f"<items node='{STATUS_NAMESPACE}'{limit}/>"
        answer = await self.iq("get", f"<pubsub xmlns='{PUBSUB}'>{items}</pubsub>", to=jid)
        return list(answer.element.iter(f"{{{PUBSUB}}}item"))

    async def wait_status(self, sender: str, text: str, *, timeout: float = DEADLINE) -> Stanza:
        """Wait for the event that says that `sender` (bare JID) has this status; an empty text: none."""

        def matches(stanza: Stanza) -> bool:
            status = stanza.find("{*}event/{*}items/{*}item/" + f"{{{STATUS_NAMESPACE}}}status")
            if stanza.sender != sender or status is None:
                return False
            return status.findtext(f"{{{STATUS_NAMESPACE}}}text", "") == text

        return await self.wait(matches, timeout=timeout, what=f"{sender} with status {text!r}")
