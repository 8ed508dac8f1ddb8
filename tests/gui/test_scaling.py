"""Large letters and small screens: nothing is cut off, and every window fits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from status_tray.ui.chips import Chip
from status_tray.ui.contacts_page import ContactsPage
from status_tray.ui.labels import ElidedLabel
from status_tray.ui.sizes import Upper
from tests.gui.conftest import Ui
from tests.gui.gallery import SCENES, Scene, interactive, named
from tests.gui.waiting import turn

Start = Callable[..., Ui]

FRAME = QSize(16, 40)
"""What a window manager puts around a window, at most."""
PANEL = 40
_ROUND = 20
"""Pixels of a chip that its ends take."""
SMALL, DOUBLED = QSize(1366, 768), QSize(1280, 720)
"""A small laptop, and 2560 by 1440 pixels at 200 %; in logical pixels."""


def room(screen: QSize) -> QSize:
    return screen - FRAME - QSize(0, PANEL)


def cut_off(window: QWidget) -> list[str]:
    """The widgets that have less room than what they show needs."""
    found = [named(widget) for widget in interactive(window) if _is_cut(widget)]
    for label in window.findChildren(QLabel):
        if label.isVisible() and not isinstance(label, ElidedLabel) and label.text() and _is_label_cut(label):
            found.append(f"label “{label.text()}”")
    for area in window.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
            found.append(f"{type(area.widget()).__name__} is wider than its window")
    for upper in window.findChildren(Upper):
        below = window.findChild(ContactsPage)
        assert below is not None
        over, has_room = upper.height() - upper.sizeHint().height(), below.height() > below.minimumSizeHint().height()
        if over > 0 or (over < 0 and has_room):
            found.append("the upper part of the window is not as high as it might be")
    return found


def _is_cut(widget: QWidget) -> bool:
    wanted = widget.sizeHint()
    if isinstance(widget, Chip) and widget.fontMetrics().horizontalAdvance(widget.words) > widget.width() - _ROUND:
        return True
    if isinstance(widget, QAbstractButton):
        return widget.width() < wanted.width() or widget.height() < wanted.height()
    if isinstance(widget, (QComboBox, QAbstractSpinBox)):
        return widget.width() < widget.minimumSizeHint().width() or widget.height() < widget.fontMetrics().height()
    if isinstance(widget, QLineEdit):
        return widget.height() < wanted.height()
    return False


def _is_label_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()


@pytest.fixture(params=[1, 1.5, 2])
def letters(request: pytest.FixtureRequest, application: QApplication) -> Iterator[float]:
    """Letters so many times as large as usual."""
    usual = application.font()
    large = QFont(usual)
    large.setPointSizeF(usual.pointSizeF() * request.param)
    application.setFont(large)
    yield request.param
    application.setFont(usual)


@pytest.mark.parametrize("scene", SCENES, ids=str)
async def test_nothing_is_cut_off_and_all_fits_a_small_screen(start: Start, scene: Scene, letters: float) -> None:
    window = await scene.open(start)
    for _ in range(3):
        await turn()  # A dialog fits itself when it is placed.

    assert cut_off(window) == []
    assert window.size().boundedTo(room(SMALL)) == window.size(), f"{window.size()} at {letters} times the size"


def test_a_label_without_room_is_found() -> None:
    label = QLabel("A sentence that is longer than the room that it has")
    label.resize(40, 10)
    chip = Chip("Lunch")
    chip.resize(10, 10)

    assert _is_label_cut(label)
    assert _is_cut(chip)


def test_at_200_percent_all_fits_too(tmp_path: Path) -> None:
    """In a process of its own: Qt takes the scale at its start."""
    report = tmp_path / "scaled.json"
    argv = [sys.executable, "-m", "tests.gui.scaled", str(report), str(tmp_path)]
    screen = json.loads((Path(__file__).parent / "screen.json").read_text())
    screen["screens"][0] |= {"width": 2 * DOUBLED.width(), "height": 2 * DOUBLED.height()}
    config = tmp_path / "screen.json"
    config.write_text(json.dumps(screen))
    environment = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        argv, env=environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr

    seen = json.loads(report.read_text())
    assert list(seen) == [scene.name for scene in SCENES]
    for name, window in seen.items():
        assert window["ratio"] == 2, name
        assert window["cut off"] == [], name
        assert QSize(*window["size"]).boundedTo(room(DOUBLED)) == QSize(*window["size"]), name
        assert window["picture"] == [2 * side for side in window["size"]], name
