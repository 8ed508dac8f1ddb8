"""The demo: a server, three accounts, Status Tray for one of them, and two contacts who change their statuses."""
