"""A systemd unit that starts this program: commands quoted as systemd.service(5) has it, "Command lines"."""

from __future__ import annotations

import re
from collections.abc import Sequence


def with_command(unit: str, command: Sequence[str]) -> str:
    """The unit with this command, and the arguments that it has already."""
    if re.search(r"[\"'\\\x00-\x1f]", command[0]):
        # What systemd refuses in the path of a program (`string_is_safe`, 252) a shell starts for it.
        command = ["/bin/sh", "-c", 'exec "$0" "$@"', *command]
    path, *arguments = command
    # Variables are put into arguments only: in the path a `$` is a `$` (measured with systemd 252).
    words = [_quoted(path), *(_quoted(argument).replace("$", "$$") for argument in arguments)]
    line = "ExecStart=" + " ".join(words)
    return re.sub(r"^ExecStart=\S+", lambda _: line, unit, count=1, flags=re.MULTILINE)


def _quoted(word: str) -> str:
    escaped = re.sub(r'["\\]', r"\\\g<0>", word).replace("%", "%%").replace("\n", "\\n").replace("\t", "\\t")
    return escaped if re.fullmatch(r"[\w@%+:,./-]+", escaped, re.ASCII) else f'"{escaped}"'
