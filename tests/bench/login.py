"""A login with 5,000 contacts that are all online and have a status, and a burst of events, beside slixmpp's plugins.

Prosody knows the capabilities of both, as any server does of a program that somebody has used on it before; and the
program has logged in before, so that its database has the contacts as they are.  The events
of the burst wait at a relay until all are there, so that the server's pace does not count.
"""

from __future__ import annotations

import asyncio
import itertools
import shutil

from tests.bench.crowd import IN_MEMORY, Crowd, gather
from tests.bench.place import place
from tests.bench.relay import Relay, relaying
from tests.bench.runs import Child, Figures, Runs, child
from tests.bench.table import Absent, AtLeast, AtMost, Row, Within
from tests.servers import Prosody


async def rows(runs: Runs) -> list[Row | Absent]:
    contacts, events = (500, 2000) if runs.short else (5000, 20_000)
    server = Prosody(extra=IN_MEMORY)
    with place(server) as here:
        numbers = itertools.count()

        async def ours(crowd: Crowd) -> Figures:
            async with relaying(server.port) as relay:
                profile = here.profile(crowd.owner, f"profile-{next(numbers)}", port=relay.port)
                if (known := here.directory / crowd.owner.user).exists():
                    shutil.copyfile(known, profile / "state.db")
                arguments = (str(profile), str(len(crowd.contacts)))
                async with child("tests.bench.ours.login", *arguments, environment=here.environment()) as program:
                    if known.exists():
                        return await figures(program, crowd, relay, events)
                    first = await only_login(program, crowd)
                shutil.copyfile(profile / "state.db", known)
                return first

        async def floor(crowd: Crowd) -> Figures:
            async with relaying(server.port) as relay:
                place_there = ("127.0.0.1", str(relay.port), str(server.ca_file), crowd.owner.jid)
                arguments = (*place_there, str(len(crowd.contacts)))
                async with child("tests.bench.floors.login", *arguments, environment=here.environment()) as program:
                    return await figures(program, crowd, relay, events)

        few = gather(server, 1)
        for side in (ours, floor):
            await side(few)  # Prosody asks each contact's account for capabilities that it does not know.
        crowd = gather(server, contacts)
        await ours(crowd)  # the first login, after which the contacts are known
        mine, theirs = await runs.alternate(lambda: ours(crowd), lambda: floor(crowd), warm=False)
    login = f"login with {contacts:,} contacts"
    return [
        Row(f"{login}: processor time", "s", mine["cpu"], theirs["cpu"], AtMost(0.5)),
        Row(f"{login}: the loop held up, longest", "ms", mine["held up"], theirs["held up"], Within(50)),
        Row(f"burst of {events:,} events", "1/s", mine["rate"], theirs["rate"], AtLeast(2)),
        Row("the same, a second of processor time", "1/s", mine["cpu rate"], theirs["cpu rate"]),
    ]


async def only_login(program: Child, crowd: Crowd) -> Figures:
    """What a program tells of its login; then it ends."""
    program.tell(crowd.owner.password)
    login = await program.figures()
    program.tell("")
    await program.figures()
    await program.ended()
    return login


async def figures(program: Child, crowd: Crowd, relay: Relay, events: int) -> Figures:
    """What a program tells of its login, and of the burst after it."""
    program.tell(crowd.owner.password)
    login = await program.figures()
    relay.hold()
    texts = [f"🚌 Commuting {number}" for number in range(events)]
    await asyncio.to_thread(crowd.say, texts)
    await relay.quiet()
    relay.release()
    program.tell(texts[-1])
    burst = await program.figures()
    await program.ended()
    return {**login, "rate": events / burst["burst"], "cpu rate": events / burst["burst cpu"]}
