"""The corpus: what contacts, strangers and servers may send, and what must come of it.  Our own texts, by the rules.

`MESSAGES` are messages alone: the receiver must understand each by itself.  `SESSIONS` need a session around them,
`BROKEN` may end it.
"""

from tests.protocol.corpus.broken import BROKEN
from tests.protocol.corpus.events import DELAYS, PUBSUB, TYPES
from tests.protocol.corpus.form import Case
from tests.protocol.corpus.payloads import STRUCTURE
from tests.protocol.corpus.senders import SENDERS, WRAPPED
from tests.protocol.corpus.sequences import CUT_UP, ELEMENTS, QUESTIONS, SEQUENCES
from tests.protocol.corpus.texts import MARKUP, PLAIN, TEXTS, UNICODE

__all__ = ["BROKEN", "GROUPS", "MESSAGES", "Case"]

_MESSAGES: dict[str, list[Case]] = {
    "plain": PLAIN,
    "texts": TEXTS,
    "markup": MARKUP,
    "unicode": UNICODE,
    "structure": STRUCTURE,
    "pubsub": PUBSUB,
    "types": TYPES,
    "delays": DELAYS,
    "senders": SENDERS,
    "wrapped": WRAPPED,
}

MESSAGES = [case for group in _MESSAGES.values() for case in group]

GROUPS: dict[str, list[Case]] = {
    **_MESSAGES,
    "cut up": CUT_UP,
    "sequences": SEQUENCES,
    "questions": QUESTIONS,
    "elements": ELEMENTS,
    "broken": BROKEN,
}
"""All cases."""
