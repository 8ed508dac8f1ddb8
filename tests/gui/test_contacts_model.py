"""The contacts as rows: order, search, and only what changed is touched, with 5,000 of them."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from status_tray.core.contact import ContactState
from status_tray.core.jid import BareJid, ContactKey
from status_tray.core.notices import All
from status_tray.core.rules import Rule
from status_tray.ui.contact_list import ContactList
from status_tray.ui.contact_row import Marks, Row, row_of
from status_tray.ui.contacts_model import NO_GROUP, ContactsModel
from status_tray.ui.contacts_page import copied
from tests.gui.fakes import JULIET, NOON, ROMEO, contact

People = dict[BareJid, ContactState]


def people(*contacts: ContactState) -> People:
    return {contact.jid: contact for contact in contacts}


def names(model: QAbstractItemModel) -> list[str]:
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def shown_row(model: ContactsModel, at: int) -> Row:
    row: Row = model.index(at, 0).data(Qt.ItemDataRole.UserRole)
    return row


class Touched:
    """What a view is told."""

    def __init__(self, model: ContactsModel) -> None:
        self.log: list[str] = []
        model.rowsInserted.connect(lambda _p, first, last: self.log.append(f"inserted {first}-{last}"))
        model.rowsRemoved.connect(lambda _p, first, last: self.log.append(f"removed {first}-{last}"))
        model.rowsMoved.connect(lambda _p, first, _l, _d, to: self.log.append(f"moved {first} before {to}"))
        model.dataChanged.connect(lambda top, bottom: self.log.append(f"changed {top.row()}-{bottom.row()}"))
        model.modelReset.connect(lambda: self.log.append("reset"))

    def take(self) -> list[str]:
        taken, self.log = self.log, []
        return taken


@pytest.fixture
def model() -> ContactsModel:
    made = ContactsModel(lambda: NOON)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def test_contacts_with_a_status_come_first_then_by_name(model: ContactsModel) -> None:
    everybody = people(
        contact("paris"), contact("Tybalt", "🏋 Training"), contact("Benvolio"), contact("Éowyn"), contact("abram", "x")
    )
    model.update(ROMEO, everybody, All.ALL)

    assert names(model) == ["abram", "Tybalt", "Benvolio", "Éowyn", "paris"]


def test_contacts_whose_status_cannot_come_are_not_shown(model: ContactsModel) -> None:
    stranger = replace(contact("Stranger"), subscription="from")
    model.update(ROMEO, people(contact("Juliet"), stranger), All.ALL)

    assert names(model) == ["Juliet"]


def test_one_change_touches_one_row(model: ContactsModel) -> None:
    everybody = people(contact("A", "x"), contact("B", "y"), contact("C"), contact("D"))
    model.update(ROMEO, everybody, All.ALL)
    touched = Touched(model)

    def change(new: ContactState) -> list[str]:
        everybody[new.jid] = new
        model.update(ROMEO, everybody, frozenset({new.jid}))
        return touched.take()

    assert change(contact("B", "z")) == ["changed 1-1"]
    assert change(contact("B", "z")) == []
    assert change(contact("A")) == ["moved 0 before 2", "changed 1-1"]
    assert names(model) == ["B", "A", "C", "D"]
    assert change(contact("D", "new")) == ["moved 3 before 1", "changed 1-1"]
    assert names(model) == ["B", "D", "A", "C"]
    assert change(contact("E")) == ["inserted 4-4"]
    del everybody[contact("B").jid]
    model.update(ROMEO, everybody, frozenset({contact("B").jid}))
    assert touched.take() == ["removed 0-0"]
    model.update(ROMEO, everybody, frozenset({BareJid("nobody@example.org")}))
    assert touched.take() == []


def test_what_a_presence_says_is_marked(model: ContactsModel) -> None:
    around = replace(contact("Juliet"), presence_text="Around", presence_since=NOON)
    model.update(ROMEO, people(around, contact("Nurse", "Lunch"), contact("Paris")), All.ALL)

    assert names(model) == ["Juliet", "Nurse", "Paris"]
    assert [shown_row(model, at).via_presence for at in range(3)] == [True, False, False]
    assert (shown_row(model, 0).shown_text, shown_row(model, 0).since) == ("Around", NOON)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Juliet: Around, via presence, since {NOON.astimezone():%H:%M}"
    model.search("around")
    assert names(model) == ["Juliet"]


def test_everything_again_is_no_change(model: ContactsModel) -> None:
    everybody = people(contact("A", "x"), contact("B"))
    model.update(ROMEO, everybody, All.ALL)
    touched = Touched(model)

    model.update(ROMEO, everybody, All.ALL)

    assert touched.take() == []


def test_what_is_not_shown_of_a_contact_touches_nothing_and_is_not_kept_twice(model: ContactsModel) -> None:
    everybody = people(*(contact(f"Person {n:03}", "x") for n in range(100)))
    model.update(ROMEO, everybody, All.ALL)
    touched = Touched(model)
    asked = {jid: replace(state, asked=True, attempts=2) for jid, state in everybody.items()}

    model.update(ROMEO, asked, All.ALL)

    assert touched.take() == []
    assert shown_row(model, 7).contact is asked[contact("Person 007").jid]


@pytest.mark.parametrize("turns", [0, 1, 4])
def test_a_search_finds_the_same_however_much_of_it_is_prepared(model: ContactsModel, turns: int) -> None:
    everybody = people(*(contact(f"Person {n:04}", f"Café {n}" if n % 3 else None) for n in range(3_000)))
    model.update(ROMEO, everybody, All.ALL)
    for _ in range(turns):
        model.prepare_search()
    changed = contact("Person 0001", "Café 2999")
    everybody[changed.jid] = changed
    model.update(ROMEO, everybody, frozenset({changed.jid}))

    model.search("CAFE 299")

    assert names(model) == ["Person 0001", "Person 0299", *(f"Person {n}" for n in range(2990, 3000) if n % 3)]


def test_accounts_do_not_mix(model: ContactsModel) -> None:
    model.update(ROMEO, people(contact("A", "x")), All.ALL)
    model.update(JULIET, people(contact("A", "y"), contact("B")), All.ALL)
    assert names(model) == ["A", "A", "B"]

    model.keep_accounts([JULIET])

    assert names(model) == ["A", "B"]
    assert shown_row(model, 0).text == "y"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jul", ["Juliet"]),
        ("MEETING", ["Juliet"]),
        ("eowyn", ["Éowyn"]),
        ("example.org", ["Juliet", "Éowyn"]),
        ("nobody", []),
        ("  ", ["Juliet", "Éowyn"]),
    ],
)
def test_search_looks_at_name_address_and_status(model: ContactsModel, typed: str, found: list[str]) -> None:
    model.update(ROMEO, people(contact("Juliet", "📅 In a meeting"), contact("Éowyn")), All.ALL)

    model.search(typed)

    assert names(model) == found
    assert model.total == 2


def test_a_search_goes_on_while_contacts_change(model: ContactsModel) -> None:
    everybody = people(contact("Juliet", "☕"), contact("Nurse"))
    model.update(ROMEO, everybody, All.ALL)
    model.search("☕")
    everybody[contact("Nurse").jid] = contact("Nurse", "☕ too")
    model.update(ROMEO, everybody, frozenset({contact("Nurse").jid}))
    assert names(model) == ["Juliet", "Nurse"]

    everybody[contact("Juliet").jid] = contact("Juliet")
    model.update(ROMEO, everybody, frozenset({contact("Juliet").jid}))
    assert names(model) == ["Nurse"]


def in_groups(name: str, *groups: str, text: str | None = None) -> ContactState:
    return replace(contact(name, text), groups=groups)


def test_a_group_is_shown_alone_and_a_contact_of_two_in_both(model: ContactsModel) -> None:
    everybody = people(
        in_groups("Juliet", "Friends", "Work"), in_groups("Nurse", "Work", text="☕"), contact("Paris", "☕")
    )
    model.update(ROMEO, everybody, All.ALL)
    assert model.groups == ["Friends", "Work", NO_GROUP]
    assert names(model) == ["Nurse", "Paris", "Juliet"]

    model.show_group("Work")
    assert names(model) == ["Nurse", "Juliet"]
    model.search("jul")
    assert names(model) == ["Juliet"]
    model.show_group("Friends")
    model.search("")
    assert names(model) == ["Juliet"]
    model.show_group(NO_GROUP)
    assert names(model) == ["Paris"]
    model.show_group(None)
    assert names(model) == ["Nurse", "Paris", "Juliet"]


def test_what_changes_of_a_contact_that_is_off_is_not_shown(model: ContactsModel) -> None:
    everybody = people(contact("Juliet", "Lunch"), contact("Nurse", "Tea"))
    model.update(ROMEO, everybody, All.ALL)
    model.mark({ContactKey(ROMEO, contact("Juliet").jid): Marks(Rule.OFF)})
    assert names(model) == ["Nurse", "Juliet"]

    everybody[contact("Juliet").jid] = contact("Juliet", "Dinner")
    model.update(ROMEO, everybody, frozenset({contact("Juliet").jid}))
    assert names(model) == ["Nurse", "Juliet"]
    assert shown_row(model, 1).shown_text is None
    model.search("dinner")
    assert names(model) == []

    model.mark({})
    assert names(model) == ["Juliet"]


def test_groups_come_and_go_with_the_contacts_in_them(model: ContactsModel) -> None:
    everybody = people(in_groups("Juliet", "Friends"), in_groups("Nurse", "Friends"))
    told: list[list[str]] = []
    model.groups_changed.connect(lambda: told.append(list(model.groups)))
    model.update(ROMEO, everybody, All.ALL)
    model.show_group("Friends")

    def change(new: ContactState) -> None:
        everybody[new.jid] = new
        model.update(ROMEO, everybody, frozenset({new.jid}))

    change(in_groups("Juliet", "Work"))
    assert names(model) == ["Nurse"]
    change(in_groups("Nurse", "Friends", text="☕"))
    change(in_groups("Nurse", "Work"))
    assert names(model) == []
    model.keep_accounts([])
    assert told == [["Friends"], ["Friends", "Work"], ["Work"], []]


def test_a_login_touches_only_what_it_changed(model: ContactsModel) -> None:
    everybody = people(*(contact(f"Person {n:03}") for n in range(500)))
    model.update(ROMEO, everybody, All.ALL)
    touched = Touched(model)
    everybody[contact("Person 400").jid] = contact("Person 400", "☕")

    model.update(ROMEO, everybody, All.ALL)

    assert touched.take() == ["moved 400 before 0", "changed 0-0"]


def test_any_order_of_changes_ends_in_the_right_order(model: ContactsModel) -> None:
    chance = random.Random(7)
    everybody: People = {}
    for _ in range(600):
        name = f"P{chance.randrange(40)}"
        jid = contact(name).jid
        if chance.random() < 0.2:
            everybody.pop(jid, None)
        else:
            everybody[jid] = contact(name, chance.choice([None, "x", "y"]))
        model.update(ROMEO, everybody, frozenset({jid}))
        expected = sorted(everybody.values(), key=lambda c: (c.text is None, c.name.casefold()))
        assert names(model) == [c.name for c in expected]


def test_contacts_text_is_inert(model: ContactsModel) -> None:
    model.update(ROMEO, people(contact("<b>Eve</b>\n", "a\n<i>b</i>\x1b[31m\u202e")), All.ALL)

    row = shown_row(model, 0)
    assert names(model) == ["<b>Eve</b>"]
    assert row.shown_text == "a <i>b</i>[31m"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "<b>Eve</b>: a <i>b</i>[31m"
    assert copied(row) == "a <i>b</i>[31m"


def test_copy_takes_the_whole_text_without_what_could_run_in_a_terminal() -> None:
    raw = "rm -rf ~\n" + "שלום" * 200

    def row(text: str | None) -> Row:
        found = row_of(ROMEO, contact("Eve", text))
        assert found is not None
        return found

    assert copied(row(raw)) == raw.replace("\n", " ")
    assert copied(row(None)) == "eve@example.org"


def test_five_thousand_contacts_are_no_burden(model: ContactsModel) -> None:
    everybody = people(*(contact(f"Person {n * 7919 % 5000:04}", f"📅 {n}" if n % 3 else None) for n in range(5_000)))
    touched = Touched(model)
    plain = ContactsModel(lambda: NOON)
    began = time.perf_counter()
    plain.update(ROMEO, everybody, All.ALL)
    loaded = time.perf_counter() - began
    model.update(ROMEO, everybody, All.ALL)
    assert touched.take() == ["reset"]

    jid = contact("Person 2500").jid
    everybody[jid] = contact("Person 2500", "changed", since=NOON)
    model.update(ROMEO, everybody, frozenset({jid}))
    assert len([entry for entry in touched.take() if entry.startswith("changed")]) == 1

    began = time.perf_counter()
    for number in range(200):
        everybody[jid] = contact("Person 2500", f"changed {number}" if number % 2 else None)
        plain.update(ROMEO, everybody, frozenset({jid}))
    changed = (time.perf_counter() - began) / 200
    # Generous: measured 70 ms and 0.03 ms on two busy cores.
    assert loaded < 1
    assert changed < 0.005


class CountingModel(ContactsModel):
    """Counts how often Python is asked for the number of rows, as Qt does for each row that it lays out."""

    def __init__(self) -> None:
        super().__init__(lambda: NOON)
        self.asked = 0

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        self.asked += 1
        return super().rowCount(parent)


def test_a_list_of_thousands_is_laid_out_without_python() -> None:
    counting = CountingModel()
    view = ContactList(counting)
    view.resize(300, 400)
    view.show()
    counting.update(ROMEO, people(*(contact(f"Person {n:04}") for n in range(5_000))), All.ALL)
    view.grab()
    counting.asked = 0

    for typed in ("person 1", "person", ""):
        counting.search(typed)
        view.grab()

    assert view.rows.rowCount() == 5_000
    assert counting.asked < 3_000, "with this model alone 12,000 times"
    view.close()


def test_rows_have_no_children(model: ContactsModel) -> None:
    model.update(ROMEO, people(contact("A")), All.ALL)

    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(QModelIndex()) is None
