"""TOML as a text that people write too: what it says, where each statement is, and changes that touch nothing else.

Reading is tomllib's.  For the places there is a scanner of statements, which needs only to know strings, brackets
and comments, because tomllib has accepted the text before.  Why not tomlkit: `docs/decisions/0002-config-as-text.md`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from status_tray.core.late_dataclass import dataclass

Path = tuple[str | int, ...]
"""Where a value is: `("account", 1, "port")` is the key `port` of the second `[[account]]`."""

_PLACE = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings of many lines may end in two quotes of their own
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}=\n]"
    r"|[ \t\r]+"
    r"|[^\"'#\[\]{}=\n \t\r]+",
    re.DOTALL,
)


class TomlBroken(Exception):
    """The text is no TOML; `reason` says what is wrong.  `line` and `column` count from 1."""

    def __init__(self, reason: str, line: int, column: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Statement:
    """A key with its value, or a table's header; positions are offsets in the text."""

    path: Path
    is_header: bool
    start: int
    """Of its first line."""
    end: int
    """After its last line, the line end and a comment there included."""
    value: tuple[int, int]
    """Of the value alone; nothing for a header."""


def decode(data: bytes) -> str:
    """The text of a file; a byte order mark is left out.  Raises `TomlBroken` for what is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _broken_after(data[: error.start].decode(errors="replace"), "This is not UTF-8") from None


def load(text: str) -> dict[str, Any]:
    """What the text says.  Raises `TomlBroken`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The place is a part of the message; attributes come with Python 3.14.
        message = str(error)
        reason, place = _PLACE.sub("", message), _PLACE.search(message)
        if place is None or place[1] is None:
            raise _broken_after(text.rstrip(), reason) from None
        raise TomlBroken(reason, int(place[1]), int(place[2])) from None
    except RecursionError:
        raise TomlBroken("Too many brackets within brackets", 1, 1) from None


def statements(text: str) -> list[Statement]:
    """Every statement of a text that `load` accepts, in order."""
    found: list[Statement] = []
    counts: dict[Path, int] = {}
    table: Path = ()
    for start, end, tokens in _lines(text):
        kinds = [token[0] for token in tokens]
        if kinds[0] == "[":
            of_many = kinds[1] == "["
            opening = 2 if of_many else 1
            table = _resolved(_key(text, tokens[opening : kinds.index("]")]), counts)
            if of_many:
                counts[table] = counts.get(table, 0) + 1
                table = (*table, counts[table] - 1)
            found.append(Statement(table, True, start, end, (end, end)))
        else:
            equals = kinds.index("=")
            value = (tokens[equals + 1][1], tokens[-1][2])
            found.append(Statement((*table, *_key(text, tokens[:equals])), False, start, end, value))
    return found


class Places:
    """Where the statements are in a text that `load` accepts; looked for once, when somebody first asks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Path, Statement] | None = None

    def of(self, path: Path) -> tuple[int, int] | None:
        """Line and column, from 1, of the innermost statement that holds `path`; of a key, its value's.

        None when there is none.
        """
        if self._found is None:
            self._found = {statement.path: statement for statement in reversed(statements(self._text))}
        text, places = self._text, self._found
        for length in range(len(path), 0, -1):
            if (statement := places.get(path[:length])) is not None:
                at = statement.start if statement.is_header else statement.value[0]
            elif below := [one.start for one in places.values() if one.path[:length] == path[:length]]:
                at = min(below)
            else:
                continue
            return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        return None


def line_of(text: str, path: Path) -> int | None:
    """The line, from 1, of the innermost statement that holds `path`; None when there is none."""
    place = Places(text).of(path)
    return place[0] if place is not None else None


def runs(text: str, path: Path) -> list[tuple[int, int]]:
    """The spans of neighbouring statements that are at or below `path`.

    A span ends after the line of its last statement: comments and blank lines behind it may belong to what follows.
    """
    return _spans(text, lambda statement: path if statement.path[: len(path)] == path else None).get(path, [])


def runs_of_each(text: str, name: str) -> list[list[tuple[int, int]]]:
    """The `runs` of each `[[name]]`, in order; the text is looked through once, however many there are."""
    found = _spans(text, lambda statement: statement.path[:2] if statement.path[:1] == (name,) else None)
    return [found.get((name, index), []) for index in range(len(found))]


def _spans(text: str, belongs: Callable[[Statement], Path | None]) -> dict[Path, list[tuple[int, int]]]:
    """The spans of neighbouring statements that belong to the same path, by that; to None belongs what is left out."""
    spans: dict[Path, list[tuple[int, int]]] = {}
    before: Path | None = None
    for statement in statements(text):
        path = belongs(statement)
        if path is not None:
            own = spans.setdefault(path, [])
            if path == before:
                own[-1] = (own[-1][0], statement.end)
            else:
                own.append((statement.start, statement.end))
        before = path
    return spans


def line_end(text: str) -> str:
    """The line end that the text uses."""
    return "\r\n" if "\r\n" in text else "\n"


def literal(value: str | int | bool) -> str:
    """The value as TOML writes it (TOML 1.0: string, integer, boolean)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}" for c in escaped) + '"'


_Token = tuple[str, int, int]
"""What it is (its first character), and where it starts and ends."""


def _lines(text: str) -> Iterator[tuple[int, int, Sequence[_Token]]]:
    """The logical lines that hold something: start, end and the tokens that are no space and no comment."""
    tokens: list[_Token] = []
    start = depth = 0
    for match in _TOKEN.finditer(text):
        kind = match[0][0]
        if kind == "\n" and depth == 0:
            if tokens:
                yield start, match.end(), tokens
            tokens, start = [], match.end()
        elif kind not in "#\n \t\r":
            depth += (kind in "[{") - (kind in "]}")
            tokens.append((kind, match.start(), match.end()))
    if tokens:
        yield start, len(text), tokens


def _key(text: str, tokens: Sequence[_Token]) -> tuple[str, ...]:
    """The parts of a dotted key, each without its quotes."""
    parts: list[str] = []
    inner: Any = tomllib.loads(text[tokens[0][1] : tokens[-1][2]] + " = 0")
    while isinstance(inner, dict):
        part, inner = next(iter(inner.items()))
        parts.append(part)
    return tuple(parts)


def _resolved(key: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """The key of a header as a path: a part that names an array of tables stands for the last one."""
    path: Path = ()
    for part in key[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    return (*path, key[-1])


def _broken_after(text: str, reason: str) -> TomlBroken:
    return TomlBroken(reason, text.count("\n") + 1, len(text) - text.rfind("\n"))
