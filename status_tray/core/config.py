"""What `config.toml` says: accounts, presets and choices, typed; what is wrong in it is said, never guessed.

The passwords are not here (rule 15).  Changes to the file are in `config_edit`, the file itself in
`desktop.config_file`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from status_tray.core import toml_text
from status_tray.core.certificate import NO_CERTIFICATE, parse_fingerprint
from status_tray.core.deadline import ClearAfter, DeadlineRefused, parse_clear_after
from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.presence import PresenceChoices, Show
from status_tray.core.rules import ContactRule, NotifyContacts, Rules
from status_tray.core.rules_config import read_notify_contacts, read_rules
from status_tray.core.sentence import Sentence, sentence_of
from status_tray.core.status import TextRefused, own_text
from status_tray.core.toml_values import DOES_NOT_COUNT, Reader
from status_tray.core.toml_values import Complaint as Complaint

VERSION = 1
"""Of the format; grows only when an older Status Tray would misread it."""


class IconStyle(StrEnum):
    """How the tray icon is drawn; light is for dark panels."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"
    COLOUR = "colour"


class Language(StrEnum):
    """The languages of the windows; each but English has its `resources/i18n/status-tray_<value>.ts`."""

    ENGLISH = "en"
    GERMAN = "de"
    SPANISH = "es"
    FRENCH = "fr"
    ARABIC = "ar"


class OnQuit(StrEnum):
    """What becomes of a status that is set when the program quits."""

    ASK = "ask"
    KEEP = "keep"
    CLEAR = "clear"


class PasswordFrom(StrEnum):
    """Where an account's password comes from."""

    KEYRING = "keyring"
    ASK = "ask"
    """Asked for each time, because there was no keyring to keep it."""


@dataclass(frozen=True, slots=True)
class AccountConfig:
    """One account; `host` and `port` None for what the DNS says of the JID's domain.

    `ca_file` is absolute: the certificates that are trusted besides the system's.  `pin` is the SHA-256 fingerprint of
    the one certificate that is trusted, whoever issued it; 64 hex digits.
    """

    jid: BareJid
    host: str | None = None
    port: int | None = None
    direct_tls: bool = False
    ca_file: Path | None = None
    pin: str | None = None
    password: PasswordFrom = PasswordFrom.KEYRING
    enabled: bool = True


@dataclass(frozen=True, slots=True)
class Preset:
    """A status to choose with one click, cleared by itself after `clear_after`.

    `show` is the availability of this program's presence while it is set; None for the usual one.
    """

    text: str
    clear_after: ClearAfter | None = None
    show: Show | None = None


def default_presets(translate: Callable[[str, str], str]) -> tuple[Preset, ...]:
    """Those of a fresh profile in the language of `translate`; written to the file they are texts like any other."""
    return (
        Preset(translate("Preset", "📅 In a meeting"), timedelta(hours=1)),
        Preset(translate("Preset", "🍽 Lunch"), timedelta(hours=1)),
        Preset(translate("Preset", "🚌 Commuting"), timedelta(minutes=30)),
        Preset(translate("Preset", "🏠 Working from home"), timedelta(hours=8)),
        Preset(translate("Preset", "🤒 Out sick"), timedelta(days=1)),
        Preset(translate("Preset", "🌴 On vacation")),
    )


DEFAULT_PRESETS = default_presets(lambda _context, source: source)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that is configured; made without arguments, a fresh profile."""

    version: int = VERSION
    accounts: tuple[AccountConfig, ...] = ()
    presets: tuple[Preset, ...] = DEFAULT_PRESETS
    icon_style: IconStyle = IconStyle.AUTO
    on_quit: OnQuit = OnQuit.ASK
    one_status: bool = True
    """One status for all accounts; False: each has its own."""
    avatars: bool = False
    """Contacts' avatars are asked for and shown (rule 27)."""
    mirror: bool | None = None
    """The own status is shown in the presence too (rule 19); None when the user has not been asked yet."""
    language: Language | None = None
    """None: the system's."""
    notify_contacts: NotifyContacts | None = None
    """None: not asked yet."""
    contact_rules: tuple[ContactRule, ...] = ()

    @property
    def presence(self) -> PresenceChoices:
        """What the sessions are to make of their presence.  Of presets with one text, the first one counts."""
        shows = {preset.text: preset.show for preset in reversed(self.presets)}
        return PresenceChoices(bool(self.mirror), MappingProxyType(shows))

    @property
    def rules(self) -> Rules:
        """Whom the user is told of."""
        return Rules(self.notify_contacts or NotifyContacts.ALL, {one.contact: one.rule for one in self.contact_rules})

    def account(self, jid: BareJid) -> AccountConfig | None:
        """The account of this JID, if there is one."""
        return next((account for account in self.accounts if account.jid == jid), None)

    def with_defaults(self, presets: tuple[Preset, ...]) -> Config:
        """The same with these presets, where the file names none."""
        return replace(self, presets=presets) if self.presets is DEFAULT_PRESETS else self


class ConfigBroken(Exception):
    """The file cannot be read as a whole; the message is a sentence with file, line and column."""

    def __init__(self, file: str, line: int, column: int, reason: str) -> None:
        place = {"file": file, "line": str(line), "column": str(column)}
        if reason.endswith("."):  # A complaint says too what is used instead: a sentence of its own.
            sentence = Sentence(
                "Refusal",
                "{file}, line {line}, column {column}: {reason} Correct the file and try again.",
                **place,
                reason=reason,
            )
        else:
            sentence = Sentence(
                "Refusal",
                "{file}, line {line}, column {column}: {reason}; correct the file and try again.",
                **place,
                reason=reason,
            )
        super().__init__(sentence)
        self.file = file
        self.line = line
        self.column = column


def decode(data: bytes, file: str) -> str:
    """The text of the file.  Raises `ConfigBroken` when it is not UTF-8."""
    try:
        return toml_text.decode(data)
    except toml_text.TomlBroken as broken:
        raise ConfigBroken(file, broken.line, broken.column, broken.reason) from None


def parse(text: str, file: str) -> tuple[Config, tuple[Complaint, ...]]:
    """The configuration in `text`, and what is wrong with it.  `file` is its path.

    A wrong value counts as absent; an account or a preset whose main value is wrong is left out.  Unknown keys
    are of another version: they are no mistake.  Raises `ConfigBroken` for a text that is no TOML, and for one of
    a later version.
    """
    try:
        table = toml_text.load(text)
    except toml_text.TomlBroken as broken:
        raise ConfigBroken(file, broken.line, broken.column, broken.reason) from None
    reader = Reader(text, file)
    version = reader.integer(table, (), "version", 1, None) or VERSION
    if version > VERSION:
        reason = Sentence(
            "Refusal",
            "this was written by a later Status Tray (version {version} of the format, this one knows {known})",
            version=str(version),
            known=str(VERSION),
        )
        raise ConfigBroken(file, toml_text.line_of(text, ("version",)) or 1, 1, reason)
    config = Config(
        version,
        _accounts(reader, table),
        _presets(reader, table),
        reader.choice(table, (), "icon_style", IconStyle) or IconStyle.AUTO,
        reader.choice(table, (), "on_quit", OnQuit) or OnQuit.ASK,
        reader.boolean(table, (), "one_status", True),
        reader.boolean(table, (), "avatars", False),
        _mirror(reader, table),
        _language(reader, table),
        notify_contacts=read_notify_contacts(reader, table),
        contact_rules=read_rules(reader, table),
    )
    return config, tuple(reader.complaints)


def _language(reader: Reader, table: Mapping[str, Any]) -> Language | None:
    typed = reader.string(table, (), "language")
    if typed is None or typed in list(Language):
        return Language(typed) if typed is not None else None
    known = ", ".join(f"“{language}”" for language in Language)
    reader.complain(("language",), f"must be one of {known}; the system's language is used.")
    return None


def _accounts(reader: Reader, table: Mapping[str, Any]) -> tuple[AccountConfig, ...]:
    accounts: dict[BareJid, AccountConfig] = {}
    for index, entry in enumerate(reader.tables(table, "account") or ()):
        path: toml_text.Path = ("account", index)
        typed = reader.string(entry, path, "jid")
        if typed is None:
            if "jid" not in entry:
                reader.complain(path, "has no “jid”; it is left out.")
            continue
        try:
            jid = account_jid(typed)
        except JidRefused as refused:
            reader.complain((*path, "jid"), f"is no account: {refused}")
            continue
        if jid in accounts:
            reader.complain((*path, "jid"), "is there twice; the first one counts.")
            continue
        accounts[jid] = AccountConfig(
            jid,
            host=reader.host(entry, path, "host"),
            port=reader.integer(entry, path, "port", 1, 65535),
            direct_tls=reader.boolean(entry, path, "direct_tls", False),
            ca_file=reader.file_path(entry, path, "ca_file"),
            pin=_pin(reader, entry, path),
            password=reader.choice(entry, path, "password", PasswordFrom) or PasswordFrom.KEYRING,
            enabled=reader.boolean(entry, path, "enabled", True),
        )
    return tuple(accounts.values())


def _pin(reader: Reader, entry: Mapping[str, Any], path: toml_text.Path) -> str | None:
    """A pin that cannot be read must not make the account trust anything else: it is kept, and fits nothing."""
    typed = reader.string(entry, path, "pin")
    if typed is None:
        return None
    pin = parse_fingerprint(typed)
    if pin is None:
        reader.complain((*path, "pin"), "is no SHA-256 fingerprint; no certificate fits it.")
    return pin or NO_CERTIFICATE


def _mirror(reader: Reader, table: Mapping[str, Any]) -> bool | None:
    presence = reader.table(table, "presence")
    return reader.boolean(presence, ("presence",), "mirror", False) if "mirror" in presence else None


def _presets(reader: Reader, table: Mapping[str, Any]) -> tuple[Preset, ...]:
    entries = reader.tables(table, "preset")
    if entries is None:
        return DEFAULT_PRESETS
    presets = (read_preset(reader, entry, index) for index, entry in enumerate(entries))
    return tuple(preset for preset in presets if preset is not None)


def read_preset(reader: Reader, entry: Mapping[str, Any], index: int) -> Preset | None:
    """The preset in the entry number `index` of the file, None when it is none."""
    path: toml_text.Path = ("preset", index)
    typed = reader.string(entry, path, "text")
    if typed is None:
        if "text" not in entry:
            reader.complain(path, Sentence("Refusal", "has no “text”; it is left out."))
        return None
    try:
        preset = Preset(own_text(typed), show=reader.choice(entry, path, "show", Show, otherwise=DOES_NOT_COUNT))
    except TextRefused as refused:
        reader.complain((*path, "text"), Sentence("Refusal", "is left out: {reason}", reason=sentence_of(refused)))
        return None
    if (after := reader.string(entry, path, "clear_after")) is not None:
        try:
            return replace(preset, clear_after=parse_clear_after(after))
        except DeadlineRefused as refused:
            reader.complain(
                (*path, "clear_after"), Sentence("Refusal", "does not count: {reason}", reason=sentence_of(refused))
            )
    return preset
