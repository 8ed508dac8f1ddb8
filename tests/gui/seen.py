"""What can be seen of a window: its texts, and whether there is room for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateTimeEdit,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from status_tray.ui.chips import Chip
from status_tray.ui.contact_list import ContactList
from status_tray.ui.emoji.picker import EmojiGrid
from status_tray.ui.labels import ElidedLabel
from tests.gui.every_window import DATA
from tests.gui.pseudo import CLOSING, OPENING

ELIDED = (ElidedLabel, Chip, ContactList)
"""Widgets for texts of any length, which they cut with an ellipsis: addresses, statuses, contacts."""

_TRANSLATED = re.compile(f"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_FACTS = re.compile(r"[\w.*=]+@[\w.]+|(?:\*\.|CN=)?example\.(?:org|net)|\b(?:[0-9A-F]{2}:)+[0-9A-F]{2}|x{240}|nobody.*")
"""Addresses, certificates, and what a test has typed."""
_DAYS = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
"""Qt's own words for dates, by the locale and not by a translator."""
_CLDR = re.compile(r"grinning face|[a-z-]+ skin tone")
"""Names of emoji, which come in the user's language from Unicode's tables."""
_OWN_NAMES = ("العربية", "Deutsch", "English", "Español", "Français")
"""What languages call themselves."""


def parts(window: QWidget) -> Iterator[QWidget]:
    """The window and what is visible in it; not the insides of Qt's own compound widgets."""
    yield window
    for widget in window.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), QComboBox | QDateTimeEdit | QLineEdit)
        # A window of its own, such as the picker of emoji, is looked at by itself.
        if widget.isVisible() and widget.window() is window and not inside:
            yield widget


def texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every text that is shown, shows up on hovering, or is read out."""
    yield window, window.windowTitle()
    for widget in parts(window):
        yield widget, widget.toolTip()
        if not isinstance(widget, Chip | ElidedLabel):
            yield widget, widget.accessibleName()
        yield widget, widget.accessibleDescription()
        match widget:
            case QMenu():
                for action in widget.actions():
                    yield widget, action.text()
            case QLineEdit():
                yield widget, widget.placeholderText()
            case QLabel() | QAbstractButton():
                yield widget, widget.text()
            case QGroupBox():
                yield widget, widget.title()
            case QComboBox():
                yield from ((widget, widget.itemText(row)) for row in range(widget.count()))
            case QTabBar():
                yield from ((widget, widget.tabText(tab)) for tab in range(widget.count()))
            case QAbstractItemView() if not isinstance(widget, EmojiGrid):
                yield from ((widget, text) for text in _items(widget))
            case Chip():
                yield widget, widget.words


def untranslated(text: str) -> str:
    """The letters of a text that no translator has seen; nothing when all is well."""
    rest = text
    while (inner := _TRANSLATED.sub(" ", rest)) != rest:
        rest = inner
    for known in (*DATA, *_OWN_NAMES):
        rest = rest.replace(known, " ")
    for other in (_FACTS, _DAYS, _CLDR):
        rest = other.sub(" ", rest)
    return "".join(re.findall(r"[^\W\d_]+", rest))


def clipped(window: QWidget) -> Iterator[str]:
    """What does not fit into the place it has, as a sentence each."""
    yield from _overlapping(window)
    for widget in parts(window):
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().isVisible():
            yield f"{_named(widget)} scrolls sideways by {widget.horizontalScrollBar().maximum()} pixels"
        if isinstance(widget, ELIDED) or any(isinstance(above, ELIDED) for above in _above(widget)):
            continue
        needed, there = _room(widget)
        if needed > there:
            yield f"{_named(widget)} needs {needed} pixels, and has {there}"
        if not isinstance(window, QMenu) and _sticks_out(widget, window):
            yield f"{_named(widget)} sticks out of {type(window).__name__}"


def _overlapping(window: QWidget) -> Iterator[str]:
    """Widgets side by side that lie on each other."""
    beside: dict[QWidget | None, list[QWidget]] = {}
    for widget in parts(window):
        if widget is not window and not widget.geometry().isEmpty():
            beside.setdefault(widget.parentWidget(), []).append(widget)
    for siblings in beside.values():
        for one, other in combinations(siblings, 2):
            if one.geometry().intersects(other.geometry()):
                yield f"{_named(one)} lies on {_named(other)}"


def _room(widget: QWidget) -> tuple[int, int]:
    """How many pixels the widget's text needs, and has: across, or down where it is broken into lines."""
    match widget:
        case QLabel() if not widget.text():
            return 0, 0
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()), widget.height()
        case QLabel() | QAbstractButton() | QTabBar():
            return widget.sizeHint().width(), widget.width()
        case QComboBox():
            return _advance(widget, widget.currentText()), _field_of(widget)
        case QLineEdit() if not widget.text():
            return _advance(widget, widget.placeholderText()), widget.contentsRect().width() - 2 * _TEXT_MARGIN
        case QAbstractItemView() if not isinstance(widget, EmojiGrid):
            return widget.sizeHintForColumn(0), widget.viewport().width()
        case _:
            return 0, 0


_TEXT_MARGIN = 4
"""Of a field, on each side."""


def _field_of(box: QComboBox) -> int:
    """How wide the place of a box's text is."""
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    style = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(style[0], option, style[1], box).width()


def _advance(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)


def _sticks_out(widget: QWidget, window: QWidget) -> bool:
    """Beyond the window; what is in an area that scrolls up and down may be below it."""
    if any(isinstance(above, QScrollArea | QAbstractItemView) for above in _above(widget)):
        return False
    place = QRect(widget.mapTo(window, QPoint()), widget.size())
    return widget is not window and not window.rect().contains(place)


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        yield parent
        widget = parent


def _items(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount()):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            yield str(model.index(row, 0).data(role) or "")


def _named(widget: QWidget) -> str:
    text = next((text for text in (getattr(widget, "text", str)(), widget.accessibleName()) if text), "")
    return f"{type(widget).__name__} “{text}”"
