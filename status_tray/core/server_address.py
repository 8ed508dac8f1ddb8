"""Where a server is, as people type it: `host`, `host:port`, `[address]:port`."""

from __future__ import annotations

import ipaddress

from status_tray.core.sentence import Sentence


class ServerRefused(ValueError):
    """What was typed names no server.  The message is a sentence for people."""


def parse_server(typed: str) -> tuple[str, int | None]:
    """Host and port, the port None when it is not said.  Raises `ServerRefused`.

    An IPv6 address with a port stands in brackets (RFC 3986 section 3.2.2).
    """
    text = typed.strip()
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise _like("[2001:db8::1]:5222", text)
        return _address(host, text), _port(rest[1:], text) if rest else None
    if text.count(":") > 1:
        return _address(text, text), None
    host, colon, port = text.partition(":")
    labels = host.removesuffix(".").split(".")
    if not all(labels) or any(not (c.isalnum() or c in "-_") for label in labels for c in label):
        raise _like("xmpp.example.org:5222", text)
    return host, _port(port, text) if colon else None


def _address(host: str, text: str) -> str:
    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        sentence = Sentence(
            "Refusal", "“{typed}” is no server; an IPv6 address with a port looks like [::1]:5222.", typed=text
        )
        raise ServerRefused(sentence) from None


def _port(port: str, text: str) -> int:
    if not (port.isascii() and port.isdecimal() and 1 <= int(port) <= 65_535):
        raise ServerRefused(
            Sentence("Refusal", "“{typed}” has no valid port; a port is a number from 1 to 65535.", typed=text)
        )
    return int(port)


def _like(example: str, text: str) -> ServerRefused:
    return ServerRefused(
        Sentence("Refusal", "“{typed}” is no server; write it like {example}.", typed=text, example=example)
    )


def format_server(host: str | None, port: int | None) -> str:
    """What `parse_server` reads back; empty when there is no host."""
    if host is None:
        return ""
    shown = f"[{host}]" if ":" in host and port is not None else host
    return f"{shown}:{port}" if port is not None else shown
