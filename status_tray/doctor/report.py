"""What the checks found, as lines for people and as one JSON object for programs.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from status_tray.core.status import inert

_LONGEST = 600
"""Graphemes of one sentence: others' words are in some."""
_SECRET_LENGTH = 4
"""Characters: what is shorter stands in ordinary words by coincidence."""
REDACTED = "[redacted]"

TITLES: Mapping[str, str] = {
    "program": "Status Tray",
    "python": "Python",
    "qt": "Qt",
    "libraries": "Libraries",
    "display": "Display",
    "session-bus": "Session bus",
    "tray": "Tray",
    "notifications": "Notifications",
    "keyring": "Keyring",
    "configuration": "Settings",
    "files": "Files",
    "database": "Database",
    "password": "Password",
    "dns": "DNS",
    "tcp": "Connection",
    "tls": "Encryption",
    "certificate": "Certificate",
    "login": "Login",
    "pep": "Statuses (PEP)",
    "access": "Seen by",
    "devices": "Other devices",
}
"""Every check by its name, which is stable, and what people read."""

_TITLE_WIDTH = max(map(len, TITLES.values()))


class Verdict(StrEnum):
    """How a check ended, the worst last: all is well; works with limits or is not known; does not work."""

    PASS = "pass"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report.

    `check` is a key of `TITLES`; `message` is what was found; `advice` is what to do, empty when there is nothing to;
    `account` is the address that it is about; `details` are values for programs.
    """

    check: str
    verdict: Verdict
    message: str
    advice: str = ""
    account: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def passed(check: str, message: str, *, account: str | None = None, **details: object) -> Finding:
    return Finding(check, Verdict.PASS, message, "", account, details)


def warned(check: str, message: str, advice: str, *, account: str | None = None, **details: object) -> Finding:
    return Finding(check, Verdict.WARN, message, advice, account, details)


def failed(check: str, message: str, advice: str, *, account: str | None = None, **details: object) -> Finding:
    return Finding(check, Verdict.FAIL, message, advice, account, details)


def worst(findings: Iterable[Finding]) -> Verdict:
    """The verdict on all of them together."""
    found = {finding.verdict for finding in findings}
    return next(verdict for verdict in reversed(Verdict) if verdict in found or verdict is Verdict.PASS)


def text(findings: Sequence[Finding], secrets: Iterable[str] = ()) -> str:
    """The report for people: a line a finding, what to do below it, and a count at the end."""
    hidden = _usable(secrets)
    lines: list[str] = []
    group: str | None = None
    for finding in findings:
        if finding.account != group:
            group = finding.account
            lines += ["", _shown(group or "", hidden)]
        title = TITLES[finding.check].ljust(_TITLE_WIDTH)
        lines.append(f"{finding.verdict}  {title}  {_shown(finding.message, hidden)}")
        if finding.advice:
            lines.append(f"{'':4}  {'':{_TITLE_WIDTH}}  → {_shown(finding.advice, hidden)}")
    counts = {verdict: sum(finding.verdict is verdict for finding in findings) for verdict in Verdict}
    lines += ["", ", ".join(f"{count} {verdict}" for verdict, count in counts.items())]
    return "\n".join(lines)


def as_object(findings: Sequence[Finding], version: str, secrets: Iterable[str] = ()) -> dict[str, object]:
    """The report for programs; keys and checks may be added, never renamed."""
    hidden = _usable(secrets)
    rows = [
        {
            "check": finding.check,
            "account": finding.account,
            "result": finding.verdict.value,
            "message": finding.message,
            "advice": finding.advice or None,
            "details": dict(finding.details),
        }
        for finding in findings
    ]
    return {"version": version, "result": worst(findings).value, "checks": _without(rows, hidden)}


def _usable(secrets: Iterable[str]) -> tuple[str, ...]:
    """The longest first: one may be a part of another."""
    return tuple(sorted({secret for secret in secrets if len(secret) >= _SECRET_LENGTH}, key=len, reverse=True))


def _shown(words: str, secrets: tuple[str, ...]) -> str:
    return inert(_redacted(words, secrets), _LONGEST)


def _redacted(words: str, secrets: tuple[str, ...]) -> str:
    for secret in secrets:
        words = words.replace(secret, REDACTED)
    return words


def _without(value: object, secrets: tuple[str, ...]) -> object:
    if isinstance(value, str):
        return _redacted(value, secrets)
    if isinstance(value, Mapping):
        return {key: _without(entry, secrets) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_without(entry, secrets) for entry in value]
    return value
