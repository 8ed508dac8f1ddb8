"""From contacts' changes to bubbles on the screen: runs the notification policy, and hears the buttons."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from status_tray.core.avatar import Avatars
from status_tray.core.contact import ContactState, Window
from status_tray.core.effects import (
    CloseBubble,
    ContactChanged,
    EndPause,
    EndWatch,
    PolicyEffect,
    ShowBubble,
    ShowDigest,
)
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.late_dataclass import dataclass
from status_tray.core.moment import Moment
from status_tray.core.policy import reduce_policy
from status_tray.core.policy_state import (
    AccountForgotten,
    BubbleGone,
    Changed,
    ContactForgotten,
    DevicesHeard,
    Inhibited,
    LoginWindowClosed,
    LoginWindowOpened,
    Paused,
    PolicyEvent,
    PolicyState,
    RulesChanged,
    Seen,
    Shown,
    WatchBegun,
    WatchEnded,
    Woke,
)
from status_tray.core.ports import Bubble, Clock, Notifier, Storage
from status_tray.core.rules import Rules
from status_tray.core.tasks import Tasks, report_crash
from status_tray.core.watches import ContactWatch
from status_tray.core.words import Translate, Words, bubble_words, digest_words, english, mute_label, show_label

SHOW = "default"
"""The action of a click on the bubble; daemons that make a button of it show its label."""
MUTE = "mute"

_DIGESTS = 8
"""Bubbles of digests beside each other: one must not take the place of another that nobody has read yet."""

_EARLY = 0.001
"""Seconds by which a tick may be later than it is wanted."""
_SLICE = 60.0
"""Seconds that a timer runs at most: it neither counts time asleep nor notices a wall clock that was set."""


class NotificationsListener(Protocol):
    """Who follows what becomes of the user's choices."""

    def muted(self, contact: ContactKey) -> None:
        """The user wants to hear no more of this contact."""
        ...

    def watch_ended(self, contact: ContactKey) -> None:
        """What the user asked to be told has been handed to the daemon."""
        ...

    def pause_ended(self) -> None:
        """The pause is over by itself."""
        ...


@dataclass(frozen=True, slots=True)
class _Told:
    """What a bubble is about: one contact, or None for a digest of these accounts' contacts."""

    accounts: frozenset[BareJid]
    contact: ContactKey | None


class Notifications:
    """Tells the user.

    `show` is called with the account and the contact of a clicked bubble (both None for a digest); `notified` with
    each contact whose change was held back, when what tells it is handed over.
    """

    def __init__(
        self,
        notifier: Notifier,
        storage: Storage,
        clock: Clock,
        show: Callable[[BareJid | None, BareJid | None], None],
        notified: Callable[[BareJid, BareJid], None],
        translate: Translate = english,
    ) -> None:
        self._notifier, self._storage, self._clock = notifier, storage, clock
        self._show, self._notified = show, notified
        self._translate = translate
        self.listener: NotificationsListener | None = None
        self.avatars: Avatars | None = None
        """Whose pictures are on the bubbles."""
        self._policy = PolicyState()
        self._told: dict[str, _Told] = {}
        """By the key of the bubble."""
        self._latest: dict[str, Bubble | None] = {}
        """What waits to be shown, None to be closed: one a key, however many changes there were meanwhile."""
        self._held: dict[str, tuple[ContactKey, ...]] = {}
        """Whose changes, held back until now, are told by what waits."""
        self._digests = itertools.cycle(range(_DIGESTS))
        self._hushed = self._closed = False
        self._timer: asyncio.TimerHandle | None = None
        self._ticks_at = 0.0
        """By the loop's clock."""
        self._tasks = Tasks()
        notifier.on_action(self._on_action)
        notifier.on_closed(self._on_closed)

    def hush(self) -> None:
        """Tells nothing from now on, since the program ends: nobody could click it, and the list keeps what is new."""
        self._hushed = True

    async def aclose(self) -> None:
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
        await self._tasks.aclose()

    # --- what happens ------------------------------------------------------------------------------------------

    def changed(self, account: BareJid, change: ContactChanged, state: ContactState | None = None) -> bool:
        """A contact's change, and how it is after that; True when it is handed to the daemon now."""
        shown = Shown(state.shown_text) if state is not None and state.visible else None
        event = Changed(account, change, shown)
        effects = self._reduce(event)
        return any(isinstance(effect, ShowBubble) and effect.contact == event.contact for effect in effects)

    def seen(self, account: BareJid, contact: ContactState) -> None:
        """What is known of a contact at the end of a login; for those of whom something is waited for."""
        # Of whose server has not answered yet it is not known that nothing is shown.
        heard = contact.visible and (contact.shown_text is not None or contact.settled)
        shown = Shown(contact.shown_text) if heard else None
        self._reduce(Seen(ContactKey(account, contact.jid), contact.display_name, contact.text, shown))

    def removed(self, account: BareJid, jid: BareJid) -> None:
        """The contact is no longer in the roster."""
        self._reduce(ContactForgotten(ContactKey(account, jid)))

    def window_changed(self, account: BareJid, window: Window) -> None:
        self._reduce(LoginWindowOpened(account) if window is Window.OPEN else LoginWindowClosed(account))

    def devices_heard(self, account: BareJid) -> None:
        self._reduce(DevicesHeard(account))

    def account_removed(self, account: BareJid) -> None:
        """Takes back every bubble that is of this account alone."""
        self._reduce(AccountForgotten(account))
        for key in [key for key, told in self._told.items() if told.accounts == {account}]:
            del self._told[key]
            self._held.pop(key, None)
            self._want(key, None)

    def use_rules(self, rules: Rules) -> None:
        self._reduce(RulesChanged(rules))

    def watch(self, contact: ContactKey, watch: ContactWatch) -> None:
        self._reduce(WatchBegun(contact, watch))

    def unwatch(self, contact: ContactKey) -> None:
        self._reduce(WatchEnded(contact))

    def pause(self, until: datetime | None) -> None:
        """Shows nothing until then; None: everything is shown again, what was held back first."""
        self._reduce(Paused(until))

    def inhibited(self, inhibited: bool) -> None:
        """The desktop wants silence, or no longer."""
        self._reduce(Inhibited(inhibited))

    def woke(self) -> None:
        """The computer was asleep."""
        self._reduce(Woke())

    # --- the policy --------------------------------------------------------------------------------------------

    def _reduce(self, event: PolicyEvent) -> tuple[PolicyEffect, ...]:
        if self._hushed:
            return ()
        now, before = self._now(), self._policy
        self._policy, effects = reduce_policy(before, event, now)
        for effect in effects:
            self._carry_out(event, effect)
        if self._timer is None or not self._policy.waits_as(before):
            self._arm(now)
        return effects

    def _now(self) -> Moment:
        return Moment(self._clock.utc(), self._clock.monotonic(), "")

    def _arm(self, now: Moment) -> None:
        """Has `Ticked` come in time.  A timer that comes too early is left: cancelled, Qt would keep it as long."""
        wait = self._policy.next_tick(now)
        if wait is None:
            return
        loop = asyncio.get_running_loop()
        delay = min(wait, _SLICE)
        if self._timer is not None:
            if self._ticks_at <= loop.time() + delay + _EARLY:
                return  # which the two clocks' readings alone would make later or earlier at each event
            self._timer.cancel()
        self._ticks_at = loop.time() + delay
        self._timer = loop.call_later(delay, self._tick)

    def _tick(self) -> None:
        self._timer = None
        self._reduce(Ticked())

    def _carry_out(self, event: PolicyEvent, effect: PolicyEffect) -> None:
        match effect:
            case ShowBubble(contact=contact, name=name, previous=previous, text=text):
                key = self._key(frozenset({contact.account}), contact)
                if not (isinstance(event, Changed) and event.contact == contact):
                    self._held[key] = (contact,)
                actions = ((MUTE, mute_label(name, self._translate)), (SHOW, show_label(self._translate)))
                words = bubble_words(name, previous, text, self._translate)
                self._want(key, Bubble(key, words.title, words.body, actions, effect.silent, asked=effect.asked))
            case ShowDigest(changes=changes, away=away):
                key = self._key(frozenset(contact.account for contact, _ in changes), None)
                self._held[key] = tuple(contact for contact, _ in changes)
                words = digest_words([change for _, change in changes], self._translate, away=away)
                self._want(key, self._digest(key, words))
            case CloseBubble(contact=contact):
                self._want(self._key(frozenset({contact.account}), contact), None)
            case EndWatch(contact=contact):
                if self.listener is not None:
                    self.listener.watch_ended(contact)
            case EndPause():
                if self.listener is not None:
                    self.listener.pause_ended()

    def _digest(self, key: str, words: Words) -> Bubble:
        return Bubble(key, words.title, words.body, ((SHOW, show_label(self._translate)),))

    def _key(self, accounts: frozenset[BareJid], contact: ContactKey | None) -> str:
        key = f"{contact.account} {contact.jid}" if contact else f"digest {next(self._digests)}"
        self._told[key] = _Told(accounts, contact)
        return key

    # --- the screen --------------------------------------------------------------------------------------------

    def _want(self, key: str, bubble: Bubble | None) -> None:
        if key not in self._latest:
            # Whoever was told of a change must not be told again after a crash.  What fails is told by the storage.
            self._storage.commit().add_done_callback(lambda _: self._committed(key))
        elif bubble is not None and (unseen := self._latest[key]) is not None and not unseen.silent:
            # Nobody saw the one before: its attention is this one's.
            bubble = replace(bubble, silent=False)
        self._latest[key] = bubble

    def _committed(self, key: str) -> None:
        told = self._told.get(key)
        contact = told.contact if told is not None and self._latest[key] is not None else None
        if self._closed:
            return
        if self.avatars is not None and contact is not None and self.avatars.drawn(*contact):
            self._tasks.start(self._hand_over_with_picture(key, contact), "notification with a picture")
        else:
            self._hand_over(key)

    async def _hand_over_with_picture(self, key: str, contact: ContactKey) -> None:
        assert self.avatars is not None
        self._hand_over(key, await self.avatars.picture(*contact))

    def _hand_over(self, key: str, picture: bytes | None = None) -> None:
        bubble = self._latest.pop(key)
        held = self._held.pop(key, ())
        try:
            if bubble is None:
                self._notifier.close(key)
            else:
                self._notifier.show(bubble if picture is None else replace(bubble, picture=picture))
                for contact in held:
                    self._notified(contact.account, contact.jid)
        except Exception as bug:  # noqa: BLE001  the next one is shown all the same
            report_crash("A notification failed.", bug)

    def _on_action(self, key: str, action: str) -> None:
        told = self._told.get(key)
        if told is None:
            return
        if action == SHOW:
            self._show(*(told.contact or (None, None)))
        elif action == MUTE and told.contact is not None and self.listener is not None:
            self.listener.muted(told.contact)

    def _on_closed(self, key: str, _seen: bool) -> None:
        told = self._told.get(key)
        if told is not None and told.contact is not None and key not in self._latest:
            self._reduce(BubbleGone(told.contact))
