"""Everything can be read, in light and dark palettes and in those of high contrast; nothing is told by colour alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from status_tray.core import failure as failures
from status_tray.core.account import LinkState
from status_tray.core.config import Config
from status_tray.core.failure import Failure
from status_tray.core.jid import ContactKey
from status_tray.core.rules import Rule
from status_tray.core.watches import WatchKind
from status_tray.ui.chips import Chip
from status_tray.ui.contact_marks import Sign, signs
from status_tray.ui.labels import Banner, ElidedLabel, dim
from status_tray.ui.palette import READABLE, ReadablePalette, contrast, over, readable
from status_tray.ui.present import present
from tests.gui.conftest import Ui
from tests.gui.fakes import NOON, ROMEO, account, contact
from tests.gui.gallery import UNTRUSTED
from tests.gui.waiting import until

Start = Callable[..., Ui]
Role, Group = QPalette.ColorRole, QPalette.ColorGroup


def palette(window: str, base: str, text: str, button: str, highlight: str, highlighted: str, weak: str) -> QPalette:
    """As a desktop gives it."""
    made = QPalette()
    colours = {
        (Role.Window, Role.ToolTipBase): window,
        (Role.Base, Role.AlternateBase): base,
        (Role.WindowText, Role.Text, Role.ButtonText, Role.BrightText, Role.ToolTipText): text,
        (Role.Button,): button,
        (Role.Highlight,): highlight,
        (Role.HighlightedText,): highlighted,
        (Role.PlaceholderText,): weak,
    }
    for roles, colour in colours.items():
        for role in roles:
            made.setColor(role, QColor(colour))
    return made


DESKTOPS = {
    "light": palette("#efefef", "#ffffff", "#000000", "#efefef", "#308cc6", "#ffffff", "#80000000"),
    "dark": palette("#323232", "#242424", "#ffffff", "#323232", "#308cc6", "#ffffff", "#80ffffff"),
    "adwaita-dark": palette("#353535", "#2d2d2d", "#eeeeec", "#373737", "#15539e", "#ffffff", "#80eeeeec"),
    "black": palette("#000000", "#000000", "#ffffff", "#000000", "#ffff00", "#000000", "#80ffffff"),
    "white": palette("#ffffff", "#ffffff", "#000000", "#ffffff", "#000000", "#ffffff", "#80000000"),
}


def changed(better: QPalette) -> list[tuple[QPalette.ColorGroup, QPalette.ColorRole]]:
    """What the program has put right."""
    roles = [role for role in Role if role is not Role.NColorRoles]
    return [
        (group, role) for group in (Group.Active, Group.Inactive) for role in roles if better.isBrushSet(group, role)
    ]


def in_force(found: QPalette) -> QPalette:
    """The desktop's palette with what the program has put right."""
    whole, better = QPalette(found), readable(found)
    for group, role in changed(better):
        whole.setColor(group, role, better.color(group, role))
    return whole


@pytest.fixture(params=DESKTOPS)
def desktop(request: pytest.FixtureRequest, application: QApplication) -> Iterator[str]:
    """The name of the palette that is in force, as the program puts it right; with large letters, to be measured."""
    font = application.font()
    large = application.font()
    large.setPixelSize(40)
    application.setFont(large)
    application.setPalette(in_force(DESKTOPS[request.param]))
    yield request.param
    application.setPalette(QPalette())
    application.setFont(font)


def measured(widget: QWidget, area: QRect | None = None) -> float:
    """The contrast of what is drawn in the area to what it is drawn on."""
    image = widget.grab(area or widget.rect()).toImage()
    return contrast(*ink_and_ground(image))


def ink_and_ground(image: QImage) -> tuple[QColor, QColor]:
    """The colour that most pixels have, and of the frequent ones that which is the farthest from it."""
    found = Counter(image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height()))
    ground = QColor(found.most_common(1)[0][0])
    frequent = [QColor(name) for name, count in found.most_common(60) if count >= 5]
    return max(frequent, key=lambda colour: contrast(colour, ground)), ground


@pytest.mark.parametrize("checked", [False, True])
@pytest.mark.parametrize("touched", [False, True])
def test_chips_can_be_read(desktop: str, checked: bool, touched: bool) -> None:
    chip = Chip("Lunch")
    chip.setCheckable(True)
    chip.setChecked(checked)
    chip.setDown(touched)
    chip.resize(chip.sizeHint())
    middle = chip.rect().adjusted(chip.height() // 2, 8, -chip.height() // 2, -8)

    assert measured(chip, middle) >= READABLE


def test_banners_can_be_read(desktop: str) -> None:
    banner = Banner("The server did not accept the status.", "Retry")
    banner.resize(900, banner.sizeHint().height())
    banner.ensurePolished()
    banner.grab()

    assert measured(banner, banner.label.geometry()) >= READABLE


def test_weak_labels_can_be_read(desktop: str) -> None:
    label = dim(ElidedLabel())
    label.setText("romeo@example.org, connected")
    label.resize(700, 60)

    assert measured(label) >= READABLE


@pytest.mark.parametrize("selected", [False, True])
async def test_contacts_can_be_read(desktop: str, start: Start, selected: bool) -> None:
    ui = start(account())
    people = (contact("Juliet", "Coffee", since=NOON - timedelta(minutes=12)), contact("Paris"))
    ui.applet.tell_contacts(ROMEO, *people)
    ui.applet.notification_choices.rules = {ContactKey(ROMEO, people[0].jid): Rule.LIST}
    ui.shell.show_window()
    assert ui.shell.window is not None
    ui.shell.window.resize(900, 1400)
    view = ui.shell.window.contacts_page.list
    for row in range(2):
        index = view.model().index(row, 0)
        if selected:
            view.setCurrentIndex(index)
        whole = view.visualRect(index).adjusted(4, 4, -4, -4)
        half, middle = whole.width() // 2, whole.height() // 2
        parts = {"name": whole.adjusted(0, 0, -half, -middle), "status": whole.adjusted(0, middle, -half, 0)}
        if row == 0:
            parts["time and mark"] = whole.adjusted(half, 0, 0, -middle)
        for name, part in parts.items():
            assert measured(view.viewport(), part) >= READABLE, f"{name} of row {row}"


def test_the_ring_of_the_focus_is_seen(desktop: str) -> None:
    """WCAG 2, 1.4.11: 3 to 1 to what is beside it."""
    seen = QApplication.palette()

    assert contrast(seen.color(Role.WindowText), seen.color(Role.Window)) >= 3


def test_only_what_cannot_be_read_is_changed() -> None:
    put_right = {name: {role for _, role in changed(readable(found))} for name, found in DESKTOPS.items()}
    assert put_right == {
        "light": {Role.PlaceholderText, Role.Highlight},
        "dark": {Role.PlaceholderText, Role.Highlight},
        "adwaita-dark": {Role.PlaceholderText},
        "black": set(),
        "white": {Role.PlaceholderText},
    }


def test_the_program_has_the_palette_put_right_and_follows_the_desktop(application: QApplication) -> None:
    keeper = ReadablePalette(application)
    try:
        now = application.palette()
        for role in (Role.Window, Role.Base):
            background = now.color(role)
            assert contrast(over(now.color(Role.PlaceholderText), background), background) >= READABLE
        assert contrast(now.color(Role.HighlightedText), now.color(Role.Highlight)) >= READABLE

        application.setPalette(QPalette())  # As when the desktop's changes: what was told of it is no longer so.
        assert application.palette() == now
    finally:
        application.paletteChanged.disconnect(keeper._apply)
        application.setPalette(QPalette())
        keeper.deleteLater()


# --- nothing by colour alone -----------------------------------------------------------------------------------


def shapes(widget: QWidget) -> list[bool]:
    """What is drawn without its colours: where it is lighter or darker than its background."""
    image = widget.grab().toImage()
    ink, ground = ink_and_ground(image)
    half = contrast(ink, ground) ** 0.5
    return [
        contrast(image.pixelColor(x, y), ground) > half for y in range(image.height()) for x in range(image.width())
    ]


async def test_a_chosen_chip_has_a_tick_and_one_with_the_focus_a_ring() -> None:
    chip = Chip("Lunch")
    chip.setCheckable(True)
    chip.resize(chip.sizeHint())
    monochrome = QPalette(QColor("white"), QColor("white"))
    monochrome.setColor(Role.Highlight, QColor("white"))
    for role in (Role.WindowText, Role.ButtonText, Role.HighlightedText):
        monochrome.setColor(role, QColor("black"))
    chip.setPalette(monochrome)
    plain = shapes(chip)
    chip.setChecked(True)
    chosen = shapes(chip)
    chip.setChecked(False)
    chip.show()
    chip.activateWindow()
    chip.setFocus()
    await until(chip.hasFocus, "the chip has the focus")
    with_focus = shapes(chip)
    chip.close()

    assert sum(a != b for a, b in zip(plain, chosen, strict=True)) > 20
    assert sum(with_focus) > sum(plain) + 50


TOLD_BY = {
    "connected": account(),
    "connecting": account(link=LinkState.CONNECTING),
    "offline": account(link=LinkState.WAITING),
    "certificate not trusted": account(stopped_by=UNTRUSTED),
}


def test_links_are_told_in_words() -> None:
    for words, state in TOLD_BY.items():
        [line] = present({ROMEO: state}, Config(), (), NOON).links
        assert line == f"{ROMEO}, {words}"


OWN = {
    "No status": account(),
    "Tea": account(text="Tea"),
    "Setting Tea…": account(text="Tea", acknowledged=False),
    "Tea – will be sent when connected": account(text="Tea", acknowledged=False, link=LinkState.WAITING),
    "Tea – not set": account(text="Tea", failure=failures.PUBLISH_TIMED_OUT),
}


def test_the_own_status_is_told_in_words() -> None:
    for words, state in OWN.items():
        assert present({ROMEO: state}, Config(), (), NOON).status == words


def test_errors_are_sentences() -> None:
    stopped = account(stopped_by=Failure("stopped", "The server is gone."), failure=failures.PUBLISH_TIMED_OUT)
    reasons = [problem.reason for problem in present({ROMEO: stopped}, Config(), (), NOON).problems]

    assert len(reasons) == 2
    assert all(reason.endswith(".") for reason in reasons)


async def test_marks_of_contacts_differ_in_shape(start: Start) -> None:
    ui = start(account())
    people = {name: contact(name, "Coffee") for name in ("Juliet", "Nurse", "Paris")}
    ui.applet.tell_contacts(ROMEO, *people.values())
    ui.applet.notification_choices.rules = {ContactKey(ROMEO, people["Juliet"].jid): Rule.LIST}
    ui.applet.notification_choices.waited_for = {ContactKey(ROMEO, people["Nurse"].jid): WatchKind.CLEARS}
    ui.shell.show_window()
    assert ui.shell.window is not None
    model = ui.shell.window.contacts

    found = [signs(model.index(row, 0).data(Qt.ItemDataRole.UserRole)) for row in range(3)]

    assert found == [(Sign.MUTED,), (Sign.WAITING,), ()]
    view = ui.shell.window.contacts_page.list
    drawn = []
    for row in range(3):
        line = view.visualRect(view.model().index(row, 0))
        area = line.adjusted(line.width() * 2 // 3, 0, 0, -line.height() // 2)
        image = view.viewport().grab(area).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        drawn.append(bytes(image.constBits()))
    assert len(set(drawn)) == 3
    assert replace(people["Paris"]).text == "Coffee"
