"""Files that are never half written: replaced whole, and still there after a power cut."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile


def replace_file(name: str, data: bytes) -> None:
    """Puts `data` into the file, for the user alone (0600); its directory must be there.  Raises OSError.

    A symbolic link, as dotfile collections have it, stays, and its target is replaced.
    """
    target = os.path.realpath(name)
    directory = os.path.dirname(target)
    temporary = None
    try:
        # Made 0600 by mkstemp.
        descriptor, temporary = tempfile.mkstemp(prefix=f".{os.path.basename(target)}-", dir=directory)
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.replace(temporary, target)
        temporary = None
        _sync_directory(directory)
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)


def keep_private(descriptor: int) -> None:
    """Has an open file be the user's alone (0600); on Windows the profile's folder is, with all that is in it."""
    if sys.platform != "win32" and os.fstat(descriptor).st_mode & 0o077:
        os.fchmod(descriptor, 0o600)


def _sync_directory(directory: str) -> None:
    """Has the new name survive a power cut.  Windows opens no directories, and does that by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
