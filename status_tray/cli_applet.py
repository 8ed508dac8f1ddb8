"""The commands that the running Status Tray answers: set, clear, show, contacts, watch, unlock, quit."""

from __future__ import annotations

import gc
import sys

from status_tray.desktop.control_client import ControlClient, ControlFailed, NotRunning, connect
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe, control_socket
from status_tray.exits import DONE, FAILED, NOT_RUNNING, USAGE, say_error

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    import argparse
    from datetime import datetime

    Object = dict[str, object]

_USAGE_CODES = frozenset({"unknown-account", "bad-text", "bad-request"})
"""Of errors in the request; all others are the applet's or the server's."""

_WANT_PASSWORD = frozenset({"password-needed", "keyring-locked", "keyring-missing", "keyring-failed"})
"""Why an account waits for `unlock`."""

_ANSWER_WITHIN = 15.0
"""Seconds: `set` is answered within 10."""

_LOGIN_WITHIN = 60.0
"""Seconds: `unlock` is answered when the login has succeeded or failed."""


class _Answered(Exception):
    """The applet refused the request."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.exit_code = USAGE if code in _USAGE_CODES else FAILED


def do(options: argparse.Namespace) -> int:
    """Does one of the commands and returns the exit code."""
    request: Object = {"command": options.command}
    if options.account is not None:
        request["account"] = options.account
    if options.command == "set" and not _add_status(request, options):
        return USAGE
    try:
        with connect(control_socket(options.profile)) as client:
            if options.command in ("set", "clear"):
                return _click(client, request)
            if options.command == "show":
                return _show(client, request, options.json)
            if options.command == "contacts":
                return _contacts(client, request, options.json)
            if options.command == "watch":
                return _watch(client, request, options.json)
            if options.command == "unlock":
                return _unlock(client, request, options)
            return _quit(client, request)
    except _Answered as answered:
        say_error(str(answered))
        return answered.exit_code
    except NotRunning as problem:
        say_error(str(problem))
        return NOT_RUNNING
    except (ControlFailed, RuntimeDirectoryUnsafe) as problem:
        say_error(str(problem))
        return FAILED


def _add_status(request: Object, options: argparse.Namespace) -> bool:
    """Checks what was typed for `set`; False when it was refused, and said."""
    from status_tray.core.status import TextRefused, own_text

    try:
        request["text"] = own_text(options.text)
    except TextRefused as refused:
        say_error(str(refused))
        return False
    return (options.duration is None and options.until is None) or _add_deadline(request, options)


def _add_deadline(request: Object, options: argparse.Namespace) -> bool:
    """The same for `--for` and `--until`."""
    from status_tray.core.deadline import DeadlineRefused, deadline_after, parse_clear_after, parse_until

    now = _now()
    try:
        if options.duration is not None:
            deadline = deadline_after(parse_clear_after(options.duration), now)
            request["deadline"] = deadline.isoformat() if deadline else None
        else:
            request["deadline"] = parse_until(options.until, now).isoformat()
    except DeadlineRefused as refused:
        say_error(str(refused))
        return False
    return True


def _ask(client: ControlClient, request: Object, timeout: float = _ANSWER_WITHIN) -> list[Object]:
    """All replies.  Read before any is printed: who pauses the output must not make the applet drop us."""
    return [_checked(reply) for reply in client.request(request, timeout=timeout)]


def _checked(reply: Object) -> Object:
    error = reply.get("error")
    if isinstance(error, dict):
        raise _Answered(str(error.get("code")), str(error.get("reason")))
    return reply


def _click(client: ControlClient, request: Object) -> int:
    answers = _ask(client, request)
    for answer in answers:
        whose = f"{answer['account']}: " if len(answers) > 1 else ""
        if answer["result"] == "failed":
            say_error(f"{whose}{answer['reason']}")
        else:
            print(f"{whose}{answer['result']}")
    sys.stdout.flush()
    return FAILED if any(answer["result"] == "failed" for answer in answers) else DONE


def _show(client: ControlClient, request: Object, as_json: bool) -> int:
    rows = _ask(client, request)
    if as_json:
        _print_json(rows)
    else:
        from status_tray.core.lines import shown_line

        now = _now()
        for row in rows:
            print(shown_line(row, now))
        if rows and rows[0].get("trouble"):
            print(rows[0]["trouble"])
        if not rows:
            print("No account yet; add one with “status-tray account add”.")
    sys.stdout.flush()
    return DONE


def _contacts(client: ControlClient, request: Object, as_json: bool) -> int:
    rows = _ask(client, request)
    if as_json:
        _print_json(rows)
        sys.stdout.flush()
        return DONE
    from status_tray.core.lines import contact_line

    now = _now()
    accounts = list(dict.fromkeys(row["account"] for row in rows))
    for account in accounts:
        indent = "  " if len(accounts) > 1 else ""
        if indent:
            print(f"{account}:")
        own = (row for row in rows if row["account"] == account)
        for row in sorted(own, key=lambda row: (row["text"] is None, str(row["name"]).casefold())):
            print(indent + contact_line(row, now))
    sys.stdout.flush()
    return DONE


def _watch(client: ControlClient, request: Object, as_json: bool) -> int:
    from status_tray.core.lines import event_line, json_line

    gc.enable()  # it may stay for days
    for event in client.request(request, timeout=None):
        _checked(event)
        line = json_line(event, ascii_only=_ascii_only()) if as_json else event_line(event, _now())
        if line is not None:
            print(line, flush=True)
    return DONE


def _unlock(client: ControlClient, request: Object, options: argparse.Namespace) -> int:
    from status_tray.cli_password import NoPassword, read_password

    if "account" not in request:
        waiting = [row for row in _ask(client, {"command": "show"}) if row["code"] in _WANT_PASSWORD]
        if len(waiting) != 1:
            say_error(
                "Several accounts wait for a password; name one with --account."
                if waiting
                else "No account waits for a password."
            )
            return USAGE if waiting else FAILED
        request["account"] = waiting[0]["account"]
    try:
        request["password"] = read_password(str(request["account"]), from_stdin=options.password_stdin)
    except NoPassword as problem:
        say_error(str(problem))
        return USAGE
    (answer,) = _ask(client, request, _LOGIN_WITHIN)
    if answer["result"] == "failed":
        say_error(str(answer["reason"]))
        return FAILED
    print(answer["result"])
    return DONE


def _quit(client: ControlClient, request: Object) -> int:
    _ask(client, request)
    return DONE


def _print_json(rows: list[Object]) -> None:
    from status_tray.core.lines import json_line

    print(json_line(rows, ascii_only=_ascii_only()))


def _now() -> datetime:
    from datetime import UTC, datetime  # 2 ms, which most commands do not need

    return datetime.now(UTC)


def _ascii_only() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
