"""From subscription requests to bubbles with Accept and Deny, and from a click to the answer (rule 17)."""

from __future__ import annotations

from collections.abc import Callable, Collection

from status_tray.core.account import LinkState
from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment
from status_tray.core.ports import Bubble, Clock, Notifier
from status_tray.core.requests import (
    AccountGone,
    Answered,
    AnswerNotSent,
    Ask,
    BubbleClosed,
    BubbleLost,
    Count,
    LinkStopped,
    LinkUp,
    Request,
    Requested,
    RequestsEffect,
    RequestsEvent,
    RequestsState,
    SendAnswer,
    Settled,
    TakeBack,
    reduce_requests,
)
from status_tray.core.words import (
    Translate,
    accept_label,
    deny_label,
    english,
    further_requests_words,
    request_words,
)

ACCEPT, DENY = "accept", "deny"
"""The actions of a bubble.  Later is to close it."""

_FURTHER = "requests"
"""The key of the bubble that counts."""


class SubscriptionRequests:
    """Asks the user.

    `answer(account, jid, accept)` sends an answer and returns False when there is no link to do so; `accounts` are
    all accounts that there are, now.
    """

    def __init__(
        self,
        notifier: Notifier,
        clock: Clock,
        answer: Callable[[BareJid, BareJid, bool], bool],
        accounts: Callable[[], Collection[BareJid]],
        translate: Translate = english,
    ) -> None:
        self._notifier, self._clock, self._answer, self._accounts = notifier, clock, answer, accounts
        self._translate = translate
        self._state = RequestsState()
        self._asked: dict[str, Request] = {}
        """By the key of the bubble."""
        notifier.on_action(self._on_action)
        notifier.on_closed(self._on_closed)

    def requested(self, account: BareJid, jid: BareJid, name: str) -> None:
        """Somebody asks to see the account's presence and status."""
        self._reduce(Requested(Request(account, jid), name))

    def settled(self, account: BareJid, jid: BareJid) -> None:
        """The request needs no answer any more."""
        self._reduce(Settled(Request(account, jid)))

    def link_changed(self, account: BareJid, link: LinkState) -> None:
        """To be told as often as anything of the account changes."""
        if link is LinkState.ONLINE:
            self._reduce(LinkUp(account))
        elif link is LinkState.STOPPED:
            self._reduce(LinkStopped(account))

    def account_removed(self, account: BareJid) -> None:
        """Takes back every bubble of the account, and forgets answers that were not sent."""
        self._reduce(AccountGone(account))

    def _reduce(self, event: RequestsEvent) -> None:
        now = Moment(self._clock.utc(), self._clock.monotonic(), "")
        self._state, effects = reduce_requests(self._state, event, now)
        for effect in effects:
            self._run(effect)

    def _run(self, effect: RequestsEffect) -> None:
        match effect:
            case Ask(request=request, name=name):
                key = _key(request)
                self._asked[key] = request
                self._notifier.show(self._question(key, request, name))
            case TakeBack(request=request):
                self._asked.pop(_key(request), None)
                self._notifier.close(_key(request))
            case Count(further=0):
                self._notifier.close(_FURTHER)
            case Count(further=further):
                words = further_requests_words(further, self._translate)
                self._notifier.show(Bubble(_FURTHER, words.title, words.body, silent=further > 1))
            case SendAnswer(request=request, accept=accept):
                if not self._answer(request.account, request.jid, accept):
                    self._reduce(AnswerNotSent(request, accept))

    def _question(self, key: str, request: Request, name: str) -> Bubble:
        account = request.account if len(self._accounts()) > 1 else None
        words = request_words(name, request.jid, account, self._translate)
        actions = ((ACCEPT, accept_label(self._translate)), (DENY, deny_label(self._translate)))
        return Bubble(key, words.title, words.body, actions, lasting=True)

    def _on_action(self, key: str, action: str) -> None:
        request = self._asked.get(key)
        if request is not None and action in (ACCEPT, DENY):
            self._reduce(Answered(request, action == ACCEPT))

    def _on_closed(self, key: str, seen: bool) -> None:
        request = self._asked.pop(key, None)
        if request is not None:
            self._reduce(BubbleClosed(request) if seen else BubbleLost(request))


def _key(request: Request) -> str:
    return f"request {request.account} {request.jid}"
