"""The wire: slixmpp, and nothing of Qt."""
