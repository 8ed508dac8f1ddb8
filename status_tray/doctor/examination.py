"""Puts the checks together: which can go side by side, and in which order they are told.

Each area is imported within its check: where a library is missing or broken, the others still have their say.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from status_tray.core.aside import aside
from status_tray.core.config import AccountConfig
from status_tray.core.jid import BareJid
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor import display, profile, versions
from status_tray.doctor.isolation import isolated
from status_tray.doctor.program import Program
from status_tray.doctor.qt_trial import TRIAL_WITHIN, QtTrial, Tried, begin_trial
from status_tray.doctor.report import Finding

if TYPE_CHECKING:
    from status_tray.doctor.keyring import Keyring

_LIMIT = 15.0
"""Seconds for the keyring, which may be started first, and for the running program."""
_AREA_LIMIT = 180.0
"""Seconds for areas whose checks have limits of their own."""


class UnknownAccount(Exception):
    """The profile has no such account; the message is a sentence for people."""


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found, and the passwords that must not be shown."""

    findings: list[Finding]
    secrets: frozenset[str]


def examine(paths: ProfilePaths, environment: Mapping[str, str], only: BareJid | None = None) -> Examination:
    """Looks at everything, with `only` at one of the accounts.  Raises `UnknownAccount`."""
    # Before there is a thread or a loop: it forks.
    trial = begin_trial(environment)
    return asyncio.run(_Examiner(paths, environment, trial).examine(only))


class _Examiner:
    def __init__(self, paths: ProfilePaths, environment: Mapping[str, str], trial: QtTrial | None) -> None:
        self._paths, self._environment, self._trial = paths, environment, trial
        self._program = Program(paths)
        self._keyring: Keyring | None = None

    async def examine(self, only: BareJid | None) -> Examination:
        trial = self._trial
        qt = asyncio.create_task(aside(lambda: trial.result() if trial else None), name="try Qt")
        try:
            of_program, of_versions, of_display, of_desktop, of_keyring, files = await asyncio.gather(
                isolated("program", _LIMIT, self._program.look()),
                isolated("libraries", _LIMIT, self._versions()),
                isolated("display", _LIMIT + TRIAL_WITHIN, display.look(self._environment, asyncio.shield(qt))),
                isolated("session-bus", _AREA_LIMIT, self._desktop(asyncio.shield(qt))),
                isolated("keyring", _LIMIT, self._look_at_keyring()),
                profile.look(self._paths),
            )
        finally:
            qt.cancel()
            await asyncio.gather(qt, return_exceptions=True)
        accounts = files.config.accounts if files.config is not None else ()
        if only is not None and files.config is not None:
            accounts = tuple(account for account in accounts if account.jid == only)
            if not accounts:
                raise UnknownAccount(f"There is no account “{only}” here.")
        of_accounts = await asyncio.gather(
            *(isolated("login", _AREA_LIMIT, self._account(account), account=account.jid) for account in accounts)
        )
        groups = (of_program, of_versions, of_display, of_desktop, of_keyring, files.findings, *of_accounts)
        secrets = self._keyring.secrets if self._keyring is not None else ()
        return Examination([finding for group in groups for finding in group], frozenset(secrets))

    async def _versions(self) -> list[Finding]:
        return versions.look()

    async def _desktop(self, qt: Tried) -> list[Finding]:
        if sys.platform != "linux":
            return []  # tray and notifications are a part of the system, and Qt's business
        from status_tray.doctor import desktop

        return await desktop.look(self._environment, qt)

    async def _look_at_keyring(self) -> list[Finding]:
        from status_tray.doctor.keyring import Keyring

        self._keyring = Keyring(self._paths.keyring_service)
        return await self._keyring.look()

    async def _account(self, account: AccountConfig) -> list[Finding]:
        from status_tray.doctor.account import AccountCheck
        from status_tray.doctor.keyring import Keyring
        from status_tray.xmpp.endpoint import Endpoint

        keyring = self._keyring or Keyring(self._paths.keyring_service)
        return await AccountCheck(account, Endpoint.of(account), self._paths, self._program, keyring).look()
