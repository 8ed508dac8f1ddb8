"""Stands before the real one, which our tests' tools bring along: slixmpp takes it when it is there (1.4 MB).

Who installs the program does not have it.
"""

raise ImportError("as where the program alone is installed")
