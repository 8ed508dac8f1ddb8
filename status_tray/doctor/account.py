"""Looks at one account, from DNS to what its server keeps for it; the first step that fails is the last.

The session that is asked is the running Status Tray's when that is online.  Else one of its own is made: with a
resource of its own and without presence, so that nobody sees it, no session is replaced and no message goes there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from status_tray.account_setup import scram_seen
from status_tray.core import wire
from status_tray.core.aside import aside
from status_tray.core.config import AccountConfig, PasswordFrom
from status_tray.core.failure import NO_PEP, Action, Failure
from status_tray.desktop.paths import ProfilePaths
from status_tray.doctor import connection, names
from status_tray.doctor.isolation import isolated
from status_tray.doctor.keyring import Keyring
from status_tray.doctor.names import Target
from status_tray.doctor.program import Object, Program
from status_tray.doctor.report import Finding, Verdict, failed, passed, warned
from status_tray.xmpp.classify import LinkFailed
from status_tray.xmpp.client import Client
from status_tray.xmpp.endpoint import Endpoint, Timeouts
from status_tray.xmpp.inspection import inspect
from status_tray.xmpp.listener import Nobody
from status_tray.xmpp.receive import NODE

PATIENCE = Timeouts(session=20.0, address=6.0, request=10.0, close=1.0, names=4.0)
"""Shorter than the program's: somebody is waiting."""

_LIMITS = {"dns": 15.0, "tcp": 10.0, "tls": 45.0, "login": 60.0}
"""Seconds for each step: a little more than it can take."""


@dataclass(slots=True)
class AccountCheck:
    """One account of the profile.  `endpoint` is where its server is; tests have a name server of their own."""

    account: AccountConfig
    endpoint: Endpoint
    paths: ProfilePaths
    program: Program
    keyring: Keyring
    timeouts: Timeouts = PATIENCE
    _targets: list[Target] = field(default_factory=list)

    async def look(self) -> list[Finding]:
        """All steps, or those up to the first that fails."""
        jid = self.account.jid
        if not self.account.enabled:
            return [passed("login", "Switched off in the settings.", account=jid, enabled=False)]
        steps: dict[str, Callable[[], Coroutine[Any, Any, list[Finding]]]] = {
            "dns": self._dns,
            "tcp": self._tcp,
            "tls": self._tls,
            "login": self._login,
        }
        findings: list[Finding] = []
        for check, step in steps.items():
            findings += await isolated(check, _LIMITS[check], step(), account=jid)
            # A session that is there all the same is asked.
            if not self._online and any(finding.verdict is Verdict.FAIL for finding in findings):
                break
        return findings

    @property
    def _online(self) -> bool:
        return self.program.links.get(self.account.jid, {}).get("link") == "online"

    async def _dns(self) -> list[Finding]:
        findings, self._targets = await names.look(self.account.jid, self.endpoint, self.timeouts)
        return findings

    async def _tcp(self) -> list[Finding]:
        # Without a word from DNS, for whatever reason, the login still has its own try.
        return await connection.reach(self.account.jid, self._targets, self.timeouts) if self._targets else []

    async def _tls(self) -> list[Finding]:
        return await connection.encrypt(self.account.jid, self.endpoint, self.timeouts)

    async def _login(self) -> list[Finding]:
        jid = self.account.jid
        if self._online:
            seen = await self.program.inspect(jid)
            if seen is not None:
                return of_session(self.account, seen, running=True)
            words = "The running Status Tray is logged in, and does not tell more."
            advice = "Try again; restart Status Tray when it was updated meanwhile."
            return [warned("login", words, advice, account=jid, running=True)]
        password, findings = await self._password(self.program.links.get(jid, {}))
        return findings if password is None else findings + await self._session(password)

    async def _password(self, link: Object) -> tuple[str | None, list[Finding]]:
        jid = self.account.jid
        if self.account.password is PasswordFrom.ASK:
            if link.get("reason"):
                return None, [failed("login", str(link["reason"]), _advice(jid, str(link["code"])), account=jid)]
            words = "It is asked for at each start, so the login cannot be tried here."
            advice = "Start Status Tray, give it the password, and run “status-tray doctor” again."
            return None, [warned("password", words, advice, account=jid, saved=False)]
        found = await self.keyring.password(jid)
        if isinstance(found, Failure):
            advice = "Unlock the keyring and try again, or give the password with “status-tray unlock”."
            words = f"The login cannot be tried without the password. {found.reason}"
            return None, [warned("password", words, advice, account=jid, code=found.code)]
        if found is None:
            words = "No password is saved for this account."
            return None, [failed("password", words, f"Save it: “status-tray account add {jid}”.", account=jid)]
        return found, [passed("password", "Saved in the keyring.", account=jid, saved=True)]

    async def _session(self, password: str) -> list[Finding]:
        jid = self.account.jid
        seen = await aside(lambda: scram_seen(self.paths, jid))
        try:
            client = Client(jid, password, self.endpoint, Nobody(), self.timeouts, scram_seen=seen, silent=True)
        except LinkFailed as error:
            return [_not_logged_in(self.account, error.failure)]
        try:
            await client.connect_session()
            row = wire.inspection_row(jid, await inspect(client))
        except LinkFailed as error:
            return [_not_logged_in(self.account, error.failure)]
        finally:
            await client.close(self.timeouts.close)
        return of_session(self.account, row, running=False)


def _not_logged_in(account: AccountConfig, failure: Failure) -> Finding:
    advice = _advice(account.jid, failure.code, failure.action)
    return failed("login", failure.reason, advice, account=account.jid, code=failure.code)


def _advice(jid: str, code: str, action: Action = Action.NONE) -> str:
    if action is Action.CHANGE_PASSWORD or code in ("authentication-failed", "password-expired"):
        return f"Give the right password: “status-tray account add {jid}”, or Settings… ▸ Accounts."
    if action is Action.UNLOCK or code == "password-needed":
        return f"Give the password: “status-tray --account {jid} unlock”."
    if code == "no-login-method":
        return "Ask whoever runs the server to offer SCRAM."
    return "Try again; when it stays so, tell whoever runs the server."


def of_session(account: AccountConfig, row: Object, *, running: bool) -> list[Finding]:
    """What there is to say of an online session; `row` is `wire.inspection_row`."""
    jid = account.jid
    unanswered = row.get("unanswered")
    silent = {str(name) for name in unanswered} if isinstance(unanswered, Sequence) else set()
    return [
        _login(jid, row, running=running),
        _unanswered("pep", jid) if "pep" in silent else _pep(jid, row),
        *([] if row.get("pep") is not True else [_access(jid, row, known="access_model" not in silent)]),
        _unanswered("devices", jid) if "devices" in silent else _devices(jid, row),
    ]


def _unanswered(check: str, jid: str) -> Finding:
    return warned(check, "The server did not answer.", "Try again in a while.", account=jid)


def _login(jid: str, row: Object, *, running: bool) -> Finding:
    mechanism = str(row.get("mechanism"))
    whose = "The running Status Tray is logged in" if running else "Logged in, and out again"
    words = f"{whose} ({mechanism})."
    details: dict[str, Any] = {"mechanism": row.get("mechanism"), "running": running}
    if mechanism == "PLAIN":
        advice = "Ask whoever runs the server to offer SCRAM: until then it is given the password itself."
        return warned("login", words, advice, account=jid, **details)
    return passed("login", words, account=jid, **details)


def _pep(jid: str, row: Object) -> Finding:
    if row.get("pep"):
        return passed("pep", "The server carries statuses.", account=jid)
    advice = "Ask whoever runs the server to switch PEP (XEP-0163) on, or use an account elsewhere."
    return failed("pep", NO_PEP.reason, advice, account=jid)


_SEEN_BY: Mapping[str, str] = {
    "open": "Everybody who knows your address can see your status.",
    "roster": "Only contacts in certain groups see your status.",
    "whitelist": "Only certain addresses see your status; your contacts may not.",
    "authorize": "Only those whom you let in one by one see your status; your contacts may not.",
}
"""By access model (XEP-0060 section 4.5), those that are not as they should be."""


def _access(jid: str, row: Object, *, known: bool) -> Finding:
    if not known:
        return _unanswered("access", jid)
    model = row.get("access_model")
    if model is None:
        words = "Nobody yet; from your first status on, contacts with permission to see when you are online."
        return passed("access", words, account=jid, access_model=None)
    if model == "presence":
        words = "Contacts with permission to see when you are online."
        return passed("access", words, account=jid, access_model=model)
    words = _SEEN_BY.get(str(model), f"The server has a rule of its own for who sees your status ({model}).")
    advice = f"Another program has changed it: have the access model of “{NODE}” set to “presence” there."
    return warned("access", words, advice, account=jid, access_model=model)


def _devices(jid: str, row: Object) -> Finding:
    devices = row.get("devices")
    if not isinstance(devices, Sequence):
        words = "The server tells of them only while Status Tray runs."
        return passed("devices", words, account=jid, devices=None)
    names = [device_name(str(resource)) for resource in devices]
    words = ", ".join(names) if names else "None is online."
    return passed("devices", words, account=jid, devices=names)


def device_name(resource: str) -> str:
    """A resource without its random part: whoever knows the whole can address the device past the roster."""
    return re.sub(r"[-._/:]?(?=[^-._/:]*[0-9A-Z])[0-9A-Za-z_]{4,}$", "…", resource) if resource else "…"
