"""Certificates as people compare them: what they say of themselves, what speaks against them, their fingerprint."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from pyasn1.codec.der import decoder
from pyasn1_modules import rfc5280

from status_tray.core.certificate import (
    Certificate,
    Concern,
    concerns,
    fingerprint,
    format_fingerprint,
    parse_fingerprint,
)
from status_tray.xmpp import certificates
from status_tray.xmpp.certificates import read_certificate
from tests.servers import Certificates

DIGITS = "0123456789abcdef" * 4
BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
_KEY = ec.generate_private_key(ec.SECP256R1())


def name(*attributes: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in attributes])


def der(subject: x509.Name, *names: x509.GeneralName, issuer: x509.Name | None = None) -> bytes:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(_KEY.public_key())
        .serial_number(1)
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
    )
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(_KEY, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


# --- fingerprints ------------------------------------------------------------------------------------------------


def test_a_fingerprint_is_read_as_people_write_it() -> None:
    for typed in (DIGITS, DIGITS.upper(), format_fingerprint(DIGITS), f" {DIGITS[:32]}\n{DIGITS[32:]} "):
        assert parse_fingerprint(typed) == DIGITS


@pytest.mark.parametrize("typed", ["", DIGITS[1:], DIGITS + "0", "g" + DIGITS[1:], "٠" * 64, "sha256:" + DIGITS])
def test_what_is_no_fingerprint(typed: str) -> None:
    assert parse_fingerprint(typed) is None


def test_the_fingerprint_is_what_openssl_shows(ca: Certificates) -> None:
    pem = ca.certificate("localhost").read_bytes()
    shown = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
    assert fingerprint(ssl.PEM_cert_to_DER_cert(pem.decode())) == shown.hex()
    assert format_fingerprint(shown.hex()).startswith(f"{shown[0]:02X}:{shown[1]:02X}:")


# --- what it says ------------------------------------------------------------------------------------------------


def test_names_issuer_and_validity_are_read() -> None:
    subject = name((NameOID.COMMON_NAME, "old name"), (NameOID.ORGANIZATION_NAME, "Verona & Söhne"))
    issuer = name((NameOID.COMMON_NAME, "An Authority"), (NameOID.COUNTRY_NAME, "IT"), (NameOID.LOCALITY_NAME, "V"))
    names = (x509.DNSName("verona.example"), x509.DNSName("*.verona.example"), x509.RFC822Name("root@verona.example"))
    address = x509.IPAddress(ipaddress.ip_address("2001:db8::1"))

    read = read_certificate(encoded := der(subject, *names, address, issuer=issuer))

    assert read == Certificate(
        fingerprint(encoded),
        "CN=old name, O=Verona & Söhne",
        ("verona.example", "*.verona.example", "2001:db8::1"),
        "CN=An Authority, C=IT",
        BEGINS,
        ENDS,
    )
    assert not read.self_signed


def test_without_alternative_names_the_common_name_counts() -> None:
    read = read_certificate(der(name((NameOID.COMMON_NAME, "verona.example"))))
    assert read.names == ("verona.example",)
    assert read.self_signed


@pytest.mark.parametrize("hostile", [b"", b"\0", b"\x30\x80" * 50_000, b"\x30\x84\xff\xff\xff\xff", b"\xff" * 64])
def test_of_what_is_no_certificate_there_is_the_fingerprint(hostile: bytes) -> None:
    assert read_certificate(hostile) == Certificate(fingerprint(hostile), "", (), "", None, None)


@given(
    cut=st.integers(0, 400),
    put=st.binary(max_size=6),
    drop=st.integers(0, 6),
)
def test_nothing_that_a_server_shows_raises(cut: int, put: bytes, drop: int) -> None:
    good = der(name((NameOID.COMMON_NAME, "verona.example")), x509.DNSName("verona.example"))
    hostile = good[:cut] + put + good[cut + drop :]
    assert read_certificate(hostile).fingerprint == fingerprint(hostile)


@pytest.mark.parametrize("when", ["00010101000000+2359", "99991231235959-2359", "99991231235959Z", "nonsense"])
def test_nor_do_times_out_of_this_world(when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def out_of_this_world(*_: Any, **__: Any) -> Any:
        decoded = decode(der(name((NameOID.COMMON_NAME, "x"))), asn1Spec=rfc5280.Certificate())
        decoded[0]["tbsCertificate"]["validity"]["notAfter"] = time
        return decoded

    time = rfc5280.Time()
    time["generalTime"] = when
    decode = decoder.decode
    monkeypatch.setattr(decoder, "decode", out_of_this_world)

    assert read_certificate(b"").not_after in (None, datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC))


def test_two_digit_years_are_those_of_the_standard() -> None:
    time = rfc5280.Time()
    for written, year in (("490101000000Z", 2049), ("500101000000Z", 1950), ("680101000000Z", 1968)):
        time["utcTime"] = written
        assert certificates._time(time).year == year


# --- what speaks against it --------------------------------------------------------------------------------------


def certificate(*names: str, issuer: str = "CN=An Authority") -> Certificate:
    return Certificate(DIGITS, "CN=verona.example", names, issuer, BEGINS, ENDS)


def test_nothing_speaks_against_a_good_one() -> None:
    assert concerns(certificate("verona.example"), "verona.example", NOW) == ()


def test_what_speaks_against_others() -> None:
    good = certificate("verona.example")
    assert concerns(good, "verona.example", ENDS + timedelta(seconds=1)) == (Concern.EXPIRED,)
    assert concerns(good, "verona.example", BEGINS - timedelta(seconds=1)) == (Concern.NOT_YET_VALID,)
    assert concerns(good, "mantua.example", NOW) == (Concern.OTHER_HOST,)
    assert concerns(certificate("verona.example", issuer="CN=verona.example"), "verona.example", NOW) == (
        Concern.SELF_SIGNED,
    )
    assert concerns(read_certificate(b""), "verona.example", NOW) == (Concern.UNREADABLE,)


@pytest.mark.parametrize(
    ("named", "host", "covered"),
    [
        ("Verona.Example.", "verona.example", True),
        ("*.verona.example", "chat.verona.example", True),
        ("*.verona.example", "verona.example", False),
        ("*.verona.example", "a.b.verona.example", False),
        ("*", "verona.example", False),
        ("*.", "verona", False),
        ("c*.verona.example", "chat.verona.example", False),
        ("xn--vrna-loa3f.example", "vérôna.example", False),
        ("xn--bcher-kva.example", "bücher.example", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("evilverona.example", "verona.example", False),
        ("", "verona.example", False),
        ("x" * 80, "x" * 80, True),
    ],
)
def test_the_hosts_that_a_name_covers(named: str, host: str, covered: bool) -> None:
    assert (concerns(certificate(named), host, NOW) == ()) is covered
