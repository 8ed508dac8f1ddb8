"""What a contact's devices say in their presences (RFC 6121 section 4.7.2.2), as one text."""

from __future__ import annotations

from status_tray.core.late_dataclass import dataclass

DEVICES_AT_MOST = 100
"""Of one contact: people have a few, and somebody who makes up thousands must not fill the memory."""
TEXTS_AT_MOST = 10
"""Of one contact, as above: a device's name is short, a text may be long."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What one presence was: `known` when the device was online before, `anew` when that said another text."""

    known: bool
    anew: bool


@dataclass(frozen=True, slots=True)
class _Said:
    priority: int
    order: int
    """When the text was said first; a device that repeats itself says nothing new."""
    text: str

    @property
    def rank(self) -> tuple[int, int]:
        return self.priority, self.order


class Devices:
    """One contact's devices that are online, and their texts; of too many, the first devices and the highest texts."""

    __slots__ = ("_names", "_order", "_said")

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._said: dict[str, _Said] = {}
        self._order = 0

    def __bool__(self) -> bool:
        """Somebody is online, as far as is remembered."""
        return bool(self._names)

    @property
    def text(self) -> str | None:
        """The text of the highest priority, and of several with one priority the one that was said last."""
        return max(self._said.values(), key=lambda said: said.rank).text if self._said else None

    def available(self, device: str, priority: int, text: str | None) -> Heard:
        """A presence; `text` is None when it says nothing."""
        known = device in self._names
        if not known:
            if len(self._names) >= DEVICES_AT_MOST:
                return Heard(known=False, anew=False)  # not listened to
            self._names.add(device)
        before = self._said.pop(device, None)
        anew = known and text != (before.text if before else None)
        if text is not None:
            self._order += 1
            order = before.order if before is not None and before.text == text else self._order
            self._said[device] = _Said(priority, order, text)
            if len(self._said) > TEXTS_AT_MOST:
                del self._said[min(self._said, key=lambda name: self._said[name].rank)]
        return Heard(known, anew)

    def unavailable(self, device: str) -> None:
        """The device went offline, with whatever words; all of them when it has no name."""
        if device:
            self._names.discard(device)
            self._said.pop(device, None)
        else:
            self._names.clear()
            self._said.clear()
