"""Looks for a running Status Tray of this profile, and asks it what it alone knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from status_tray import __version__
from status_tray.core.aside import aside
from status_tray.desktop.control_client import ControlFailed, NotRunning, ProtocolMismatch, connect
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor.report import Finding, failed, passed, warned

Object = Mapping[str, object]

_RESTART = "Restart it: “status-tray quit”, then start it again."
_ANSWER_WITHIN = 5.0
_INSPECTED_WITHIN = 20.0
"""Seconds: the server is asked a few questions."""


@dataclass(slots=True)
class Program:
    """The running Status Tray, if there is one; `look` finds out."""

    paths: ProfilePaths
    links: dict[str, Object] = field(default_factory=dict)
    """By account: its row of `show`; none when nothing runs."""

    async def look(self) -> list[Finding]:
        """Whether one runs, and what it says of itself."""
        try:
            version, rows = await aside(self._show)
        except NotRunning:
            return [passed("program", f"{__version__}, not running at the moment", version=__version__, running=False)]
        except ProtocolMismatch as problem:
            return [warned("program", str(problem), _RESTART, version=__version__, running=True)]
        except RuntimeDirectoryUnsafe as problem:
            advice = "Remove that directory; the next start makes it anew."
            return [failed("program", str(problem), advice, version=__version__)]
        except ControlFailed as problem:
            advice = "Look into its log, and end its process if it stays like that."
            return [failed("program", str(problem), advice, version=__version__, running=True)]
        self.links = {str(row["account"]): row for row in rows if "account" in row}
        details: dict[str, Any] = {"version": __version__, "running": True, "running_version": version}
        if version != __version__:
            words = f"Status Tray {version} runs, and this is {__version__}."
            return [warned("program", words, _RESTART, **details)]
        if trouble := next((str(row["trouble"]) for row in rows if row.get("trouble")), ""):
            return [warned("program", f"{version}, running: {trouble}", "Look into “Help ▸ Log”.", **details)]
        return [passed("program", f"{version}, running", **details)]

    async def inspect(self, account: str) -> Object | None:
        """What the running one's session says of its server (`wire.inspection_row`), None when it has none."""
        try:
            rows = await aside(lambda: self._ask({"command": "inspect", "account": account}, _INSPECTED_WITHIN))
        except (ControlFailed, RuntimeDirectoryUnsafe):
            return None  # gone meanwhile, or too old for the question
        return next((row for row in rows if row.get("account") == account and "resource" in row), None)

    def _show(self) -> tuple[str, list[Object]]:
        with connect(self.paths.control_socket, timeout=_ANSWER_WITHIN) as client:
            return client.version, list(client.request({"command": "show"}, timeout=_ANSWER_WITHIN))

    def _ask(self, request: Object, timeout: float) -> list[Object]:
        with connect(self.paths.control_socket, timeout=_ANSWER_WITHIN) as client:
            return list(client.request(request, timeout=timeout))
