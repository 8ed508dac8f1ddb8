"""What `show`, `contacts` and `watch` print for people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from status_tray.core.lines import contact_line, event_line, json_line, shown_line

NOW = datetime(2026, 3, 28, 12, tzinfo=UTC)
ACCOUNT = {"account": "romeo@example.org", "link": "online", "code": None, "reason": None, "retry_at": None}


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"text": None, "state": "acknowledged"}, "No status"),
        ({"text": "🍽 Lunch", "state": "acknowledged"}, "🍽 Lunch"),
        ({"text": "Lunch", "state": "pending"}, "Lunch (not confirmed yet)"),
        ({"text": None, "state": "unknown"}, "Not known yet"),
        ({"text": "Lunch", "state": "failed", "reason": "Too long."}, "Lunch (failed: Too long.)"),
        ({"text": "Lunch", "state": "acknowledged", "deadline": NOW + timedelta(minutes=90)}, "Lunch · until 13:30"),
        (
            {"text": "Lunch", "state": "acknowledged", "deadline": NOW + timedelta(days=1)},
            "Lunch · until 2026-03-29 12:00",
        ),
        ({"text": "Lunch", "state": "acknowledged", "deadline": NOW}, "Lunch (will be cleared)"),
    ],
)
def test_the_own_status(own: dict[str, object], words: str) -> None:
    row = {**ACCOUNT, **own}
    if isinstance(moment := row.get("deadline"), datetime):
        row["deadline"] = moment.isoformat()
    assert shown_line(row, NOW, UTC) == f"romeo@example.org: {words} — connected"


def test_a_contact() -> None:
    row = {"jid": "juliet@example.org", "name": "Juliet", "text": "📅 In a\nmeeting\x1b[31m", "since": NOW.isoformat()}
    assert contact_line(row, NOW, UTC) == "Juliet <juliet@example.org>: 📅 In a meeting[31m · since 12:00"
    assert contact_line({**row, "text": "Away", "via": "presence"}, NOW, UTC) == (
        "Juliet <juliet@example.org>: Away · via presence · since 12:00"
    )
    assert contact_line({**row, "text": None}, NOW, UTC) == "Juliet <juliet@example.org>: no status"


def test_what_happens() -> None:
    event = {"event": "contact", "jid": "juliet@example.org", "name": "Juliet", "text": "Away", "previous": "Here"}
    assert event_line(event, NOW, UTC) == "12:00:00 Juliet: Away (was: Here)"
    assert event_line({**event, "via": "presence"}, NOW, UTC) == "12:00:00 Juliet: Away · via presence (was: Here)"
    assert event_line({**event, "event": "contact-removed", **ACCOUNT}, NOW, UTC) == (
        "12:00:00 Juliet: no longer a contact of romeo@example.org"
    )
    assert event_line({**event, "event": "news of a later version"}, NOW, UTC) is None


def test_json_turns_no_line_round() -> None:
    assert json_line({"text": "a\u202eb\x1b"}) == '{"text": "a\\u202eb\\u001b"}'
    assert json_line({"text": "ü"}, ascii_only=True) == '{"text": "\\u00fc"}'
