"""What can be done about one contact: the menu of its row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from status_tray.core.notification_choices import NotificationChoices
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.bridge import Bridge
from status_tray.ui.contact_row import Row
from status_tray.ui.contact_words import whole_text
from status_tray.ui.rule_words import default_words, rule_words
from status_tray.ui.text import told, translate


class ContactMenu(QMenu):
    """For one contact as it is when the menu opens; deletes itself when it closes."""

    details_wanted = Signal()

    def __init__(
        self,
        row: Row,
        choices: NotificationChoices,
        bridge: Bridge,
        say: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """`say` is told in a sentence why a choice, which is in force, could not be saved."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._row, self._choices, self._bridge, self._say = row, choices, bridge, say
        for kind, label in (
            (WatchKind.CLEARS, translate("Window", "Tell Me When This Clears")),
            (WatchKind.CHANGES, translate("Window", "Tell Me When This Changes")),
        ):
            if kind is row.marks.waiting or kind in can_wait_for(row):
                self._add_watch(kind, label)
        self._add_rules(self.addMenu(translate("Window", "Notify")))
        self.addSeparator()
        if (text := whole_text(row)) is not None:
            self._add_copy(translate("Window", "Copy Status"), text)
        self._add_copy(translate("Window", "Copy Address"), row.jid)
        self.addSeparator()
        self.addAction(translate("Window", "Details…")).triggered.connect(self.details_wanted)

    def _add_watch(self, kind: WatchKind, label: str) -> None:
        action = self.addAction(label)
        action.setCheckable(True)
        action.setChecked(self._row.marks.waiting is kind)
        account, jid, choices = self._row.account, self._row.jid, self._choices

        def triggered(checked: bool) -> None:
            if checked:
                choices.watch(account, jid, kind)
            else:
                choices.unwatch(account, jid)

        action.triggered.connect(triggered)

    def _add_rules(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for rule in Rule:
            self._add_rule(menu, group, rule_words(rule), rule)
        menu.addSeparator()
        self._add_rule(menu, group, default_words(self._choices.contacts), None)

    def _add_rule(self, menu: QMenu, group: QActionGroup, label: str, rule: Rule | None) -> None:
        action = QAction(label, menu)
        action.setCheckable(True)
        action.setChecked(self._row.marks.rule is rule)
        group.addAction(action)
        menu.addAction(action)
        # The menu may be gone before the choice is saved: what saves it is the window's.
        row, choices, say = self._row, self._choices, self._say

        async def save() -> None:
            failure = await choices.set_rule(row.account, row.jid, rule)
            if failure is not None:
                say(told(failure.reason))

        bridge = self._bridge
        action.triggered.connect(lambda _checked: bridge.start(save(), "save a contact's rule"))

    def _add_copy(self, label: str, text: str) -> None:
        self.addAction(label).triggered.connect(lambda _checked: QGuiApplication.clipboard().setText(text))


def can_wait_for(row: Row) -> frozenset[WatchKind]:
    """What makes sense to be told of once: of what is shown, and of nothing only when that is known."""
    if row.off or not (row.known or row.via_presence):
        return frozenset()
    return frozenset(WatchKind) if row.said is not None else frozenset({WatchKind.CHANGES})
