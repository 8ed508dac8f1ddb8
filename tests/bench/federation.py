"""What servers do with statuses across domains, measured with raw peers: the table of docs/servers.md.

    python -m tests.bench.federation [--dialback] [prosody-ejabberd] [prosody-prosody] [ejabberd-ejabberd] ...

`prosody-ejabberd` means: the publisher is on Prosody, the subscriber on ejabberd.  Without arguments all four ways
are measured, over TLS.  "Nothing" means: nothing within three seconds.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bench.scene import QUIET, Scene, events, fault, of_type, read, said, seen
from tests.peer import PeerError
from tests.servers import Ejabberd, Prosody, make_certificates
from tests.servers.federation import Federation, Kind

_ROUNDS = 5
_KINDS: dict[str, Kind] = {"prosody": Prosody, "ejabberd": Ejabberd}


async def live(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with publisher, subscriber:
        taken, before = [], len(events(subscriber, scene.publisher.jid))
        for number in range(_ROUNDS):
            for text in (f"text {number}", ""):
                began = time.monotonic()
                await publisher.publish(text)
                await subscriber.wait_status(scene.publisher.jid, text)
                taken.append((time.monotonic() - began) * 1000)
        told = events(subscriber, scene.publisher.jid)[before:]
        last = told[-1]
        marks = [f"{len(told) / len(taken):g} copy" if len(told) == len(taken) else f"{len(told)}/{len(taken)} copies"]
        marks.append("id" if last.element.get("id") else "no id")
        marks.append("publisher" if "publisher=" in last.raw else "no publisher")
        marks += ["addresses"] if "<addresses" in last.raw else []
        return f"{min(taken):.0f}-{max(taken):.0f} ms, {', '.join(marks)}"


async def subscribing(scene: Scene) -> str:
    """The whole handshake, both ways, begun by either side; the status was there before."""
    other = Scene(scene.federation, scene.home.account(), scene.away.account())
    return f"subscriber first: {await handshake(scene)}; publisher first: {await handshake(other, reverse=True)}"


async def handshake(scene: Scene, *, reverse: bool = False) -> str:
    publisher, subscriber = await scene.publishing(), await scene.subscribing()
    async with publisher, subscriber:
        await publisher.roster()
        await subscriber.roster()
        await publisher.publish("before")
        pairs = [(subscriber, publisher), (publisher, subscriber)]
        for one, other in reversed(pairs) if reverse else pairs:
            await one.subscribe(other.account.jid)
            await other.wait(of_type("subscribe", one.account.jid))
            await other.approve(one.account.jid)
            await one.wait(of_type("subscribed", other.account.jid))
        replay = await scene.heard(subscriber, "before")
        await publisher.publish("after")
        told = await scene.heard(subscriber, "after")
        if told != "nothing":
            return f"replay {replay}, live {told}"
        await subscriber.presence(to=scene.publisher.jid)
        replay = await scene.heard(subscriber, "after")
        await publisher.publish("then")
        return f"nothing; after a directed presence: replay {replay}, live {await scene.heard(subscriber, 'then')}"


async def login_online(scene: Scene) -> str:
    scene.befriend()
    async with await scene.publishing() as publisher:
        await publisher.publish("here")
        async with await scene.subscribing() as subscriber:
            return await scene.heard(subscriber, "here")


async def login_offline(scene: Scene) -> str:
    scene.befriend()
    async with await scene.publishing() as publisher:
        await publisher.publish("gone")
    async with await scene.subscribing() as subscriber:
        return await scene.heard(subscriber, "gone")


async def login_cleared(scene: Scene) -> str:
    scene.befriend()
    async with await scene.publishing() as publisher:
        await publisher.clear()
        async with await scene.subscribing() as subscriber:
            return await scene.heard(subscriber, "")


async def publisher_again(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with subscriber:
        await publisher.close()
        async with await scene.publishing():
            return await scene.heard(subscriber, "first")


async def withdrawn(scene: Scene) -> str:
    answers = []
    for how in ("retract", "purge", "delete"):
        one = Scene(scene.federation, scene.home.account(), scene.away.account())
        publisher, subscriber = await one.meet()
        async with publisher, subscriber:
            item_id = await publisher.publish("second")
            await subscriber.wait_status(one.publisher.jid, "second")
            began = time.monotonic()
            await (publisher.retract(item_id) if how == "retract" else getattr(publisher, how)())
            try:
                await said(subscriber, how, one.publisher.jid, timeout=QUIET)
                answers.append(f"{how} {(time.monotonic() - began) * 1000:.0f} ms")
            except TimeoutError:
                answers.append(f"{how} nothing")
    return ", ".join(answers)


async def stranger(scene: Scene) -> str:
    async with await scene.publishing() as publisher, await scene.subscribing() as subscriber:
        without = await read(subscriber, scene.publisher.jid)
        await publisher.publish("secret")
        return f"without a node {without}, with one {await read(subscriber, scene.publisher.jid)}"


async def one_way(scene: Scene) -> str:
    scene.federation.link(scene.subscriber, "to", scene.publisher)
    publisher, subscriber = await scene.publishing(), await scene.subscribing()
    async with publisher, subscriber:
        await seen(subscriber, publisher)
        await publisher.publish("look")
        pushed = await scene.heard(subscriber, "look")
        return f"pushed: {pushed}; read: {await read(subscriber, scene.publisher.jid)}"


async def revoked(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with subscriber:
        async with publisher:
            await publisher.revoke(scene.subscriber.jid)
            await subscriber.wait(lambda stanza: stanza.type == "unsubscribed")
            await publisher.publish("for others")
            told = await scene.heard(subscriber, "for others")
            await publisher.presence()
            await publisher.publish("after presence")
            then = await scene.heard(subscriber, "after presence")
        async with await scene.publishing() as publisher:
            await publisher.publish("for others only")
            later = await scene.heard(subscriber, "for others only")
    return f"{told}; after the publisher's presence {then}; after its login {later}"


async def removed(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with publisher, subscriber:
        await publisher.remove_contact(scene.subscriber.jid)
        await subscriber.wait(lambda stanza: stanza.type == "unsubscribed")
        await publisher.publish("for others")
        return await scene.heard(subscriber, "for others")


async def unsubscribed(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with publisher, subscriber:
        await publisher.roster()
        await subscriber.unsubscribe(scene.publisher.jid)
        await publisher.wait(lambda stanza: stanza.sender == scene.subscriber.jid and stanza.type == "unsubscribe")
        await publisher.publish("for others")
        return await scene.heard(subscriber, "for others")


async def stalled(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with publisher, subscriber:
        with fault(scene.federation.network.stall, scene):
            await publisher.publish("held")
            await publisher.ping()
            scene.federation.network.cut()
        lost = await scene.heard(subscriber, "held")
        await publisher.publish("next")
        return f"held: {lost}; next: {await scene.heard(subscriber, 'next')}"


async def refused(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with publisher, subscriber:
        with fault(scene.federation.network.refuse, scene):
            await publisher.publish("lost")
            meanwhile = await read(subscriber, scene.publisher.jid)
        lost = await scene.heard(subscriber, "lost")
        began = time.monotonic()
        for number in range(100):
            await publisher.publish(f"text {number}")
            if await scene.heard(subscriber, f"text {number}") != "nothing":
                break
        back = time.monotonic() - began
        return f"publish: {lost}, events again after {back:.1f} s; read meanwhile: {meanwhile}"


async def home_killed(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    async with subscriber:
        await publisher.publish("kept")
        await subscriber.wait_status(scene.publisher.jid, "kept")
        scene.home.wait_stored()
        scene.home.restart(kill=True)
        await publisher.abort()
        unavailable = subscriber.count(lambda stanza: stanza.type == "unavailable")
        async with await scene.publishing() as publisher:
            await seen(subscriber, publisher)
            answers = [f"unavailable {unavailable}", f"replay {await scene.heard(subscriber, 'kept')}"]
            await publisher.publish("live")
            answers.append(f"live {await scene.heard(subscriber, 'live')}")
            await subscriber.presence(to=scene.publisher.jid)
            answers.append(f"directed presence: replay {await scene.heard(subscriber, 'live')}")
            await publisher.publish("then")
            answers.append(f"live {await scene.heard(subscriber, 'then')}")
            return ", ".join(answers)


async def acknowledged_then_killed(scene: Scene) -> str:
    async with await scene.publishing() as publisher:
        await publisher.publish("old")
        scene.home.wait_stored()
        await publisher.publish("new")
        scene.home.restart(kill=True)
    async with await scene.publishing() as publisher:
        [item] = await publisher.items()
        return "kept" if "new" in "".join(item.itertext()) else "rolled back"


async def away_killed(scene: Scene) -> str:
    publisher, subscriber = await scene.meet()
    answers = []
    async with publisher:
        resource = subscriber.resource
        scene.away.wait_stored()
        for name, again in (("same resource", resource), ("new resource", None)):
            scene.away.restart(kill=True)
            await subscriber.abort()
            await publisher.publish(name)
            subscriber = await scene.subscribing(resource=again)
            replay = await scene.heard(subscriber, name)
            await publisher.publish(f"{name}, live")
            answers.append(f"{name}: replay {replay}, live {await scene.heard(subscriber, f'{name}, live')}")
    await subscriber.close()
    return "; ".join(answers)


OBSERVATIONS: dict[str, Callable[[Scene], Awaitable[str]]] = {
    "live publish and clear": live,
    "right after both subscribed": subscribing,
    "login, publisher online": login_online,
    "login, publisher offline": login_offline,
    "login after a clear": login_cleared,
    "publisher logs in again": publisher_again,
    "retract, purge, delete": withdrawn,
    "reading the node as a stranger": stranger,
    "one-way subscription": one_way,
    "publisher revokes": revoked,
    "publisher removes the contact": removed,
    "subscriber unsubscribes": unsubscribed,
    "stall, then cut": stalled,
    "refused connections": refused,
    "publisher's server killed": home_killed,
    "acknowledged, then its server killed": acknowledged_then_killed,
    "subscriber's server killed": away_killed,
}


async def observe(way: str, *, tls: bool, only: list[str]) -> None:
    home, _, away = way.partition("-")
    with tempfile.TemporaryDirectory() as directory:
        certificates = make_certificates(Path(directory))
        for name, observation in OBSERVATIONS.items():
            if only and not any(word in name for word in only):
                continue
            # Faults leave their marks on connections; each observation has fresh servers.
            with Federation(certificates, _KINDS[home], _KINDS[away], tls=tls) as federation:
                scene = Scene(federation, federation.a.account("publisher"), federation.b.account("subscriber"))
                try:
                    answer = await observation(scene)
                except (TimeoutError, PeerError, OSError) as problem:
                    answer = f"{type(problem).__name__}: {str(problem)[:200]}"
            print(f"| {name} | {way} | {answer} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.federation", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--dialback", action="store_true", help="servers only call back, in clear")
    parser.add_argument("--only", action="append", default=[], help="part of an observation's name")
    parser.add_argument("ways", nargs="*", default=[f"{home}-{away}" for home in _KINDS for away in _KINDS])
    arguments = parser.parse_args()
    for way in arguments.ways:
        asyncio.run(observe(way, tls=not arguments.dialback, only=arguments.only))


if __name__ == "__main__":
    main()
