"""Makes pictures of what contacts publish as their avatars: by Qt, in a thread, within bounds (rule 27)."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from status_tray.core.avatar import PICTURE_BYTES, SIDE, Drawing, ImageType

_PIXELS_AT_MOST = 1024
"""Of each side of an image.  Clients publish 96 to 512."""
_MEGABYTES_AT_MOST = 16
"""For decoding one: twice what a PNG of that size with 16 bits a colour takes."""
_PASSES_AT_MOST = 40
"""Scans of a progressive JPEG, each of which is as much work as the whole; usual are ten."""
_SCAN = b"\xff\xda"
_FORMATS = {ImageType.PNG: b"png", ImageType.JPEG: b"jpeg", ImageType.GIF: b"gif", ImageType.WEBP: b"webp"}


def drawing() -> Drawing:
    """What Qt can read here with the plugins that are there, and how it is drawn."""
    QImageReader.setAllocationLimit(_MEGABYTES_AT_MOST)
    there = {bytes(name.data()) for name in QImageReader.supportedImageFormats()}
    return Drawing(frozenset(kind for kind, name in _FORMATS.items() if name in there), _draw)


async def _draw(data: bytes, kind: ImageType) -> bytes | None:
    return await asyncio.to_thread(drawn, data, kind)


def drawn(data: bytes, kind: ImageType) -> bytes | None:
    """The middle of the image in `Avatar.picture`'s form; None for what is no image of this kind, or beyond bounds.

    Blocks; may be called in any thread.
    """
    if kind is ImageType.JPEG and data.count(_SCAN) > _PASSES_AT_MOST:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    # By the kind that was checked: no other of Qt's readers is to see this.
    reader = QImageReader(buffer, QByteArray(_FORMATS[kind]))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.isEmpty() or max(size.width(), size.height()) > _PIXELS_AT_MOST:
        return None
    image = reader.read()
    if image.isNull() or max(image.width(), image.height()) > _PIXELS_AT_MOST:
        return None
    return _pixels(image)


def image_of(picture: bytes) -> QImage:
    """The image of an `Avatar.picture`."""
    # A copy: the bytes may be gone before the image is.
    return QImage(picture, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGBA8888).copy()


def _pixels(image: QImage) -> bytes | None:
    side = min(image.width(), image.height())
    middle = QRect((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    scaled = image.copy(middle).scaled(
        QSize(SIDE, SIDE), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    converted = scaled.convertToFormat(QImage.Format.Format_RGBA8888)  # Named: its pixels go with it.
    picture = bytes(converted.constBits())
    return picture if len(picture) == PICTURE_BYTES else None
