"""What only a session shows: pieces of stanzas, presences and roster pushes in between, questions, odd elements."""

from __future__ import annotations

from tests.protocol.corpus.form import (
    ACCOUNT,
    ANNA,
    BOB,
    CLEARED,
    FULL,
    IGNORED,
    NODE,
    Case,
    event,
    item,
    items,
    message,
    published,
    status,
)

_EVE = "eve@evil.example"
_JURGEN, _GATE = "jürgen@bücher.example", "gate.example"
_PUSH = "<iq type='set' id='{id}' {sender}><query xmlns='jabber:iq:roster'>{items}</query></iq>"
_ERROR, _RESULT = 'type="error"', 'type="result"'
_FETCH = f'<iq .*type="get".*to="{{}}".*<items node="{NODE}"'
_DIRECTED = '<presence .*to="{}".*<priority>-1</priority>'
_DEEP = "<a xmlns='urn:x'>" * 5000 + "</a>" * 5000


def _push(inner: str, sender: str | None = None) -> str:
    return _PUSH.format(id="push", sender="" if sender is None else f"from='{sender}'", items=inner)


def _question(inner: str, kind: str = "get", sender: str = f"{_EVE}/x") -> str:
    return f"<iq type='{kind}' id='q' from='{sender}'>{inner}</iq>"


CUT_UP = [
    Case("one byte at a time", published(status("ä€😀 slow")), {ANNA: "ä€😀 slow"}, 1, piece=1),
    Case("two bytes at a time", published(status("ä€😀 slow")) * 2, {ANNA: "ä€😀 slow"}, 1, piece=2),
    Case("seven bytes at a time", published(status("👨‍👩‍👧")) + published(status(None)), CLEARED, 2, piece=7),
    Case("a reference in pieces", published(status("&#x1F37D;&amp;&lt;")), {ANNA: "🍽&<"}, 1, piece=3),
    Case("CDATA in pieces", published(status("<![CDATA[a]]>b<![CDATA[]]]]>c")), {ANNA: "ab]]c"}, 1, piece=1),
    Case(
        "a hundred stanzas, cut anywhere",
        "".join(published(status(f"{n}")) for n in range(100)),
        {ANNA: "99"},
        100,
        piece=97,
    ),
    Case("40 KB, a TLS record each KB", published(status("x" * 40_000)), {ANNA: "x" * 4096}, 1, piece=1000),
    Case(
        "spaces and line ends between stanzas",
        f"  \n\r\n{published(status('x'))}\n \t {published(status('y'))}  ",
        {ANNA: "y"},
        2,
    ),
    Case("characters between stanzas", f"junk{published(status('x'))}&amp;more", {ANNA: "x"}, 1),
    Case("a comment between stanzas", f"<!-- a -->{published(status('x'))}<!-- b -->", {ANNA: "x"}, 1),
    Case("an instruction between stanzas", f"<?a b?>{published(status('x'))}", {ANNA: "x"}, 1),
]

SEQUENCES = [
    Case(
        "text, clear, text, at once",
        published(status("a")) + published(status(None)) + published(status("b")),
        {ANNA: "b"},
        3,
    ),
    Case(
        "a thousand texts at once",
        "".join(published(status(f"{n}"), item_id=f"i{n}") for n in range(1000)),
        {ANNA: "999"},
        1000,
    ),
    Case(
        "two contacts in turns",
        "".join(published(status(f"{n}"), (ANNA, BOB)[n % 2]) for n in range(10)),
        {ANNA: "8", BOB: "9"},
        10,
    ),
    Case("an event in a presence", f"<presence from='{ANNA}'>{event(items(item(status('x'))))}</presence>", IGNORED),
    Case("a presence's own status", f"<presence from='{ANNA}'><status>Lunch</status></presence>", IGNORED),
    Case(
        "a device comes",
        f"<presence from='{ANNA}/new'/>",
        IGNORED,
        0,
        answers=(_DIRECTED.format(ANNA), _FETCH.format(ANNA)),
        undo=f"<presence from='{ANNA}/new' type='unavailable'/>",
    ),
    Case(
        "a device comes and says something awkward",
        f"<presence from='{BOB}/says'><status>a\u202eb&#x85;&lt;b&gt; {'e' + '&#x301;' * 50}\n{'x' * 9000}"
        "</status></presence>",
        IGNORED,
        1,
        answers=(_FETCH.format(BOB),),
        undo=f"<presence from='{BOB}/says' type='unavailable'/>",
    ),
    Case(
        "a device comes and says nothing, in many ways",
        f"<presence from='{BOB}/mute'><status> \n </status><status/><priority>a lot</priority></presence>"
        f"<presence from='{BOB}/mute'><status xmlns='urn:x'>x</status><x xmlns='urn:x'><status>x</status></x>"
        "</presence>"
        f"<presence from='{BOB}/mute' type='error'><status>x</status></presence>",
        IGNORED,
        0,
        answers=(_FETCH.format(BOB),),
        undo=f"<presence from='{BOB}/mute' type='unavailable'/>",
    ),
    Case(
        "those whose presence we may not see say something",
        f"<presence from='carl@away.example/x'><status>Lunch</status></presence>"
        f"<presence from='dora@away.example/x'><status>Lunch</status></presence>"
        f"<presence from='{_EVE}/x'><status>Lunch</status></presence>"
        f"<presence from='{ACCOUNT}/x'><status>Lunch</status></presence>",
        IGNORED,
        0,
    ),
    Case(
        "what somebody says who goes offline",
        f"<presence from='{_GATE}/x' type='unavailable'><status>Good night</status></presence>",
        IGNORED,
        0,
    ),
    Case(
        "a device comes again and again",
        f"<presence from='{_JURGEN}/new2'/>" * 50,
        IGNORED,
        0,
        answers=(_DIRECTED.format(_JURGEN), _FETCH.format(_JURGEN)),
        undo=f"<presence from='{_JURGEN}/new2' type='unavailable'/>",
    ),
    Case(
        "a device comes, and with it an event: what came by itself counts",
        f"<presence from='{_GATE}/new3'/>{published(status('x'), _GATE)}",
        {_GATE: "x"},
        1,
        answers=(_DIRECTED.format(_GATE), _FETCH.format(_GATE)),
        undo=f"<presence from='{_GATE}/new3' type='unavailable'/>",
    ),
    Case(
        "an event of somebody who is offline",
        f"<presence from='{ANNA}/x' type='unavailable'/>{published(status('x'))}",
        {ANNA: "x"},
        1,
    ),
    Case("all of a contact's devices go", f"<presence from='{ANNA}' type='unavailable'/>", IGNORED, 0),
    Case("a stranger's presence", f"<presence from='{_EVE}/x'/>", IGNORED),
    Case(
        "presences of no JID", "<presence from='@'/><presence from=''/><presence/><presence from='a b@c/d'/>", IGNORED
    ),
    Case("a presence of an unheard-of type", f"<presence from='{ANNA}/x' type='dancing'/>", IGNORED),
    Case("an error for a presence", f"<presence from='{ANNA}' type='error'><error type='cancel'/></presence>", IGNORED),
    Case(
        "a stranger asks to see us",
        f"<presence from='{_EVE}' type='subscribe'><status>let me in</status></presence>",
        IGNORED,
        undo=f"<presence from='{_EVE}' type='unsubscribe'/>",
    ),
    Case(
        "a stranger lets us see them",
        f"<presence from='{_EVE}' type='subscribed'/>{published(status('x'), _EVE)}",
        IGNORED,
    ),
    Case(
        "a contact takes it back, says a presence",
        f"<presence from='{ANNA}' type='unsubscribed'/>{published(status('x'))}",
        {ANNA: "x"},
    ),
    *(
        Case(
            f"a roster push by {sender}",
            _push(f"<item jid='{_EVE}' subscription='both'/>", sender) + published(status("forged"), _EVE),
            IGNORED,
            answers=(_ERROR,),
        )
        for sender in (_EVE, f"{_EVE}/x", ANNA, FULL, "home.example", f"{ACCOUNT}/other")
    ),
    Case(
        "a roster push of no JID",
        _push(f"<item jid='{_EVE}' subscription='both'/>", "a b@c") + published(status("x"), _EVE),
        IGNORED,
    ),
    Case(
        "a contact is removed, and says something",
        _push(f"<item jid='{BOB}' subscription='remove'/>") + published(status("x"), BOB),
        IGNORED,
        answers=(_RESULT,),
        undo=_push(f"<item jid='{BOB}' subscription='to'/>"),
    ),
    Case(
        "a contact may no longer be seen",
        published(status("x"), BOB) + _push(f"<item jid='{BOB}' subscription='from'/>") + published(status("y"), BOB),
        IGNORED,
        2,
        answers=(_RESULT,),
        undo=_push(f"<item jid='{BOB}' subscription='to'/>"),
    ),
    Case(
        "a push of what is no JID",
        _push("<item jid='a b@c' subscription='both'/><item/><item jid=''/>"),
        IGNORED,
        answers=(_RESULT,),
    ),
    Case("an empty push", _push(""), IGNORED, answers=(_RESULT,)),
    Case("our node is deleted by another client", message(event(f"<delete node='{NODE}'/>"), ACCOUNT), IGNORED),
]

QUESTIONS = [
    Case(
        "a publish to us",
        _question(
            f"<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='{NODE}'>"
            f"{item(status('x'))}</publish></pubsub>",
            "set",
        ),
        IGNORED,
        answers=(_ERROR,),
    ),
    Case(
        "what are you", _question("<query xmlns='http://jabber.org/protocol/disco#info'/>"), IGNORED, answers=(_RESULT,)
    ),
    Case(
        "what are you, at a node that there is not",
        _question("<query xmlns='http://jabber.org/protocol/disco#info' node='&lt;x>'/>"),
        IGNORED,
        answers=('id="q"',),
    ),
    Case(
        "unheard-of questions",
        _question("<x xmlns='urn:x'/>") + _question("<x xmlns='urn:x'/>", "set"),
        IGNORED,
        answers=(_ERROR, _ERROR),
    ),
    Case("a question without anything", _question(""), IGNORED, answers=(_ERROR,)),
    Case(
        "a question without an id",
        "<iq type='get' from='eve@evil.example/x'><x xmlns='urn:x'/></iq>",
        IGNORED,
        answers=(_ERROR,),
    ),
    Case(
        "a question of two things",
        _question("<x xmlns='urn:x'/><query xmlns='jabber:iq:version'/>"),
        IGNORED,
        answers=('id="q"',),
    ),
    Case("a question of no JID", _question("<x xmlns='urn:x'/>", sender="a b@c"), IGNORED),
    Case("a question 5,000 levels deep", _question(_DEEP), IGNORED, answers=(_ERROR,)),
    Case("a demand 5,000 levels deep", _question(_DEEP, "set"), IGNORED, answers=(_ERROR,)),
    Case(
        "a ping 5,000 levels deep",
        _question(f"<ping xmlns='urn:xmpp:ping'>{_DEEP}</ping>"),
        IGNORED,
        answers=(_ERROR,),
    ),
    Case("a question of 20,000 things", _question("<x xmlns='urn:x'/>" * 20_000), IGNORED, answers=(_ERROR,)),
    Case(
        "a publish of 20,000 items",
        _question(f"<pubsub xmlns='http://jabber.org/protocol/pubsub'>{items(item('') * 20_000)}</pubsub>", "set"),
        IGNORED,
        answers=(_ERROR,),
    ),
    Case("a roster push of 20,000 items", _push("<item jid='a b'/>" * 20_000, _EVE), IGNORED, answers=(_ERROR,)),
    Case("a roster push 5,000 levels deep", _push(_DEEP, _EVE), IGNORED, answers=(_ERROR,)),
    Case(
        "answers to nothing",
        _question("", "result")
        + _question("<error type='cancel'/>", "error")
        + _question(_DEEP, "result")
        + _question(_DEEP, "error"),
        IGNORED,
    ),
    Case("a type that is none", _question("<x xmlns='urn:x'/>", "publish"), IGNORED),
    Case("an event in a question", _question(event(items(item(status("x")))), "set", ANNA), IGNORED, answers=(_ERROR,)),
    Case("an event in a result", _question(event(items(item(status("x")))), "result", ANNA), IGNORED),
    Case(
        "an answer with items that nobody asked for",
        _question(
            f"<pubsub xmlns='http://jabber.org/protocol/pubsub'>{items(item(status('x')))}</pubsub>",
            "result",
            ANNA,
        ),
        IGNORED,
    ),
    Case(
        "a form to fill in",
        message("<x xmlns='jabber:x:data' type='form'><field var='a' type='hidden'/></x>", _EVE),
        IGNORED,
    ),
    Case("an invitation", message("<x xmlns='jabber:x:conference' jid='r@rooms.example'/>", ANNA), IGNORED),
    Case(
        "a receipt wanted",
        message("<body>x</body><request xmlns='urn:xmpp:receipts'/>", ANNA, "type='chat' id='r'"),
        IGNORED,
    ),
]

_STREAMS, _SASL, _TLS = (
    "http://etherx.jabber.org/streams",
    "urn:ietf:params:xml:ns:xmpp-sasl",
    "urn:ietf:params:xml:ns:xmpp-tls",
)

ELEMENTS = [
    Case("an acknowledgement wanted", "<r xmlns='urn:xmpp:sm:3'/>", IGNORED, answers=("<a .*urn:xmpp:sm:3",)),
    *(
        Case(f"out of place: {element[:60]}", element + published(status("x")), {ANNA: "x"}, 1)
        for element in (
            "<whatever xmlns='urn:x'/>",
            "<whatever xmlns='urn:x'>" + _DEEP + "</whatever>",
            f"<message xmlns='urn:x' from='{ANNA}'>{event(items(item(status('y'))))}</message>",
            f"<message xmlns='jabber:server' from='{ANNA}'>{event(items(item(status('y'))))}</message>",
            f"<Message from='{ANNA}'>{event(items(item(status('y'))))}</Message>",
            event(items(item(status("y")))),
            status("y"),
            f"<proceed xmlns='{_TLS}'/>",
            f"<failure xmlns='{_TLS}'/>",
            f"<success xmlns='{_SASL}'/>",
            f"<challenge xmlns='{_SASL}'>eA==</challenge>",
            f"<failure xmlns='{_SASL}'><not-authorized/></failure>",
            "<a xmlns='urn:xmpp:sm:3' h='7'/>",
            "<a xmlns='urn:xmpp:sm:3' h='-1'/>",
            "<a xmlns='urn:xmpp:sm:3' h='x'/>",
            "<a xmlns='urn:xmpp:sm:3'/>",
            f"<a xmlns='urn:xmpp:sm:3' h='{'9' * 5000}'/>",
            "<enabled xmlns='urn:xmpp:sm:3' id='x' resume='true' max='-5'/>",
            "<resumed xmlns='urn:xmpp:sm:3' h='x' previd='y'/>",
            "<failed xmlns='urn:xmpp:sm:3' h='z'/>",
            "<active xmlns='urn:xmpp:csi:0'/>",
            f"<stream:features xmlns:stream='{_STREAMS}'/>",
            f"<stream:features xmlns:stream='{_STREAMS}'><starttls xmlns='{_TLS}'/></stream:features>",
            f"<stream:features xmlns:stream='{_STREAMS}'><mechanisms xmlns='{_SASL}'><mechanism>PLAIN</mechanism>"
            "</mechanisms></stream:features>",
        )
    ),
]
