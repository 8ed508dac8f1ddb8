"""What a case of the corpus is, who is in it, and how its stanzas are written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

ACCOUNT = "romeo@home.example"
FULL = "@FULL@"
"""Stands for the full JID of the program's session."""
ANNA = "anna@home.example"
BOB = "bob@away.example"
MARK = "mark@away.example"
"""Who plays a case uses this contact to see that all has arrived; in no case."""
ROSTER = {
    ANNA: "both",
    BOB: "to",
    "jürgen@bücher.example": "both",
    r"d\27or@away.example": "both",
    "gate.example": "both",
    "carl@away.example": "from",
    "dora@away.example": "none",
    MARK: "both",
}
"""Everybody else is a stranger."""
NODE = "http://jabber.org/protocol/status"
EVENTS = "http://jabber.org/protocol/pubsub#event"
SAME = "(as before)"
"""Anna's status before each case, by the item `i0`; nobody else has one."""


class Link(Enum):
    """What becomes of the link."""

    STAYS = "stays"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class Case:
    """What comes in, and what it does.

    `after` has the statuses afterwards that are not as before: one reading, that of the rules, also where the
    specification leaves it open.  `changes` is how many times contacts' statuses change, where that matters; where
    `after` is empty and nothing is said, nothing may be seen on the way either.  `answers` are patterns of the stanzas
    that go out in answer, in order: nothing else may.
    """

    name: str
    wire: str | bytes
    after: dict[str, str | None]
    changes: int | None = None
    answers: tuple[str, ...] = ()
    link: Link = Link.STAYS
    code: str | None = None
    """With `Link.ENDS`: the failure's."""
    piece: int = 0
    """Sent in pieces of so many bytes; 0: all at once."""
    cut: bool = False
    """The connection ends right after it."""
    undo: str = ""
    """What to send afterwards, so that the next case finds all as it was."""

    def __post_init__(self) -> None:
        if not self.after and self.changes is None:
            object.__setattr__(self, "changes", 0)

    @property
    def sent(self) -> bytes:
        return self.wire if isinstance(self.wire, bytes) else self.wire.encode()


def status(text: str | None) -> str:
    """A payload; `text` is XML."""
    return f"<status xmlns='{NODE}'/>" if text is None else f"<status xmlns='{NODE}'><text>{text}</text></status>"


def item(payload: str, item_id: str | None = "i1") -> str:
    return f"<item>{payload}</item>" if item_id is None else f"<item id='{item_id}'>{payload}</item>"


def items(*inner: str, node: str = NODE) -> str:
    return f"<items node='{node}'>{''.join(inner)}</items>"


def event(inner: str, namespace: str = EVENTS) -> str:
    return f"<event xmlns='{namespace}'>{inner}</event>"


def message(inner: str, sender: str | None = ANNA, attributes: str = "type='headline'") -> str:
    origin = "" if sender is None else f"from='{sender}'"
    return f"<message {origin} {attributes}>{inner}</message>"


def published(
    payload: str, sender: str | None = ANNA, attributes: str = "type='headline'", item_id: str | None = "i1"
) -> str:
    return message(event(items(item(payload, item_id))), sender, attributes)


CLEARED: dict[str, str | None] = {ANNA: None}
IGNORED: dict[str, str | None] = {}
