"""The lower part of the window: the contacts, their search, and what is said when there are none to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notification_choices import NotificationChoices
from status_tray.ui.announce import announce
from status_tray.ui.avatars import AvatarPictures
from status_tray.ui.bridge import Bridge
from status_tray.ui.contact_delegate import ContactDelegate
from status_tray.ui.contact_list import ContactList
from status_tray.ui.contact_row import Row
from status_tray.ui.contact_words import whole_text
from status_tray.ui.contacts_model import ContactsModel
from status_tray.ui.group_box import GroupBox
from status_tray.ui.labels import ElidedLabel, dim, wrapped
from status_tray.ui.text import translate
from status_tray.ui.view import AddContact

if TYPE_CHECKING:
    from status_tray.ui.contact_details import ContactDetails


class ContactsPage(QWidget):
    """Shows the model, and one of its contacts in detail; what there is to say about its state is handed in."""

    asked = Signal(object)
    """A `Command`."""
    seen = Signal(object)
    """Contacts that are being looked at: a list of `Row`."""
    said = Signal(str)
    """A sentence for the user."""

    def __init__(
        self,
        model: ContactsModel,
        choices: NotificationChoices,
        bridge: Bridge,
        now: Callable[[], datetime],
        pictures: AvatarPictures,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        pictures.changed.connect(self._on_picture_changed)
        self._model, self._choices, self._bridge, self._now = model, choices, bridge, now
        self._nothing_here = ""
        self._disposed = False
        self._current: Row | None = None
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(translate("Window", "Search contacts"))
        self.search.setAccessibleName(translate("Window", "Search contacts"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(model.search)
        self.search.textEdited.connect(self._on_searched)
        self.group = GroupBox(self)
        self.group.chosen.connect(model.show_group)
        self.add = QToolButton(self)
        self.add.setText("+")
        self.add.setAutoRaise(True)
        self.add.setToolTip(translate("Window", "Add Contact…"))
        self.add.setAccessibleName(translate("Window", "Add Contact…"))
        self.add.clicked.connect(lambda: self.asked.emit(AddContact()))
        self.freshness = ElidedLabel(self)
        dim(self.freshness).hide()
        self.list = self._create_list(now)
        self.placeholder = wrapped(parent=self)
        dim(self.placeholder).setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.placeholder.setMargin(24)
        self._details: ContactDetails | None = None
        self._build()

        rows = self.list.rows
        for signal in (rows.rowsInserted, rows.rowsRemoved, rows.modelReset):
            signal.connect(self._show_state)
        model.taken.connect(self._refresh_details)
        rows.modelAboutToBeReset.connect(self._on_about_to_reset)
        rows.modelReset.connect(self._on_reset)
        model.groups_changed.connect(self._on_groups_changed)
        self._on_groups_changed()
        self._show_state()

    @property
    def details(self) -> ContactDetails:
        """One contact, in place of the list; made when it is first wanted, for the sake of the window's first look."""
        if self._details is None:
            from status_tray.ui.contact_details import ContactDetails

            self._details = ContactDetails(self._choices, self._bridge, self._now, self._pictures, self)
            self._details.left.connect(self.leave_details)
            self._stack.addWidget(self._details)
        return self._details

    @property
    def _detailed(self) -> ContactKey | None:
        """Who is shown in detail now."""
        return self._details.contact if self._details is not None else None

    def show_state(self, nothing_here: str, freshness: str) -> None:
        """`nothing_here` is said in place of contacts; `freshness` above them, when they are no longer news."""
        self._nothing_here = nothing_here
        self.freshness.setText(freshness)
        self.freshness.setVisible(bool(freshness) and self._model.total > 0)
        self._show_state()

    def show_contact(self, account: BareJid, jid: BareJid) -> None:
        """Chooses a contact in the list, whatever was looked for; nothing but the list when there is no such one."""
        self.leave_details()
        if not self._model.place_of(account, jid).isValid():
            self.search.clear()
            self.group.choose(None)
        self._choose(account, jid)
        self.list.setFocus()

    def show_details(self, account: BareJid, jid: BareJid) -> None:
        """Shows one contact in place of the list; nothing happens when there is no such contact."""
        row = self._model.row_of(account, jid)
        if row is None:
            return
        self.details.show_contact(row)
        self._on_seen([row])
        self._stack.setCurrentWidget(self.details)
        self._find.hide()
        self.details.back.setFocus()

    def leave_details(self) -> bool:
        """Shows the list again, at the contact that was shown; False when the list was there already."""
        contact = self._detailed
        if contact is None:
            return False
        self.details.leave()
        self._find.show()
        self._show_state()
        self._choose(*contact)
        self.list.setFocus()
        return True

    def show_pictures(self, wanted: bool) -> None:
        """Whether there are pictures beside the names."""
        if self._pictures.want(wanted):
            self.list.look_again()
            self._on_picture_changed()

    def dispose(self) -> None:
        """The window goes: what still runs for it says nothing any more."""
        self._disposed = True
        if self._details is not None:
            self._details.leave()

    # --- parts -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._find = QWidget(self)
        find = QHBoxLayout(self._find)
        find.setContentsMargins(0, 0, 0, 0)
        find.addWidget(self.search, 1)
        find.addWidget(self.group)
        find.addWidget(self.add)
        self._stack = QStackedLayout()
        for page in (self.list, self.placeholder):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._find)
        layout.addWidget(self.freshness)
        layout.addLayout(self._stack, 1)
        # From what was searched for straight to what was found.
        self.setTabOrder(self.list, self.add)

    def _create_list(self, now: Callable[[], datetime]) -> ContactList:
        view = ContactList(self._model, self)
        view.setItemDelegate(ContactDelegate(now, self._pictures, view))
        view.activated.connect(self._on_activated)
        view.menu_wanted.connect(self._on_menu_wanted)
        view.seen.connect(self._on_seen)
        view.copy_wanted.connect(self._on_copy_wanted)
        return view

    def _show_state(self) -> None:
        rows = self._model.rowCount() > 0
        self.search.setEnabled(self._model.total > 0)
        if self._model.total and not rows:
            self.placeholder.setText(_nothing_found())
        else:
            self.placeholder.setText(self._nothing_here)
        if self._detailed is None:
            self._stack.setCurrentWidget(self.list if rows else self.placeholder)

    def _refresh_details(self) -> None:
        contact = self._detailed
        if contact is None:
            return
        row = self._model.row_of(*contact)
        if row is None:
            self.leave_details()
        else:
            self.details.show_contact(row)

    def _choose(self, account: BareJid, jid: BareJid) -> None:
        self.list.setCurrentIndex(self.list.rows.mapFromSource(self._model.place_of(account, jid)))

    def _say(self, sentence: str) -> None:
        if not self._disposed:
            self.said.emit(sentence)

    # --- what happens ------------------------------------------------------------------------------------------

    def _on_searched(self, typed: str) -> None:
        self._model.search(typed)  # Edited comes before changed.
        found = self._model.rowCount()
        announce(self.search, translate("Window", "%n contact(s) found", None, found) if found else _nothing_found())

    def _on_groups_changed(self) -> None:
        self.group.show_groups(self._model.groups)

    def _on_seen(self, rows: Sequence[Row]) -> None:
        self.seen.emit(rows)
        self._model.prepare_search()
        self._pictures.look(ContactKey(row.account, row.jid) for row in rows)

    def _on_picture_changed(self) -> None:
        self.list.viewport().update()
        if self._details is not None:
            self._details.show_picture()

    def _on_about_to_reset(self) -> None:
        self._current = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)

    def _on_reset(self) -> None:
        """Who was chosen before another search is so after it, if they are found."""
        if self._current is not None:
            self._choose(self._current.account, self._current.jid)

    def _on_activated(self, index: QModelIndex) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        self.show_details(row.account, row.jid)

    def _on_menu_wanted(self, index: QModelIndex, place: QPoint) -> None:
        from status_tray.ui.contact_menu import ContactMenu

        row: Row = index.data(Qt.ItemDataRole.UserRole)
        menu = ContactMenu(row, self._choices, self._bridge, self._say, self.list)
        menu.details_wanted.connect(lambda: self.show_details(row.account, row.jid))
        menu.popup(place)

    def _on_copy_wanted(self, index: QModelIndex) -> None:
        if index.isValid():
            row: Row = index.data(Qt.ItemDataRole.UserRole)
            QGuiApplication.clipboard().setText(copied(row))


def _nothing_found() -> str:
    return translate("Window", "Nothing found")


def copied(row: Row) -> str:
    """What Copy takes of a contact: its whole status in one line without controls, or its address."""
    text = whole_text(row)
    return text if text is not None else row.jid
