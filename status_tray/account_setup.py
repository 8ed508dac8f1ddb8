"""The slow parts of adding and removing an account without the applet: login, keyring, database.

Loaded by the command line for these alone: everything else is answered without asyncio and slixmpp.
"""

from __future__ import annotations

import asyncio

from status_tray.core.config import AccountConfig, PasswordFrom
from status_tray.core.failure import NO_PEP, Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import KeyringFailed, StorageFailed
from status_tray.desktop.database import reading
from status_tray.desktop.paths import ProfilePaths
from status_tray.desktop.rows import load_scram_seen
from status_tray.desktop.secrets import KeyringSecrets
from status_tray.desktop.storage import open_storage
from status_tray.xmpp.check import NOT_REACHED, check_account


def check(profile: ProfilePaths, account: AccountConfig, password: str) -> Failure | None:
    """Logs in once; why that did not work, None when all is well."""
    return asyncio.run(check_account(account, password, scram_seen=scram_seen(profile, account.jid)))


def scram_seen(profile: ProfilePaths, jid: BareJid) -> bool:
    """Whether the server has once taken SCRAM; a running Status Tray may have the database open."""
    if not profile.database.exists():
        return False
    try:
        with reading(profile.database) as connection:
            return load_scram_seen(connection, jid)
    except StorageFailed:
        return True  # who does not know must not give the password away


def may_be_added(failure: Failure) -> bool:
    """Whether the account may be all right all the same: not reached today, or with no place for statuses."""
    return failure.code in NOT_REACHED or failure == NO_PEP


def save_password(profile: ProfilePaths, jid: BareJid, password: str) -> Failure | None:
    """Puts the password into the keyring; why that did not work, None when it is there."""

    async def save() -> None:
        secrets = KeyringSecrets(profile.keyring_service)
        try:
            await secrets.save(jid, password)
        finally:
            secrets.close()

    try:
        asyncio.run(save())
    except KeyringFailed as failed:
        return failed.failure
    return None


def forget(profile: ProfilePaths, account: AccountConfig) -> list[str]:
    """Removes the saved password and what is remembered; a sentence for each that could not be removed."""
    return asyncio.run(_forget(profile, account))


async def _forget(profile: ProfilePaths, account: AccountConfig) -> list[str]:
    troubles: list[str] = []
    secrets = KeyringSecrets(profile.keyring_service)
    try:
        await secrets.delete(account.jid)
    except KeyringFailed:
        # One that is asked for each time was hardly ever saved.
        if account.password is PasswordFrom.KEYRING:
            troubles.append("The keyring is locked or does not answer: the saved password is still there.")
    finally:
        secrets.close()
    if profile.database.exists():
        try:
            storage = await open_storage(profile.database)
            try:
                await storage.remove_account(account.jid)
            finally:
                await storage.aclose()
        except StorageFailed as failed:
            troubles.append(f"What is remembered of the account could not be removed. {failed}")
    return troubles
