"""The program's icon in the sizes of the hicolor theme, made from the drawing.

    python packaging/icons.py    # after a change of resources/icons/status-tray.svg

The pictures are kept with the source; `tests/packaging/test_desktop_files.py` says when they are old.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "resources" / "icons"
DRAWING = ICONS / "status-tray.svg"
THEME = ICONS / "hicolor"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)


def rendered(size: int) -> QImage:
    """The drawing as a square of so many pixels.  Needs no QGuiApplication."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(DRAWING.read_bytes())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def write() -> None:
    for size in SIZES:
        place = THEME / f"{size}x{size}" / "apps" / "status-tray.png"
        place.parent.mkdir(parents=True, exist_ok=True)
        if not rendered(size).save(str(place)):
            raise OSError(f"{place} could not be written")


if __name__ == "__main__":
    write()
