"""The certificate review: everything that helps to compare is there, and nothing is trusted by accident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from status_tray.core import connect_failure
from status_tray.core.certificate import NO_CERTIFICATE, Certificate
from status_tray.core.config import AccountConfig, Config
from status_tray.core.failure import Failure
from status_tray.ui.dialogs.account import AccountDialog
from status_tray.ui.dialogs.certificate import CertificateDialog
from status_tray.ui.view import FixAccount
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, SELF_SIGNED, FakeServices, account
from tests.gui.test_dialogs import adding, fill_in, opened
from tests.gui.waiting import signalled, until

Start = Callable[..., Ui]
UNTRUSTED = connect_failure.certificate_untrusted("example.org", 18, "")
CHANGED = connect_failure.certificate_changed("example.org")
PIN = SELF_SIGNED.fingerprint
OTHER_PIN = "ab" * 32
GROUPED = "0F:1E:2D:3C:4B:5A:69:78:0F:1E:2D:3C:4B:5A:69:78"


def services(configured: AccountConfig | None = None, shown: Certificate | Failure = SELF_SIGNED) -> FakeServices:
    fakes = FakeServices(Config(accounts=(configured or AccountConfig(ROMEO),)))
    fakes.shown_certificate = shown
    return fakes


async def reviewing(start: Start, fakes: FakeServices, failure: Failure = UNTRUSTED) -> tuple[Ui, CertificateDialog]:
    """The dialog for an account that this failure stopped, when it shows the certificate."""
    ui = start(account(stopped_by=failure), services=fakes)
    ui.shell.tray.asked.emit(FixAccount(ROMEO, failure))
    dialog = opened(ui, f"fix:{ROMEO}", CertificateDialog)
    await until(lambda: dialog.shows_certificate, "the certificate was shown")
    return ui, dialog


async def test_what_there_is_to_compare_is_shown(start: Start) -> None:
    _, dialog = await reviewing(start, services())

    assert dialog.windowTitle() == "Review Certificate"
    assert UNTRUSTED.reason in dialog.explanation.text()
    assert dialog.server.text() == "example.org"
    assert dialog.names.text() == "example.org, *.example.org"
    assert dialog.issuer.text() == "CN=example.org"
    assert dialog.validity.text() == "12 Aug 2026 – 12 Aug 2027"
    assert dialog.fingerprint.text() == f"{GROUPED}\n{GROUPED}"
    assert dialog.fingerprint.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert not dialog.trusted_before.isVisible()
    assert dialog.concerns.label.text() == "It is self-signed: nobody else vouches for it."


async def test_trusting_pins_the_certificate_that_was_shown_and_keeps_the_password(start: Start) -> None:
    configured = AccountConfig(ROMEO, "chat.example.org", 5223, direct_tls=True)
    ui, dialog = await reviewing(start, services(configured))
    assert dialog.server.text() == "example.org, at chat.example.org:5223"

    dialog.trust.click()
    await signalled(dialog.accepted)

    assert ui.services.looked_at == [configured]
    assert ui.services.saved == [(replace(configured, pin=PIN), None)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
async def test_neither_enter_nor_escape_trusts(start: Start, key: Qt.Key) -> None:
    ui, dialog = await reviewing(start, services())
    assert dialog.cancel.isDefault()

    QTest.keyClick(dialog, key)

    assert ui.shell.dialog(f"fix:{ROMEO}") is None
    assert ui.services.saved == []


async def test_nothing_can_be_trusted_before_it_is_seen(start: Start) -> None:
    fakes = services()
    fakes.looking.clear()
    ui = start(account(stopped_by=UNTRUSTED), services=fakes)
    ui.shell.tray.asked.emit(FixAccount(ROMEO, UNTRUSTED))
    dialog = opened(ui, f"fix:{ROMEO}", CertificateDialog)
    assert not dialog.progress.isHidden()
    assert not dialog.trust.isEnabled()

    dialog.trust.click()
    dialog.reject()

    assert fakes.saved == []


async def test_a_server_that_shows_none_can_be_asked_again(start: Start) -> None:
    fakes = services(shown=connect_failure.timed_out("example.org"))
    ui = start(account(stopped_by=UNTRUSTED), services=fakes)
    ui.shell.tray.asked.emit(FixAccount(ROMEO, UNTRUSTED))
    dialog = opened(ui, f"fix:{ROMEO}", CertificateDialog)
    await until(lambda: not dialog.reason.isHidden(), "it failed")
    assert dialog.reason.label.text() == connect_failure.timed_out("example.org").reason
    assert not dialog.trust.isEnabled()
    assert not dialog.fingerprint.isVisible()

    fakes.shown_certificate = SELF_SIGNED
    dialog.reason.clicked.emit()
    await until(lambda: dialog.shows_certificate, "the certificate was shown")

    assert dialog.reason.isHidden()
    assert dialog.trust.isEnabled()


async def test_what_cannot_be_saved_is_said(start: Start) -> None:
    fakes = services()
    fakes.save_failure = Failure("config-not-saved", "The profile cannot be written.")
    _, dialog = await reviewing(start, fakes)

    dialog.trust.click()
    await until(lambda: not dialog.reason.isHidden(), "it failed")

    assert dialog.reason.label.text() == "The profile cannot be written."
    assert dialog.isVisible()


async def test_a_changed_certificate_is_shown_beside_the_one_that_was_trusted(start: Start) -> None:
    configured = AccountConfig(ROMEO, pin=OTHER_PIN)
    ui, dialog = await reviewing(start, services(configured), CHANGED)

    assert dialog.windowTitle() == "Certificate Changed"
    assert CHANGED.reason in dialog.explanation.text()
    assert dialog.trusted_before.isVisible()
    assert dialog.trusted_before.text() == "\n".join([":".join(["AB"] * 16)] * 2)
    assert dialog.fingerprint.text() == f"{GROUPED}\n{GROUPED}"
    assert dialog.cancel.isDefault()

    dialog.trust.click()
    await signalled(dialog.accepted)
    assert ui.services.saved == [(replace(configured, pin=PIN), None)]


async def test_the_trusted_certificate_may_be_back(start: Start) -> None:
    _, dialog = await reviewing(start, services(AccountConfig(ROMEO, pin=PIN)), CHANGED)
    assert dialog.concerns.label.text().startswith("It is the one that you trusted before.")


async def test_a_pin_that_cannot_be_read_is_not_shown_as_a_fingerprint(start: Start) -> None:
    _, dialog = await reviewing(start, services(AccountConfig(ROMEO, pin=NO_CERTIFICATE)), CHANGED)
    assert "no fingerprint" in dialog.trusted_before.text()


async def test_hostile_names_are_plain_and_bounded(start: Start) -> None:
    hostile = Certificate(
        PIN,
        "",
        ("<b>bold</b>", "two\nlines", "\u202eesrever", "x" * 5000, *(f"host-{number}" for number in range(2000))),
        "CN=\x1b[31mred\x07, O=" + "y" * 5000,
        NOON,
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    )
    _, dialog = await reviewing(start, services(shown=hostile))

    assert dialog.names.text() == f"<b>bold</b>, two lines, esrever, {'x' * 99}…, host-0 and 1999 more"
    assert dialog.issuer.text().startswith("CN=[31mred, O=yyy")
    assert len(dialog.issuer.text()) <= 100
    assert dialog.validity.text().endswith("31 Dec 9999")
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (replace(SELF_SIGNED, issuer="CN=A", not_after=NOON - timedelta(days=1)), "It has expired"),
        (replace(SELF_SIGNED, issuer="CN=A", not_before=NOON + timedelta(days=1)), "It is not valid yet"),
        (replace(SELF_SIGNED, issuer="CN=A", names=("mantua.example",)), "“example.org” is not among its names"),
        (Certificate(PIN, "", (), "", None, None), "Nothing of it can be read"),
    ],
)
async def test_what_speaks_against_it_is_said(start: Start, shown: Certificate, words: str) -> None:
    _, dialog = await reviewing(start, services(shown=shown))
    assert words in dialog.concerns.label.text()
    assert "\n" not in dialog.concerns.label.text()


async def test_a_good_certificate_of_an_unknown_authority_has_nothing_against_it(start: Start) -> None:
    _, dialog = await reviewing(start, services(shown=replace(SELF_SIGNED, issuer="CN=An Authority")))
    assert dialog.concerns.isHidden()


async def test_a_ca_file_takes_the_place_of_the_pin(start: Start, tmp_path: Path) -> None:
    ca_file = tmp_path / "ca.pem"
    ca_file.touch()
    ui, dialog = await reviewing(start, services(AccountConfig(ROMEO, pin=OTHER_PIN)), CHANGED)

    dialog.use_ca_file.click()
    form = opened(ui, f"fix:{ROMEO}", AccountDialog)
    form.form.ca_file.setText(str(ca_file))
    form.go.click()
    await signalled(form.accepted)

    assert ui.services.saved == [(AccountConfig(ROMEO, ca_file=ca_file), None)]


# --- in the account that is being added ----------------------------------------------------------------------------


async def untrusted_account(start: Start) -> tuple[Ui, AccountDialog]:
    ui = start()
    ui.services.check_failure = UNTRUSTED
    dialog = adding(ui)
    fill_in(dialog)
    dialog.go.click()
    await until(dialog.review.isVisible, "the certificate can be reviewed")
    return ui, dialog


async def review_of(dialog: AccountDialog) -> CertificateDialog:
    dialog.review.click()
    [review] = dialog.findChildren(CertificateDialog)
    await until(lambda: review.shows_certificate, "the certificate was shown")
    return review


async def test_an_account_is_added_with_the_certificate_that_was_trusted(start: Start) -> None:
    ui, dialog = await untrusted_account(start)
    review = await review_of(dialog)
    ui.services.check_failure = None

    review.trust.click()
    await signalled(dialog.accepted)

    pinned = AccountConfig(ROMEO, pin=PIN)
    assert ui.services.checked == [(AccountConfig(ROMEO), "secret"), (pinned, "secret")]
    assert ui.services.saved == [(pinned, "secret")]


async def test_cancelling_the_review_loses_nothing_that_was_typed(start: Start) -> None:
    ui, dialog = await untrusted_account(start)
    review = await review_of(dialog)

    review.cancel.click()

    assert dialog.isVisible()
    assert (dialog.form.address.text(), dialog.form.password.text()) == ("Romeo@Example.org", "secret")
    assert dialog.review.isVisible()
    assert ui.services.saved == []


async def test_the_pin_stays_when_the_password_was_wrong_and_goes_with_the_server(start: Start) -> None:
    ui, dialog = await untrusted_account(start)
    review = await review_of(dialog)
    ui.services.check_failure = connect_failure.login_refused("not-authorized")
    review.trust.click()
    await until(lambda: not dialog.reason.isHidden() and len(ui.services.checked) == 2, "the password was refused")
    assert dialog.review.isHidden()

    dialog.form.password.setText("better")
    dialog.go.click()
    await until(lambda: not dialog.reason.isHidden() and len(ui.services.checked) == 3, "it was refused again")
    assert ui.services.checked[-1] == (AccountConfig(ROMEO, pin=PIN), "better")

    dialog.form.server.setText("elsewhere.example:5222")
    dialog.go.click()
    await until(lambda: len(ui.services.checked) == 4, "another server was tried")
    assert ui.services.checked[-1][0] == AccountConfig(ROMEO, "elsewhere.example", 5222)


async def test_a_ca_file_can_be_named_instead(start: Start) -> None:
    _, dialog = await untrusted_account(start)
    review = await review_of(dialog)

    review.use_ca_file.click()

    assert dialog.form.ca_file.isVisible()
    assert dialog.form.address.text() == "Romeo@Example.org"


async def test_closing_the_dialog_closes_the_review(start: Start) -> None:
    ui, dialog = await untrusted_account(start)
    ui.services.looking.clear()
    dialog.review.click()
    dialog.reject()
    await until(lambda: ui.shell.dialog("add-account") is None, "closed")
    assert ui.services.saved == []
