"""What is read of roster items, whatever the server writes in them."""

import xml.etree.ElementTree as ET

from status_tray.core.events import RosterItem
from status_tray.xmpp.roster import roster_items


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
