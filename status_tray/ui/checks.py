"""Boxes, choices and chips that are checked: by the mouse, by keys, or by a screen reader, whose Toggle is no click."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

_SHOWING = "status-tray-showing"


def on_checked(button: QAbstractButton, do: Callable[[bool], None]) -> None:
    """Calls `do` with what is so then, whenever somebody checks or unchecks the button; not for `show_checked`.

    WORKAROUND Qt 6.11, `QAccessibleButton::doAction`: the Toggle of AT-SPI, the only thing that can be done with a
    choice and the first with a box, emits `toggled` and never `clicked`.
    """
    button.toggled.connect(lambda checked: None if button.property(_SHOWING) else do(checked))


def on_chosen(button: QAbstractButton, do: Callable[[], None]) -> None:
    """Calls `do` when somebody checks one of several choices."""
    on_checked(button, lambda checked: do() if checked else None)


def show_checked(button: QAbstractButton, checked: bool) -> None:
    """Shows how it is; nobody has done it."""
    button.setProperty(_SHOWING, True)
    button.setChecked(checked)
    button.setProperty(_SHOWING, False)
