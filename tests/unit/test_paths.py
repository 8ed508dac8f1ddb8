"""Where a profile keeps its files, and who else may enter."""

import hashlib
import os
import pwd
import stat
import sys
from pathlib import Path

import platformdirs
import pytest

from status_tray.desktop.control_place import RuntimeDirectoryUnsafe, check_private, control_socket
from status_tray.desktop.paths import ProfileFailed, ProfilePaths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def runtime(short_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short_path))
    return short_path


def test_default_profile_is_where_platformdirs_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    theirs = platformdirs.PlatformDirs("status-tray", appauthor=False)
    ours = ProfilePaths.default()
    assert ours.config_directory == theirs.user_config_path
    assert ours.state_directory == theirs.user_state_path
    assert ours.log_directory == theirs.user_log_path
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert ProfilePaths.default().config_directory == theirs.user_config_path == tmp_path / "c" / "status-tray"
    assert ProfilePaths.default().state_directory == theirs.user_state_path == tmp_path / "s" / "status-tray"


def test_relative_base_directories_are_ignored(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", "somewhere")
    assert ProfilePaths.default().config_file == tmp_path / ".config" / "status-tray" / "config.toml"


def test_a_user_without_a_home_has_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(variable, raising=False)

    def no_entry(uid: int) -> None:
        raise KeyError(uid)

    monkeypatch.setattr(pwd, "getpwuid", no_entry)
    assert ProfilePaths.default().config_directory == Path("/nonexistent/.config/status-tray")
    assert ProfilePaths.at("~nobody-of-this-name/p").named


def test_named_profile_is_the_same_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "p")
    monkeypatch.chdir(tmp_path)
    one, other, linked = ProfilePaths.at(tmp_path / "p"), ProfilePaths.at("p/"), ProfilePaths.at("link")
    assert one.identity == other.identity == linked.identity
    assert one.identity != ProfilePaths.at(tmp_path / "q").identity
    assert len(one.identity) == 16
    assert one.config_file.parent == one.database.parent == one.log_file.parent == tmp_path / "p"


@pytest.mark.parametrize("own_sha256", [True, False])
def test_the_identity_is_of_the_paths_sha256(own_sha256: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not own_sha256:
        for name in ("_sha256", "_sha2"):
            monkeypatch.setitem(sys.modules, name, None)  # as where Python is built without it
    place = "/some/Präsenz\udcff"  # bytes that are no text
    assert ProfilePaths.at(place).identity == hashlib.sha256(os.fsencode(place)).hexdigest()[:16]


def test_the_command_line_looks_where_the_program_listens(
    runtime: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for profile in (None, "p", "~/p/../q/", tmp_path / "p"):
        assert control_socket(profile) == str(ProfilePaths.of(profile).control_socket)
        assert control_socket(profile).startswith(str(runtime))


def test_keyring_service_tells_named_profiles_apart(tmp_path: Path) -> None:
    assert ProfilePaths.default().keyring_service == "status-tray"
    named = ProfilePaths.at(tmp_path)
    assert named.keyring_service == f"status-tray:{named.identity}"


def test_prepare_makes_directories_for_the_user_alone(tmp_path: Path) -> None:
    paths = ProfilePaths.at(tmp_path / "deep" / "profile")
    paths.prepare()
    assert mode(paths.config_directory) == 0o700


@pytest.mark.parametrize("content", [None, "config.toml", "state.db"])
def test_prepare_closes_a_profile_that_others_can_enter(tmp_path: Path, content: str | None) -> None:
    place = tmp_path / "profile"
    place.mkdir()
    place.chmod(0o755)
    if content:
        (place / content).touch()
    ProfilePaths.at(place).prepare()
    assert mode(place) == 0o700


def test_prepare_leaves_a_directory_with_other_things_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "home"
    place.mkdir()
    place.chmod(0o755)
    (place / "letters").touch()
    ProfilePaths.at(place).prepare()
    assert mode(place) == 0o755


def test_prepare_refuses_a_directory_that_others_can_write(tmp_path: Path) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    place.chmod(0o1777)
    (place / "theirs").touch()
    with pytest.raises(ProfileFailed, match="Others can write"):
        ProfilePaths.at(place).prepare()


def test_prepare_says_what_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProfileFailed, match="not a directory"):
        ProfilePaths.at(tmp_path / "file" / "profile").prepare()


def test_control_socket_is_in_the_runtime_directory(runtime: Path) -> None:
    paths = ProfilePaths.at("/some/profile")
    assert paths.control_socket == runtime / "status-tray" / paths.identity / "control.sock"
    assert paths.prepare_runtime_directory() == paths.control_socket.parent
    assert mode(runtime / "status-tray") == mode(paths.control_socket.parent) == 0o700


@pytest.mark.parametrize("value", [None, "", "relative", "/nonexistent"])
def test_without_a_runtime_directory_the_socket_is_in_tmp(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if value is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", value)
    monkeypatch.setenv("TMPDIR", "/var/tmp")
    paths = ProfilePaths.at("/some/profile")
    assert paths.runtime_directory == Path(f"/tmp/status-tray-{os.getuid()}") / paths.identity


def test_another_users_runtime_directory_is_not_used(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: runtime.stat().st_uid + 1)
    assert not ProfilePaths.at("/some/profile").runtime_directory.is_relative_to(runtime)


def test_a_runtime_directory_too_long_for_a_socket_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(deep))
    assert not ProfilePaths.at("/some/profile").runtime_directory.is_relative_to(deep)


def test_a_symlink_in_place_of_the_runtime_directory_is_refused(runtime: Path) -> None:
    (runtime / "elsewhere").mkdir(mode=0o700)
    (runtime / "status-tray").symlink_to(runtime / "elsewhere")
    with pytest.raises(RuntimeDirectoryUnsafe, match="not a directory of yours"):
        ProfilePaths.at("/some/profile").prepare_runtime_directory()


def test_an_open_runtime_directory_is_refused(runtime: Path) -> None:
    (runtime / "status-tray").mkdir()
    (runtime / "status-tray").chmod(0o750)
    with pytest.raises(RuntimeDirectoryUnsafe, match="Others can enter"):
        ProfilePaths.at("/some/profile").prepare_runtime_directory()


def test_somebody_elses_runtime_directory_is_refused(runtime: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ProfilePaths.at("/some/profile").prepare_runtime_directory()
    monkeypatch.setattr(os, "getuid", lambda: place.stat().st_uid + 1)
    with pytest.raises(RuntimeDirectoryUnsafe, match="not a directory of yours"):
        check_private(str(place))
