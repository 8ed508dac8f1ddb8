"""SASL for the raw peer: PLAIN (RFC 4616) and SCRAM-SHA-1 (RFC 5802), each as a generator of messages."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Generator
from typing import Literal

Exchange = Generator[bytes, bytes, None]


def exchange(mechanism: Literal["SCRAM-SHA-1", "PLAIN"], user: str, password: str) -> Exchange:
    """Return a generator that yields the client's messages and is sent the server's."""
    return _plain(user, password) if mechanism == "PLAIN" else _scram(user, password)


def encode(message: bytes) -> str:
    """Return the message as XMPP carries it: base64, and `=` for an empty one (RFC 6120, 6.4.2)."""
    return base64.b64encode(message).decode() or "="


def decode(text: str) -> bytes:
    return base64.b64decode(text) if text != "=" else b""


def _plain(user: str, password: str) -> Exchange:
    yield f"\0{user}\0{password}".encode()


def _scram(user: str, password: str) -> Exchange:
    nonce = secrets.token_urlsafe(18)
    first = f"n={user.replace('=', '=3D').replace(',', '=2C')},r={nonce}"
    challenge = (yield f"n,,{first}".encode()).decode()
    values = dict(part.split("=", 1) for part in challenge.split(","))
    if not values["r"].startswith(nonce):
        raise ValueError("the server's nonce does not continue ours")
    final = f"c=biws,r={values['r']}"
    signed = f"{first},{challenge},{final}".encode()
    salted = hashlib.pbkdf2_hmac("sha1", password.encode(), base64.b64decode(values["s"]), int(values["i"]))
    client_key = _hmac(salted, b"Client Key")
    signature = _hmac(hashlib.sha1(client_key).digest(), signed)
    proof = bytes(a ^ b for a, b in zip(client_key, signature, strict=True))
    answer = yield f"{final},p={base64.b64encode(proof).decode()}".encode()
    expected = base64.b64encode(_hmac(_hmac(salted, b"Server Key"), signed)).decode()
    if answer.decode() != f"v={expected}":
        raise ValueError("the server does not know the password")


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha1).digest()
