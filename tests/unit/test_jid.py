"""What people type as their address, and that the core and slixmpp compare addresses alike."""

import pytest
from slixmpp.jid import JID, InvalidJID

from status_tray.core.jid import BareJid, JidRefused, account_jid, local_part


@pytest.mark.parametrize(
    ("typed", "jid"),
    [
        ("romeo@example.org", "romeo@example.org"),
        ("  Romeo@Example.ORG \n", "romeo@example.org"),
        ("xmpp:romeo@example.org", "romeo@example.org"),
        ("XMPP:romeo@example.org", "romeo@example.org"),
        ("romeo@example.org.", "romeo@example.org"),
        ("romeo@localhost", "romeo@localhost"),
        ("romeo@192.168.0.1", "romeo@192.168.0.1"),
        ("romeo@[::1]", "romeo@[::1]"),
        ("romeo@chat_server", "romeo@chat_server"),
        ("a.b+c-d_e@example.org", "a.b+c-d_e@example.org"),
        ("jürgen@BÜCHER.example", "jürgen@bücher.example"),
        ("e\u0301@example.org", "é@example.org"),
        ("romeo@x。org", "romeo@x.org"),
    ],
)
def test_an_address_is_normalised(typed: str, jid: str) -> None:
    assert account_jid(typed) == jid
    assert account_jid(jid) == jid


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "romeo",
        "@example.org",
        "romeo@",
        "romeo@@example.org",
        "romeo@example.org/balcony",
        "ro meo@example.org",
        "ro'meo@example.org",
        "ro<meo@example.org",
        "romeo@exa mple.org",
        "romeo@example..org",
        "romeo@.org",
        "romeo@-example.org",
        "romeo@example-.org",
        "romeo@localhost:5222",
        "romeo@[localhost]",
        "romeo@example.org?message",
        "romeo@" + "a" * 64 + ".org",
        "r" * 1024 + "@example.org",
        "romeo@" + ".".join(["abcdefg"] * 129),
        "ro\u200bmeo@example.org",
        "ro\u202emeo@example.org",
        "ro\x00meo@example.org",
        "romeo@example.org\ud800",
        "😀@example.org",
        "romeo@😀.org",
        "xmpp:",
        "a@xn--0.org",
        "a@xn--a.org",
        "a@xn--bücher.org",
        "a@ab--c.org",
        "a@\u0301b.org",
        "a@[1:2]",
        "a@[:]",
        "a\u2ff0@example.org",
        "a\u2ffb@example.org",
        "a\ufe0f@example.org",
        "אa@example.org",
        "a@א.org",
        "a@\u0221.org",
        "\u04c0@example.org",
    ],
)
def test_what_is_no_address_is_refused_with_one_sentence(typed: str) -> None:
    with pytest.raises(JidRefused) as refused:
        account_jid(typed)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "typed",
    [
        "Romeo@Example.ORG",
        "straße@straße.de",
        "ΣΊΣΥΦΟΣ@example.gr",
        "ｆｕｌｌ@ＥＸ.org",
        "İ@example.org",
        "ﬁ@example.org",
        "ⅳ@example.org",
        "e\u0301@example.org",
        "a@xn--strae-oqa.de",
        "אב@example.org",
        "a@क्ष.example",
    ],
)
def test_an_address_is_the_one_that_slixmpp_makes_of_it(typed: str) -> None:
    assert account_jid(typed) == JID(typed).bare


@pytest.mark.parametrize("place", ["a{}@example.org", "romeo@a{}.org", "romeo@{}a.org"])
def test_no_character_passes_that_slixmpp_changes_or_refuses(place: str) -> None:
    """In the plane where nearly all letters are; Arabic digits at the end of a name are known, and said later."""
    wrong = []
    for code in (*range(0x80, 0x660), *range(0x66A, 0xD800), *range(0xE000, 0x10000)):
        try:
            jid = account_jid(place.format(chr(code)))
        except JidRefused:
            continue
        try:
            same = JID(jid).bare == jid
        except InvalidJID:
            same = False
        if not same:
            wrong.append(f"U+{code:04X}")
    assert wrong == []


@pytest.mark.parametrize("typed", ["😀@example.org", "a b@example.org", "romeo@localhost:5222", "romeo@😀.org"])
def test_what_slixmpp_cannot_take_is_refused_before_it_gets_there(typed: str) -> None:
    with pytest.raises(InvalidJID):
        JID(typed)
    with pytest.raises(JidRefused):
        account_jid(typed)


def test_the_local_part_is_a_name_of_last_resort() -> None:
    assert local_part(BareJid("juliet@example.org")) == "juliet"
    assert local_part(BareJid("gateway.example.org")) == "gateway.example.org"
