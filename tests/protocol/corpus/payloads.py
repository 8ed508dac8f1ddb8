"""How a status may be written: elements too many and too few, namespaces, prefixes, and other ways of XML."""

from __future__ import annotations

from tests.protocol.corpus.form import (
    ANNA,
    CLEARED,
    EVENTS,
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
    Case("another name of the text", published(f"<status xmlns='{NODE}'><Text>x</Text></status>"), CLEARED),
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
    Case(
        "the example of the standard, white space everywhere",
        f"""
<message from='{ANNA}' to='romeo@home.example'>
  <event xmlns='{EVENTS}'>
    <items node='{NODE}'>
      <item id='b5ac48d0-0f9c-11dc-8754-001143d5d5db'>
        <status xmlns='{NODE}'>
          <text>Away!</text>
        </status>
      </item>
    </items>
  </event>
</message>
""",
        {ANNA: "Away!"},
        1,
    ),
    Case(
        "cleared, white space everywhere",
        f"""
<message from='{ANNA}' to='romeo@home.example'>
  <event xmlns='{EVENTS}'>
    <items node='{NODE}'>
      <item id='i1'>
        <status xmlns='{NODE}'/>
      </item>
    </items>
  </event>
</message>
""",
        CLEARED,
        1,
    ),
    Case("nothing but white space in the status", published(f"<status xmlns='{NODE}'>\n  \n</status>"), CLEARED, 1),
    Case("an element in the text", published(status("a<b/>c")), {ANNA: "a"}),
    Case("an element before the text", published(status("<b>x</b>y")), CLEARED),
    Case("a text in a text", published(status("<text>x</text>")), CLEARED),
    Case("an empty text, then a full one", published(status("</text><text>x")), CLEARED),
    Case(
        "an empty text of another namespace first",
        published(f"<status xmlns='{NODE}'><text xmlns='urn:x'>y</text><text>x</text></status>"),
        {ANNA: "x"},
    ),
    Case("two payloads: the first counts", published(status("a") + status("b")), {ANNA: "a"}, 1),
    Case(
        "another payload first", published("<mood xmlns='http://jabber.org/protocol/mood'/>" + status("x")), {ANNA: "x"}
    ),
    Case("a status in a status", published(f"<status xmlns='{NODE}'>{status('x')}</status>"), CLEARED),
    Case("a payload of no namespace", published("<status xmlns=''><text>x</text></status>"), IGNORED),
    Case(
        "a text of the namespace in a status of none",
        published(f"<status xmlns=''><text xmlns='{NODE}'>x</text></status>"),
        IGNORED,
    ),
    Case(
        "the payload's name with a prefix that lies",
        published("<status:status xmlns:status='urn:x'><status:text>x</status:text></status:status>"),
        IGNORED,
    ),
    Case(
        "the namespace escaped",
        published("<status xmlns='http:&#x2F;&#47;jabber.org/protocol/status'><text>x</text></status>"),
        {ANNA: "x"},
    ),
    Case("the namespace with a space", published(f"<status xmlns=' {NODE}'><text>x</text></status>"), IGNORED),
    Case(
        "the namespace by https",
        published("<status xmlns='https://jabber.org/protocol/status'><text>x</text></status>"),
        IGNORED,
    ),
    Case(
        "double quotes and lines within tags",
        (
            f'<message\n from="{ANNA}"\n\ttype="headline"\n><event\n xmlns="{EVENTS}"><items\nnode="{NODE}"><item\n>'
            f'<status\nxmlns="{NODE}"\n><text\n>x</text\n></status></item></items></event></message\n>'
        ),
        {ANNA: "x"},
    ),
    Case(
        "prefixes bound anew on the way",
        (
            f"<message from='{ANNA}' xmlns:p='{EVENTS}'><p:event><p:items node='{NODE}'><p:item>"
            f"<p:status xmlns:p='{NODE}'><p:text>x</p:text></p:status></p:item></p:items></p:event></message>"
        ),
        {ANNA: "x"},
    ),
    Case(
        "characters between everything",
        (
            f"<message from='{ANNA}'>a<event xmlns='{EVENTS}'>b<items node='{NODE}'>c<item id='i1'>d"
            f"{status('x')}e</item>f</items>g</event>h</message>"
        ),
        {ANNA: "x"},
    ),
    Case("a comment in the text", published(status("a<!-- b -->c")), {ANNA: "ac"}),
    Case("a processing instruction in the text", published(status("a<?b c?>d")), {ANNA: "ad"}),
    Case(
        "a thousand attributes",
        published(status("x"), attributes=" ".join(f"a{i}='{i}'" for i in range(1000))),
        {ANNA: "x"},
    ),
    Case("a thousand payloads before it", published("<x xmlns='urn:x'/>" * 1000 + status("x")), {ANNA: "x"}),
    Case(
        "5,000 levels of elements beside it",
        message("<a xmlns='urn:x'>" * 5000 + "</a>" * 5000 + event(items(item(status("x"))))),
        {ANNA: "x"},
    ),
    Case(
        "5,000 levels of elements in it", published("<a xmlns='urn:x'>" * 5000 + status("x") + "</a>" * 5000), IGNORED
    ),
    Case("100 levels of status", published(f"<status xmlns='{NODE}'>" * 100 + "</status>" * 100), CLEARED),
    Case("the body says it too", message("<body>Lunch</body>" + event(items(item(status("x"))))), {ANNA: "x"}),
    Case("a body alone", message("<body>Lunch</body>", attributes="type='chat'"), IGNORED),
]
