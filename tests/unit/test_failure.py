"""Every ending: what is permanent, which action helps, and that the sentences are fit for people."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core import connect_failure, failure
from status_tray.core.failure import Action, Failure

HOST = "example.org"
STREAM_ERRORS = """
    bad-format bad-namespace-prefix conflict connection-timeout host-gone host-unknown improper-addressing
    internal-server-error invalid-from invalid-namespace invalid-xml not-authorized not-well-formed policy-violation
    remote-connection-failed reset resource-constraint restricted-xml see-other-host system-shutdown
    undefined-condition unsupported-encoding unsupported-feature unsupported-stanza-type unsupported-version
"""
SASL_ERRORS = """
    aborted account-disabled credentials-expired encryption-required incorrect-encoding invalid-authzid
    invalid-mechanism malformed-request mechanism-too-weak not-authorized temporary-auth-failure
"""

ALL: list[Failure] = [
    *(value for module in (failure, connect_failure) for value in vars(module).values() if isinstance(value, Failure)),
    *(failure.stream_error(condition, "words", HOST) for condition in STREAM_ERRORS.split()),
    *(connect_failure.login_refused(condition, "words") for condition in SASL_ERRORS.split()),
    *(
        connect_failure.certificate_untrusted(HOST, code, "unable")
        for code in (0, 9, 10, 18, 19, 20, 21, 23, 62, 64, 999)
    ),
    connect_failure.host_not_found(HOST),
    connect_failure.not_offered(HOST),
    connect_failure.connection_refused(HOST),
    connect_failure.unreachable(HOST),
    connect_failure.timed_out(HOST),
    connect_failure.ca_file_unusable("/x.pem", "No such file"),
    connect_failure.encryption_missing(HOST),
    connect_failure.encryption_failed(HOST, "wrong version number"),
    connect_failure.no_login_method(HOST, downgraded=True),
    connect_failure.no_login_method(HOST, downgraded=False),
    connect_failure.server_unproven(HOST),
    failure.session_refused("resource-constraint"),
    failure.publish_refused("not-acceptable", "Too long"),
    failure.request_refused("internal-server-error"),
]


@pytest.mark.parametrize("told", ALL, ids=lambda told: f"{told.code}")
def test_the_sentence_is_one_for_people(told: Failure) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", told.code)
    assert told.reason[0].isupper() or told.reason.startswith("“")
    assert told.reason.endswith((".", ")."))
    assert "\n" not in told.reason
    assert len(told.reason) < 250


def test_exactly_these_stop_for_good() -> None:
    assert {told.code: told.action for told in ALL if told.permanent} == {
        "authentication-failed": Action.CHANGE_PASSWORD,
        "password-expired": Action.CHANGE_PASSWORD,
        "password-unusable": Action.CHANGE_PASSWORD,
        "account-disabled": Action.RECONNECT,
        "address-unusable": Action.NONE,
        "login-refused": Action.RECONNECT,
        "certificate-untrusted": Action.REVIEW_CERTIFICATE,
        "ca-file-unusable": Action.REVIEW_CERTIFICATE,
        "conflict": Action.RECONNECT,
        "no-pep": Action.NONE,
        "keyring-failed": Action.UNLOCK,
        "keyring-locked": Action.UNLOCK,
        "keyring-missing": Action.UNLOCK,
        "password-needed": Action.UNLOCK,
    }


def test_a_code_means_one_thing() -> None:
    actions: dict[str, set[tuple[bool, Action]]] = {}
    for told in ALL:
        actions.setdefault(told.code, set()).add((told.permanent, told.action))
    assert {code for code, kinds in actions.items() if len(kinds) > 1} == set()


@pytest.mark.parametrize(
    ("code", "words"),
    [(18, "self-signed"), (19, "does not know"), (20, "does not know"), (10, "expired"), (62, "another server")],
)
def test_a_certificate_says_what_is_wrong(code: int, words: str) -> None:
    told = connect_failure.certificate_untrusted(HOST, code, "openssl's words")
    assert words in told.reason
    assert HOST in told.reason


def test_the_servers_words_are_repeated() -> None:
    assert failure.publish_refused("not-acceptable", "Too long").reason == (
        "The server did not accept the status (“Too long”)."
    )
    assert (
        failure.publish_refused("not-acceptable").reason == "The server did not accept the status (“not-acceptable”)."
    )


@given(st.text())
def test_foreign_words_are_inert(words: str) -> None:
    told = failure.quoted(words)
    assert told.isprintable() or not told
    assert len(told) <= 200


def test_foreign_words_lose_lines_and_escapes() -> None:
    assert failure.quoted("a\nb\x1b[31m \u202ec") == "a b[31m c"
    assert len(failure.quoted("x" * 1000)) == 200
