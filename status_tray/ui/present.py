"""From the accounts, the configuration and the clock to what the tray shows: one pure function."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

from status_tray.core.account import AccountState, LinkState, OwnState, Wanted, own_state
from status_tray.core.config import Config
from status_tray.core.failure import Action, Failure
from status_tray.core.jid import BareJid
from status_tray.core.status import inert
from status_tray.core.trouble import Trouble
from status_tray.core.words import fill
from status_tray.ui.choices import IN_MENU, apart, choices, scopes, separator
from status_tray.ui.countdown import minutes_left, next_change
from status_tray.ui.icon_state import IconState
from status_tray.ui.pausing import pause_banner, pause_changes_at, pause_header, pause_submenu
from status_tray.ui.text import (
    action_label,
    failure_headline,
    left,
    link_words,
    told,
    translate,
    trouble_headline,
    until,
)
from status_tray.ui.view import (
    AddAccount,
    Command,
    Entry,
    FixAccount,
    Kind,
    OpenAbout,
    OpenLog,
    OpenSettings,
    OpenWindow,
    Problem,
    Quit,
    Reconnect,
    Restart,
    Retry,
    TrayView,
)

_IN_TOOLTIP = 80
"""Graphemes of a status."""

_NO_STOP = Failure("stopped", "")


def present(
    accounts: Mapping[BareJid, AccountState],
    config: Config,
    recent: Sequence[str],
    now: datetime,
    zone: tzinfo | None = None,
    troubles: Sequence[Trouble] = (),
    paused_until: datetime | None = None,
) -> TrayView:
    """What the tray shows.  `now` is aware; `zone` is the user's, None for the system's; `troubles` are the program's.

    `paused_until` is when notifications go on, None when they are not paused.

    With one status for all accounts every click is for all, and they are named only where they differ.
    """
    states = tuple(accounts.values())
    each, shown = apart(states, config), scopes(states, config, now, zone)
    status = _status_lines(states, now, zone, IN_MENU, each=each)
    news = _status_lines(states, now, zone, IN_MENU, each=each, counted=False)
    menu = (
        *_trouble_headers(troubles),
        *_headers(states, status),
        *pause_header(paused_until, now, zone),
        *choices(shown, config, recent),
        *_program(states, paused_until),
    )
    return TrayView(
        icon=IconState.ERROR if troubles else _icon(states),
        tooltip="\n".join([*map(trouble_headline, troubles), _tooltip(states, now, zone, each=each)]),
        menu=menu,
        status="\n".join(status),
        news="\n".join(news),
        links=tuple(_linked(state) for state in states),
        scopes=shown,
        changes_at=_earlier(next_change(_deadlines(states), now, zone), pause_changes_at(paused_until, now, zone)),
        problems=(*_trouble_problems(troubles), *_problems(states), *pause_banner(paused_until, now, zone)),
    )


# --- icon and tooltip ------------------------------------------------------------------------------------------


def _icon(states: Sequence[AccountState]) -> IconState:
    """What needs the user comes first; else the status, wherever an account is online to have one."""
    if any(state.link.state is LinkState.STOPPED or state.failure is not None for state in states):
        return IconState.ERROR
    online = [state for state in states if state.online]
    if online:
        published = [state.acknowledged.text for state in online if state.acknowledged]
        return IconState.SET if any(text is not None for text in published) else IconState.NONE
    if any(state.link.state is LinkState.CONNECTING for state in states):
        return IconState.CONNECTING
    return IconState.OFFLINE


def _tooltip(states: Sequence[AccountState], now: datetime, zone: tzinfo | None, *, each: bool) -> str:
    """`🍽 Lunch · until 13:30 — romeo@example.org, connected`; with several accounts a line for each."""
    if not states:
        return translate("Tray", "Status Tray — no account yet")
    status = _status_lines(states, now, zone, _IN_TOOLTIP, each=each)
    links = [_linked(state) for state in states]
    if len(links) == 1:
        return fill(translate("Tray", "{status} — {link}"), status=status[0], link=links[0])
    return "\n".join([*status, *links])


def _linked(state: AccountState) -> str:
    return fill(translate("Tray", "{account}, {link}"), account=inert(state.account), link=link_words(state.link))


# --- the own status in words -----------------------------------------------------------------------------------


def _status_lines(
    states: Sequence[AccountState], now: datetime, zone: tzinfo | None, limit: int, *, each: bool, counted: bool = True
) -> list[str]:
    """One line when the accounts agree, unless `each` is wanted, else a line for each with its address.

    `counted`: with the minutes that are left.
    """
    if not states:
        return [translate("Menu", "No account yet")]
    lines = [_status_line(state, now, zone, limit, counted=counted) for state in states]
    if len(set(lines)) == 1 and not each:
        return lines[:1]
    named = translate("Menu", "{account}: {status}")
    return [fill(named, account=inert(state.account), status=line) for state, line in zip(states, lines, strict=True)]


def _status_line(state: AccountState, now: datetime, zone: tzinfo | None, limit: int, *, counted: bool) -> str:
    wanted = state.wanted
    match own_state(state):
        case OwnState.UNKNOWN:
            return _unknown(state)
        case OwnState.ACKNOWLEDGED if _expired(wanted, now):
            return translate("Menu", "Clearing…") if state.online else _queued(None, limit)
        case OwnState.PENDING if _expired(wanted, now) and not state.online:
            # It is not sent any more (rule 4); what it was to replace goes too.
            published = state.acknowledged is not None and state.acknowledged.text is not None
            return _queued(None, limit) if published else _unknown(state)
        case OwnState.ACKNOWLEDGED:
            return _with_deadline(wanted, now, zone, limit, counted=counted)
        case OwnState.PENDING if state.online:
            if wanted is None or wanted.text is None:
                return translate("Menu", "Clearing…")
            return fill(translate("Menu", "Setting {status}…"), status=inert(wanted.text, limit))
        case OwnState.PENDING:
            return _queued(wanted, limit)
        case OwnState.FAILED:
            if wanted is None or wanted.text is None:
                return translate("Menu", "Status not cleared")
            return fill(translate("Menu", "{status} – not set"), status=inert(wanted.text, limit))


def _deadlines(states: Sequence[AccountState]) -> list[datetime]:
    return [state.wanted.deadline for state in states if state.wanted and state.wanted.deadline]


def _earlier(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _expired(wanted: Wanted | None, now: datetime) -> bool:
    return wanted is not None and wanted.deadline is not None and wanted.deadline <= now


def _with_deadline(wanted: Wanted | None, now: datetime, zone: tzinfo | None, limit: int, *, counted: bool) -> str:
    if wanted is None or wanted.text is None:
        return translate("Menu", "No status")
    status = inert(wanted.text, limit)
    if wanted.deadline is None:
        return status
    words = until(wanted.deadline, now, zone)
    if counted and (minutes := minutes_left(wanted.deadline, now)) is not None:
        pattern = translate("Menu", "{status} · {until} · {left}")
        return fill(pattern, status=status, until=words, left=left(minutes))
    return fill(translate("Menu", "{status} · {until}"), status=status, until=words)


def _unknown(state: AccountState) -> str:
    if state.online:
        return translate("Menu", "Status not known yet")
    if state.link.state is LinkState.CONNECTING:
        return translate("Menu", "Connecting…")
    return translate("Menu", "Offline")


def _queued(wanted: Wanted | None, limit: int) -> str:
    if wanted is None or wanted.text is None:
        return translate("Menu", "Will be cleared when connected")
    return fill(translate("Menu", "{status} – will be sent when connected"), status=inert(wanted.text, limit))


# --- what is wrong ---------------------------------------------------------------------------------------------


def _stopped(states: Iterable[AccountState]) -> list[AccountState]:
    return [state for state in states if state.link.state is LinkState.STOPPED]


def _fix(state: AccountState) -> Command | None:
    """What helps against what stopped the account."""
    failure = state.link.failure or _NO_STOP
    match failure.action:
        case Action.CHANGE_PASSWORD | Action.UNLOCK | Action.REVIEW_CERTIFICATE:
            return FixAccount(state.account, failure)
        case Action.RECONNECT | Action.RETRY:
            return Reconnect((state.account,))
        case Action.NONE:
            return None if state.link.failure else Reconnect((state.account,))


def _problems(states: Sequence[AccountState]) -> tuple[Problem, ...]:
    """Each as a sentence with its button; the account is named when there are several."""
    problems = []
    for state in states:
        if state.link.state is LinkState.STOPPED and state.link.failure is not None:
            label = action_label(state.link.failure.action)
            problems.append(Problem(_named(state, states, told(state.link.failure.reason)), label, _fix(state)))
        if state.failure is not None:
            reason = _named(state, states, told(state.failure.reason))
            problems.append(_retry_problem(state, reason))
    return tuple(problems)


def _retry_problem(state: AccountState, reason: str) -> Problem:
    if not _can_retry(state):
        return Problem(reason)
    return Problem(reason, action_label(Action.RETRY), Retry((state.account,)))


def _can_retry(state: AccountState) -> bool:
    return state.failure is not None and state.failure.action is Action.RETRY and state.wanted is not None


def _named(state: AccountState, states: Sequence[AccountState], words: str) -> str:
    if len(states) == 1:
        return words
    return fill(translate("Menu", "{account}: {status}"), account=inert(state.account), status=words)


def _trouble_headers(troubles: Sequence[Trouble]) -> list[Entry]:
    """What is wrong with the program itself; a click on it does what helps, or shows the log, where that says more."""
    helping = [(trouble, _trouble_help(trouble)[1]) for trouble in troubles]
    return [
        Entry(f"trouble:{trouble.code}", text=trouble_headline(trouble), command=helps, enabled=helps is not None)
        for trouble, helps in helping
    ]


def _trouble_problems(troubles: Sequence[Trouble]) -> list[Problem]:
    return [Problem(told(trouble.reason), *_trouble_help(trouble)) for trouble in troubles]


def _trouble_help(trouble: Trouble) -> tuple[str, OpenLog | Restart | None]:
    """The words on a button, and what it does."""
    if trouble.restart:
        return translate("Failure", "Restart"), Restart()
    if trouble.in_log:
        return translate("Failure", "Open Log"), OpenLog()
    return "", None


# --- the menu --------------------------------------------------------------------------------------------------


def _headers(states: Sequence[AccountState], status: Sequence[str]) -> list[Entry]:
    """What is so, and what must be done first: stopped accounts can be clicked, the rest is only read."""
    headers = []
    stopped = _stopped(states)
    for state in stopped:
        words = _named(state, states, failure_headline(state.link.failure or _NO_STOP))
        command = _fix(state)
        headers.append(Entry(f"stopped:{state.account}", text=words, command=command, enabled=command is not None))
    if len(stopped) < len(states) or not states:
        headers += [Entry(f"status:{place}", text=line, enabled=False) for place, line in enumerate(status)]
    for state in states:
        if state.failure is not None:
            words = inert(_named(state, states, told(state.failure.reason)), _IN_TOOLTIP)
            headers.append(Entry(f"reason:{state.account}", text=words, enabled=False))
    failed = tuple(state.account for state in states if _can_retry(state))
    if failed:
        headers.append(Entry("retry", text=translate("Menu", "Retry"), command=Retry(failed)))
    return headers


def _program(states: Sequence[AccountState], paused_until: datetime | None) -> list[Entry]:
    entries = [
        separator("program"),
        Entry("window", text=translate("Menu", "Open Status Tray"), command=OpenWindow()),
        *([pause_submenu(paused_until)] if states else []),
        separator("account"),
    ]
    waiting = tuple(s.account for s in states if s.link.state in (LinkState.OFFLINE, LinkState.WAITING))
    if waiting:
        entries.append(Entry("reconnect", text=translate("Menu", "Reconnect"), command=Reconnect(waiting)))
    if not states:
        entries.append(Entry("add-account", text=translate("Menu", "Add Account…"), command=AddAccount()))
    entries.append(Entry("settings", text=translate("Menu", "Settings…"), command=OpenSettings()))
    log = Entry("log", text=translate("Menu", "Log"), command=OpenLog())
    about = Entry("about", text=translate("Menu", "About Status Tray"), command=OpenAbout())
    entries.append(Entry("help", Kind.SUBMENU, translate("Menu", "Help"), entries=(log, about)))
    entries.append(Entry("quit", text=translate("Menu", "Quit"), command=Quit()))
    return entries
