"""A server that does what a script says, word for word, and keeps all that it hears: for logins that go wrong."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from tests.servers import Certificates
from tests.servers.certs import CertificateName

DOMAIN: CertificateName = "localhost"
STREAM = (
    "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' "
    f"from='{DOMAIN}' id='1' version='1.0'>"
)
STARTTLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
PROCEED = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
BIND = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>"
SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
SUCCESS = f"<success xmlns='{SASL}'/>"


class Left(Exception):
    """The client has gone."""


def features(*inner: str) -> str:
    return f"<stream:features>{''.join(inner)}</stream:features>"


def mechanisms(*names: str) -> str:
    return f"<mechanisms xmlns='{SASL}'>{''.join(f'<mechanism>{name}</mechanism>' for name in names)}</mechanisms>"


class Line:
    """One client's connection, as a script sees it."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        certificates: Certificates,
        domain: CertificateName,
    ) -> None:
        self._reader, self._writer, self._certificates, self._domain = reader, writer, certificates, domain
        self.heard_clear, self.heard_encrypted = b"", b""
        self.encrypted = False
        self.protocol: str | None = None
        """What the client's handshake named (ALPN)."""
        self._unread = b""

    @property
    def heard(self) -> bytes:
        return self.heard_clear + self.heard_encrypted

    async def send(self, xml: str | bytes) -> None:
        self._writer.write(xml if isinstance(xml, bytes) else xml.encode())
        with contextlib.suppress(ConnectionError):
            await self._writer.drain()

    async def expect(self, pattern: str) -> re.Match[bytes]:
        """Reads on until the pattern is found in what has not been expected before; `Left` at the end."""
        while (found := re.search(pattern.encode(), self._unread)) is None:
            await self._read()
        self._unread = self._unread[found.end() :]
        return found

    async def take(self) -> bytes:
        """What has come and was not expected, or the next that comes; `Left` at the end."""
        if not self._unread:
            await self._read()
        taken, self._unread = self._unread, b""
        return taken

    async def silence(self) -> None:
        """Says nothing until the client leaves."""
        with contextlib.suppress(Left):
            while True:
                await self._read()

    async def _read(self) -> None:
        try:
            data = await self._reader.read(65536)
        except (ConnectionError, ssl.SSLError) as error:
            raise Left from error
        if not data:
            raise Left
        self._unread += data
        if self.encrypted:
            self.heard_encrypted += data
        else:
            self.heard_clear += data

    async def open(self, *inner: str) -> None:
        """Answers the opening of a stream with one and these features."""
        await self.expect("<stream:stream")
        await self.send(STREAM + features(*inner))

    async def starttls(self) -> None:
        """The proper way to TLS, from the first byte to where the encrypted stream opens."""
        await self.open(STARTTLS)
        await self.expect("<starttls ")
        await self.send(PROCEED)
        await self.encrypt()

    async def encrypt(self) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self._certificates.certificate(self._domain), self._certificates.key(self._domain))
        context.set_alpn_protocols(["xmpp-client"])
        try:
            await self._writer.start_tls(context)
        except (ConnectionError, ssl.SSLError) as error:
            raise Left from error
        self.encrypted, self._unread = True, b""
        self.protocol = self._writer.get_extra_info("ssl_object").selected_alpn_protocol()

    async def login(self, *mechanism: str) -> None:
        """STARTTLS and PLAIN, up to where the stream of a logged-in client opens."""
        await self.starttls()
        await self.open(mechanisms(*(mechanism or ("PLAIN",))))
        await self.expect("<auth .*</auth>")
        await self.send(SUCCESS)

    async def bind(self) -> None:
        """A login and a bound resource."""
        await self.login()
        await self.open(BIND)
        await self.answer("<resource>([^<]*)</resource>", f"{BIND[:-2]}><jid>romeo@localhost/{{}}</jid></bind>")

    async def answer(self, pattern: str, result: str) -> None:
        """Waits for an iq with the pattern in it and answers with a result; `{}` is what the pattern's group found."""
        found = await self.expect(f"<iq [^>]*id=[\"']([^\"']*)[\"'](?:(?!</iq>).)*?{pattern}")
        group = found[2].decode() if (found.lastindex or 0) > 1 else ""
        await self.send(f"<iq type='result' id='{found[1].decode()}'>{result.format(group)}</iq>")

    async def challenge(self, iterations: str = "4096") -> None:
        """Waits for SCRAM's first message and answers it with a challenge; a proper one when nothing else is said."""
        found = await self.expect("<auth [^>]*>([^<]*)</auth>")
        nonce = base64.b64decode(found[1]).decode().partition("r=")[2]
        challenge = f"r={nonce}server,s=c2FsdHNhbHQ=,i={iterations}"
        await self.send(f"<challenge xmlns='{SASL}'>{base64.b64encode(challenge.encode()).decode()}</challenge>")

    async def close(self) -> None:
        self._writer.transport.abort()
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            await self._writer.wait_closed()


@dataclass
class Stage:
    """Where a script is played: the port, the lines that there were, and whether anybody came."""

    port: int = 0
    lines: list[Line] = field(default_factory=list)
    entered: asyncio.Event = field(default_factory=asyncio.Event)


Script = Callable[[Line], Awaitable[None]]


@contextlib.asynccontextmanager
async def scripted(
    script: Script, certificates: Certificates, domain: CertificateName = DOMAIN
) -> AsyncIterator[Stage]:
    """Plays the script to everybody who connects; `domain` is what the certificate names."""
    stage = Stage()
    playing: list[asyncio.Task[None]] = []

    async def play(line: Line) -> None:
        try:
            await script(line)
            await line.silence()
        except Left:
            pass
        finally:
            await line.close()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stage.lines.append(Line(reader, writer, certificates, domain))
        playing.append(asyncio.create_task(play(stage.lines[-1])))
        stage.entered.set()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        stage.port = server.sockets[0].getsockname()[1]
        yield stage
    finally:
        server.close()
        await server.wait_closed()
        for task in playing:
            task.cancel()
        await asyncio.gather(*playing, return_exceptions=True)
