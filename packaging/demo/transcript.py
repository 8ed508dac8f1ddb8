"""What was published and received, printed as it happens and kept for the step that waits for it."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from demo.console import Console, DemoFailed

DEADLINE = 15.0
_KEPT = 500

Event = dict[str, Any]
"""An object of `status-tray watch --json`."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A contact has received a status of Romeo's; an empty text: none."""

    who: str
    text: str


class Transcript:
    """Takes down both sides: what Status Tray tells (`watch --json`) and what the contacts' own clients receive."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._entries: deque[Event | Heard] = deque(maxlen=_KEPT)
        self._news = asyncio.Event()
        self._own: tuple[str | None, str | None] | None = None

    def publishes(self, who: str, text: str) -> None:
        """A contact is about to publish."""
        self._print(who, f"publishes {_quoted(text)}")

    def heard(self, who: str, text: str, payload: str) -> None:
        """A contact has received `payload`, the status element to the letter."""
        self._print(who, f"receives  {payload}")
        self._add(Heard(who, text))

    def told(self, event: Event) -> None:
        """Status Tray tells a change."""
        if words := self._words(event):
            self._print("Status Tray", words)
        self._add(event)

    def forget(self) -> None:
        """Let only what comes from now on count for those who wait."""
        self._entries.clear()

    async def wait_heard(self, who: str, text: str) -> None:
        """Wait until the contact has received this status."""
        await self._wait(lambda entry: entry == Heard(who, text), f"{who} never received {_quoted(text)}")

    async def wait_told(self, what: str, **values: object) -> None:
        """Wait until Status Tray has told an event with these values; `what` says in words what did not happen."""

        def matches(entry: Event | Heard) -> bool:
            return isinstance(entry, dict) and all(entry.get(key) == value for key, value in values.items())

        await self._wait(matches, what)

    async def _wait(self, matches: Callable[[Event | Heard], bool], what: str) -> None:
        try:
            async with asyncio.timeout(DEADLINE):
                while not any(matches(entry) for entry in self._entries):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise DemoFailed(f"{what} (waited {DEADLINE:.0f} s).") from None

    def _add(self, entry: Event | Heard) -> None:
        self._entries.append(entry)
        self._news.set()

    def _print(self, who: str, words: str) -> None:
        self._console.line(f"{datetime.now().astimezone():%H:%M:%S}  {who:<12} {words}")

    def _words(self, event: Event) -> str:
        match event:
            case {"event": "link", "state": state, "reason": reason}:
                return f"is {state}" + (f": {reason}" if reason else "")
            case {"event": "own", "state": "failed", "text": text, "reason": reason}:
                return f"could not publish {_quoted(text)}: {reason}"
            case {"event": "own", "state": "acknowledged", "published": published, "deadline": deadline}:
                return self._own_words(published, deadline)
            case {"event": "contact", "name": name, "text": text, "previous": previous, "initial": initial} as told:
                if initial:
                    return f"knows     {name}: {_quoted(text)}"
                before = f", was {_quoted(previous)}" if previous is not None else ""
                shown = ", shows a notification" if told.get("notified") else ""
                return f"receives  {name}: {_quoted(text)}{before}{shown}"
        return ""

    def _own_words(self, published: str | None, deadline: str | None) -> str:
        """What Romeo's status is now, unless that was said already."""
        before, self._own = self._own, (published, deadline)
        if self._own == before:
            return ""
        until = f" until {datetime.fromisoformat(deadline).astimezone():%H:%M}" if deadline else ""
        if before is None:
            return f"has {_quoted(published)}{until}"
        return f"published {_quoted(published)}{until}, acknowledged by the server"


def _quoted(text: str | None) -> str:
    return f"“{text}”" if text else "no status"
