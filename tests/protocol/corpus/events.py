"""How PEP tells it: items, retractions, purged and deleted nodes, ids, kinds of messages, delays."""

from __future__ import annotations

from tests.protocol.corpus.form import (
    ANNA,
    CLEARED,
    IGNORED,
    NODE,
    SAME,
    Case,
    event,
    item,
    items,
    message,
    published,
    status,
)

_X = event(items(item(status("x"))))

PUBSUB = [
    Case("retracted: the id shown", published(status("x")) + message(event(items("<retract id='i1'/>"))), CLEARED, 2),
    Case("retracted: another id", message(event(items("<retract id='i9'/>"))), IGNORED),
    Case("retracted: no id", message(event(items("<retract/>"))), IGNORED),
    Case("retracted elsewhere", message(event(items("<retract id='i0'/>", node="urn:x"))), IGNORED),
    Case(
        "retracted, and another item",
        message(event(items("<retract id='i0'/>", item(status("new"), "i2")))),
        {ANNA: "new"},
        1,
    ),
    Case("an item, and retracted", message(event(items(item(status("x")), "<retract id='i1'/>"))), CLEARED),
    Case("purged", message(event(f"<purge node='{NODE}'/>")), CLEARED, 1),
    Case("deleted", message(event(f"<delete node='{NODE}'/>")), CLEARED, 1),
    Case("deleted, then published", message(event(f"<delete node='{NODE}'/>")) + published(status("x")), {ANNA: "x"}),
    Case("purged elsewhere", message(event("<purge node='urn:x'/>")), IGNORED),
    Case("configured", message(event(f"<configuration node='{NODE}'/>")), IGNORED),
    Case("publish in an event", message(event(f"<publish node='{NODE}'>{item(status('x'))}</publish>")), IGNORED),
    Case("100 items", message(event(items(*(item(status(f"n{i}"), f"i{i}") for i in range(100))))), {ANNA: "n99"}, 1),
    Case("two events", message(event(items(item(status("a")))) + event(items(item(status("b"))))), {ANNA: "b"}, 1),
    Case("the last item has no payload", message(event(items(item(status("x")), item("", "i2")))), {ANNA: "x"}),
    Case("another node", message(event(items(item(status("x")), node="http://jabber.org/protocol/mood"))), IGNORED),
    Case("the node in capitals", message(event(items(item(status("x")), node=NODE.upper()))), IGNORED),
    Case("no node", message(event(items(item(status("x")), node=""))), IGNORED),
    Case("no item id", message(event(items(item(status("x"), None)))), {ANNA: "x"}),
    Case("an empty item id", message(event(items(item(status("x"), "")))), {ANNA: "x"}),
    Case("a huge item id", message(event(items(item(status("x"), "y" * 100_000)))), {ANNA: "x"}),
    Case("an item id again", published(status("a")) + published(status("b")), {ANNA: "b"}, 2),
    Case("with a delay", published(status("x") + "<delay xmlns='urn:xmpp:delay' stamp='0000-00-00'/>"), {ANNA: "x"}),
    Case("retracted: the id shown, at once", message(event(items("<retract id='i0'/>"))), CLEARED, 1),
    Case("retracted: the id in capitals", message(event(items("<retract id='I0'/>"))), IGNORED),
    Case("retracted: the id with a space", message(event(items("<retract id='i0 '/>"))), IGNORED),
    Case(
        "retracted: an id from before",
        published(status("x")) + message(event(items("<retract id='i0'/>"))),
        {ANNA: "x"},
    ),
    Case("retracted twice", message(event(items("<retract id='i0'/>", "<retract id='i0'/>"))), CLEARED, 1),
    Case("retracted by another namespace", message(event(items("<retract xmlns='urn:x' id='i0'/>"))), IGNORED),
    Case("retracted outside of the items", message(event("<retract id='i0'/>")), IGNORED),
    Case("retracted, many ids", message(event(items(*(f"<retract id='i{n}'/>" for n in range(1000))))), CLEARED, 1),
    Case(
        "purged, then published, in one message",
        message(event(f"<purge node='{NODE}'/>" + items(item(status("x"))))),
        {ANNA: "x"},
        1,
    ),
    Case(
        "published, then purged, in one message",
        message(event(items(item(status("x"))) + f"<purge node='{NODE}'/>")),
        CLEARED,
    ),
    Case(
        "deleted, with somewhere else to look",
        message(event(f"<delete node='{NODE}'><redirect uri='xmpp:eve@evil.example?;node=x'/></delete>")),
        CLEARED,
        1,
    ),
    Case("deleted, by a node in capitals", message(event(f"<delete node='{NODE.upper()}'/>")), IGNORED),
    Case("deleted, no node named", message(event("<delete/>")), IGNORED),
    Case("purged in a purge", message(event(f"<purge xmlns='urn:x'><purge node='{NODE}'/></purge>")), IGNORED),
    Case(
        "cleared by everything at once",
        message(
            event(items("<retract id='i0'/>", item(status(None))) + f"<purge node='{NODE}'/><delete node='{NODE}'/>")
        ),
        CLEARED,
        1,
    ),
    Case(
        "subscribed",
        message(event(f"<subscription node='{NODE}' jid='romeo@home.example' subscription='none'/>")),
        IGNORED,
    ),
    Case("a collection", message(event(f"<collection node='{NODE}'><disassociate node='x'/></collection>")), IGNORED),
    Case("items in items", message(event(items(items(item(status("x")))))), IGNORED),
    Case("an item in an item", message(event(items(item(item(status("x")))))), IGNORED),
    Case(
        "two items elements", message(event(items(item(status("a"))) + items(item(status("b"), "i2")))), {ANNA: "b"}, 1
    ),
    Case(
        "two nodes in one event",
        message(event(items(item(status("a")), node="urn:x") + items(item(status("b"))))),
        {ANNA: "b"},
    ),
    Case(
        "a text, then cleared, in one event",
        message(event(items(item(status("a")), item(status(None), "i2")))),
        CLEARED,
        1,
    ),
    Case(
        "cleared, then a text, in one event",
        message(event(items(item(status(None)), item(status("a"), "i2")))),
        {ANNA: "a"},
        1,
    ),
    Case(
        "1,000 items", message(event(items(*(item(status(f"n{i}"), f"i{i}") for i in range(1000))))), {ANNA: "n999"}, 1
    ),
    Case("1,000 times the same item", message(event(items(*[item(status("x"))] * 1000))), {ANNA: "x"}, 1),
    Case("1,000 events in a message", message(event(items(item(status("x")))) * 1000), {ANNA: "x"}, 1),
    Case(
        "an item of another namespace",
        message(event(items(f"<item xmlns='urn:x' id='i1'>{status('x')}</item>"))),
        IGNORED,
    ),
    Case(
        "what was published, not told",
        message(f"<pubsub xmlns='http://jabber.org/protocol/pubsub'>{items(item(status('x')))}</pubsub>"),
        IGNORED,
    ),
    Case(
        "the owner's namespace",
        message(event(items(item(status("x"))), "http://jabber.org/protocol/pubsub#owner")),
        IGNORED,
    ),
    Case(
        "the errors' namespace",
        message(event(items(item(status("x"))), "http://jabber.org/protocol/pubsub#errors")),
        IGNORED,
    ),
    Case("the node with a space", message(event(items(item(status("x")), node=NODE + " "))), IGNORED),
    Case("the node with a line end", message(event(items(item(status("x")), node=NODE + "&#10;"))), IGNORED),
    Case("the node with a slash", message(event(items(item(status("x")), node=NODE + "/"))), IGNORED),
    Case("the node of the interest", message(event(items(item(status("x")), node=NODE + "+notify"))), IGNORED),
    Case(
        "other nodes of a contact",
        message(
            event(
                items(
                    item("<nick xmlns='http://jabber.org/protocol/nick'>x</nick>"),
                    node="http://jabber.org/protocol/nick",
                )
            )
        ),
        IGNORED,
    ),
    Case("the id shown, another text", message(event(items(item(status("x"), "i0")))), {ANNA: "x"}, 1),
    Case("another id, the text shown", message(event(items(item(status(SAME), "i9")))), IGNORED, 0),
    Case(
        "another id, then that retracted",
        published(status(SAME), item_id="i9") + message(event(items("<retract id='i9'/>"))),
        CLEARED,
        1,
    ),
    Case("an id of emoji and controls", published(status("x"), item_id="😀&#9;\u202e"), {ANNA: "x"}),
    Case("an id of markup", published(status("x"), item_id="&lt;i id=&quot;y&quot;>"), {ANNA: "x"}),
    Case(
        "a publisher who is not the sender",
        message(event(items(f"<item id='i1' publisher='eve@evil.example'>{status('x')}</item>"))),
        {ANNA: "x"},
    ),
    Case(
        "addresses and hints",
        message(
            _X
            + "<addresses xmlns='http://jabber.org/protocol/address'><address type='replyto' jid='eve@evil.example'/>"
            "</addresses><store xmlns='urn:xmpp:hints'/><request xmlns='urn:xmpp:receipts'/>"
            "<markable xmlns='urn:xmpp:chat-markers:0'/><origin-id xmlns='urn:xmpp:sid:0' id='o'/>"
            "<stanza-id xmlns='urn:xmpp:sid:0' id='s' by='romeo@home.example'/>"
        ),
        {ANNA: "x"},
        1,
    ),
]

TYPES = [
    *(
        Case(f"type {t}", published(status("x"), attributes=f"type='{t}'"), {ANNA: "x"})
        for t in ("headline", "normal", "chat", "unheard-of")
    ),
    Case("no type, no id", published(status("x"), attributes=""), {ANNA: "x"}),
    Case("type error", published(status("x"), attributes="type='error'"), IGNORED),
    Case("type groupchat", published(status("x"), attributes="type='groupchat'"), IGNORED),
    Case("type in capitals", published(status("x"), attributes="type='ERROR'"), {ANNA: "x"}),
    Case("an empty type", published(status("x"), attributes="type=''"), {ANNA: "x"}),
    Case(
        "type error, with what it is about",
        message(
            _X + "<error type='cancel'><gone xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
            attributes="type='error'",
        ),
        IGNORED,
    ),
    Case("an error element without the type", message(_X + "<error type='cancel'/>"), {ANNA: "x"}),
    Case("to somebody else", published(status("x"), attributes="to='eve@evil.example'"), {ANNA: "x"}),
    Case("to no JID", published(status("x"), attributes="to='@@'"), {ANNA: "x"}),
    Case("a huge id of the message", published(status("x"), attributes=f"id='{'i' * 100_000}'"), {ANNA: "x"}),
    Case(
        "the same id twice",
        published(status("a"), attributes="id='m'") + published(status("b"), attributes="id='m'"),
        {ANNA: "b"},
        2,
    ),
]

DELAYS = [
    *(
        Case(f"a delay of {stamp!r}", message(_X + f"<delay xmlns='urn:xmpp:delay' stamp='{stamp}'/>"), {ANNA: "x"})
        for stamp in (
            "2002-09-10T23:08:25Z",
            "2018-03-16T12:00:00+14:00",
            "9999-12-31T23:59:60Z",
            "0000-00-00T00:00:00Z",
            "-1",
            "",
            "now",
        )
    ),
    Case("a delay without a stamp", message(_X + "<delay xmlns='urn:xmpp:delay'/>"), {ANNA: "x"}),
    Case(
        "a hundred delays",
        message(_X + "<delay xmlns='urn:xmpp:delay' stamp='1970-01-01T00:00:00Z'/>" * 100),
        {ANNA: "x"},
    ),
    Case("a delay as it once was", message(_X + "<x xmlns='jabber:x:delay' stamp='20020910T23:08:25'/>"), {ANNA: "x"}),
    Case(
        "live, then delayed: what came last counts",
        published(status("live"))
        + message(
            event(items(item(status("stale"), "i2"))) + "<delay xmlns='urn:xmpp:delay' stamp='2002-09-10T23:08:25Z'/>"
        ),
        {ANNA: "stale"},
    ),
]
