"""Where the bundle starts; a wheel has its script instead."""

import os
import sys


def restore_environment() -> None:
    """Gives the programs that this one starts, such as a browser, the user's libraries instead of the bundle's.

    PyInstaller's loader sets LD_LIBRARY_PATH for itself and keeps the user's value beside it; the system has read it
    when this runs, and does not look again.
    """
    given = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if given is not None:
        os.environ["LD_LIBRARY_PATH"] = given
    elif sys.platform == "linux":
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    restore_environment()
    if sys.argv[1:2] == ["--keyring-process"]:  # `desktop.keyring_process.ARGUMENT`
        from status_tray.desktop.keyring_child import main as keyring

        keyring()
    from status_tray.cli import main

    sys.exit(main())
