"""Where the rows of the wire are measured: a real server, a profile on the disk, and no desktop but what is given."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers import Account, Prosody, Server


@dataclass(frozen=True, slots=True)
class Place:
    """A server, and a directory for what a run writes."""

    server: Server
    directory: Path

    def profile(self, account: Account, name: str, *, port: int | None = None) -> Path:
        """A new profile with this account, which asks for its password; `port` is for what stands before the server."""
        profile = self.directory / name
        profile.mkdir(mode=0o700)
        config = profile / "config.toml"
        config.touch(mode=0o600)
        config.write_text(
            f'version = 1\n[[account]]\njid = "{account.jid}"\nhost = "127.0.0.1"\nport = {port or self.server.port}\n'
            f'password = "ask"\nca_file = "{self.server.ca_file}"\n',
            encoding="utf-8",
        )
        return profile

    def environment(self, bus_address: str = "") -> dict[str, str]:
        """For a program of ours: Qt without a screen, and this session bus alone, or none."""
        (runtime := self.directory / "run").mkdir(mode=0o700, exist_ok=True)
        return {
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(self.directory),
            "XDG_RUNTIME_DIR": str(runtime),
            "DBUS_SESSION_BUS_ADDRESS": bus_address or f"unix:path={self.directory}/no-bus",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.directory}/no-bus",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        }


@contextmanager
def place(server: Server | None = None) -> Iterator[Place]:
    """For the time of the block; with a Prosody unless another server is given, which must not have been started."""
    with tempfile.TemporaryDirectory(prefix="status-tray-bench-") as directory, server or Prosody() as started:
        yield Place(started, Path(directory))
