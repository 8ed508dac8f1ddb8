"""Real XMPP servers for tests and demonstrations: Prosody and ejabberd, each in a temporary directory."""

from tests.servers.base import Account, RosterItem, Server
from tests.servers.certs import Certificates, make_certificates
from tests.servers.ejabberd import Ejabberd
from tests.servers.prosody import Prosody

__all__ = ["Account", "Certificates", "Ejabberd", "Prosody", "RosterItem", "Server", "make_certificates"]
