"""The virtual desktop's eyes and hands: screenshots, windows, mouse and keyboard."""

import contextlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.framebuffer import Framebuffer
from tests.process import find_program

DEADLINE = 20.0

_SPARE_KEYS = range(180, 256)
"""Key codes of buttons such as those for the brightness of a screen."""

_SIDE, _TITLE, _FOOT = 1, 20, 5
"""Pixels of a window's frame."""

_LOOK_AGAIN = 0.1
"""Seconds.  Xvfb tells nobody when something is drawn."""

_WHEN_CROWDED = 3
"""So many times as long has nothing to change where programs wait for a processor: who is to draw may be one."""

_LINE_OF_XWININFO = re.compile(r"^ *(.+?): +(-?\d+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the screen, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


class Screen:
    """What a person does with a display; all calls block until done."""

    def __init__(self, environment: Mapping[str, str], framebuffer: Framebuffer) -> None:
        self._environment = dict(environment)
        self._framebuffer = framebuffer
        self._xdotool = find_program("xdotool", "xdotool")
        self._import = find_program("import", "imagemagick")
        self._xmodmap = find_program("xmodmap", "x11-xserver-utils")
        self._given_keys: dict[str, int] = {}
        self._xwininfo = find_program("xwininfo", "x11-utils")

    def screenshot(self, path: Path, box: Box | None = None) -> Path:
        """Write a PNG of the whole screen, or of `box`, and return its path."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self._picture("png", box))
        return path

    def pixels(self, box: Box) -> bytes:
        """Return what is in `box` now: three bytes a pixel, line by line."""
        return self._picture("rgb", box)

    def settled(self, *, timeout: float = DEADLINE) -> bytes:
        """Wait until nothing changes any more and return the screen's pixels; TimeoutError if it never rests."""
        end = time.monotonic() + timeout
        before, still = self._framebuffer.pixels(), 0
        while True:
            time.sleep(_LOOK_AGAIN)
            now = self._framebuffer.pixels()
            still = still + 1 if now == before else 0
            if still and (still >= _WHEN_CROWDED or not _crowded()):
                return now
            if time.monotonic() > end:
                raise TimeoutError("the screen never comes to rest")
            before = now

    def wait_changed(self, since: bytes, *, timeout: float = DEADLINE) -> bytes:
        """Wait until the screen is no longer as `since` (from `settled`) and has come to rest; return the new one."""
        end = time.monotonic() + timeout
        while self._framebuffer.pixels() == since:
            if time.monotonic() > end:
                raise TimeoutError("nothing changed on the screen")
            time.sleep(_LOOK_AGAIN)
        return self.settled(timeout=timeout)

    def wait_back(self, picture: bytes, *, timeout: float = DEADLINE) -> None:
        """Wait until the screen is as it was in `picture` (from `settled`); TimeoutError if it never is."""
        end = time.monotonic() + timeout
        while self._framebuffer.pixels() != picture:
            if time.monotonic() > end:
                raise TimeoutError("the screen never looks as it did before")
            time.sleep(_LOOK_AGAIN)

    def _picture(self, kind: str, box: Box | None = None) -> bytes:
        argv = [self._import, "-silent", "-window", "root"]
        if box is not None:
            argv += ["-crop", f"{box.width}x{box.height}+{box.x}+{box.y}", "+repage"]
        done = subprocess.run(
            [*argv, "-depth", "8", f"{kind}:-"],
            env=self._environment,
            check=True,
            capture_output=True,
            timeout=DEADLINE,
        )
        return done.stdout

    # Mouse and keyboard

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move the pointer there and click: 1 left, 2 middle, 3 right, 4 and 5 the wheel."""
        # Not with --sync: xdotool then waits for ever for a pointer that is there already.
        self._do("mousemove", str(x), str(y), "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press the left button at `start`, move in steps as a hand does, and let go at `end`."""
        self._do("mousemove", str(start[0]), str(start[1]), "mousedown", "1")
        steps = 12
        for step in range(1, steps + 1):
            x, y = (begin + (goal - begin) * step // steps for begin, goal in zip(start, end, strict=True))
            self._do("mousemove", str(x), str(y))
            self.settled()
        self._do("mouseup", "1")

    def move(self, x: int, y: int) -> None:
        """Move the pointer without clicking."""
        self._do("mousemove", str(x), str(y))

    def park(self) -> None:
        """Put the pointer where it hovers over nothing: at the left edge, away from the panel."""
        self._do("mousemove", "2", "300")

    def key(self, *keys: str) -> None:
        """Press keys by their X names, such as `Escape`, `Return`, `ctrl+a`."""
        self._do("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type text, any Unicode, into the focused window."""
        self._give_keys(text)
        self._do("type", "--clearmodifiers", "--delay", "5", text)

    def _give_keys(self, text: str) -> None:
        """Put the characters that the keyboard lacks on keys that nobody needs.

        xdotool would give a key to each in turn and take it away at once; Qt does not always notice in time, and the
        character is lost.
        """
        for character in text:
            if not character.isascii() and character not in self._given_keys:
                key = self._given_keys[character] = _SPARE_KEYS[len(self._given_keys)]
                argv = [self._xmodmap, "-e", f"keycode {key} = U{ord(character):04X}"]
                subprocess.run(argv, env=self._environment, check=True, timeout=DEADLINE)

    # Windows

    def wait_window(self, title: str) -> int:
        """Wait for a visible window whose title matches the regular expression; return its X id.

        TimeoutError, with the titles that there are, when none comes.
        """
        return self._wait("--name", title)

    def wait_class(self, name: str) -> int:
        """Wait for a visible window of a class, such as `trayer`; return its X id, or TimeoutError."""
        return self._wait("--class", name)

    def windows(self, title: str = "") -> list[int]:
        """Return the X ids of the visible windows whose title matches, none being no error."""
        found = self._run("search", "--onlyvisible", "--name", title)
        return [int(line) for line in found.stdout.split()]

    def class_windows(self, name: str) -> list[int]:
        """Return the X ids of the visible windows of a class, such as `xfce4-panel`, none being no error."""
        found = self._run("search", "--onlyvisible", "--class", name)
        return [int(line) for line in found.stdout.split()]

    def opened(self, act: Callable[[], None], *, height: int) -> tuple[int, Box]:
        """Return the window that `act` opens, which is higher than `height`, and its place, as soon as it is drawn.

        TimeoutError when none comes.
        """
        before = self.all_windows()
        act()
        end = time.monotonic() + DEADLINE
        while time.monotonic() < end:
            for window in self.all_windows() - before:
                # A tooltip that was there may be gone before it is looked at.
                with contextlib.suppress(LookupError):
                    box = self.box(window)
                    if box.height > height:
                        self.settled()
                        return window, box
        raise TimeoutError("nothing opened")

    def boxes(self, name: str) -> list[Box]:
        """Return where the visible windows of a class are, none being no error."""
        found = []
        for window in self.class_windows(name):
            # One may be gone before it is looked at.
            with contextlib.suppress(LookupError):
                found.append(self.box(window))
        return found

    def all_windows(self) -> set[int]:
        """Return the X ids of all visible windows, menus and panels among them."""
        return set(self.class_windows(""))

    def wait_gone(self, title: str) -> None:
        """Wait until no visible window's title matches; TimeoutError when one stays."""
        end = time.monotonic() + DEADLINE
        while self.windows(title):
            if time.monotonic() > end:
                raise TimeoutError(f"the window {title!r} stays")

    def box(self, window: int) -> Box:
        """Return where a window is, without the window manager's frame; LookupError when there is none."""
        # xdotool 3.20160805 counts the frame twice when it tells a window's place.
        argv = [self._xwininfo, "-id", str(window)]
        done = subprocess.run(
            argv, env=self._environment, check=False, capture_output=True, text=True, timeout=DEADLINE
        )
        values = dict(_LINE_OF_XWININFO.findall(done.stdout))
        try:
            place = (values[name] for name in ("Absolute upper-left X", "Absolute upper-left Y", "Width", "Height"))
            return Box(*map(int, place))
        except KeyError:
            raise LookupError(f"there is no window {window}: {done.stderr.strip()}") from None

    def framed(self, window: int) -> Box:
        """Return where a window is together with its frame, as openbox draws it here."""
        inner = self.box(window)
        return Box(inner.x - _SIDE, inner.y - _TITLE, inner.width + 2 * _SIDE, inner.height + _TITLE + _FOOT)

    def focus(self, window: int) -> None:
        """Give a window the keyboard, waiting for the window manager to agree."""
        self._do("windowactivate", "--sync", str(window))

    def wait_ready(self, title: str) -> int:
        """Wait for a window as `wait_window` does, until it has the keyboard and has come to rest; return its X id."""
        window = self.wait_window(title)
        end = time.monotonic() + DEADLINE
        while (found := self._run("getactivewindow")).stdout.strip() != str(window):
            if time.monotonic() > end:
                raise TimeoutError(f"the window {window} never has the keyboard, but {found.stdout or found.stderr}")
        self.settled()
        return window

    def close_window(self, window: int) -> None:
        """Ask a window to close, as its cross does."""
        self._do("windowclose", str(window))

    def _wait(self, kind: str, pattern: str) -> int:
        try:
            return int(self._do("search", "--sync", "--onlyvisible", "--limit", "1", kind, pattern).split()[0])
        except subprocess.TimeoutExpired:
            names = [self._do("getwindowname", str(window)).strip() for window in self.windows()]
            raise TimeoutError(f"no window {pattern!r}; there are {sorted(filter(None, names))}") from None

    def _do(self, *arguments: str) -> str:
        done = self._run(*arguments)
        if done.returncode:
            raise RuntimeError(f"xdotool {' '.join(arguments)}: {done.stderr.strip() or 'nothing found'}")
        return done.stdout

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        end = time.monotonic() + DEADLINE
        while True:
            done = subprocess.run(
                [self._xdotool, *arguments],
                env=self._environment,
                check=False,
                capture_output=True,
                text=True,
                timeout=DEADLINE,
            )
            # A search looks at all windows, and fails when one of them goes away meanwhile.
            if arguments[0] != "search" or "BadWindow" not in done.stderr or time.monotonic() > end:
                break
        # Finding nothing has the same exit code; whoever waits for a window would wait for it in vain.
        if "Can't open display" in done.stderr:
            raise RuntimeError("the display is gone")
        return done


def _crowded() -> bool:
    """Whether more programs want to run now than there are processors (proc(5), loadavg)."""
    running, _, _ = Path("/proc/loadavg").read_text().split()[3].partition("/")
    return int(running) > (os.cpu_count() or 1)
