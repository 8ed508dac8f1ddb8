"""The raw peer's connection: TLS, login, binding, sending text, and a record of all that comes."""

import asyncio
import contextlib
import ssl
import uuid
from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self
from xml.sax.saxutils import escape, quoteattr

from tests.peer import sasl
from tests.peer.caps import Caps
from tests.peer.xmlstream import Stanza, StreamParser
from tests.servers.base import STATUS_NAMESPACE, Account, Server

DEADLINE = 10.0

_STREAM_OPEN = (
    "<?xml version='1.0'?><stream:stream to='{host}' version='1.0' xmlns='jabber:client'"
    " xmlns:stream='http://etherx.jabber.org/streams'>"
)
_TLS = "urn:ietf:params:xml:ns:xmpp-tls"
_SASL = "urn:ietf:params:xml:ns:xmpp-sasl"
_BIND = "urn:ietf:params:xml:ns:xmpp-bind"
_STREAMS = "http://etherx.jabber.org/streams"
_STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas"

Match = Callable[[Stanza], bool]


class PeerError(Exception):
    """The server refused something; `stanza` is its answer."""

    def __init__(self, stanza: Stanza) -> None:
        super().__init__(stanza.raw)
        self.stanza = stanza

    @property
    def condition(self) -> str:
        """The stanza error's defined condition, such as `item-not-found`, or an empty text."""
        for element in self.stanza.element.iter():
            if element.tag.startswith(f"{{{_STANZA_ERRORS}}}") and not element.tag.endswith("}text"):
                return element.tag.rpartition("}")[2]
        return ""


class Connection:
    """One connection of one account to one server.

    `received` holds every stanza in order.  `wait` returns each stanza once: a second wait for the same thing
    waits for a second one.  Requests for disco info, pings and roster pushes are answered without being told.
    """

    def __init__(
        self,
        account: Account,
        server: Server,
        *,
        resource: str | None = None,
        direct_tls: bool = False,
        mechanism: Literal["SCRAM-SHA-1", "PLAIN"] = "SCRAM-SHA-1",
        notify: bool = True,
        port: int | None = None,
    ) -> None:
        """Prepare a connection of `account` to `server`.

        `notify` says whether the peer asks for status events (caps with `+notify`).  `port` is for a proxy
        in front of the server.
        """
        self.account = account
        self.server = server
        self.resource = resource or f"peer-{uuid.uuid4().hex[:8]}"
        self.direct_tls = direct_tls
        self.mechanism = mechanism
        self.caps = Caps((f"{STATUS_NAMESPACE}+notify",) if notify else ())
        self.port = port or (server.direct_tls_port if direct_tls else server.port)
        self.jid = f"{account.jid}/{self.resource}"
        self.received: list[Stanza] = []
        self.closed = asyncio.Event()
        self._taken: set[int] = set()
        self._news = asyncio.Condition()
        self._stream: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._reading: asyncio.Task[None] | None = None
        self._pending: list[Stanza] = []
        self._parser = self._new_parser()

    # Connection

    async def connect(self) -> None:
        """Open the connection with verified TLS, log in and bind the resource; PeerError when refused."""
        async with asyncio.timeout(DEADLINE):
            context = ssl.create_default_context(cafile=self.server.ca_file)
            if self.direct_tls:
                self._stream = await asyncio.open_connection(
                    "127.0.0.1", self.port, ssl=context, server_hostname=self.server.host
                )
            else:
                self._stream = await asyncio.open_connection("127.0.0.1", self.port)
                await self._open_stream()
                await self.send(f"<starttls xmlns='{_TLS}'/>")
                await self._expect_next(f"{{{_TLS}}}proceed")
                await self._writer.start_tls(context, server_hostname=self.server.host)
            await self._open_stream()
            await self._authenticate()
            await self._open_stream()
            await self.send(
                f"<iq type='set' id='bind'><bind xmlns='{_BIND}'>"
                f"<resource>{escape(self.resource)}</resource></bind></iq>"
            )
            answer = await self._next()
        if answer.type != "result":
            raise PeerError(answer)
        bound = answer.find("{*}bind/{*}jid")
        assert bound is not None
        assert bound.text is not None
        self.jid = bound.text
        self._reading = asyncio.create_task(self._read(), name=f"peer {self.jid}")

    async def _authenticate(self) -> None:
        exchange = sasl.exchange(self.mechanism, self.account.user, self.account.password)
        await self.send(f"<auth xmlns='{_SASL}' mechanism='{self.mechanism}'>{sasl.encode(next(exchange))}</auth>")
        while True:
            answer = await self._next()
            if answer.kind == "success":
                if answer.element.text:
                    with contextlib.suppress(StopIteration):
                        exchange.send(sasl.decode(answer.element.text))
                return
            if answer.kind != "challenge":
                raise PeerError(answer)
            response = exchange.send(sasl.decode(answer.element.text or ""))
            await self.send(f"<response xmlns='{_SASL}'>{sasl.encode(response)}</response>")

    async def _open_stream(self) -> None:
        self._parser = self._new_parser()
        await self.send(_STREAM_OPEN.format(host=self.server.host))
        await self._expect_next(f"{{{_STREAMS}}}features")

    async def _expect_next(self, tag: str) -> None:
        stanza = await self._next()
        if stanza.element.tag != tag:
            raise PeerError(stanza)

    async def _next(self) -> Stanza:
        """Read on until the next stanza; used until the session is bound, when nothing else reads."""
        while not self._pending:
            await self._read_some()
        return self._pending.pop(0)

    async def close(self) -> None:
        """End the stream in order and wait for the server to end it too; a closed peer may be closed again."""
        if self._reading is not None:
            with contextlib.suppress(ConnectionError, TimeoutError):
                async with asyncio.timeout(DEADLINE):
                    if not self.closed.is_set():
                        await self.send("</stream:stream>")
                        await self.closed.wait()
        await self.abort()

    async def abort(self) -> None:
        """Drop the connection without a word, as a cut cable would."""
        if self._reading is not None:
            self._reading.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reading
            self._reading = None
        if self._stream is not None:
            self._writer.transport.abort()
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                await self._writer.wait_closed()
            self._stream = None

    async def __aenter__(self) -> Self:
        if self._stream is None:
            await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def send(self, xml: str) -> None:
        """Send text as it is: a stanza, a part of one, or nonsense."""
        self._writer.write(xml.encode())
        await self._writer.drain()

    async def iq(
        self, kind: Literal["get", "set"], payload: str, *, to: str | None = None, iq_id: str | None = None
    ) -> Stanza:
        """Send a request and return the answer; PeerError when it is an error."""
        iq_id = iq_id or uuid.uuid4().hex
        address = f" to={quoteattr(to)}" if to else ""
        await self.send(f"<iq type='{kind}' id={quoteattr(iq_id)}{address}>{payload}</iq>")
        answer = await self.wait(lambda stanza: stanza.kind == "iq" and stanza.element.get("id") == iq_id)
        if answer.type == "error":
            raise PeerError(answer)
        return answer

    # Receiving

    async def wait(self, match: Match, *, timeout: float = DEADLINE, what: str = "a stanza") -> Stanza:
        """Return the first stanza that matches and that no other wait has returned, waiting for it if need be.

        TimeoutError, with all that was received, after `timeout` seconds or when the connection ends.
        """
        try:
            async with asyncio.timeout(timeout), self._news:
                while True:
                    for index, stanza in enumerate(self.received):
                        if index not in self._taken and match(stanza):
                            self._taken.add(index)
                            return stanza
                    if self.closed.is_set():
                        raise TimeoutError
                    await self._news.wait()
        except TimeoutError:
            heard = "\n".join(stanza.raw for stanza in self.received) or "nothing"
            raise TimeoutError(f"{self.jid} waited for {what}; it has received:\n{heard}") from None

    def count(self, match: Match) -> int:
        """Return how many of the stanzas received so far match, whether waited for or not."""
        return sum(1 for stanza in self.received if match(stanza))

    @property
    def _writer(self) -> asyncio.StreamWriter:
        if self._stream is None:
            raise ConnectionError(f"{self.jid} is not connected")
        return self._stream[1]

    def _new_parser(self) -> StreamParser:
        return StreamParser(lambda _head: None, self._pending.append, self.closed.set)

    async def _read_some(self) -> None:
        assert self._stream is not None
        data = await self._stream[0].read(65_536)
        if not data:
            raise ConnectionResetError("the server ended the connection")
        self._parser.feed(data)

    async def _read(self) -> None:
        try:
            # However the connection ends, `closed` tells it.
            with contextlib.suppress(ConnectionError, ssl.SSLError):
                while not self.closed.is_set():
                    await self._take_pending()
                    await self._read_some()
                await self._take_pending()
        finally:
            self.closed.set()
            async with self._news:
                self._news.notify_all()

    async def _take_pending(self) -> None:
        while self._pending:
            stanza = self._pending.pop(0)
            await self._answer(stanza)
            async with self._news:
                self.received.append(stanza)
                self._news.notify_all()

    async def _answer(self, stanza: Stanza) -> None:
        if stanza.kind != "iq" or stanza.type not in ("get", "set"):
            return
        address = f"to={quoteattr(stanza.sender)} " if stanza.sender else ""
        head = f"<iq {address}id={quoteattr(stanza.element.get('id', ''))}"
        query = stanza.find("{http://jabber.org/protocol/disco#info}query")
        if query is not None:
            await self.send(f"{head} type='result'>{self.caps.disco_info(query.get('node'))}</iq>")
        elif stanza.find("{urn:xmpp:ping}ping") is not None or stanza.find("{jabber:iq:roster}query") is not None:
            await self.send(f"{head} type='result'/>")
        else:
            await self.send(
                f"{head} type='error'><error type='cancel'><service-unavailable xmlns='{_STANZA_ERRORS}'/></error></iq>"
            )
