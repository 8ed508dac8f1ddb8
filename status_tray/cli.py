"""The command line: what can be typed, and which function does it.

Every command but `run` is a client: it starts in a few dozen milliseconds because nothing is imported before it is
needed, and neither Qt nor asyncio nor slixmpp is.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from status_tray import __version__
from status_tray.exits import INTERRUPTED, USAGE, reader_gone, say_error

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    Fill = Callable[[argparse.ArgumentParser], None]

_EPILOG = """\
Without a command Status Tray starts, or shows its window when it runs already.
Exit codes: 0 done, 1 refused or failed (the reason is on stderr), 2 usage, 3 Status Tray is not running.
"""

_APPLET_COMMANDS = frozenset({"set", "clear", "show", "contacts", "watch", "unlock", "quit"})
_RUN_OPTIONS = ("headless", "debug")
_DEFAULTS = {
    **dict.fromkeys(("command", "action", "profile", "account", "duration", "until")),
    **dict.fromkeys(("server", "ca_file", "direct_tls")),
    **dict.fromkeys(("headless", "debug", "self_test", "password_stdin"), False),
    **dict.fromkeys(("json", "no_check", "replace", "remove"), False),
}
"""Of all options: the parsers leave out what is not given, so that what stands before the command is not lost."""


def main(argv: Sequence[str] | None = None) -> int:
    """Does what the command line says (that of the process for None) and returns the exit code."""
    # Most commands have ended before there is garbage worth looking for; `run` and `watch`, which stay, enable it.
    gc.disable()
    try:
        options = _parsed(argv)
        # What comes from others may not be writable in the terminal's encoding.
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        if options.command in (None, "run") and not options.self_test:
            from status_tray import cli_run

            return cli_run.do(options)
        return _said(options)
    except SystemExit as end:  # argparse: --help, --version, usage
        return end.code if isinstance(end.code, int) else USAGE
    except KeyboardInterrupt:
        return INTERRUPTED


def _said(options: argparse.Namespace) -> int:
    """Does the command, and has all of its output read, or not."""
    try:
        code = _command(options)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        code = reader_gone()
    # Else Python looks through all that there is when it ends: with the searches before, a tenth of a client's time.
    gc.freeze()
    return code


def _command(options: argparse.Namespace) -> int:
    if options.self_test:
        from status_tray import self_test

        return self_test.run()
    if options.command in _APPLET_COMMANDS:
        from status_tray import cli_applet

        return cli_applet.do(options)
    if options.command == "account":
        from status_tray import cli_account

        return cli_account.do(options)
    if options.command == "preset":
        from status_tray import cli_preset

        return cli_preset.do(options)
    if options.command == "doctor":
        from status_tray import cli_doctor

        return cli_doctor.do(options)
    from status_tray import cli_integrate

    return cli_integrate.do(options)


def _parsed(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = whole_parser()
    given = parser.parse_args(argv)
    options = argparse.Namespace(**_DEFAULTS)
    vars(options).update(vars(given))
    if options.self_test and options.command is not None:
        parser.error("--self-test goes with no command")
    if options.command not in (None, "run") and any(getattr(options, name) for name in _RUN_OPTIONS):
        parser.error("--headless and --debug go with “run” alone")
    if options.account is not None:
        from status_tray.core.jid import JidRefused, account_jid

        try:
            options.account = account_jid(options.account)
        except JidRefused as refused:
            say_error(str(refused))
            raise SystemExit(USAGE) from None
    return options


def whole_parser() -> argparse.ArgumentParser:
    """Everything that can be typed; the manual and the shells' completions are made of it, too."""
    parser = argparse.ArgumentParser(
        prog="status-tray",
        description="Say what you are doing in one click, and hear quietly when a contact's status changes (XMPP).",
        epilog=_EPILOG,
        formatter_class=_Help,
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,
    )
    _anywhere(parser)
    _run(parser)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    parser.add_argument("--self-test", action="store_true", help="look whether this installation is complete")
    commands = parser.add_subparsers(parser_class=Command, dest="command", metavar="COMMAND", title="commands")
    _add(commands, "run", "start; when it runs already, show its window", _run)
    _add(commands, "set", "set your status, until you change or clear it", _set)
    _add(commands, "clear", "have no status")
    _add(commands, "show", "show each account's status and connection", _json)
    _add(commands, "contacts", "show every contact and its status", _json)
    _add(commands, "watch", "show how things are, then each change as it comes, until Status Tray quits", _json)
    _add(commands, "unlock", "give the password of an account that waits for it", _password)
    _add(commands, "quit", "end the running Status Tray")
    _add(commands, "preset", "list, add, remove, export or import the statuses to choose from", _preset)
    _add(commands, "doctor", "look for what does not work, and say what to do about it", _json)
    _add(commands, "account", "list, add or remove accounts", _account)
    words = "put the program into the desktop's menu; also its manual, its completions and its systemd unit into place"
    _add(commands, "integrate", words, _integrate)
    return parser


class Command(argparse.ArgumentParser):
    """A command's parser that is made when it is needed: making all of them takes longer than the rest together."""

    def __init__(self, *, fill: Sequence[Fill], **settings: Any) -> None:
        self._fill, self._settings = fill, settings

    def make(self) -> None:
        """Puts everything in."""
        super().__init__(
            formatter_class=_Help, argument_default=argparse.SUPPRESS, allow_abbrev=False, **self._settings
        )
        for fill in (_anywhere, *self._fill):
            fill(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        self.make()
        return super().parse_known_args(args, namespace)


class _Help(argparse.RawDescriptionHelpFormatter):
    """WORKAROUND Python 3.11: argparse makes a formatter for every option, and each looks the width up by `shutil`."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size(1).columns
        except (OSError, ValueError):
            width = 100
        super().__init__(prog, max_help_position=28, width=max(min(width, 120) - 2, 40))


def _add(commands: Any, name: str, words: str, *fill: Fill) -> None:
    commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", fill=fill)


def _anywhere(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", metavar="DIR", help="keep configuration, state and log in this directory")
    parser.add_argument("--account", metavar="JID", help="this account instead of all")


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headless", action="store_true", help="without tray and window")
    parser.add_argument("--debug", action="store_true", help="write a detailed log")
    _password(parser)


def _password(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password-stdin", action="store_true", help="read the password from standard input")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="write JSON, for programs")


def _text(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="what you are doing, in at most 250 characters")


def _set(parser: argparse.ArgumentParser) -> None:
    _text(parser)
    when = parser.add_mutually_exclusive_group()
    words = "clear it after 30s, 45m, 1h30m or 1d (24 hours), or with today at midnight"
    when.add_argument("--for", dest="duration", metavar="D", help=words)
    when.add_argument("--until", metavar="T", help="clear it at 15:30 (tomorrow, when past) or 2026-12-24T18:00")


def _preset(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(parser_class=Command, dest="action", metavar="ACTION", required=True)
    _add(actions, "list", "show the presets with their numbers")
    _add(actions, "add", "add a preset", _text, _preset_duration)
    _add(actions, "remove", "remove a preset", _preset_number)
    _add(actions, "export", "write the presets to a file, for others", _file)
    _add(actions, "import", "add the presets of a file; one whose text is there already is left out", _file, _replace)


def _preset_duration(parser: argparse.ArgumentParser) -> None:
    words = "clear it by itself after 30s, 45m, 1h30m or 1d, or with today at midnight"
    parser.add_argument("--for", dest="duration", metavar="D", help=words)


def _preset_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="N", type=int, help="its number in the list")


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a file of [[preset]] tables (TOML); - for the standard stream")


def _replace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--replace", action="store_true", help="remove the present ones first")


def _integrate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remove", action="store_true", help="take back what was put there, unless it was changed")


def _account(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(parser_class=Command, dest="action", metavar="ACTION", required=True)
    words = "add an account, or change its password or server; logs in to check"
    _add(actions, "add", words, _jid, _server, _password)
    _add(actions, "list", "show the accounts")
    _add(actions, "remove", "remove an account, its saved password and what is remembered of it", _jid)


def _jid(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("jid", metavar="JID", help="the address: name@example.org")


def _server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", metavar="HOST:PORT", help="where the server is, when DNS does not say")
    words = "encrypt from the first byte (usual on port 5223)"
    parser.add_argument("--direct-tls", action=argparse.BooleanOptionalAction, help=words)
    parser.add_argument("--ca-file", metavar="FILE", help="trust the authorities in this file too (PEM)")
    parser.add_argument("--no-check", action="store_true", help="do not log in to check")
