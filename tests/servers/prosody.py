"""A Prosody in a temporary directory, with a small module of ours for accounts, rosters and statuses."""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence

from tests.process import Process, find_program
from tests.servers.base import STATUS_NAMESPACE, Account, RosterItem, Server, status_payload

_S2S = """\
s2s_ports = {{ {s2s.port} }}
s2s_allow_encryption = {tls}
s2s_require_encryption = {tls}
s2s_secure_auth = {tls}
s2s_ssl = {{ cafile = "{ca_file}" }}
-- libunbound asks no server on loopback, and says itself that "test." does not exist (RFC 6761), unless told otherwise.
unbound = {{
	resolvconf = false; hoststxt = false; forward = {{ "127.0.0.1@{s2s.dns_port}" }};
	options = {{ ["do-not-query-localhost:"] = "no"; ["local-zone:"] = "test. transparent"; }};
}}
"""


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

    def wait_stored(self) -> None:
        """Prosody writes its files before it answers."""

    def _house(self, what: str, entries: list[dict[str, str]]) -> None:
        self._call(f"/test_house/{what}", json.dumps(entries))

    def _spawn(self) -> Process:
        program = find_program("prosody", "prosody")
        (self.directory / "data").mkdir(exist_ok=True)
        disabled = [] if self.pep else ["pep"]
        enabled, s2s = [], ""
        if self.s2s is None:
            disabled.append("s2s")
        else:
            enabled.append("dialback")
            s2s = _S2S.format(s2s=self.s2s, tls=str(self.s2s.tls).lower(), ca_file=self.ca_file)
        config = self._render("prosody.cfg.lua.in", enabled=_lua(enabled), disabled=_lua(disabled), s2s=s2s)
        return Process([program, "--config", str(config)], log=self.directory / "output.log", cwd=self.directory)


def _lua(names: Sequence[str]) -> str:
    return " ".join(f'"{name}";' for name in names)
