"""Splits an XMPP stream into its stanzas, keeping each one's bytes as they came."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat


@dataclass(frozen=True, slots=True)
class Stanza:
    """A stanza as it came: `raw` to the letter, `element` parsed with names as `{namespace}local`."""

    raw: str
    element: ET.Element

    @property
    def kind(self) -> str:
        """The element's name without its namespace: message, presence, iq."""
        return self.element.tag.rpartition("}")[2]

    @property
    def type(self) -> str | None:
        return self.element.get("type")

    @property
    def sender(self) -> str:
        """The `from` address, empty when the server left it out."""
        return self.element.get("from", "")

    def find(self, path: str) -> ET.Element | None:
        """Look for a descendant; `path` is ElementTree's, `{*}name` leaves the namespace open."""
        return self.element.find(path)


class StreamParser:
    """Feed it what a socket gives; it calls back for the stream's head, each stanza and the stream's end."""

    def __init__(
        self,
        on_open: Callable[[dict[str, str]], None],
        on_stanza: Callable[[Stanza], None],
        on_close: Callable[[], None],
    ) -> None:
        self._on_open = on_open
        self._on_stanza = on_stanza
        self._on_close = on_close
        self._depth = 0
        self._open: list[ET.Element] = []
        self._text: list[str] = []
        self._buffer = b""
        self._buffer_offset = 0
        self._start = 0
        self._expat = expat.ParserCreate(namespace_separator="}")
        # expat 2.6 puts off tokens that are not complete, a stream has to be answered at once.
        if hasattr(self._expat, "SetReparseDeferralEnabled"):
            self._expat.SetReparseDeferralEnabled(False)
        self._expat.StartElementHandler = self._element_started
        self._expat.EndElementHandler = self._element_ended
        self._expat.CharacterDataHandler = self._text.append

    def feed(self, data: bytes) -> None:
        """Take the next bytes; xml.parsers.expat.ExpatError when they are not well-formed."""
        self._buffer += data
        self._expat.Parse(data, False)

    def _element_started(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1:
            self._on_open(attributes)
            return
        if self._depth == 2:
            self._start = self._expat.CurrentByteIndex
            self._text.clear()
        self._keep_text()
        element = ET.Element(_braced(name), {_braced(key): value for key, value in attributes.items()})
        if self._open:
            self._open[-1].append(element)
        self._open.append(element)

    def _element_ended(self, name: str) -> None:
        self._depth -= 1
        if self._depth == 0:
            self._on_close()
            return
        self._keep_text()
        element = self._open.pop()
        if self._depth == 1:
            stanza = Stanza(self._raw(element), element)
            self._text.clear()
            self._on_stanza(stanza)

    def _keep_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if not text or not self._open:
            return
        parent = self._open[-1]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text

    def _raw(self, element: ET.Element) -> str:
        self._drop_buffer(self._start)
        index = self._expat.CurrentByteIndex - self._buffer_offset
        # At the end of <a/> expat already stands behind it, at the end of <a></a> it stands before </a>.
        childless = not len(element) and element.text is None
        if not (childless and self._buffer[:index].endswith(b"/>")):
            index = self._buffer.index(b">", index) + 1
        raw = self._buffer[:index].decode()
        self._drop_buffer(self._buffer_offset + index)
        return raw

    def _drop_buffer(self, offset: int) -> None:
        self._buffer = self._buffer[offset - self._buffer_offset :]
        self._buffer_offset = offset


def _braced(name: str) -> str:
    """Turn expat's `namespace}local` into ElementTree's `{namespace}local`."""
    return "{" + name if "}" in name else name
