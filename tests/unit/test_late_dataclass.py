"""A class whose methods are written late is in no way another one than the standard library's."""

import copy
import dataclasses
import pickle
import subprocess
import sys
import threading
from dataclasses import FrozenInstanceError, field, replace

import pytest

from status_tray.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word."""

    text: str
    language: str = "en"
    senses: tuple[str, ...] = field(default=(), compare=False)

    @property
    def length(self) -> int:
        return len(self.text)


@dataclass(eq=False, slots=True)
class Box:
    words: list[Word] = field(default_factory=list)


def test_it_is_what_the_standard_library_makes() -> None:
    word = Word("tray", senses=("flat",))
    assert word == Word("tray")
    assert hash(word) == hash(Word("tray"))
    assert word != Word("tray", "nl")
    assert repr(word) == "Word(text='tray', language='en', senses=('flat',))"
    assert replace(word, text="trays").length == 5
    assert copy.copy(word) == pickle.loads(pickle.dumps(word)) == word
    assert [one.name for one in dataclasses.fields(word)] == ["text", "language", "senses"]
    assert (Word.__doc__, Word.__qualname__, Word.__module__) == ("A word.", "Word", __name__)
    match word:
        case Word(text, "en"):
            assert text == "tray"
        case _:
            raise AssertionError(word)


def test_it_is_frozen_and_has_slots() -> None:
    word = Word("tray")
    with pytest.raises(FrozenInstanceError):
        word.text = "other"  # type: ignore[misc]
    assert not hasattr(word, "__dict__")
    box = Box()
    box.words.append(word)
    assert box != Box([word])
    assert Box().words == []


def test_a_wrong_call_is_said_as_ever() -> None:
    with pytest.raises(TypeError, match=r"missing 1 required positional argument: 'text'"):
        Word()  # type: ignore[call-arg]


def test_what_it_is_not_for_is_refused() -> None:
    class Parent:
        pass

    with pytest.raises(TypeError, match="Child is not plain data"):

        @dataclass(slots=True)
        class Child(Parent):
            name: str

    with pytest.raises(TypeError, match="with slots"):
        dataclass(slots=False)


def test_threads_may_make_the_first_instances_at_once() -> None:
    for _ in range(50):

        @dataclass(frozen=True, slots=True)
        class Fresh:
            number: int
            name: str = "x"

        start = threading.Barrier(4)
        made: list[object] = []

        def make(start: threading.Barrier = start, made: list[object] = made, kind: type = Fresh) -> None:
            start.wait()
            made.append(kind(1))

        threads = [threading.Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Fresh(1)] * 4


def test_an_import_writes_no_methods() -> None:
    """Counted, not timed."""
    count = """
import dataclasses
made, original = [], dataclasses._process_class
def counted(cls, *options):
    made.append(cls.__module__)
    return original(cls, *options)
dataclasses._process_class = counted
import status_tray.applet, status_tray.app, status_tray.ui.shell, status_tray.xmpp.session, status_tray.xmpp.client
print(sum(name.startswith("status_tray") for name in made))
"""
    told = subprocess.run([sys.executable, "-c", count], capture_output=True, text=True, check=True, timeout=60)
    assert int(told.stdout) <= 5
