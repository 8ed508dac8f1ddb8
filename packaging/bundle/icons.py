"""What Windows and macOS want of a program: its icon in their formats, made from the SVG, and a version resource."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

_ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_ICNS_TYPES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic07": 128,
    b"ic08": 256,
    b"ic09": 512,
    b"ic10": 1024,
    b"ic11": 32,  # 16 points on a display of double density, and so on
    b"ic12": 64,
    b"ic13": 256,
    b"ic14": 512,
}


def write_ico(path: Path, drawing: Path) -> Path:
    """Windows' icon in all usual sizes, each a PNG (Windows Vista and later), from an SVG drawing."""
    pictures = [_png(drawing, size) for size in _ICO_SIZES]
    entries, place = b"", 6 + 16 * len(pictures)
    for size, picture in zip(_ICO_SIZES, pictures, strict=True):
        # A byte for width and height each; 0 is 256.
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    path.write_bytes(struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures))
    return path


def write_icns(path: Path, drawing: Path) -> Path:
    """macOS's icon in all sizes from 16 to 512 points, each a PNG (macOS 10.7 and later)."""
    parts = b"".join(
        kind + struct.pack(">I", 8 + len(picture)) + picture
        for kind, picture in ((kind, _png(drawing, size)) for kind, size in _ICNS_TYPES.items())
    )
    path.write_bytes(b"icns" + struct.pack(">I", 8 + len(parts)) + parts)
    return path


def write_version_resource(path: Path, version: str) -> Path:
    """What Windows shows in a program's properties, as PyInstaller reads it; `version` is such as 1.2.3."""
    numbers = (*(int(part) for part in version.split(".")[:3]), 0)
    strings = {
        "FileDescription": "Status Tray",
        "FileVersion": version,
        "InternalName": "status-tray",
        "LegalCopyright": "The Status Tray developers, MIT licence",
        "OriginalFilename": "status-tray.exe",
        "ProductName": "Status Tray",
        "ProductVersion": version,
    }
    table = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    path.write_text(
        "VSVersionInfo(\n"
        f"    ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, fileType=1),\n"
        "    kids=[\n"
        # 0x0409: American English; 1200: UTF-16.
        f"        StringFileInfo([StringTable('040904B0', [{table}])]),\n"
        "        VarFileInfo([VarStruct('Translation', [0x0409, 1200])]),\n"
        "    ],\n"
        ")\n",
        encoding="utf-8",
    )
    return path


def _png(drawing: Path, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(drawing)).render(painter)
    painter.end()
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise RuntimeError("Qt could not write a PNG picture")
    return bytes(written.data())
