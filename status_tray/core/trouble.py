"""What is wrong with the program itself, whatever its accounts do; told for as long as it lasts."""

from __future__ import annotations

from status_tray.core.late_dataclass import dataclass
from status_tray.core.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Trouble:
    """`code` is stable; `reason` is one plain sentence.

    `in_log`: the log says more, and nothing else helps.  `restart`: that is over when the program starts again.
    """

    code: str
    reason: str
    in_log: bool = False
    restart: bool = False


CRASHED = Trouble(
    "crashed",
    Sentence("Trouble", "Something went wrong in Status Tray itself; the log has the details."),
    in_log=True,
)
"""A part of the program ended with an exception; the others go on."""

UPDATED = Trouble(
    "updated", Sentence("Trouble", "Status Tray was updated. Restart it to finish updating."), restart=True
)
"""The files on disk are of another version than the program that runs: what it has not imported yet may not fit."""


def not_saved(reason: str) -> Trouble:
    """The disk is full, or may not be written any more; it is tried again."""
    return Trouble("not-saved", reason)


def not_remembered(reason: str) -> Trouble:
    """The profile could not be written when the program started: nothing outlives this run."""
    return Trouble(
        "not-remembered", Sentence("Trouble", "{reason} Nothing will be remembered after this run.", reason=reason)
    )
