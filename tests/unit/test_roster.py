"""What is read of roster items, whatever the server writes in them."""

import xml.etree.ElementTree as ET

from status_tray.core.events import RosterItem
from status_tray.xmpp.roster import Kind, read_presence, roster_items


def groups(*named: str) -> tuple[str, ...]:
    inside = "".join(f"<group>{name}</group>" for name in named)
    query = ET.fromstring(f"<query xmlns='jabber:iq:roster'><item jid='juliet@example.net'>{inside}</item></query>")
    [item] = roster_items(query)
    assert isinstance(item, RosterItem)
    return item.groups


def test_groups_are_read_once_each() -> None:
    assert groups("Friends", "Work", "Friends") == ("Friends", "Work")


def test_a_group_without_a_name_is_none() -> None:
    assert groups("", "  ", "Work") == ("Work",)


def test_many_and_long_groups_are_cut() -> None:
    many = groups(*(f"{number:02} {'x' * 5_000}" for number in range(50)))

    assert len(many) == 20
    assert {len(name) for name in many} == {1024}


def presence_error(inside: str) -> str:
    read = read_presence(
        ET.fromstring(f"<presence xmlns='jabber:client' type='error' from='a@b.example'>{inside}</presence>")
    )
    assert read is not None
    assert (read.kind, read.sender, read.resource) == (Kind.FAILED, "a@b.example", "")
    return read.condition


def test_the_condition_of_an_error_is_read_whatever_is_in_it() -> None:
    stanzas = "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'"
    assert presence_error(f"<error><remote-server-not-found {stanzas}/></error>") == "remote-server-not-found"
    assert presence_error("") == "undefined-condition"
    assert presence_error("<error/>") == "undefined-condition"
    assert len(presence_error(f"<error><{'x' * 5000} {stanzas}/></error>")) == 40
