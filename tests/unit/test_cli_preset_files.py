"""`preset export` and `preset import`: files for others, with and without a running Status Tray."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from status_tray.core import toml_text
from status_tray.core.config import DEFAULT_PRESETS, Preset, parse
from tests.command_line import CommandLine

OTHERS = "[[preset]]\ntext = '🎸 Rehearsal'\n[[preset]]\ntext = '🍽 Lunch'\n[[preset]]\ntext = '🎸 Rehearsal'\n"
REHEARSAL = Preset("🎸 Rehearsal")


@pytest.fixture
def cli(short_path: Path) -> CommandLine:
    return CommandLine(short_path)


def presets(cli: CommandLine) -> tuple[Preset, ...]:
    config, complaints = parse(cli.paths.config_file.read_text(), str(cli.paths.config_file))
    assert not complaints
    return config.presets


async def test_what_is_exported_is_imported_by_another(cli: CommandLine) -> None:
    ended = await cli("preset", "export", "presets.toml")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert not cli.profile_directory.exists()
    assert (await cli("preset", "remove", "2")).code == 0
    ended = await cli("preset", "import", "presets.toml")
    assert (ended.code, ended.out, ended.err) == (0, "1 imported, 5 there already\n", "")
    lunch = DEFAULT_PRESETS[1]
    assert presets(cli) == (DEFAULT_PRESETS[0], *DEFAULT_PRESETS[2:], lunch)


async def test_an_account_added_here_leaves_the_language_of_the_presets_open(cli: CommandLine) -> None:
    ended = await cli("account", "add", "romeo@example.org", "--no-check", "--password-stdin", stdin="pw\n")
    assert ended.code == 0
    assert "preset" not in toml_text.load(cli.paths.config_file.read_text())
    assert presets(cli) is DEFAULT_PRESETS


async def test_through_the_standard_streams(cli: CommandLine) -> None:
    ended = await cli("preset", "import", "-", stdin=OTHERS)
    assert (ended.code, ended.out) == (0, "1 imported, 1 there already\n")
    assert presets(cli) == (*DEFAULT_PRESETS, REHEARSAL)
    ended = await cli("preset", "export", "-")
    assert ended.out.endswith('\n[[preset]]\ntext = "🎸 Rehearsal"\n')


async def test_the_present_ones_are_replaced_when_asked(cli: CommandLine) -> None:
    ended = await cli("preset", "import", "--replace", "-", stdin=OTHERS)
    assert (ended.code, ended.out) == (0, "2 imported\n")
    assert presets(cli) == (REHEARSAL, Preset("🍽 Lunch"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[preset]]\ntext = ''\n", "standard input, line 2, column 8: “preset.text” is left out: The status is empty"),
        ("[[preset\n", "standard input, line 1, column 9: "),
        ("", "standard input, line 1, column 1: there is no [[preset]]"),
    ],
)
async def test_a_file_with_a_mistake_changes_nothing(cli: CommandLine, text: str, sentence: str) -> None:
    ended = await cli("preset", "import", "--replace", "-", stdin=text)
    assert (ended.code, ended.out) == (1, "")
    assert ended.sentence.startswith(sentence)
    assert not cli.profile_directory.exists()


@pytest.mark.parametrize("action", ["import", "export"])
async def test_a_file_that_cannot_be_used_is_named(cli: CommandLine, action: str) -> None:
    ended = await cli("preset", action, "absent/presets.toml")
    assert (ended.code, ended.sentence) == (1, "“absent/presets.toml”: no such file or directory.")


@pytest.mark.parametrize("arguments", [("preset", "list"), ("preset", "export", "-"), ("account", "list"), ("--help",)])
async def test_who_has_read_enough_is_no_error(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """`| head`: it has ended before all is written."""
    assert (await cli("preset", "import", "-", stdin=OTHERS)).code == 0
    reading, writing = os.pipe()
    os.close(reading)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "status_tray", "--profile", str(cli.profile_directory), *arguments),
        stdout=writing,
        stderr=asyncio.subprocess.PIPE,
        env=cli.environment,
    )
    os.close(writing)
    async with asyncio.timeout(60):
        _, said = await process.communicate()
    assert (process.returncode, said) == (0, b"")
