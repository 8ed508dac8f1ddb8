"""The upper part of the window: the own status, the presets as chips, and a field to type one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from status_tray.core.config import Preset
from status_tray.core.status import TextRefused
from status_tray.ui.announce import announce
from status_tray.ui.bridge import Bridge
from status_tray.ui.checks import on_checked, show_checked
from status_tray.ui.chips import Chip, FlowLayout
from status_tray.ui.choices import PRESETS_SHOWN, preset_words
from status_tray.ui.completion import StatusCompleter, known_texts
from status_tray.ui.deadline_row import DeadlineRow
from status_tray.ui.emoji.button import EmojiButton
from status_tray.ui.labels import Banner, ElidedLabel, dim, name_box, scaled, wrapped
from status_tray.ui.menu import EntryMenu
from status_tray.ui.mnemonics import for_qt
from status_tray.ui.own_status import OwnStatus
from status_tray.ui.ports import UiServices
from status_tray.ui.text import told, translate
from status_tray.ui.view import Accounts, ChooseStatus, ClearStatus, OpenWindow, Problem, Scope, TrayView, TypeStatus


class OwnPage(QWidget):
    """Shows a `TrayView`; clicks go out as commands, what is typed is set from here."""

    asked = Signal(object)
    """A `Command`."""

    def __init__(self, own: OwnStatus, services: UiServices, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._bridge = bridge
        self._presets: tuple[Preset, ...] = ()
        self._scopes: tuple[Scope, ...] = ()
        self._accounts: Accounts = ()
        """Whose status is chosen here: a scope's accounts."""
        self._problems: tuple[Problem, ...] = ()
        self._news = ""
        self._setting: asyncio.Task[None] | None = None
        self._disposed = False

        self.status = wrapped(parent=self)
        self.status.setFont(scaled(self.font(), 1.25, bold=True))
        self.menu = EntryMenu(for_qt, self)
        self.menu.asked.connect(self.asked)
        self.deadline = DeadlineRow(self)
        self.deadline.asked.connect(self.asked)
        self.whose = QComboBox(self)
        name_box(self.whose, translate("Window", "Account"))
        self.whose.activated.connect(self._on_whose)
        self.whose.hide()
        self._links = QVBoxLayout()
        self._links.setSpacing(1)
        self._link_labels: list[ElidedLabel] = []
        self._banners = QVBoxLayout()
        self.banners: list[Banner] = []
        self._chips = FlowLayout()
        self.chips: list[Chip] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(translate("Window", "What are you doing?"))
        self.field.setAccessibleName(translate("Window", "Your status"))
        self.field.returnPressed.connect(self._on_set)
        self.field.textChanged.connect(self._on_typed)
        self.completer = StatusCompleter(self.field, lambda: known_texts(own.recent, services.config.presets))
        self.emoji = EmojiButton(self.field, services, bridge, self)
        self.set_button = QPushButton(translate("Window", "Set"), self)
        self.set_button.setEnabled(False)
        self.set_button.clicked.connect(self._on_set)
        self.clear_button = QPushButton(translate("Window", "Clear"), self)
        self.clear_button.setAccessibleName(translate("Menu", "Clear Status"))
        self.clear_button.clicked.connect(lambda: self.asked.emit(ClearStatus(self._accounts)))
        self.refusal = wrapped(parent=self)
        self.refusal.hide()
        self._arrange()

    def show_view(self, view: TrayView, presets: Sequence[Preset]) -> None:
        """Brings everything but the typed text up to date."""
        if self.status.text() != view.status:
            self.status.setText(view.status)
        if view.news != self._news:
            # Not at the first look: whoever opens the window reads it there.
            if self._news:
                announce(self.status, view.news)
            self._news = view.news
        self._show_links(view.links)
        self._show_problems(view.problems)
        self._show_presets(tuple(presets[:PRESETS_SHOWN]) if view.links else ())
        self._show_scopes(view.scopes)
        self._typing.setVisible(bool(view.links))
        self.menu.show_entries([entry for entry in view.menu if entry.command != OpenWindow()])

    def open_menu(self) -> None:
        """Below its button; not by `QToolButton.showMenu`, which only returns when the menu is gone."""
        place = self.menu_button.rect().bottomLeft()
        if self.isRightToLeft():
            place.setX(self.menu_button.width() - self.menu.sizeHint().width())
        self.menu.popup(self.menu_button.mapToGlobal(place))

    def dispose(self) -> None:
        """The window goes: the status that is being set is set all the same, and nobody is told here."""
        self._disposed = True

    # --- parts -------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.menu_button = QToolButton(self)
        self.menu_button.setText("☰")
        self.menu_button.setAccessibleName(translate("Window", "Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.menu_button.setAutoRaise(True)
        self.menu_button.setMenu(self.menu)
        top = QHBoxLayout()
        top.addWidget(self.status, 1)
        top.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)
        self._typing = QWidget(self)
        typing = QHBoxLayout(self._typing)
        typing.setContentsMargins(0, 0, 0, 0)
        typing.addWidget(self.emoji)
        typing.addWidget(self.field, 1)
        typing.addWidget(self.set_button)
        typing.addWidget(self.clear_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addLayout(self._links)
        layout.addLayout(self._banners)
        layout.addWidget(self.whose)
        layout.addWidget(self.deadline)
        layout.addLayout(self._chips)
        layout.addWidget(self._typing)
        layout.addWidget(self.refusal)
        # Not Maximum, which is counted for the width it would like, and squeezes lines that are broken in less.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _show_scopes(self, scopes: tuple[Scope, ...]) -> None:
        """Has the choice between accounts, where each has its own status, and shows what is so for the chosen one."""
        names = [scope.name for scope in scopes]
        if names != [self.whose.itemText(place) for place in range(self.whose.count())]:
            self.whose.clear()
            self.whose.addItems(names)
        self._scopes = scopes
        self.whose.setVisible(len(scopes) > 1)
        place = next((at for at, scope in enumerate(scopes) if scope.accounts == self._accounts), 0)
        self.whose.setCurrentIndex(place if scopes else -1)
        scope = scopes[place] if scopes else Scope()
        self._accounts = scope.accounts
        chosen = next((at for at, preset in enumerate(self._presets) if preset.text == scope.chosen), None)
        for at, chip in enumerate(self.chips):
            show_checked(chip, at == chosen)
        self.clear_button.setEnabled(scope.can_clear)
        self.deadline.show_entries(scope.deadline)

    def _show_links(self, links: Sequence[str]) -> None:
        while len(self._link_labels) > len(links):
            self._link_labels.pop()
            _take_last(self._links)
        while len(self._link_labels) < len(links):
            self._link_labels.append(ElidedLabel(self))
            self._links.addWidget(dim(self._link_labels[-1]))
        for label, link in zip(self._link_labels, links, strict=True):
            label.setText(link)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        if problems == self._problems:
            return
        self._problems = problems
        while self._banners.count():
            _take_last(self._banners)
        self.banners = []
        for problem in problems:
            banner = Banner(problem.reason, problem.label, self)
            banner.clicked.connect(lambda command=problem.command: self.asked.emit(command))
            self._banners.addWidget(banner)
            self.banners.append(banner)
        self._order_for_tab()

    def _show_presets(self, presets: tuple[Preset, ...]) -> None:
        if presets == self._presets and (self.chips or not presets):
            return
        self._presets = presets
        while self._chips.count():
            _take_last(self._chips)
        self.chips = []
        for preset in presets:
            chip = Chip(preset_words(preset), self)
            chip.setCheckable(True)
            on_checked(chip, partial(self._on_chip, chip, preset))
            self._chips.addWidget(chip)
            self.chips.append(chip)
        if presets:
            custom = Chip(translate("Menu", "Custom Status…"), self)
            custom.clicked.connect(lambda: self.asked.emit(TypeStatus(self._accounts)))
            self._chips.addWidget(custom)
        self._order_for_tab()

    def _order_for_tab(self) -> None:
        """Has Tab go from the top to the bottom; Qt goes by age, and banners and chips are younger than the rest."""
        helps = [banner.button for banner in self.banners]
        row = (self.whose, self.deadline.extend_button, self.deadline.clear_after_button)
        chips = self._chips.widgets()
        typing = (self.emoji, self.field, self.set_button, self.clear_button)
        in_order = [self.menu_button, *helps, *row, *chips, *typing]
        for before, after in pairwise(in_order):
            self.setTabOrder(before, after)

    # --- clicks ------------------------------------------------------------------------------------------------

    def _on_whose(self, place: int) -> None:
        self._accounts = self._scopes[place].accounts
        self._show_scopes(self._scopes)

    def _on_chip(self, chip: Chip, preset: Preset, checked: bool) -> None:
        show_checked(chip, not checked)  # Qt's own toggle back: the view says what is checked.
        self.asked.emit(ChooseStatus(preset.text, preset.clear_after, self._accounts))

    def _on_typed(self, typed: str) -> None:
        self.refusal.hide()
        self.set_button.setEnabled(bool(typed.strip()) and self._setting is None)

    def _on_set(self) -> None:
        if self.field.text().strip() and self._setting is None:
            self._setting = self._bridge.start(self._set(self.field.text()), "set the typed status")
            self.set_button.setEnabled(False)

    async def _set(self, typed: str) -> None:
        try:
            failure = await self._own.choose(typed, accounts=self._accounts)
        except TextRefused as refused:
            self._show_answer(typed, told(refused))
        except Exception:
            self._show_answer(typed, translate("Window", "The status could not be set."))
            raise
        else:
            self._show_answer(typed, told(failure.reason) if failure else "")

    def _show_answer(self, typed: str, reason: str) -> None:
        """Empties the field when all is well; else what was typed stays, with the reason."""
        if self._disposed:
            return
        self._setting = None
        if not reason and self.field.text() == typed:
            self.field.clear()
        self._on_typed(self.field.text())
        self.refusal.setText(reason)
        self.refusal.setVisible(bool(reason))
        announce(self.refusal, reason)


def _take_last(layout: QVBoxLayout | FlowLayout) -> None:
    item = layout.takeAt(layout.count() - 1)
    if item is not None and (widget := item.widget()):
        widget.hide()
        widget.deleteLater()
