"""The log file: its size, how many older ones there are, whose they are, and what is left out of them."""

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from status_tray.desktop import logs

SIZE, KEPT = 1_000_000, 3


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger, given back as it was."""
    root, others = logging.getLogger(), [logging.getLogger(name) for name in ("slixmpp", "asyncio")]
    handlers, levels = list(root.handlers), [logger.level for logger in (root, *others)]
    yield root
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    for logger, level in zip((root, *others), levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A user whose new files anybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(directory: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in directory.iterdir()}


@pytest.mark.usefixtures("open_umask")
def test_it_rotates_and_stays_the_users_alone(tmp_path: Path, root: logging.Logger) -> None:
    logs.set_up(tmp_path / "status-tray.log", debug=False)
    line = "x" * 7_900
    for number in range(SIZE * (KEPT + 2) // len(line)):
        root.info("%d %s", number, line)
    assert modes(tmp_path) == {f"status-tray.log{suffix}": 0o600 for suffix in ("", ".1", ".2", ".3")}
    for suffix in (".1", ".2", ".3"):
        assert SIZE - 2 * len(line) < (tmp_path / f"status-tray.log{suffix}").stat().st_size <= SIZE
    assert (tmp_path / "status-tray.log").stat().st_size <= SIZE
    # The latest is in the file without a number, right after the end of the one with 1.
    first = (tmp_path / "status-tray.log").read_text().splitlines()[0].split()[-2]
    last = (tmp_path / "status-tray.log.1").read_text().splitlines()[-1].split()[-2]
    assert int(first) == int(last) + 1


@pytest.mark.usefixtures("open_umask")
def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "status-tray.log").write_text("earlier\n")
    assert modes(tmp_path) == {"status-tray.log": 0o666}
    logs.set_up(tmp_path / "status-tray.log", debug=False)
    logging.getLogger("status_tray").info("now")
    assert modes(tmp_path) == {"status-tray.log": 0o600}
    earlier, now = (tmp_path / "status-tray.log").read_text().splitlines()
    assert earlier == "earlier"
    assert now.endswith("INFO status_tray: now")


def test_no_record_is_longer_than_a_page_or_has_a_login_in_it(tmp_path: Path) -> None:
    logs.set_up(tmp_path / "status-tray.log", debug=True)
    sasl = "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"
    logging.getLogger("slixmpp").debug("SEND: <auth %s mechanism='PLAIN'>c2VjcmV0</auth>", sasl)
    logging.getLogger("slixmpp").debug("RECV: %s", "y" * 1_000_000)
    login, long = (tmp_path / "status-tray.log").read_text().splitlines()
    assert "c2VjcmV0" not in login
    assert login.endswith("mechanism='PLAIN'>(left out)</auth>")
    assert 8_000 < len(long) < 8_100


@pytest.mark.allow_log("cannot be written: Is a directory")
def test_a_place_that_cannot_be_written_is_said(tmp_path: Path, root: logging.Logger) -> None:
    (tmp_path / "status-tray.log").mkdir()
    before = len(root.handlers)
    logs.set_up(tmp_path / "status-tray.log", debug=False)
    assert len(root.handlers) == before + 1, "standard error alone"
