"""config.toml: what it says, what is wrong with it and where, and changes that lose nothing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tray.core import toml_text
from status_tray.core.config import (
    DEFAULT_PRESETS,
    AccountConfig,
    Config,
    ConfigBroken,
    IconStyle,
    OnQuit,
    PasswordFrom,
    Preset,
    decode,
    default_presets,
    parse,
)
from status_tray.core.config_edit import (
    EditRefused,
    fresh,
    put_account,
    remove_account,
    set_in_table,
    set_value,
)
from status_tray.core.deadline import END_OF_DAY
from status_tray.core.jid import BareJid
from status_tray.core.presence import Show
from status_tray.core.preset_edit import add_preset, remove_preset
from status_tray.core.status import own_text
from status_tray.core.toml_values import Complaint

FILE = "/profile/config.toml"
ROMEO = AccountConfig(BareJid("romeo@example.org"))
JULIET = AccountConfig(
    BareJid("juliet@example.org"),
    host="chat.example.org",
    port=5223,
    direct_tls=True,
    ca_file=Path("/etc/ssl/own.pem"),
    password=PasswordFrom.ASK,
    enabled=False,
)

BY_HAND = '''\
# My own file.
version = 1
later.key = "kept"  # of a later version
on_quit = "keep" # always

motto = """
[[account]]
# no comment "" # and no table
"""

# Home
[[account]]  # the first
jid = "Romeo@example.org"
colour = "red"
port = 5222 # usual

# Work
[[account]]
jid = 'nurse@example.org'
[account.extra]
list = [ 1, # one
  2 ]  # ]

[other]
jid = "no account"

[[preset]]
text = "A \\"quoted\\" text"
clear_after = "30m"

# No account of mine any more:
[[account]]
jid = "paris@example.org"
# the end'''


def read(text: str) -> Config:
    config, complaints = parse(text, FILE)
    assert not complaints
    return config


# --- reading -----------------------------------------------------------------------------------------------


def test_a_fresh_profile_has_six_presets_and_no_account() -> None:
    assert read("") == Config()
    assert read(fresh()) == Config()
    assert len(DEFAULT_PRESETS) == 6
    assert all(own_text(preset.text) == preset.text for preset in DEFAULT_PRESETS)


def test_a_file_written_by_hand_is_read() -> None:
    config = read(BY_HAND)
    assert [account.jid for account in config.accounts] == [
        "romeo@example.org",
        "nurse@example.org",
        "paris@example.org",
    ]
    assert config.accounts[0].port == 5222
    assert config.presets == (Preset('A "quoted" text', timedelta(minutes=30)),)
    assert config.on_quit is OnQuit.KEEP
    assert config.icon_style is IconStyle.AUTO


def test_a_ca_file_is_looked_for_beside_the_configuration() -> None:
    text = '[[account]]\njid = "romeo@example.org"\nca_file = "own.pem"\n'
    assert read(text).accounts[0].ca_file == Path("/profile/own.pem")


def test_a_preset_may_end_with_the_day() -> None:
    party = Preset("🎄 Party", END_OF_DAY)
    assert read('[[preset]]\ntext = "🎄 Party"\nclear_after = "today"\n').presets == (party,)
    assert read(add_preset("", party)).presets == (*DEFAULT_PRESETS, party)


def test_no_presets_at_all_is_a_choice() -> None:
    assert read("preset = []\n").presets == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = \n", 1, 5),
        ('version = 1\n[[account]]\njid = "romeo\n', 3, 13),
        ("version = 1\nversion = 1\n", 2, 12),
        ("a = [1,\n 2", 2, 3),
        ("[x]\n[x]\n", 2, 3),
        ("a = {b = 1, b = 2}", 1, 18),
        ("a = " + "[" * 5000, 1, 1),
        ("version = 2\n", 1, 1),
        ("\n\nversion = 7\n", 3, 1),
    ],
)
def test_a_broken_file_is_said_with_line_and_column(text: str, line: int, column: int) -> None:
    with pytest.raises(ConfigBroken) as broken:
        parse(text, FILE)
    assert (broken.value.line, broken.value.column) == (line, column)
    sentence = str(broken.value)
    assert sentence.startswith(f"{FILE}, line {line}, column {column}: ")
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_file_that_is_not_utf_8_is_said_with_line_and_column() -> None:
    with pytest.raises(ConfigBroken, match="line 2, column 6: This is not UTF-8"):
        decode(b'a = 1\nb = "\xff"\n', FILE)
    assert decode(b"\xef\xbb\xbfa = 1", FILE) == "a = 1"


@pytest.mark.parametrize(
    ("written", "host"),
    [("::1", "::1"), ("[::1]", "::1"), ("fe80::1%eth0", "fe80::1%eth0"), ("chat.example.org", "chat.example.org")],
)
def test_an_ipv6_address_may_stand_in_brackets(written: str, host: str) -> None:
    """And what `account add --server` writes can be read again, also with a zone."""
    found, complaints = parse(f"[[account]]\njid = 'romeo@example.org'\nhost = '{written}'\n", FILE)
    assert [account.host for account in found.accounts] == [host]
    assert not complaints


@pytest.mark.parametrize(
    ("text", "line", "key", "config"),
    [
        ("version = 'x'\n", 1, "version", Config()),
        ("version = 0\n", 1, "version", Config()),
        ("version = true\n", 1, "version", Config()),
        ("\nicon_style = 'blue'\n", 2, "icon_style", Config()),
        ("icon_style = 5\n", 1, "icon_style", Config()),
        ("on_quit = ['ask']\n", 1, "on_quit", Config()),
        ("account = 5\n", 1, "account", Config()),
        ("[account]\njid = 'romeo@example.org'\n", 1, "account", Config()),
        ("account = [1]\n", 1, "account", Config()),
        ("[[account]]\nport = 1\n", 1, "account", Config()),
        ("[[account]]\njid = 5\n", 2, "account.jid", Config()),
        ("[[account]]\njid = 'romeo'\n", 2, "account.jid", Config()),
        ("[[account]]\njid = 'romeo@example.org'\nport = 0\n", 3, "account.port", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nport = 65536\n", 3, "account.port", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nport = true\n", 3, "account.port", Config(accounts=(ROMEO,))),
        ("[[account]]\nport = '1'\njid = 'romeo@example.org'\n", 2, "account.port", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nhost = 'a b'\n", 3, "account.host", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nhost = ''\n", 3, "account.host", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nhost = '[::1]:5222'\n", 3, "account.host", Config(accounts=(ROMEO,))),
        ("[[account]]\njid = 'romeo@example.org'\nhost = 'a:5222'\n", 3, "account.host", Config(accounts=(ROMEO,))),
        (
            "[[account]]\njid = 'romeo@example.org'\ndirect_tls = 'no'\n",
            3,
            "account.direct_tls",
            Config(accounts=(ROMEO,)),
        ),
        (
            "[[account]]\njid = 'romeo@example.org'\nca_file = '~/own.pem'\n",
            3,
            "account.ca_file",
            Config(accounts=(ROMEO,)),
        ),
        (
            "[[account]]\njid = 'romeo@example.org'\npassword = 'hunter2'\n",
            3,
            "account.password",
            Config(accounts=(ROMEO,)),
        ),
        (
            "[[account]]\njid = 'romeo@example.org'\n[[account]]\njid = 'ROMEO@example.org'\n",
            4,
            "account.jid",
            Config(accounts=(ROMEO,)),
        ),
        ("one_status = 'no'\n", 1, "one_status", Config()),
        ("[[preset]]\ntext = ''\n", 2, "preset.text", Config(presets=())),
        ("[[preset]]\ntext = 'bell\\u0007'\n".replace("'", '"'), 2, "preset.text", Config(presets=())),
        ("[[preset]]\nclear_after = '1h'\n", 1, "preset", Config(presets=())),
        (
            "[[preset]]\ntext = 'x'\n\nclear_after = 'soon'\n",
            4,
            "preset.clear_after",
            Config(presets=(Preset("x"),)),
        ),
        ("[[preset]]\ntext = 'x'\nclear_after = 60\n", 3, "preset.clear_after", Config(presets=(Preset("x"),))),
        ("preset = [\n  {text = 'x', clear_after = ''}]\n", 1, "preset.clear_after", Config(presets=(Preset("x"),))),
    ],
)
def test_a_wrong_value_is_said_with_its_line_and_does_not_count(text: str, line: int, key: str, config: Config) -> None:
    found, complaints = parse(text, FILE)
    assert found == config
    (complaint,) = complaints
    assert (complaint.file, complaint.line, complaint.key) == (FILE, line, key)
    assert str(complaint).startswith(f"{FILE}, line {line}: “{key}” ")
    assert str(complaint).endswith(".")


def test_a_wrong_value_is_not_repeated() -> None:
    """A password that somebody wrote into the file does not go to the log from there (rule 15)."""
    _, complaints = parse("[[account]]\njid = 'romeo@example.org'\npassword = 'hunter2'\n", FILE)
    assert not any("hunter2" in str(complaint) for complaint in complaints)
    assert isinstance(complaints[0], Complaint)


# --- places ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("version",), "version = 1"),
        (("later", "key"), 'later.key = "kept"  # of a later version'),
        (("later",), 'later.key = "kept"  # of a later version'),
        (("motto",), 'motto = """'),
        (("account", 0), "[[account]]  # the first"),
        (("account", 0, "port"), "port = 5222 # usual"),
        (("account", 0, "absent"), "[[account]]  # the first"),
        (("account", 1, "extra"), "[account.extra]"),
        (("account", 1, "extra", "list", 1), "list = [ 1, # one"),
        (("account", 2, "jid"), 'jid = "paris@example.org"'),
        (("other", "jid"), 'jid = "no account"'),
        (("absent",), None),
    ],
)
def test_every_value_has_a_line(path: toml_text.Path, line: str | None) -> None:
    number = toml_text.line_of(BY_HAND, path)
    assert (BY_HAND.splitlines()[number - 1] if number else None) == line


def test_the_statements_are_those_that_tomllib_sees() -> None:
    tricky = (
        "a.\"b.c\".d = 1\n\"x\\u0041\" = '''\n# \"\" '''''\n[ t . \"u\" ] # c\nk = { l = [ \"]\", '}' ] }\n"
        '[[ t.v ]]\nm = """a\\""""""\n[t.v.w]\nn = 1979-05-27 07:32:00Z\r\n[[t.v]]'
    )
    tables: Any = toml_text.load(tricky)
    for statement in toml_text.statements(tricky):
        value = tables
        for step in statement.path:
            value = value[step]
        if not statement.is_header:
            start, end = statement.value
            assert toml_text.load("value = " + tricky[start:end])["value"] == value


# --- changes -----------------------------------------------------------------------------------------------


def test_a_fresh_profile_speaks_the_users_language() -> None:
    german = default_presets(lambda context, source: {"🍽 Lunch": "🍽 Mittag"}.get(source, source) if context else "")
    assert [preset.clear_after for preset in german] == [preset.clear_after for preset in DEFAULT_PRESETS]
    assert [preset.text for preset in german if preset not in DEFAULT_PRESETS] == ["🍽 Mittag"]
    assert read("").with_defaults(german).presets == german
    assert read(fresh(())).with_defaults(german).presets == german
    assert read(fresh()).with_defaults(german).presets == DEFAULT_PRESETS
    assert read("preset = []\n").with_defaults(german).presets == ()
    assert read(fresh(german)).presets == german


def test_an_account_is_added_behind_the_others() -> None:
    text = put_account(fresh(), ROMEO)
    assert text == fresh() + '\n[[account]]\njid = "romeo@example.org"\n'
    both = put_account(text, JULIET)
    assert read(both).accounts == (ROMEO, JULIET)
    assert read(both).presets == DEFAULT_PRESETS


def test_an_account_is_changed_in_its_place() -> None:
    text = put_account(BY_HAND, AccountConfig(BareJid("romeo@example.org"), port=443, password=PasswordFrom.ASK))
    assert text == BY_HAND.replace("port = 5222 # usual\n", 'port = 443 # usual\npassword = "ask"\n')
    text = put_account(BY_HAND, AccountConfig(BareJid("romeo@example.org")))
    assert text == BY_HAND.replace("port = 5222 # usual\n", "")


def test_an_account_is_removed_with_its_tables_and_nothing_else() -> None:
    text = remove_account(BY_HAND, BareJid("nurse@example.org"))
    block = "[[account]]\njid = 'nurse@example.org'\n[account.extra]\nlist = [ 1, # one\n  2 ]  # ]\n\n"
    assert text == BY_HAND.replace(block, "\n")
    text = remove_account(BY_HAND, BareJid("paris@example.org"))
    assert text == BY_HAND.replace('[[account]]\njid = "paris@example.org"\n', "")
    assert remove_account(BY_HAND, BareJid("tybalt@example.org")) == BY_HAND


def test_adding_and_removing_an_account_leaves_the_file_as_it_was() -> None:
    assert remove_account(put_account(fresh(), JULIET), JULIET.jid) == fresh()


def test_tables_of_one_account_that_are_not_together_go_together() -> None:
    text = '[[account]]\njid = "romeo@example.org"\n[x]\ny = 1\n[account.extra]\nz = 1\n'
    assert remove_account(text, ROMEO.jid) == "[x]\ny = 1\n"


def test_a_preset_is_added_to_those_of_a_fresh_profile() -> None:
    preset = Preset('👨‍👩‍👧 Family \\ "time"', timedelta(hours=2, minutes=30))
    assert read(add_preset("", preset)).presets == (*DEFAULT_PRESETS, preset)
    assert read(add_preset(fresh(), preset)).presets == (*DEFAULT_PRESETS, preset)
    assert preset.text.split()[0] in add_preset("", preset)


def test_a_preset_is_added_behind_the_others() -> None:
    text = add_preset(BY_HAND, Preset("New"))
    assert text == BY_HAND.replace('clear_after = "30m"\n', 'clear_after = "30m"\n\n[[preset]]\ntext = "New"\n')


def test_presets_are_removed_down_to_none() -> None:
    text = fresh()
    for left in range(5, -1, -1):
        text = remove_preset(text, 0)
        assert read(text).presets == DEFAULT_PRESETS[6 - left :]
    with pytest.raises(IndexError):
        remove_preset(text, 0)
    assert read(add_preset(text, Preset("New"))).presets == (Preset("New"),)


def test_a_preset_of_a_fresh_profile_without_a_file_is_removed() -> None:
    assert read(remove_preset("", 1)).presets == (DEFAULT_PRESETS[0], *DEFAULT_PRESETS[2:])


def test_presets_are_counted_as_they_are_read() -> None:
    text = '[[preset]]\ntext = ""\n[[preset]]\ntext = "one"\n[[preset]]\ntext = "two"\n'
    assert remove_preset(text, 0) == text.replace('[[preset]]\ntext = "one"\n', "")
    with pytest.raises(IndexError):
        remove_preset(text, 2)


def test_a_choice_is_set_in_its_place_or_before_all_tables() -> None:
    assert set_value(BY_HAND, "on_quit", "clear") == BY_HAND.replace('"keep" # always', '"clear" # always')
    text = set_value(BY_HAND, "icon_style", "dark")
    assert read(text).icon_style is IconStyle.DARK
    assert text.replace('icon_style = "dark"\n', "") == BY_HAND
    assert read(set_value(BY_HAND, "one_status", False)).one_status is False
    assert set_value("", "on_quit", "keep") == 'on_quit = "keep"\n'
    assert set_value("[x]\n", "on_quit", "keep") == 'on_quit = "keep"\n\n[x]\n'


def test_the_line_ends_of_the_file_are_used() -> None:
    text = put_account(fresh().replace("\n", "\r\n"), JULIET)
    assert text.count("\n") == text.count("\r\n")
    assert read(text).accounts == (JULIET,)


@pytest.mark.parametrize(
    "text", ["account = [{jid = 'romeo@example.org'}]\n", "account = 5\n", "[account]\njid = 'romeo@example.org'\n"]
)
def test_what_would_have_to_be_rewritten_is_left_to_people(text: str) -> None:
    for account in (ROMEO, JULIET):
        with pytest.raises(EditRefused):
            put_account(text, account)
    if "[{" in text:
        with pytest.raises(EditRefused):
            remove_account(text, ROMEO.jid)


CHANGES: tuple[Callable[[str], str], ...] = (
    lambda text: put_account(text, ROMEO),
    lambda text: remove_account(text, ROMEO.jid),
    lambda text: add_preset(text, Preset("x")),
    lambda text: remove_preset(text, 0),
    lambda text: set_value(text, "on_quit", "keep"),
    lambda text: set_in_table(text, "presence", "mirror", True),
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_broken_file_is_not_changed(change: Callable[[str], str]) -> None:
    with pytest.raises(ConfigBroken):
        change("version = \n")


PIECES = st.sampled_from(
    [
        "# a comment\n",
        "\n",
        "[[account]]\njid = 'a@example.org'\n",
        '[[account]] # c\n  jid = "b@example.org"\n\nport = 5 # p\n',
        "[[account]]\njid = 'c@example.org'\n[account.own]\nx = '''\n[[account]]\n'''\n",
        "[[preset]]\ntext = 'p'\n# behind\n",
        "[[preset]]\ntext = 'q'\nclear_after = '1h'\n",
        "[x]\ny = [\n  '[[account]]', # c\n]\n",
        "[z.account]\njid = 'a@example.org'\n",
    ]
)


@given(st.lists(PIECES, max_size=8, unique=True), st.sampled_from("abcd"), st.integers(0, 2))
def test_changes_touch_nothing_else(pieces: list[str], name: str, preset: int) -> None:
    text = "version = 1\n" + "".join(pieces)
    before = toml_text.load(text)
    jid = BareJid(f"{name}@example.org")

    def same(changed: str, *keys: str) -> bool:
        """Apart from `keys`, it says the same, and what lines are in both are in the same order."""
        after = toml_text.load(changed)
        left, right = ({k: v for k, v in table.items() if k not in keys} for table in (before, after))
        return left == right

    added = put_account(text, AccountConfig(jid, port=7))
    assert same(added, "account")
    assert read(added).account(jid) == AccountConfig(jid, port=7)
    kept = iter(added.splitlines())
    assert all(line in kept for line in text.splitlines() if not line.startswith("port"))

    removed = remove_account(added, jid)
    assert same(removed, "account")
    others = [account for account in before.get("account", []) if account["jid"] != jid]
    assert toml_text.load(removed).get("account", []) == others
    assert removed.count("# ") >= text.count("# ") - 2

    more = add_preset(text, Preset("new"))
    assert same(more, "preset")
    kept = iter(more.splitlines())
    assert all(line in kept for line in text.splitlines())
    presets = read(more).presets
    assert presets[-1] == Preset("new")
    if preset < len(presets):
        fewer = remove_preset(more, preset)
        assert same(fewer, "preset")
        assert read(fewer).presets == presets[:preset] + presets[preset + 1 :]


# --- presence ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mirror"),
    [("", None), ("[presence]\n", None), ("[presence]\nmirror = true", True), ("presence.mirror = false", False)],
)
def test_whether_the_presence_mirrors_the_status_is_yes_no_or_not_asked(text: str, mirror: bool | None) -> None:
    config, complaints = parse(text, FILE)
    assert (config.mirror, config.presence.mirror, complaints) == (mirror, bool(mirror), ())


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("[presence]\nmirror = 1", 2, "presence.mirror"),
        ("\npresence = 1", 2, "presence"),
        ("[[preset]]\ntext = 'Lunch'\nshow = 'chat'", 3, "preset.show"),
    ],
)
def test_a_wrong_presence_counts_as_none(text: str, line: int, key: str) -> None:
    config, (complaint,) = parse(text, FILE)
    assert (complaint.line, complaint.key) == (line, key)
    assert not config.mirror
    assert {preset.show for preset in config.presets} == {None}


def test_a_preset_has_an_availability() -> None:
    text = add_preset(fresh(), Preset("Focus", show=Show.DND))
    config, complaints = parse(text, FILE)
    assert (config.presets[-1], complaints) == (Preset("Focus", show=Show.DND), ())
    assert config.presence.shows["Focus"] is Show.DND
    assert not any(preset.show for preset in DEFAULT_PRESETS)


def test_of_two_presets_with_one_text_the_first_counts() -> None:
    presets = (Preset("Lunch"), Preset("Lunch", show=Show.DND), Preset("Nap", show=Show.AWAY))
    assert Config(presets=presets).presence.shows == {"Lunch": None, "Nap": Show.AWAY}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "[presence]\nmirror = true\n"),
        ("on_quit = 'keep'", "on_quit = 'keep'\n\n[presence]\nmirror = true\n"),
        ("[presence]\none = 1 # a\n\n[x]\n", "[presence]\none = 1 # a\nmirror = true\n\n[x]\n"),
        ("[presence] # b\n[x]\n", "[presence] # b\nmirror = true\n[x]\n"),
        ("[presence]\nmirror = false # c\n", "[presence]\nmirror = true # c\n"),
        ("presence.mirror = false\n", "presence.mirror = true\n"),
    ],
)
def test_a_choice_in_a_table_is_set_in_its_place(before: str, after: str) -> None:
    changed = set_in_table(before, "presence", "mirror", True)
    assert parse(changed, FILE)[0].mirror is True
    assert parse(set_in_table(changed, "presence", "mirror", None), FILE)[0].mirror is None
    assert set_in_table("a = 1\n", "presence", "mirror", None) == "a = 1\n"
    assert changed == after or changed.replace("\n\n", "\n") == after.replace("\n\n", "\n")


@pytest.mark.parametrize("text", ["presence = {mirror = false}", "presence.one = 1"])
def test_a_table_in_another_form_is_left_to_people(text: str) -> None:
    with pytest.raises(EditRefused):
        set_in_table(text, "presence", "mirror", True)
