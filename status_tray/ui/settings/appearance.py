"""The page of how the program looks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.config import IconStyle
from status_tray.ui.checks import on_checked, on_chosen, show_checked
from status_tray.ui.icon_state import DrawnStyle, IconState, drawn_style
from status_tray.ui.icons import tray_pixmap
from status_tray.ui.labels import dim, name_box, wrapped
from status_tray.ui.language import available, own_name
from status_tray.ui.settings.page import SettingsContext, SettingsPage, heading
from status_tray.ui.text import translate

_DARK_PANEL, _LIGHT_PANEL = QColor("#2b2b2b"), QColor("#f2f2f2")
_ICON, _GAP = 22, 6


class AppearancePage(SettingsPage):
    """The icon's style, each with a preview, contacts' pictures, and the language."""

    def __init__(self, context: SettingsContext) -> None:
        super().__init__(context)
        self.styles: dict[IconStyle, QRadioButton] = {}
        self._group = QButtonGroup(self)
        grid = QGridLayout()
        grid.setColumnStretch(2, 1)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(10)
        for row, style in enumerate(IconStyle):
            button = self.styles[style] = QRadioButton(_style_words(style), self)
            on_chosen(button, partial(self._on_style, style))
            self._group.addButton(button)
            grid.addWidget(button, row, 0)
            grid.addWidget(IconPreview(style, self), row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(10)
        layout.addWidget(heading(translate("Settings", "Icon in the panel"), self))
        layout.addLayout(grid)
        told = translate("Settings", "From the left: no status, set, connecting, offline, needs you.")
        layout.addWidget(dim(wrapped(told, self)))
        self.avatars = QCheckBox(translate("Settings", "Show contacts' pictures"), self)
        on_checked(self.avatars, self._on_avatars)
        asked = translate(
            "Settings",
            "Contacts are asked for theirs while they are in view in the window; nothing of yours is shown to them.",
        )
        layout.addSpacing(10)
        layout.addWidget(heading(translate("Settings", "Contacts"), self))
        layout.addWidget(self.avatars)
        layout.addWidget(dim(wrapped(asked, self)))
        self.language = QComboBox(self)
        name_box(self.language, translate("Settings", "Language"))
        self.language.addItem(translate("Settings", "The system's"), None)
        for language in available():
            self.language.addItem(own_name(language), language.value)
        self.language.activated.connect(self._on_language)
        layout.addSpacing(10)
        layout.addWidget(heading(translate("Settings", "Language"), self))
        layout.addWidget(self.language, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)

    def refresh(self) -> None:
        show_checked(self.styles[self.context.services.config.icon_style], True)
        show_checked(self.avatars, self.context.services.config.avatars)
        self.language.setCurrentIndex(max(0, self.language.findData(self.context.services.config.language)))

    def _on_avatars(self, wanted: bool) -> None:
        self.context.apply(self.context.services.set_value("avatars", wanted))

    def _on_language(self, _index: int) -> None:
        language = self.language.currentData()
        if language != self.context.services.config.language:
            self.context.apply(self.context.services.set_value("language", language and str(language)))

    def _on_style(self, style: IconStyle) -> None:
        if style is not self.context.services.config.icon_style:
            self.context.apply(self.context.services.set_value("icon_style", style.value))


class IconPreview(QWidget):
    """Every state of the icon in one style, on the panel that it is for; where that is any, on both."""

    def __init__(self, style: IconStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = drawn_style(style)
        light, dark = [_LIGHT_PANEL], [_DARK_PANEL]
        self._panels = {DrawnStyle.LIGHT: dark, DrawnStyle.DARK: light}.get(self._style, light + dark)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        strip = len(IconState) * (_ICON + _GAP) + _GAP
        return QSize(strip * len(self._panels), _ICON + 2 * _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        strip = self.width() // len(self._panels)
        for number, panel in enumerate(self._panels):
            start = number * strip
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.setBrush(panel)
            painter.drawRect(self._turned(QRect(start, 0, strip - 1, self.height() - 1)))
            for place, state in enumerate(IconState):
                pixmap = tray_pixmap(state, self._style, round(_ICON * self.devicePixelRatioF()))
                x = start + _GAP + place * (_ICON + _GAP)
                painter.drawPixmap(self._turned(QRect(x, _GAP, _ICON, _ICON)), pixmap)

    def _turned(self, place: QRect) -> QRect:
        """The place, counted from where reading begins."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)


def _style_words(style: IconStyle) -> str:
    match style:
        case IconStyle.AUTO:
            return translate("Settings", "Automatic")
        case IconStyle.LIGHT:
            return translate("Settings", "Light, for dark panels")
        case IconStyle.DARK:
            return translate("Settings", "Dark, for light panels")
        case IconStyle.COLOUR:
            return translate("Settings", "Colour")
