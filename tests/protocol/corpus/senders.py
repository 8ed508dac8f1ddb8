"""Who says it: contacts, strangers, look-alikes, what is no JID; and what somebody wraps into their own message."""

from __future__ import annotations

from tests.protocol.corpus.form import (
    ACCOUNT,
    ANNA,
    BOB,
    FULL,
    IGNORED,
    Case,
    event,
    item,
    items,
    message,
    published,
    status,
)


def wrapped(sender: str, wrapper: str, inner_sender: str = ANNA) -> str:
    """A published status in a forwarded message (XEP-0297) in `wrapper`."""
    inner = published(status("wrapped"), inner_sender, attributes="xmlns='jabber:client'")
    return message(wrapper.format(f"<forwarded xmlns='urn:xmpp:forward:0'>{inner}</forwarded>"), sender)


SENDERS = [
    Case("we see their presence, one way", published(status("x"), "bob@away.example"), {"bob@away.example": "x"}),
    Case("they see ours only", published(status("x"), "carl@away.example"), IGNORED),
    Case("no subscription", published(status("x"), "dora@away.example"), IGNORED),
    Case("a stranger", published(status("x"), "eve@evil.example"), IGNORED),
    Case("our own account", published(status("x"), ACCOUNT), {ACCOUNT: "x"}),
    Case("no sender: our own account", published(status("x"), None), {ACCOUNT: "x"}),
    Case("our own device", published(status("x"), f"{ACCOUNT}/desk"), IGNORED),
    Case("a contact's device", published(status("x"), f"{ANNA}/phone"), IGNORED),
    Case("a contact as a stranger's device", published(status("x"), f"eve@evil.example/{ANNA}"), IGNORED),
    Case("our server", published(status("x"), "home.example"), IGNORED),
    Case("a gateway in the roster", published(status("x"), "gate.example"), {"gate.example": "x"}),
    Case("in capitals", published(status("x"), "Anna@HOME.example"), {ANNA: "x"}),
    Case("international", published(status("x"), "jürgen@bücher.example"), {"jürgen@bücher.example": "x"}),
    Case("escaped", published(status("x"), r"d\27or@away.example"), {r"d\27or@away.example": "x"}),
    Case("a look-alike", published(status("x"), "\u0430nna@home.example"), IGNORED),
    *(
        Case(f"no JID: {bad!r}", published(status("x"), bad) + published(status("y")), {ANNA: "y"}, 1)
        for bad in ("", "@h.example", "anna @h.example", "/anna@h.example", "anna@", "anna@[::1]", "a@b@c", f"{ANNA}/")
    ),
    Case("this very session", published(status("x"), FULL), IGNORED),
    Case("our own account, cleared", published(status(None), ACCOUNT, item_id="o1"), IGNORED),
    Case("our own account, in capitals", published(status("x"), "ROMEO@Home.Example", item_id="o2"), {ACCOUNT: "x"}),
    Case("our own account, a huge text", published(status("y" * 9000), ACCOUNT, item_id="o3"), {ACCOUNT: "y" * 4096}),
    Case(
        "our own account, then deleted",
        published(status("x"), ACCOUNT, item_id="o4")
        + message(event("<delete node='http://jabber.org/protocol/status'/>"), ACCOUNT),
        IGNORED,
    ),
    Case("a gateway's device", published(status("x"), "gate.example/registered"), IGNORED),
    Case("a user of the gateway", published(status("x"), "anna@gate.example"), IGNORED),
    Case("a room of a contact's name", published(status("x"), "anna@rooms.home.example/anna"), IGNORED),
    Case(
        "a contact's JID as a nickname in a room",
        published(status("x"), f"hall@rooms.home.example/{ANNA}", "type='groupchat'"),
        IGNORED,
    ),
    Case("a publish-subscribe service", published(status("x"), "pubsub.home.example"), IGNORED),
    Case("the contact's server", published(status("x"), "away.example"), IGNORED),
    Case("a subdomain", published(status("x"), "anna@x.home.example"), IGNORED),
    Case("a dot at the end", published(status("x"), f"{ANNA}."), IGNORED),
    Case("full-width letters", published(status("x"), "ａｎｎａ@home.example"), {ANNA: "x"}),
    Case("a domain in Punycode", published(status("x"), "jürgen@xn--bcher-kva.example"), IGNORED),
    Case("a letter without its dots", published(status("x"), "jurgen@bucher.example"), IGNORED),
    Case(
        "a letter and its dots",
        published(status("x"), "ju\u0308rgen@bu\u0308cher.example"),
        {"jürgen@bücher.example": "x"},
    ),
    Case("an invisible letter", published(status("x"), "an\u200bna@home.example"), {ANNA: "x"}),
    Case("a long s", published(status("x"), "anna@home.example".replace("h", "\u0570")), IGNORED),
    Case("the escape written otherwise", published(status("x"), "d&apos;or@away.example"), IGNORED),
    Case("1,024 bytes of a name", published(status("x"), "a" * 1024 + "@home.example"), IGNORED),
    Case("a megabyte of a name", published(status("x"), "a" * 1_000_000 + "@home.example"), IGNORED),
    *(
        Case(f"no JID either: {bad!r}", published(status("x"), bad) + published(status("y")), {ANNA: "y"}, 1)
        for bad in (
            "/",
            "@",
            "@/",
            "a@",
            "a@/b",
            "a b@c",
            "a@b c",
            "a@-b-",
            "a@b..c",
            "a@[::1",
            "a@1.2.3.4.5/",
            "&#9;anna@home.example",
            "anna@home.example&#10;",
            "a&#160;b@c",
            "xmpp:anna@home.example",
            "a&quot;b@c",
            "a&lt;b@c",
            "a&apos;b@c",
            "\U0001f4a9@home.example",
            "\u202eanna@home.example",
            "a@" + "b" * 64 + ".example",
            "a@" + "b." * 600,
            "\ufdd0@c",
            "\u0378@c",
        )
    ),
]

WRAPPED = [
    Case("a carbon, received", wrapped(ACCOUNT, "<received xmlns='urn:xmpp:carbons:2'>{}</received>"), IGNORED),
    Case("a carbon, sent", wrapped(ACCOUNT, "<sent xmlns='urn:xmpp:carbons:2'>{}</sent>"), IGNORED),
    Case("from the archive", wrapped(ACCOUNT, "<result xmlns='urn:xmpp:mam:2' id='1'>{}</result>"), IGNORED),
    Case("forwarded", wrapped("bob@away.example", "{}"), IGNORED),
    Case("an event in an event", message(event(event(items(item(status("x")))))), IGNORED),
    Case(
        "a carbon of ours, received by somebody else",
        wrapped(ACCOUNT, "<received xmlns='urn:xmpp:carbons:2'>{}</received>", "eve@evil.example"),
        IGNORED,
    ),
    Case(
        "a carbon of what we say, sent",
        wrapped(ACCOUNT, "<sent xmlns='urn:xmpp:carbons:2'>{}</sent>", ACCOUNT),
        IGNORED,
    ),
    Case(
        "a carbon by a stranger",
        wrapped("eve@evil.example", "<received xmlns='urn:xmpp:carbons:2'>{}</received>"),
        IGNORED,
    ),
    Case("a carbon by a contact", wrapped(BOB, "<received xmlns='urn:xmpp:carbons:2'>{}</received>"), IGNORED),
    Case("a carbon as it once was", wrapped(ACCOUNT, "<received xmlns='urn:xmpp:carbons:1'/>{}"), IGNORED),
    Case(
        "a carbon, wrapped twice",
        wrapped(
            ACCOUNT,
            "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
            "<message xmlns='jabber:client'>{}</message></forwarded></sent>",
        ),
        IGNORED,
    ),
    Case(
        "the archive of a stranger",
        wrapped("eve@evil.example", "<result xmlns='urn:xmpp:mam:2' id='1'>{}</result>"),
        IGNORED,
    ),
    Case("a message in a message", message(published(status("x")), BOB), IGNORED),
    Case(
        "an event in a body's place",
        message(f"<html xmlns='http://jabber.org/protocol/xhtml-im'>{event(items(item(status('x'))))}</html>"),
        IGNORED,
    ),
    Case(
        "a forwarded event beside one's own",
        message(
            event(items(item(status("x"))))
            + (
                "<forwarded xmlns='urn:xmpp:forward:0'>"
                + published(status("y"), BOB, "xmlns='jabber:client'")
                + "</forwarded>"
            )
        ),
        {ANNA: "x"},
        1,
    ),
    Case("an encrypted message", message("<encrypted xmlns='eu.siacs.conversations.axolotl'/>"), IGNORED),
]
