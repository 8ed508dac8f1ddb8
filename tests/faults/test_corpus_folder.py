"""A folder of cases, played: what is as the case says, what is lost, and what the files' bytes are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.faults.corpus import ALSO_OK, BACK, LOST, PREFERRED, UP, Played, play, table
from tests.faults.corpus_folder import load_folder
from tests.protocol.corpus.form import published, status
from tests.servers import Certificates

JULIET, TYBALT = "juliet@capulet.lit", "tybalt@capulet.lit"
LUNCH = published(status("Lunch"), JULIET)


def write(folder: Path, name: str, sent: str | bytes, expect: dict[str, str | None], **told: Any) -> None:
    """A case of `cases`, or of `stream` when it is bytes."""
    place = folder / ("stream" if isinstance(sent, bytes) else "cases")
    place.mkdir(exist_ok=True)
    inner = sent if isinstance(sent, bytes) else f"<case xmlns='jabber:client'>\n{sent}\n</case>\n".encode()
    file = f"{name}.{'bin' if isinstance(sent, bytes) else 'xml'}"
    (place / file).write_bytes(inner)
    must = ["no crash"] if isinstance(sent, bytes) else ["no crash", "stay connected"]
    whole = {"id": name, "file": file, "before": {JULIET: "Before"}, "expect": expect, "also_ok": [], "must": must}
    (place / f"{name}.json").write_text(json.dumps(whole | told), encoding="utf-8")


async def played(folder: Path, ca: Certificates) -> dict[str, Played]:
    return {one.case.id: one for one in await play(load_folder(folder), ca)}


async def test_what_is_as_the_case_says(tmp_path: Path, ca: Certificates) -> None:
    write(tmp_path, "preferred", LUNCH, {JULIET: "Lunch"}, max_changes=1)
    write(tmp_path, "also", LUNCH, {JULIET: "Before"}, also_ok=[{JULIET: None}, {JULIET: "Lunch"}])
    write(tmp_path, "cut", published(status("x" * 5000), JULIET), {JULIET: "x" * 5000})
    write(tmp_path, "by-byte", LUNCH, {JULIET: "Lunch"}, chunk=1)
    write(tmp_path, "stranger", published(status("Hello"), TYBALT), {JULIET: "Before"}, never=["Hello"], max_changes=0)
    question = f"<iq type='get' id='q' from='{TYBALT}/x' to='@@FULL@@'><x xmlns='urn:x'/></iq>"
    write(tmp_path, "answered", question, {JULIET: "Before"}, may=["iq error q"])
    write(tmp_path, "cut-off", b"<message", {JULIET: "Before"}, close=True)
    all_played = await played(tmp_path, ca)
    assert {name: one.wrong for name, one in all_played.items() if one.wrong} == {}
    assert all_played["also"].outcome == ALSO_OK
    assert [one.outcome for name, one in all_played.items() if name != "also"] == [PREFERRED] * 6
    assert {name for name, one in all_played.items() if one.link == BACK} == {"cut-off"}
    assert "7 cases: 6 preferred, 1 also_ok, 0 lost; the link ended in 1" in table(list(all_played.values()))


@pytest.mark.allow_log("Parse error")
async def test_what_is_lost(tmp_path: Path, ca: Certificates) -> None:
    write(tmp_path, "other-end", LUNCH, {JULIET: "Before"}, also_ok=[{JULIET: None}])
    write(tmp_path, "somebody-else", LUNCH, {"nurse@capulet.lit": None})
    write(tmp_path, "never", LUNCH, {JULIET: "Lunch"}, never=["Lunch"])
    flash = LUNCH + published(status("Before"), JULIET, item_id="i2")
    write(tmp_path, "flash", flash, {JULIET: "Before"}, max_changes=0)
    question = f"<iq type='get' id='q' from='{TYBALT}/x' to='@@FULL@@'><x xmlns='urn:x'/></iq>"
    write(tmp_path, "answered", question, {JULIET: "Before"}, may=["iq error p"])
    write(tmp_path, "broken", "</x>", {JULIET: "Before"})
    all_played = await played(tmp_path, ca)
    assert {one.outcome for one in all_played.values()} == {LOST}
    for name, reason in {
        "other-end": f"ends in {{'{JULIET}': 'Lunch'}}",
        "somebody-else": "ends in",
        "never": "'Lunch' was seen",
        "flash": "0 at most",
        "answered": "says <iq",
        "broken": "the link ended",
    }.items():
        assert any(reason in wrong for wrong in all_played[name].wrong), all_played[name].wrong
    assert all_played["never"].link == UP


def test_the_bytes_are_the_files(tmp_path: Path) -> None:
    write(tmp_path, "two", "<a/>\r\n<b>\u2028 </b>", {})
    write(tmp_path, "one", b"\xff\n<case>\n", {})
    assert [(case.id, case.sent) for case in load_folder(tmp_path)] == [
        ("one", b"\xff\n<case>\n"),
        ("two", "<a/>\r\n<b>\u2028 </b>".encode()),
    ]


def test_what_is_no_folder_of_cases_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no case"):
        load_folder(tmp_path)
    write(tmp_path, "one", "<a/>", {})
    (tmp_path / "cases" / "one.xml").write_text("<a/>\n")
    with pytest.raises(ValueError, match="does not end with a line </case>"):
        load_folder(tmp_path)
