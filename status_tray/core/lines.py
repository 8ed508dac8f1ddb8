"""What the command line prints: the objects of `core.wire` as lines of JSON, and as lines for people.

Loaded at every start of the command line, so it imports little.  What comes from contacts is inert for terminals.
`zone` is where times are told, None for the system's.
"""

from __future__ import annotations

import json
from datetime import datetime

from status_tray.core.status import inert

TYPE_CHECKING = False  # `typing` and what is behind it cost as much as half of the command line
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    Object = Mapping[str, object]

_NAME_LIMIT = 40


def json_line(value: object, *, ascii_only: bool = False) -> str:
    """The value as one line of JSON; characters that do not print or that turn lines round are escaped.

    `ascii_only` is for a terminal that cannot show more.
    """
    text = json.dumps(value, ensure_ascii=ascii_only)
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)


def shown_line(row: Object, now: datetime, zone: tzinfo | None = None) -> str:
    """One account of `show`: `romeo@example.org: 🍽 Lunch · until 13:30 — connected`."""
    return f"{row['account']}: {_own_status(row, now, zone)} — {_link(row, row['link'], now, zone)}"


def contact_line(row: Object, now: datetime, zone: tzinfo | None = None) -> str:
    """One contact of `contacts`: `Juliet <juliet@example.org>: 📅 In a meeting · since 10:05`.

    A text of its presence is marked: `… On the phone · via presence`.
    """
    who = f"{inert(str(row['name']), _NAME_LIMIT)} <{inert(str(row['jid']))}>"
    if row["text"] is None:
        return f"{who}: no status"
    since = _moment(row.get("since"), now, zone)
    return f"{who}: {inert(str(row['text']))}{_via(row)}" + (f" · since {since}" if since else "")


def event_line(event: Object, now: datetime, zone: tzinfo | None = None) -> str | None:
    """One event of `watch`, None for one that this version does not know."""
    clock = f"{now.astimezone(zone):%H:%M:%S}"
    account = event.get("account")
    who = inert(str(event.get("name") or event.get("jid")), _NAME_LIMIT)
    match event.get("event"):
        case "link":
            return f"{clock} {account}: {_link(event, event['state'], now, zone)}"
        case "own":
            return f"{clock} {account}: {_own_status(event, now, zone)}"
        case "contact":
            shown = "no status" if event["text"] is None else inert(str(event["text"])) + _via(event)
            was = f" (was: {inert(str(event['previous']))})" if event.get("previous") else ""
            return f"{clock} {who}: {shown}{was}"
        case "contact-removed":
            return f"{clock} {who}: no longer a contact of {account}"
        case "account-removed":
            return f"{clock} {account}: removed"
        case "notified":
            return f"{clock} {who}: notified"
    return None


def _via(row: Object) -> str:
    return " · via presence" if row.get("via") == "presence" else ""


def _own_status(row: Object, now: datetime, zone: tzinfo | None) -> str:
    text = row["text"]
    status = "No status" if text is None else inert(str(text))
    if until := _moment(row.get("deadline"), now, zone):
        if row["state"] == "acknowledged" and datetime.fromisoformat(str(row["deadline"])) <= now:
            return f"{status} (will be cleared)"
        status += f" · until {until}"
    match row["state"]:
        case "unknown":
            return "Not known yet"
        case "pending":
            return f"{status} (not confirmed yet)"
        case "failed":
            return f"{status} (failed: {row.get('reason')})"
    return status


def _link(row: Object, state: object, now: datetime, zone: tzinfo | None) -> str:
    match state:
        case "online":
            return "connected"
        case "waiting":
            again = _moment(row.get("retry_at"), now, zone, seconds=True)
            again = f"next attempt at {again}" if again else ""
            return ", ".join(part for part in ("offline", again) if part) + _because(row)
        case "stopped":
            return "stopped" + _because(row)
    return str(state)


def _because(row: Object) -> str:
    return f": {row['reason']}" if row.get("reason") else ""


def _moment(timestamp: object, now: datetime, zone: tzinfo | None, *, seconds: bool = False) -> str:
    """A time of day, with the date when it is not today; empty for none."""
    if not isinstance(timestamp, str):
        return ""
    moment = datetime.fromisoformat(timestamp).astimezone(zone)
    form = "%H:%M:%S" if seconds else "%H:%M"
    return moment.strftime(form if moment.date() == now.astimezone(zone).date() else f"%Y-%m-%d {form}")
