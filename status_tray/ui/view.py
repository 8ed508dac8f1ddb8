"""What the tray shows, and what a click on it asks for, as plain data."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from status_tray.core.deadline import ClearAfter
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.pause import PauseFor
from status_tray.ui.icon_state import IconState

# --- what is asked for -----------------------------------------------------------------------------------------


Accounts = tuple[BareJid, ...]
"""Whose status a click is for; empty: every account's."""


@dataclass(frozen=True, slots=True)
class ChooseStatus:
    """Set this text; `clear_after` counts from the click."""

    text: str
    clear_after: ClearAfter | None = None
    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class ClearStatus:
    """No status."""

    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class ExtendStatus:
    """Clear what is set half an hour later than it would be."""

    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """Clear what is set after this time, which counts from the click; None: not at all."""

    clear_after: ClearAfter | None
    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class PickDeadline:
    """Open the dialog in which a date and time to clear at is picked."""

    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class ToggleStatus:
    """Clear the status; with none set, set again what was cleared so."""


@dataclass(frozen=True, slots=True)
class TypeStatus:
    """Open the dialog in which a status is typed."""

    accounts: Accounts = ()


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """Show the small window."""


@dataclass(frozen=True, slots=True)
class PauseNotifications:
    """Show no notifications for so long, counted from the click; None: show them again."""

    choice: PauseFor | None


@dataclass(frozen=True, slots=True)
class Retry:
    """Try to publish the failed status again."""

    accounts: tuple[BareJid, ...]


@dataclass(frozen=True, slots=True)
class Reconnect:
    """Connect now."""

    accounts: tuple[BareJid, ...]


@dataclass(frozen=True, slots=True)
class FixAccount:
    """Open what helps against the failure that stopped the account."""

    account: BareJid
    failure: Failure


@dataclass(frozen=True, slots=True)
class AddAccount:
    """Open the dialog of the first start."""


@dataclass(frozen=True, slots=True)
class AddContact:
    """Open the dialog in which a contact is added by its address."""


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Open the dialog for the password that the account has now."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class EditAccount:
    """Open the dialog for how the account's server is reached."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class OpenSettings:
    """Show the settings, at the page of this key; with none, as they open."""

    page: str = ""


@dataclass(frozen=True, slots=True)
class OpenLog:
    """Show the log with whatever shows texts here."""


@dataclass(frozen=True, slots=True)
class OpenAbout:
    """Show the version, what it runs on, and what others wrote of it."""


@dataclass(frozen=True, slots=True)
class Restart:
    """End the program and start it again, whatever version that is."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the program, after the question that goes with a status that is set."""


Command = (
    ChooseStatus
    | ClearStatus
    | ExtendStatus
    | MoveDeadline
    | PickDeadline
    | ToggleStatus
    | TypeStatus
    | OpenWindow
    | PauseNotifications
    | Retry
    | Reconnect
    | FixAccount
    | AddAccount
    | AddContact
    | ChangePassword
    | EditAccount
    | OpenSettings
    | OpenLog
    | OpenAbout
    | Restart
    | Quit
)


# --- what is shown ---------------------------------------------------------------------------------------------


class Kind(StrEnum):
    ACTION = "action"
    RADIO = "radio"
    """One of the choices of which at most one is checked."""
    SUBMENU = "submenu"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu.  `text` is plain: mnemonics are escaped where the menu is drawn.

    `key` says which line it is, whatever it shows; it is unique in its menu.  A line without a command is only
    there to be read.
    """

    key: str
    kind: Kind = Kind.ACTION
    text: str = ""
    command: Command | None = None
    checked: bool = False
    enabled: bool = True
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that needs the user: a sentence, and the button that helps (no label: nothing does)."""

    reason: str
    label: str = ""
    command: Command | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """A status that can be chosen by itself: that of all accounts, or of one."""

    accounts: Accounts = ()
    name: str = ""
    """What the choice between several is called."""
    chosen: str | None = None
    """The text that is wanted, raw; None too when the accounts want different ones."""
    can_clear: bool = False
    deadline: tuple[Entry, ...] = ()
    """Extend and Clear After, as in the menu."""


@dataclass(frozen=True, slots=True)
class TrayView:
    """All that the tray and the upper part of the window show."""

    icon: IconState
    tooltip: str
    menu: tuple[Entry, ...]
    status: str
    """The own status as the menu has it: one line, or one for each account when they differ."""
    news: str
    """The same without the countdown: it is another one when something happened."""
    links: tuple[str, ...]
    """Each account with its link: `romeo@example.org, connected`."""
    scopes: tuple[Scope, ...]
    """All accounts first; then each, where they have statuses of their own.  Nothing without an account."""
    problems: tuple[Problem, ...] = ()
    changes_at: datetime | None = None
    """When some of this reads differently by the clock alone; None: only when something happens."""
