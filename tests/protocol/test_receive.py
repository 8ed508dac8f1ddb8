"""Rules 7 and 8: who may tell a status, and what a message says; the table is the corpus."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.events import NodeEmptied, PepEvent, StatusPublished, StatusRetracted
from status_tray.core.jid import BareJid
from status_tray.xmpp.receive import Item, bare_jid, read_items, receive
from tests.protocol.corpus import MESSAGES, Case
from tests.protocol.corpus.form import ACCOUNT, ANNA, NODE, ROSTER, SAME, item, items, status


def subscribed(jid: BareJid) -> bool:
    return ROSTER.get(jid) in ("to", "both")


def received(xml: str) -> list[PepEvent]:
    stream = ET.fromstring(f"<stream xmlns='jabber:client'>{xml}</stream>")
    return [event for message in stream for event in receive(message, BareJid(ACCOUNT), subscribed)]


@pytest.mark.parametrize("case", MESSAGES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    known: dict[str, tuple[str | None, str | None]] = {ANNA: ("i0", SAME)}
    changes = 0
    assert isinstance(case.wire, str)
    for event in received(case.wire):
        before = known.get(event.sender, (None, None))
        match event:
            case StatusPublished(item_id=item_id, text=text):
                after = (item_id, text)
            case StatusRetracted(item_ids=item_ids):
                after = (None, None) if before[0] in item_ids else before
            case NodeEmptied():
                after = (None, None)
        known[event.sender] = after
        changes += before[1] != after[1] and event.sender != ACCOUNT
    told = {jid: text for jid, (_, text) in known.items() if text is not None}
    assert told == {jid: text for jid, text in ({ANNA: SAME} | case.after).items() if text is not None}
    assert case.changes in (None, changes)


def test_item_ids_are_told() -> None:
    event = "<event xmlns='http://jabber.org/protocol/pubsub#event'>{}</event>"
    for inner, expected in (
        (items(item(status("x"), "abc")), StatusPublished(BareJid(ANNA), "abc", "x")),
        (items(item(status("x"), None)), StatusPublished(BareJid(ANNA), None, "x")),
        (items(item(status("x"), "y" * 1025)), StatusPublished(BareJid(ANNA), None, "x")),
        (items("<retract id='abc'/>"), StatusRetracted(BareJid(ANNA), ("abc",))),
    ):
        assert received(f"<message from='{ANNA}'>{event.format(inner)}</message>") == [expected]


@given(st.text(max_size=40))
def test_no_sender_makes_it_raise(sender: str) -> None:
    jid = bare_jid(sender)
    assert jid is None or (jid and bare_jid(jid) == jid)


xml_names = st.sampled_from(["event", "items", "item", "status", "text", "retract", "purge", "delete", "x"])
xml_namespaces = st.sampled_from(["http://jabber.org/protocol/pubsub#event", NODE, "", "jabber:client"])


@st.composite
def elements(draw: st.DrawFn, depth: int = 4) -> ET.Element:
    namespace = draw(xml_namespaces)
    name = draw(xml_names)
    element = ET.Element(f"{{{namespace}}}{name}" if namespace else name)
    if draw(st.booleans()):
        element.set("node", draw(st.sampled_from([NODE, "urn:x"])))
    if draw(st.booleans()):
        element.set("id", draw(st.text(max_size=3)))
    element.text = draw(st.none() | st.text(max_size=5))
    if depth:
        element.extend(draw(st.lists(elements(depth - 1), max_size=3)))
    return element


@given(st.lists(elements(), max_size=3))
def test_whatever_comes_is_read_without_an_error(children: list[ET.Element]) -> None:
    message = ET.Element("{jabber:client}message", {"from": ANNA})
    message.extend(children)
    for event in receive(message, BareJid(ACCOUNT), subscribed):
        assert event.sender == ANNA
        if isinstance(event, StatusPublished):
            assert event.text is None or event.text.strip()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (items(item(status("x"), "abc")), Item("abc", "x")),
        (items(item(status(None), "abc")), Item("abc", None)),
        (items(item(status("  "), "abc")), Item("abc", None)),
        (items(item("", "a"), item(status("x"), "b")), Item("b", "x")),
        (items(item("<status xmlns='urn:x'/>")), None),
        (items(), None),
        (items(item(status("x")), node="urn:x"), None),
        ("", None),
    ],
)
def test_stored_items_are_read(inner: str, expected: Item | None) -> None:
    answer = f"<iq xmlns='jabber:client'><pubsub xmlns='http://jabber.org/protocol/pubsub'>{inner}</pubsub></iq>"
    assert read_items(ET.fromstring(answer)) == expected
