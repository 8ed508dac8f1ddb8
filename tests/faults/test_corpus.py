"""The corpus against the whole applet, byte by byte over TLS: statuses, notifications, the link, what goes out."""

from __future__ import annotations

import pytest

from tests.faults.player import player
from tests.protocol.corpus import GROUPS
from tests.servers import Certificates


@pytest.mark.allow_log("Parse error", "Inconsistent sequence numbers")
@pytest.mark.parametrize("group", GROUPS)
async def test_group(group: str, ca: Certificates) -> None:
    wrong: dict[str, list[str]] = {}
    async with player(ca) as played:
        for case in GROUPS[group]:
            if problems := await played.play(case):
                wrong[case.name] = problems
    assert not wrong, "\n".join(f"{name}: {problem}" for name, found in wrong.items() for problem in found)
