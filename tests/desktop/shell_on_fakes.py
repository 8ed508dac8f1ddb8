"""A program for the desktop tests: the real user interface over fakes of the core, in a scene given by name.

python -m tests.desktop.shell_on_fakes SCENE light|dark
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from status_tray.core import connect_failure
from status_tray.core import failure as failures
from status_tray.core.account import AccountState, LinkState
from status_tray.core.certificate import Certificate
from status_tray.core.config import AccountConfig, Config, Language
from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid
from status_tray.core.notices import All
from status_tray.core.status import own_text
from status_tray.desktop.bus import Bus
from status_tray.desktop.tray_host import TrayHostWatcher
from status_tray.ui.loop import run_with_qt
from status_tray.ui.shell import Shell
from status_tray.ui.view import AddContact, FixAccount, OpenSettings
from tests.gui.fakes import JULIET, NOON, ROMEO, FakeApplet, FakeServices, account, contact

HOSTILE = "<b>snake_case</b> & R&D_"
ALSO_HOSTILE = "R&D <i>first</i>"
WRONG_PASSWORD = connect_failure.login_refused("not-authorized")
UNTRUSTED = connect_failure.certificate_untrusted("example.org", 18, "")
CHANGED = connect_failure.certificate_changed("example.org")
UNUSABLE = connect_failure.ca_file_unusable("/home/romeo/ca.pem", "No such file or directory")

MANY_NAMES = Certificate(
    "0f1e2d3c4b5a6978" * 4,
    "CN=mantua.example",
    tuple(f"chat-{number}.<b>mantua</b>.example" for number in range(20)),
    "CN=<b>Mantua & Co</b>, O=An authority with a long name that nobody ever heard of, OU=Certificates, C=IT",
    NOON - timedelta(days=400),
    NOON - timedelta(days=35),
)

NURSE = BareJid("nurse@capulet.example")
LUNCH = account(text="🍽 Lunch", deadline=NOON + timedelta(minutes=90))
STATES: dict[str, tuple[AccountState, ...]] = {
    "hostile": (account(text=HOSTILE),),
    "offline": (account(text="🍽 Lunch", link=LinkState.WAITING, acknowledged=False),),
    "rejected": (account(text="🍽 Lunch", stopped_by=WRONG_PASSWORD),),
    "untrusted": (account(text="🍽 Lunch", stopped_by=UNTRUSTED),),
    "changed": (account(text="🍽 Lunch", stopped_by=CHANGED),),
    "ca-file": (account(text="🍽 Lunch", stopped_by=UNUSABLE),),
    "settings-german": (account(text="🍽 Lunch", stopped_by=CHANGED), account(JULIET)),
    "settings-accounts": (account(text="🍽 Lunch", stopped_by=CHANGED), account(JULIET)),
    "failed": (account(text="🍽 Lunch", failure=failures.publish_refused("not-allowed", "No statuses on Sundays")),),
}


def people() -> list[ContactState]:
    return [
        contact("Juliet", "📅 In a meeting", since=NOON - timedelta(minutes=12)),
        contact("Mercutio", "🚌 Commuting, and back in half an hour or so, if Verona's traffic lets me"),
        contact("Nurse", "☕ Coffee", since=NOON - timedelta(days=2)),
        contact("Tybalt", "🏋 Training", since=NOON - timedelta(days=30)),
        contact("Benvolio"),
        contact("Friar Laurence"),
        contact("Paris"),
    ]


OPENED: dict[str, Callable[[Shell], None]] = {
    "window": lambda shell: shell.show_window(),
    "offline": lambda shell: shell.show_window(),
    "rejected": lambda shell: shell.show_window(),
    "failed": lambda shell: shell.show_window(),
    "untrusted": lambda shell: shell.tray.asked.emit(FixAccount(ROMEO, UNTRUSTED)),
    "changed": lambda shell: shell.tray.asked.emit(FixAccount(ROMEO, CHANGED)),
    "ca-file": lambda shell: shell.tray.asked.emit(FixAccount(ROMEO, UNUSABLE)),
    "settings-accounts": lambda shell: shell.tray.asked.emit(OpenSettings()),
    "settings-general": lambda shell: shell.tray.asked.emit(OpenSettings("general")),
    "settings-german": lambda shell: shell.tray.asked.emit(OpenSettings()),
    "settings-presets": lambda shell: shell.tray.asked.emit(OpenSettings("presets")),
    "settings-privacy": lambda shell: shell.tray.asked.emit(OpenSettings("privacy")),
    "add-contact": lambda shell: shell.tray.asked.emit(AddContact()),
    "settings-appearance": lambda shell: shell.tray.asked.emit(OpenSettings("appearance")),
}


async def main(scene: str, scheme: str) -> int:
    color_scheme = Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light
    QGuiApplication.styleHints().setColorScheme(color_scheme)
    applet = FakeApplet(*STATES.get(scene, (LUNCH,)))
    applet.lately = [ALSO_HOSTILE, HOSTILE] if scene == "hostile" else ["☕ Coffee", "🎸 Rehearsal"]
    services = FakeServices()
    if scene in ("settings-accounts", "settings-german"):
        server = AccountConfig(ROMEO, "chat.example.org", 5223, direct_tls=True, pin="ab" * 32)
        services.config = Config(accounts=(server, AccountConfig(JULIET), AccountConfig(NURSE, enabled=False)))
    if scene == "settings-german":
        services.config = replace(services.config, language=Language.GERMAN)
    if scene == "changed":
        services.config = Config(accounts=(AccountConfig(ROMEO, "chat.example.org", 5223, pin="ab" * 32),))
        services.shown_certificate = MANY_NAMES
    shell = Shell(applet, services, tray_host=False)
    bus = Bus.session()
    bus.start()
    host_known = asyncio.Event()

    def tell_host(available: bool) -> None:
        shell.tray_host_changed(available)
        host_known.set()

    watcher = TrayHostWatcher(bus, tell_host)
    await host_known.wait()
    shell.start()
    if applet.states:
        applet.people[ROMEO] = {person.jid: person for person in people()}
        applet.tell(applet.states[ROMEO], All.ALL)
        if scene == "offline":
            applet.tell(account(text=own_text("🍽 Lunch")))
            applet.tell(STATES[scene][0])
    if scene in OPENED:
        OPENED[scene](shell)
    await applet.has_quit.wait()
    await watcher.aclose()
    await bus.aclose()
    await shell.aclose()
    return 0


if __name__ == "__main__":
    sys.exit(run_with_qt(lambda: main(sys.argv[1], sys.argv[2])))
