"""Subscription requests between the bubbles and the account: what is closed, what is stopped, what is sent at last."""

from status_tray.core.account import LinkState
from status_tray.core.jid import BareJid
from status_tray.subscription_requests import SubscriptionRequests
from tests.applet import Bubbles, ShiftedClock

ROMEO, TYBALT = BareJid("romeo@example.org"), BareJid("tybalt@example.net")
KEY = f"request {ROMEO} {TYBALT}"


class Scene:
    """One account, whose link is up or not."""

    def __init__(self) -> None:
        self.online = True
        self.sent: list[tuple[BareJid, bool]] = []
        self.bubbles, self.clock = Bubbles(), ShiftedClock()
        self.requests = SubscriptionRequests(self.bubbles, self.clock, self._answer, lambda: (ROMEO,))

    def _answer(self, _account: BareJid, jid: BareJid, accept: bool) -> bool:
        if self.online:
            self.sent.append((jid, accept))
        return self.online

    def ask(self, *jids: BareJid) -> None:
        for jid in jids:
            self.requests.requested(ROMEO, jid, "")

    @property
    def asked(self) -> list[str]:
        return [bubble.key for bubble in self.bubbles.shown if bubble.lasting]


def strangers(count: int) -> list[BareJid]:
    return [BareJid(f"stranger-{number}@example.net") for number in range(count)]


def test_a_closed_question_makes_room_and_comes_again_later() -> None:
    scene = Scene()
    scene.ask(TYBALT, *strangers(3))
    assert len(scene.asked) == 3
    scene.bubbles.dismiss(KEY)
    assert len(scene.asked) == 4
    scene.bubbles.click(KEY, "accept")
    scene.ask(TYBALT)
    assert (len(scene.asked), scene.sent) == (4, [])
    for key in scene.asked[1:]:
        scene.bubbles.dismiss(key)
    scene.clock.advance(hours=12)
    scene.ask(TYBALT)
    assert scene.asked[4:] == [KEY]
    scene.bubbles.click(KEY, "accept")
    assert scene.sent == [(TYBALT, True)]


def test_a_lost_question_is_asked_when_it_is_repeated() -> None:
    scene = Scene()
    scene.ask(TYBALT)
    scene.bubbles.dismiss(KEY, seen=False)
    scene.ask(TYBALT)
    assert scene.asked == [KEY, KEY]


def test_an_answer_of_an_account_that_stops_is_sent_when_it_is_back() -> None:
    scene = Scene()
    scene.ask(TYBALT)
    scene.online = False
    scene.bubbles.click(KEY, "deny")
    scene.requests.link_changed(ROMEO, LinkState.STOPPED)
    assert scene.sent == []
    scene.online = True
    scene.requests.link_changed(ROMEO, LinkState.ONLINE)
    assert scene.sent == [(TYBALT, False)]
