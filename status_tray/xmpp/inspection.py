"""Looks at a session and its server, and changes nothing: no presence, no publish (`status-tray doctor`)."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Awaitable
from typing import TypeVar

from slixmpp.jid import JID, InvalidJID

from status_tray.core.inspection import Inspection
from status_tray.xmpp import classify
from status_tray.xmpp.classify import Refused, WireError
from status_tray.xmpp.client import Client
from status_tray.xmpp.receive import NODE

_INFO, _ITEMS = "http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items"
_OWNER = "http://jabber.org/protocol/pubsub#owner"
_FIELD, _VALUE = "{jabber:x:data}field", "{jabber:x:data}value"
_DEVICES_AT_MOST = 100

_T = TypeVar("_T")


async def inspect(client: Client) -> Inspection:
    """Asks the server of a client that is online.  A question without an answer does not stop the others."""
    unanswered: list[str] = []

    async def answer(name: str, asked: Awaitable[_T], otherwise: _T) -> _T:
        try:
            return await asked
        except WireError:
            unanswered.append(name)
            return otherwise

    return Inspection(
        resource=client.resource,
        mechanism=client.mechanism,
        pep=await answer("pep", has_pep(client), False),
        access_model=await answer("access_model", access_model(client), None),
        devices=await answer("devices", other_devices(client), None),
        unanswered=tuple(unanswered),
    )


async def has_pep(client: Client) -> bool:
    """Whether the server offers personal events for this account (XEP-0163 section 6.1).  Raises `WireError`."""
    try:
        result = await client.ask(ET.Element(f"{{{_INFO}}}query"), client.account)
    except Refused as refused:
        if refused.condition in classify.NO_SERVICE:
            return False
        raise
    identities = result.iter(f"{{{_INFO}}}identity")
    return any((found.get("category"), found.get("type")) == ("pubsub", "pep") for found in identities)


async def access_model(client: Client) -> str | None:
    """Who may read our status (XEP-0060 section 8.2.1); None while there is no node.  Raises `WireError`."""
    question = ET.Element(f"{{{_OWNER}}}pubsub")
    ET.SubElement(question, f"{{{_OWNER}}}configure", node=NODE)
    try:
        result = await client.ask(question, client.account)
    except Refused as refused:
        if refused.condition in classify.NO_SERVICE | {"item-not-found"}:
            return None
        raise
    for field in result.iter(_FIELD):
        if field.get("var") == "pubsub#access_model":
            return field.findtext(_VALUE)
    return None


async def other_devices(client: Client) -> tuple[str, ...] | None:
    """The resources of the account's other sessions; None where the server does not tell.  Raises `WireError`.

    ejabberd lists an account's sessions to itself (XEP-0030 section 4); Prosody does not, there they are known from
    their presences, which come only to a session that has sent its own.
    """
    found = set(client.own_devices)
    told = client.visible
    listed = await client.ask(ET.Element(f"{{{_ITEMS}}}query"), client.account)
    for item in listed.iter(f"{{{_ITEMS}}}item"):
        try:
            jid = JID(item.get("jid", ""))
        except InvalidJID:
            continue
        if jid.bare == client.account and jid.resource:
            told = True
            found.add(jid.resource)
    return tuple(sorted(found - {client.resource})[:_DEVICES_AT_MOST]) if told else None
