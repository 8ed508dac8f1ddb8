"""The network between the servers of a federation: a name server, and a fault proxy in front of each of them."""

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from typing import TypeVar

from tests.faults.proxy import Proxy
from tests.servers.dns import NameServer, servers_of

_PATIENCE = 10.0

_Result = TypeVar("_Result")


class Network:
    """Runs on a loop and a thread of its own, so that it outlives the loop of each test.

    `ports` has the port on which the server of each domain listens for other servers.  All methods may be called
    from any thread; they return when it is done.
    """

    def __init__(self, ports: Mapping[str, int]) -> None:
        self._proxies = {domain: Proxy(port) for domain, port in ports.items()}
        self._names: NameServer | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="federation", daemon=True)

    def start(self) -> int:
        """Opens the network; returns the name server's port."""
        self._thread.start()
        return self._run(self._open())

    def stop(self) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE)
        self._loop.close()

    def stall(self) -> None:
        """Nothing moves between the servers, and nobody is told."""
        self._run(self._stall())

    def cut(self) -> None:
        """Ends all connections between the servers; new ones are taken.  What was stalled is lost."""
        self._run(self._cut(refuse=False))

    def refuse(self) -> None:
        """Ends all connections between the servers, and new ones as soon as they come."""
        self._run(self._cut(refuse=True))

    def flow(self) -> None:
        """All is well again; what was stalled and not cut arrives now."""
        self._run(self._flow())

    def connections(self) -> int:
        """How many connections the servers have made so far."""
        return sum(proxy.connections for proxy in self._proxies.values())

    def _run(self, what: Coroutine[None, None, _Result]) -> _Result:
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(_PATIENCE)

    async def _open(self) -> int:
        for proxy in self._proxies.values():
            await proxy.__aenter__()
        self._names = NameServer(servers_of({domain: proxy.port for domain, proxy in self._proxies.items()}))
        return await self._names.start()

    async def _close(self) -> None:
        for proxy in self._proxies.values():
            await proxy.__aexit__(None, None, None)
        if self._names is not None:
            self._names.close()

    async def _stall(self) -> None:
        for proxy in self._proxies.values():
            proxy.stall()

    async def _cut(self, *, refuse: bool) -> None:
        for proxy in self._proxies.values():
            await proxy.reset(refuse=refuse)

    async def _flow(self) -> None:
        for proxy in self._proxies.values():
            proxy.flow()
