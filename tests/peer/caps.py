"""The entity capabilities (XEP-0115) of the raw peer: a hash, and the disco info that it stands for."""

import base64
import hashlib
from xml.sax.saxutils import quoteattr

NODE = "https://status-tray.test/peer"
_DISCO_INFO = "http://jabber.org/protocol/disco#info"
_BASE_FEATURES = ("http://jabber.org/protocol/caps", _DISCO_INFO, "urn:xmpp:ping")


class Caps:
    """What a client of category `client/pc` with some features says about itself."""

    def __init__(self, features: tuple[str, ...] = ()) -> None:
        self.features = sorted((*_BASE_FEATURES, *features))
        # XEP-0115, section 5.1: identities and features, each with "<" behind, hashed.
        text = "client/pc//raw peer<" + "".join(f"{feature}<" for feature in self.features)
        self.version = base64.b64encode(hashlib.sha1(text.encode()).digest()).decode()

    @property
    def element(self) -> str:
        """The `<c/>` for a presence."""
        return f"<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='{NODE}' ver={quoteattr(self.version)}/>"

    def disco_info(self, node: str | None) -> str:
        """The answer to a disco info request for `node`, without the iq around it."""
        asked = f" node={quoteattr(node)}" if node else ""
        features = "".join(f"<feature var={quoteattr(feature)}/>" for feature in self.features)
        return (
            f"<query xmlns='{_DISCO_INFO}'{asked}>"
            f"<identity category='client' type='pc' name='raw peer'/>{features}</query>"
        )
