"""Fakes of the core's ports, as the user interface sees the program: accounts that do what a test says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from status_tray.core.account import AccountState, Acknowledged, Link, LinkState, Wanted
from status_tray.core.certificate import Certificate
from status_tray.core.config import AccountConfig, Config, OnQuit, Preset, parse
from status_tray.core.config_edit import EditRefused, fresh
from status_tray.core.contact import ContactState
from status_tray.core.effects import Outcome
from status_tray.core.failure import NOT_CONNECTED, Failure
from status_tray.core.inspection import Inspection
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import All, Notice, StateChanged, TroublesChanged
from status_tray.core.ports import ClickAnswer, EmojiChoices
from status_tray.core.trouble import CRASHED, Trouble
from tests.fake_choices import FakeNotificationChoices

ROMEO, JULIET = BareJid("romeo@example.org"), BareJid("juliet@example.net")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)

SELF_SIGNED = Certificate(
    "0f1e2d3c4b5a6978" * 4,
    "CN=example.org",
    ("example.org", "*.example.org"),
    "CN=example.org",
    NOON - timedelta(days=100),
    NOON + timedelta(days=265),
)


class StandingClock:
    """A `Clock` that goes only when a test moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def utc(self) -> datetime:
        return self.now

    def monotonic(self) -> float:
        return self.now.timestamp()


def account(
    jid: BareJid = ROMEO,
    *,
    link: LinkState = LinkState.ONLINE,
    stopped_by: Failure | None = None,
    text: str | None = None,
    deadline: datetime | None = None,
    acknowledged: bool = True,
    failure: Failure | None = None,
) -> AccountState:
    """An account that wants `text` (None: no status), and whether the server has said yes to that."""
    wanted = Wanted(2, text, deadline)
    published = Acknowledged(2, text, "id-2", NOON) if acknowledged else Acknowledged(1, None, "id-1", NOON)
    link_state = Link(LinkState.STOPPED, stopped_by) if stopped_by else Link(link)
    return AccountState(jid, link_state, wanted, None, published, failure)


def contact(name: str, text: str | None = None, *, since: datetime | None = None, jid: str = "") -> ContactState:
    """A contact that we may see, by its name."""
    address = BareJid(jid or f"{name.lower().replace(' ', '.')}@example.org")
    return ContactState(address, name, "both", known=True, text=text, since=since)


class FakeAvatars:
    """`Avatars` in memory: `pictures` has those that there are."""

    def __init__(self) -> None:
        self.pictures: dict[ContactKey, bytes] = {}
        self.loaded: list[ContactKey] = []

    def drawn(self, account: BareJid, jid: BareJid) -> bool:
        return ContactKey(account, jid) in self.pictures

    async def picture(self, account: BareJid, jid: BareJid) -> bytes | None:
        self.loaded.append(ContactKey(account, jid))
        return self.pictures.get(ContactKey(account, jid))


class FakeApplet:
    """An `Applet` that answers each click with `answer`, and takes it over unless that is a failure."""

    def __init__(self, *states: AccountState) -> None:
        self.states = {state.account: state for state in states}
        self.people: dict[BareJid, dict[BareJid, ContactState]] = {}
        self.answer = ClickAnswer(Outcome.SET)
        self.answering = asyncio.Event()
        self.answering.set()
        self.chosen: list[tuple[BareJid, str | None, datetime | None]] = []
        self.moved: list[BareJid] = []
        """Of `chosen`, those that were for the deadline alone."""
        self.calls: list[tuple[str, BareJid]] = []
        self.lately: list[str] = []
        self.unlocked: list[tuple[BareJid, str]] = []
        self.added: list[tuple[BareJid, BareJid, str]] = []
        self.add_failure: Failure | None = None
        self.revoke_failure: Failure | None = None
        self.unlock_failure: Failure | None = None
        self.seen: list[tuple[BareJid, BareJid]] = []
        self.inspections: dict[BareJid, Inspection] = {}
        self.wrong: list[Trouble] = []
        self.has_quit = asyncio.Event()
        self.cleared_at_quit: bool | None = None
        self._subscribers: list[Callable[[Notice], None]] = []
        self.notification_choices = FakeNotificationChoices(self.send)
        self.avatars = FakeAvatars()

    # What the tests do to it

    def tell(self, state: AccountState, changed: frozenset[BareJid] | All = frozenset()) -> None:
        """The account is like this now, and subscribers are told."""
        self.states[state.account] = state
        for subscriber in self._subscribers:
            subscriber(StateChanged(state.account, state, changed))

    def tell_contacts(self, account: BareJid, *contacts: ContactState) -> None:
        """These contacts of the account are like this now, and subscribers are told."""
        self.people.setdefault(account, {}).update((contact.jid, contact) for contact in contacts)
        self.tell(self.states[account], frozenset(contact.jid for contact in contacts))

    @property
    def subscribed(self) -> int:
        """How many listen."""
        return len(self._subscribers)

    def send(self, notice: Notice) -> None:
        for subscriber in self._subscribers:
            subscriber(notice)

    # The port

    @property
    def accounts(self) -> Mapping[BareJid, AccountState]:
        return self.states

    def contacts(self, account: BareJid) -> Mapping[BareJid, ContactState]:
        return self.people.get(account, {})

    def looked_at(self, account: BareJid, jids: Sequence[BareJid]) -> None:
        self.seen.extend((account, jid) for jid in jids)

    def subscribe(self, subscriber: Callable[[Notice], None]) -> Callable[[], None]:
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    async def choose(
        self, account: BareJid, text: str | None, deadline: datetime | None = None, *, deadline_only: bool = False
    ) -> ClickAnswer:
        if deadline_only:
            self.moved.append(account)
        self.chosen.append((account, text, deadline))
        await self.answering.wait()
        before = self.states[account]
        revision = (before.wanted.revision if before.wanted else 0) + 1
        if self.answer.failure is None:
            if text is not None:
                self.lately = [text, *(other for other in self.lately if other != text)]
            published = Acknowledged(revision, text, f"id-{revision}", NOON)
            wanted = Wanted(revision, text, deadline)
            self.tell(replace(before, wanted=wanted, acknowledged=published, failure=None))
        else:
            self.tell(replace(before, wanted=Wanted(revision, text, deadline), failure=self.answer.failure))
        return self.answer

    def retry(self, account: BareJid) -> None:
        self.calls.append(("retry", account))

    def reconnect(self, account: BareJid) -> None:
        self.calls.append(("reconnect", account))

    async def add_contact(self, account: BareJid, contact: BareJid, name: str) -> Failure | None:
        self.added.append((account, contact, name))
        return self.add_failure

    async def revoke(self, account: BareJid, contact: BareJid) -> Failure | None:
        self.calls.append((f"revoke {contact}", account))
        return self.revoke_failure

    async def unlock(self, account: BareJid, password: str) -> Failure | None:
        self.unlocked.append((account, password))
        return self.unlock_failure

    async def inspect(self, account: BareJid) -> Inspection | Failure:
        return self.inspections.get(account, NOT_CONNECTED)

    async def reload(self) -> None:
        self.calls.append(("reload", BareJid("")))

    async def recent(self) -> Sequence[str]:
        return list(self.lately)

    @property
    def troubles(self) -> Sequence[Trouble]:
        return tuple(self.wrong)

    def report_crash(self) -> None:
        self.wrong = [*(trouble for trouble in self.wrong if trouble != CRASHED), CRASHED]
        self.send(TroublesChanged())

    def crash_seen(self) -> None:
        self.wrong = [trouble for trouble in self.wrong if trouble != CRASHED]
        self.send(TroublesChanged())

    def show_window(self) -> bool:
        return True

    def quit(self, *, clear: bool | None = None) -> None:
        self.cleared_at_quit = clear
        self.has_quit.set()


class FakeServices:
    """`UiServices` with a configuration in memory."""

    def __init__(self, config: Config | None = None) -> None:
        self.clock = StandingClock()
        self.config = config or Config(
            accounts=(AccountConfig(ROMEO),),
            presets=(
                Preset("📅 In a meeting", timedelta(hours=1)),
                Preset("🍽 Lunch", timedelta(minutes=45)),
                Preset("🏠 Working from home"),
            ),
        )
        self.looked_for_update = 0
        self.restarts = 0
        self.check_failure: Failure | None = None
        self.checking = asyncio.Event()
        self.checking.set()
        self.shown_certificate: Certificate | Failure = SELF_SIGNED
        self.looking = asyncio.Event()
        self.looking.set()
        self.looked_at: list[AccountConfig] = []
        self.save_failure: Failure | None = None
        self.keyring: Failure | None = None
        self.checked: list[tuple[AccountConfig, str | None]] = []
        self.saved: list[tuple[AccountConfig, str | None]] = []
        self.values_set: list[tuple[str, str | int | bool | None]] = []
        self.setting = asyncio.Event()
        self.setting.set()
        self.removed: list[BareJid] = []
        self.at_login: bool | Failure | None = False
        self.presets_added: list[Preset] = []
        self.emoji = EmojiChoices()
        self.shown_group: str | None = None
        self.config_text: str | None = None
        self.change_failure: Failure | None = None
        self.changing = asyncio.Event()
        self.changing.set()
        self.on_quit: OnQuit | None = None
        self.log_file = Path("/nowhere/log")

    def look_for_update(self) -> None:
        self.looked_for_update += 1

    def restart(self) -> None:
        self.restarts += 1

    async def check(self, account: AccountConfig, password: str | None) -> Failure | None:
        self.checked.append((account, password))
        await self.checking.wait()
        return self.check_failure

    async def certificate(self, account: AccountConfig) -> Certificate | Failure:
        self.looked_at.append(account)
        await self.looking.wait()
        return self.shown_certificate

    async def save_account(self, account: AccountConfig, password: str | None) -> Failure | None:
        self.saved.append((account, password))
        return self.save_failure

    async def remove_account(self, jid: BareJid) -> Failure | None:
        self.removed.append(jid)
        return self.save_failure

    async def starts_at_login(self) -> bool | Failure | None:
        return self.at_login

    async def start_at_login(self, wanted: bool) -> Failure | None:
        if self.save_failure is None:
            self.at_login = wanted
        return self.save_failure

    async def keyring_failure(self) -> Failure | None:
        return self.keyring

    async def add_preset(self, preset: Preset) -> Failure | None:
        self.presets_added.append(preset)
        return None

    async def set_value(self, key: str, value: str | int | bool | None, *, table: str = "") -> Failure | None:
        self.values_set.append((f"{table}.{key}" if table else key, value))
        await self.setting.wait()
        return self.save_failure

    async def change_config(self, change: Callable[[str], str]) -> Failure | None:
        """Changes the text as the file would be changed; of what it says, only the presets are in force then."""
        await self.changing.wait()
        if self.change_failure is not None:
            return self.change_failure
        text = fresh(self.config.presets) if self.config_text is None else self.config_text
        try:
            self.config_text = change(text)
        except EditRefused as refused:
            return Failure("config-not-saved", str(refused))
        presets = parse(self.config_text, "config.toml")[0].presets
        self.config = replace(self.config, presets=presets)
        return None

    async def load_emoji(self) -> EmojiChoices:
        return self.emoji

    async def remember_emoji(self, emoji: str) -> None:
        recent = (emoji, *(other for other in self.emoji.recent if other != emoji))
        self.emoji = replace(self.emoji, recent=recent)

    async def remember_emoji_tone(self, tone: str) -> None:
        self.emoji = replace(self.emoji, tone=tone)

    async def load_shown_group(self) -> str | None:
        return self.shown_group

    async def remember_shown_group(self, group: str | None) -> None:
        self.shown_group = group

    async def remember_on_quit(self, choice: OnQuit) -> Failure | None:
        self.on_quit = choice
        return None
