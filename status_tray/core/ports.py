"""What the rules need of the outside, as protocols: adapters in `desktop` and `ui` fulfil them, tests fake them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from status_tray.core.account import AccountState, OwnRecord
from status_tray.core.avatar import Avatar, Avatars, KeptAvatar
from status_tray.core.contact import ContactRecord, ContactState
from status_tray.core.effects import Outcome
from status_tray.core.failure import Failure
from status_tray.core.history import HistoryEntry
from status_tray.core.inspection import Inspection
from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.learnt_name import LearntName
from status_tray.core.notices import Notice
from status_tray.core.notification_choices import NotificationChoices as NotificationChoices
from status_tray.core.trouble import Trouble
from status_tray.core.watches import ContactWatch

if TYPE_CHECKING:
    import asyncio


class Clock(Protocol):
    """Two clocks: the wall for deadlines, one that only goes forward for waits."""

    def utc(self) -> datetime:
        """Now, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment, counting time asleep where the system can (CLOCK_BOOTTIME)."""
        ...


class KeyringFailed(Exception):
    """The keyring did not give or take a password; `failure` says why: `keyring-missing`, `keyring-locked`."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.failure = failure


class Secrets(Protocol):
    """The passwords (rule 15).  All calls leave the loop free; all raise `KeyringFailed`."""

    async def load(self, account: BareJid) -> str | None:
        """The saved password, or None when there is no entry."""
        ...

    async def save(self, account: BareJid, password: str) -> None:
        """Saves or replaces the password."""
        ...

    async def delete(self, account: BareJid) -> None:
        """Removes the entry; having none is fine."""
        ...


@dataclass(frozen=True, slots=True)
class Bubble:
    """One notification, as plain text.  A later bubble with the same key takes the place of the earlier one."""

    key: str
    title: str
    body: str
    actions: tuple[tuple[str, str], ...] = ()
    """(id, label) of each button, plus ("default", label) for a click on the bubble itself."""
    silent: bool = False
    """No sound and no new attention: a replacement within a burst."""
    lasting: bool = False
    """A question: stays until somebody has dealt with it, and in the daemon's list after that, if it has one."""
    asked: bool = False
    """Somebody asked to be told: of normal urgency, and kept in the daemon's list, if it has one."""
    picture: bytes | None = None
    """Of whom it is about (`core.avatar.Avatar.picture`), for daemons that show pictures."""


class Notifier(Protocol):
    """Puts bubbles on the screen.  `show` and `close` return at once; the order for one key is kept."""

    def show(self, bubble: Bubble) -> None: ...

    def close(self, key: str) -> None:
        """Takes the bubble back when it is still there."""
        ...

    def on_action(self, callback: Callable[[str, str], None]) -> None:
        """Has `callback(key, action)` called for a button or for a click on the bubble (`default`)."""
        ...

    def on_closed(self, callback: Callable[[str, bool], None]) -> None:
        """Has `callback(key, seen)` called when a bubble is gone that nobody has taken back with `close`.

        `seen` is False when it could not be shown.  Where the system does not tell, the callback is never called.
        """
        ...

    async def aclose(self) -> None: ...


class StorageFailed(Exception):
    """What should be remembered could not be written or read; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class EmojiChoices:
    """What was chosen lately in the emoji picker, the latest first, and the skin tone; "" for none."""

    recent: tuple[str, ...] = ()
    tone: str = ""


class Storage(Protocol):
    """What the program remembers.  Coroutines return when the data is committed; they raise `StorageFailed`."""

    async def load_own(self, account: BareJid) -> OwnRecord | None: ...

    async def save_own(self, account: BareJid, record: OwnRecord) -> None: ...

    async def load_contacts(self, account: BareJid) -> Sequence[ContactRecord]: ...

    def save_contact(self, account: BareJid, record: ContactRecord) -> None:
        """Takes the record for the next batch, at most 100 ms away."""
        ...

    def remove_contact(self, account: BareJid, jid: BareJid) -> None:
        """Forgets a contact with its history and what is waited for of it, with the next batch."""
        ...

    def add_history(self, account: BareJid, jid: BareJid, entry: HistoryEntry) -> None:
        """Takes a change of the contact for the next batch; the last `CHANGES_KEPT` are kept.

        They are forgotten with a record of the contact that is not `known`.
        """
        ...

    async def load_history(self, account: BareJid, jid: BareJid) -> Sequence[HistoryEntry]:
        """The contact's last changes, the latest first."""
        ...

    async def load_names(self, account: BareJid) -> Mapping[BareJid, LearntName]:
        """What the account's contacts called themselves when they were asked, as far as it is not too long ago."""
        ...

    def save_name(self, account: BareJid, jid: BareJid, learnt: LearntName) -> None:
        """Takes a contact's name for the next batch."""
        ...

    async def load_avatars(self, account: BareJid) -> Mapping[BareJid, KeptAvatar]:
        """Whose avatars are kept."""
        ...

    async def load_picture(self, account: BareJid, jid: BareJid) -> bytes | None:
        """The picture of a contact's avatar; None when none is kept."""
        ...

    def save_avatar(self, account: BareJid, jid: BareJid, avatar: Avatar | None) -> None:
        """Takes a contact's avatar for the next batch; None: it has none any more.

        Of all together the latest `AVATARS_KEPT` are kept; one is forgotten with the contact, and with a record of the
        contact that we may not see.
        """
        ...

    async def forget_avatars(self) -> None: ...

    async def load_watches(self, account: BareJid) -> Mapping[BareJid, ContactWatch]:
        """What is waited for, by contact."""
        ...

    async def save_watch(self, account: BareJid, jid: BareJid, watch: ContactWatch | None) -> None:
        """Remembers what is waited for of the contact; None: nothing any more."""
        ...

    async def load_pause(self) -> datetime | None:
        """Until when notifications are paused; that may have passed."""
        ...

    async def save_pause(self, until: datetime | None) -> None: ...

    def commit(self) -> asyncio.Future[StorageFailed | None]:
        """Has every record taken so far committed, from now on; the result is why it could not be.

        Not to be cancelled: others may have the same.
        """
        ...

    async def flush(self) -> None:
        """Returns when every record taken so far is committed."""
        ...

    def on_health(self, callback: Callable[[StorageFailed | None], None]) -> None:
        """Has `callback` called when writing fails, and with None when it works again.

        What could not be written is tried again until it can.
        """
        ...

    async def remove_account(self, account: BareJid) -> None:
        """Forgets everything of the account."""
        ...

    async def load_scram_seen(self, account: BareJid) -> bool:
        """Whether a login by SCRAM has ever worked for the account (rule 11)."""
        ...

    async def save_scram_seen(self, account: BareJid) -> None: ...

    async def load_recent(self) -> Sequence[str]:
        """Own texts that were chosen lately, the latest first."""
        ...

    async def add_recent(self, text: str, keep: int) -> None: ...

    async def load_emoji(self) -> EmojiChoices: ...

    async def add_emoji(self, emoji: str, keep: int) -> None:
        """Remembers it as the latest of at most `keep`."""
        ...

    async def save_emoji_tone(self, tone: str) -> None: ...

    async def load_shown_group(self) -> str | None:
        """The group of contacts that the window shows; empty for those in none, None for all contacts."""
        ...

    async def save_shown_group(self, group: str | None) -> None: ...

    async def aclose(self) -> None: ...


# --- the running program, as the control socket and the user interface see it --------------------------------


@dataclass(frozen=True, slots=True)
class ClickAnswer:
    """What became of a click; `failure` goes with `Outcome.FAILED`."""

    outcome: Outcome
    failure: Failure | None = None


class Applet(Protocol):
    """What can be seen and done while the program runs.  All on the loop's thread."""

    @property
    def accounts(self) -> Mapping[BareJid, AccountState]:
        """In the order of the configuration."""
        ...

    def contacts(self, account: BareJid) -> Mapping[BareJid, ContactState]:
        """A live view: not to be kept over an await."""
        ...

    def looked_at(self, account: BareJid, jids: Sequence[BareJid]) -> None:
        """These contacts are in view: who has no name is asked for one, a few at a time; a change follows.

        So are those who have one for their avatars, when these are wanted.
        """
        ...

    def subscribe(self, subscriber: Callable[[Notice], None]) -> Callable[[], None]:
        """Has every notice given to `subscriber` from the next loop turn on; returns how to end that."""
        ...

    async def choose(
        self, account: BareJid, text: str | None, deadline: datetime | None = None, *, deadline_only: bool = False
    ) -> ClickAnswer:
        """Sets an own text already checked by `own_text`, or clears (None); answers within 10 s (QUEUED then).

        With `deadline_only` the text is the one that is set, to be cleared at another time than before; when another
        one is set by then, nothing is done (REPLACED).
        """
        ...

    def retry(self, account: BareJid) -> None:
        """Tries the failed status again."""
        ...

    def reconnect(self, account: BareJid) -> None:
        """Connects now: ends Waiting, and Stopped too."""
        ...

    async def unlock(self, account: BareJid, password: str) -> Failure | None:
        """Uses the password for this run of the program; None when the login worked."""
        ...

    async def add_contact(self, account: BareJid, contact: BareJid, name: str) -> Failure | None:
        """Puts a contact into the roster and asks to see it.

        None when it has been asked: it may have answered already, or be `ContactState.pending`.
        """
        ...

    async def revoke(self, account: BareJid, contact: BareJid) -> Failure | None:
        """Has the contact no longer see our presence and status; None when the server has done it.

        The account logs in anew: some servers go on sending until then.
        """
        ...

    async def inspect(self, account: BareJid) -> Inspection | Failure:
        """What the account's session knows of its server; asks it a few questions."""
        ...

    async def reload(self) -> None:
        """Takes over what is in the configuration file now."""
        ...

    async def recent(self) -> Sequence[str]:
        """Own texts that were chosen lately, the latest first."""
        ...

    @property
    def notification_choices(self) -> NotificationChoices: ...

    @property
    def avatars(self) -> Avatars: ...

    @property
    def troubles(self) -> Sequence[Trouble]:
        """What is wrong with the program itself."""
        ...

    def report_crash(self) -> None:
        """Something ended with an exception, which is in the log by now."""
        ...

    def crash_seen(self) -> None:
        """Somebody has looked into the log."""
        ...

    def show_window(self) -> bool:
        """Brings the small window up; False when there is none (headless)."""
        ...

    def quit(self, *, clear: bool | None = None) -> None:
        """Ends the program; with `clear` there is no status any more, and None is what the configuration says."""
        ...
