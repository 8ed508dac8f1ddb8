"""Puts the checks together: which can go side by side, and in which order they are told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from status_tray.core.jid import BareJid
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor import desktop, profile, versions
from status_tray.doctor.account import AccountCheck
from status_tray.doctor.isolation import isolated
from status_tray.doctor.keyring import Keyring
from status_tray.doctor.program import Program
from status_tray.doctor.qt_trial import QtTrial
from status_tray.doctor.report import Finding
from status_tray.xmpp.endpoint import Endpoint

_LIMIT = 15.0
"""Seconds for the keyring, which may be started first, and for the running program."""


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
    trial = desktop.begin_trial(environment)
    return asyncio.run(examined(paths, environment, trial, only))


async def examined(
    paths: ProfilePaths,
    environment: Mapping[str, str],
    trial: QtTrial | None,
    only: BareJid | None = None,
    name_servers: tuple[str, ...] = (),
) -> Examination:
    """As `examine`; `name_servers` are asked instead of the system's."""
    program, keyring = Program(paths), Keyring(paths.keyring_service)

    async def libraries() -> list[Finding]:
        return versions.look()

    of_program, of_versions, of_desktop, of_keyring, files = await asyncio.gather(
        isolated("program", _LIMIT, program.look()),
        isolated("libraries", _LIMIT, libraries()),
        desktop.look(environment, trial),
        isolated("keyring", _LIMIT, keyring.look()),
        profile.look(paths),
    )
    accounts = files.config.accounts if files.config is not None else ()
    if only is not None and files.config is not None:
        accounts = tuple(account for account in accounts if account.jid == only)
        if not accounts:
            raise UnknownAccount(f"There is no account “{only}” here.")
    of_accounts = await asyncio.gather(
        *(
            AccountCheck(
                account, replace(Endpoint.of(account), name_servers=name_servers), paths, program, keyring
            ).look()
            for account in accounts
        )
    )
    groups = (of_program, of_versions, of_desktop, of_keyring, files.findings, *of_accounts)
    return Examination([finding for group in groups for finding in group], frozenset(keyring.secrets))
