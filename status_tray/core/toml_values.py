"""Typed values out of TOML tables; what is of another type is complained of, with its line, and counts as absent."""

from __future__ import annotations

import contextlib
import os.path
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from status_tray.core import toml_text
from status_tray.core.late_dataclass import dataclass
from status_tray.core.sentence import Sentence
from status_tray.core.server_address import ServerRefused, parse_server


@dataclass(frozen=True, slots=True)
class Complaint:
    """One wrong value; the rest of the file counts."""

    file: str
    line: int
    key: str
    problem: str
    """What is wrong, and what is used in its place."""
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: “{self.key}” {self.problem}"


DOES_NOT_COUNT = Sentence("Refusal", "it does not count")
"""What becomes of a wrong value."""

_Choice = TypeVar("_Choice", bound=StrEnum)


class Reader:
    """Reads the tables of one file, and gathers the complaints."""

    def __init__(self, text: str, file: str) -> None:
        self._places = toml_text.Places(text)
        self._file = file
        self.complaints: list[Complaint] = []

    def complain(self, path: toml_text.Path, problem: str) -> None:
        line, column = self._places.of(path) or (1, 1)
        key = ".".join(part for part in path if isinstance(part, str))
        self.complaints.append(Complaint(self._file, line, key, problem, column))

    def tables(self, table: Mapping[str, Any], key: str) -> list[Mapping[str, Any]] | None:
        found = table.get(key)
        if found is None or (isinstance(found, list) and all(isinstance(entry, dict) for entry in found)):
            return found
        self.complain(
            (key,),
            Sentence("Refusal", "must be tables, each beginning with {form}; it does not count.", form=f"[[{key}]]"),
        )
        return None

    def table(self, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """The table of this name; empty when there is none."""
        found = table.get(key, {})
        if isinstance(found, dict):
            return found
        self.complain((key,), f"must be a table, beginning with [{key}]; it does not count.")
        return {}

    def string(self, table: Mapping[str, Any], path: toml_text.Path, key: str) -> str | None:
        found = table.get(key)
        if found is None or isinstance(found, str):
            return found
        self.complain((*path, key), Sentence("Refusal", "must be a text in quotes; it does not count."))
        return None

    def host(self, table: Mapping[str, Any], path: toml_text.Path, key: str) -> str | None:
        found = self.string(table, path, key)
        if found is None:
            return None
        with contextlib.suppress(ServerRefused):
            host, port = parse_server(found)
            if port is None:
                return host
        self.complain((*path, key), "is no server name; the account's own server is asked.")
        return None

    def file_path(self, table: Mapping[str, Any], path: toml_text.Path, key: str) -> Path | None:
        found = self.string(table, path, key)
        if found is None:
            return None
        if not found or not found.isprintable() or found.startswith("~"):
            self.complain((*path, key), "must be the full path of a file; it does not count.")
            return None
        return Path(os.path.dirname(self._file), found)

    def boolean(self, table: Mapping[str, Any], path: toml_text.Path, key: str, default: bool) -> bool:
        found = table.get(key)
        if isinstance(found, bool):
            return found
        if found is not None:
            self.complain((*path, key), f"must be true or false; {str(default).lower()} is used.")
        return default

    def integer(
        self, table: Mapping[str, Any], path: toml_text.Path, key: str, least: int, most: int | None
    ) -> int | None:
        found = table.get(key)
        if found is None:
            return None
        if (
            isinstance(found, int)
            and not isinstance(found, bool)
            and least <= found <= (found if most is None else most)
        ):
            return found
        bounds = f"from {least} to {most}" if most is not None else f"from {least} on"
        self.complain((*path, key), f"must be a whole number {bounds}; it does not count.")
        return None

    def choice(
        self,
        table: Mapping[str, Any],
        path: toml_text.Path,
        key: str,
        choices: type[_Choice],
        otherwise: Sentence | None = None,
    ) -> _Choice | None:
        """`otherwise` says what becomes of a wrong one; without it the first choice is used."""
        found = self.string(table, path, key)
        if found is None:
            return None
        if found in list(choices):
            return choices(found)
        first, *others = (f"“{choice}”" for choice in choices)
        self.complain(
            (*path, key),
            Sentence(
                "Refusal",
                "must be one of {choices}; {otherwise}.",
                choices=", ".join([first, *others]),
                otherwise=otherwise or Sentence("Refusal", "{choice} is used", choice=first),
            ),
        )
        return None
