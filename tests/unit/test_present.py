"""What the tray shows for which state: `present` is pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QLocale

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.account import AccountState, Acknowledged, Link, LinkState, Origin, Wanted
from status_tray.core.config import Config, Preset
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.trouble import CRASHED, UPDATED, not_saved
from status_tray.ui.icon_state import IconState
from status_tray.ui.present import present
from status_tray.ui.view import (
    AddAccount,
    ChooseStatus,
    ClearStatus,
    ExtendStatus,
    FixAccount,
    Kind,
    OpenLog,
    OpenSettings,
    OpenWindow,
    Problem,
    Quit,
    Reconnect,
    Restart,
    Retry,
    TrayView,
    TypeStatus,
)

ROMEO, BENVOLIO = BareJid("romeo@example.org"), BareJid("benvolio@example.net")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PRESETS = (
    Preset("📅 In a meeting", timedelta(hours=1)),
    Preset("🍽 Lunch", timedelta(minutes=45)),
    Preset("🏠 Working from home"),
)
WRONG_PASSWORD = connect_failure.login_refused("not-authorized")
REFUSED = failures.publish_refused("forbidden", "not today")


@pytest.fixture(autouse=True)
def _plain_locale() -> Iterator[None]:
    """Times and days as nobody in particular writes them."""
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(before)


def state(
    text: str | None = None,
    *,
    jid: BareJid = ROMEO,
    link: LinkState = LinkState.ONLINE,
    stopped_by: Failure | None = None,
    deadline: datetime | None = None,
    acknowledged: bool = True,
    published: str | None = None,
    failure: Failure | None = None,
    origin: Origin = Origin.CLICK,
) -> AccountState:
    server = Acknowledged(2, text, "id-2", NOW) if acknowledged else Acknowledged(1, published, "id-1", NOW)
    shown_link = Link(LinkState.STOPPED, stopped_by) if stopped_by else Link(link)
    return AccountState(jid, shown_link, Wanted(2, text, deadline, origin), None, server, failure)


def view(*states: AccountState, recent: tuple[str, ...] = (), presets: tuple[Preset, ...] = PRESETS) -> TrayView:
    accounts = {account.account: account for account in states}
    return present(accounts, Config(presets=presets), recent, NOW, UTC)


def lines(shown: TrayView) -> list[str]:
    return ["—" if entry.kind is Kind.SEPARATOR else entry.text for entry in shown.menu]


def checked(shown: TrayView) -> list[str]:
    return [entry.text for entry in shown.menu if entry.checked]


def test_the_menu_reads_as_designed() -> None:
    shown = view(state("🍽 Lunch", deadline=NOW + timedelta(minutes=90)), recent=("☕ Coffee", "🍽 Lunch"))

    assert lines(shown) == [
        "🍽 Lunch · until 13:30",
        "—",
        "Clear Status",
        "Extend by 30 Minutes",
        "Clear After",
        "—",
        "📅 In a meeting · 1 h",
        "🍽 Lunch · 45 min",
        "🏠 Working from home",
        "Recent",
        "Custom Status…",
        "—",
        "Open Status Tray",
        "Pause Notifications",
        "—",
        "Settings…",
        "Help",
        "Quit",
    ]
    assert checked(shown) == ["🍽 Lunch · 45 min"]
    assert shown.tooltip == "🍽 Lunch · until 13:30 — romeo@example.org, connected"
    assert not shown.menu[0].enabled
    assert [entry.command for entry in shown.menu if entry.command] == [
        ClearStatus(),
        ExtendStatus(),
        ChooseStatus("📅 In a meeting", timedelta(hours=1)),
        ChooseStatus("🍽 Lunch", timedelta(minutes=45)),
        ChooseStatus("🏠 Working from home"),
        TypeStatus(),
        OpenWindow(),
        OpenSettings(),
        Quit(),
    ]


def test_recent_texts_are_those_that_are_no_presets_and_at_most_five() -> None:
    recent = ("🍽 Lunch", *(f"text {number}" for number in range(9)))
    submenu = next(entry for entry in view(state(), recent=recent).menu if entry.key == "recent")

    assert [entry.text for entry in submenu.entries] == [f"text {number}" for number in range(5)]
    assert submenu.entries[0].command == ChooseStatus("text 0")


def test_at_most_eight_presets_are_shown_and_one_of_equal_ones_is_checked() -> None:
    presets = (Preset("same", timedelta(hours=1)), Preset("same"), *(Preset(f"p{n}") for n in range(9)))
    shown = view(state("same"), presets=presets)

    assert len([entry for entry in shown.menu if entry.kind is Kind.RADIO]) == 8
    assert checked(shown) == ["same · 1 h"]


@pytest.mark.parametrize(
    ("account", "header"),
    [
        (state(), "No status"),
        (state("☕"), "☕"),
        (state("☕", acknowledged=False), "Setting ☕…"),
        (state(None, acknowledged=False), "Clearing…"),
        (state("☕", acknowledged=False, link=LinkState.WAITING), "☕ – will be sent when connected"),
        (state("☕", acknowledged=False, link=LinkState.CONNECTING), "☕ – will be sent when connected"),
        (
            state(None, acknowledged=False, link=LinkState.WAITING, origin=Origin.EXPIRY),
            "Will be cleared when connected",
        ),
        (state("☕", link=LinkState.WAITING), "☕"),
        (state("☕", link=LinkState.WAITING, deadline=NOW), "Will be cleared when connected"),
        (state("☕", deadline=NOW), "Clearing…"),
        (state("☕", acknowledged=False, link=LinkState.WAITING, deadline=NOW), "Offline"),  # and never sent (rule 4)
        (
            state("☕", acknowledged=False, link=LinkState.WAITING, deadline=NOW, published="🍵"),
            "Will be cleared when connected",
        ),
        (state("☕", failure=REFUSED), "☕ – not set"),
        (state(None, failure=REFUSED), "Status not cleared"),
        (AccountState(ROMEO), "Offline"),
        (AccountState(ROMEO, Link(LinkState.CONNECTING)), "Connecting…"),
        (AccountState(ROMEO, Link(LinkState.ONLINE)), "Status not known yet"),
    ],
)
def test_the_first_line_says_how_far_the_status_is(account: AccountState, header: str) -> None:
    shown = view(account)

    assert shown.status == header
    assert lines(shown)[0] == header


def test_a_status_is_never_shown_as_set_before_the_server_says_so() -> None:
    pending = view(state("☕", acknowledged=False))

    assert pending.icon is IconState.NONE
    assert pending.status != "☕"
    assert view(state("☕", acknowledged=False, published="🍽")).icon is IconState.SET


@pytest.mark.parametrize(
    ("states", "icon"),
    [
        ([], IconState.OFFLINE),
        ([state()], IconState.NONE),
        ([state("☕")], IconState.SET),
        ([state("☕", link=LinkState.CONNECTING)], IconState.CONNECTING),
        ([state("☕", link=LinkState.WAITING)], IconState.OFFLINE),
        ([state("☕", link=LinkState.OFFLINE)], IconState.OFFLINE),
        ([state("☕", stopped_by=WRONG_PASSWORD)], IconState.ERROR),
        ([state("☕", failure=REFUSED)], IconState.ERROR),
        ([state("☕"), state("☕", jid=BENVOLIO, link=LinkState.WAITING)], IconState.SET),
        ([state("☕"), state("☕", jid=BENVOLIO, stopped_by=WRONG_PASSWORD)], IconState.ERROR),
        (
            [state(link=LinkState.CONNECTING), state(jid=BENVOLIO, link=LinkState.WAITING)],
            IconState.CONNECTING,
        ),
    ],
)
def test_the_icon_shows_what_needs_the_user_first(states: list[AccountState], icon: IconState) -> None:
    assert view(*states).icon is icon


def test_a_rejected_password_is_the_first_line_and_can_be_clicked() -> None:
    shown = view(state("☕", stopped_by=WRONG_PASSWORD))
    header = shown.menu[0]

    assert header.text == "Password rejected – fix…"
    assert header.enabled
    assert header.command == FixAccount(ROMEO, WRONG_PASSWORD)
    assert shown.tooltip == "☕ — romeo@example.org, password rejected"
    assert shown.problems[0].reason == WRONG_PASSWORD.reason
    assert shown.problems[0].label == "Change Password…"


@pytest.mark.parametrize(
    ("failure", "words", "command"),
    [
        (failures.KEYRING_LOCKED, "Keyring locked – give password…", FixAccount),
        (failures.PASSWORD_NEEDED, "Password needed – give…", FixAccount),
        (connect_failure.certificate_untrusted("h", 18, ""), "Certificate not trusted – review…", FixAccount),
        (failures.stream_error("conflict"), "Connected elsewhere – reconnect", Reconnect),
        (connect_failure.login_refused("account-disabled"), "Account disabled – reconnect", Reconnect),
        (connect_failure.login_refused("odd"), "Login refused – reconnect", Reconnect),
    ],
)
def test_each_stop_has_one_action(failure: Failure, words: str, command: Any) -> None:
    header = view(state(stopped_by=failure)).menu[0]

    assert header.text == words
    assert isinstance(header.command, command)


def test_a_failed_publish_keeps_the_text_says_why_and_offers_retry() -> None:
    shown = view(state("☕", failure=REFUSED))

    assert lines(shown)[:3] == ["☕ – not set", REFUSED.reason, "Retry"]
    assert shown.menu[2].command == Retry((ROMEO,))
    assert shown.problems[0].command == Retry((ROMEO,))


def test_what_no_retry_helps_against_offers_none() -> None:
    shown = view(state("☕", failure=failures.NO_PEP))

    assert "Retry" not in lines(shown)
    assert shown.problems[0].reason == failures.NO_PEP.reason
    assert shown.problems[0].command is None


def test_reconnect_is_there_when_offline_only() -> None:
    offline = view(state(link=LinkState.WAITING))

    assert next(e for e in offline.menu if e.key == "reconnect").command == Reconnect((ROMEO,))
    assert lines(offline)[-4:] == ["Reconnect", "Settings…", "Help", "Quit"]
    assert "Reconnect" not in lines(view(state()))
    assert "Reconnect" not in lines(view(state(link=LinkState.CONNECTING)))


def test_without_an_account_there_is_nothing_to_choose() -> None:
    shown = view()

    assert lines(shown) == ["No account yet", "—", "Open Status Tray", "—", "Add Account…", "Settings…", "Help", "Quit"]
    assert next(e for e in shown.menu if e.key == "add-account").command == AddAccount()


def test_several_accounts_are_one_status_while_they_agree() -> None:
    shown = view(state("☕"), state("☕", jid=BENVOLIO, link=LinkState.WAITING))

    assert lines(shown)[0] == "☕"
    assert shown.tooltip.splitlines() == ["☕", "romeo@example.org, connected", "benvolio@example.net, offline"]
    assert shown.links == ("romeo@example.org, connected", "benvolio@example.net, offline")


def test_several_accounts_that_differ_have_a_line_each() -> None:
    shown = view(state("☕"), state("🏠 Working from home", jid=BENVOLIO))

    assert lines(shown)[:2] == ["romeo@example.org: ☕", "benvolio@example.net: 🏠 Working from home"]
    assert checked(shown) == []


def test_of_several_accounts_a_stopped_one_is_named() -> None:
    shown = view(state("☕"), state("☕", jid=BENVOLIO, stopped_by=WRONG_PASSWORD))

    assert lines(shown)[:2] == ["benvolio@example.net: Password rejected – fix…", "☕"]


def test_clear_is_there_for_everything_that_may_be_set() -> None:
    def can_clear(account: AccountState) -> bool:
        return next(entry for entry in view(account).menu if entry.key == "clear").enabled

    assert can_clear(state("☕"))
    assert can_clear(AccountState(ROMEO))
    assert can_clear(state(None, failure=REFUSED))
    assert not can_clear(state(None))


def test_another_devices_text_is_one_inert_line() -> None:
    hostile = "first\nsecond\x1b[31m \u202eevil " + "x" * 300
    shown = view(state(hostile), recent=(hostile,))

    for words in (shown.tooltip, shown.status, lines(shown)[0]):
        assert not set("\n\x1b\u202e") & set(words)
    assert len(lines(shown)[0]) < 60


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (NOW + timedelta(minutes=10), "until 12:10 · 10 min left"),
        (NOW + timedelta(minutes=60), "until 13:00"),
        (datetime(2026, 11, 21, tzinfo=UTC), "until midnight"),
        (datetime(2026, 11, 21, 9, 5, tzinfo=UTC), "until tomorrow 09:05"),
        (datetime(2026, 11, 24, 9, 5, tzinfo=UTC), "until Tue 09:05"),
        (datetime(2026, 12, 24, 18, 0, tzinfo=UTC), "until 24 Dec 18:00"),
    ],
)
def test_deadlines_are_said_as_people_say_them(deadline: datetime, words: str) -> None:
    assert view(state("☕", deadline=deadline)).status == f"☕ · {words}"


def test_keys_are_unique_in_every_menu() -> None:
    shown = view(
        state("☕", failure=REFUSED),
        state("x", jid=BENVOLIO, stopped_by=WRONG_PASSWORD),
        recent=("a", "b"),
    )

    keys = [entry.key for entry in shown.menu]
    assert len(set(keys)) == len(keys)


def test_after_an_update_a_click_starts_the_program_again() -> None:
    shown = present({ROMEO: state(None)}, Config(), (), NOW, UTC, (UPDATED,))
    assert (shown.menu[0].text, shown.menu[0].command) == ("Restart to Finish Updating", Restart())
    assert shown.problems == (Problem(UPDATED.reason, "Restart", Restart()),)


def test_what_is_wrong_with_the_program_itself_comes_first() -> None:
    accounts = {ROMEO: state("🍽 Lunch")}
    full = not_saved("The disk is full.")

    shown = present(accounts, Config(), (), NOW, UTC, (CRASHED, full))

    crashed, not_written = shown.menu[:2]
    assert (crashed.text, crashed.command) == ("Something went wrong – see the log", OpenLog())
    assert (not_written.text, not_written.enabled) == ("Cannot save – what you set may be forgotten", False)
    assert shown.menu[2].text == "🍽 Lunch"
    assert shown.icon is IconState.ERROR
    assert shown.tooltip.splitlines()[:2] == [crashed.text, not_written.text]
    assert shown.problems == (Problem(CRASHED.reason, "Open Log", OpenLog()), Problem("The disk is full."))


@pytest.mark.parametrize(
    ("failure", "headline", "words"),
    [
        (connect_failure.certificate_changed("example.org"), "Certificate changed – review…", "certificate changed"),
        (
            connect_failure.certificate_untrusted("example.org", 18, ""),
            "Certificate not trusted – review…",
            "certificate not trusted",
        ),
    ],
)
def test_a_certificate_says_what_is_the_matter_with_it(failure: Failure, headline: str, words: str) -> None:
    shown = view(state("🍽 Lunch", stopped_by=failure))
    assert (shown.menu[0].text, shown.menu[0].command) == (headline, FixAccount(ROMEO, failure))
    assert shown.tooltip.endswith(words)
