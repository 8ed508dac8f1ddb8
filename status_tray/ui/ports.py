"""What the user interface needs of the program beside the `Applet` port: handed in by the composition root."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from status_tray.core.certificate import Certificate
from status_tray.core.config import AccountConfig, Config, OnQuit, Preset
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import Clock, EmojiChoices


class UiServices(Protocol):
    """Configuration, keyring and live check.

    All coroutines leave the loop free and may take as long as a person waits; the user interface cancels them
    when their dialog is closed.  A change of the configuration that has begun is then done to its end, and in force.
    A returned `Failure` is shown; an exception is a bug.
    """

    @property
    def clock(self) -> Clock: ...

    @property
    def log_file(self) -> Path:
        """Where the log is, unless the profile cannot be written: then there is none."""
        ...

    @property
    def config(self) -> Config:
        """The configuration as it is in force; `Shell.config_changed` tells when it is another."""
        ...

    def look_for_update(self) -> None:
        """Sees whether the program was updated under our feet; `Applet.troubles` has it then."""
        ...

    def restart(self) -> None:
        """Ends the program and starts it again; statuses stay."""
        ...

    async def check(self, account: AccountConfig, password: str | None) -> Failure | None:
        """Logs in and out again; None when that worked and the server can carry statuses.

        `password` None stands for the one that the account has now, saved or given for this run.
        """
        ...

    async def certificate(self, account: AccountConfig) -> Certificate | Failure:
        """The certificate that the account's server shows now, verified by nobody; why there is none to see."""
        ...

    async def save_account(self, account: AccountConfig, password: str | None) -> Failure | None:
        """Adds the account, or replaces the one with this JID, and connects it.

        A `password` given goes to the keyring with `PasswordFrom.KEYRING`; when that fails nothing is changed
        and the failure says why.  With `PasswordFrom.ASK` it is used for this run of the program.  None: the
        account keeps the one that it has.
        """
        ...

    async def remove_account(self, jid: BareJid) -> Failure | None:
        """Removes the account from the configuration, ends its session, and forgets its password and its rows.

        The failure says what could not be removed; the rest has gone.
        """
        ...

    async def starts_at_login(self) -> bool | Failure | None:
        """Whether the desktop starts the program at login; None where the system has no way for that."""
        ...

    async def start_at_login(self, wanted: bool) -> Failure | None:
        """Has the desktop start the program at login, or not."""
        ...

    async def keyring_failure(self) -> Failure | None:
        """Why a password cannot be saved now: `keyring-missing`, `keyring-locked`; None when it can."""
        ...

    async def add_preset(self, preset: Preset) -> Failure | None:
        """Puts the preset at the end of the list."""
        ...

    async def set_value(self, key: str, value: str | int | bool | None, *, table: str = "") -> Failure | None:
        """Sets a choice of the configuration, in `[table]` or outside of all tables; None: as it is by default."""
        ...

    async def change_config(self, change: Callable[[str], str]) -> Failure | None:
        """Changes the text of the configuration (`core.preset_edit`) and has it in force when this returns."""
        ...

    async def load_emoji(self) -> EmojiChoices:
        """What was chosen in the emoji picker; nothing when that cannot be read."""
        ...

    async def remember_emoji(self, emoji: str) -> None:
        """Puts it first among those chosen lately."""
        ...

    async def remember_emoji_tone(self, tone: str) -> None:
        """Keeps the skin tone ("" for none)."""
        ...

    async def load_shown_group(self) -> str | None:
        """The group of contacts that was chosen last; `NO_GROUP` for those in none, None for all."""
        ...

    async def remember_shown_group(self, group: str | None) -> None: ...

    async def remember_on_quit(self, choice: OnQuit) -> Failure | None:
        """Keeps the answer to the question at Quit."""
        ...
