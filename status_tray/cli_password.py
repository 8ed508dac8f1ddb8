"""A password for the command line: from a prompt or from standard input, never from an argument (rule 15)."""

from __future__ import annotations

import sys

_LIMIT = 4096
"""Characters; no server takes more."""


class NoPassword(Exception):
    """No password was given; the message is a sentence for people."""


def read_password(whose: str, *, from_stdin: bool) -> str:
    """The first line of standard input, or what is typed at a prompt.  Raises `NoPassword`."""
    if from_stdin:
        password = sys.stdin.readline(_LIMIT).rstrip("\r\n") if sys.stdin is not None else ""
    elif sys.stdin is not None and sys.stdin.isatty():
        import getpass

        password = getpass.getpass(f"Password of {whose}: ")
    else:
        raise NoPassword("There is no terminal to ask for the password; give it with --password-stdin.")
    if not password:
        raise NoPassword("The password is empty.")
    return password
