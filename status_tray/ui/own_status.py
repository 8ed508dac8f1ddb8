"""The own status as the user interface sets it: in all accounts at once, or in those that are named."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from status_tray.core.deadline import ClearAfter, deadline_after, extended
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import Applet, ClickAnswer, Clock
from status_tray.core.status import own_text
from status_tray.core.words import fill
from status_tray.ui.text import told, translate
from status_tray.ui.view import Accounts


class OwnStatus:
    """Sets, clears, and sets again; knows what was chosen lately."""

    def __init__(self, applet: Applet, clock: Clock, recent_changed: Callable[[], None]) -> None:
        self._applet = applet
        self._clock = clock
        self._recent_changed = recent_changed
        self._recent: tuple[str, ...] = ()
        self._put_aside: dict[BareJid, tuple[str, datetime | None]] = {}

    @property
    def recent(self) -> tuple[str, ...]:
        """Texts chosen lately, the latest first."""
        return self._recent

    async def load_recent(self) -> None:
        recent = tuple(await self._applet.recent())
        if recent != self._recent:
            self._recent = recent
            self._recent_changed()

    async def choose(
        self, typed: str, clear_after: ClearAfter | None = None, accounts: Accounts = ()
    ) -> Failure | None:
        """Sets the text; `clear_after` counts from now.  Without `accounts`, here and below: everywhere."""
        return await self.choose_until(typed, deadline_after(clear_after, self._clock.utc()), accounts)

    async def choose_until(self, typed: str, deadline: datetime | None, accounts: Accounts = ()) -> Failure | None:
        """Sets the text until `deadline` (aware).

        Raises `TextRefused` before anything is changed.  Returns the first account's failure, named when there
        are several accounts; a status that waits for a connection is no failure.
        """
        text = own_text(typed)
        failure = await self._everywhere(dict.fromkeys(self._meant(accounts), (text, deadline)))
        await self.load_recent()
        return failure

    async def clear(self, accounts: Accounts = ()) -> Failure | None:
        """No status."""
        return await self._everywhere(dict.fromkeys(self._meant(accounts), (None, None)))

    async def clear_after(self, after: ClearAfter | None, accounts: Accounts = ()) -> Failure | None:
        """Has what is set clear itself after that time, which counts from now, or with None not at all."""
        return await self.clear_at(deadline_after(after, self._clock.utc()), accounts)

    async def clear_at(self, deadline: datetime | None, accounts: Accounts = ()) -> Failure | None:
        """Has what is set clear itself at that moment (aware), or with None not at all.

        It is the same text chosen again (rule 4): nothing is published, unless the status is another device's, which
        becomes ours by that.  Raises `TextRefused` when that is no text that we could have set.
        """
        return await self._move(dict.fromkeys(self._set_in(accounts), deadline))

    async def extend(self, accounts: Accounts = ()) -> Failure | None:
        """Has what would clear itself do so half an hour later."""
        now = self._clock.utc()
        deadlines = {account: deadline for account, (_, deadline) in self._set_in(accounts).items()}
        return await self._move({account: extended(old, now) for account, old in deadlines.items() if old is not None})

    def texts(self, accounts: Accounts = ()) -> tuple[str, ...]:
        """What is set, each text once; raw."""
        return tuple(dict.fromkeys(text for text, _ in self._set_in(accounts).values()))

    def deadlines(self, accounts: Accounts = ()) -> tuple[datetime, ...]:
        """When what is set clears itself."""
        return tuple(deadline for _, deadline in self._set_in(accounts).values() if deadline is not None)

    async def toggle(self) -> Failure | None:
        """Clears what is set and puts it aside; with nothing set, sets that again until its old deadline."""
        if set_now := self._set_in(()):
            self._put_aside = set_now
            return await self.clear()
        now = self._clock.utc()
        again = {
            account: (text, deadline)
            for account, (text, deadline) in self._put_aside.items()
            if account in self._applet.accounts and (deadline is None or deadline > now)
        }
        return await self._everywhere(again)

    @property
    def is_set(self) -> bool:
        """Somewhere a status is wanted."""
        return bool(self._set_in(()))

    def _meant(self, accounts: Accounts) -> list[BareJid]:
        return [account for account in self._applet.accounts if not accounts or account in accounts]

    def _set_in(self, accounts: Accounts) -> dict[BareJid, tuple[str, datetime | None]]:
        """The accounts in which a status is wanted, with it and its deadline."""
        states = {account: self._applet.accounts[account] for account in self._meant(accounts)}
        return {
            account: (state.wanted.text, state.wanted.deadline)
            for account, state in states.items()
            if state.wanted is not None and state.wanted.text is not None
        }

    async def _everywhere(self, wanted: Mapping[BareJid, tuple[str | None, datetime | None]]) -> Failure | None:
        answers = await asyncio.gather(
            *(self._applet.choose(account, text, deadline) for account, (text, deadline) in wanted.items())
        )
        return _first_failure(dict(zip(wanted, answers, strict=True)))

    async def _move(self, deadlines: Mapping[BareJid, datetime | None]) -> Failure | None:
        """Chooses what is set there again, for the sake of these deadlines."""
        texts = {account: text for account, (text, _) in self._set_in(()).items() if account in deadlines}
        ours = {account: own_text(text) for account, text in texts.items()}
        answers = await asyncio.gather(
            *(
                # Another device may have set a text that is written a little differently here: then it is a new one.
                self._applet.choose(account, text, deadlines[account], deadline_only=text == texts[account])
                for account, text in ours.items()
            )
        )
        return _first_failure(dict(zip(ours, answers, strict=True)))


def _first_failure(answers: dict[BareJid, ClickAnswer]) -> Failure | None:
    for account, answer in answers.items():
        if answer.failure is None:
            continue
        if len(answers) == 1:
            return answer.failure
        reason = fill(translate("Menu", "{account}: {status}"), account=account, status=told(answer.failure.reason))
        return Failure(answer.failure.code, reason, answer.failure.permanent, answer.failure.action)
    return None
