"""An account with thousands of contacts on a Prosody: each has a status, and a device that is online."""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from tests.servers import Account, Prosody
from tests.servers.base import STATUS_NAMESPACE, status_payload

IN_MEMORY = """
storage = "memory"
http_max_content_size = 100 * 1024 * 1024
pep_service_cache_size = 100000
pep_info_cache_size = 100000
gc = { threshold = 400 }
"""
"""For `Prosody(extra=…)`: ten thousand accounts would be a hundred thousand files.  By itself Prosody keeps the PEP
services of a thousand accounts: with more, a login makes each anew, and then looks for the one to forget in a list."""

_CLIENTS = 25
"""Programs that contacts use: so many different capabilities."""
_DISCO_INFO = "http://jabber.org/protocol/disco#info"
_FEATURES = sorted(
    (
        *("http://jabber.org/protocol/caps", _DISCO_INFO, "urn:xmpp:ping", "urn:xmpp:receipts", "urn:xmpp:time"),
        *("http://jabber.org/protocol/chatstates", "jabber:iq:version", "urn:xmpp:jingle:1", "urn:xmpp:carbons:2"),
        *("urn:xmpp:chat-markers:0", "urn:xmpp:bob", "jabber:x:oob", "http://jabber.org/protocol/nick+notify"),
    )
)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The account `owner`, and its contacts."""

    server: Prosody
    owner: Account
    contacts: Sequence[str]
    """Their users: the part before the `@`."""

    def publish(self, number: int, text: str) -> None:
        """The contact of this number publishes a status."""
        entry = {"node": STATUS_NAMESPACE, "id": str(uuid.uuid4()), "payload": status_payload(text)}
        self.server._call("/test_house/publish", json.dumps([{"user": self.contacts[number], **entry}]))

    def say(self, texts: Sequence[str]) -> None:
        """One contact after the other publishes one: the events go to the account's sessions; nothing is stored."""
        said = {"owner": self.owner.user, "users": self.contacts, "texts": texts}
        self.server._call("/test_crowd/say", json.dumps(said))


def gather(server: Prosody, count: int, *, online: bool = True) -> Crowd:
    """Makes a fresh account with so many contacts; their devices are `online`, or nobody's is."""
    owner = server.account("owner")
    users = [f"{owner.user}-contact-{number}" for number in range(count)]
    contacts = [
        {"user": user, "name": f"Contact {number}", "id": str(uuid.uuid4()), "payload": status_payload(_text(number))}
        for number, user in enumerate(users)
    ]
    server._call("/test_crowd/make", json.dumps({"owner": owner.user, "contacts": contacts}))
    if online:
        clients = [_client(number) for number in range(_CLIENTS)]
        server._call("/test_crowd/online", json.dumps({"users": users, "clients": clients}))
    return Crowd(server, owner, users)


def _text(number: int) -> str:
    return f"📅 In a meeting until {number % 12 + 8}:30, number {number}"


def _client(number: int) -> dict[str, str]:
    """What a client says of itself (XEP-0115): `ver` fits `query`."""
    name = f"Client {number}"
    said = f"client/phone//{name}<" + "".join(f"{feature}<" for feature in _FEATURES)
    features = "".join(f"<feature var='{feature}'/>" for feature in _FEATURES)
    return {
        "node": f"https://client-{number}.example",
        "ver": base64.b64encode(hashlib.sha1(said.encode()).digest()).decode(),
        "query": f"<query xmlns='{_DISCO_INFO}'><identity category='client' type='phone' name='{name}'/>"
        f"{features}</query>",
    }
