"""The file config.toml: private, never half written, changed by one process at a time."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from status_tray.core.config import AccountConfig, Config, ConfigBroken, Preset
from status_tray.core.config_edit import fresh, put_account
from status_tray.core.jid import BareJid
from status_tray.core.preset_edit import add_preset
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfileFailed, ProfilePaths

ROMEO = AccountConfig(BareJid("romeo@example.org"))


def add_romeo(text: str) -> str:
    return put_account(text, ROMEO)


@pytest.fixture
def profile(tmp_path: Path) -> ProfilePaths:
    return ProfilePaths.at(tmp_path / "profile")


@pytest.fixture
def file(profile: ProfilePaths) -> ConfigFile:
    return ConfigFile(profile)


def test_without_a_file_it_is_a_fresh_profile_and_nothing_is_written(file: ConfigFile, profile: ProfilePaths) -> None:
    assert file.load() == (Config(), ())
    assert not profile.config_directory.exists()


def test_the_first_change_makes_a_file_for_the_user_alone(file: ConfigFile, profile: ProfilePaths) -> None:
    old = os.umask(0)
    try:
        file.edit(add_romeo)
    finally:
        os.umask(old)
    assert profile.config_file.read_text() == add_romeo(fresh())
    assert file.load()[0].accounts == (ROMEO,)
    assert stat.S_IMODE(profile.config_directory.stat().st_mode) == 0o700
    for path in profile.config_directory.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {path.name for path in profile.config_directory.iterdir()} == {"config.toml", "config.toml.lock"}


def test_a_file_that_others_could_read_is_closed_to_them(file: ConfigFile, profile: ProfilePaths) -> None:
    profile.config_directory.mkdir()
    profile.config_file.write_text("# mine\n")
    profile.config_file.chmod(0o644)
    file.edit(add_romeo)
    assert stat.S_IMODE(profile.config_file.stat().st_mode) == 0o600
    assert profile.config_file.read_text().startswith("# mine\n")


def test_a_change_that_changes_nothing_writes_nothing(file: ConfigFile, profile: ProfilePaths) -> None:
    file.edit(add_romeo)
    before = profile.config_file.stat()
    file.edit(lambda text: text)
    assert profile.config_file.stat().st_ino == before.st_ino


def test_a_broken_file_is_left_as_it_is(file: ConfigFile, profile: ProfilePaths) -> None:
    profile.config_directory.mkdir()
    broken = b'version = 1\nicon_style = "auto\n\xff'
    for content in (broken, b"a = \n", b"version = 99\n"):
        profile.config_file.write_bytes(content)
        with pytest.raises(ConfigBroken, match=r"line [123], column"):
            file.load()
        with pytest.raises(ConfigBroken):
            file.edit(add_romeo)
        assert profile.config_file.read_bytes() == content


def test_what_a_change_raises_leaves_the_file(file: ConfigFile, profile: ProfilePaths) -> None:
    file.edit(add_romeo)
    with pytest.raises(ZeroDivisionError):
        file.edit(lambda text: text + str(1 / 0))
    assert file.load()[0].accounts == (ROMEO,)
    assert len(list(profile.config_directory.iterdir())) == 2


def test_line_ends_and_comments_survive_the_disk(file: ConfigFile, profile: ProfilePaths) -> None:
    profile.config_directory.mkdir()
    profile.config_file.write_bytes("# Größe\r\nversion = 1\r\n".encode())
    file.edit(add_romeo)
    assert profile.config_file.read_bytes().startswith("# Größe\r\nversion = 1\r\n".encode())
    assert b"\n" not in profile.config_file.read_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize("relative", [False, True])
def test_a_symbolic_link_stays_and_its_target_is_written(
    file: ConfigFile, profile: ProfilePaths, tmp_path: Path, relative: bool
) -> None:
    dotfiles = tmp_path / "dotfiles"
    dotfiles.mkdir()
    profile.config_directory.mkdir()
    profile.config_file.symlink_to("../dotfiles/status.toml" if relative else dotfiles / "status.toml")
    for _ in range(2):  # first without a target
        file.edit(lambda text: add_preset(text, Preset("New")))
    assert profile.config_file.is_symlink()
    assert file.load()[0].presets[-2:] == (Preset("New"), Preset("New"))
    assert [path.name for path in dotfiles.iterdir()] == ["status.toml"]


def test_a_profile_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProfileFailed, match="not a directory"):
        ConfigFile(ProfilePaths.at(tmp_path / "file" / "profile")).edit(add_romeo)


@pytest.mark.parametrize("name", ["config.toml", "config.toml.lock"])
def test_a_directory_in_the_files_place_is_said(file: ConfigFile, profile: ProfilePaths, name: str) -> None:
    (profile.config_directory / name).mkdir(parents=True)
    with pytest.raises(ProfileFailed) as failed:
        file.edit(add_romeo)
    assert "config.toml" in str(failed.value)
    assert str(failed.value).endswith(".")


def test_a_full_disk_loses_nothing(file: ConfigFile, profile: ProfilePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    file.edit(add_romeo)
    before = profile.config_file.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProfileFailed, match="no space left on device"):
        file.edit(lambda text: add_preset(text, Preset("New")))
    assert profile.config_file.read_bytes() == before
    assert len(list(profile.config_directory.iterdir())) == 2


_ADD = """
import sys
from status_tray.core.config import Preset
from status_tray.core.preset_edit import add_preset
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfilePaths
file = ConfigFile(ProfilePaths.at(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(10):
    file.edit(lambda text: add_preset(text, Preset(f"{sys.argv[2]}{number}")))
"""


def test_changes_of_several_processes_are_all_there(profile: ProfilePaths) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _ADD, str(profile.config_directory), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in "abc"
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.communicate("go\n", timeout=60)
        assert process.returncode == 0
    texts = {preset.text for preset in ConfigFile(profile).load()[0].presets}
    assert texts >= {f"{name}{number}" for name in "abc" for number in range(10)}


def test_the_configuration_is_read_again_each_time(file: ConfigFile) -> None:
    changes: list[Callable[[str], str]] = [add_romeo, lambda text: put_account(text, AccountConfig(ROMEO.jid, port=1))]
    for change in changes:
        file.edit(change)
    assert file.load()[0].accounts == (AccountConfig(ROMEO.jid, port=1),)
