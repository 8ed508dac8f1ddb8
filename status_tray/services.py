"""What the user interface may have done beyond the applet: configuration, keyring, live check (`ui.ports`)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from status_tray.applet import RunningApplet
from status_tray.core import failure as failures
from status_tray.core.certificate import Certificate
from status_tray.core.config import AccountConfig, Config, ConfigBroken, OnQuit, PasswordFrom, Preset
from status_tray.core.config_edit import EditRefused, put_account, remove_account, set_in_table, set_value
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid
from status_tray.core.ports import Clock, EmojiChoices, KeyringFailed, Secrets, Storage, StorageFailed
from status_tray.core.preset_edit import add_preset
from status_tray.core.sentence import Sentence, sentence_of
from status_tray.desktop.autostart import Autostart, AutostartFailed
from status_tray.desktop.config_file import ConfigFile
from status_tray.desktop.paths import ProfileFailed

log = logging.getLogger(__name__)

_NOBODY = BareJid("nobody@status-tray.invalid")
"""Asked for to see whether the keyring answers at all."""

_PASSWORD_STAYS = Failure(
    "keyring-locked",
    Sentence("Failure", "The keyring is locked or does not answer: the saved password is still there."),
)

_EMOJI_KEPT = 16
"""Of those chosen lately: two lines of the picker."""


class Services:
    """Fulfils `ui.ports.UiServices`."""

    def __init__(
        self,
        applet: RunningApplet,
        config_file: ConfigFile,
        storage: Storage,
        secrets: Secrets,
        clock: Clock,
        log_file: Path,
        autostart: Autostart | None = None,
        restart: Callable[[], None] = lambda: None,
    ) -> None:
        """`restart` ends the program and starts it again."""
        self._applet, self._config_file, self._storage, self._secrets = applet, config_file, storage, secrets
        self._clock, self._log_file, self._autostart, self._restart = clock, log_file, autostart, restart

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def log_file(self) -> Path:
        return self._log_file

    @property
    def config(self) -> Config:
        return self._applet.config

    def look_for_update(self) -> None:
        self._applet.kept_troubles.look_for_update()

    def restart(self) -> None:
        self._restart()

    async def check(self, account: AccountConfig, password: str | None) -> Failure | None:
        from status_tray.xmpp.check import check_account

        known = password if password is not None else await self._applet.password(account)
        if isinstance(known, Failure):
            return known
        try:
            scram_seen = await self._storage.load_scram_seen(account.jid)
        except StorageFailed:
            scram_seen = True  # who does not know must not give the password away
        return await check_account(account, known, scram_seen=scram_seen)

    async def certificate(self, account: AccountConfig) -> Certificate | Failure:
        from status_tray.xmpp.certificates import shown_certificate
        from status_tray.xmpp.classify import LinkFailed
        from status_tray.xmpp.endpoint import Endpoint

        try:
            return await shown_certificate(account.jid, Endpoint.of(account))
        except LinkFailed as failed:
            return failed.failure

    async def save_account(self, account: AccountConfig, password: str | None) -> Failure | None:
        if account.password is PasswordFrom.KEYRING and password is not None:
            try:
                await self._secrets.save(account.jid, password)
            except KeyringFailed as failed:
                return failed.failure

        async def save() -> Failure | None:
            failure = await self._edit(lambda text: put_account(text, account))
            if failure is not None:
                return failure
            if password is not None:
                self._applet.use_password(account.jid, password if account.password is PasswordFrom.ASK else None)
            await self._applet.reload()
            return None

        return await self._applet.carry_through(save(), "save an account")

    async def remove_account(self, jid: BareJid) -> Failure | None:
        account = self.config.account(jid)
        failure = await self.change_config(lambda text: remove_account(text, jid))
        if failure is not None or account is None:
            return failure
        self._applet.use_password(jid, None)
        try:
            await self._secrets.delete(jid)
        except KeyringFailed:
            # One that is asked for each time was hardly ever saved.
            if account.password is PasswordFrom.KEYRING:
                failure = _PASSWORD_STAYS
        try:
            # One that was not in use had no session, whose end would have done this.
            await self._storage.remove_account(jid)
        except StorageFailed as failed:
            failure = failure or Failure("not-forgotten", sentence_of(failed))
        return failure

    async def starts_at_login(self) -> bool | Failure | None:
        if self._autostart is None:
            return None
        try:
            return await asyncio.to_thread(self._autostart.enabled)
        except AutostartFailed as failed:
            return Failure("autostart-failed", sentence_of(failed))

    async def start_at_login(self, wanted: bool) -> Failure | None:
        if self._autostart is None:
            return None
        try:
            await asyncio.to_thread(self._autostart.set_enabled, wanted)
        except AutostartFailed as failed:
            return Failure("autostart-failed", sentence_of(failed))
        return None

    async def follow_program(self) -> None:
        """Has the desktop start this program at login, when the one that it would start is gone."""
        if self._autostart is None:
            return
        try:
            if await asyncio.to_thread(self._autostart.follow_program):
                log.info("Status Tray is in another place now; the desktop starts it there at login.")
        except AutostartFailed as failed:
            log.warning("%s", failed)

    async def keyring_failure(self) -> Failure | None:
        try:
            await self._secrets.load(_NOBODY)
        except KeyringFailed as failed:
            return failed.failure
        return None

    async def add_preset(self, preset: Preset) -> Failure | None:
        return await self.change_config(lambda text: add_preset(text, preset, self.config.presets))

    async def set_value(self, key: str, value: str | int | bool | None, *, table: str = "") -> Failure | None:
        if table:
            return await self.change_config(lambda text: set_in_table(text, table, key, value))
        return await self.change_config(lambda text: set_value(text, key, value))

    async def remember_on_quit(self, choice: OnQuit) -> Failure | None:
        failure = await self.change_config(lambda text: set_value(text, "on_quit", choice.value))
        if failure is not None:
            log.warning("%s", failure.reason)  # the window that could say so is gone
        return failure

    async def load_emoji(self) -> EmojiChoices:
        try:
            return await self._storage.load_emoji()
        except StorageFailed as error:
            self._applet.storage_failed(error)
            return EmojiChoices()

    async def remember_emoji(self, emoji: str) -> None:
        await self._remember(self._storage.add_emoji(emoji, _EMOJI_KEPT))

    async def remember_emoji_tone(self, tone: str) -> None:
        await self._remember(self._storage.save_emoji_tone(tone))

    async def load_shown_group(self) -> str | None:
        try:
            return await self._storage.load_shown_group()
        except StorageFailed as error:
            self._applet.storage_failed(error)
            return None

    async def remember_shown_group(self, group: str | None) -> None:
        await self._remember(self._storage.save_shown_group(group))

    async def _remember(self, saving: Coroutine[Any, Any, None]) -> None:
        try:
            await saving
        except StorageFailed as error:
            self._applet.storage_failed(error)

    async def change_config(self, change: Callable[[str], str]) -> Failure | None:
        return await self._applet.carry_through(self._change_config(change), "change the configuration")

    async def _change_config(self, change: Callable[[str], str]) -> Failure | None:
        failure = await self._edit(change)
        if failure is None:
            await self._applet.reload()
        return failure

    async def _edit(self, change: Callable[[str], str]) -> Failure | None:
        try:
            await asyncio.to_thread(self._config_file.edit, change)
        except (ConfigBroken, EditRefused, ProfileFailed) as error:
            return failures.Failure("config-not-saved", sentence_of(error))
        return None
