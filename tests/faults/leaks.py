"""What a long run must not leave behind: tasks, slixmpp handlers, file descriptors, Qt objects, memory."""

import asyncio
import gc
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from status_tray.xmpp.stream import Stream

_OWN_NUMBER = re.compile(r"\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\d+")


@dataclass(frozen=True, slots=True)
class Inventory:
    """What there is at one moment, by kind."""

    tasks: Counter[str]
    handlers: Counter[str]
    descriptors: Counter[str]
    qt_objects: Counter[str]
    """Empty without Qt."""

    def more_than(self, other: "Inventory") -> dict[str, Counter[str]]:
        """What is here and not in the other, by kind; nothing, when nothing has leaked."""
        more = {
            "tasks": self.tasks - other.tasks,
            "handlers": self.handlers - other.handlers,
            "descriptors": self.descriptors - other.descriptors,
            "Qt objects": self.qt_objects - other.qt_objects,
        }
        return {kind: found for kind, found in more.items() if found}


def inventory() -> Inventory:
    """Counts the loop's tasks, every stream with its handlers and timers, the process's open files, and Qt objects."""
    gc.collect()
    tasks = Counter(_OWN_NUMBER.sub("…", task.get_name()) for task in asyncio.all_tasks())
    handlers: Counter[str] = Counter()
    for found in gc.get_objects():
        if isinstance(found, Stream):
            handlers.update(_held_by(found))
    return Inventory(tasks, handlers, _open_files(), _qt_objects())


def _qt_objects() -> Counter[str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return Counter()
    from tests.faults.qt_objects import qt_objects

    return qt_objects()


def _held_by(stream: Stream) -> Counter[str]:
    held = Counter({"a stream": 1})
    # slixmpp has no list of handlers to ask for.
    internals: dict[str, Any] = vars(stream)
    for handler in internals["_XMLStream__handlers"]:
        held[f"handler {_OWN_NUMBER.sub('…', handler.name)}"] += 1
    for name, handlers in internals["_XMLStream__event_handlers"].items():
        held[f"event {name}"] += len(handlers)
    for name in internals["scheduled_events"]:
        held[f"timer {_OWN_NUMBER.sub('…', name)}"] += 1
    return held


def _open_files() -> Counter[str]:
    files: Counter[str] = Counter()
    for name in os.listdir("/proc/self/fd"):
        try:
            files[_OWN_NUMBER.sub("…", os.readlink(f"/proc/self/fd/{name}"))] += 1
        except FileNotFoundError:
            continue  # the one that listed the directory
    return files


def resident_kilobytes() -> int:
    """The process's memory in RAM, after a collection."""
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1024
