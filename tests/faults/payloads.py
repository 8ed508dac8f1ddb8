"""Random messages of PEP: nearly right, more or less wrong, always XML; every choice is the dice's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar
from xml.sax.saxutils import escape, quoteattr

from tests.protocol.corpus.form import ACCOUNT, ANNA, EVENTS, FULL, NODE, ROSTER

_T = TypeVar("_T")

SENDERS = (
    *ROSTER,
    ACCOUNT,
    "eve@evil.example",
    f"{ANNA}/phone",
    f"eve@evil.example/{ANNA}",
    ANNA.upper(),
    FULL,
    "home.example",
    "\u0430nna@home.example",
    "",
    "@",
    "a b@c",
    "a@" + "b." * 300,
)
_TYPES = ("headline", "normal", "chat", "groupchat", "error", "", "x")
_NAMES = ("event", "items", "item", "status", "text", "retract", "purge", "delete", "configuration", "x", "delay")
_NAMESPACES = (EVENTS, NODE, "jabber:client", "", "urn:x", "http://jabber.org/protocol/pubsub")
_NODES = (NODE, NODE, NODE, NODE.upper(), f"{NODE}/", "", "urn:x")
_IDS = ("i0", "i1", "current", "", "x" * 1024, "y" * 1025, "\u202e", "😀")
_BREAKS = ("\n", "\r", "\t", "\u0085", "\u2028", " " * 300)
_ALPHABETS = (
    "abc XYZ 123",
    "<>&\"'%{}\\_$`",
    "שלום العربية ١٢٣",
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c",
    "e\u0301\u0300\u0489\u20dd\ufe0f\u200d",
    "👩👨\u200d🏽🇩🇪🇫🏴\U000e0067\U000e007f⃣#1",
    "\x7f\x80\x85\x9b\x9f",
    " \t\n\u00a0\u2003\u3000\u2028",
    "\u3164\u115f\u2800\u200b\u2060\ufeff",
    "\ufffd\ufdd0\U0001ffff\ue000\U0010fffd\u0378\ufff9",
)


class Payloads:
    """Makes one message after the other from the dice."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice

    def message(self) -> str:
        """A message from anybody, with one or more events, or what nearly is one."""
        inner = "".join(self._event() for _ in range(self._few(1)))
        if self._rare():
            inner += self._element(3)
        if self._rare():
            inner = (
                f"<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client'>{inner}</message></forwarded>"
            )
        return f"<message{self._sender()}{self._attribute('type', _TYPES)}>{inner}</message>"

    def text(self) -> str:
        """What a status may say, unescaped; characters that XML 1.0 lets through."""
        alphabet = self._one_of(_ALPHABETS)
        text = "".join(self._one_of(alphabet) for _ in range(self._few(6)))
        if self._rare() and self._rare():
            text *= self._one_of((2, 20, 500))
        return text + self._one_of(_BREAKS) if self._rare() else text

    def _event(self) -> str:
        if self._rare():
            return self._element(4)
        children = "".join(self._items() for _ in range(self._few(1)))
        return f"<event xmlns={quoteattr(self._mostly(EVENTS, _NAMESPACES))}>{children}</event>"

    def _items(self) -> str:
        name = self._mostly("items", ("purge", "delete", "configuration", "items"))
        node = self._one_of(_NODES) if self._rare() else NODE
        inner = "".join(self._item() for _ in range(self._few(1))) if name == "items" else ""
        return f"<{name} node={quoteattr(node)}>{inner}</{name}>"

    def _item(self) -> str:
        item_id = self._attribute("id", _IDS)
        if self._rare():
            return f"<retract{item_id}/>"
        payload = self._element(3) if self._rare() else self._status()
        return f"<item{item_id}>{payload}{self._status() if self._rare() else ''}</item>"

    def _status(self) -> str:
        namespace = quoteattr(self._mostly(NODE, _NAMESPACES))
        if self._rare():
            return f"<status xmlns={namespace}/>"
        before = self._element(1) if self._rare() else ""
        return f"<status xmlns={namespace}>{before}<text>{self._written()}</text></status>"

    def _written(self) -> str:
        text = self.text()
        if self._rare() and "]]>" not in text:
            return f"<![CDATA[{text}]]>"
        if self._rare():
            return "".join(f"&#{ord(char)};" for char in text[:50])
        return escape(text)

    def _element(self, depth: int) -> str:
        """Any elements of the vocabulary, in any order."""
        name, namespace = self._one_of(_NAMES), self._one_of(_NAMESPACES)
        attributes = self._attribute("node", _NODES) + self._attribute("id", _IDS)
        inner = "".join(self._element(depth - 1) for _ in range(self._few(1))) if depth else ""
        return f"<{name} xmlns={quoteattr(namespace)}{attributes}>{inner}{self._written()}</{name}>"

    def _sender(self) -> str:
        if self._rare():
            return ""
        return f" from={quoteattr(self._one_of(SENDERS))}"

    def _attribute(self, name: str, values: Sequence[str]) -> str:
        return "" if self._rare() else f" {name}={quoteattr(self._one_of(values))}"

    def _mostly(self, value: str, others: Sequence[str]) -> str:
        return self._one_of(others) if self._rare() else value

    def _one_of(self, values: Sequence[_T]) -> _T:
        return values[self._dice.randrange(len(values))]

    def _rare(self) -> bool:
        return self._dice.randrange(8) == 0

    def _few(self, usual: int) -> int:
        """`usual` mostly, else something from none to many."""
        return self._one_of((0, 1, 2, 3 * usual)) if self._rare() else usual
