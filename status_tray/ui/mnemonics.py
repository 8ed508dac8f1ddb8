"""Plain text in places where `&` and `_` mark the key to press: what to write so that people see the text."""

from __future__ import annotations

_LOW_LINE = "\u02cd"
"""MODIFIER LETTER LOW MACRON: looks like `_`, and no toolkit makes anything of it."""


def for_qt(text: str) -> str:
    """For what Qt draws itself: menus, buttons, check boxes."""
    return text.replace("&", "&&")


def for_dbusmenu(text: str) -> str:
    """For a `QMenu` that a StatusNotifierItem host draws: com.canonical.dbusmenu, where `_` marks the key.

    WORKAROUND Qt 6.11, `QDBusMenuItem::convertMnemonic`: it makes the first `&` a `_`, unless that is the last
    character, leaves every other one alone, and knows nothing of `&&` or of a `_` that is text.

    WORKAROUND GTK 3 (seen on xfce4-panel 4.18): a label with a key (`_x`) shows no `__` as `_` any more.  So a
    text gets a key only when nothing else helps, and then it has no `_`.
    """
    first = text.find("&")
    if first < 0 or first == len(text) - 1:
        return text.replace("_", "__")
    if 0 <= text.find("_") < first:
        # Qt's `_` becomes the first half of the first `__`.
        return text.replace("_", "__").replace("__", "&_", 1)
    return f"{text[:first]}&{text[first:]}".replace("_", _LOW_LINE)
