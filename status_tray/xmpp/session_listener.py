"""What a session tells the rest of the program."""

from __future__ import annotations

from typing import Protocol

from status_tray.core.contact import Window
from status_tray.core.effects import ContactChanged
from status_tray.core.jid import BareJid
from status_tray.core.ports import StorageFailed


class SessionListener(Protocol):
    """What a session tells the rest of the program; all on the loop's thread."""

    def account_changed(self, account: BareJid) -> None: ...

    def contact_changed(self, account: BareJid, jid: BareJid) -> None: ...

    def contact_told(self, account: BareJid, change: ContactChanged) -> None: ...

    def contact_removed(self, account: BareJid, jid: BareJid) -> None: ...

    def avatar_changed(self, account: BareJid, jid: BareJid) -> None:
        """The contact has another picture, or none any more."""
        ...

    def window_changed(self, account: BareJid, window: Window) -> None: ...

    def devices_heard(self, account: BareJid) -> None:
        """What the presences of a fresh session say is complete; some time after the login window."""
        ...

    def scram_worked(self, account: BareJid) -> None:
        """From now on the password is never sent by a lesser mechanism (rule 11)."""
        ...

    def subscription_requested(self, account: BareJid, jid: BareJid, name: str) -> None:
        """Somebody asks to see the account's presence and status; `name` is raw.  The server repeats it at logins."""
        ...

    def subscription_settled(self, account: BareJid, jid: BareJid) -> None:
        """The request needs no answer any more."""
        ...

    def storage_failed(self, error: StorageFailed) -> None: ...
