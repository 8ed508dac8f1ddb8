"""A long roster leaves nothing behind but what is kept of it."""

import xml.etree.ElementTree as ET

from status_tray.xmpp.roster import QUERY, read_roster


async def test_groups_of_many_are_kept_once_and_the_roster_is_given_back() -> None:
    query = ET.Element(QUERY)
    for number in range(3):
        item = ET.SubElement(query, "{jabber:iq:roster}item", jid=f"contact-{number}@example.org", subscription="both")
        for group in ("Team", "Friends"):
            # A string of its own, as the parser makes them.
            ET.SubElement(item, "{jabber:iq:roster}group").text = "".join(group)
    first, second, third = await read_roster(query)
    assert first.groups == ("Team", "Friends")
    assert first.groups is second.groups is third.groups
    assert not len(query)
