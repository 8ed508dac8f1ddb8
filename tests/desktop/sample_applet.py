"""A tray icon with a menu, for the tests of the virtual desktop itself; prints what is done to it."""

import signal
import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup, QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon


def picture() -> QIcon:
    pixmap = QPixmap(64, 64)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setBrush(QColor("#2a9d4b"))
    painter.setPen(QPen(QColor("white"), 4))
    painter.drawEllipse(6, 6, 52, 52)
    painter.end()
    return QIcon(pixmap)


def main() -> None:
    app = QApplication(sys.argv)
    app.setQuitOnLastWindowClosed(False)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    icon = QSystemTrayIcon(picture())
    menu = QMenu()
    header = menu.addAction("🍽 Lunch · until 13:30")
    header.setEnabled(False)
    menu.addSeparator()
    group = QActionGroup(menu)

    def choose(text: str) -> None:
        print("chosen", text, flush=True)
        icon.setToolTip(text)

    for text in ("📅 In a meeting", "🍽 Lunch", "🏠 Working from home"):
        action = menu.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda _checked, text=text: choose(text))
        group.addAction(action)
    recent = menu.addMenu("Recent")
    recent.addAction("Reading").triggered.connect(lambda: choose("Reading"))
    menu.addAction("Quit").triggered.connect(app.quit)

    icon.setContextMenu(menu)
    icon.setToolTip("Sample")
    icon.activated.connect(lambda reason: print("activated", reason.name, flush=True))
    icon.show()
    app.exec()


main()
