"""One login of the program's accounts with so many contacts, and a burst of statuses: what that costs its loop.

    python -m tests.bench.ours.grown CONTACTS

The server is in another thread, whose time does not count.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import status_tray.xmpp.session  # noqa: F401  else its import is the longest turn
from status_tray.desktop.heap import collect_from_now_on
from tests.applet import running
from tests.bench.scripted_crowd import JID, PASSWORD, Crowd, contact
from tests.faults.scripted import scripted
from tests.faults.test_big_roster import Place
from tests.faults.turns import LoopTurns
from tests.servers import Account, Certificates, make_certificates

BURST = 5000
_PATIENCE = 120.0


class ServerThread:
    """Plays a crowd on a loop of its own."""

    def __init__(self, crowd: Crowd, certificates: Certificates) -> None:
        self.crowd, self.port = crowd, 0
        self._certificates = certificates
        self._loop = asyncio.new_event_loop()
        self._ready, self._ended = threading.Event(), asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()), name="server")

    @contextmanager
    def serving(self) -> Iterator[None]:
        self._thread.start()
        self._ready.wait(_PATIENCE)
        try:
            yield
        finally:
            self._loop.call_soon_threadsafe(self._ended.set)
            self._thread.join()
            self._loop.close()

    async def _serve(self) -> None:
        async with scripted(self.crowd.play, self._certificates) as stage:
            self.port = stage.port
            self._ready.set()
            await self._ended.wait()

    async def told(self) -> None:
        """Until the client has taken everything."""
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self.crowd.told.wait(), self._loop))

    async def burst(self) -> None:
        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self.crowd.burst(BURST), self._loop))


async def measured(contacts: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as directory:
        certificates = make_certificates(Path(directory))
        server = ServerThread(Crowd(contacts), certificates)
        with server.serving():
            began = time.thread_time()
            with LoopTurns() as turns:
                reachable = Place(server.port, certificates.ca_file)
                async with running(Account(JID, PASSWORD), reachable) as program:
                    collect_from_now_on()  # as the program does it
                    await program.online()
                    await server.told()
                    await program.watch.next(event="contact", jid=contact(contacts - 1))
                    cpu = time.thread_time() - began
                    began = time.thread_time()
                    await server.burst()
                    burst = time.thread_time() - began
    return {"cpu": cpu, "turn": turns.longest * 1000, "burst": BURST / burst}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measured(int(sys.argv[1])))))
