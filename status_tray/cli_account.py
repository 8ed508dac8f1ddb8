"""`account`: adds, lists and removes accounts, with and without a running Status Tray."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from status_tray.cli import DONE, FAILED, USAGE, say_error
from status_tray.cli_password import NoPassword, read_password
from status_tray.cli_profile import NotChanged, Profile
from status_tray.core.config import AccountConfig, ConfigBroken, PasswordFrom, is_host
from status_tray.core.config_edit import put_account, remove_account
from status_tray.core.failure import Failure
from status_tray.core.jid import BareJid, JidRefused, account_jid


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
    except (JidRefused, NoPassword, _Wrong) as refused:
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
            "password is asked for" if account.password is PasswordFrom.ASK else "",
            "" if account.enabled else "disabled",
        )
        said = ", ".join(word for word in words if word)
        print(account.jid + (f"  ({said})" if said else ""))
    return DONE


def _add(profile: Profile, options: argparse.Namespace) -> int:
    account = _account(options)
    # Before the password is asked for, and before anything is changed.
    profile.demand_writable()
    known = profile.config().account(account.jid) is not None
    password = read_password(account.jid, from_stdin=options.password_stdin)
    if not options.check:
        failure = None
    else:
        failure, reached = _check(account, password)
        if failure is not None and reached:
            say_error(failure.reason)
            if failure.code != "no-pep":
                return FAILED
    not_saved = _save_password(profile, account.jid, password)
    if not_saved is not None:
        account = replace(account, password=PasswordFrom.ASK)
    profile.edit(lambda text: put_account(text, account))
    print(f"{account.jid}: {'changed' if known else 'added'}")
    if failure is not None and not reached:
        say_error(f"This could not be checked: {failure.reason}")
    profile.reload()
    if not_saved is not None:
        say_error(f"{not_saved.reason} The account is added with a password that is asked for each time.")
        profile.unlock(account.jid, password)
    return DONE
