"""The settings of the virtual desktop: bus, panel with a tray, notification daemons, themes, background."""

import re
from pathlib import Path
from typing import Literal

Theme = Literal["light", "dark", "contrast"]
"""`contrast` is white on black, as those have it who see little."""
PanelEdge = Literal["top", "bottom"]

PANEL_HEIGHT = 32
BACKGROUND = {"light": "#8aa5bd", "dark": "#303c4a", "contrast": "#000000"}
FONT = "DejaVu Sans 10"

# The services that the bus may start by itself.  Not the notification daemons and not the keyring: a test
# decides whether there is one.
_ACTIVATABLE = ("org.gnome.keyring.PrivatePrompter", "org.gnome.keyring.SystemPrompter")
_SERVICES = Path("/usr/share/dbus-1/services")

_BUS_CONFIG = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    {users}<allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

_GTK_SETTINGS = """\
[Settings]
gtk-theme-name={gtk}
gtk-application-prefer-dark-theme={dark}
gtk-icon-theme-name=Adwaita
gtk-font-name={font}
gtk-enable-animations=false
gtk-cursor-blink=false
"""

# Without a clock: each minute would be a change on the screen, and it has its width a second after it is there, which
# moves the icons.
_PANEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="{dark}"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p={edge};x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="{height}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
        <value type="int" value="2"/>
        <value type="int" value="3"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="tasklist">
      <property name="show-handle" type="bool" value="false"/>
    </property>
    <property name="plugin-2" type="string" value="separator">
      <property name="expand" type="bool" value="true"/>
      <property name="style" type="uint" value="0"/>
    </property>
    <property name="plugin-3" type="string" value="systray">
      <property name="square-icons" type="bool" value="true"/>
      <property name="icon-size" type="int" value="22"/>
    </property>
  </property>
</channel>
"""

_NOTIFYD = """\
<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0">
  <property name="theme" type="string" value="Default"/>
  <property name="initial-opacity" type="double" value="1.0"/>
  <property name="do-fadeout" type="bool" value="false"/>
  <property name="do-slideout" type="bool" value="false"/>
  <property name="expire-timeout" type="int" value="30"/>
  <property name="notify-location" type="uint" value="2"/>
</channel>
"""

_DUNST = """\
[global]
    width = 340
    height = 200
    origin = top-right
    offset = 16x24
    padding = 12
    horizontal_padding = 14
    frame_width = 1
    corner_radius = 6
    font = {font}
    markup = full
    show_indicators = no
    format = "<b>%s</b>\\n%b"
    idle_threshold = 0
    icon_theme = "Adwaita, hicolor"
    enable_recursive_icon_lookup = true
    separator_height = 2
[urgency_low]
    background = "{background}"
    foreground = "{foreground}"
    frame_color = "{frame}"
    timeout = 30
[urgency_normal]
    background = "{background}"
    foreground = "{foreground}"
    frame_color = "{frame}"
    timeout = 30
"""


def write_bus_config(directory: Path, socket: Path, *, everybody: bool = False) -> Path:
    """Write the bus configuration, with the few services that may be activated; return its file.

    `everybody` lets other users connect too.
    """
    services = directory / "services"
    services.mkdir()
    for name in _ACTIVATABLE:
        service = _SERVICES / f"{name}.service"
        if service.exists():
            (services / service.name).write_text(service.read_text())
    target = directory / "bus.conf"
    users = '<allow user="*"/>\n    ' if everybody else ""
    target.write_text(_BUS_CONFIG.format(socket=socket, services=services, users=users))
    return target


def write_settings(config_home: Path, *, theme: Theme, edge: PanelEdge) -> None:
    """Write the settings of GTK, panel and notification daemons below `config_home` (XDG_CONFIG_HOME)."""
    dark = str(theme != "light").lower()
    gtk = "HighContrastInverse" if theme == "contrast" else "Adwaita"
    channels = config_home / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    # The panel's numbers for the middle of an edge: 10 and 8.
    panel = _PANEL.format(dark=dark, edge=10 if edge == "bottom" else 9, height=PANEL_HEIGHT)
    colours = (
        {"background": "#2d3139", "foreground": "#eef0f3", "frame": "#4a505b"}
        if theme != "light"
        else {"background": "#fbfbfc", "foreground": "#23272e", "frame": "#b9bec7"}
    )
    _write(channels / "xfce4-panel.xml", panel)
    _write(channels / "xfce4-notifyd.xml", _NOTIFYD)
    _write(config_home / "dunst" / "dunstrc", _DUNST.format(font=FONT, **colours))
    _write(config_home / "gtk-3.0" / "settings.ini", _GTK_SETTINGS.format(gtk=gtk, dark=dark, font=FONT))


def service_program(service: str) -> str | None:
    """Return the program that a D-Bus service file names, or None when the service is not installed.

    Debian keeps such programs in directories named after the architecture; the service file knows where.
    """
    file = _SERVICES / f"{service}.service"
    if not file.exists():
        return None
    found = re.search(r"^Exec=(\S+)", file.read_text(), re.MULTILINE)
    return found[1] if found else None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
