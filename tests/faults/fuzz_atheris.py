"""Coverage-guided fuzzing of what reads others' bytes: an optional harness, for whoever has Atheris.

    pip install atheris        (CPython 3.11 on Linux)
    python -m tests.faults.fuzz_atheris message|file|certificate [-max_total_time=300] [CORPUS_DIRECTORY]

`message`: XML from anybody into the receiver.  `file`: config.toml.  `certificate`: DER.
It ends at the first exception; libFuzzer writes the input that did it to `crash-…`.
"""

from __future__ import annotations

import importlib
import logging
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any


def _message() -> Callable[[bytes], None]:
    from status_tray.core.events import StatusPublished
    from status_tray.core.jid import BareJid
    from status_tray.core.status import inert
    from status_tray.xmpp.receive import TEXT_AT_MOST, read_items, receive
    from tests.inertness import harm
    from tests.protocol.corpus.form import ACCOUNT, ANNA

    def read(data: bytes) -> None:
        try:
            message = ET.fromstring(data)
        except ET.ParseError:
            return
        message.set("from", ANNA)
        message.attrib.pop("type", None)
        for event in receive(message, BareJid(ACCOUNT), lambda _: True):
            if isinstance(event, StatusPublished) and event.text is not None:
                assert 0 < len(event.text) <= TEXT_AT_MOST
                assert harm(inert(event.text)) is None
        read_items(message)

    return read


def _file() -> Callable[[bytes], None]:
    from tests.faults.fuzz import read_file

    return read_file


def _certificate() -> Callable[[bytes], None]:
    from status_tray.xmpp.certificates import read_certificate

    def read(data: bytes) -> None:
        assert len(read_certificate(data).fingerprint) == 64

    return read


_TARGETS = {"message": _message, "file": _file, "certificate": _certificate}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in _TARGETS:
        sys.exit(__doc__)
    # Not a dependency: it has no wheels for most systems.
    atheris: Any = importlib.import_module("atheris")
    logging.disable()
    with atheris.instrument_imports(include=["status_tray", "pyasn1"]):
        read = _TARGETS[sys.argv.pop(1)]()
    atheris.Setup(sys.argv, read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
