"""Cases of user status events in a folder: the format in which clients of different houses share them.

`cases/*.json` and `stream/*.json`, each with the file that it names beside it.  An `.xml` file has the stanzas between
its first and its last line, to the byte; anything else is sent whole.  Who is in it belongs to the format: `ACCOUNT`,
`ROSTER`, and strangers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ACCOUNT = "romeo@montague.net"
MARKER = "marker@capulet.lit"
"""Who plays a case uses this contact to see that all has arrived."""
ROSTER = {
    "juliet@capulet.lit": "both",
    "nurse@capulet.lit": "both",
    "benvolio@montague.net": "both",
    r"d\27artagnan@musketeers.lit": "both",
    "jürgen@bücher.example": "both",
    "gateway.verona.lit": "both",
    "paris@verona.lit": "to",
    "mercutio@verona.lit": "from",
    "rosaline@capulet.lit": "none",
    MARKER: "both",
}
FULL = b"@@FULL@@"
"""Stands for the full JID of the client."""

Statuses = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class FolderCase:
    """What is sent, and what may come of it; the names are those of the files.

    `before`, `expect` and `also_ok` have raw texts, None for no status.
    """

    id: str
    sent: bytes
    before: Statuses
    before_item: str
    expect: Statuses
    also_ok: tuple[Statuses, ...]
    never: tuple[str, ...]
    max_changes: int | None
    may: tuple[str, ...]
    """Answers that may be given, each as “kind type id”."""
    chunk: int
    gap: float
    """Seconds between chunks."""
    close: bool
    """The connection ends right after it."""
    dirty: tuple[str, ...]
    """What has to be as it was again afterwards: `presence`, `roster`."""
    stays: bool
    """Whether the link must stay; else it may."""


def load_folder(folder: Path) -> list[FolderCase]:
    """Every case, in the order of the files' names.  Raises OSError and ValueError for what cannot be read."""
    found = sorted([*folder.glob("cases/*.json"), *folder.glob("stream/*.json")], key=lambda file: file.name)
    if not found:
        raise FileNotFoundError(f"There is no case in “{folder}”: neither cases/*.json nor stream/*.json.")
    return [_case(file) for file in found]


def _case(file: Path) -> FolderCase:
    told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    try:
        sent = file.with_name(told["file"])
        return FolderCase(
            told["id"],
            _between(sent) if sent.suffix == ".xml" else sent.read_bytes(),
            told["before"],
            told.get("before_item", "current"),
            told["expect"],
            tuple(told["also_ok"]),
            tuple(told.get("never", ())),
            told.get("max_changes"),
            tuple(told.get("may", ())),
            told.get("chunk", 0),
            told.get("gap", 0.0),
            told.get("close", False),
            tuple(told.get("dirty", ())),
            "stay connected" in told["must"],
        )
    except KeyError as missing:
        raise ValueError(f"“{file}” has no {missing}.") from missing


def _between(file: Path) -> bytes:
    """The bytes between the first line and the last one."""
    inner = file.read_bytes().partition(b"\n")[2].rstrip(b"\n")
    if not inner.endswith(b"\n</case>"):
        raise ValueError(f"“{file}” does not end with a line </case>.")
    return inner.removesuffix(b"\n</case>")
