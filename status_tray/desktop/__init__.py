"""The operating system: keyring, notifications, files, lock and control socket."""
