"""The dialog that shows a server's certificate, for a person to compare and to trust, or not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialogButtonBox, QFormLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from status_tray.core.certificate import NO_CERTIFICATE, Certificate, Concern, concerns, format_fingerprint
from status_tray.core.config import AccountConfig
from status_tray.core.failure import Failure
from status_tray.core.jid import domain_part
from status_tray.core.server_address import format_server
from status_tray.core.status import inert
from status_tray.core.words import fill
from status_tray.ui.announce import announce
from status_tray.ui.bridge import Bridge
from status_tray.ui.dialogs.fitting import FittingDialog
from status_tray.ui.labels import Banner, Fact, scaled, titled, wrapped
from status_tray.ui.ports import UiServices
from status_tray.ui.text import calendar_date, told, translate

Trust = Callable[[str], Awaitable[Failure | None]]
"""What is done with the fingerprint that is trusted from now on; the failure is shown."""

NAMES_SHOWN = 5
_NAME_LIMIT = 100
"""Graphemes of a name: anybody can have written it, and as long as they like."""
_PAIRS_IN_A_LINE = 16


class CertificateDialog(FittingDialog):
    """Shows what the server shows now.  Nothing is trusted but by its own button, which is never the default."""

    ca_file_wanted = Signal()
    """An authority shall vouch for the server instead; the dialog is closed by then."""

    def __init__(
        self,
        account: AccountConfig,
        failure: Failure,
        trust: Trust,
        services: UiServices,
        bridge: Bridge,
        parent: QWidget | None = None,
    ) -> None:
        """`failure` is why the certificate did not pass; an account with a pin has trusted another one before."""
        super().__init__(580, parent)
        self._account, self._trust_it = account, trust
        self._services, self._bridge = services, bridge
        self._certificate: Certificate | None = None
        self._working: asyncio.Task[None] | None = None
        changed = account.pin is not None
        title = (
            translate("Certificate", "Certificate Changed")
            if changed
            else translate("Certificate", "Review Certificate")
        )
        self.setWindowTitle(title)
        self.heading = wrapped(title, self)
        self.heading.setFont(scaled(self.font(), 1.3, bold=True))
        self.explanation = wrapped(f"{told(failure.reason)}\n\n{_advice(changed=changed)}", self)
        self.server = Fact(_server(account), self)
        self.names, self.issuer, self.validity = (Fact("", self) for _ in range(3))
        self.fingerprint, self.trusted_before = Fact("", self), Fact(_trusted_before(account.pin), self)
        for label in (self.fingerprint, self.trusted_before):
            label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.concerns = Banner("", parent=self)
        self.reason = Banner("", translate("Account", "Try Again"), parent=self)
        self.reason.clicked.connect(self._on_try_again)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.progress.setAccessibleName(translate("Certificate", "Asking the server…"))
        self._add_buttons()
        self._arrange()
        self.finished.connect(self._on_finished)
        self._start(self._look)

    @property
    def shows_certificate(self) -> bool:
        """The server has answered, and nothing is under way."""
        return self._certificate is not None and self._working is None

    # --- parts -------------------------------------------------------------------------------------------------

    def _add_buttons(self) -> None:
        role = QDialogButtonBox.ButtonRole
        self.buttons = QDialogButtonBox(self)
        self.use_ca_file = self._button(translate("Certificate", "Use a CA File…"), role.ActionRole)
        self.use_ca_file.clicked.connect(self._on_ca_file)
        self.trust = self._button(translate("Certificate", "Trust This Certificate"), role.ActionRole)
        self.trust.clicked.connect(self._on_trust)
        self.cancel = self._button(translate("Dialog", "Cancel"), role.RejectRole)
        self.cancel.setDefault(True)
        self.buttons.rejected.connect(self.reject)

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        button = self.buttons.addButton(text, role)
        button.setAutoDefault(False)
        return button

    def _arrange(self) -> None:
        self._rows = QFormLayout()
        self._rows.setVerticalSpacing(8)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, label in (
            (translate("Certificate", "Server"), self.server),
            (translate("Certificate", "Issued for"), self.names),
            (translate("Certificate", "Issued by"), self.issuer),
            (translate("Certificate", "Valid"), self.validity),
            (translate("Certificate", "Fingerprint (SHA-256)"), self.fingerprint),
            (translate("Certificate", "Trusted until now"), self.trusted_before),
        ):
            title = wrapped(words, self)
            title.setWordWrap(False)
            title.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            self._rows.addRow(titled(title, label), label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 18, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(self.heading)
        layout.addWidget(self.explanation)
        layout.addLayout(self._rows)
        for part in (self.concerns, self.reason, self.progress, self.buttons):
            layout.addWidget(part)
        self._rows.setRowVisible(self.trusted_before, self._account.pin is not None)
        self.concerns.hide()
        self.reason.hide()
        self.cancel.setFocus()

    def _show_rows(self) -> None:
        for label in (self.names, self.issuer, self.validity):
            self._rows.setRowVisible(label, bool(label.text()))
        self._rows.setRowVisible(self.fingerprint, self._certificate is not None)

    def _show_certificate(self, certificate: Certificate) -> None:
        self._certificate = certificate
        self.names.setText(_names(certificate.names))
        self.issuer.setText(inert(certificate.issuer, _NAME_LIMIT) if certificate.issuer else "")
        if certificate.not_before and certificate.not_after:
            pattern = translate("Certificate", "{begins} – {ends}")
            dates = {"begins": calendar_date(certificate.not_before), "ends": calendar_date(certificate.not_after)}
            self.validity.setText(fill(pattern, **dates))
        self.fingerprint.setText(_grouped(certificate.fingerprint))
        said = self._concerns(certificate)
        self.concerns.label.setText("\n".join(said))
        self.concerns.setVisible(bool(said))

    def _concerns(self, certificate: Certificate) -> list[str]:
        host = domain_part(self._account.jid)
        found = concerns(certificate, host, self._services.clock.utc())
        said = [_concern(concern, host) for concern in found]
        if certificate.fingerprint == self._account.pin:
            said.insert(0, translate("Certificate", "It is the one that you trusted before."))
        return said

    # --- doing it ----------------------------------------------------------------------------------------------

    def _start(self, work: Callable[[], Awaitable[Failure | None]]) -> None:
        self.reason.hide()
        self.progress.show()
        announce(self.progress, self.progress.accessibleName())
        self.trust.setEnabled(False)
        self._show_rows()
        self._working = self._bridge.start(self._work(work), "review a certificate")

    async def _work(self, work: Callable[[], Awaitable[Failure | None]]) -> None:
        try:
            failure = await work()
        except Exception:
            self._show_idle()  # A bug, and said as such; the dialog goes on.
            raise
        self._show_idle()
        if failure is not None:
            self.reason.label.setText(told(failure.reason))
            self.reason.show()
        elif work == self._trust:
            self.accept()

    def _show_idle(self) -> None:
        self._working = None
        self.progress.hide()
        self._show_rows()
        self.trust.setEnabled(self._certificate is not None)

    async def _look(self) -> Failure | None:
        shown = await self._services.certificate(self._account)
        if isinstance(shown, Failure):
            return shown
        self._show_certificate(shown)
        return None

    async def _trust(self) -> Failure | None:
        return await self._trust_it(self._certificate.fingerprint) if self._certificate else None

    def _on_trust(self) -> None:
        if self._certificate is not None and self._working is None:
            self._start(self._trust)

    def _on_try_again(self) -> None:
        if self._working is None:
            self._certificate = None
            self.concerns.hide()
            self._start(self._look)

    def _on_ca_file(self) -> None:
        self.reject()
        self.ca_file_wanted.emit()

    def _on_finished(self) -> None:
        if self._working is not None:
            self._working.cancel()


def _advice(*, changed: bool) -> str:
    if changed:
        return translate(
            "Certificate",
            "Either the server has a new certificate, or somebody is in between and would read along. Whoever runs the "
            "server can tell you which: trust the new one only when they have told you its fingerprint, in another way "
            "than by this connection.",
        )
    return translate(
        "Certificate",
        "Trust it only when whoever runs the server has told you the same fingerprint, in another way than by this "
        "connection. From then on this account takes this certificate and no other.",
    )


def _server(account: AccountConfig) -> str:
    """The host that the certificate has to be for, and where it is when somebody has said so."""
    host = inert(domain_part(account.jid), _NAME_LIMIT)
    if account.host is None and account.port is None:
        return host
    address = format_server(account.host or domain_part(account.jid), account.port)
    return fill(translate("Certificate", "{host}, at {address}"), host=host, address=inert(address, _NAME_LIMIT))


def _names(names: tuple[str, ...]) -> str:
    shown = translate("Certificate", ", ", "between names").join(
        inert(name, _NAME_LIMIT) for name in names[:NAMES_SHOWN]
    )
    further = len(names) - NAMES_SHOWN
    if further <= 0:
        return shown
    return fill(translate("Certificate", "{names} and %n more", None, further), names=shown)


def _grouped(digits: str) -> str:
    """The fingerprint in lines of the same length, for eyes that compare."""
    pairs = format_fingerprint(digits).split(":")
    lines = (pairs[i : i + _PAIRS_IN_A_LINE] for i in range(0, len(pairs), _PAIRS_IN_A_LINE))
    return "\n".join(":".join(line) for line in lines)


def _trusted_before(pin: str | None) -> str:
    if pin == NO_CERTIFICATE:
        return translate("Certificate", "a pin that is no fingerprint; see the configuration file")
    return _grouped(pin or "")


def _concern(concern: Concern, host: str) -> str:
    match concern:
        case Concern.UNREADABLE:
            return translate("Certificate", "Nothing of it can be read but the fingerprint.")
        case Concern.SELF_SIGNED:
            return translate("Certificate", "It is self-signed: nobody else vouches for it.")
        case Concern.EXPIRED:
            return translate("Certificate", "It has expired, or this computer's clock is wrong.")
        case Concern.NOT_YET_VALID:
            return translate("Certificate", "It is not valid yet, or this computer's clock is wrong.")
        case Concern.OTHER_HOST:
            sentence = translate("Certificate", "It is for another server: “{host}” is not among its names.")
            return fill(sentence, host=inert(host, _NAME_LIMIT))
