"""Received messages and what they do to the statuses that we know: one table, our own texts.

`romeo@home.example` is the account.  `ROSTER` has whose presence we see; everybody else is a stranger.
"""

from __future__ import annotations

from dataclasses import dataclass

ACCOUNT = "romeo@home.example"
ROSTER = {
    "anna@home.example": "both",
    "bob@away.example": "to",
    "jürgen@bücher.example": "both",
    r"d\27or@away.example": "both",
    "gate.example": "both",
    "carl@away.example": "from",
    "dora@away.example": "none",
}
ANNA = "anna@home.example"
NODE = "http://jabber.org/protocol/status"
SAME = "(as before)"
"""Anna's status before each case."""


@dataclass(frozen=True, slots=True)
class Case:
    """`xml`: what comes in.  `after`: the statuses afterwards, without Anna's when it is `SAME`."""

    name: str
    xml: str
    after: dict[str, str | None]
    changes: int | None = None
    """How many times a status changes, where that matters."""


def status(text: str | None) -> str:
    """A payload; `text` is XML."""
    return f"<status xmlns='{NODE}'/>" if text is None else f"<status xmlns='{NODE}'><text>{text}</text></status>"


def item(payload: str, item_id: str | None = "i1") -> str:
    return f"<item>{payload}</item>" if item_id is None else f"<item id='{item_id}'>{payload}</item>"


def items(*inner: str, node: str = NODE) -> str:
    return f"<items node='{node}'>{''.join(inner)}</items>"


def event(inner: str, namespace: str = "http://jabber.org/protocol/pubsub#event") -> str:
    return f"<event xmlns='{namespace}'>{inner}</event>"


def message(inner: str, sender: str | None = ANNA, attributes: str = "type='headline'") -> str:
    origin = "" if sender is None else f"from='{sender}'"
    return f"<message {origin} {attributes}>{inner}</message>"


def published(payload: str, sender: str | None = ANNA, attributes: str = "type='headline'") -> str:
    return message(event(items(item(payload))), sender, attributes)


def wrapped(sender: str, wrapper: str) -> str:
    inner = published(status("wrapped"), attributes="xmlns='jabber:client'")
    return message(wrapper.format(f"<forwarded xmlns='urn:xmpp:forward:0'>{inner}</forwarded>"), sender)


CLEARED: dict[str, str | None] = {ANNA: None}
IGNORED: dict[str, str | None] = {}

PLAIN = [
    Case("a text", published(status("Lunch")), {ANNA: "Lunch"}, 1),
    Case("the empty element clears", published(status(None)), CLEARED, 1),
    Case("a text, then cleared", published(status("Lunch")) + published(status(None)), CLEARED, 2),
    Case("cleared, then a text", published(status(None)) + published(status("Lunch")), {ANNA: "Lunch"}, 2),
    Case("cleared again", published(status(None)) * 2, CLEARED, 1),
    Case("the same text again", published(status("Lunch")) * 3, {ANNA: "Lunch"}, 1),
    Case("there and back", "".join(published(status(t)) for t in "aba"), {ANNA: "a"}, 3),
]

TEXTS = [
    Case("space around it stays", published(status("  x  ")), {ANNA: "  x  "}),
    Case("lines and tabs stay", published(status("a\nb\tc")), {ANNA: "a\nb\tc"}),
    Case("white space only", published(status(" \n\t ")), CLEARED),
    Case("wide white space only", published(status("\u3000\u2003\u00a0")), CLEARED),
    Case("zero-width characters stay raw", published(status("\u200b\ufeff")), {ANNA: "\u200b\ufeff"}),
    *(Case(f"the word {w} is a text", published(status(w)), {ANNA: w}) for w in ("0", "null", "None", "false", ".")),
    Case("markup", published(status("&lt;b&gt;1 &amp; 2&lt;/b&gt;")), {ANNA: "<b>1 & 2</b>"}),
    Case("CDATA", published(status("<![CDATA[<i>&</i>]]>")), {ANNA: "<i>&</i>"}),
    Case("references", published(status("&#x1F37D;&quot;&apos;&#65;")), {ANNA: "🍽\"'A"}),
    Case("direction marks stay raw", published(status("a\u202eb")), {ANNA: "a\u202eb"}),
    Case("C1 controls stay raw", published(status("a\u009b31mb")), {ANNA: "a\u009b31mb"}),
    Case("no normalisation", published(status("e\u0301 \u0410")), {ANNA: "e\u0301 \u0410"}),
    Case("joined emoji", published(status("👨‍👩‍👧 🏳️‍🌈")), {ANNA: "👨‍👩‍👧 🏳️‍🌈"}),
    Case("4,096 characters", published(status("x" * 4096)), {ANNA: "x" * 4096}),
    Case("240,000 characters are cut", published(status("ä" * 240_000)), {ANNA: "ä" * 4096}),
]

STRUCTURE = [
    Case("an empty text", published(status("")), CLEARED),
    Case("an unknown child only", published(f"<status xmlns='{NODE}'><m/></status>"), CLEARED),
    Case("characters without a text", published(f"<status xmlns='{NODE}'>x</status>"), CLEARED),
    Case("a text of no namespace", published(f"<status xmlns='{NODE}'><text xmlns=''>x</text></status>"), CLEARED),
    Case("a deeper text", published(f"<status xmlns='{NODE}'><a><text>x</text></a></status>"), CLEARED),
    Case("two texts", published(status("eins</text><text xml:lang='en'>one")), {ANNA: "eins"}),
    Case(
        "things we do not know",
        f"<message from='{ANNA}' a='1'><x xmlns='urn:x'/><event xmlns='http://jabber.org/protocol/pubsub#event' b='2'>"
        f"<items node='{NODE}' c='3'><item id='i' publisher='{ANNA}/d'><y xmlns='urn:y'/>"
        f"<status xmlns='{NODE}' since='now'><z/><text style='bold'>x</text></status></item></items></event></message>",
        {ANNA: "x"},
    ),
    Case(
        "other prefixes",
        (
            f"<message from='{ANNA}' xmlns:e='http://jabber.org/protocol/pubsub#event' xmlns:s='{NODE}'><e:event>"
            f"<e:items node='{NODE}'><e:item><s:status><s:text>x</s:text></s:status></e:item></e:items></e:event>"
            "</message>"
        ),
        {ANNA: "x"},
    ),
    Case("another name", published(f"<Status xmlns='{NODE}'><text>x</text></Status>"), IGNORED),
    Case("another namespace", published("<status xmlns='urn:x'><text>x</text></status>"), IGNORED),
    Case("nearly the namespace", published(f"<status xmlns='{NODE}/'><text>x</text></status>"), IGNORED),
    Case("the payload deeper", published(f"<a xmlns='urn:x'>{status('x')}</a>"), IGNORED),
    Case("an item without payload", published(""), IGNORED),
    Case("no items", message(event(items())), IGNORED),
    Case("no event", message(status("x")), IGNORED),
    Case("an empty event", message(event("")), IGNORED),
    Case("another event namespace", message(event(items(item(status("x"))), "urn:x")), IGNORED),
    Case(
        "items of no namespace", message(event(items(item(status("x"))).replace("<items", "<items xmlns=''"))), IGNORED
    ),
]

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
]

TYPES = [
    *(
        Case(f"type {t}", published(status("x"), attributes=f"type='{t}'"), {ANNA: "x"})
        for t in ("headline", "normal", "chat", "unheard-of")
    ),
    Case("no type, no id", published(status("x"), attributes=""), {ANNA: "x"}),
    Case("type error", published(status("x"), attributes="type='error'"), IGNORED),
    Case("type groupchat", published(status("x"), attributes="type='groupchat'"), IGNORED),
]

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
]

WRAPPED = [
    Case("a carbon, received", wrapped(ACCOUNT, "<received xmlns='urn:xmpp:carbons:2'>{}</received>"), IGNORED),
    Case("a carbon, sent", wrapped(ACCOUNT, "<sent xmlns='urn:xmpp:carbons:2'>{}</sent>"), IGNORED),
    Case("from the archive", wrapped(ACCOUNT, "<result xmlns='urn:xmpp:mam:2' id='1'>{}</result>"), IGNORED),
    Case("forwarded", wrapped("bob@away.example", "{}"), IGNORED),
    Case("an event in an event", message(event(event(items(item(status("x")))))), IGNORED),
]

CASES = [*PLAIN, *TEXTS, *STRUCTURE, *PUBSUB, *TYPES, *SENDERS, *WRAPPED]
