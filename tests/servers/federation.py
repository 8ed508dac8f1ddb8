"""Two servers of two domains that talk to each other, a.test and b.test, over a network that can fail."""

from types import TracebackType
from typing import Self

from tests.servers.base import Account, RosterItem, S2s, Server, Subscription, free_ports
from tests.servers.certs import CertificateName, Certificates
from tests.servers.ejabberd import Ejabberd
from tests.servers.network import Network
from tests.servers.prosody import Prosody

Kind = type[Prosody] | type[Ejabberd]

_DOMAINS: tuple[CertificateName, ...] = ("a.test", "b.test")


class Federation:
    """The servers `a` and `b`, and the `network` between them; use it as a context manager.

    They find each other by a name server of their own (no root, no /etc/hosts) and prove themselves with
    certificates of the tests' authority; without `tls` they only call back.  Clients connect to the servers' ports
    themselves: the faults are between the servers alone.
    """

    def __init__(self, certificates: Certificates, a: Kind = Prosody, b: Kind = Ejabberd, *, tls: bool = True) -> None:
        self._ports = free_ports(2)
        self._certificates, self._kinds, self._tls = certificates, (a, b), tls
        self.network = Network(dict(zip(_DOMAINS, self._ports, strict=True)))
        self._servers: list[Server] = []

    @property
    def a(self) -> Server:
        """The server of a.test: a Prosody, unless told otherwise."""
        return self._servers[0]

    @property
    def b(self) -> Server:
        """The server of b.test: an ejabberd, unless told otherwise."""
        return self._servers[1]

    @property
    def running(self) -> bool:
        return all(server.running for server in self._servers)

    def server_of(self, account: Account) -> Server:
        return next(server for server in self._servers if account.jid.endswith(f"@{server.host}"))

    def befriend(self, one: Account, other: Account) -> None:
        """Lets two accounts on different servers see each other's presence, as if they had asked long ago."""
        self.link(one, "both", other)

    def link(self, one: Account, subscription: Subscription, other: Account) -> None:
        """Writes both rosters: `other` stands in that of `one` with this subscription, and the other way round."""
        back: dict[Subscription, Subscription] = {"to": "from", "from": "to"}
        self.server_of(one).set_roster([RosterItem(one, other.jid, other.user, subscription)])
        self.server_of(other).set_roster([RosterItem(other, one.jid, one.user, back.get(subscription, subscription))])

    def mend(self) -> None:
        """Lets everything flow again, and starts what has been ended."""
        self.network.flow()
        for server in self._servers:
            if not server.running:
                server.start()

    def start(self) -> Self:
        dns_port = self.network.start()
        for kind, host, port in zip(self._kinds, _DOMAINS, self._ports, strict=True):
            s2s = S2s(port, dns_port, self._tls)
            self._servers.append(kind(self._certificates, host=host, certificate=host, s2s=s2s))
        for server in self._servers:
            server.start()
        return self

    def stop(self) -> None:
        for server in self._servers:
            server.stop()
        self.network.stop()

    def __enter__(self) -> Self:
        try:
            return self.start()
        except BaseException:
            self.stop()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
