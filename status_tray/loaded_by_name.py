"""What the program loads by name: no import shows these, so a bundle is told of them, and `--self-test` tries them.

slixmpp makes its plugins by their names, keyring finds its backends by entry points, extension modules written in C
import others, and Qt looks for its plugins in folders.
"""

from __future__ import annotations

import sys

_SLIXMPP = (
    "slixmpp.features.feature_bind",
    "slixmpp.features.feature_limits",
    "slixmpp.features.feature_mechanisms",
    "slixmpp.features.feature_preapproval",
    "slixmpp.features.feature_rosterver",
    "slixmpp.features.feature_session",
    "slixmpp.features.feature_starttls",
    "slixmpp.plugins.xep_0004",
    "slixmpp.plugins.xep_0030",
    "slixmpp.plugins.xep_0060",
    "slixmpp.plugins.xep_0082",
    "slixmpp.plugins.xep_0115",
    "slixmpp.plugins.xep_0128",
    "slixmpp.plugins.xep_0131",
    "slixmpp.plugins.xep_0163",
    "slixmpp.plugins.xep_0198",
    "slixmpp.plugins.xep_0199",
)
"""What `ClientXMPP` registers by itself, the plugins of `xmpp.stream`, and what those depend on (slixmpp 1.17)."""

_KEYRING = (
    "keyring.backends.SecretService",
    "keyring.backends.Windows",
    "keyring.backends.chainer",
    "keyring.backends.fail",
    "keyring.backends.kwallet",
    "keyring.backends.libsecret",
    "keyring.backends.macOS",
    "keyring.backends.null",
)
"""All that keyring's metadata name (25.7): it complains of one that cannot be imported, on any system."""

MODULES = (*_SLIXMPP, *_KEYRING, "_cffi_backend", "pycares")
"""Modules that must be there on every system."""

BACKEND = {"linux": "SecretService", "win32": "Windows", "darwin": "macOS"}.get(sys.platform, "chainer")
"""The entry point of this system's keyring."""

_QT_PLUGINS = {
    "linux": (
        "platforms/*qxcb",
        "platforms/*qwayland*",
        "platforms/*qoffscreen",
        "platforminputcontexts/*compose*",
        "platforminputcontexts/*ibus*",
        "platformthemes/*qxdgdesktopportal",
        "wayland-decoration-client/*bradient",
        "wayland-shell-integration/*xdg-shell",
    ),
    "win32": ("platforms/qwindows", "platforms/qoffscreen", "styles/*", "networkinformation/qnetworklistmanager"),
    "darwin": (
        "platforms/*qcocoa",
        "platforms/*qoffscreen",
        "styles/*",
        "networkinformation/*qapplenetworkinformation",
    ),
}

_PICTURES = ("iconengines/*qsvgicon", "imageformats/*qsvg", "imageformats/*qjpeg", "imageformats/*qgif")

QT_PLUGINS = (*_QT_PLUGINS.get(sys.platform, ()), *_PICTURES)
"""Qt's plugins that are used on this system, as patterns of `folder/file` without the ending.

No picture formats but SVG, PNG (which is no plugin), and JPEG and GIF for contacts' avatars; no TLS (slixmpp's is
Python's), no printers, no databases.
"""
