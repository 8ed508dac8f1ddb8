"""`dataclasses.dataclass` that writes a class's methods when its first instance is made, and not when it is imported.

The standard library's compiles the source of six methods for each class: 0.4 ms, and 82 ms for those that a start
imports (Python 3.11), of which most are never made: events that do not happen, effects that nothing asks for.
"""

from __future__ import annotations

import dataclasses
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, eq: bool = True, frozen: bool = False, slots: bool):
        """As the standard library's, for classes with slots that inherit from nothing.

        `dataclasses.fields` and its like know such a class once it has an instance.
        """
        if not slots:
            raise TypeError("it is for classes with slots")

        def decorate(plain: type) -> type:
            return _slotted(plain, {"eq": eq, "frozen": frozen, "slots": True})

        return decorate


_finishing = threading.RLock()


def _slotted(plain: type, options: dict[str, bool]) -> type:
    """The class with its slots, and with an `__init__` that has the rest written."""
    if plain.__bases__ != (object,) or "__init__" in plain.__dict__:
        raise TypeError(f"{plain.__name__} is not plain data")
    names = tuple(plain.__annotations__)
    left_out = {"__dict__", "__weakref__", *names}
    content = {name: value for name, value in plain.__dict__.items() if name not in left_out}
    own = frozenset(content) | {"__slots__", "__init__"} | set(names)

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        with _finishing:
            if slotted.__init__ is __init__:
                _write(slotted, plain, options, own)
        self.__init__(*values, **named)

    slotted: Any = type(plain.__name__, (), {**content, "__slots__": names, "__init__": __init__})
    slotted.__qualname__ = plain.__qualname__
    return slotted  # type: ignore[no-any-return]


def _write(slotted: Any, plain: type, options: dict[str, bool], own: frozenset[str]) -> None:
    """Has the standard library make its class of `plain`, and takes the methods over; `__init__` last.

    From then on another thread may make instances.
    """
    made: Any = dataclasses.dataclass(**options)(plain)
    for name, value in made.__dict__.items():
        if name not in own and name not in ("__dict__", "__weakref__"):
            setattr(slotted, name, value)
    slotted.__init__ = made.__init__
