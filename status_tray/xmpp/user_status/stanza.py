"""The payload: `<status/>` with its `<text/>` (User Status, section 2.1)."""

import xml.etree.ElementTree as ET

from slixmpp.xmlstream import ElementBase

_TEXT = "{http://jabber.org/protocol/status}text"


class UserStatus(ElementBase):
    """
    A user's status.

    Without a text the element is empty, which says that there is no status
    any more (examples 3 and 4).

    ::

        <status xmlns='http://jabber.org/protocol/status'>
          <text>Away!</text>
        </status>

    Stanza Interface:
        - **text**: What the user is doing.
    """

    name = "status"
    namespace = "http://jabber.org/protocol/status"
    plugin_attrib = "user_status"
    interfaces = {"text"}  # noqa: RUF012, as in every stanza class of slixmpp
    sub_interfaces = interfaces

    def get_text(self) -> str:
        """Return the text of the first `<text/>` child, in whatever language; `''` without one.

        WORKAROUND slixmpp 1.17: `_get_sub_text` prefers the child in the
        stream's language and otherwise takes the last one, so that what is
        read would depend on who reads it.
        """
        return self.text_of(self.xml)

    @staticmethod
    def text_of(xml: ET.Element) -> str:
        """Return what `get_text` does, without making a stanza of the element."""
        return xml.findtext(_TEXT, "")
