"""One entry of the catalogue in a form at the desk: what is typed is written, all else stays as people typed it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml
from werkzeug.test import TestResponse

from gongkai.catalogue import load_catalogue
from gongkai.catalogue.entries import entry_values
from tests.desk.conftest import Clerk, sat_down, words

FIELD = """# 由办公室维护
title: 社会救助
levels: [县级, 乡级]
extra_columns: 备注
defaults:
  method: 主动
entries:
  # 综合业务两条
  - id: zhengce
    number: 1
    matter: 综合业务
    submatter: 政策法规文件  # 二级名称照省里的
    content: |-
      有关的法律
      有关的法规
    channels: ■政府网站 □政府公报
    levels: 县级

  - id: zhinan   # 网址从它来
    number: '2'
    matter: "综合业务"
    submatter: 办事指南
    content: 办理事项
    levels:
      - 县级
      - 乡级
    备注: 无
"""
FILE = "catalogue/social-assistance.yml"
ONE = "/catalogue/social-assistance/zhengce/"
OTHER = "/catalogue/social-assistance/zhinan/"


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    (clerk.data / "catalogue").mkdir(exist_ok=True)
    (clerk.data / FILE).write_text(FIELD, "utf-8")
    return clerk


def text(office: Clerk) -> str:
    return (office.data / FILE).read_bytes().decode()


def type_in(office: Clerk, name: str, now: str, seen: str, where: str = ONE) -> TestResponse:
    return office.send(where, {f"fact.{name}": now, f"seen.{name}": seen})


def test_every_entry_leads_to_its_form(office: Clerk) -> None:
    assert "/catalogue/social-assistance/" in office.look("/catalogue/").text
    page = office.look("/catalogue/social-assistance/").text
    assert f'href="{ONE}"' in page
    assert f'href="{OTHER}"' in page
    said = words(office.look(ONE))
    assert "代号 zhengce，不能改" in said
    assert "备注" in said
    for address in ("/catalogue/nothing/", "/catalogue/social-assistance/nothing/", "/catalogue/..%2Fsite/zhengce/"):
        assert office.look(address).status_code == 404


@pytest.mark.parametrize(
    "case",
    [
        ("matter", "综合业务", "综合", "    matter: 综合业务\n    submatter: 政", "    matter: 综合\n    submatter: 政"),
        ("submatter", "政策法规文件", "政策文件", "政策法规文件  # 二级名称照省里的", "政策文件  # 二级名称照省里的"),
        (
            "content",
            "有关的法律\n有关的法规",
            "法律: 全部",
            "content: |-\n      有关的法律\n      有关的法规",
            "content: '法律: 全部'",
        ),
        ("basis", "", "《条例》", "有关的法规\n    channels", "有关的法规\n    basis: 《条例》\n    channels"),
        ("channels", "■政府网站 □政府公报", "", "    channels: ■政府网站 □政府公报\n", ""),
        ("levels", "县级", "县级；乡、村级", "levels: 县级\n\n", "levels: [县级, 乡、村级]\n\n"),
        ("method", "主动", "", "□政府公报\n    levels", "□政府公报\n    method: ''\n    levels"),
        ("备注", "", "新设", "levels: 县级\n\n", "levels: 县级\n    备注: 新设\n\n"),
    ],
)
def test_one_value_is_written_and_nothing_else(office: Clerk, case: tuple[str, str, str, str, str]) -> None:
    name, seen, now, before, after = case
    assert FIELD.count(before) == 1
    assert type_in(office, name, now, seen).status_code == 303
    assert text(office) == FIELD.replace(before, after)
    office.send(f"{ONE}undo", {})
    assert text(office) == FIELD


def test_a_list_of_lines_and_quotes(office: Clerk) -> None:
    type_in(office, "levels", "县级", "县级；乡级", OTHER)
    type_in(office, "matter", "综合", "综合业务", OTHER)
    type_in(office, "备注", "", "无", OTHER)
    changed = (
        FIELD.replace("levels:\n      - 县级\n      - 乡级", "levels: 县级")
        .replace('"综合业务"', "综合")
        .replace("    备注: 无\n", "")
    )
    assert text(office) == changed


def test_an_entry_on_one_line_and_one_that_cannot_be_changed_here(office: Clerk) -> None:
    flat = "title: 社会救助\nentries:\n  - {id: zhengce, matter: 综合业务}  # 一行\n  -\n    id: zhinan\n    matter: 专项\n"
    (office.data / FILE).write_text(flat, "utf-8")
    type_in(office, "basis", "《条例》", "")
    type_in(office, "matter", "综合", "综合业务")
    changed = flat.replace("matter: 综合业务}", "matter: 综合, basis: 《条例》}")
    assert text(office) == changed
    answer = type_in(office, "basis", "《条例》", "", OTHER)
    assert answer.status_code == 422
    assert "读不懂这个文件，或里面没有放" in words(answer)
    assert text(office) == changed


def test_line_ends_of_windows_stay(office: Clerk) -> None:
    (office.data / FILE).write_bytes(FIELD.replace("\n", "\r\n").encode())
    type_in(office, "content", "一\n二\n三", "有关的法律\n有关的法规")
    type_in(office, "basis", "《条例》", "")
    after = text(office)
    assert after.count("\r\n") == after.count("\n") == FIELD.count("\n") + 2
    assert after.replace("\r\n", "\n") == FIELD.replace(
        "      有关的法律\n      有关的法规\n", "      一\n      二\n      三\n    basis: 《条例》\n"
    )


def test_a_refusal_is_the_check_s_and_nothing_is_lost(office: Clerk) -> None:
    answer = type_in(office, "channels", "政府网站", "■政府网站 □政府公报")
    assert answer.status_code == 422
    assert "渠道“政府网站”应写成“■政府网站 □政府公报”" in words(answer)
    answer = type_in(office, "valid_from", "明年", "")
    assert "“明年”不是日期" in words(answer)
    answer = type_in(office, "agencies", "教体局", "")
    assert "agencies.yml 里没有“教体局”这个机构" in words(answer)
    assert text(office) == FIELD
    again = sat_down(office.data)  # after a stop of the machine
    page = again.look(ONE).text
    for typed in ("政府网站", "明年", "教体局"):
        assert f'value="{typed}"' in page
    again.send(f"{ONE}drop", {})
    assert "明年" not in again.look(ONE).text


def test_agencies_are_typed_by_their_names(office: Clerk) -> None:
    name = office.desk.county.now()[0].agencies["finance"].name
    type_in(office, "agencies", name, "")
    assert "    agencies: finance\n" in text(office)
    assert f'value="{name}"' in office.look(ONE).text


def test_findings_stand_at_what_they_are_about(office: Clerk) -> None:
    type_in(office, "time_limit", "及时公开就好了吧", "")
    page = office.look(ONE).text
    place = page.partition('id="fact-time_limit"')[2].partition('id="fact-publisher"')[0]
    assert "及时公开就好了吧" in place.partition("gk-desk__finding")[2]
    assert "条待处理" in words(office.look("/catalogue/social-assistance/"))


def test_the_second_window_sees_both_values(office: Clerk) -> None:
    type_in(office, "basis", "《条例》第十九条", "")
    answer = type_in(office, "basis", "《条例》第二十条", "")
    assert answer.status_code == 422
    assert "被别处改过" in words(answer)
    assert "文件里是“《条例》第十九条”，您填的“《条例》第二十条”还没有写入" in words(answer)
    assert "第二十条" not in text(office)
    assert type_in(office, "basis", "《条例》第二十条", "《条例》第十九条").status_code == 303
    assert "basis: 《条例》第二十条" in text(office)


def test_a_file_changed_underneath_is_never_overwritten(office: Clerk) -> None:
    assert office.look(ONE).status_code == 200
    (office.data / FILE).write_text(FIELD.replace("# 由办公室维护", "# 由政务公开办维护\n# 两行"), "utf-8")
    type_in(office, "number", "3", "1")
    other = FIELD.replace("# 由办公室维护", "# 由政务公开办维护\n# 两行")
    assert text(office) == other.replace("number: 1", "number: 3", 1)
    (office.data / FILE).write_text(FIELD.replace("  - id: zhengce", "  - id: zhengce-2"), "utf-8")
    assert type_in(office, "number", "4", "3").status_code == 404
    (office.data / FILE).write_text("entries: [", "utf-8")
    assert office.look(ONE).status_code == 404


def test_what_is_being_typed_outlasts_a_stop(office: Clerk) -> None:
    office.send(f"{ONE}keep", {"place": "basis", "text": "还在写的半句", "seen": ""})
    again = sat_down(office.data)
    assert "还在写的半句" in again.look(ONE).text
    assert "还没有写入" in words(again.look(ONE))
    again.send(f"{ONE}keep", {"place": "nothing", "text": "x", "seen": ""})
    assert "nothing" not in again.desk.unsent.of("catalogue/social-assistance/zhengce")
    type_in(again, "basis", "写完的一句", "")
    assert again.desk.unsent.of("catalogue/social-assistance/zhengce") == {}


WORDS = (
    "公开",
    "a: b",
    " # ",
    "'",
    '"',
    "- x",
    "{a}",
    "[b]",
    "■",
    "1",
    "07",
    "yes",
    "null",
    "\n",
    "：",
    "；",
    "&a",
    "*b",
    "|",
    "%",
    "é",
)


def edited_at_random(office: Clerk, number: int, seed: int) -> None:
    """Each time: the entry says what was typed, every other value, remark and line is what it was."""
    chance = random.Random(seed)
    names = ("number", "matter", "submatter", "content", "basis", "time_limit", "publisher", "index_number", "备注")
    written = 0
    for _ in range(number):
        where, name = chance.choice((ONE, OTHER)), chance.choice(names)
        before, entry = text(office), where.rstrip("/").rpartition("/")[2]
        stood = values(office)
        now = "".join(chance.choices(WORDS, k=chance.randrange(5)))
        typed = "\n".join(line.rstrip() for line in now.split("\n")).strip()
        answer = type_in(office, name, now, str(stood[entry].get(name, "")), where)
        after = values(office)
        if answer.status_code == 422:
            assert text(office) == before
            office.send(f"{where}drop", {})
            continue
        written += 1
        assert after[entry].get(name, "") == typed
        assert {**after[entry], name: ""} == {**stood[entry], name: ""}
        assert [after[id] for id in after if id != entry] == [stood[id] for id in stood if id != entry]
        for remark in ("# 由办公室维护", "# 综合业务两条", "# 二级名称照省里的", "# 网址从它来"):
            assert remark in text(office)
        if text(office) != before and chance.random() < 0.2:
            office.send(f"{where}undo", {})
            assert text(office) == before
    assert written > number // 2


def values(office: Clerk) -> dict[str, dict[str, object]]:
    found, problems = load_catalogue(office.data / "catalogue")
    assert not [each for each in problems if FILE in each.position.file]
    yaml.safe_load(text(office))
    return {entry.id: dict(entry_values(entry)) for entry in found.by_field["social-assistance"].entries}


def test_edits_touch_what_was_edited(office: Clerk) -> None:
    edited_at_random(office, 25, seed=5)


@pytest.mark.audit
def test_five_hundred_edits_touch_what_was_edited(office: Clerk) -> None:
    edited_at_random(office, 500, seed=6)


def test_a_full_disk_leaves_the_file_as_it_was(office: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gongkai.desk.journal.write_changes", full)
    answer = type_in(office, "basis", "《条例》", "")
    assert answer.status_code == 422
    assert "没有写入，文件还是原来的样子" in words(answer)
    assert text(office) == FIELD


def test_steps_that_take_too_much_room_go_the_oldest_first(office: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = ""
    for number in range(6):
        if number == 5:
            monkeypatch.setattr("gongkai.desk.journal.LARGEST", 3 * len(FIELD.encode()))
        type_in(office, "basis", f"第 {number} 条", seen)
        seen = f"第 {number} 条"
    kept = [each for each in office.desk.journal.changes if each.report == "catalogue"]
    assert [each.what for each in kept] == ["公开依据：“第 4 条”改为“第 5 条”"]
    again = sat_down(office.data)
    assert [each.number for each in again.desk.journal.changes] == [kept[0].number]
    again.send(f"{ONE}undo", {})
    assert "basis: 第 4 条" in text(office)


def test_nothing_outside_the_catalogue_is_touched(office: Clerk, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in office.data.rglob("*") if file.is_file() and file != office.data / FILE}
    type_in(office, "basis", "《条例》", "")
    assert {file: file.read_bytes() for file in before} == before
