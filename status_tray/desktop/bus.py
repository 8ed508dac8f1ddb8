"""One connection to a D-Bus message bus: made again when it is lost, shared by all who talk over that bus."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import field
from typing import Any

from jeepney import DBusErrorResponse, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus
from jeepney.auth import BEGIN, Authenticator
from jeepney.bus import get_bus
from jeepney.io.asyncio import DBusConnection
from jeepney.wrappers import DBusAddress, unwrap_msg

from status_tray.core.late_dataclass import dataclass
from status_tray.core.tasks import Tasks

log = logging.getLogger(__name__)

_REPLY_TIMEOUT = 25.0
"""Seconds, as in libdbus: long enough for a service that has to be started first."""

_FIRST_RETRY, _LAST_RETRY = 1.0, 60.0
"""Seconds until a lost or missing bus is looked for again: doubling from the first to the last."""

_BUS = "org.freedesktop.DBus"

SignalCallback = Callable[[Message], None]
OwnerCallback = Callable[[str | None], None]


class BusFailed(Exception):
    """A call over the bus had no success; the message is for the log."""


class BusGone(BusFailed):
    """There is no bus at the moment, or it went away before the reply."""


class CallFailed(BusFailed):
    """The other end answered with an error, or not in time; `name` is the D-Bus error's name."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{name}: {text}")
        self.name = name


@dataclass(eq=False, slots=True)
class _Subscription:
    rule: MatchRule
    callback: SignalCallback


@dataclass(eq=False, slots=True)
class _WatchedName:
    name: str
    callback: OwnerCallback
    owner: str | None = None
    told: bool = False


@dataclass(eq=False, slots=True)
class _Link:
    """A live connection and the replies that are awaited on it."""

    connection: DBusConnection
    replies: dict[int, asyncio.Future[Message]] = field(default_factory=dict)


class Bus:
    """The session or the system bus, whether or not it is there at the moment.

    Callbacks run on the loop, in the order of the bus: a reply that came before a signal is seen before it.
    """

    # WORKAROUND jeepney 0.9: its own DBusRouter drops signals when a filter's queue is full, raises KeyError in
    # whoever awaits a reply when the connection ends, and ends itself (InvalidStateError) when a reply comes in the
    # loop turn in which its caller was cancelled.

    def __init__(self, address: Callable[[], str], name: str) -> None:
        """`address` is asked at each attempt and raises KeyError when there is none; `name` is for the log."""
        self._address = address
        self._name = name
        self._tasks = Tasks()
        self._link: _Link | None = None
        self._wanted_now = asyncio.Event()
        self._signals: list[_Subscription] = []
        self._names: list[_WatchedName] = []

    @classmethod
    def session(cls) -> Bus:
        """The user's session bus; like libdbus, `$XDG_RUNTIME_DIR/bus` when the environment names none."""
        return cls(_session_address, "session bus")

    @classmethod
    def system(cls) -> Bus:
        return cls(lambda: "SYSTEM", "system bus")

    @property
    def connected(self) -> bool:
        return self._link is not None

    def start(self) -> None:
        """Begins to connect, and to stay connected, until `aclose`."""
        self._tasks.start(self._stay_connected(), f"{self._name} connection")

    async def aclose(self) -> None:
        """Ends the connection; calls that wait for a reply get `BusGone`."""
        await self._tasks.aclose()

    async def call(self, message: Message, *, timeout: float = _REPLY_TIMEOUT) -> tuple[Any, ...]:
        """Sends a method call and returns the reply's body.

        Raises `BusGone` and `CallFailed`.  Without a bus it also hurries the next attempt to connect.
        """
        link = self._link
        if link is None:
            self._wanted_now.set()
            raise BusGone(f"there is no {self._name}")
        return await _call(link, message, timeout)

    def subscribe(self, rule: MatchRule, callback: SignalCallback) -> Callable[[], None]:
        """Has `callback` called with each signal that matches, also on later connections; returns how to end that.

        `rule` names no sender but the bus itself: signals carry the unique name, never the well-known one.
        """
        subscription = _Subscription(rule, callback)
        self._signals.append(subscription)
        if self._link is not None:
            self._tasks.start(_add_match(self._link, rule), "add match")

        def end() -> None:
            if subscription in self._signals:
                self._signals.remove(subscription)
                if self._link is not None:
                    self._tasks.start(_remove_match(self._link, rule), "remove match")

        return end

    def watch_name(self, name: str, callback: OwnerCallback) -> Callable[[], None]:
        """Has `callback` told who owns `name`: the unique name, or None; first as it is, then at each change.

        Without a bus that is None.  Returns how to end it.
        """
        watched = _WatchedName(name, callback)
        rule = MatchRule(type="signal", sender=_BUS, interface="org.freedesktop.DBus", member="NameOwnerChanged")
        rule.add_arg_condition(0, name)
        self._names.append(watched)
        unsubscribe = self.subscribe(rule, lambda message: _owner_is(watched, message.body[2] or None))
        if self._link is not None:
            self._tasks.start(_ask_owner(self._link, watched), "ask name owner")

        def end() -> None:
            unsubscribe()
            if watched in self._names:
                self._names.remove(watched)

        return end

    async def _stay_connected(self) -> None:
        delay, told = _FIRST_RETRY, False
        while True:
            try:
                connection = await _open(self._address())
            # KeyError: no address; ValueError: a broken one, or login refused; EOFError: cut off during login.
            except (OSError, KeyError, ValueError, RuntimeError, EOFError) as error:
                if not told:
                    log.info("There is no %s (%s: %s).", self._name, type(error).__name__, error)
                told = True
                for watched in self._names:
                    _owner_is(watched, None)
            else:
                if await self._live(_Link(connection)):
                    delay, told = _FIRST_RETRY, False
            self._wanted_now.clear()
            try:
                async with asyncio.timeout(delay):
                    await self._wanted_now.wait()
            except TimeoutError:
                delay = min(_LAST_RETRY, delay * 2)
            else:
                # Asked for, but at most once a second.
                await asyncio.sleep(_FIRST_RETRY)

    async def _live(self, link: _Link) -> bool:
        """Runs a connection until it ends; False when it never began to work."""
        receiving = asyncio.create_task(self._receive(link))
        try:
            link.connection.unique_name = (await _call(link, message_bus.Hello(), _REPLY_TIMEOUT))[0]
            for subscription in list(self._signals):
                await _add_match(link, subscription.rule)
            self._link = link
            for watched in list(self._names):
                await _ask_owner(link, watched)
            await receiving
        except BusFailed as error:
            log.info("The %s did not take us: %s.", self._name, error)
            return False
        else:
            return True
        finally:
            self._link = None
            receiving.cancel()
            await asyncio.gather(receiving, return_exceptions=True)
            for reply in link.replies.values():
                if not reply.done():
                    reply.set_exception(BusGone(f"the {self._name} went away"))
            link.connection.writer.transport.abort()
            with contextlib.suppress(OSError):
                await link.connection.writer.wait_closed()
            for watched in self._names:
                _owner_is(watched, None)

    async def _receive(self, link: _Link) -> None:
        loop = asyncio.get_running_loop()
        try:
            while True:
                message = await link.connection.receive()
                fields = message.header.fields
                if message.header.message_type in (MessageType.method_return, MessageType.error):
                    reply = link.replies.get(fields.get(HeaderFields.reply_serial, -1))
                    if reply is not None and not reply.done():
                        reply.set_result(message)
                elif message.header.message_type is MessageType.signal:
                    # Not at once: whoever awaits an earlier reply runs only in the next loop turn.
                    loop.call_soon(self._deliver, message)
        except (EOFError, OSError) as error:
            log.info("The %s went away (%s).", self._name, type(error).__name__)
        # jeepney raises what it likes (also AssertionError) on bytes that are no D-Bus message.
        except Exception:
            log.exception("The %s sent something that cannot be read; connecting again.", self._name)

    def _deliver(self, message: Message) -> None:
        for subscription in list(self._signals):
            if not subscription.rule.matches(message):
                continue
            try:
                subscription.callback(message)
            # One of the callbacks' bugs must not end the connection for the others.
            except Exception:
                log.exception("A signal of the %s could not be handled.", self._name)


async def get_property(bus: Bus, place: DBusAddress, name: str) -> Any:
    """The value of a property of `place`.  Raises `BusGone` and `CallFailed`."""
    return (await bus.call(Properties(place).get(name)))[0][1]


def _session_address() -> str:
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return "SESSION"
    return f"unix:path={os.environ['XDG_RUNTIME_DIR']}/bus"


async def _open(address: str) -> DBusConnection:
    """A connection that has logged in but not yet said Hello.

    WORKAROUND jeepney 0.9: its own `open_dbus_connection` leaves the socket open when the login fails.
    """
    if sys.platform == "win32":
        raise FileNotFoundError("there is no D-Bus on Windows")
    async with asyncio.timeout(_REPLY_TIMEOUT):
        reader, writer = await asyncio.open_unix_connection(get_bus(address))
        try:
            authenticator = Authenticator()
            for line in authenticator:
                writer.write(line)
                received = await reader.read(1024)
                if not received:
                    raise EOFError("cut off during login")
                authenticator.feed(received)
            writer.write(BEGIN)
        except BaseException:
            writer.close()
            raise
    return DBusConnection(reader, writer)


async def _call(link: _Link, message: Message, timeout: float) -> tuple[Any, ...]:
    serial = next(link.connection.outgoing_serial)
    link.replies[serial] = reply = asyncio.get_running_loop().create_future()
    try:
        async with asyncio.timeout(timeout):
            await link.connection.send(message, serial=serial)
            body: tuple[Any, ...] = unwrap_msg(await reply)
            return body
    except DBusErrorResponse as error:
        raise CallFailed(error.name or "", str(error.data)) from error
    except TimeoutError:
        raise CallFailed("org.freedesktop.DBus.Error.NoReply", f"no reply within {timeout:.0f} s") from None
    except OSError as error:
        raise BusGone(f"{type(error).__name__}: {error}") from error
    finally:
        del link.replies[serial]


async def _add_match(link: _Link, rule: MatchRule) -> None:
    try:
        await _call(link, message_bus.AddMatch(rule), _REPLY_TIMEOUT)
    except CallFailed as error:
        log.warning("The bus does not take a subscription: %s.", error)
    except BusGone:
        log.debug("The bus went away during a subscription; it is made again.")


async def _remove_match(link: _Link, rule: MatchRule) -> None:
    try:
        await _call(link, message_bus.RemoveMatch(rule), _REPLY_TIMEOUT)
    except BusFailed as error:
        log.debug("A subscription could not be ended: %s.", error)


async def _ask_owner(link: _Link, watched: _WatchedName) -> None:
    try:
        owner = (await _call(link, message_bus.GetNameOwner(watched.name), _REPLY_TIMEOUT))[0]
    except CallFailed:
        owner = None  # NameHasNoOwner
    except BusGone:
        return
    _owner_is(watched, owner)


def _owner_is(watched: _WatchedName, owner: str | None) -> None:
    if watched.told and watched.owner == owner:
        return
    watched.told, watched.owner = True, owner
    try:
        watched.callback(owner)
    except Exception:
        log.exception("A change of who owns %s could not be handled.", watched.name)
