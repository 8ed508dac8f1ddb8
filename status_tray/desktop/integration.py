"""Files that belong into other programs' folders: put there, kept up to date, and taken back.

A record says which files were written and what was in them, so that nothing is taken for ours that somebody else has
made or changed.  All calls block for as long as the disk takes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from status_tray.core.late_dataclass import dataclass
from status_tray.desktop.whole_file import replace_file


class IntegrationFailed(Exception):
    """A file could not be written, read or removed; the message is a sentence for people."""


class Did(StrEnum):
    """What became of a file."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    KEPT = "kept"
    """Somebody else has made or changed it."""


@dataclass(frozen=True, slots=True)
class Done:
    did: Did
    path: Path


@dataclass(slots=True)
class _Written:
    """What the record says."""

    files: dict[Path, str]
    """With the SHA-256 of what was written."""
    folders: list[Path]
    """That were made for them, the outer ones first."""


class Integration:
    """The files of one user.  `record` is where it is kept what was written."""

    def __init__(self, record: Path) -> None:
        self._record = record

    def put(self, files: Mapping[Path, bytes]) -> list[Done]:
        """Has these files and no others of ours be there.  Raises `IntegrationFailed`."""
        done: list[Done] = []
        with self._written() as written:
            for path in [path for path in written.files if path not in files]:
                done += _remove(path, written)
            for path, content in files.items():
                done.append(_put(path, content, written))
        return done

    def remove(self) -> list[Done]:
        """Takes back what was put, but for what was changed since.  Raises `IntegrationFailed`."""
        done: list[Done] = []
        with self._written() as written:
            for path in list(written.files):
                done += _remove(path, written)
            for folder in reversed(written.folders):
                _remove_empty(folder)
            written.folders.clear()
        return done

    @contextmanager
    def _written(self) -> Iterator[_Written]:
        """What the record says; it is kept again at the end, whatever has happened."""
        written = self._load()
        before = replace(written, files=dict(written.files), folders=list(written.folders))
        try:
            yield written
        finally:
            if written != before:
                self._save(written)

    def _load(self) -> _Written:
        try:
            found = json.loads(_read(self._record) or b'{"files": {}, "folders": []}')
            files = {Path(path): str(digest) for path, digest in found["files"].items()}
            return _Written(files, [Path(folder) for folder in found["folders"]])
        except (ValueError, LookupError, AttributeError, TypeError):
            raise IntegrationFailed(f"“{self._record}” is damaged; remove it, and by hand what was written.") from None

    def _save(self, written: _Written) -> None:
        if written.files:
            files = {str(path): digest for path, digest in written.files.items()}
            _write(self._record, json.dumps({"files": files, "folders": list(map(str, written.folders))}).encode())
        else:
            _unlink(self._record)
            _remove_empty(self._record.parent)


def _put(path: Path, content: bytes, written: _Written) -> Done:
    there = _read(path)
    if there == content:
        return Done(Did.UNCHANGED, path)
    if there is not None and _digest(there) != written.files.get(path):
        written.files.pop(path, None)
        return Done(Did.KEPT, path)
    written.folders += [folder for folder in reversed(path.parents) if not folder.exists()]
    _write(path, content)
    written.files[path] = _digest(content)
    return Done(Did.WRITTEN, path)


def _remove(path: Path, written: _Written) -> list[Done]:
    """Nothing is said of a file that is gone already."""
    there = _read(path)
    if there is None:
        del written.files[path]
        return []
    if _digest(there) != written.files[path]:
        del written.files[path]
        return [Done(Did.KEPT, path)]
    _unlink(path)
    del written.files[path]
    return [Done(Did.REMOVED, path)]


def _remove_empty(folder: Path) -> None:
    """Leaves one that somebody else uses, too."""
    with suppress(OSError):
        folder.rmdir()


def _read(path: Path) -> bytes | None:
    """What is in the file; a link is read as where it leads, which is never what we have written."""
    try:
        return f"a link to {path.readlink()}".encode() if path.is_symlink() else path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IntegrationFailed(f"“{path}” cannot be read: {_reason(error)}.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(path), content)
        path.chmod(0o644)
    except OSError as error:
        raise IntegrationFailed(f"“{path}” cannot be written: {_reason(error)}.") from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    except OSError as error:
        raise IntegrationFailed(f"“{path}” cannot be removed: {_reason(error)}.") from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
