"""What the menu offers for a status that is set: Extend and Clear After; and each account's own, where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from status_tray.core.account import AccountState, Acknowledged, Link, LinkState, Wanted
from status_tray.core.config import Config, Preset
from status_tray.core.deadline import END_OF_DAY
from status_tray.core.jid import BareJid
from status_tray.ui.present import present
from status_tray.ui.view import (
    ChooseStatus,
    ClearStatus,
    Entry,
    ExtendStatus,
    Kind,
    MoveDeadline,
    PickDeadline,
    TrayView,
    TypeStatus,
)

ROMEO, BENVOLIO = BareJid("romeo@example.org"), BareJid("benvolio@example.net")
NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 21, tzinfo=UTC)
PRESETS = (Preset("🍽 Lunch", timedelta(minutes=45)), Preset("🎄 Party", END_OF_DAY))


def state(text: str | None, deadline: datetime | None = None, jid: BareJid = ROMEO) -> AccountState:
    wanted, server = Wanted(2, text, deadline), Acknowledged(2, text, "id-2", NOW)
    return AccountState(jid, Link(LinkState.ONLINE), wanted, None, server)


def view(*states: AccountState, one_status: bool = True, recent: tuple[str, ...] = ()) -> TrayView:
    config = Config(presets=PRESETS, one_status=one_status)
    return present({account.account: account for account in states}, config, recent, NOW, UTC)


def entry(entries: Sequence[Entry], key: str) -> Entry:
    return next(entry for entry in entries if entry.key == key)


def test_clear_after_reads_as_designed() -> None:
    after = entry(view(state("🍽 Lunch")).menu, "clear-after").entries

    assert [(line.text, line.command) for line in after] == [
        ("30 min", MoveDeadline(timedelta(minutes=30))),
        ("1 h", MoveDeadline(timedelta(hours=1))),
        ("4 h", MoveDeadline(timedelta(hours=4))),
        ("End of Day", MoveDeadline(END_OF_DAY)),
        ("Pick…", PickDeadline()),
        ("Don't Clear", MoveDeadline(None)),
    ]
    assert [line.kind for line in after] == [*[Kind.RADIO] * 4, Kind.ACTION, Kind.RADIO]


@pytest.mark.parametrize(
    ("deadline", "checked"),
    [(None, ["Don't Clear"]), (MIDNIGHT, ["End of Day"]), (NOW + timedelta(hours=1), [])],
)
def test_a_check_mark_says_what_is_so(deadline: datetime | None, checked: list[str]) -> None:
    after = entry(view(state("🍽 Lunch", deadline)).menu, "clear-after").entries

    assert [line.text for line in after if line.checked] == checked


def test_accounts_that_differ_have_no_check_mark() -> None:
    shown = view(state("🍽 Lunch", MIDNIGHT), state("🍽 Lunch", None, BENVOLIO))

    assert not any(line.checked for line in entry(shown.menu, "clear-after").entries)


@pytest.mark.parametrize(
    ("own", "extend", "clear_after"),
    [
        (state(None), False, False),
        (state("🍽 Lunch"), False, True),
        (state("🍽 Lunch", MIDNIGHT), True, True),
        (state("🍽 Lunch", NOW - timedelta(hours=1)), True, True),  # missed, and not cleared yet
    ],
)
def test_what_there_is_nothing_to_do_for_is_disabled(own: AccountState, extend: bool, clear_after: bool) -> None:
    menu = view(own).menu

    assert entry(menu, "extend").enabled is extend
    assert entry(menu, "clear-after").enabled is clear_after


def test_a_preset_that_ends_with_the_day_says_so() -> None:
    preset = entry(view(state(None)).menu, "preset:1")

    assert (preset.text, preset.command) == ("🎄 Party · today", ChooseStatus("🎄 Party", END_OF_DAY))


# --- each account its own status -------------------------------------------------------------------------------


def test_each_account_has_a_submenu_and_a_line() -> None:
    shown = view(state("🍽 Lunch"), state("🎄 Party", MIDNIGHT, BENVOLIO), one_status=False, recent=("☕",))

    assert [line.text for line in shown.menu if line.kind is not Kind.SEPARATOR] == [
        "romeo@example.org: 🍽 Lunch",
        "benvolio@example.net: 🎄 Party · until midnight",
        "romeo@example.org",
        "benvolio@example.net",
        "All Accounts",
        "Open Status Tray",
        "Pause Notifications",
        "Settings…",
        "Help",
        "Quit",
    ]
    benvolios = entry(shown.menu, f"for:{BENVOLIO}").entries
    assert [line.command for line in benvolios if line.command] == [
        ClearStatus((BENVOLIO,)),
        ExtendStatus((BENVOLIO,)),
        ChooseStatus("🍽 Lunch", timedelta(minutes=45), (BENVOLIO,)),
        ChooseStatus("🎄 Party", END_OF_DAY, (BENVOLIO,)),
        TypeStatus((BENVOLIO,)),
    ]
    assert entry(benvolios, "recent").entries[0].command == ChooseStatus("☕", accounts=(BENVOLIO,))
    assert entry(benvolios, "clear-after").entries[4].command == PickDeadline((BENVOLIO,))
    assert [line.text for line in benvolios if line.checked] == ["🎄 Party · today"]
    assert entry(entry(shown.menu, "for:").entries, "clear").command == ClearStatus()


def test_the_window_has_a_choice_for_each_account() -> None:
    shown = view(state("🍽 Lunch"), state(None, jid=BENVOLIO), one_status=False)

    assert [(scope.accounts, scope.name, scope.chosen, scope.can_clear) for scope in shown.scopes] == [
        ((), "All Accounts", None, True),
        ((ROMEO,), "romeo@example.org", "🍽 Lunch", True),
        ((BENVOLIO,), "benvolio@example.net", None, False),
    ]


def test_accounts_with_a_status_each_are_named_though_they_agree() -> None:
    shown = view(state("🍽 Lunch"), state("🍽 Lunch", jid=BENVOLIO), one_status=False)

    assert shown.status == "romeo@example.org: 🍽 Lunch\nbenvolio@example.net: 🍽 Lunch"
    assert shown.tooltip.startswith(shown.status)


def test_with_one_account_nothing_changes() -> None:
    assert view(state("🍽 Lunch"), one_status=False) == view(state("🍽 Lunch"))
