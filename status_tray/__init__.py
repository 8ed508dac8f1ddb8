"""Status Tray: say what you are doing in one click."""

__version__ = "0.1.0"
