"""The fields of an account: address, password, and what hardly anybody has to fill in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from status_tray.core.config import AccountConfig
from status_tray.core.jid import account_jid
from status_tray.core.server_address import format_server, parse_server
from status_tray.core.words import fill
from status_tray.ui.labels import ElidedLabel, dim, titled
from status_tray.ui.text import translate


class FormRefused(ValueError):
    """A field cannot be used as it is.  The message is a sentence for people."""


class AccountForm(QWidget):
    """Edits an `AccountConfig`, or makes one."""

    changed = Signal()
    """Something was typed."""

    def __init__(self, account: AccountConfig | None, *, password_needed: bool, server_too: bool = True) -> None:
        """With an account its address stays as it is; `server_too` shows what is under Advanced."""
        super().__init__()
        self._account = account
        self._password_needed = password_needed
        self.address = QLineEdit(account.jid if account else "", self)
        self.address.setPlaceholderText(translate("Account", "name@example.org"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.address.setReadOnly(account is not None)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._note = ElidedLabel(self)
        dim(self._note)
        self.server = QLineEdit(self)
        self.server.setPlaceholderText(translate("Account", "found by the address"))
        self.direct_tls = QCheckBox(translate("Account", "Direct TLS (not STARTTLS)"), self)
        self.ca_file = QLineEdit(self)
        self.ca_file.setPlaceholderText(translate("Account", "none but the system's"))
        self.browse = QPushButton(translate("Account", "Browse…"), self)
        self.browse.clicked.connect(self._on_browse)
        if account is not None:
            self.server.setText(format_server(account.host, account.port))
            self.direct_tls.setChecked(account.direct_tls)
            self.ca_file.setText(str(account.ca_file or ""))
        self._arrange(server_too)
        for field in (self.address, self.password, self.server, self.ca_file):
            field.textChanged.connect(self.changed)
        self.direct_tls.toggled.connect(self.changed)

    @property
    def complete(self) -> bool:
        """Nothing that is needed is missing."""
        return bool(self.address.text().strip()) and (bool(self.password.text()) or not self._password_needed)

    def account(self) -> AccountConfig:
        """What the fields say.  Raises `JidRefused`, `ServerRefused` or `FormRefused`."""
        jid = self._account.jid if self._account else account_jid(self.address.text())
        base = self._account or AccountConfig(jid)
        server = self.server.text().strip()
        host, port = parse_server(server) if server else (None, None)
        return replace(base, host=host, port=port, direct_tls=self.direct_tls.isChecked(), ca_file=self._ca_path())

    def typed_password(self) -> str | None:
        """The password, or None when the one that there is shall do."""
        return self.password.text() if self._password_needed else None

    @property
    def password_note(self) -> str:
        return self._note.text()

    def show_password_note(self, words: str) -> None:
        """What becomes of the password."""
        self._note.setText(words)

    def show_server(self) -> None:
        """Has what is under Advanced always there."""
        self._rows.setRowVisible(self.advanced, False)
        self._show_server_rows(True)

    def order_fields(self) -> None:
        """Has Tab go from the top to the bottom.

        To be called when the form is in its dialog: Qt (6.11) forgets the order when the form gets a parent.
        """
        in_order = (self.address, self.password, self.advanced, self.server, self.direct_tls, self.ca_file, self.browse)
        for before, after in pairwise(in_order):
            self.setTabOrder(before, after)

    def focus_first(self) -> None:
        """Puts the cursor where something is to be typed."""
        if self._account is None:
            self.address.setFocus()
        else:
            (self.password if self._password_needed else self.ca_file).setFocus()

    def focus_password(self) -> None:
        """Has the next thing typed take the password's place."""
        self.password.setFocus()
        self.password.selectAll()

    def _ca_path(self) -> Path | None:
        typed = self.ca_file.text().strip()
        if not typed:
            return None
        path = Path(typed).expanduser()
        if not path.is_absolute() or not path.is_file():
            sentence = translate("Account", "The CA file “{path}” does not exist; choose another one.")
            raise FormRefused(fill(sentence, path=typed))
        return path

    def _arrange(self, server_too: bool) -> None:
        self.advanced = QToolButton(self)
        self.advanced.setText(translate("Account", "Advanced"))
        self.advanced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.advanced.setIconSize(QSize(10, 10))
        self.advanced.setAutoRaise(True)
        self.advanced.setCheckable(True)
        self.advanced.toggled.connect(self._show_server_rows)
        file_line = QWidget(self)
        file_layout = QHBoxLayout(file_line)
        file_layout.setContentsMargins(0, 0, 0, 0)
        file_layout.addWidget(self.ca_file, 1)
        file_layout.addWidget(self.browse)
        self._server_rows: tuple[QWidget, ...] = (self.server, self.direct_tls, file_line)

        rows = self._rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setVerticalSpacing(8)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows.addRow(titled(QLabel(translate("Account", "Address")), self.address), self.address)
        rows.addRow(titled(QLabel(translate("Account", "Password")), self.password), self.password)
        rows.addRow("", self._note)
        rows.addRow(self.advanced)
        rows.addRow(titled(QLabel(translate("Account", "Server")), self.server), self.server)
        rows.addRow("", self.direct_tls)
        rows.addRow(titled(QLabel(translate("Account", "CA file")), self.ca_file), file_line)
        rows.setRowVisible(self.password, self._password_needed)
        rows.setRowVisible(self._note, self._password_needed)
        rows.setRowVisible(self.advanced, server_too)
        self._show_server_rows(False)

    def _show_server_rows(self, shown: bool) -> None:
        # Towards the text: arrow types do not turn with the direction of writing.
        closed = Qt.ArrowType.LeftArrow if self.isRightToLeft() else Qt.ArrowType.RightArrow
        self.advanced.setArrowType(Qt.ArrowType.DownArrow if shown else closed)
        for field in self._server_rows:
            self._rows.setRowVisible(field, shown)

    def _on_browse(self) -> None:
        chooser = QFileDialog(self, translate("Account", "Choose a CA File"))
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.setNameFilters(
            [translate("Account", "Certificates (*.pem *.crt *.cer)"), translate("Account", "All files (*)")]
        )
        chooser.fileSelected.connect(self.ca_file.setText)
        chooser.open()
