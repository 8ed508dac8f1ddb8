"""A private session bus seen from the tests: calls that raise, properties, waiting for names."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.asyncio import DBusRouter, open_dbus_connection
from jeepney.io.blocking import open_dbus_connection as open_blocking_connection

DEADLINE = 20.0
_PROPERTIES = "org.freedesktop.DBus.Properties"


class BusError(Exception):
    """A call was answered with an error; `name` is the D-Bus error name."""

    def __init__(self, name: str, body: tuple[Any, ...]) -> None:
        super().__init__(f"{name}: {' '.join(map(str, body))}")
        self.name = name


class Bus:
    """A connection of its own to the bus, for asyncio."""

    def __init__(self, router: DBusRouter) -> None:
        self.router = router

    async def call(self, address: DBusAddress, method: str, signature: str = "", *body: Any) -> tuple[Any, ...]:
        """Call a method and return the answer's values; BusError when refused, TimeoutError when none comes."""
        return await self.ask(new_method_call(address, method, signature or None, body))

    async def ask(self, message: Message) -> tuple[Any, ...]:
        """Send a call and return the answer's values; BusError when refused, TimeoutError when none comes."""
        async with asyncio.timeout(DEADLINE):
            # WORKAROUND jeepney 0.9: the router ends itself (InvalidStateError) when somebody who waits for an
            # answer is cancelled in the turn in which the answer, or the router's end, comes.
            return checked(await asyncio.shield(self.router.send_and_get_reply(message)))

    async def properties(self, address: DBusAddress) -> dict[str, Any]:
        """Return all properties of the address's interface, without their signatures."""
        (values,) = await self.call(address.with_interface(_PROPERTIES), "GetAll", "s", address.interface or "")
        return {name: value for name, (_signature, value) in values.items()}

    async def property(self, address: DBusAddress, name: str) -> Any:
        """Return one property of the address's interface, without its signature."""
        ((_signature, value),) = await self.call(
            address.with_interface(_PROPERTIES), "Get", "ss", address.interface or "", name
        )
        return value

    async def has_name(self, name: str) -> bool:
        """Tell whether somebody owns the bus name now."""
        (answer,) = await self.call(_BUS, "NameHasOwner", "s", name)
        return bool(answer)


_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


@asynccontextmanager
async def connect(bus_address: str) -> AsyncIterator[Bus]:
    """Connect to the bus for the time of the block."""
    connection = await open_dbus_connection(bus_address)
    try:
        async with DBusRouter(connection) as router:
            yield Bus(router)
    finally:
        await connection.close()


def checked(message: Message) -> tuple[Any, ...]:
    """Return the values of an answer; jeepney hands errors over as messages, so raise BusError for one."""
    if message.header.message_type is MessageType.error:
        raise BusError(message.header.fields[HeaderFields.error_name], message.body)
    body: tuple[Any, ...] = message.body
    return body


def wait_for_name(bus_address: str, name: str, *, owned: bool = True, timeout: float = DEADLINE) -> None:
    """Block until somebody owns the bus name (or, with `owned=False`, nobody); TimeoutError after `timeout` s."""
    rule = MatchRule(
        type="signal",
        sender="org.freedesktop.DBus",
        interface="org.freedesktop.DBus",
        member="NameOwnerChanged",
        path="/org/freedesktop/DBus",
    )
    rule.add_arg_condition(0, name)
    end = time.monotonic() + timeout
    with open_blocking_connection(bus_address) as connection:
        checked(connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=timeout))
        with connection.filter(rule) as changes:
            (has_owner,) = checked(connection.send_and_get_reply(message_bus.NameHasOwner(name), timeout=timeout))
            while bool(has_owner) != owned:
                try:
                    change = connection.recv_until_filtered(changes, timeout=end - time.monotonic())
                except TimeoutError:
                    state = "comes to" if owned else "leaves"
                    raise TimeoutError(f"{name} never {state} the bus") from None
                has_owner = change.body[2]
