"""Lets a test fail on what it did not ask for: warnings in the log, Qt messages, tasks left behind."""

import asyncio
import gc
import inspect
import logging
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

MARKER = "allow_log"


class LogWatch(logging.Handler):
    """Collects the records of level WARNING and above that no pattern allows."""

    def __init__(self, patterns: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.allowed = [re.compile(pattern) for pattern in patterns]
        self.records: list[str] = []

    def allow(self, *patterns: str) -> None:
        """Let records pass in which one of the regular expressions is found; `logger: message` is searched."""
        self.allowed += [re.compile(pattern) for pattern in patterns]

    def emit(self, record: logging.LogRecord) -> None:
        text = f"{record.name}: {record.getMessage()}"
        if record.exc_info:
            text += "\n" + logging.Formatter().formatException(record.exc_info)
        self.note(f"{record.levelname} {text}")

    def note(self, text: str) -> None:
        """Keep `text` as a record; whether it is allowed is decided at the test's end."""
        self.records.append(text)

    def unexpected(self) -> list[str]:
        """Return the records that no pattern allows."""
        return [text for text in self.records if not any(pattern.search(text) for pattern in self.allowed)]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        f"{MARKER}(*patterns): log records and Qt messages of level WARNING and above that this test expects",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if isinstance(item, pytest.Function) and inspect.iscoroutinefunction(item.function):
            # First, so that it is torn down last, when all other fixtures have ended their tasks.
            item.fixturenames.insert(0, "no_task_left")


@pytest.fixture(autouse=True)
def log_watch(request: pytest.FixtureRequest) -> Iterator[LogWatch]:
    """Fail the test on unexpected log records and Qt messages; a test may call `log_watch.allow(pattern)`."""
    patterns = [str(pattern) for marker in request.node.iter_markers(MARKER) for pattern in marker.args]
    watch = LogWatch(patterns)
    root = logging.getLogger()
    root.addHandler(watch)
    restore_qt = _watch_qt(watch)
    yield watch
    restore_qt()
    root.removeHandler(watch)
    unexpected = watch.unexpected()
    if unexpected:
        pytest.fail("unexpected in the log:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
async def no_task_left() -> AsyncIterator[None]:
    """Fail the test when it leaves a task running; every async test has this fixture."""
    before = asyncio.all_tasks()
    yield
    left = [task for task in asyncio.all_tasks() - before if task is not asyncio.current_task()]
    # A failed task that nobody asked for its result complains only when it is collected.
    gc.collect()
    if left:
        pytest.fail("tasks left running:\n" + "\n".join(map(repr, left)), pytrace=False)


def _watch_qt(watch: LogWatch) -> Callable[[], None]:
    """Send Qt's warnings to `watch` when Qt is loaded; return what undoes it."""
    qt: Any = sys.modules.get("PySide6.QtCore")
    if qt is None:
        return lambda: None

    def handle(kind: "QtMsgType", context: "QMessageLogContext", message: str) -> None:
        if kind not in (qt.QtMsgType.QtDebugMsg, qt.QtMsgType.QtInfoMsg):
            watch.note(f"Qt {kind.name} {context.category}: {message}")

    previous = qt.qInstallMessageHandler(handle)

    def restore() -> None:
        qt.qInstallMessageHandler(previous)

    return restore
