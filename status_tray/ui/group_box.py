"""The choice of the group of contacts that is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from status_tray.core.status import inert
from status_tray.ui.contacts_model import NO_GROUP
from status_tray.ui.labels import name_box
from status_tray.ui.text import translate

_SHOWN = 40
"""Graphemes of a group's name."""
_ALL = 0


class GroupBox(QComboBox):
    """All contacts, or one group of them; hidden as long as there are no groups.

    What was chosen counts again when its group, which had gone or was not known yet, is there.
    """

    chosen = Signal(object)
    """The group's name, `NO_GROUP`, or None for all."""

    picked = Signal(object)
    """The same, when somebody has chosen it here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_box(self, translate("Window", "Group"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        everybody = translate("Window", "All contacts")
        metrics = self.fontMetrics()
        # Qt counts in the width of an X.  Names of groups are cut, the words for all are not.
        self.setMinimumContentsLength(math.ceil(metrics.horizontalAdvance(everybody) / metrics.horizontalAdvance("X")))
        self.setMaxVisibleItems(15)
        self.addItem(everybody, None)
        self._wanted: str | None = None
        self.currentIndexChanged.connect(self._on_chosen)
        self.activated.connect(self._on_picked)
        self.hide()

    def show_groups(self, groups: Sequence[str]) -> None:
        """Offers these; when the chosen one is not among them, all contacts are shown."""
        chosen = self.currentData()
        with QSignalBlocker(self):
            while self.count() > _ALL + 1:
                self.removeItem(self.count() - 1)
            if groups:
                self.insertSeparator(self.count())
            for group in groups:
                self.addItem(translate("Window", "No group") if group == NO_GROUP else inert(group, _SHOWN), group)
            found = [*(self.itemData(at) for at in range(self.count()))]
            self.setCurrentIndex(found.index(self._wanted) if self._wanted in found else _ALL)
        self.setVisible(bool(groups))
        if self.currentData() != chosen:
            self.chosen.emit(self.currentData())

    def choose(self, group: str | None) -> None:
        """Shows this group now, or as soon as there is one; None: all contacts."""
        self._wanted = group
        found = [self.itemData(at) for at in range(self.count())]
        self.setCurrentIndex(found.index(group) if group in found else _ALL)

    def _on_picked(self, _at: int) -> None:
        self._wanted = self.currentData()
        self.picked.emit(self._wanted)

    def _on_chosen(self, _at: int) -> None:
        self.chosen.emit(self.currentData())
