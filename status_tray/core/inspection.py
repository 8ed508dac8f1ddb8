"""What there is to know of a session and its server when somebody looks for what does not work."""

from __future__ import annotations

from status_tray.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Inspection:
    """One session, as it is just now.

    `mechanism` is the SASL mechanism of its login.  `pep` says whether the server carries personal events.
    `access_model` is that of the node with our own status (XEP-0060 section 4.5), None when there is no node yet.
    `devices` are the resources of the account's other sessions, None where the server does not tell.  What got no
    answer is in `unanswered`, by the names of these fields.
    """

    resource: str
    mechanism: str | None
    pep: bool = False
    access_model: str | None = None
    devices: tuple[str, ...] | None = None
    unanswered: tuple[str, ...] = ()
