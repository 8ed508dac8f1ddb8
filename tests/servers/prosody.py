"""A Prosody in a temporary directory, with a small module of ours for accounts, rosters and statuses."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence

from tests.process import Process, find_program
from tests.servers.base import STATUS_NAMESPACE, Account, RosterItem, Server, status_payload


class Prosody(Server):
    """A Prosody (0.12) that starts in a fraction of a second."""

    name = "prosody"

    def register(self, accounts: Sequence[Account]) -> None:
        self._house("register", [{"user": account.user, "password": account.password} for account in accounts])

    def set_roster(self, items: Iterable[RosterItem]) -> None:
        self._house(
            "roster",
            [
                {
                    "owner": item.owner.user,
                    "jid": item.jid,
                    "name": item.name,
                    "subscription": item.subscription,
                }
                for item in items
            ],
        )

    def store_statuses(self, statuses: Mapping[Account, str]) -> None:
        self._house(
            "publish",
            [
                {
                    "user": account.user,
                    "node": STATUS_NAMESPACE,
                    "id": str(uuid.uuid4()),
                    "payload": status_payload(text),
                }
                for account, text in statuses.items()
            ],
        )

    def _house(self, what: str, entries: list[dict[str, str]]) -> None:
        self._call(f"/test_house/{what}", json.dumps(entries))

    def _spawn(self) -> Process:
        program = find_program("prosody", "prosody")
        (self.directory / "data").mkdir(exist_ok=True)
        config = self._render("prosody.cfg.lua.in", disabled="" if self.pep else '"pep";')
        return Process([program, "--config", str(config)], log=self.directory / "output.log", cwd=self.directory)
