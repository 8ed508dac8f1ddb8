"""What the running program tells its subscribers: facts about accounts, contacts, and itself, in the past tense."""

from __future__ import annotations

from enum import Enum

from status_tray.core.account import AccountState
from status_tray.core.contact import ContactState
from status_tray.core.effects import ContactChanged
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass


class All(Enum):
    """In place of a set of JIDs: every contact may have changed."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class StateChanged:
    """Something about one account is different; gathered for two turns of the loop.

    `changed` has the contacts to look at again (added, changed or removed), or `All.ALL`.  `itself` is False when it is
    contacts alone.
    """

    account: BareJid
    state: AccountState
    changed: frozenset[BareJid] | All
    itself: bool = True


@dataclass(frozen=True, slots=True)
class ContactTold:
    """A contact's change as it happened, for `watch`: `notified` when it was handed to the notification daemon."""

    account: BareJid
    change: ContactChanged
    contact: ContactState
    notified: bool


@dataclass(frozen=True, slots=True)
class ContactNotified:
    """A change that was told before, held back then, has now been handed to the notification daemon."""

    account: BareJid
    jid: BareJid


@dataclass(frozen=True, slots=True)
class ContactRemoved:
    account: BareJid
    jid: BareJid


@dataclass(frozen=True, slots=True)
class AvatarChanged:
    """A contact has another picture, or none any more: `Applet.avatars`."""

    account: BareJid
    jid: BareJid


@dataclass(frozen=True, slots=True)
class AccountRemoved:
    """The account is not in use any more: it was removed, or switched off."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class ConfigChanged:
    """The configuration was read anew: accounts, presets or settings may be others."""


@dataclass(frozen=True, slots=True)
class NotificationChoicesChanged:
    """Rules, watches or the pause are others: `Applet.notification_choices`."""


@dataclass(frozen=True, slots=True)
class TroublesChanged:
    """Something is wrong with the program itself, or no longer: `Applet.troubles`."""


@dataclass(frozen=True, slots=True)
class Quitting:
    """The program ends; nothing follows."""


Notice = (
    StateChanged
    | ContactTold
    | ContactNotified
    | ContactRemoved
    | AvatarChanged
    | AccountRemoved
    | ConfigChanged
    | NotificationChoicesChanged
    | TroublesChanged
    | Quitting
)
