"""Contacts' pictures in windows: loaded for who is in view, and drawn as discs beside the names."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QWidget

from status_tray.core.avatar import SIDE
from status_tray.core.jid import ContactKey
from status_tray.core.notices import AvatarChanged, Notice
from status_tray.core.ports import Applet
from status_tray.core.status import inert
from status_tray.ui.bridge import Bridge
from status_tray.ui.labels import scaled

_KEPT = 200
"""Pictures in memory, 36 KB each: more than windows show."""
_FAINT = 0.16
"""Of the text's colour: the disc of who has no picture."""


class AvatarPictures(QObject):
    """The pictures that have been in view; none, and no place for them, unless they are wanted."""

    changed = Signal()
    """A picture has come or gone."""

    def __init__(self, applet: Applet, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._applet, self._bridge = applet, bridge
        self._loaded: OrderedDict[ContactKey, QPixmap] = OrderedDict()
        self._loading: set[ContactKey] = set()
        self._seen: set[ContactKey] = set()
        """Who was in view lately: their pictures are shown as soon as they come."""
        self.wanted = False
        self._unsubscribe = applet.subscribe(self._on_notice)

    def close(self) -> None:
        self._unsubscribe()

    def want(self, wanted: bool) -> bool:
        """Whether pictures are shown from now on; True when that is another answer than before."""
        if wanted == self.wanted:
            return False
        self.wanted = wanted
        if not wanted:
            self._loaded.clear()
        return True

    def of(self, contact: ContactKey) -> QPixmap | None:
        """The contact's picture, when it is there."""
        if contact in self._loaded:
            self._loaded.move_to_end(contact)
        return self._loaded.get(contact)

    def look(self, contacts: Iterable[ContactKey]) -> None:
        """These are in view."""
        self._seen = set(contacts)
        for contact in self._seen:
            self._load(contact)

    def _load(self, contact: ContactKey) -> None:
        known = contact in self._loaded or contact in self._loading
        if self.wanted and not known and self._applet.avatars.drawn(*contact):
            self._loading.add(contact)
            self._bridge.start(self._loading_of(contact), "load a picture")

    async def _loading_of(self, contact: ContactKey) -> None:
        try:
            picture = await self._applet.avatars.picture(*contact)
        finally:
            self._loading.discard(contact)
        if picture is None or not self.wanted:
            return
        from status_tray.ui.avatar_drawing import image_of  # 1.3 ms, which a window without pictures can do without

        self._loaded[contact] = QPixmap.fromImage(image_of(picture))
        while len(self._loaded) > _KEPT:
            self._loaded.popitem(last=False)
        self.changed.emit()

    def _on_notice(self, notice: Notice) -> None:
        if isinstance(notice, AvatarChanged):
            contact = ContactKey(notice.account, notice.jid)
            if self._loaded.pop(contact, None) is not None:
                self.changed.emit()
            if contact in self._seen:
                self._load(contact)


class AvatarLabel(QWidget):
    """One contact's picture, twice as high as a line of the list and its status."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture: QPixmap | None = None
        self._name = ""
        side = 4 * self.fontMetrics().height()
        self.setFixedSize(side, side)
        self.setFont(scaled(self.font(), 1.6))

    def show_avatar(self, picture: QPixmap | None, name: str) -> None:
        self._picture, self._name = picture, name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter, self.rect(), self._picture, self._name, self.palette().color(QPalette.ColorRole.WindowText)
        )
        painter.end()


def paint_avatar(painter: QPainter, box: QRect, picture: QPixmap | None, name: str, colour: QColor) -> None:
    """A disc in this square: the picture, or in the colour of the text the first letter of the name.

    The letter is no news to anybody: the name is beside it.
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    disc = QPainterPath()
    disc.addEllipse(QRectF(box))
    if picture is not None:
        painter.setClipPath(disc)
        painter.drawPixmap(QRectF(box), picture, QRectF(0, 0, SIDE, SIDE))
    else:
        faint = QColor(colour)
        faint.setAlphaF(_FAINT)
        painter.fillPath(disc, faint)
        painter.setPen(colour)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), first_letter(name))
    painter.restore()


def first_letter(name: str) -> str:
    """The first letter or digit of a name; nothing when it has none."""
    letter = next((char for char in name if char.isalnum()), "")
    return inert(letter.upper()).strip("\u2068\u2069") if letter else ""
