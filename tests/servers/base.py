"""What both test servers have in common: files, ports, start and end, accounts, rosters, stored statuses."""

import http.client
import itertools
import random
import shutil
import socket
import string
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Literal, Self
from xml.sax.saxutils import escape

from tests.process import Process
from tests.servers.certs import CertificateName, Certificates, make_certificates

STATUS_NAMESPACE = "http://jabber.org/protocol/status"
TEMPLATES = Path(__file__).parent / "templates"

Subscription = Literal["none", "to", "from", "both"]


@dataclass(frozen=True, slots=True)
class Account:
    """An account on a test server."""

    jid: str
    password: str = field(repr=False)

    @property
    def user(self) -> str:
        """The JID's local part."""
        return self.jid.partition("@")[0]


@dataclass(frozen=True, slots=True)
class RosterItem:
    """One line of the roster of `owner`: the contact `jid`, seen from the owner's side."""

    owner: Account
    jid: str
    name: str = ""
    subscription: Subscription = "both"


@dataclass(frozen=True, slots=True)
class S2s:
    """How a server talks to servers of other domains: its own port for them, and where it asks for theirs.

    Without `tls` the servers only call back (XEP-0220), in clear.
    """

    port: int
    dns_port: int
    tls: bool = True


class Server(ABC):
    """An XMPP server for one domain, on free ports of 127.0.0.1, in a temporary directory of its own.

    Runs as root or not, in the foreground, and dies with the process that started it.  Use it as a context
    manager, or call `start` and `stop`.  The control interface (accounts, rosters) is synchronous HTTP.
    """

    name: ClassVar[str]

    def __init__(
        self,
        certificates: Certificates | None = None,
        *,
        host: str = "localhost",
        certificate: CertificateName = "localhost",
        s2s: S2s | None = None,
        pep: bool = True,
        require_tls: bool = True,
        extra: str = "",
    ) -> None:
        """Prepare a server, without starting it.

        `host` is its domain.  `certificates` are made anew when not given.  `certificate` is the one shown to
        clients, and to other servers: without `s2s` it talks to none.  `pep=False` leaves the personal eventing
        service out.  `extra` is put at the end of the configuration, in the server's own language.
        """
        self.host = host
        self.s2s = s2s
        self.directory = Path(tempfile.mkdtemp(prefix=f"status-tray-{self.name}-"))
        self.certificates = certificates or make_certificates(self.directory / "certificates")
        self.certificate: CertificateName = certificate
        self.pep = pep
        self.require_tls = require_tls
        self.extra = extra
        self.port, self.direct_tls_port, self.control_port = free_ports(3)
        self.process: Process | None = None
        self._numbers = itertools.count(1)
        self._control: http.client.HTTPConnection | None = None

    @property
    def ca_file(self) -> Path:
        """The certificate authority that a client has to trust."""
        return self.certificates.ca_file

    @property
    def log(self) -> Path:
        """What the server itself has written, for a failing test to show."""
        return self.directory / f"{self.name}.log"

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.running

    def start(self) -> Self:
        """Start the server; return when it accepts connections.  Raises RuntimeError with its log if it ends."""
        self.process = self._spawn()
        for port in (self.port, self.direct_tls_port, self.control_port):
            wait_for_port(port, self.process)
        return self

    def kill(self) -> None:
        """End the server as a power cut would; the data stays, `start` brings it back on the same ports."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self.process is not None:
            self.process.kill()

    def stop(self) -> None:
        """End the server at once and remove its directory."""
        self.kill()
        shutil.rmtree(self.directory, ignore_errors=True)

    def restart(self, *, kill: bool) -> None:
        """Start the server again, on the same ports with the same data, after `kill` or an orderly end."""
        if not kill and self.process is not None:
            self.process.terminate()
        self.kill()
        self.start()

    def freeze(self) -> None:
        """Let the server stand still: connections stay open, nothing is answered."""
        assert self.process is not None
        self.process.freeze()

    def thaw(self) -> None:
        """Let a frozen server go on."""
        assert self.process is not None
        self.process.thaw()

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

    # Accounts and rosters

    def account(self, prefix: str = "user") -> Account:
        """Register an account that no other call on this server returns."""
        return self.accounts(1, prefix)[0]

    def accounts(self, count: int, prefix: str = "user") -> list[Account]:
        """Register `count` accounts in one go."""
        new = [self._new_account(prefix) for _ in range(count)]
        self.register(new)
        return new

    def _new_account(self, prefix: str) -> Account:
        user = f"{prefix}-{next(self._numbers)}"
        return Account(f"{user}@{self.host}", f"pw-{user}-{random.getrandbits(32):08x}")

    def befriend(self, one: Account, other: Account, *, name: str = "", other_name: str = "") -> None:
        """Let two accounts see each other's presence.

        `name` is what `one` calls `other` in the roster, `other_name` the other way round.
        """
        self.set_roster([RosterItem(one, other.jid, name), RosterItem(other, one.jid, other_name)])

    def befriend_all(self, owner: Account, contacts: Mapping[Account, str]) -> None:
        """Let `owner` and each of `contacts` see each other's presence; the values are names in owner's roster."""
        items = [RosterItem(owner, contact.jid, name) for contact, name in contacts.items()]
        items += [RosterItem(contact, owner.jid) for contact in contacts]
        self.set_roster(items)

    @abstractmethod
    def register(self, accounts: Sequence[Account]) -> None:
        """Register accounts with names and passwords of your own."""

    @abstractmethod
    def set_roster(self, items: Iterable[RosterItem]) -> None:
        """Write roster items as they are.

        Nobody is asked and no presence is exchanged.  An owner who is online gets roster pushes; presence
        begins to flow with the next presence that one of the two broadcasts.
        """

    @abstractmethod
    def store_statuses(self, statuses: Mapping[Account, str]) -> None:
        """Let accounts that are offline have a user status, as if each had published it and gone away.

        The node is made with the server's defaults, as by a client's first publish.
        """

    @abstractmethod
    def wait_stored(self) -> None:
        """Return when all that the server has acknowledged so far would survive `kill`."""

    @abstractmethod
    def _spawn(self) -> Process:
        """Write the configuration and start the program."""

    def _render(self, template: str, **values: object) -> Path:
        """Fill in a template of this package and write it into the server's directory; return the new file."""
        text = string.Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(
            directory=self.directory,
            templates=TEMPLATES,
            host=self.host,
            port=self.port,
            direct_tls_port=self.direct_tls_port,
            control_port=self.control_port,
            ca_file=self.ca_file,
            certificate=self.certificates.certificate(self.certificate),
            key=self.certificates.key(self.certificate),
            pem=self.certificates.pem(self.certificate),
            require_tls=str(self.require_tls).lower(),
            extra=self.extra,
            **values,
        )
        target = self.directory / template.removesuffix(".in")
        target.write_text(text, encoding="utf-8")
        return target

    def _call(self, path: str, body: str) -> str:
        """POST `body`, a JSON text, to the control interface and return the answer; RuntimeError when refused."""
        try:
            status, answer = self._posted(path, body)
        except (BrokenPipeError, ConnectionResetError):
            # The server has closed a connection that was idle for long; `RemoteDisconnected` is a reset too.
            status, answer = self._posted(path, body)
        if status != 200:
            raise RuntimeError(f"{self.name} refused {path}: {status} {answer}")
        return answer

    def _posted(self, path: str, body: str) -> tuple[int, str]:
        if self._control is None:
            self._control = http.client.HTTPConnection("127.0.0.1", self.control_port, timeout=60)
        try:
            self._control.request("POST", path, body.encode(), {"Host": self.host, "Content-Type": "application/json"})
            response = self._control.getresponse()
            return response.status, response.read().decode()
        except BaseException:
            # A connection that broke in the middle of a request cannot carry another one.
            self._control.close()
            self._control = None
            raise


def status_payload(text: str) -> str:
    """Return the `<status/>` element of the ProtoXEP's example 1 for `text`, or the empty one for an empty text."""
    if not text:
        return f"<status xmlns='{STATUS_NAMESPACE}'/>"
    return f"<status xmlns='{STATUS_NAMESPACE}'><text>{escape(text)}</text></status>"


_given_out: list[socket.socket] = []
"""Each stands for a port, as long as this process lives."""


def free_ports(count: int) -> list[int]:
    """Return TCP ports of 127.0.0.1 that nobody listens on.

    They lie below the range that the kernel gives to outgoing connections, so that none is taken between this
    call and the server's start; and none is given out twice, for a server that has not started yet: not by this
    process, and by no other one that runs tests.
    """
    found: list[int] = []
    for port in random.SystemRandom().sample(range(20_000, 32_000), 1_000):
        # Only one on this machine can have the name (unix(7), abstract sockets).
        claim = socket.socket(socket.AF_UNIX)
        try:
            claim.bind(f"\0status-tray-tests-{port}")
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", port))
        except OSError:
            claim.close()
            continue
        _given_out.append(claim)
        found.append(port)
        if len(found) == count:
            return found
    raise RuntimeError("no free ports on 127.0.0.1")


def wait_for_port(port: int, process: Process, deadline: float = 30) -> None:
    """Return when `process` listens on `port`; the servers announce it in no other way that both share."""
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        process.require_running()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{process.argv[0]} does not listen on port {port}:\n{process.log_tail()}")
