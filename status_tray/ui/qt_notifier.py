"""Notifications by the tray icon, for systems that have no others: Windows and macOS."""

from __future__ import annotations

from collections.abc import Callable

from status_tray.core.ports import Bubble
from status_tray.ui.tray import Tray


class QtNotifier:
    """The `Notifier` port over `QSystemTrayIcon.showMessage`.

    Not for Linux: there it replaces the icon, stacks, and escapes nothing (Qt 6.11).  Elsewhere the system shows one
    message at a time and cannot take one back, so the last bubble is the one that is clicked.
    """

    def __init__(self, tray: Tray) -> None:
        self._tray = tray
        self._last: str | None = None
        self._callbacks: list[Callable[[str, str], None]] = []
        tray.message_clicked.connect(self._on_clicked)

    def show(self, bubble: Bubble) -> None:
        """Shows the bubble; a silent one only when it does not stand for one that is shown already."""
        if bubble.silent and bubble.key == self._last:
            return
        self._last = bubble.key
        self._tray.show_message(bubble.title, bubble.body)

    def close(self, key: str) -> None:
        """A bubble that cannot be taken back no longer answers a click."""
        if self._last == key:
            self._last = None

    def on_action(self, callback: Callable[[str, str], None]) -> None:
        self._callbacks.append(callback)

    def on_closed(self, callback: Callable[[str, bool], None]) -> None:
        """Qt does not tell when a message goes (Qt 6.11)."""

    async def aclose(self) -> None:
        """Nothing is under way: Qt has taken each message at once."""
        self._tray.message_clicked.disconnect(self._on_clicked)

    def _on_clicked(self) -> None:
        if self._last is not None:
            for callback in self._callbacks:
                callback(self._last, "default")
