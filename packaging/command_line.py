"""The manual and the shells' completions, made of the command line's own parser.

    python packaging/command_line.py    # after a change of the command line

They are files of `resources/`, kept with the source; `tests/packaging/test_command_line.py` says when they are old.
What the parser does not know of the manual is in `packaging/manual/status-tray.1.in`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from status_tray.cli import Command as CommandParser  # noqa: E402
from status_tray.cli import whole_parser  # noqa: E402

RESOURCES = ROOT / "resources"
MANUAL = RESOURCES / "man" / "status-tray.1"
BASH = RESOURCES / "completions" / "bash" / "status-tray"
ZSH = RESOURCES / "completions" / "zsh" / "_status-tray"
FISH = RESOURCES / "completions" / "fish" / "status-tray.fish"

_EVERYWHERE = ("--profile", "--account", "--help")
"""Options of every command."""


@dataclass(frozen=True, slots=True)
class Option:
    names: tuple[str, ...]
    value: str
    """What stands for its value; empty when it takes none."""
    words: str

    @property
    def completes(self) -> str:
        """What its value is: `file`, `folder`, `account`, or nothing that a shell could know."""
        return _kind(self.value if "--account" not in self.names else "ACCOUNT")


@dataclass(frozen=True, slots=True)
class Command:
    path: tuple[str, ...]
    """The words that call it: none for the program itself."""
    words: str
    options: tuple[Option, ...]
    places: tuple[Option, ...]
    """What follows without an option: with a value each, and no name."""
    commands: list[Command] = field(default_factory=list)

    def all(self) -> Iterator[Command]:
        yield self
        for command in self.commands:
            yield from command.all()

    @property
    def name(self) -> str:
        return self.path[-1] if self.path else ""

    @property
    def completes(self) -> str:
        """What its places are."""
        if self.path == ("account", "remove"):
            return "account"
        return next((place.completes for place in self.places if place.completes), "")


def command_line() -> Command:
    """Everything that can be typed."""
    return _read(whole_parser(), (), "")


def _read(parser: argparse.ArgumentParser, path: tuple[str, ...], words: str) -> Command:
    if isinstance(parser, CommandParser):
        parser.make()
    options, places, commands = [], [], []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            described = {choice.dest: choice.help or "" for choice in action._choices_actions}
            commands = [_read(made, (*path, name), described[name]) for name, made in action.choices.items()]
        elif action.option_strings:
            options.append(Option(tuple(action.option_strings), _value(action), _help(action)))
        else:
            places.append(Option((), _value(action), _help(action)))
    return Command(path, words, tuple(options), tuple(places), commands)


def _value(action: argparse.Action) -> str:
    return "" if action.nargs == 0 else str(action.metavar or action.dest.upper())


def _help(action: argparse.Action) -> str:
    words = "show this help" if isinstance(action, argparse._HelpAction) else action.help or ""
    return "show the version" if isinstance(action, argparse._VersionAction) else words


def _kind(value: str) -> str:
    return {"FILE": "file", "DIR": "folder", "ACCOUNT": "account"}.get(value, "")


# --- bash ------------------------------------------------------------------------------------------------------


def bash(program: Command) -> str:
    """bash-completion is not needed; where it is installed, it loads the file when it is wanted."""
    options = [option for command in program.all() for option in command.options]
    valued = sorted({name for option in options if option.value for name in option.names})
    kinds: dict[str, set[str]] = {}
    for option in options:
        kinds.setdefault(option.completes, set()).update(option.names if option.value else ())
    cases = []
    for command in program.all():
        names = sorted(name for option in command.options for name in option.names)
        words = " ".join([*(each.name for each in command.commands), *names])
        pattern = " ".join(command.path)
        cases.append(f"\t{_quoted(pattern)}) words={_quoted(words)} places={command.completes} ;;")
    with_actions = "|".join(command.name for command in program.commands if command.commands)
    return _BASH.format(
        valued="|".join(valued),
        files="|".join(sorted(kinds["file"])),
        folders="|".join(sorted(kinds["folder"])),
        accounts="|".join(sorted(kinds["account"])),
        rest="|".join(sorted(kinds[""])),
        with_actions=with_actions,
        cases="\n".join(cases),
    )


_BASH = """\
# bash completion for status-tray                                          -*- shell-script -*-
# Made by packaging/command_line.py of the program's own parser.

_status_tray_accounts() {{
	local word
	"${{COMP_WORDS[0]}}" account list 2>/dev/null | while read -r word _; do printf '%s\\n' "$word"; done
}}

_status_tray() {{
	local typed words= places= path= skip= word previous=
	# By blanks alone: bash takes the parts of an address at its @ for words of their own.
	read -ra typed <<<"${{COMP_LINE:0:COMP_POINT}}"
	[[ ${{COMP_LINE:0:COMP_POINT}} == *[[:space:]] ]] && typed+=("")
	local current=${{typed[-1]}}
	for word in "${{typed[@]:1:${{#typed[@]}}-2}}"; do
		previous=$word
		if [[ $skip ]]; then
			skip= previous=
			continue
		fi
		case $word in
		{valued}) skip=yes ;;
		-*) ;;
		*)
			case $path in
			"") path=$word ;;
			{with_actions}) path+=" $word" ;;
			esac
			;;
		esac
	done
	COMPREPLY=()
	case $previous in
	{files}) places=file ;;
	{folders}) places=folder ;;
	{accounts}) places=account ;;
	{rest}) return ;;
	*)
		case $path in
{cases}
		esac
		;;
	esac
	case $places in
	file) mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -f -- "$current") && compopt -o filenames ;;
	folder) mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -d -- "$current") && compopt -o filenames ;;
	account) words+=" $(_status_tray_accounts)" ;;
	esac
	mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen -W "$words" -- "$current")
	if [[ $current == *@* && $COMP_WORDBREAKS == *@* ]]; then
		COMPREPLY=("${{COMPREPLY[@]#"${{current%@*}}@"}}")
	fi
}}

complete -F _status_tray status-tray
"""


# --- zsh -------------------------------------------------------------------------------------------------------


def zsh(program: Command) -> str:
    functions = [_zsh_function(command) for command in program.all()]
    return "\n".join([_ZSH, *functions, '_status-tray "$@"', ""])


_ZSH = """\
#compdef status-tray
# Made by packaging/command_line.py of the program's own parser.

_status-tray_accounts() {
	local -a accounts
	accounts=(${${(f)"$(_call_program accounts $service account list 2>/dev/null)"}%% *})
	_describe -t accounts account accounts
}
"""

_ZSH_ACTIONS = {"file": "_files", "folder": "_files -/", "account": "_status-tray_accounts", "": " "}


def _zsh_function(command: Command) -> str:
    name = "-".join(("_status-tray", *command.path))
    specs = [_zsh_option(option, name) for option in command.options for name in option.names]
    if not command.commands:
        specs += [
            _quoted(f":{place.value}:{_ZSH_ACTIONS[command.completes or place.completes]}") for place in command.places
        ]
        arguments = " \\\n\t\t".join(specs)
        return f"{name}() {{\n\t_arguments -s : \\\n\t\t{arguments}\n}}\n"
    arguments = " \\\n\t\t".join([*specs, "':command:->command'", "'*::argument:->argument'"])
    described = "\n".join(f"\t\t\t{_quoted(f'{each.name}:{each.words}')}" for each in command.commands)
    calls = "\n".join(f"\t\t{each.name}) {name}-{each.name} ;;" for each in command.commands)
    return (
        f"{name}() {{\n\tlocal curcontext=$curcontext state line\n\tlocal -A opt_args\n\tlocal -a commands\n"
        f"\t_arguments -s -C : \\\n\t\t{arguments}\n"
        f"\tcase $state in\n\tcommand)\n\t\tcommands=(\n{described}\n\t\t)\n"
        f"\t\t_describe -t commands command commands\n\t\t;;\n"
        f"\targument)\n\t\tcase $line[1] in\n{calls}\n\t\tesac\n\t\t;;\n\tesac\n}}\n"
    )


def _zsh_option(option: Option, name: str) -> str:
    words = option.words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")
    value = f":{option.value}:{_ZSH_ACTIONS[option.completes]}" if option.value else ""
    others = " ".join(other for other in option.names if other != name)
    return _quoted((f"({others})" if others else "") + f"{name}[{words}]{value}")


# --- fish ------------------------------------------------------------------------------------------------------


def fish(program: Command) -> str:
    options = [option for command in program.all() for option in command.options]
    valued = sorted({name for option in options if option.value for name in option.names})
    with_actions = " ".join(command.name for command in program.commands if command.commands)
    lines = [_FISH.format(valued=" ".join(valued), with_actions=with_actions)]
    for command in program.all():
        at = f"-n {_fish_quoted('__status_tray_at ' + ' '.join(command.path))}"
        for each in command.commands:
            lines.append(f"complete -c status-tray {at} -a {each.name} -d {_fish_quoted(each.words)}")
        for option in command.options:
            lines.append(f"complete -c status-tray {at} {_fish_option(option)}")
        if completes := _FISH_ARGUMENTS[command.completes]:
            lines.append(f"complete -c status-tray {at} {completes}")
    return "\n".join(lines) + "\n"


_FISH = """\
# Made by packaging/command_line.py of the program's own parser.

function __status_tray_at -d "Whether these words, and no others, say what is to be done"
    set -l words
    set -l skip
    for word in (commandline -opc)[2..-1]
        if set -q skip[1]
            set -e skip
            continue
        end
        switch $word
            case {valued}
                set skip yes
            case '-*'
            case '*'
                if not set -q words[1]; or contains -- "$words" {with_actions}
                    set -a words $word
                end
        end
    end
    test "$words" = "$argv"
end

function __status_tray_accounts
    status-tray account list 2>/dev/null | string replace -r ' .*' ''
end

complete -c status-tray -f
"""

_FISH_ARGUMENTS = {"file": "-F", "folder": "-F", "account": "-a '(__status_tray_accounts)'", "": ""}
_FISH_VALUES = {
    "file": "-r -F",
    "folder": "-x -a '(__fish_complete_directories)'",
    "account": "-x -a '(__status_tray_accounts)'",
    "": "-x",
}


def _fish_option(option: Option) -> str:
    names = " ".join(f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names)
    value = f" {_FISH_VALUES[option.completes]}" if option.value else ""
    return f"{names}{value} -d {_fish_quoted(option.words)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


# --- the manual ------------------------------------------------------------------------------------------------


def manual(program: Command) -> str:
    """In man(7)'s macros."""
    anywhere = [option for option in program.options if option.names[-1] in _EVERYWHERE]
    elsewhere = {option.names for command in program.commands for option in command.options}
    alone = [option for option in program.options if option.names not in elsewhere]
    commands = [line for command in program.commands for each in _ends(command) for line in _described(each)]
    template = (ROOT / "packaging" / "manual" / "status-tray.1.in").read_text(encoding="utf-8")
    parts = {
        "@COMMANDS@\n": commands,
        "@OPTIONS@\n": [line for option in anywhere for line in _item(option)],
        "@ALONE@\n": [line for option in alone for line in _item(option)],
    }
    for name, lines in parts.items():
        template = template.replace(name, "".join(lines))
    return template


def _ends(command: Command) -> list[Command]:
    """The command, or its actions."""
    return command.commands or [command]


def _described(command: Command) -> list[str]:
    options = [option for option in command.options if option.names[-1] not in _EVERYWHERE]
    usage = [f"\\fB{_roff(' '.join(command.path))}\\fR"]
    usage += [f"[{_named(option, ' | ')}]" for option in options]
    usage += [f"\\fI{_roff(place.value)}\\fR" for place in command.places]
    lines = [f".SS {' '.join(usage)}\n", f"{_roff(_sentence(command.words))}\n"]
    for option in (*command.places, *options):
        lines += _item(option)
    return lines


def _item(option: Option) -> list[str]:
    return [".TP\n", f"{_named(option, ', ')}\n", f"{_roff(_sentence(option.words))}\n"]


def _named(option: Option, between: str) -> str:
    if not option.names:
        return f"\\fI{_roff(option.value)}\\fR"
    names = between.join(f"\\fB{_roff(name)}\\fR" for name in option.names)
    return names + (f" \\fI{_roff(option.value)}\\fR" if option.value else "")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}." if words else ""


def _roff(text: str) -> str:
    """As text: a hyphen is what is typed, and no line is a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped[:1] in (".", "'") else escaped


def documents() -> dict[Path, str]:
    """Each file and what should be in it."""
    program = command_line()
    return {MANUAL: manual(program), BASH: bash(program), ZSH: zsh(program), FISH: fish(program)}


def write() -> None:
    for path, text in documents().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
