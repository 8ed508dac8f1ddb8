"""The shape of a translation, so that the core and its neighbours need not know whose it is."""

from __future__ import annotations

from typing import Protocol


class Translate(Protocol):
    """`QCoreApplication.translate`; `n` of 0 or more takes the place of `%n` and chooses the plural form."""

    def __call__(self, context: str, source: str, disambiguation: str | None = None, n: int = -1, /) -> str: ...
