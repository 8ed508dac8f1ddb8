"""`account`: adds, lists and removes accounts, with and without a running Status Tray."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from status_tray.cli_password import NoPassword, read_password
from status_tray.cli_profile import NotChanged, Profile
from status_tray.core.config import AccountConfig, ConfigBroken, PasswordFrom
from status_tray.core.config_edit import put_account, remove_account
from status_tray.core.failure import KEYRING_MISSING
from status_tray.core.jid import BareJid, JidRefused, account_jid
from status_tray.core.server_address import ServerRefused, parse_server
from status_tray.exits import DONE, FAILED, USAGE, say_error


class _Wrong(Exception):
    """Wrong usage; the message is a sentence for people."""


def do(options: argparse.Namespace) -> int:
    """Does one of the actions and returns the exit code."""
    profile = Profile(options.profile)
    try:
        if options.action == "list":
            return _list(profile)
        if options.action == "add":
            return _add(profile, options)
        return _remove(profile, account_jid(options.jid))
    except (JidRefused, NoPassword, ServerRefused, _Wrong) as refused:
        say_error(str(refused))
        return USAGE
    except (ConfigBroken, NotChanged) as failed:
        say_error(str(failed))
        return FAILED


def _list(profile: Profile) -> int:
    for account in profile.config().accounts:
        server = f"{account.host or 'DNS'}:{account.port or 'DNS'}" if account.host or account.port else ""
        words = (
            server,
            "direct TLS" if account.direct_tls else "",
            "pinned certificate" if account.pin else "",
            "password is asked for" if account.password is PasswordFrom.ASK else "",
            "" if account.enabled else "disabled",
        )
        said = ", ".join(word for word in words if word)
        print(account.jid + (f"  ({said})" if said else ""))
    return DONE


def _add(profile: Profile, options: argparse.Namespace) -> int:
    jid = account_jid(options.jid)
    configured = profile.config().account(jid)
    known = configured is not None
    account = _account(configured or AccountConfig(jid), options)
    # Before the password is asked for: what cannot be saved need not be typed.
    profile.demand_writable()
    password = read_password(account.jid, from_stdin=options.password_stdin)
    from status_tray import account_setup

    failure = None
    if not options.no_check:
        if sys.stderr.isatty():
            print(f"Logging in as {account.jid} …", file=sys.stderr, flush=True)
        failure = account_setup.check(profile.paths, account, password)
    if failure is not None and not account_setup.may_be_added(failure):
        say_error(f"{failure.reason} The account is not {'changed' if known else 'added'}.")
        return FAILED
    not_saved = account_setup.save_password(profile.paths, account.jid, password)
    account = replace(account, password=PasswordFrom.KEYRING if not_saved is None else PasswordFrom.ASK)
    profile.edit(lambda text: put_account(text, account))
    print(f"{account.jid}: {'changed' if known else 'added'}", flush=True)
    if failure is not None:
        say_error(f"{failure.reason} The account is {'changed' if known else 'added'} all the same.")
    if not_saved is not None:
        say_error(
            not_saved.reason
            if not_saved == KEYRING_MISSING
            else "The keyring did not take the password; it will be asked for at each start."
        )
    profile.reload()
    if not_saved is not None:
        profile.unlock(account.jid, password, quiet=failure is not None)
    return DONE


def _account(account: AccountConfig, options: argparse.Namespace) -> AccountConfig:
    """The account with what the options change of it.  Raises `ServerRefused` and `_Wrong`."""
    if options.server is not None:
        host, port = parse_server(options.server)
        account = replace(account, host=host, port=port)
    if options.direct_tls is not None:
        account = replace(account, direct_tls=options.direct_tls)
    if options.ca_file is not None:
        ca_file = Path(os.path.abspath(options.ca_file))
        if not os.access(ca_file, os.R_OK):
            raise _Wrong(f"The file “{ca_file}” cannot be read.")
        account = replace(account, ca_file=ca_file)
    return account


def _remove(profile: Profile, jid: BareJid) -> int:
    account = profile.config().account(jid)
    if account is None:
        raise _Wrong(f"There is no account “{jid}” here.")
    profile.edit(lambda text: remove_account(text, jid))
    # A running Status Tray ends the session first, so that nothing is written for it any more.
    profile.reload()
    print(f"{jid}: removed", flush=True)
    from status_tray import account_setup

    troubles = account_setup.forget(profile.paths, account)
    for sentence in troubles:
        say_error(sentence)
    return FAILED if troubles else DONE
