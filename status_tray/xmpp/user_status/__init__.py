"""User Status (ProtoXEP 0.0.1) for slixmpp: `client.register_plugin("user_status", module=user_status)`.

Imports slixmpp alone.
"""

from slixmpp.plugins.base import register_plugin

from . import stanza
from .stanza import UserStatus
from .user_status import USER_STATUS

register_plugin(USER_STATUS)

__all__ = ["USER_STATUS", "UserStatus", "stanza"]
