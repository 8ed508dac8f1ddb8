"""Certificates for the test servers: an authority, good certificates for their domains, and three bad ones."""

import datetime as dt
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

CertificateName = Literal[
    "localhost", "home.example", "montague.net", "a.test", "b.test", "expired", "wronghost", "selfsigned"
]

_LOCAL = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Certificates:
    """A directory of PEM files, as `make_certificates` writes them."""

    directory: Path

    @property
    def ca_file(self) -> Path:
        """The authority's certificate: what a client has to trust."""
        return self.directory / "ca.pem"

    def certificate(self, name: CertificateName) -> Path:
        return self.directory / f"{name}.crt"

    def key(self, name: CertificateName) -> Path:
        return self.directory / f"{name}.key"

    def pem(self, name: CertificateName) -> Path:
        """Certificate and key in one file, as ejabberd wants them."""
        return self.directory / f"{name}.pem"


def make_certificates(directory: Path) -> Certificates:
    """Write the authority and the server certificates into `directory` (made if missing)."""
    directory.mkdir(parents=True, exist_ok=True)
    certificates = Certificates(directory)
    ca_key = _new_key()
    ca = _authority(ca_key)
    certificates.ca_file.write_bytes(_pem(ca))
    signed_by = (ca.subject, ca_key)
    _write(certificates, "localhost", _LOCAL, signed_by)
    _write(certificates, "home.example", ("home.example",), signed_by)
    _write(certificates, "montague.net", ("montague.net",), signed_by)
    _write(certificates, "a.test", ("a.test",), signed_by)
    _write(certificates, "b.test", ("b.test",), signed_by)
    _write(certificates, "expired", _LOCAL, signed_by, first_day=-30, last_day=-1)
    _write(certificates, "wronghost", ("other.test",), signed_by)
    _write(certificates, "selfsigned", _LOCAL, None)
    return certificates


def _new_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def _common_name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    *,
    authority: bool,
    first_day: int = -1,
    last_day: int = 3650,
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + dt.timedelta(days=first_day))
        .not_valid_after(now + dt.timedelta(days=last_day))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _authority(key: ec.EllipticCurvePrivateKey) -> x509.Certificate:
    name = _common_name("Status Tray test authority")
    # Python 3.13 verifies strictly: an authority needs keyUsage, what it signs needs an authority key identifier.
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    builder = _builder(name, name, key.public_key(), authority=True).add_extension(usage, critical=True)
    return builder.sign(key, hashes.SHA256())


def _write(
    certificates: Certificates,
    name: CertificateName,
    hosts: tuple[str, ...],
    signed_by: tuple[x509.Name, ec.EllipticCurvePrivateKey] | None,
    *,
    first_day: int = -1,
    last_day: int = 3650,
) -> None:
    key = _new_key()
    subject = _common_name(hosts[0])
    issuer, signing_key = signed_by or (subject, key)
    builder = _builder(subject, issuer, key.public_key(), authority=False, first_day=first_day, last_day=last_day)
    if signed_by is not None:
        identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key())
        builder = builder.add_extension(identifier, critical=False)
    names = x509.SubjectAlternativeName([_host_name(host) for host in hosts])
    certificate = builder.add_extension(names, critical=False).sign(signing_key, hashes.SHA256())
    key_pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    certificates.certificate(name).write_bytes(_pem(certificate))
    certificates.key(name).write_bytes(key_pem)
    certificates.pem(name).write_bytes(_pem(certificate) + key_pem)


def _host_name(host: str) -> x509.GeneralName:
    if ":" in host or host[0].isdigit():
        return x509.IPAddress(ipaddress.ip_address(host))
    return x509.DNSName(host)
