"""One applet a profile: a lock that ends with the process, however it ends (rule 14)."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self

from status_tray.desktop.file_lock import lock


class AlreadyRunning(Exception):
    """Another process holds the profile's lock."""


class InstanceLock:
    """The right to be the one applet of a profile.

    The file stays when the lock is released: who removes it could remove one that another process has just
    locked.  It holds the process id, for people; only the lock counts.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def acquire(cls, path: Path) -> InstanceLock:
        """Takes the lock without waiting.

        Raises `AlreadyRunning`, or OSError where the file cannot be made (the profile cannot be written, then
        the runtime directory has the lock).
        """
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            lock(descriptor, wait=False)
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())
        except BlockingIOError:
            os.close(descriptor)
            raise AlreadyRunning(str(path)) from None
        except BaseException:
            os.close(descriptor)
            raise
        return cls(descriptor)

    @property
    def held(self) -> bool:
        return self._descriptor is not None

    def release(self) -> None:
        """Gives the lock back; a second call does nothing."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
