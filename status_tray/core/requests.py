"""Which subscription requests are asked about, and with how many bubbles (rule 17): a reducer.

Anybody can send a request, as often as they like, from as many addresses as they like.  So there are three questions
on the screen at most, further requests are one number, and nobody is asked about again soon.  Nothing here accepts:
only `Answered`, a click, does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from status_tray.core.jid import BareJid
from status_tray.core.late_dataclass import dataclass
from status_tray.core.moment import Moment

SHOWN_AT_MOST = 3
KEPT_AT_MOST = 1000
"""Requests that are remembered; beyond them all that come are left to the chat program."""
ASK_AGAIN = 12 * 3600.0
"""Seconds until a request that was left alone, or refused, is asked about again when the server repeats it."""
_ANSWER_ON_ITS_WAY = 60.0
"""Seconds after an acceptance in which the server may repeat the request that it had not yet seen the answer to."""

_T = TypeVar("_T")


class Request(NamedTuple):
    """Somebody, `jid`, asks to see the presence and the status of our `account`.

    A tuple, because the mappings below are copied for each of up to a thousand, and a dataclass is slower to hash.
    """

    account: BareJid
    jid: BareJid


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request that has no answer yet."""

    name: str
    asked_at: float
    """Monotonic seconds."""
    shown: bool
    left: bool = False
    """Somebody closed the bubble: the answer is Later."""


@dataclass(frozen=True, slots=True)
class RequestsState:
    """All accounts' requests.  Mappings are in the order of arrival."""

    waiting: Mapping[Request, Waiting] = field(default_factory=lambda: MappingProxyType({}))
    unsent: Mapping[Request, bool] = field(default_factory=lambda: MappingProxyType({}))
    """Answers that were given while there was no link."""
    quiet_until: Mapping[Request, float] = field(default_factory=lambda: MappingProxyType({}))
    """Requests that were answered, and until when a repetition is not asked about; monotonic seconds."""


# --- events --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requested:
    """The request came, perhaps not for the first time: servers repeat it at each login.  `name` is raw."""

    request: Request
    name: str


@dataclass(frozen=True, slots=True)
class Settled:
    """It needs no answer any more: answered with another client, or taken back."""

    request: Request


@dataclass(frozen=True, slots=True)
class Answered:
    """Somebody clicked a button of the bubble."""

    request: Request
    accept: bool


@dataclass(frozen=True, slots=True)
class BubbleClosed:
    """Somebody closed the bubble without an answer."""

    request: Request


@dataclass(frozen=True, slots=True)
class BubbleLost:
    """The bubble could not be shown."""

    request: Request


@dataclass(frozen=True, slots=True)
class AnswerNotSent:
    """There is no link to send the answer over."""

    request: Request
    accept: bool


@dataclass(frozen=True, slots=True)
class LinkUp:
    """The account is online."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class LinkStopped:
    """The account does not connect any more by itself: the server repeats its requests when it does again."""

    account: BareJid


@dataclass(frozen=True, slots=True)
class AccountGone:
    """The account is removed: nothing can be answered for it."""

    account: BareJid


RequestsEvent = (
    Requested | Settled | Answered | BubbleClosed | BubbleLost | AnswerNotSent | LinkUp | LinkStopped | AccountGone
)


# --- effects -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ask:
    """Show the bubble of one request."""

    request: Request
    name: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take the bubble of the request off the screen."""

    request: Request


@dataclass(frozen=True, slots=True)
class Count:
    """Say that there are so many further requests; with 0 there is nothing to say any more."""

    further: int


@dataclass(frozen=True, slots=True)
class SendAnswer:
    """Send the answer, or come back with `AnswerNotSent`."""

    request: Request
    accept: bool


RequestsEffect = Ask | TakeBack | Count | SendAnswer


def reduce_requests(
    state: RequestsState, event: RequestsEvent, now: Moment
) -> tuple[RequestsState, tuple[RequestsEffect, ...]]:
    """What is known of the requests after the event, and what is to be done."""
    match event:
        case Requested(request=request, name=name):
            return _requested(state, request, name, now.monotonic)
        case Settled(request=request):
            return _filled(_without(state, lambda other: other == request), state)
        case Answered(request=request, accept=accept):
            if request not in state.waiting:
                return state, ()
            quiet = now.monotonic + (_ANSWER_ON_ITS_WAY if accept else ASK_AGAIN)
            left = replace(
                state, waiting=_less(state.waiting, request), quiet_until=_more(state.quiet_until, request, quiet)
            )
            filled, effects = _filled(left, state)
            return filled, (SendAnswer(request, accept), *effects)
        case BubbleClosed(request=request):
            known = state.waiting.get(request)
            if known is None or not known.shown:
                return state, ()
            left = replace(state, waiting=_more(state.waiting, request, replace(known, shown=False, left=True)))
            return _filled(left, state)
        case BubbleLost(request=request):
            return _filled(replace(state, waiting=_less(state.waiting, request)), state)
        case AnswerNotSent(request=request, accept=accept):
            return replace(state, unsent=_more(state.unsent, request, accept)), ()
        case LinkUp(account=account):
            due = {request: accept for request, accept in state.unsent.items() if request.account == account}
            unsent = {request: accept for request, accept in state.unsent.items() if request not in due}
            quiet = now.monotonic + _ANSWER_ON_ITS_WAY
            later = {request: max(quiet, state.quiet_until.get(request, 0.0)) for request in due}
            sent = replace(
                state,
                unsent=MappingProxyType(unsent),
                quiet_until=MappingProxyType({**state.quiet_until, **later}),
            )
            return sent, tuple(SendAnswer(request, accept) for request, accept in due.items())
        case LinkStopped(account=account):
            waiting = {request: how for request, how in state.waiting.items() if request.account != account}
            return _filled(replace(state, waiting=MappingProxyType(waiting)), state)
        case AccountGone(account=account):
            # An answer that is never sent is none: the request may be asked about again.
            quiet_until = {
                request: until
                for request, until in state.quiet_until.items()
                if request not in state.unsent or request.account != account
            }
            gone = _without(state, lambda other: other.account == account)
            return _filled(replace(gone, quiet_until=MappingProxyType(quiet_until)), state)


def _requested(
    state: RequestsState, request: Request, name: str, now: float
) -> tuple[RequestsState, tuple[RequestsEffect, ...]]:
    quiet = {other: until for other, until in state.quiet_until.items() if until > now}
    known = state.waiting.get(request)
    if request in quiet or request in state.unsent or (known and now < known.asked_at + ASK_AGAIN):
        return state, ()
    if known is None and len(state.waiting) + len(quiet) >= KEPT_AT_MOST:
        return state, ()
    shown = (known is not None and known.shown) or _shown(state) < SHOWN_AT_MOST
    waiting = _more(state.waiting, request, Waiting(name, now, shown))
    after = replace(state, waiting=waiting, quiet_until=MappingProxyType(quiet))
    return after, (Ask(request, name) if shown else Count(_further(after)),)


def _without(state: RequestsState, gone: Callable[[Request], bool]) -> RequestsState:
    """Forgets these requests; that one was refused is remembered all the same."""
    waiting = {request: how for request, how in state.waiting.items() if not gone(request)}
    unsent = {request: accept for request, accept in state.unsent.items() if not gone(request)}
    return replace(state, waiting=MappingProxyType(waiting), unsent=MappingProxyType(unsent))


def _filled(state: RequestsState, before: RequestsState) -> tuple[RequestsState, tuple[RequestsEffect, ...]]:
    """Takes back what is no longer asked, and asks about the next ones in its place."""
    effects: list[RequestsEffect] = [
        TakeBack(request) for request, how in before.waiting.items() if how.shown and request not in state.waiting
    ]
    waiting = dict(state.waiting)
    free = SHOWN_AT_MOST - _shown(state)
    for request in [request for request, how in waiting.items() if not how.shown and not how.left][:free]:
        waiting[request] = replace(waiting[request], shown=True)
        effects.append(Ask(request, waiting[request].name))
    after = replace(state, waiting=MappingProxyType(waiting))
    if _further(after) != _further(before):
        effects.append(Count(_further(after)))
    return after, tuple(effects)


def _shown(state: RequestsState) -> int:
    return sum(how.shown for how in state.waiting.values())


def _further(state: RequestsState) -> int:
    return sum(not how.shown and not how.left for how in state.waiting.values())


def _more(mapping: Mapping[Request, _T], request: Request, value: _T) -> Mapping[Request, _T]:
    return MappingProxyType({**mapping, request: value})


def _less(mapping: Mapping[Request, _T], request: Request) -> Mapping[Request, _T]:
    return MappingProxyType({other: value for other, value in mapping.items() if other != request})
