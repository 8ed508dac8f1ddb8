"""The least that is a tray program with Qt: what the bundle's size and start are compared with."""

import sys

from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

application = QApplication(sys.argv)
application.setQuitOnLastWindowClosed(False)
assert QSvgRenderer is not None
picture = QPixmap(22, 22)
picture.fill("green")
menu = QMenu()
leave = QAction("Quit", menu)
leave.triggered.connect(application.quit)
menu.addAction(leave)
icon = QSystemTrayIcon(QIcon(picture))
icon.setContextMenu(menu)
icon.show()
sys.exit(application.exec())
