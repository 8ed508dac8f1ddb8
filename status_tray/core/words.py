"""The words of notifications: from what changed to a title and a body, in any language and without Qt.

The calls have the shape of `QCoreApplication.translate`, so that lupdate finds the texts here too, and the user
interface hands in the real one.  Names and texts of contacts are made inert and short on the way; escaping for
a daemon that reads markup is the daemon adapter's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from status_tray.core.effects import ContactChanged
from status_tray.core.sentence import english as english
from status_tray.core.sentence import fill as fill
from status_tray.core.status import inert
from status_tray.core.translate import Translate as Translate

TITLE_LIMIT = 80
"""Graphemes of a name or a text in a title; daemons cut longer ones anywhere."""

NAME_LIMIT = 40
"""Graphemes of a name that stands before a text."""

NAME_ON_BUTTON = 20
"""Graphemes of a name on a button; daemons make the bubble as wide as its buttons."""

NAMES_IN_DIGEST = 4


class Words(NamedTuple):
    """A notification's title and body, as plain text; the body may be empty."""

    title: str
    body: str


def bubble_words(name: str, previous: str | None, text: str | None, translate: Translate = english) -> Words:
    """One contact's change: `Juliet: 📅 In a meeting` / `was: Working`.

    `name`, `previous` and `text` are raw; None is no status.
    """
    shown = inert(name, NAME_LIMIT)
    before = inert(previous) if previous is not None else None
    if text is None:
        if before is None:
            return Words(_line(shown, translate), translate("Notification", "Status cleared"))
        return Words(
            _line(shown, translate), fill(translate("Notification", "Status cleared (was: {text})"), text=before)
        )
    title = fill(translate("Notification", "{name}: {text}"), name=shown, text=inert(text, TITLE_LIMIT))
    body = fill(translate("Notification", "was: {text}"), text=before) if before is not None else ""
    return Words(title, body)


def digest_words(changes: Sequence[ContactChanged], translate: Translate = english, *, away: bool = True) -> Words:
    """What several contacts changed, and who: `While you were away: 4 changes`.

    Not `away`, what is more than can be told one by one: `And 12 more changes`.
    """
    if away:
        title = translate("Notification", "While you were away: %n change(s)", None, len(changes))
    else:
        title = translate("Notification", "And %n more change(s)", None, len(changes))
    names = [inert(change.name, NAME_LIMIT) for change in changes[:NAMES_IN_DIGEST]]
    body = translate("Notification", ", ", "between names").join(names)
    if further := len(changes) - len(names):
        body = fill(translate("Notification", "{names} and %n more", None, further), names=body)
    return Words(title, _line(body, translate))


def request_words(name: str, jid: str, account: str | None, translate: Translate = english) -> Words:
    """Somebody asks to see us: `Tybalt wants to see your status`, and who that is.

    `name` is what they call themselves, or what the roster calls them; `account` is ours that they ask, when there
    are several.  All three are raw.
    """
    title = fill(translate("Notification", "{name} wants to see your status"), name=inert(name, NAME_LIMIT))
    if account is None:
        who = _line(inert(jid, TITLE_LIMIT), translate)
    else:
        pattern = translate("Notification", "{address} asks {account}")
        who = fill(pattern, address=inert(jid, TITLE_LIMIT), account=inert(account, TITLE_LIMIT))
    follows = translate("Notification", "Who is accepted sees when you are online and your status.")
    return Words(title, f"{who}\n{follows}")


def further_requests_words(number: int, translate: Translate = english) -> Words:
    """Requests that have no bubble of their own: `And 12 more requests to see your status`."""
    title = translate("Notification", "And %n more request(s) to see your status", None, number)
    return Words(title, translate("Notification", "Your chat program asks about them too."))


def _line(text: str, translate: Translate) -> str:
    """A name or an address that is a line by itself: daemons begin it where the language's lines begin."""
    return fill(translate("Notification", "{text}", "a line by itself"), text=text)


def accept_label(translate: Translate = english) -> str:
    return translate("Notification", "Accept")


def deny_label(translate: Translate = english) -> str:
    return translate("Notification", "Deny")


def show_label(translate: Translate = english) -> str:
    """The button of a bubble, and the click on it, that bring up the window."""
    return translate("Notification", "Show")


def mute_label(name: str, translate: Translate = english) -> str:
    """The button of a bubble that ends notifications of this contact; `name` is raw."""
    return fill(translate("Notification", "Mute {name}"), name=inert(name, NAME_ON_BUTTON))
