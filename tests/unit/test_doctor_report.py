"""The doctor's report: lines for people, JSON for programs, nothing secret and nothing hostile in either."""

from __future__ import annotations

from pathlib import Path

from status_tray.doctor.report import (
    REDACTED,
    TITLES,
    Finding,
    Verdict,
    as_object,
    failed,
    passed,
    text,
    warned,
    worst,
)

GOOD = passed("python", "3.11.7", version="3.11.7")
LIMITED = warned("tray", "Nothing here shows tray icons.", "Add one.")
BROKEN = failed("login", "Wrong password.", "Give the right one.", account="romeo@example.org", code="x")


def test_the_worst_of_all_counts() -> None:
    assert worst([]) is Verdict.PASS
    assert worst([GOOD]) is Verdict.PASS
    assert worst([LIMITED, GOOD]) is Verdict.WARN
    assert worst([GOOD, BROKEN, LIMITED]) is Verdict.FAIL


def test_lines_for_people() -> None:
    assert text([GOOD, LIMITED, BROKEN]).splitlines() == [
        "pass  Python          3.11.7",
        "warn  Tray            Nothing here shows tray icons.",
        "                      → Add one.",
        "",
        "romeo@example.org",
        "fail  Login           Wrong password.",
        "                      → Give the right one.",
        "",
        "1 pass, 1 warn, 1 fail",
    ]


def test_one_object_for_programs() -> None:
    assert as_object([GOOD, BROKEN], "1.0") == {
        "version": "1.0",
        "result": "fail",
        "checks": [
            {
                "check": "python",
                "account": None,
                "result": "pass",
                "message": "3.11.7",
                "advice": None,
                "details": {"version": "3.11.7"},
            },
            {
                "check": "login",
                "account": "romeo@example.org",
                "result": "fail",
                "message": "Wrong password.",
                "advice": "Give the right one.",
                "details": {"code": "x"},
            },
        ],
    }


def test_what_is_secret_is_left_out_wherever_it_stands() -> None:
    leaky = Finding("login", Verdict.FAIL, "sent hunter2!", "not hunter2", None, {"a": ["hunter2", {"b": "xhunter2"}]})
    shown = text([leaky], {"hunter2", "hunter2!"})
    assert "hunter" not in shown
    assert shown.count(REDACTED) == 2
    assert f"sent {REDACTED}\n" in shown  # the longer one first: nothing of it is left
    written = as_object([leaky], "1.0", {"hunter2"})
    assert "hunter2" not in str(written)
    assert written["checks"] == [
        {
            "check": "login",
            "account": None,
            "result": "fail",
            "message": f"sent {REDACTED}!",
            "advice": f"not {REDACTED}",
            "details": {"a": [REDACTED, {"b": f"x{REDACTED}"}]},
        }
    ]


def test_a_secret_of_a_letter_or_two_does_not_spoil_the_words() -> None:
    assert "3.11.7" in text([GOOD], {"1", ""})


def test_what_servers_say_cannot_steer_the_terminal() -> None:
    hostile = failed("certificate", "It is \x1b[2Jissued by\nnobody", "Do\x07 \u202enothing", account="a@b\x1b[0m")
    shown = text([hostile])
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "issued by nobody" in shown


def test_the_readme_names_every_check() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## When something does not work")[2].partition("\n## ")[0]
    assert [check for check in TITLES if f"`{check}`" not in section] == []


def test_every_check_has_a_title_and_a_plain_name() -> None:
    for check, title in TITLES.items():
        assert check == check.lower()
        assert check.replace("-", "").isalpha()
        assert title
