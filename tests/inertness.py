"""Whether a text that came from somebody else can be shown anywhere: what is looked for in everything displayed."""

from __future__ import annotations

import unicodedata

_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e")
_OPENING, _CLOSING = frozenset("\u2066\u2067\u2068"), "\u2069"


def harm(text: str) -> str | None:
    """What is wrong with the text, None when it is inert: one line, no controls, every bidi isolate closed."""
    depth = 0
    for char in text:
        code = ord(char)
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp"):
            return f"U+{code:04X} is a control, a surrogate or a line end"
        if 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            return f"U+{code:04X} is a noncharacter"
        if char in _OVERRIDES:
            return f"U+{code:04X} embeds or overrides a direction"
        depth += (char in _OPENING) - (char == _CLOSING)
        if depth < 0:
            return "an isolate is closed that was not open"
    return "an isolate is left open" if depth else None
