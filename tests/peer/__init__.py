"""A raw XMPP client for tests: asyncio streams, TLS and XML alone, no code shared with the program."""

from tests.peer.client import Peer
from tests.peer.connection import DEADLINE, Connection, PeerError
from tests.peer.xmlstream import Stanza

__all__ = ["DEADLINE", "Connection", "Peer", "PeerError", "Stanza"]
