"""An ejabberd in a temporary directory, driven by its own HTTP interface."""

import json
import os
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.process import MissingProgram, Process, find_program
from tests.servers.base import STATUS_NAMESPACE, Account, RosterItem, Server, status_payload

_PUBLISH = (
    "<iq type='set' id='{id}'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
    "<publish node='{node}'><item id='{id}'>{payload}</item></publish></pubsub></iq>"
)
_PEP = """\
  mod_pubsub:
    access_createnode: everybody
    plugins: [flat, pep]
"""
_NO_S2S = "s2s_access: none"
# The longest wait after a failed connection to another server is five minutes by default.
_S2S = """\
s2s_access: all
s2s_use_starttls: {starttls}
s2s_max_retry_delay: 1
"""
_S2S_LISTENER = """\
  - port: {s2s.port}
    ip: 127.0.0.1
    module: ejabberd_s2s_in
"""
# The order matters: a nameserver that stands before `resolv_conf` is overwritten.
_RESOLVER = """\
{{lookup, [dns]}}.
{{hosts_file, ""}}.
{{resolv_conf, ""}}.
{{timeout, 1000}}.
{{nameserver, {{127,0,0,1}}, {dns_port}}}.
"""


class Ejabberd(Server):
    """An ejabberd (23.01 or later) that starts in some three seconds."""

    name = "ejabberd"

    def start(self) -> Self:
        """As every server's.

        WORKAROUND ejabberd 23.01: now and then a start ends with badarg in `ets_cache:new`, where two of its parts make
        the same table at once.  It is tried once more then.
        """
        try:
            return super().start()
        except RuntimeError as ended:
            if "ets_cache" not in str(ended):
                raise
        self.kill()
        return super().start()

    def register(self, accounts: Sequence[Account]) -> None:
        for account in accounts:
            self._command("register", user=account.user, host=self.host, password=account.password)

    def set_roster(self, items: Iterable[RosterItem]) -> None:
        for item in items:
            user, _, host = item.jid.partition("@")
            self._command(
                "add_rosteritem",
                localuser=item.owner.user,
                localhost=self.host,
                user=user,
                host=host,
                nick=item.name,
                group="",
                subs=item.subscription,
            )

    def store_statuses(self, statuses: Mapping[Account, str]) -> None:
        for account, text in statuses.items():
            stanza = _PUBLISH.format(id=uuid.uuid4(), node=STATUS_NAMESPACE, payload=status_payload(text))
            # From a bare JID to itself: the personal eventing service takes it as the owner's own publish.
            self._command("send_stanza", **{"from": account.jid, "to": account.jid, "stanza": stanza})

    def wait_stored(self) -> None:
        # Mnesia keeps what it logs in memory for up to two seconds.  The log is in order: when an account that is
        # made now has come to the disk, everything before it has too.
        marker = self.account("marker").user.encode()
        end = time.monotonic() + 10
        while not any(marker in log.read_bytes() for log in (self.directory / "spool").glob("*.LOG")):
            if time.monotonic() > end:
                raise RuntimeError("ejabberd does not write to its disk")
            time.sleep(0.02)

    def _command(self, command: str, **arguments: str) -> None:
        self._call(f"/api/{command}", json.dumps(arguments))

    def _spawn(self) -> Process:
        # Debian keeps the compiled modules beside Erlang's own, in a directory named after the architecture.
        modules = sorted(Path("/usr/lib").glob("*/ejabberd-*/ebin"))
        if not modules:
            raise MissingProgram("ejabberd", "ejabberd")
        erlang = find_program("erl", "erlang-base")
        config = self._render(
            "ejabberd.yml.in",
            pep=_PEP if self.pep else "",
            s2s=_S2S.format(starttls="required" if self.s2s.tls else "false") if self.s2s else _NO_S2S,
            s2s_listener=_S2S_LISTENER.format(s2s=self.s2s) if self.s2s else "",
        )
        spool = self.directory / "spool"
        spool.mkdir(exist_ok=True)
        environment = {
            **os.environ,
            "EJABBERD_CONFIG_PATH": str(config),
            "EJABBERD_LOG_PATH": str(self.log),
            "ERL_LIBS": str(modules[-1].parent.parent),
            "ERL_CRASH_DUMP": str(self.directory / "crash.dump"),
            "ERL_MAX_PORTS": "4096",
            "CONTRIB_MODULES_PATH": str(self.directory),
            "HOME": str(self.directory),
        }
        if self.s2s is not None:
            resolver = self.directory / "inetrc"
            resolver.write_text(_RESOLVER.format(dns_port=self.s2s.dns_port), encoding="utf-8")
            environment["ERL_INETRC"] = str(resolver)
        # -noinput keeps it in the foreground.
        argv = [erlang, "-noinput", "+K", "true", "+S", "2", "+sbwt", "none", *self._distribution(environment)]
        argv += ["-mnesia", "dir", f'"{spool}"', "-ejabberd", "quiet", "true", "-s", "ejabberd"]
        return Process(argv, log=self.directory / "output.log", cwd=self.directory, env=environment)

    def _distribution(self, environment: dict[str, str]) -> list[str]:
        """Erlang's arguments for a node among others; `environment` may be added to.  Here: no node name, hence no
        port mapper and no distribution port."""
        return []
