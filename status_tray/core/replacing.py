"""`dataclasses.replace` for frozen data with slots, in half the time: a burst of events is some of them an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["replace"]

if TYPE_CHECKING:
    from dataclasses import replace
else:
    _Data = TypeVar("_Data")

    _slots: dict[type, tuple[tuple[str, Any, Any], ...]] = {}

    def replace(data: _Data, /, **changes: object) -> _Data:
        """A copy of `data` with these fields changed.

        Of classes whose fields are all slots of the class itself, and whose making is nothing but setting them.
        """
        kind = type(data)
        slots = _slots.get(kind)
        if slots is None:
            members = {name: getattr(kind, name) for name in kind.__dataclass_fields__}
            slots = _slots[kind] = tuple((name, slot.__get__, slot.__set__) for name, slot in members.items())
        unknown = changes.keys() - kind.__dataclass_fields__.keys()
        if unknown:
            raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        copy = object.__new__(kind)
        for name, get, put in slots:
            put(copy, changes[name] if name in changes else get(data))
        return copy
