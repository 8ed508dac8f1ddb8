"""Labels for text that came from somewhere else: plain, and never wider than the room there is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShowEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from status_tray.ui.announce import announce
from status_tray.ui.mnemonics import for_qt
from status_tray.ui.palette import mixed


class ElidedLabel(QLabel):
    """One line, cut with an ellipsis where the room ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(self.rect(), flags, text)


class _Wrapped(QLabel):
    """WORKAROUND Qt 6.11, `qt_format_text`: from right to left it counts the space at a line's end twice, so that all
    lines but the last begin by so much too far inside, and may be cut at their end.  `QTextLayout` does it right.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isRightToLeft():
            super().paintEvent(event)
            return
        inside = self.contentsRect()
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(inside.width())
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(inside.x(), inside.y() + max(0.0, inside.height() - height) / 2))


def wrapped(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of several lines, as plain text, that begins where the window's lines begin.

    WORKAROUND Qt 6.11, `QLabelPrivate::textDirection`: left to itself a label begins where its text would: a name in
    Latin letters in an Arabic window far from what it belongs to.
    """
    label = _Wrapped(text, parent)
    _wrap(label)
    return label


def _wrap(label: QLabel) -> None:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # A word without end must not widen the window.
    side = Qt.AlignmentFlag.AlignRight if label.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


def dim(label: QLabel) -> QLabel:
    """The label in a weaker colour that follows the palette."""
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font in another size, whether it is set in points or in pixels."""
    changed = QFont(font)
    if font.pointSizeF() > 0:
        changed.setPointSizeF(font.pointSizeF() * factor)
    else:
        changed.setPixelSize(round(font.pixelSize() * factor))
    if bold:
        changed.setWeight(QFont.Weight.DemiBold)
    return changed


class Fact(QLabel):
    """A text of several lines to read, select and copy, by mouse and by keys: Tab selects all of it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        _wrap(self)
        interaction = Qt.TextInteractionFlag
        self.setTextInteractionFlags(interaction.TextSelectableByMouse | interaction.TextSelectableByKeyboard)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own, with a click alone, is none for keys.

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelection(0, len(self.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.setSelection(0, 0)


def titled(title: QLabel, field: QWidget) -> QLabel:
    """The label as the title of the field, for screen readers too: a form's rows of two widgets are only arranged."""
    title.setTextFormat(Qt.TextFormat.PlainText)
    title.setBuddy(field)
    return title


def name_box(box: QComboBox, words: str) -> None:
    """Has screen readers say what is chosen in a box that has no title.

    Qt (6.11) takes what is chosen for the box's name on Unix, whatever its accessible name is.
    """
    box.setAccessibleName(words)
    box.setAccessibleDescription(words)


class Banner(QFrame):
    """A sentence that needs attention, with the button that helps."""

    clicked = Signal()

    _TINT = QColor("#e8a33d")

    def __init__(self, text: str, button: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = wrapped(text, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 8, 8)
        layout.setSpacing(10)
        column = QVBoxLayout()
        column.addWidget(self.label)
        layout.addLayout(column, 1)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.clicked)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_button(button)

    def set_button(self, button: str) -> None:
        """What the button says; empty for none."""
        self.button.setText(for_qt(button))
        self.button.setVisible(bool(button))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # Not when a window comes back to the screen.
            announce(self, self.label.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        window = self.palette().color(QPalette.ColorRole.Window)
        painter.setPen(QPen(mixed(window, self._TINT, 0.6), 1))
        painter.setBrush(mixed(window, self._TINT, 0.18))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
