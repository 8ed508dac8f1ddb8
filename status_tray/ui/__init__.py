"""What people see: Qt widgets fed from the core, nothing of slixmpp."""
