"""What people type for a server."""

from __future__ import annotations

import pytest

from status_tray.core.server_address import ServerRefused, format_server, parse_server


@pytest.mark.parametrize(
    ("typed", "host", "port"),
    [
        ("example.org", "example.org", None),
        (" example.org:5222 ", "example.org", 5222),
        ("127.0.0.1:5269", "127.0.0.1", 5269),
        ("::1", "::1", None),
        ("[::1]", "::1", None),
        ("[2001:db8::1]:5222", "2001:db8::1", 5222),
        ("my_host.local.", "my_host.local.", None),
    ],
)
def test_a_server_is_a_host_and_perhaps_a_port(typed: str, host: str, port: int | None) -> None:
    assert parse_server(typed) == (host, port)
    assert parse_server(format_server(host, port)) == (host, port)


@pytest.mark.parametrize(
    "typed",
    ["", ":5222", "a..b", "host:", "host:0", "host:65536", "host:٣", "[::1", "[::1]5222", "[x]:1", "a b", "::x"],
)
def test_what_is_no_server_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ServerRefused, match=r"^“.*[.]$"):
        parse_server(typed)


def test_no_server_is_nothing_to_show() -> None:
    assert format_server(None, 5222) == ""
