"""The file `config.toml`: read whole, changed whole or not at all, by one process at a time (rule 16)."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence

from status_tray.core.config import DEFAULT_PRESETS, Complaint, Config, Preset, decode, parse
from status_tray.core.config_edit import fresh
from status_tray.core.sentence import Sentence
from status_tray.desktop.file_lock import lock
from status_tray.desktop.paths import ProfileFailed, ProfilePaths
from status_tray.desktop.whole_file import replace_file


class ConfigFile:
    """The configuration of one profile.  All calls block for as long as the disk takes."""

    def __init__(
        self, profile: ProfilePaths, fresh_presets: Callable[[], Sequence[Preset]] = lambda: DEFAULT_PRESETS
    ) -> None:
        """`fresh_presets` is asked for what a fresh profile has when its file is first written."""
        self._profile, self._fresh_presets = profile, fresh_presets
        self.name = str(profile.config_file)

    def load(self) -> tuple[Config, tuple[Complaint, ...]]:
        """What is configured, and what is wrong with it; without a file, a fresh profile.

        Raises `ConfigBroken`, and `ProfileFailed` when there is a file that cannot be read.
        """
        text = self._read()
        return (Config(), ()) if text is None else parse(text, self.name)

    def edit(self, change: Callable[[str], str]) -> None:
        """Has the text replaced by `change(text)`; a fresh profile starts with the text of one.

        The file is the user's alone (0600) and is never half written.  Whatever `change` raises leaves it as it
        is; `ConfigBroken` and `ProfileFailed` do too.
        """
        self._profile.prepare()
        with self._locked():
            found = self._read()
            text = fresh(self._fresh_presets()) if found is None else found
            parse(text, self.name)
            changed = change(text)
            if changed != found:
                self._write(changed)

    def _read(self) -> str | None:
        try:
            with open(self.name, "rb") as file:
                return decode(file.read(), self.name)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise ProfileFailed(
                Sentence("Refusal", "“{path}” cannot be read: {reason}.", path=self.name, reason=_reason(error))
            ) from error

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        """Keeps other processes from changing the file meanwhile.  Not the file itself: it is replaced."""
        try:
            descriptor = os.open(f"{self.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        try:
            lock(descriptor, wait=True)
            yield
        finally:
            os.close(descriptor)

    def _write(self, text: str) -> None:
        try:
            replace_file(self.name, text.encode())
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> ProfileFailed:
        return ProfileFailed(
            Sentence("Refusal", "“{path}” cannot be written: {reason}.", path=self.name, reason=_reason(error))
        )


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
