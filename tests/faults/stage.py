"""What the campaigns share: Romeo's applet, his contacts, what they do, what must hold after."""

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from status_tray.core.account import Reconciled
from status_tray.core.effects import Outcome
from status_tray.core.jid import BareJid
from status_tray.core.ports import ClickAnswer
from status_tray.desktop.config_file import ConfigFile
from tests.applet import Running, running
from tests.faults.fast import SPEED, FastClock, RealTime
from tests.faults.report import Report
from tests.logfail import LogWatch
from tests.peer import Peer, PeerError
from tests.servers import Account, Server
from tests.servers.base import STATUS_NAMESPACE

NAMES = ("Juliet", "Benvolio")
PATIENCE = 40.0 * SPEED
"""Of the program's seconds: the longest wait for the next attempt to connect is 300."""

CLICK, CLEAR, CHANGE, CLEARED, DEVICE = (
    "click a status",
    "click Clear",
    "a contact's status",
    "a contact's clear",
    "another device's status",
)
TEXT_RIGHT, CONTACTS_RIGHT, ONCE, ANSWERED, QUIET = (
    "wanted = acknowledged = the server's",
    "contacts' statuses right",
    "notifications, none twice or false",
    "clicks answered, none refused",
    "no warning in the log",
)


@dataclass
class Contact:
    """Somebody whom Romeo sees: a raw peer, and what it has published so far."""

    name: str
    account: Account
    peer: Peer
    text: str | None = None
    clears: int = 0

    @property
    def jid(self) -> BareJid:
        return BareJid(self.account.jid)


@dataclass
class Stage:
    """One applet and everybody around it.  Texts carry running numbers, so that each is there once in a campaign."""

    server: Server
    romeo: Account
    program: Running
    contacts: list[Contact]
    device: Peer
    aside: RealTime
    report: Report
    dice: random.Random
    allowed: set[str | None] = field(default_factory=set)
    """What the own status may be in the end: the last click, or what another device set meanwhile."""
    _elsewhere: set[str | None] = field(default_factory=set)
    _number: int = 0
    _clicks: list[asyncio.Task[ClickAnswer]] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _seen_bubbles: int = 0
    _told: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    _titles: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.program.applet.subscribe(lambda _notice: self._news.set())

    # --- what people do ---------------------------------------------------------------------------------------

    def click(self, kind: str) -> None:
        """Chooses a status or clears it, without waiting for the answer."""
        self._clicks.append(asyncio.create_task(self._choose(self.decide(kind)), name="click"))

    def decide(self, kind: str) -> str | None:
        """What a click of this kind is for; who has asked clicks at once, for from now on it is what must come out."""
        self.report.tried[kind] += 1
        self._number += 1
        text = f"own {self._number}" if kind == CLICK else None
        shown = self.program.state.acknowledged
        nothing_to_do = text is None and shown is not None and shown.text is None
        # A clear of nothing is done at once (rule 4), and no newer than what is on its way from another device.
        self.allowed = {text} | (self._elsewhere if nothing_to_do else set())
        return text

    async def _choose(self, text: str | None) -> ClickAnswer:
        return await self.program.applet.choose(self.program.account, text)

    async def change(self, kind: str) -> None:
        """A contact publishes a status, or clears it; returns when its server has acknowledged it."""
        self.report.tried[kind] += 1
        self._number += 1
        contact = self.dice.choice(self.contacts)
        if kind == CHANGE:
            contact.text = f"{contact.name} {self._number}"
            await self.aside.do(contact.peer.publish(contact.text))
        else:
            contact.text = None
            contact.clears += 1
            await self.aside.do(contact.peer.clear())

    async def login_again(self, *, away: Callable[[], None] = lambda: None) -> None:
        """Everybody but the applet leaves and comes back; `away` is called between, in the peers' thread."""

        async def work() -> None:
            for peer in self._peers():
                await peer.abort()
            away()
            for contact in self.contacts:
                contact.peer = await Peer.login(contact.account, self.server, notify=False)
            self.device = await Peer.login(self.romeo, self.server, notify=False)

        await self.aside.do(work())

    async def aclose(self) -> None:
        """The peers leave."""
        for peer in self._peers():
            await self.aside.do(peer.abort())

    def _peers(self) -> list[Peer]:
        return [*(contact.peer for contact in self.contacts), self.device]

    async def publish_elsewhere(self) -> None:
        """Another device of Romeo's sets a status."""
        self.report.tried[DEVICE] += 1
        self._number += 1
        text = f"elsewhere {self._number}"
        self.allowed |= {text}
        self._elsewhere |= {text}
        await self.aside.do(self.device.publish(text))

    # --- what must hold ---------------------------------------------------------------------------------------

    async def settle(self, when: str) -> None:
        """Waits until nothing is open any more, and writes down what is not as it must be."""
        for what in (TEXT_RIGHT, CONTACTS_RIGHT, ONCE, ANSWERED):
            self.report.tried[what] += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self.calm()
        except TimeoutError:
            if (wrong := await self._text_problem()) is not None:
                self.report.lose(TEXT_RIGHT, f"{when}: {wrong}")
            if (wrong := self._contacts_problem()) is not None:
                self.report.lose(CONTACTS_RIGHT, f"{when}: {wrong}")
        self._elsewhere.clear()
        await self._take_answers(when)
        self._look_for_doubles(when)

    async def calm(self) -> None:
        """Returns when own status and contacts' are everywhere the same, looking again after each notice."""
        while True:
            self._news.clear()
            if self._contacts_problem() is None and await self._text_problem() is None:
                return
            await self._news.wait()

    async def _text_problem(self) -> str | None:
        state = self.program.state
        wanted, known = state.wanted, state.acknowledged
        open_still = state.unacknowledged or state.in_flight is not None or state.reconciled is not Reconciled.DONE
        if not state.online or open_still or state.failure is not None or wanted is None or known is None:
            return f"not settled: {state}"
        stored = await self.stored()
        if not wanted.text == known.text == stored:
            return f"wanted {wanted.text!r}, acknowledged {known.text!r}, on the server {stored!r}"
        if self.allowed and stored not in self.allowed:
            return f"{stored!r} instead of {self.allowed}"
        return None

    def _contacts_problem(self) -> str | None:
        known = self.program.applet.contacts(self.program.account)
        for contact in self.contacts:
            shown = known.get(contact.jid)
            if shown is None or shown.text != contact.text:
                return f"{contact.name} has {contact.text!r}, shown is {shown and shown.text!r}"
        return None

    async def stored(self) -> str | None:
        """Romeo's status as his server has it, read by another device of his."""
        try:
            items = await self.aside.do(self.device.items())
        except PeerError as refused:
            if refused.condition != "item-not-found":
                raise
            return None
        texts = [item.findtext(f".//{{{STATUS_NAMESPACE}}}text") for item in items]
        return texts[-1] if texts else None

    async def _take_answers(self, when: str) -> None:
        clicks, self._clicks = self._clicks, []
        try:
            async with asyncio.timeout(PATIENCE):
                answers = await asyncio.gather(*clicks)
        except TimeoutError:
            self.report.lose(ANSWERED, f"{when}: no answer")
            return
        for answer in answers:
            if answer.outcome is Outcome.FAILED:
                self.report.lose(ANSWERED, f"{when}: refused, {answer.failure}")

    def _look_for_doubles(self, when: str) -> None:
        """Each text is published once, so it is told at most once, and shown in one bubble; clears likewise."""
        events = self.program.watch.events.copy()
        self.program.watch.events.clear()  # what a test remembers must not look like a leak
        clears = {contact.jid: contact.clears for contact in self.contacts}
        for event in events:
            if event["event"] != "contact" or event["initial"]:
                continue
            first_sight = event["previous"] is None and not event["notified"]
            if first_sight and event["text"] is None:
                continue
            told = (event["jid"], event["text"])
            self._told[told] += 1
            limit = 1 if event["text"] is not None else clears.get(event["jid"], 0)
            if self._told[told] > limit or event["text"] == event["previous"]:
                self.report.lose(ONCE, f"{when}: told again: {event}")
        bubbles = self.program.bubbles.shown[self._seen_bubbles :]
        self._seen_bubbles += len(bubbles)
        for bubble in bubbles:
            if any(bubble.title.startswith(f"{name}: ") for name in NAMES):
                self._titles[bubble.title] += 1
                if self._titles[bubble.title] > 1:
                    self.report.lose(ONCE, f"{when}: shown again: {bubble.title}")


async def until(scene: Stage, holds: Callable[[], bool]) -> None:
    """Waits until `holds()`, which is asked after each notice of the applet; raises TimeoutError."""
    news = asyncio.Event()
    unsubscribe = scene.program.applet.subscribe(lambda _notice: news.set())
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                news.clear()
                await news.wait()
    finally:
        unsubscribe()


@asynccontextmanager
async def stage(
    server: Server,
    report: Report,
    dice: random.Random,
    *,
    port: int | None = None,
    config_file: ConfigFile | None = None,
) -> AsyncIterator[Stage]:
    """Everybody is there and sees each other, when the block begins; on a fast loop.

    `port` is for a proxy between the applet and the server; `config_file` as for `running`.
    """
    [romeo] = server.accounts(1, "romeo")
    accounts = server.accounts(len(NAMES), "contact")
    server.befriend_all(romeo, dict(zip(accounts, NAMES, strict=True)))
    async with contextlib.AsyncExitStack() as stack:
        aside = stack.enter_context(RealTime())
        peers = []
        for account in (*accounts, romeo):
            peers.append(await aside.do(Peer.login(account, server, notify=False)))
            stack.push_async_callback(_aborted, aside, peers[-1])
        *people, device = peers
        contacts = [Contact(*who) for who in zip(NAMES, accounts, people, strict=True)]
        program = await stack.enter_async_context(
            running(romeo, server, port=port, clock=FastClock(), config_file=config_file)
        )
        stage = Stage(server, romeo, program, contacts, device, aside, report, dice)
        stack.push_async_callback(stage.aclose)
        stack.enter_context(_quiet_log(report))
        yield stage


@contextlib.contextmanager
def _quiet_log(report: Report) -> Iterator[None]:
    """Faults of the network are no news for the log: a warning of the program's is a loss."""
    watch, logger = LogWatch([]), logging.getLogger("status_tray")
    logger.addHandler(watch)
    try:
        yield
    finally:
        logger.removeHandler(watch)
    report.tried[QUIET] += 1
    for record in watch.records:
        report.lose(QUIET, record)


async def _aborted(aside: RealTime, peer: Peer) -> None:
    await aside.do(peer.abort())
