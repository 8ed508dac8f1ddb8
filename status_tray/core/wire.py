"""What the control socket says: the JSON objects of `watch`, `show` and `contacts`, from the core's types.

One table a thing: a key of the JSON object, and where its value comes from.  Keys may be added, never renamed.
Times are RFC 3339 in UTC, in whole seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TypeVar

from status_tray.core.account import AccountState, own_state
from status_tray.core.contact import ContactState
from status_tray.core.failure import Failure
from status_tray.core.inspection import Inspection
from status_tray.core.jid import BareJid
from status_tray.core.notices import ContactTold
from status_tray.core.ports import ClickAnswer
from status_tray.core.status import RAW_TEXT_LIMIT
from status_tray.core.trouble import Trouble

Object = dict[str, object]

_T = TypeVar("_T")
_Table = Mapping[str, Callable[[_T], object]]


def timestamp(moment: datetime | None) -> str | None:
    """RFC 3339 with `Z`, which every reader of dates takes: `2026-12-24T17:00:00Z`."""
    if moment is None:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def bounded(text: str | None) -> str | None:
    """The raw text, up to the limit of rule 9."""
    return None if text is None else text[:RAW_TEXT_LIMIT]


_ACCOUNT: _Table[AccountState] = {"account": lambda state: state.account}

_LINK: _Table[AccountState] = {
    **_ACCOUNT,
    "state": lambda state: state.link.state.value,
    "code": lambda state: _code(state.link.failure),
    "reason": lambda state: _reason(state.link.failure),
    "retry_at": lambda state: timestamp(state.link.retry_at),
}

_OWN: _Table[AccountState] = {
    **_ACCOUNT,
    "text": lambda state: bounded(state.wanted.text if state.wanted else None),
    "published": lambda state: bounded(state.acknowledged.text if state.acknowledged else None),
    "state": lambda state: own_state(state).value,
    "deadline": lambda state: timestamp(state.wanted.deadline if state.wanted else None),
    "code": lambda state: _code(state.failure),
    "reason": lambda state: _reason(state.failure),
}

_SHOWN: _Table[AccountState] = {
    **_ACCOUNT,
    "link": _LINK["state"],
    "code": lambda state: _code(state.link.failure or state.failure),
    "reason": lambda state: _reason(state.link.failure or state.failure),
    "retry_at": _LINK["retry_at"],
    "text": _OWN["text"],
    "published": _OWN["published"],
    "state": _OWN["state"],
    "deadline": _OWN["deadline"],
}

_CONTACT: _Table[ContactState] = {
    "jid": lambda contact: contact.jid,
    "name": lambda contact: contact.display_name,
    "subscription": lambda contact: contact.subscription,
    "text": lambda contact: bounded(contact.shown_text),
    "since": lambda contact: timestamp(contact.shown_since),
    "via": lambda contact: contact.via.value if contact.via else None,
}

_SEEN: _Table[ContactState] = {key: _CONTACT[key] for key in ("jid", "name", "text", "since", "via")}
"""What an event has of the contact as it is then."""

_TOLD: _Table[ContactTold] = {
    "previous": lambda told: bounded(told.change.previous),
    "initial": lambda _: False,
    "notified": lambda told: told.notified,
}


def link_event(state: AccountState) -> Object:
    return {"event": "link", **_object(_LINK, state)}


def own_event(state: AccountState) -> Object:
    return {"event": "own", **_object(_OWN, state)}


def contact_snapshot(account: BareJid, contact: ContactState) -> Object:
    """A contact as it is when `watch` begins."""
    seen = _object(_SEEN, contact)
    return {"event": "contact", "account": account, **seen, "previous": None, "initial": True, "notified": False}


def contact_event(told: ContactTold) -> Object:
    """A contact's change; a first sight has neither a previous text nor a notification."""
    return {"event": "contact", "account": told.account, **_object(_SEEN, told.contact), **_object(_TOLD, told)}


def notified_event(account: BareJid, jid: BareJid) -> Object:
    """A change that was told earlier has now been handed to the notification daemon."""
    return {"event": "notified", "account": account, "jid": jid}


def contact_removed_event(account: BareJid, jid: BareJid) -> Object:
    return {"event": "contact-removed", "account": account, "jid": jid}


def account_removed_event(account: BareJid) -> Object:
    return {"event": "account-removed", "account": account}


def account_row(state: AccountState, troubles: Sequence[Trouble] = ()) -> Object:
    """One account for `show`; the link's failure comes before the status's, and the program's own is in each."""
    return {**_object(_SHOWN, state), "trouble": troubles[0].reason if troubles else None}


def contact_row(account: BareJid, contact: ContactState) -> Object:
    """One contact for `contacts`."""
    return {"account": account, **_object(_CONTACT, contact)}


def answer_row(account: BareJid, answer: ClickAnswer) -> Object:
    """What became of a click, for `set` and `clear`."""
    return {
        "account": account,
        "result": answer.outcome.value,
        "code": _code(answer.failure),
        "reason": _reason(answer.failure),
    }


def unlocked_row(account: BareJid, failure: Failure | None) -> Object:
    """What became of a password, for `unlock`; no failure is a login that worked."""
    return {
        "account": account,
        "result": "failed" if failure else "unlocked",
        "code": _code(failure),
        "reason": _reason(failure),
    }


def inspection_row(account: BareJid, inspection: Inspection | Failure) -> Object:
    """What a session knows of its server, for `inspect`; or why there is none to ask."""
    failure = inspection if isinstance(inspection, Failure) else None
    known = asdict(inspection) if isinstance(inspection, Inspection) else {}
    return {"account": account, **known, "code": _code(failure), "reason": _reason(failure)}


def _object(table: _Table[_T], of: _T) -> Object:
    return {key: value(of) for key, value in table.items()}


def _code(failure: Failure | None) -> str | None:
    return failure.code if failure else None


def _reason(failure: Failure | None) -> str | None:
    return failure.reason if failure else None
