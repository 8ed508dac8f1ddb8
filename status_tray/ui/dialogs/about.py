"""`Help ▸ About`: what this is, in which version, and what it runs on, to be read and to be copied."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import QSysInfo, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from status_tray import __version__
from status_tray.ui.announce import announce
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.icons import app_icon
from status_tray.ui.labels import Fact, dim, scaled, titled, wrapped
from status_tray.ui.text import translate

_PICTURE = 64
"""Pixels, of the icon's sides."""


class AboutDialog(FittingDialog):
    """Facts that help whoever is asked for help, and the way to the notices."""

    notices_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(460)
        self.setWindowTitle(translate("About", "About Status Tray"))
        self.picture = QLabel(self)
        self.picture.setPixmap(app_icon().pixmap(_PICTURE, _PICTURE))
        self.heading = wrapped("Status Tray", self)
        self.heading.setFont(scaled(self.font(), 1.5, bold=True))
        self.purpose = dim(
            wrapped(
                translate("About", "Says what you are doing, and tells you quietly when a contact's status changes."),
                self,
            )
        )
        self.version, self.licence = Fact(__version__, self), Fact("MIT", self)
        self.libraries, self.system = Fact(libraries(), self), Fact(system(), self)
        self._add_buttons()
        self._arrange()

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox(self)
        self.notices = self._button(translate("About", "Third-Party Notices"), role.ActionRole)
        self.notices.clicked.connect(self.notices_wanted)
        self.copy = self._button(translate("About", "Copy"), role.ActionRole)
        self.copy.setToolTip(translate("About", "Copies version, libraries and system, for a report"))
        self.copy.clicked.connect(self._on_copy)
        self.close_button = self._button(translate("Dialog", "Close"), role.RejectRole)
        self.close_button.setDefault(True)
        self.buttons.rejected.connect(self.reject)

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        names = QVBoxLayout()
        names.addWidget(self.heading)
        names.addWidget(self.purpose)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        rows = QFormLayout()
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, fact in (
            (translate("About", "Version"), self.version),
            (translate("About", "Licence"), self.licence),
            (translate("About", "Runs with"), self.libraries),
            (translate("About", "System"), self.system),
        ):
            title = wrapped(words, self)
            title.setWordWrap(False)
            title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            rows.addRow(titled(title, fact), fact)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addLayout(rows)
        layout.addWidget(self.buttons)
        self.close_button.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join((f"Status Tray {__version__}", libraries(), system())))
        done = translate("About", "Copied")
        self.copy.setText(done)
        announce(self.copy, done)


def libraries() -> str:
    """What decides most about how it works here, with versions."""
    return f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}"


def system() -> str:
    """The system, the processor, and how Qt reaches the screen."""
    platform_name = QGuiApplication.platformName()
    return ", ".join((QSysInfo.prettyProductName(), QSysInfo.currentCpuArchitecture(), platform_name))
