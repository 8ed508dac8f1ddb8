"""Keeps the rows of the contacts up to date with what the program tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import (
    AccountRemoved,
    All,
    ConfigChanged,
    ContactRemoved,
    Notice,
    NotificationChoicesChanged,
    StateChanged,
)
from status_tray.core.ports import Applet
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.contact_row import Marks, Row
from status_tray.ui.contacts_model import ContactsModel


class ContactsFeed:
    """Fills the model at once, and follows the notices until it is closed."""

    def __init__(self, applet: Applet, model: ContactsModel) -> None:
        self._applet, self._model = applet, model
        self._mark()
        for account in applet.accounts:
            model.update(account, applet.contacts(account), All.ALL)
        self._unsubscribe = applet.subscribe(self._on_notice)

    def close(self) -> None:
        self._unsubscribe()

    def keep_accounts(self) -> None:
        """Forgets the contacts of accounts that are gone."""
        self._model.keep_accounts(self._applet.accounts)

    def on_seen(self, rows: Iterable[Row]) -> None:
        """These are being looked at: they may have names and pictures."""
        seen: dict[BareJid, list[BareJid]] = {}
        for row in rows:
            seen.setdefault(row.account, []).append(row.jid)
        for account, jids in seen.items():
            self._applet.looked_at(account, jids)

    def _on_notice(self, notice: Notice) -> None:
        match notice:
            case StateChanged(account=account, changed=changed) if changed is All.ALL or changed:
                self._model.update(account, self._applet.contacts(account), changed)
            case ContactRemoved(account=account, jid=jid):
                self._model.update(account, self._applet.contacts(account), frozenset({jid}))
            case AccountRemoved():
                self.keep_accounts()
            case NotificationChoicesChanged():
                self._mark()
            case ConfigChanged():
                self.keep_accounts()
                self._mark()
            case _:
                pass

    def _mark(self) -> None:
        choices = self._applet.notification_choices
        waiting: dict[ContactKey, WatchKind] = {}
        for account in self._applet.accounts:
            waiting |= {ContactKey(account, jid): kind for jid, kind in choices.watches(account).items()}
        rules: Mapping[ContactKey, Rule] = choices.rules
        self._model.mark({key: Marks(rules.get(key), waiting.get(key)) for key in rules.keys() | waiting.keys()})
