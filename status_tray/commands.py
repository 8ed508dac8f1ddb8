"""What the requests on the control socket mean: each checked, then done by the applet, and answered.

A request is `{"command": …}` with the command's own keys, and `account` for one account where all are meant
otherwise.  A reply is one object for each account, contact or event, or `{"error": {"code", "reason"}}`.  Times are
RFC 3339.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import datetime

from status_tray.core import wire
from status_tray.core.config import ConfigBroken
from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.ports import Applet
from status_tray.core.status import TextRefused, own_text
from status_tray.core.wire import Object
from status_tray.desktop.paths import ProfileFailed
from status_tray.watch import TooSlow, Watch

Replies = AsyncGenerator[Object, None]


class Refused(Exception):
    """The request is not done; `code` is stable, the message a sentence for people."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Commands:
    """The handler of `desktop.control.ControlServer`."""

    def __init__(self, applet: Applet, look_for_update: Callable[[], None] = lambda: None) -> None:
        """`look_for_update` is called at each request: who asks may be of the version that has just come."""
        self._applet, self._look_for_update = applet, look_for_update
        self._commands: dict[str, Callable[[Object], Replies]] = {
            "set": self._set,
            "clear": self._clear,
            "show": self._show,
            "contacts": self._contacts,
            "watch": self._watch,
            "unlock": self._unlock,
            "inspect": self._inspect,
            "reload": self._reload,
            "show-window": self._show_window,
            "quit": self._quit,
        }

    async def answer(self, request: Object) -> Replies:
        """Does what the request says and yields the replies."""
        self._look_for_update()
        try:
            command = self._commands.get(_string(request, "command"))
            if command is None:
                raise Refused("bad-request", "This Status Tray does not know the command.")
            async with contextlib.aclosing(command(request)) as replies:
                async for reply in replies:
                    yield reply
        except Refused as refused:
            yield {"error": {"code": refused.code, "reason": str(refused)}}

    async def _set(self, request: Object) -> Replies:
        try:
            text = own_text(_string(request, "text"))
        except TextRefused as refused:
            raise Refused("bad-text", str(refused)) from None
        deadline = _deadline(request)
        for row in await self._choose(self._meant(request), text, deadline):
            yield row

    async def _clear(self, request: Object) -> Replies:
        for row in await self._choose(self._meant(request), None, None):
            yield row

    async def _choose(self, accounts: Sequence[BareJid], text: str | None, deadline: datetime | None) -> list[Object]:
        """The same click for all, side by side: one server that does not answer holds up no other."""
        async with asyncio.TaskGroup() as clicks:
            answers = [
                (account, clicks.create_task(self._applet.choose(account, text, deadline))) for account in accounts
            ]
        return [wire.answer_row(account, answer.result()) for account, answer in answers]

    async def _show(self, request: Object) -> Replies:
        accounts = self._applet.accounts
        troubles = self._applet.troubles
        for row in [wire.account_row(accounts[account], troubles) for account in self._meant(request, none=True)]:
            yield row

    async def _contacts(self, request: Object) -> Replies:
        for account in self._meant(request, none=True):
            for contact in tuple(self._applet.contacts(account).values()):
                yield wire.contact_row(account, contact)

    async def _watch(self, request: Object) -> Replies:
        only = self._meant(request)[0] if "account" in request else None
        try:
            async with contextlib.aclosing(Watch(self._applet, only).events()) as events:
                async for event in events:
                    yield event
        except TooSlow:
            raise Refused("too-slow", "Too many changes were left unread; begin again.") from None

    async def _unlock(self, request: Object) -> Replies:
        if "account" not in request:
            raise Refused("bad-request", "Name the account that the password is for.")
        password = _string(request, "password")
        if not password:
            raise Refused("bad-request", "The password is empty.")
        (account,) = self._meant(request)
        failure = await self._applet.unlock(account, password)
        yield wire.unlocked_row(account, failure)

    async def _inspect(self, request: Object) -> Replies:
        for account in self._meant(request, none=True):
            yield wire.inspection_row(account, await self._applet.inspect(account))

    async def _reload(self, _: Object) -> Replies:
        try:
            await self._applet.reload()
        except (ConfigBroken, ProfileFailed) as failed:
            raise Refused("config-broken", str(failed)) from None
        yield {"result": "reloaded"}

    async def _show_window(self, _: Object) -> Replies:
        yield {"shown": self._applet.show_window()}

    async def _quit(self, _: Object) -> Replies:
        self._applet.quit()
        yield {"result": "quitting"}

    def _meant(self, request: Object, *, none: bool = False) -> list[BareJid]:
        """The accounts that the request is about; `none` says that having no account is no mistake."""
        accounts = list(self._applet.accounts)
        if "account" in request:
            typed = _string(request, "account")
            try:
                account = account_jid(typed)
            except JidRefused as refused:
                raise Refused("unknown-account", str(refused)) from None
            if account not in accounts:
                raise Refused("unknown-account", f"There is no account “{account}” here.")
            return [account]
        if not accounts and not none:
            raise Refused("no-account", "There is no account yet; add one with “status-tray account add”.")
        return accounts


def _string(request: Object, key: str) -> str:
    value = request.get(key)
    if not isinstance(value, str):
        raise Refused("bad-request", f"The request needs the text “{key}”.")
    return value


def _deadline(request: Object) -> datetime | None:
    if request.get("deadline") is None:
        return None
    try:
        deadline = datetime.fromisoformat(_string(request, "deadline"))
    except ValueError:
        raise Refused("bad-request", "“deadline” is no time.") from None
    if deadline.tzinfo is None:
        raise Refused("bad-request", "“deadline” has no zone.")
    return deadline
