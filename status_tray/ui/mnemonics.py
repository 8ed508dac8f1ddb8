"""Plain text in places where `&` and `_` mark the key to press: what to write so that people see the text."""

from __future__ import annotations


def for_qt(text: str) -> str:
    """For what Qt draws itself: menus, buttons, check boxes."""
    return text.replace("&", "&&")


def for_dbusmenu(text: str) -> str:
    """For a `QMenu` that a StatusNotifierItem host draws (com.canonical.dbusmenu).

    WORKAROUND Qt 6.11, `QDBusMenuItem::convertMnemonic`: it turns the first `&` into the `_` of dbusmenu labels,
    unless that is the last character, and knows nothing of `&&` or of a `_` that is text.  So the first `&` is
    doubled and makes `_&`, later ones stay as they are, and a `_` is doubled as the host reads it.
    """
    escaped = text.replace("_", "__")
    first = escaped.find("&")
    if first < 0 or first == len(escaped) - 1:
        return escaped
    return f"{escaped[:first]}&{escaped[first:]}"
