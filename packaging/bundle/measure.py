"""Size and start of the bundle beside those of the least tray program with Qt, bundled in the same way.

    python -m bundle.measure dist/status-tray build/minimal-tray dist/status-tray-….tar.xz

A start lasts from the program's exec until its icon is registered with a tray host, on a display and a session bus
that are there for this alone; both programs start in turns.  Prints a table; the exit code is 1 when the bundle is
too large or too slow.  A machine with other work to do may be slow for one of the two alone, so a start that is too
slow is measured again, and the better figure counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from jeepney import DBusAddress, HeaderFields, Message, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import DBusConnection, open_dbus_connection

SIZE_BOUND, START_BOUND = 1.35, 1.3
"""Times those of the minimal program."""
ARCHIVE_BOUND = 40_000_000
"""Bytes as tar.xz."""
ROUNDS = 11
ATTEMPTS = 3
"""To measure the start: what is too slow by itself is so each time."""
_PATIENCE = 30.0

_WATCHER = DBusAddress("/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher")
_PROPERTIES = {
    "IsStatusNotifierHostRegistered": ("b", True),
    "ProtocolVersion": ("i", 0),
    "RegisteredStatusNotifierItems": ("as", []),
}
_BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
_CONFIG = """\
version = 1
[[account]]
jid = "romeo@localhost"
host = "127.0.0.1"
port = 9
password = "ask"
"""


def main(bundle: Path, minimal: Path, archive: Path) -> int:
    """Measures and prints; 1 when something is too large or too slow."""
    ours, least = _size(bundle), _size(minimal)
    packed = archive.stat().st_size
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="status-tray-measure-")))
        environment = stack.enter_context(_desktop(directory))
        profile = directory / "profile"
        profile.mkdir(mode=0o700)
        (profile / "config.toml").write_text(_CONFIG, encoding="utf-8")
        commands = [[str(bundle / bundle.name), "--profile", str(profile)], [str(minimal / minimal.name)]]
        with open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"]) as host:
            host.send_and_get_reply(message_bus.RequestName(_WATCHER.bus_name or ""), timeout=_PATIENCE)
            for _ in range(ATTEMPTS):
                start, least_start = _starts(commands, environment, host)
                if not (too_slow := start > START_BOUND * least_start):
                    break
    print(f"{'':24}{'Status Tray':>14}{'minimal':>12}{'times':>8}{'at most':>9}")
    print(f"{'Size':24}{ours / 1e6:>11.1f} MB{least / 1e6:>9.1f} MB{ours / least:>8.2f}{SIZE_BOUND:>9}")
    print(f"{'Start, median of ' + str(ROUNDS):24}{start:>12.2f} s{least_start:>10.2f} s", end="")
    print(f"{start / least_start:>8.2f}{START_BOUND:>9}")
    print(f"{'As tar.xz':24}{packed / 1e6:>11.1f} MB{'':20}{ARCHIVE_BOUND / 1e6:>6.0f} MB")
    if too_slow:
        print(f"The start takes longer than {START_BOUND} times that of the minimal program.", file=sys.stderr)
    if too_large := ours > SIZE_BOUND * least or packed > ARCHIVE_BOUND:
        print("The bundle is larger than it may be.", file=sys.stderr)
    return int(too_large or too_slow)


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _starts(commands: list[list[str]], environment: Mapping[str, str], host: DBusConnection) -> list[float]:
    """The median of each, in seconds.  Who is first changes from round to round."""
    taken: list[list[float]] = [[] for _ in commands]
    turns = list(zip(commands, taken, strict=True))
    for number in range(ROUNDS + 1):
        for command, seconds in turns if number % 2 else reversed(turns):
            took = _start(command, environment, host)
            if number > 0:  # the first one reads the files from the disk
                seconds.append(took)
    return [median(seconds) for seconds in taken]


def _start(command: list[str], environment: Mapping[str, str], host: DBusConnection) -> float:
    """Starts the program, waits for its icon, and ends it; the seconds that the icon took."""
    began = time.monotonic()
    program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while True:
            message = host.receive(timeout=_PATIENCE)
            if _answer(host, message) == "RegisterStatusNotifierItem":
                return time.monotonic() - began
    finally:
        program.kill()
        program.wait()


def _answer(host: DBusConnection, message: Message) -> str:
    """Answers as the watcher that every tray host brings; the method that was called."""
    header = message.header
    if header.message_type is not MessageType.method_call:
        return ""
    member = header.fields[HeaderFields.member]
    if member == "Get":
        reply = new_method_return(message, "v", (_PROPERTIES[message.body[1]],))
    elif member == "GetAll":
        reply = new_method_return(message, "a{sv}", (_PROPERTIES,))
    elif member == "RegisterStatusNotifierItem":
        reply = new_method_return(message)
    else:
        reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
    host.send(reply)
    return str(member)


@contextmanager
def _desktop(directory: Path) -> Iterator[dict[str, str]]:
    """A display and a session bus; the environment of a program on them."""
    socket, config = directory / "bus", directory / "bus.conf"
    config.write_text(_BUS_CONFIG.format(socket=socket), encoding="utf-8")
    reading, writing = os.pipe()
    display_reading, display_writing = os.pipe()
    bus = subprocess.Popen(
        ["dbus-daemon", "--nofork", f"--config-file={config}", f"--print-address={writing}"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,  # as root it says that it may not open more files
    )
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(display_writing), "-nolisten", "tcp", "-screen", "0", "800x600x24"],
        pass_fds=[display_writing],
        stderr=subprocess.DEVNULL,
    )
    for end in (writing, display_writing):
        os.close(end)
    try:
        # Each writes when it listens; an end without a word is an empty read.
        if not os.read(reading, 1000) or not (display := os.read(display_reading, 1000).decode().strip()):
            raise RuntimeError("dbus-daemon or Xvfb did not start")
        yield {
            "PATH": os.environ["PATH"],
            "HOME": str(directory),
            "LANG": "C.UTF-8",
            "DISPLAY": f":{display}",
            "XDG_RUNTIME_DIR": str(directory),
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={socket}",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={directory}/none",
        }
    finally:
        for process in (screen, bus):
            process.terminate()
            process.wait()
        for end in (reading, display_reading):
            os.close(end)


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:4])))
