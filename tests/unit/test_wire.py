"""The JSON of `watch`, `show` and `contacts` to the letter, and the lines for people."""

import json
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core import wire
from status_tray.core.account import AccountState, Acknowledged, Link, LinkState, Wanted
from status_tray.core.contact import ContactState
from status_tray.core.effects import ContactChanged, How, Outcome
from status_tray.core.failure import PASSWORD_NEEDED, Failure
from status_tray.core.jid import BareJid
from status_tray.core.lines import contact_line, event_line, json_line, shown_line
from status_tray.core.ports import ClickAnswer, ContactTold
from status_tray.core.status import RAW_TEXT_LIMIT

ROMEO, JULIET = BareJid("romeo@example.org"), BareJid("juliet@example.org")
NOON = datetime(2026, 11, 20, 12, 0, 0, 999_999, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
REFUSED = Failure("publish-refused", "The server did not accept the status.")
GONE = Failure("unreachable", "“example.org” cannot be reached; check the network.")

LUNCH = AccountState(
    ROMEO, Link(LinkState.ONLINE), Wanted(2, "🍽 Lunch", LATER), acknowledged=Acknowledged(2, "🍽 Lunch", "id", NOON)
)
WAITING = AccountState(
    ROMEO, Link(LinkState.WAITING, GONE, NOON), Wanted(2, "New"), acknowledged=Acknowledged(1, "Old", "id", NOON)
)
STOPPED = AccountState(ROMEO, Link(LinkState.STOPPED, PASSWORD_NEEDED))
FAILED = AccountState(ROMEO, Link(LinkState.ONLINE), Wanted(2, "New"), failure=REFUSED)
CLEARED = AccountState(ROMEO, Link(LinkState.ONLINE), Wanted(2, None), acknowledged=Acknowledged(2, None, "id", NOON))

SEEN = ContactState(JULIET, "Juliet", "both", known=True, text="📅 In a meeting", since=NOON)
NAMELESS = ContactState(JULIET, subscription="to", known=True)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (LUNCH, {"state": "online", "code": None, "reason": None, "retry_at": None}),
        (
            WAITING,
            {"state": "waiting", "code": "unreachable", "reason": GONE.reason, "retry_at": "2026-11-20T12:00:00Z"},
        ),
        (
            STOPPED,
            {"state": "stopped", "code": "password-needed", "reason": PASSWORD_NEEDED.reason, "retry_at": None},
        ),
        (FAILED, {"state": "online", "code": None, "reason": None, "retry_at": None}),
    ],
)
def test_link_events(state: AccountState, expected: dict[str, object]) -> None:
    assert wire.link_event(state) == {"event": "link", "account": ROMEO} | expected


@pytest.mark.parametrize(
    ("state", "text", "published", "own", "deadline", "failure"),
    [
        (LUNCH, "🍽 Lunch", "🍽 Lunch", "acknowledged", "2026-11-20T13:00:00Z", None),
        (WAITING, "New", "Old", "pending", None, None),
        (STOPPED, None, None, "unknown", None, None),
        (FAILED, "New", None, "failed", None, REFUSED),
        (CLEARED, None, None, "acknowledged", None, None),
    ],
)
def test_own_events(
    state: AccountState,
    text: str | None,
    published: str | None,
    own: str,
    deadline: str | None,
    failure: Failure | None,
) -> None:
    assert wire.own_event(state) == {
        "event": "own",
        "account": ROMEO,
        "text": text,
        "published": published,
        "state": own,
        "deadline": deadline,
        "code": failure.code if failure else None,
        "reason": failure.reason if failure else None,
    }


def test_every_word_for_a_state_is_that_of_the_command_line() -> None:
    assert {state.value for state in LinkState} == {"online", "connecting", "waiting", "offline", "stopped"}
    assert {outcome.value for outcome in Outcome} == {"set", "cleared", "queued", "replaced", "failed"}


def test_a_contact_event() -> None:
    change = ContactChanged(JULIET, "Juliet", "Working", "📅 In a meeting", How.LIVE)
    assert wire.contact_event(ContactTold(ROMEO, change, SEEN, True)) == {
        "event": "contact",
        "account": ROMEO,
        "jid": JULIET,
        "name": "Juliet",
        "text": "📅 In a meeting",
        "previous": "Working",
        "since": "2026-11-20T12:00:00Z",
        "via": "user-status",
        "initial": False,
        "notified": True,
    }


def test_a_contact_in_the_snapshot_has_the_same_keys() -> None:
    snapshot = wire.contact_snapshot(ROMEO, SEEN)
    change = ContactChanged(JULIET, "Juliet", None, "📅 In a meeting", How.SILENT)
    told = wire.contact_event(ContactTold(ROMEO, change, SEEN, False))
    assert snapshot == told | {"initial": True}
    assert list(snapshot) == list(told)


def test_the_short_events() -> None:
    assert wire.contact_removed_event(ROMEO, JULIET) == {"event": "contact-removed", "account": ROMEO, "jid": JULIET}
    assert wire.account_removed_event(ROMEO) == {"event": "account-removed", "account": ROMEO}
    assert wire.notified_event(ROMEO, JULIET) == {"event": "notified", "account": ROMEO, "jid": JULIET}


def test_a_row_of_show_has_what_the_events_have() -> None:
    for state in (LUNCH, WAITING, STOPPED, FAILED):
        row, link, own = wire.account_row(state), wire.link_event(state), wire.own_event(state)
        assert list(row) == [
            "account", "link", "code", "reason", "retry_at", "text", "published", "state", "deadline"
        ]  # fmt: skip
        assert row["link"] == link["state"]
        assert row["code"] == link["code"] or own["code"]
        assert row["reason"] == link["reason"] or own["reason"]
        assert {key: row[key] for key in ("text", "published", "state", "deadline")} == {
            key: own[key] for key in ("text", "published", "state", "deadline")
        }


def test_a_row_of_contacts() -> None:
    assert wire.contact_row(ROMEO, SEEN) == {
        "account": ROMEO,
        "jid": JULIET,
        "name": "Juliet",
        "subscription": "both",
        "text": "📅 In a meeting",
        "since": "2026-11-20T12:00:00Z",
        "via": "user-status",
    }
    nameless = wire.contact_row(ROMEO, NAMELESS)
    assert (nameless["name"], nameless["text"], nameless["via"]) == ("juliet", None, None)


def test_an_answer_to_a_click() -> None:
    assert wire.answer_row(ROMEO, ClickAnswer(Outcome.QUEUED)) == {
        "account": ROMEO,
        "result": "queued",
        "code": None,
        "reason": None,
    }
    failed = wire.answer_row(ROMEO, ClickAnswer(Outcome.FAILED, REFUSED))
    assert (failed["result"], failed["code"], failed["reason"]) == ("failed", REFUSED.code, REFUSED.reason)


def test_a_raw_text_is_bounded() -> None:
    long = ContactState(JULIET, "Juliet", "both", known=True, text="x" * (RAW_TEXT_LIMIT + 1))
    assert wire.contact_row(ROMEO, long)["text"] == "x" * RAW_TEXT_LIMIT


# --- times and JSON ------------------------------------------------------------------------------------------


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=9.5))])))
def test_a_time_has_a_zone_and_comes_back_to_the_second(moment: datetime) -> None:
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return
    written = wire.timestamp(moment)
    assert written is not None
    read = datetime.fromisoformat(written)
    assert read.tzinfo is not None
    assert read == moment.astimezone(UTC).replace(microsecond=0)


@given(st.text(st.characters(min_codepoint=0, max_codepoint=sys.maxunicode), max_size=40))
def test_every_text_comes_back_from_a_line_that_prints(text: str) -> None:
    for ascii_only in (False, True):
        line = json_line({"text": text}, ascii_only=ascii_only)
        assert line.isprintable()
        assert json.loads(line) == {"text": text}
        assert line.isascii() or not ascii_only


def test_what_prints_is_not_escaped() -> None:
    assert json_line({"text": "🍽 Mittag für “dich”"}) == '{"text": "🍽 Mittag für “dich”"}'
    assert json_line(["\u202e\x1b[31m\U000e0041\ud800"]) == '["\\u202e\\u001b[31m\\udb40\\udc41\\ud800"]'


# --- lines for people ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "line"),
    [
        (LUNCH, "romeo@example.org: 🍽 Lunch · until 13:00 — connected"),
        (
            WAITING,
            "romeo@example.org: New (not confirmed yet) — offline, next attempt at 12:00:00: "
            "“example.org” cannot be reached; check the network.",
        ),
        (STOPPED, "romeo@example.org: Not known yet — stopped: The password of this account is needed."),
        (FAILED, "romeo@example.org: New (failed: The server did not accept the status.) — connected"),
        (CLEARED, "romeo@example.org: No status — connected"),
    ],
)
def test_show_for_people(state: AccountState, line: str) -> None:
    assert shown_line(wire.account_row(state), NOON, UTC) == line


def test_a_time_that_is_not_today_has_its_date() -> None:
    assert shown_line(wire.account_row(LUNCH), NOON - timedelta(days=1), UTC).startswith(
        "romeo@example.org: 🍽 Lunch · until 2026-11-20 13:00 —"
    )


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        (SEEN, "Juliet <juliet@example.org>: 📅 In a meeting · since 12:00"),
        (NAMELESS, "juliet <juliet@example.org>: no status"),
        (
            ContactState(JULIET, "\x1b]0;x\x07Mallory", "both", known=True, text="\x1b[2Jnew\nline\u202e"),
            "]0;xMallory <juliet@example.org>: [2Jnew line",
        ),
    ],
)
def test_contacts_for_people_are_inert(contact: ContactState, line: str) -> None:
    assert contact_line(wire.contact_row(ROMEO, contact), NOON, UTC) == line


@pytest.mark.parametrize(
    ("event", "line"),
    [
        (wire.link_event(LUNCH), "12:00:00 romeo@example.org: connected"),
        (wire.own_event(LUNCH), "12:00:00 romeo@example.org: 🍽 Lunch · until 13:00"),
        (wire.contact_snapshot(ROMEO, SEEN), "12:00:00 Juliet: 📅 In a meeting"),
        (
            wire.contact_event(
                ContactTold(ROMEO, ContactChanged(JULIET, "J", "\x1b[2JWas", None, How.LIVE), NAMELESS, True)
            ),
            "12:00:00 juliet: no status (was: [2JWas)",
        ),
        (
            wire.contact_removed_event(ROMEO, JULIET),
            "12:00:00 juliet@example.org: no longer a contact of romeo@example.org",
        ),
        (wire.account_removed_event(ROMEO), "12:00:00 romeo@example.org: removed"),
        (wire.notified_event(ROMEO, JULIET), "12:00:00 juliet@example.org: notified"),
        ({"event": "of a later version", "account": ROMEO}, None),
    ],
)
def test_watch_for_people(event: wire.Object, line: str | None) -> None:
    assert event_line(event, NOON, UTC) == line
