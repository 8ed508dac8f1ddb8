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

    # There is one of these for everybody who is online, most have one device, and few say anything: a set and a dict
    # would take five times as much as the rest.
    __slots__ = ("_names", "_order", "_said")

    def __init__(self) -> None:
        self._names: tuple[str, ...] = ()
        self._said: dict[str, _Said] | None = None
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
            self._names += (device,)
        before = self._forget(device)
        anew = known and text != (before.text if before else None)
        if text is not None:
            self._order += 1
            order = before.order if before is not None and before.text == text else self._order
            said = self._said = self._said or {}
            said[device] = _Said(priority, order, text)
            if len(said) > TEXTS_AT_MOST:
                del said[min(said, key=lambda name: said[name].rank)]
        return Heard(known, anew)

    def unavailable(self, device: str) -> None:
        """The device went offline, with whatever words; all of them when it has no name."""
        if device:
            self._names = tuple(name for name in self._names if name != device)
            self._forget(device)
        else:
            self._names, self._said = (), None

    def _forget(self, device: str) -> _Said | None:
        """Takes away what the device says; what that was."""
        return self._said.pop(device, None) if self._said else None
