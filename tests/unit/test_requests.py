"""Which subscription requests are asked about (rule 17): few at a time, none twice soon, none accepted unasked."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from status_tray.core.jid import BareJid
from status_tray.core.moment import Moment
from status_tray.core.requests import (
    ASK_AGAIN,
    KEPT_AT_MOST,
    SHOWN_AT_MOST,
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

ROMEO, OTHER = BareJid("romeo@example.org"), BareJid("romeo@work.example")


def request(number: int = 0, account: BareJid = ROMEO) -> Request:
    return Request(account, BareJid(f"stranger-{number}@example.net"))


class Requests:
    """The reducer through a story."""

    def __init__(self) -> None:
        self.state = RequestsState()
        self.monotonic = 100.0

    def do(self, event: RequestsEvent) -> list[RequestsEffect]:
        now = Moment(datetime(2026, 3, 28, 12, tzinfo=UTC), self.monotonic, "")
        self.state, effects = reduce_requests(self.state, event, now)
        return list(effects)

    def come(self, count: int) -> list[RequestsEffect]:
        """So many requests; what the last of them led to."""
        return [self.do(Requested(request(number), f"S{number}")) for number in range(count)][-1]


@pytest.fixture
def requests() -> Requests:
    return Requests()


def test_a_request_is_asked_about_once(requests: Requests) -> None:
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]
    assert requests.do(Requested(request(), "Tybalt")) == []
    assert requests.do(Requested(request(account=OTHER), "Tybalt")) == [Ask(request(account=OTHER), "Tybalt")]


@pytest.mark.parametrize("accept", [True, False])
def test_a_click_answers_and_nothing_else_does(requests: Requests, accept: bool) -> None:
    requests.come(1)
    assert requests.do(Answered(request(), accept)) == [SendAnswer(request(), accept), TakeBack(request())]
    assert requests.do(Answered(request(), not accept)) == []
    assert requests.do(Answered(request(7), True)) == []


def test_one_that_is_answered_elsewhere_is_taken_back(requests: Requests) -> None:
    requests.come(1)
    assert requests.do(Settled(request())) == [TakeBack(request())]
    assert requests.do(Settled(request())) == []
    assert requests.do(Answered(request(), True)) == []


def test_a_refused_stranger_who_asks_again_at_once_is_not_heard(requests: Requests) -> None:
    requests.come(1)
    requests.do(Answered(request(), False))
    requests.monotonic += ASK_AGAIN - 1
    assert requests.do(Requested(request(), "Tybalt")) == []
    requests.monotonic += 1
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]


def test_an_accepted_one_that_is_repeated_later_is_asked_about_not_accepted(requests: Requests) -> None:
    requests.come(1)
    requests.do(Answered(request(), True))
    assert requests.do(Requested(request(), "Tybalt")) == []
    requests.monotonic += 60
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]


def test_one_that_was_left_for_later_is_asked_about_at_a_later_login(requests: Requests) -> None:
    requests.come(1)
    requests.monotonic += ASK_AGAIN
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]
    assert requests.do(Requested(request(), "Tybalt")) == []


def test_a_flood_is_three_questions_and_a_number(requests: Requests) -> None:
    effects = [requests.do(Requested(request(number), f"S{number}")) for number in range(15)]
    assert effects[:SHOWN_AT_MOST] == [[Ask(request(n), f"S{n}")] for n in range(SHOWN_AT_MOST)]
    assert effects[SHOWN_AT_MOST:] == [[Count(n)] for n in range(1, 13)]


def test_an_answer_makes_room_for_the_next_question(requests: Requests) -> None:
    requests.come(5)
    assert requests.do(Answered(request(1), False)) == [
        SendAnswer(request(1), False),
        TakeBack(request(1)),
        Ask(request(3), "S3"),
        Count(1),
    ]
    assert requests.do(Settled(request(0))) == [TakeBack(request(0)), Ask(request(4), "S4"), Count(0)]


def test_one_that_is_left_for_later_makes_room_and_is_not_asked_about_soon(requests: Requests) -> None:
    requests.come(5)
    assert requests.do(BubbleClosed(request(1))) == [Ask(request(3), "S3"), Count(1)]
    assert requests.do(BubbleClosed(request(1))) == []
    assert requests.do(BubbleClosed(request(0))) == [Ask(request(4), "S4"), Count(0)]
    assert requests.do(BubbleClosed(request(3))) == []
    assert requests.do(Requested(request(3), "S3")) == []
    assert requests.do(Requested(request(5), "S5")) == [Ask(request(5), "S5")]


def test_later_for_all_leaves_room_for_as_many(requests: Requests) -> None:
    for number in range(10):
        assert requests.do(Requested(request(number), "x")) == [Ask(request(number), "x")]
        assert requests.do(BubbleClosed(request(number))) == []
    requests.monotonic += ASK_AGAIN
    effects = [effect for number in range(5) for effect in requests.do(Requested(request(number), "x"))]
    assert effects == [*(Ask(request(number), "x") for number in range(3)), Count(1), Count(2)]


def test_one_that_was_left_can_be_answered_elsewhere(requests: Requests) -> None:
    requests.come(1)
    requests.do(BubbleClosed(request()))
    assert requests.do(Settled(request())) == []
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]


def test_one_that_nobody_could_see_is_asked_about_when_it_is_repeated(requests: Requests) -> None:
    requests.come(4)
    assert requests.do(BubbleLost(request(0))) == [TakeBack(request(0)), Ask(request(3), "S3"), Count(0)]
    assert requests.do(BubbleLost(request(0))) == []
    requests.do(Settled(request(1)))
    assert requests.do(Requested(request(0), "S0")) == [Ask(request(0), "S0")]


def test_one_that_had_no_bubble_is_only_counted_down(requests: Requests) -> None:
    requests.come(5)
    assert requests.do(Settled(request(4))) == [Count(1)]
    assert requests.do(Settled(request(3))) == [Count(0)]


def test_an_answer_without_a_link_waits_for_the_next_one(requests: Requests) -> None:
    requests.come(1)
    requests.do(Answered(request(), True))
    assert requests.do(AnswerNotSent(request(), True)) == []
    assert requests.do(LinkUp(OTHER)) == []
    requests.monotonic += 4000
    # The server repeats it in the new session: before we tell our answer, or just after.
    assert requests.do(Requested(request(), "Tybalt")) == []
    assert requests.do(LinkUp(ROMEO)) == [SendAnswer(request(), True)]
    assert requests.do(Requested(request(), "Tybalt")) == []
    assert requests.do(LinkUp(ROMEO)) == []


def test_the_account_goes_and_with_it_its_questions(requests: Requests) -> None:
    requests.come(4)
    requests.do(Requested(request(9, OTHER), "Nurse"))
    assert requests.do(AccountGone(ROMEO)) == [
        *(TakeBack(request(number)) for number in range(3)),
        Ask(request(9, OTHER), "Nurse"),
        Count(0),
    ]
    assert requests.do(Requested(request(0), "S0")) == [Ask(request(0), "S0")]


@pytest.mark.parametrize("accept", [True, False])
def test_an_answer_without_a_link_outlives_a_stop(requests: Requests, accept: bool) -> None:
    """The password was changed elsewhere meanwhile, say."""
    requests.come(2)
    requests.do(Answered(request(), accept))
    requests.do(AnswerNotSent(request(), accept))
    assert requests.do(LinkStopped(OTHER)) == []
    assert requests.do(LinkStopped(ROMEO)) == [TakeBack(request(1))]
    assert requests.do(LinkUp(ROMEO)) == [SendAnswer(request(), accept)]
    assert requests.do(Requested(request(1), "S1")) == [Ask(request(1), "S1")]


def test_an_answer_that_goes_with_the_account_is_asked_for_again(requests: Requests) -> None:
    requests.come(1)
    requests.do(Answered(request(), False))
    requests.do(AnswerNotSent(request(), False))
    requests.do(AccountGone(ROMEO))
    assert requests.do(Requested(request(), "Tybalt")) == [Ask(request(), "Tybalt")]


def test_an_unsent_answer_goes_with_the_account_or_with_the_request(requests: Requests) -> None:
    for gone in (AccountGone(ROMEO), Settled(request())):
        requests.come(1)
        requests.do(Answered(request(), True))
        requests.do(AnswerNotSent(request(), True))
        requests.do(gone)
        assert requests.do(LinkUp(ROMEO)) == []
        requests.monotonic += 60


def test_memory_has_a_bound(requests: Requests) -> None:
    for number in range(KEPT_AT_MOST + 50):
        requests.do(Requested(request(number), "x" * 1000))
    assert len(requests.state.waiting) == KEPT_AT_MOST
    for number in range(KEPT_AT_MOST):
        requests.do(Answered(request(number), False))
    assert requests.do(Requested(request(KEPT_AT_MOST + 1), "x")) == []
    assert len(requests.state.quiet_until) + len(requests.state.waiting) == KEPT_AT_MOST


def test_whatever_happens_three_are_shown_and_only_clicks_accept(requests: Requests) -> None:
    """A random story: the screen, as the effects draw it, never disagrees with the state."""
    dice = random.Random(17)
    shown: set[Request] = set()
    counted = 0
    clicked: set[tuple[Request, bool]] = set()
    for _ in range(5000):
        who = request(dice.randrange(12), dice.choice((ROMEO, OTHER)))
        accept = dice.random() < 0.5
        events: list[RequestsEvent] = [
            Requested(who, "x"),
            Requested(who, "x"),
            Settled(who),
            Answered(who, accept),
            BubbleClosed(who),
            BubbleLost(who),
            LinkUp(who.account),
            LinkStopped(who.account),
            AccountGone(who.account),
        ]
        event = dice.choice(events)
        requests.monotonic += dice.choice((0.0, 1.0, 100.0, ASK_AGAIN / 3))
        if isinstance(event, Answered):
            clicked.add((who, accept))
        if isinstance(event, BubbleClosed):
            shown.discard(who)
        for effect in requests.do(event):
            match effect:
                case Ask(request=asked):
                    shown.add(asked)
                case TakeBack(request=taken):
                    shown.remove(taken)
                case Count(further=further):
                    counted = further
                case SendAnswer(request=answered, accept=said):
                    assert (answered, said) in clicked
                    if dice.random() < 0.3:
                        requests.do(AnswerNotSent(answered, said))
        assert len(shown) <= SHOWN_AT_MOST
        assert shown == {one for one, how in requests.state.waiting.items() if how.shown}
        left = {one for one, how in requests.state.waiting.items() if how.left}
        assert not left & shown
        assert counted == len(requests.state.waiting) - len(shown) - len(left)
        assert counted == 0 or len(shown) == SHOWN_AT_MOST, "a place is free and somebody waits for one"
