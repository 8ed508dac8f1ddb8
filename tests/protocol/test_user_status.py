"""The slixmpp plugin against the four examples of the ProtoXEP, to the letter and in both directions."""

from __future__ import annotations

import asyncio
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from slixmpp import ClientXMPP
from slixmpp.stanza import Message
from slixmpp.xmlstream.stanzabase import StanzaBase

from status_tray.xmpp import user_status
from status_tray.xmpp.user_status import UserStatus

EXAMPLE_1 = """
<iq from='juliet@capulet.lit/balcony'
    id='publish1'
    type='set'>
  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
    <publish node='http://jabber.org/protocol/status'>
      <item>
        <status xmlns='http://jabber.org/protocol/status'>
          <text>Away!</text>
        </status>
      </item>
    </publish>
  </pubsub>
</iq>"""

EXAMPLE_2 = """
<message
    from='juliet@capulet.lit'
    to='romeo@montague.net'>
  <event xmlns='http://jabber.org/protocol/pubsub#event'>
    <items node='http://jabber.org/protocol/status'>
      <item id='a475804a-0f9c-11dc-98a8-001143d5d5db'>
        <status xmlns='http://jabber.org/protocol/status'>
          <text>Away!</text>
        </status>
      </item>
    </items>
  </event>
</message>"""

EXAMPLE_3 = """
<iq from='juliet@capulet.lit/balcony'
    id='publish1'
    type='set'>
  <pubsub xmlns='http://jabber.org/protocol/pubsub'>
    <publish node='http://jabber.org/protocol/status'>
      <item>
        <status xmlns='http://jabber.org/protocol/status'/>
      </item>
    </publish>
  </pubsub>
</iq>"""

EXAMPLE_4 = """
<message
    from='juliet@capulet.lit'
    to='romeo@montague.net'>
  <event xmlns='http://jabber.org/protocol/pubsub#event'>
    <items node='http://jabber.org/protocol/status'>
      <item id='a475804a-0f9c-11dc-98a8-001143d5d5db'>
        <status xmlns='http://jabber.org/protocol/status'/>
      </item>
    </items>
  </event>
</message>"""

INTEREST = "http://jabber.org/protocol/status+notify"


def canonical(xml: str | ET.Element) -> str:
    """The same text for the same XML, whatever its prefixes, quotes and white space between elements."""
    written = xml if isinstance(xml, str) else ET.tostring(xml, encoding="unicode")
    return ET.canonicalize(written, strip_text=True, rewrite_prefixes=True)


def in_client_namespace(example: str) -> str:
    """The examples leave the stream's namespace out."""
    return example.replace("<iq ", "<iq xmlns='jabber:client' ", 1).replace(
        "<message\n", "<message xmlns='jabber:client'\n", 1
    )


class Wireless(ClientXMPP):
    """slixmpp's client without a connection: what it would send is kept."""

    def __init__(self, jid: str) -> None:
        super().__init__(jid, "")
        self.sent: list[StanzaBase] = []
        self.register_plugin("user_status", module=user_status)

    def send(self, data: Any, use_filters: bool = True) -> None:
        self.sent.append(data)

    def receive(self, example: str) -> None:
        make: Any = Message
        self.recv_stanza(make(self, ET.fromstring(in_client_namespace(example)), recv=True))

    async def own_features(self) -> set[str]:
        info: Any = await self.plugin["xep_0030"].get_info(local=True)
        features: set[str] = info["features"]
        return features

    @property
    def status_plugin(self) -> Any:
        plugins: Any = self.plugin
        return plugins["user_status"]


@pytest.fixture
async def juliet() -> Wireless:
    client = Wireless("juliet@capulet.lit/balcony")
    client.event("session_bind", client.boundjid)
    return client


def as_at_the_server(sent: StanzaBase) -> str:
    """What was sent, with the id of the examples, and the sender, which the server adds."""
    sent["id"] = "publish1"
    sent["from"] = "juliet@capulet.lit/balcony"
    return canonical(sent.xml)


async def test_a_publish_reads_as_example_1(juliet: Wireless) -> None:
    answer = juliet.status_plugin.publish_status("Away!")
    assert as_at_the_server(juliet.sent[-1]) == canonical(in_client_namespace(EXAMPLE_1))
    answer.cancel()


async def test_stop_reads_as_example_3(juliet: Wireless) -> None:
    answer = juliet.status_plugin.stop()
    assert as_at_the_server(juliet.sent[-1]) == canonical(in_client_namespace(EXAMPLE_3))
    answer.cancel()


@pytest.mark.parametrize(("method", "example"), [("publish_status", EXAMPLE_1), ("stop", EXAMPLE_3)])
async def test_an_item_id_is_all_that_differs(juliet: Wireless, method: str, example: str) -> None:
    arguments = ("Away!",) if method == "publish_status" else ()
    answer = getattr(juliet.status_plugin, method)(*arguments, item_id="b1c2")
    expected = in_client_namespace(example).replace("<item>", "<item id='b1c2'>")
    assert as_at_the_server(juliet.sent[-1]) == canonical(expected)
    answer.cancel()


@pytest.mark.parametrize(("example", "text"), [(EXAMPLE_2, "Away!"), (EXAMPLE_4, "")])
async def test_examples_2_and_4_are_read(juliet: Wireless, example: str, text: str) -> None:
    told: list[Message] = []
    juliet.add_event_handler("user_status_publish", told.append)
    juliet.receive(example)
    [message] = told
    item = message["pubsub_event"]["items"]["item"]
    assert item["id"] == "a475804a-0f9c-11dc-98a8-001143d5d5db"
    assert item["user_status"]["text"] == text
    assert canonical(message.xml) == canonical(in_client_namespace(example))


@pytest.mark.parametrize(
    ("inner", "event"),
    [
        ("<items node='http://jabber.org/protocol/status'><retract id='x'/></items>", "user_status_retract"),
        ("<purge node='http://jabber.org/protocol/status'/>", "user_status_purge"),
        ("<delete node='http://jabber.org/protocol/status'/>", "user_status_delete"),
    ],
)
async def test_retract_purge_and_delete_are_events(juliet: Wireless, inner: str, event: str) -> None:
    told: list[Message] = []
    juliet.add_event_handler(event, told.append)
    juliet.receive(
        "<message\n from='juliet@capulet.lit'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
        f"{inner}</event></message>"
    )
    assert len(told) == 1


def status(inner: str) -> UserStatus:
    return UserStatus(xml=ET.fromstring(f"<status xmlns='http://jabber.org/protocol/status'>{inner}</status>"))


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<text>Away!</text>", "Away!"),
        ("<text/>", ""),
        ("", ""),
        ("Away!", ""),
        ("<text xmlns=''>Away!</text>", ""),
        ("<text xmlns='urn:x'>Away!</text>", ""),
        ("<x xmlns='urn:x'><text xmlns='http://jabber.org/protocol/status'>Away!</text></x>", ""),
        ("<text xml:lang='de'>Weg!</text><text xml:lang='en'>Away!</text>", "Weg!"),
        ("<text><![CDATA[1 < 2]]></text>", "1 < 2"),
    ],
)
def test_text_is_the_first_direct_namespaced_child(inner: str, text: str) -> None:
    assert status(inner)["text"] == text


def test_an_attribute_is_no_text() -> None:
    assert UserStatus(xml=ET.fromstring("<status xmlns='http://jabber.org/protocol/status' text='x'/>"))["text"] == ""


@pytest.mark.parametrize("text", ["Away!", "🍽 Lunch", "<b>&amp;</b>", "  spaces  "])
def test_text_survives_writing_and_reading(text: str) -> None:
    written = UserStatus()
    written["text"] = text
    read = UserStatus(xml=ET.fromstring(ET.tostring(written.xml)))
    assert read["text"] == text
    del read["text"]
    assert canonical(read.xml) == canonical("<status xmlns='http://jabber.org/protocol/status'/>")


async def test_interest_comes_with_the_session_and_goes_with_the_plugin() -> None:
    client = Wireless("juliet@capulet.lit")
    assert INTEREST not in await client.own_features()
    client.event("session_bind", client.boundjid)
    assert {INTEREST, UserStatus.namespace} <= await client.own_features()

    plugin = client.status_plugin
    manager: Any = client.plugin
    manager.disable("user_status")
    await asyncio.wait_for(plugin._caps_update, 5)
    assert not {INTEREST, UserStatus.namespace} & await client.own_features()
    told: list[Message] = []
    client.add_event_handler("user_status_publish", told.append)
    client.receive(EXAMPLE_2)
    assert told == []


def test_nothing_but_slixmpp_is_needed() -> None:
    source = "\n".join(path.read_text() for path in Path(user_status.__path__[0]).glob("*.py"))
    assert "status_tray" not in source
