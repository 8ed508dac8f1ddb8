"""What Xvfb has on its screen, read from the file that it draws into (`-fbdir`): no program has to be started."""

import struct
from pathlib import Path


class Framebuffer:
    """The first screen of the Xvfb that was started with `-fbdir directory`, 24 bits deep."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "Xvfb_screen0"

    def pixels(self) -> bytes:
        """Return the screen: red, green and blue of each pixel, line by line from the top.

        The file is an X window dump (X11/XWDFile.h): a header of big-endian words, a colour map, then the pixels.
        """
        dump = self._path.read_bytes()
        header = struct.unpack_from(">25I", dump)
        length, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
        start = length + colours * _COLOUR_MAP_ENTRY
        if line != width * 4:
            raise ValueError(f"{self._path} does not have 32 bits a pixel")
        drawn = dump[start : start + height * line]
        seen = bytearray(width * height * 3)
        # Xvfb draws in the processor's order: blue, green, red, and a byte that nobody needs.
        seen[0::3], seen[1::3], seen[2::3] = drawn[2::4], drawn[1::4], drawn[0::4]
        return bytes(seen)


_COLOUR_MAP_ENTRY = 12
