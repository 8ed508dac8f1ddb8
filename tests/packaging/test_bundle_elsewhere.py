"""The bundle's parts for Windows and macOS, as far as they can be looked at on Linux."""

import ast
import struct
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

from tests.program import ROOT

DRAWING = ROOT / "resources" / "icons" / "status-tray.svg"


@pytest.fixture(autouse=True)
def _packaging(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))


def sizes(picture: Path) -> set[int]:
    """The widths of the pictures in a file, as Qt reads it."""
    reader = QImageReader(str(picture))
    found = set()
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read()
        assert not image.isNull(), reader.errorString()
        assert image.pixelColor(image.width() // 2, image.height() // 4).alpha() == 255
        assert image.pixelColor(0, 0).alpha() == 0
        found.add(image.width())
    return found


def test_the_icon_for_windows_has_all_sizes(tmp_path: Path) -> None:
    from bundle.icons import write_ico

    assert sizes(write_ico(tmp_path / "a.ico", DRAWING)) == {16, 20, 24, 32, 40, 48, 64, 256}


def test_the_icon_for_macos_has_all_sizes(tmp_path: Path) -> None:
    from bundle.icons import write_icns

    written = write_icns(tmp_path / "a.icns", DRAWING)
    assert sizes(written) == {16, 32, 64, 128, 256, 512, 1024}
    data = written.read_bytes()
    assert data[:4] == b"icns"
    assert struct.unpack(">I", data[4:8]) == (len(data),)


def test_the_version_resource_names_the_version(tmp_path: Path) -> None:
    from bundle.icons import write_version_resource

    tree = ast.parse(write_version_resource(tmp_path / "v.txt", "1.2.3").read_text(encoding="utf-8"), mode="eval")
    written = ast.unparse(tree)
    assert "filevers=(1, 2, 3, 0)" in written
    assert "StringStruct('ProductVersion', '1.2.3')" in written


def test_a_plugin_that_is_not_used_does_not_come_in() -> None:
    from bundle.contents import is_wanted, is_wanted_module

    assert is_wanted("PySide6/Qt/plugins/platforms/libqxcb.so")
    assert not is_wanted("PySide6/Qt/plugins/platformthemes/libqgtk3.so")
    assert is_wanted("PySide6/Qt/translations/qtbase_de.qm")
    assert not is_wanted("PySide6/Qt/translations/qtbase_ko.qm")
    assert is_wanted_module("slixmpp.plugins.xep_0198.stanza")
    assert not is_wanted_module("slixmpp.plugins.xep_0045.muc")


def test_a_library_that_nothing_wanted_needs_does_not_come_in() -> None:
    from bundle.contents import needed

    plugins = "PySide6/Qt/plugins"
    xcb, gtk = (f"{plugins}/platforms/libqxcb.so", f"{plugins}/platformthemes/libqgtk3.so")
    links = {xcb: {"libxcb-cursor.so.0"}, "libxcb-cursor.so.0": {"libxcb-image.so.0"}, gtk: {"libgtk-3.so.0"}}
    names = (xcb, gtk, "libxcb-cursor.so.0", "libxcb-image.so.0", "libgtk-3.so.0")
    left = needed([(name, name, "BINARY") for name in names], lambda path: links.get(path, set()))
    assert [name for name, _, _ in left] == [xcb, "libxcb-cursor.so.0", "libxcb-image.so.0"]
