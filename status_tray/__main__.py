"""`status-tray` and `python -m status_tray`."""

import sys

from status_tray.cli import main

if __name__ == "__main__":
    sys.exit(main())
