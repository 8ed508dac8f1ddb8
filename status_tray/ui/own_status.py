"""The own status as the user interface sets it: in all accounts at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from status_tray.core.deadline import ClearAfter, deadline_after
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import Applet, ClickAnswer, Clock
from status_tray.core.status import own_text
from status_tray.core.words import fill
from status_tray.ui.text import translate


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

    async def choose(self, typed: str, clear_after: ClearAfter | None = None) -> Failure | None:
        """Sets the text everywhere; `clear_after` counts from now."""
        return await self.choose_until(typed, deadline_after(clear_after, self._clock.utc()))

    async def choose_until(self, typed: str, deadline: datetime | None) -> Failure | None:
        """Sets the text everywhere until `deadline` (aware).

        Raises `TextRefused` before anything is changed.  Returns the first account's failure, named when there
        are several accounts; a status that waits for a connection is no failure.
        """
        text = own_text(typed)
        failure = await self._everywhere(dict.fromkeys(self._applet.accounts, (text, deadline)))
        await self.load_recent()
        return failure

    async def clear(self) -> Failure | None:
        """No status, everywhere."""
        return await self._everywhere(dict.fromkeys(self._applet.accounts, (None, None)))

    async def toggle(self) -> Failure | None:
        """Clears what is set and puts it aside; with nothing set, sets that again until its old deadline."""
        set_now = {
            account: (state.wanted.text, state.wanted.deadline)
            for account, state in self._applet.accounts.items()
            if state.wanted is not None and state.wanted.text is not None
        }
        if set_now:
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
        return any(state.wanted and state.wanted.text is not None for state in self._applet.accounts.values())

    async def _everywhere(self, wanted: Mapping[BareJid, tuple[str | None, datetime | None]]) -> Failure | None:
        answers = await asyncio.gather(
            *(self._applet.choose(account, text, deadline) for account, (text, deadline) in wanted.items())
        )
        return _first_failure(dict(zip(wanted, answers, strict=True)))


def _first_failure(answers: dict[BareJid, ClickAnswer]) -> Failure | None:
    for account, answer in answers.items():
        if answer.failure is None:
            continue
        if len(answers) == 1:
            return answer.failure
        reason = fill(translate("Menu", "{account}: {status}"), account=account, status=answer.failure.reason)
        return Failure(answer.failure.code, reason, answer.failure.permanent, answer.failure.action)
    return None
