"""What the command line says of `run`.  Known before the icon, so it imports little."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from status_tray.core.jid import BareJid
    from status_tray.desktop.paths import ProfilePaths


class RunOptions:
    """What the command line says of `run`.

    `password` is for `account`, or for the only account there is; it is used for this run alone.
    """

    def __init__(
        self,
        profile: ProfilePaths,
        *,
        headless: bool = False,
        password: str | None = None,
        account: BareJid | None = None,
        debug: bool = False,
    ) -> None:
        self.profile, self.headless, self.password = profile, headless, password
        self.account, self.debug = account, debug

    def __repr__(self) -> str:
        return f"RunOptions({self.profile.state_directory}, headless={self.headless})"
