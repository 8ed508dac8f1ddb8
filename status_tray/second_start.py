"""What a second start does: it shows the window of the Status Tray that runs already."""

from __future__ import annotations

from status_tray.desktop.control_client import NotRunning, connect
from status_tray.desktop.control_place import RuntimeDirectoryUnsafe

TYPE_CHECKING = False  # `typing` costs 5 ms of a client start
if TYPE_CHECKING:
    from status_tray.desktop.paths import ProfilePaths


def show_running(profile: ProfilePaths, *, headless: bool) -> bool:
    """Shows the window of the one that runs for this profile; False when none does.

    Where there is no window, or none is wanted, it is printed that it runs.  Raises `ControlFailed` when the one
    that runs does not answer.
    """
    try:
        with connect(profile.control_socket) as client:
            shown = not headless and any(reply.get("shown") for reply in client.request({"command": "show-window"}))
    except (NotRunning, RuntimeDirectoryUnsafe):
        # An unsafe directory is said by the program itself.
        return False
    if not shown:
        print("already running")
    return True
