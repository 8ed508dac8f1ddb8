"""The slixmpp plugin: publishing a status, stopping, events, and the interest in contacts' statuses."""

import asyncio
from asyncio import Future
from typing import Any, ClassVar

from slixmpp import JID
from slixmpp.plugins.base import BasePlugin
from slixmpp.stanza import Iq

from . import stanza
from .stanza import UserStatus


class USER_STATUS(BasePlugin):
    """
    User Status (ProtoXEP, version 0.0.1)

    Events: ``user_status_publish``, ``user_status_retract``,
    ``user_status_purge`` and ``user_status_delete``, each with the message.
    """

    name = "user_status"
    description = "ProtoXEP: User Status"
    dependencies: ClassVar[set[str]] = {"xep_0163"}
    stanza = stanza

    def session_bind(self, jid: JID) -> None:
        # Not in plugin_init: with a resource that the server chooses, the
        # features would be kept for another full JID than the one that is
        # bound, and the first presence would carry no capabilities.
        pep: Any = self.xmpp.plugin["xep_0163"]
        pep.register_pep("user_status", UserStatus)

    def plugin_end(self) -> None:
        # The stanza stays registered with EventItem: that belongs to the class, and
        # another client in this process may still read statuses.
        # WORKAROUND slixmpp 1.17: xep_0163.remove_interest() formats the
        # list instead of the namespace and leaves '+notify' behind.
        disco = self.xmpp.plugin["xep_0030"]
        disco.del_feature(feature=UserStatus.namespace)
        disco.del_feature(feature=f"{UserStatus.namespace}+notify")
        self.xmpp.plugin["xep_0060"].node_event_map.pop(UserStatus.namespace, None)
        self._caps_update = asyncio.ensure_future(
            self.xmpp.plugin["xep_0115"].update_caps(broadcast=False), loop=self.xmpp.loop
        )

    def publish_status(self, text: str, *, item_id: str | None = None, **pubsubkwargs: Any) -> Future[Iq]:
        """
        Publish the user's current status.

        :param text: What the user is doing.
        :param item_id: The id of the item; without one the server makes one up.
        """
        status = UserStatus()
        status["text"] = text
        return self._publish(status, item_id, pubsubkwargs)

    def stop(self, *, item_id: str | None = None, **pubsubkwargs: Any) -> Future[Iq]:
        """
        Say that there is no status any more, by publishing an empty one.

        :param item_id: The id of the item; without one the server makes one up.
        """
        return self._publish(UserStatus(), item_id, pubsubkwargs)

    def _publish(self, status: UserStatus, item_id: str | None, pubsubkwargs: dict[str, Any]) -> Future[Iq]:
        # xep_0163 makes None to 'current'; an empty id is left out, as in the examples.
        published: Future[Iq] = self.xmpp.plugin["xep_0163"].publish(
            status, node=UserStatus.namespace, id=item_id or "", **pubsubkwargs
        )
        return published
