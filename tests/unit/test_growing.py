"""The mapping of which a longer one is cheap: it does what a copied dictionary does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from status_tray.core.growing import Growing
from status_tray.core.policy_state import put


@given(st.dictionaries(st.integers(0, 300), st.integers()), st.lists(st.tuples(st.integers(0, 300), st.integers())))
def test_it_is_a_dictionary_whose_latest_entry_is_the_last(start: dict[int, int], more: list[tuple[int, int]]) -> None:
    growing, plain = Growing(start), dict(start)
    for key, value in more:
        before = dict(growing)
        growing, longer = growing.put(key, value), growing
        plain = dict(put(plain, key, value))
        assert list(growing.items()) == list(plain.items())
        assert (len(growing), growing == plain) == (len(plain), True)
        assert dict(longer) == before
        assert key in growing
    assert all(growing.get(key) == plain.get(key) for key in range(301))


def test_nothing_is_in_an_empty_one() -> None:
    assert not Growing()
    assert 1 not in Growing()


def test_many_entries() -> None:
    growing: Growing[int, int] = Growing()
    for key in range(1000):
        growing = growing.put(key % 700, key)
    assert list(growing) == [*range(300, 700), *range(300)]
