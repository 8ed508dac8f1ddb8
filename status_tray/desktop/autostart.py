"""Start at login: the XDG autostart entry, which is itself the truth about whether that is so.

Desktop Application Autostart Specification 0.5.  Windows and macOS have other ways, which are not built: there
`start_at_login` finds nothing, and nobody is asked.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from status_tray.core.sentence import Sentence, sentence_of
from status_tray.desktop import desktop_entry
from status_tray.desktop.control_place import NAME
from status_tray.desktop.desktop_entry import NotWritable, escaped, exec_line, unescaped
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.whole_file import replace_file

_COMMENTS = {
    "Comment": "Shows your contacts what you are doing",
    "Comment[ar]": "يُري جهات اتصالك ما تفعله",
    "Comment[de]": "Zeigt Ihren Kontakten, was Sie gerade tun",
    "Comment[es]": "Muestra a sus contactos lo que está haciendo",
    "Comment[fr]": "Montre à vos contacts ce que vous faites",
}
"""Read by the desktop, in its language: what lists of such programs say of this one."""

_ALWAYS = {"Type": "Application", "Version": "1.4", "Name": "Status Tray", **_COMMENTS, "Terminal": "false"}


class AutostartFailed(Exception):
    """The entry could not be written or read; the message is a sentence for people."""


class Autostart:
    """The entry of one profile.  All calls block for as long as the disk takes."""

    def __init__(self, profile: ProfilePaths, command: Sequence[str], icon: Path | None = None) -> None:
        """`command` starts the program (see `own_command`), `icon` is a picture for lists of such entries."""
        own = [f"--profile={profile.config_directory}"] if profile.named else []
        self._command = [*command, *own]
        self._icon = icon
        self._name = f"{NAME}-{profile.identity}.desktop" if profile.named else f"{NAME}.desktop"
        self.file = _config_home() / "autostart" / self._name

    def enabled(self) -> bool:
        """Whether the desktop starts the program at login.  Raises `AutostartFailed`."""
        return _is_on(desktop_entry.read(self._read(self.file) or self._read_of_system() or ""))

    def set_enabled(self, enabled: bool) -> None:
        """Has the desktop start the program at login, or not.  Raises `AutostartFailed`."""
        if enabled:
            self._write(desktop_entry.with_keys(self._read(self.file) or "", self._keys()))
        elif self._read_of_system() is not None:
            # Somebody's package starts it for everybody: an entry of one's own takes its place.
            own = self._read(self.file) or f"[{desktop_entry.GROUP}]\nType=Application\nName=Status Tray\n"
            self._write(desktop_entry.with_keys(own, {"Hidden": "true"}))
        else:
            self._remove()

    def follow_program(self) -> bool:
        """Has the entry start the program that runs now, when the one it names is gone; whether that was so.

        Another one that is still there is left alone: who tries out a second installation does not mean to move.
        Raises `AutostartFailed`.
        """
        text = self._read(self.file)
        keys = desktop_entry.read(text or "")
        named = unescaped(keys.get("TryExec", ""))
        if text is None or not _is_on(keys) or not os.path.isabs(named) or os.access(named, os.X_OK):
            return False
        places = {key: value for key, value in self._keys().items() if key in ("Exec", "TryExec", "Icon")}
        self._write(desktop_entry.with_keys(text, places))
        return True

    def _keys(self) -> dict[str, str | None]:
        try:
            return {
                **_ALWAYS,
                "Icon": escaped(str(self._icon)) if self._icon else None,
                "Exec": exec_line(self._command),
                "TryExec": escaped(self._command[0]),
                "Hidden": None,
                "X-GNOME-Autostart-enabled": None,
            }
        except NotWritable as cannot:
            raise AutostartFailed(sentence_of(cannot)) from None

    def _read_of_system(self) -> str | None:
        """What is in force for everybody, when the user has nothing of that name."""
        for base in (os.environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":"):
            if os.path.isabs(base) and (text := self._read(Path(base, "autostart", self._name))) is not None:
                return text
        return None

    def _read(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise AutostartFailed(
                Sentence("Refusal", "“{path}” cannot be read: {reason}.", path=str(path), reason=_reason(error))
            ) from error

    def _write(self, text: str) -> None:
        try:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(str(self.file), text.encode())
        except OSError as error:
            raise AutostartFailed(
                Sentence("Refusal", "“{path}” cannot be written: {reason}.", path=str(self.file), reason=_reason(error))
            ) from error

    def _remove(self) -> None:
        try:
            self.file.unlink(missing_ok=True)
        except NotADirectoryError:
            return
        except OSError as error:
            raise AutostartFailed(
                Sentence("Refusal", "“{path}” cannot be removed: {reason}.", path=str(self.file), reason=_reason(error))
            ) from error


def own_command() -> list[str]:
    """What starts this very program again, from anywhere: absolute paths alone.

    A bundle (PyInstaller) is its own executable.  A wheel has a script beside the interpreter of its environment,
    venv or pipx; with `pip install --user` it is the one that was started.  Else the interpreter is told the module.
    """
    if getattr(sys, "frozen", False):
        return [os.path.abspath(sys.executable)]
    started = os.path.abspath(sys.argv[0])
    beside = os.path.join(os.path.dirname(sys.executable), NAME)
    for script in (beside, started):
        if os.path.basename(script) == NAME and os.path.isfile(script) and os.access(script, os.X_OK):
            return [script]
    return [os.path.abspath(sys.executable), "-m", "status_tray"]


def start_at_login(profile: ProfilePaths, icon: Path | None) -> Autostart | None:
    """The profile's entry; None on systems that have no such entries."""
    return Autostart(profile, own_command(), icon) if sys.platform == "linux" else None


def _is_on(keys: dict[str, str]) -> bool:
    """GNOME's own switch of such entries writes a key of its own (gnome-session, GNOME Tweaks)."""
    return "Exec" in keys and keys.get("Hidden") != "true" and keys.get("X-GNOME-Autostart-enabled") != "false"


def _config_home() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if os.path.isabs(given) else Path(os.path.expanduser("~"), ".config")


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
