"""From contacts' changes to bubbles on the screen: runs the notification policy of each account."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from dataclasses import replace

from status_tray.core.contact import Window
from status_tray.core.effects import CloseBubble, ContactChanged, How, PolicyEffect, ShowBubble, ShowDigest, Via
from status_tray.core.events import Ticked
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment
from status_tray.core.policy import (
    ContactForgotten,
    LoginWindowClosed,
    LoginWindowOpened,
    PolicyEvent,
    PolicyState,
    reduce_policy,
)
from status_tray.core.ports import Bubble, Clock, Notifier, Storage, StorageFailed
from status_tray.core.tasks import Tasks, report_crash
from status_tray.core.words import Translate, bubble_words, digest_words, english, show_label

SHOW = "default"
"""The action of a click on the bubble; daemons that make a button of it show its label."""

_DIGESTS = 8
"""Bubbles of digests beside each other: one must not take the place of another that nobody has read yet."""


class Notifications:
    """Tells the user.

    `show` is called with the account and the contact (None for a digest) of a clicked bubble; `notified` with each
    contact whose change was held back, when the digest that tells it is handed over.  `always` says whether the rule of
    an account's contact is Always: then it is told of what the presence says too (rule 20).
    """

    def __init__(
        self,
        notifier: Notifier,
        storage: Storage,
        clock: Clock,
        show: Callable[[BareJid, BareJid | None], None],
        notified: Callable[[BareJid, BareJid], None],
        translate: Translate = english,
        always: Callable[[BareJid, BareJid], bool] = lambda _account, _jid: False,
    ) -> None:
        self._notifier, self._storage, self._clock = notifier, storage, clock
        self._show, self._notified = show, notified
        self._translate, self._always = translate, always
        self._policies: dict[BareJid, PolicyState] = {}
        self._keys: dict[str, tuple[BareJid, BareJid | None]] = {}
        self._latest: dict[str, Bubble | None] = {}
        """What waits to be shown, None to be closed: one a key, however many changes there were meanwhile."""
        self._waiting: asyncio.Queue[str] = asyncio.Queue()
        self._held: dict[str, tuple[BareJid, ShowDigest]] = {}
        """The digests among what waits."""
        self._digests = itertools.cycle(range(_DIGESTS))
        self._hushed = False
        self._timer: asyncio.TimerHandle | None = None
        self._tasks = Tasks()
        notifier.on_action(self._on_action)

    def start(self) -> None:
        self._tasks.start(self._show_bubbles(), "notifications")

    def hush(self) -> None:
        """Tells nothing from now on, since the program ends: nobody could click it, and the list keeps what is new."""
        self._hushed = True

    async def aclose(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        await self._tasks.aclose()

    def changed(self, account: BareJid, change: ContactChanged) -> bool:
        """A contact's change; True when it is handed to the daemon now."""
        if change.via is Via.PRESENCE and not (change.how is How.LIVE and self._always(account, change.jid)):
            return False
        effects = self._reduce(account, change)
        return any(isinstance(effect, ShowBubble) for effect in effects)

    def removed(self, account: BareJid, jid: BareJid) -> None:
        """The contact is no longer in the roster."""
        self._reduce(account, ContactForgotten(jid))

    def window_changed(self, account: BareJid, window: Window) -> None:
        self._reduce(account, LoginWindowOpened() if window is Window.OPEN else LoginWindowClosed())

    def account_removed(self, account: BareJid) -> None:
        """Takes back every bubble of the account."""
        self._policies.pop(account, None)
        self._arm()
        for key in [key for key, (owner, _) in self._keys.items() if owner == account]:
            del self._keys[key]
            self._held.pop(key, None)
            self._want(key, None)

    def _reduce(self, account: BareJid, event: PolicyEvent) -> tuple[PolicyEffect, ...]:
        if self._hushed:
            return ()
        now = Moment(self._clock.utc(), self._clock.monotonic(), "")
        state, effects = reduce_policy(self._policies.get(account, PolicyState()), event, now)
        self._policies[account] = state
        self._arm()
        for effect in effects:
            key, bubble = self._bubble(account, effect)
            self._want(key, bubble)
            if isinstance(effect, ShowDigest):
                self._held[key] = (account, effect)
        return effects

    def _arm(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        dues = [policy.due for policy in self._policies.values() if policy.due is not None]
        if dues:
            delay = max(0.0, min(dues) - self._clock.monotonic())
            self._timer = asyncio.get_running_loop().call_later(delay, self._tick)

    def _tick(self) -> None:
        for account in list(self._policies):
            self._reduce(account, Ticked())

    def _want(self, key: str, bubble: Bubble | None) -> None:
        if key not in self._latest:
            self._waiting.put_nowait(key)
        elif bubble is not None and (unseen := self._latest[key]) is not None and not unseen.silent:
            # Nobody saw the one before: its attention is this one's.
            bubble = replace(bubble, silent=False)
        self._latest[key] = bubble

    def _bubble(self, account: BareJid, effect: PolicyEffect) -> tuple[str, Bubble | None]:
        """The key, and what to show; None to close it."""
        match effect:
            case ShowBubble(jid=jid, name=name, previous=previous, text=text, silent=silent):
                words = bubble_words(name, previous, text, self._translate)
                key = self._key(account, jid)
            case ShowDigest(changes=changes):
                words, silent = digest_words(changes, self._translate), False
                key = self._key(account, None)
            case CloseBubble(jid=jid):
                return self._key(account, jid), None
        return key, Bubble(key, words.title, words.body, ((SHOW, show_label(self._translate)),), silent)

    def _key(self, account: BareJid, jid: BareJid | None) -> str:
        key = f"{account} {jid or f'digest {next(self._digests)}'}"
        self._keys[key] = (account, jid)
        return key

    async def _show_bubbles(self) -> None:
        while True:
            key = await self._waiting.get()
            # Whoever was told of a change must not be told again after a crash.  What fails is told by the storage.
            with contextlib.suppress(StorageFailed):
                await self._storage.flush()
            bubble = self._latest.pop(key)
            held = self._held.pop(key, None)
            try:
                if bubble is None:
                    self._notifier.close(key)
                else:
                    self._notifier.show(bubble)
                if held is not None:
                    account, digest = held
                    for change in digest.changes:
                        self._notified(account, change.jid)
            except Exception as bug:  # noqa: BLE001  the next one is shown all the same
                report_crash("A notification failed.", bug)

    def _on_action(self, key: str, action: str) -> None:
        if action == SHOW and key in self._keys:
            self._show(*self._keys[key])
