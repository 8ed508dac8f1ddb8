"""Where turns of the loop are measured, garbage that is not the program's does not count."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def others_garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is there before the test is left out of garbage collections.

    pytest's objects become many more than the program's: a full collection of all takes over 100 ms at the end of a
    long run, where the program's alone take 10 (20 with the windows).
    """
    if not hasattr(request.module, "LoopTurns"):
        yield
        return
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
