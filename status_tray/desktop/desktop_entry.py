"""Desktop entries as text (Desktop Entry Specification 1.5): quoted commands, and keys that are read and set."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from status_tray.core.sentence import Sentence

GROUP = "Desktop Entry"

_PLAIN = re.compile(r"[\w@+:,./-]+", re.ASCII)
"""Arguments that mean themselves in `Exec`.  The specification names what needs quotes; what it does not name and
programs have disagreed on (`=`, non-ASCII) is quoted too, which is always allowed."""


class NotWritable(ValueError):
    """No desktop entry can hold this; the message is a sentence for people."""


def exec_line(command: Sequence[str]) -> str:
    """The value of `Exec` that runs the command.  Raises `NotWritable`.

    Three layers, from the inside: double quotes with a backslash before `"`, `` ` ``, `$` and a backslash; `%%` for
    a percent sign, which would begin a field code; and the escapes of every string value (section 7 and 4).
    A program's path may have no `=` (section 7): a shell starts it then.

    WORKAROUND GLib 2.74, `g_desktop_app_info_load_from_keyfile`: it looks for the program before it has read `%%` as
    a percent sign, and takes the whole entry for broken.  So a shell starts such a program, too.
    """
    if set(command[0]) & {"=", "%"}:
        command = ["/bin/sh", "-c", 'exec "$0" "$@"', *command]
    return escaped(" ".join(_argument(argument) for argument in command).replace("%", "%%"))


def _argument(argument: str) -> str:
    if _PLAIN.fullmatch(argument):
        return argument
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument) + '"'


def escaped(value: str) -> str:
    """A value of type string, as the file has it.  Raises `NotWritable` for what is no text."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotWritable(
            Sentence("Refusal", "A path that is no UTF-8 cannot be written into a desktop entry.")
        ) from None
    written = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    # Blanks around a value are not part of it.
    return re.sub(r"^ | $", r"\\s", written)


def unescaped(value: str) -> str:
    """What `escaped` was given."""
    meant = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\([sntr\\])", lambda match: meant[match[1]], value)


def read(text: str) -> dict[str, str]:
    """The keys of the entry itself, as they are written; other groups and what is no key are passed over."""
    found: dict[str, str] = {}
    group = ""
    for line in _lines(text):
        if line.startswith("["):
            group = line.strip()
        elif group == f"[{GROUP}]" and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key.strip(), value.strip(" \t\r"))
    return found


def _lines(text: str) -> list[str]:
    """Lines end with a line feed alone: in a path the other signs that Python takes for line ends may occur."""
    return text.removesuffix("\n").split("\n") if text else []


def with_keys(text: str, keys: Mapping[str, str | None]) -> str:
    """The entry with these keys (as they are to be written), None for none; all other lines stay."""
    wanted = {key: value for key, value in keys.items() if value is not None}
    lines: list[str] = []
    group, place = "", None
    for line in _lines(text):
        if line.startswith("["):
            group = line.strip()
        key = line.partition("=")[0].strip() if "=" in line and not line.startswith("#") else ""
        if group == f"[{GROUP}]" and key in keys:
            if key not in wanted:
                continue
            line = f"{key}={wanted.pop(key)}"
        lines.append(line)
        if group == f"[{GROUP}]" and line.strip():
            place = len(lines)
    if place is None:
        lines.append(f"[{GROUP}]")
        place = len(lines)
    lines[place:place] = [f"{key}={value}" for key, value in wanted.items()]
    return "\n".join(lines) + "\n"
