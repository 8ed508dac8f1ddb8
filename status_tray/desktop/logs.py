"""Where the log goes, and what never goes into it (rule 15)."""

from __future__ import annotations

import logging
import os
import re
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from status_tray.desktop.whole_file import keep_private

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_SIZE, _KEPT = 1_000_000, 3
"""Bytes of one log file, and how many older ones are kept."""
_LONGEST = 8_000
"""Characters of one message; a contact may send a megabyte."""

# What a login sends and gets: PLAIN has the password in it, SCRAM what an attacker could try passwords on.
_SASL = re.compile(r"(<(auth|response|challenge|success)\b[^>]*>)[^<]+(</\2>)")


class Redacted(logging.Filter):
    """Takes the contents of SASL elements out of every record, and bounds its length.

    A stanza nested some thousand levels deep cannot be written down at all (RecursionError while formatting, which
    would otherwise end the link: slixmpp 1.17 logs each stanza it reads).
    """

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except RecursionError:
            message = "(a stanza too deep to be written down)"
        record.msg, record.args = _SASL.sub(r"\1(left out)\3", message)[:_LONGEST], None
        return True


class _LogFile(RotatingFileHandler):
    """A log file, and each new one after it, that is the user's alone (rule 16).

    Loses what a full disk does not take, without a word: logging's own would be a traceback for every record.
    """

    def _open(self) -> TextIOWrapper:
        # logging would leave the rights of the file that follows a full one to the umask.
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            keep_private(descriptor)
        finally:
            os.close(descriptor)
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):
            super().handleError(record)


def set_up(log_file: Path | None, *, debug: bool) -> None:
    """Warnings go to standard error, everything from INFO (with `debug`: DEBUG, stanzas too) to the log file.

    Without a log file, because the profile cannot be written, everything goes to standard error.
    """
    root = logging.getLogger()
    root.setLevel(logging.DEBUG if debug else logging.INFO)
    if not debug:
        # slixmpp tells at INFO and WARNING what the session classifies and tells in its own words.
        logging.getLogger("slixmpp").setLevel(logging.ERROR)
        logging.getLogger("asyncio").setLevel(logging.WARNING)
    if sys.stderr is not None:
        _add(root, logging.StreamHandler(), logging.WARNING if log_file and not debug else root.level)
    if log_file is not None:
        try:
            handler = _LogFile(log_file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        except OSError as error:
            root.warning("The log file “%s” cannot be written: %s.", log_file, error.strerror)
        else:
            _add(root, handler, root.level)


def _add(root: logging.Logger, handler: logging.Handler, level: int) -> None:
    handler.setLevel(level)
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(Redacted())
    root.addHandler(handler)
