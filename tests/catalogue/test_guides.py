"""A guide taken in from a workbook, what is there of it on its pages, and the office's table of what is late."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from gongkai.catalogue.coverage import coverage
from gongkai.catalogue.guides import read_guide
from gongkai.catalogue.lateness import overdue
from gongkai.catalogue.limits import TimeLimit
from gongkai.cli import main
from gongkai.collection import Collection, load_collection
from gongkai.html.pages.catalogue.guide_pages import guide_page, guides_page, lacking_block
from tests.catalogue.workbooks import workbook
from tests.checks import reading

ENTRIES = """\
entries:
  - id: a
    matter: 最低生活保障
    submatter: 办 事 指 南
    time_limit: 每月10日前
    agencies: demo
  - id: b
    matter: 特困人员供养
    submatter: 审核审批信息
    time_limit: 信息形成之日起20个工作日内
    agencies: demo
  - id: c
    matter: 最低生活保障
    submatter: 名单
    method: 依申请
    agencies: demo
"""
ITEMS = """\
items:
  - title: 指南
    entry: social-assistance/a
    agency: demo
    written: 2024-03-01
    published: 2024-03-04
  - title: 审批结果
    entry: social-assistance/b
    agency: demo
    written: 2024-01-02
    published: 2024-02-20
"""
GUIDE = """\
title: 社会救助领域指引
document_number: 民发〔2019〕0号
date: 2019-06-01
matters:
  - matter: 最低生活保障
    submatter: 办事指南
  - matter: 特困人员
    submatter: 审核审批信息
    publisher: 县级民政部门
  - matter: 临时救助
    agencies: demo
"""


def county(data: Path, guide: str = GUIDE) -> Collection:
    for name in ("site.yml", "agencies.yml"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text((reading.BASE / name).read_text("utf-8"), "utf-8")
    for name, text in (
        ("catalogue/social-assistance.yml", ENTRIES),
        ("catalogue/items/2024.yml", ITEMS),
        ("guides/social-assistance.yml", guide),
    ):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, "utf-8")
    collection, problems = load_collection(data)
    assert problems == []
    return collection


def rows(content: object) -> list[str]:
    tree = html.fromstring(f"<div>{content}</div>")
    return ["｜".join(" ".join(cell.text_content().split()) for cell in row) for row in tree.iterfind(".//tbody/tr")]


def test_a_matter_is_there_by_the_same_words_and_missing_by_near_ones(tmp_path: Path) -> None:
    collection = county(tmp_path / "data")
    (found,) = coverage(collection.catalogue, collection.documents_as_items).values()
    page = guide_page(found, collection.agencies, "社会救助", has_field=True)
    assert rows(page.html) == [
        "最低生活保障｜办事指南｜办 事 指 南｜1件，最近2024年3月4日｜云溪县人民政府",
        "特困人员｜审核审批信息｜指引要求公开，尚无条目｜还没有已公开的信息，申请公开｜县级民政部门",
        "临时救助｜（整项）｜指引要求公开，尚无条目｜还没有已公开的信息，申请公开｜云溪县人民政府",
    ]
    assert "特困人员供养" not in page.html  # what is only near is told nobody but the office
    assert [covered.near for covered in found.missing] == [("social-assistance/b",), ()]


def test_the_field_s_own_page_says_what_it_lacks(tmp_path: Path) -> None:
    collection = county(tmp_path / "data")
    (found,) = coverage(collection.catalogue, collection.documents_as_items).values()
    block = lacking_block(found, collection.agencies).html
    assert rows(block) == [
        "特困人员｜审核审批信息｜县级民政部门｜特困人员 › 审核审批信息：申请公开",
        "临时救助｜（整项）｜云溪县人民政府｜临时救助：申请公开",
    ]
    links = [a.get("href") for a in html.fromstring(f"<div>{block}</div>").iter("a")]
    assert links == ["../../ysqgk/", "../../jigou/demo/", "../../ysqgk/", "zhiyin/"]
    assert "《社会救助领域指引》（民发〔2019〕0号，2019年6月1日）" in block


def test_what_the_office_calls_the_same_is_there(tmp_path: Path) -> None:
    said = GUIDE.replace("    publisher: 县级民政部门\n", "    covers: social-assistance/b\n")
    collection = county(tmp_path / "data", said)
    (found,) = coverage(collection.catalogue, collection.documents_as_items).values()
    assert [covered.matter.matter for covered in found.missing] == ["临时救助"]
    page = guides_page([found], {"social-assistance": "社会救助"}, "云溪县")
    assert rows(page.html) == ["社会救助｜民发〔2019〕0号，2019年6月1日｜3｜2｜2｜1"]


@pytest.mark.parametrize(
    ("limit", "last", "on", "missed"),
    [
        (TimeLimit("monthly"), date(2024, 3, 4), date(2024, 4, 30), False),
        (TimeLimit("monthly"), date(2024, 3, 4), date(2024, 5, 1), True),
        (TimeLimit("quarterly"), date(2024, 1, 2), date(2024, 6, 30), False),
        (TimeLimit("quarterly"), date(2024, 3, 31), date(2024, 7, 1), True),
        (TimeLimit("yearly", by=(1, 31)), date(2023, 2, 1), date(2024, 1, 31), False),
        (TimeLimit("yearly", by=(1, 31)), date(2023, 1, 31), date(2024, 1, 31), True),
        (TimeLimit("yearly", by=(1, 31)), date(2023, 1, 31), date(2024, 1, 30), False),
        (TimeLimit("yearly", by=(12, 0)), None, date(2024, 1, 1), True),
        (TimeLimit("yearly"), date(2022, 12, 31), date(2024, 1, 1), True),
        (TimeLimit("standing"), None, date(2024, 1, 1), False),
    ],
)
def test_a_period_that_passed_with_nothing_is_late(limit: TimeLimit, last: date | None, on: date, missed: bool) -> None:
    assert bool(overdue((limit,), last, on)) is missed


def test_the_office_s_table_names_what_is_late(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county(tmp_path / "data")
    options = ["--data", str(tmp_path / "data"), "--into", str(tmp_path), "--date", "2024-06-30"]
    assert main(["catalogue", "coverage", "csv", *options]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "迟：云溪县人民政府｜社会救助｜最低生活保障 › 办 事 指 南｜应每月公开，2024-05-01 以来没有公开过",
        "迟：云溪县人民政府｜社会救助｜特困人员供养 › 审核审批信息｜最近一件成文 2024-01-02，2024-02-20 才发布，"
        "用了 35 个工作日（按周一至周五计，未扣除法定节假日）；期限是 20 个工作日",
        "指引要求公开，尚无条目：县级民政部门｜社会救助｜特困人员 › 审核审批信息｜社会救助领域指引（民发〔2019〕0号）；可能就是：social-assistance/b",
        "指引要求公开，尚无条目：云溪县人民政府｜社会救助｜临时救助｜社会救助领域指引（民发〔2019〕0号）",
    ]
    assert printed.err.strip().endswith("共 5 行；迟的 2 行，还没有公开过的 0 行，尚无条目的 2 行")
    table = [*csv.reader(io.StringIO((tmp_path / "coverage.csv").read_text("utf-8-sig"), newline=""))]
    assert [(row[1], row[5], row[6], row[7]) for row in table[1:]] == [
        ("最低生活保障", "1", "2024-03-04", "迟"),
        ("特困人员供养", "1", "2024-02-20", "迟"),
        ("最低生活保障", "0", "", ""),
        ("特困人员", "0", "", "指引要求公开，尚无条目"),
        ("临时救助", "0", "", "指引要求公开，尚无条目"),
    ]
    assert main(["catalogue", "coverage", "xlsx", *options]) == 0
    sheet = openpyxl.load_workbook(tmp_path / "coverage.xlsx").active
    assert [cell.value for cell in sheet[3]][1:4] == ["最低生活保障", "办 事 指 南", "云溪县人民政府"]


def test_without_a_catalogue_there_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    county(tmp_path / "data")
    for folder in ("catalogue", "guides"):
        for file in sorted((tmp_path / "data" / folder).rglob("*.yml")):
            file.unlink()
    assert main(["catalogue", "coverage", "csv", "--data", str(tmp_path / "data"), "--into", str(tmp_path / "out")]) == 1
    assert "这里没有目录" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def taken_in(tmp_path: Path, *more: str) -> int:
    said = ["--title", "社会救助领域指引", "--number", "民发〔2019〕0号", "--date", "2019-06-01", "--data", str(tmp_path)]
    return main(["catalogue", "guide", str(tmp_path / "指引.xlsx"), *said, *more])


def test_a_guide_comes_out_of_a_workbook_and_keeps_what_the_office_said(tmp_path: Path) -> None:
    workbook(tmp_path / "指引.xlsx")
    assert taken_in(tmp_path) == 0
    file = tmp_path / "guides/social-assistance.yml"
    problems: list[object] = []
    guide = read_guide(file, problems)  # type: ignore[arg-type]
    assert guide
    assert problems == []
    assert (guide.title, guide.document_number, guide.date) == ("社会救助领域指引", "民发〔2019〕0号", date(2019, 6, 1))
    assert len({matter.name for matter in guide.matters}) == len(guide.matters) > 2
    first = guide.matters[0]
    typed = file.read_text("utf-8").replace(
        f"submatter: {first.submatter}\n", f"submatter: {first.submatter}\n    covers: [social-assistance/3, 2021-0001]\n", 1
    )
    file.write_text(typed, "utf-8")
    assert taken_in(tmp_path) == 0
    again = read_guide(file, problems)  # type: ignore[arg-type]
    assert again
    assert again.matters[0].covers == ("social-assistance/3", "2021-0001")
    assert [matter.name for matter in again.matters] == [matter.name for matter in guide.matters]


def test_a_guide_of_no_field_of_the_state_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook(tmp_path / "指引.xlsx")
    assert taken_in(tmp_path, "--field", "our-own") == 1
    assert "不是 26 个试点领域之一" in capsys.readouterr().out
    assert not (tmp_path / "guides").exists()


def test_what_the_office_wrote_is_not_lost_to_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    workbook(tmp_path / "指引.xlsx")
    file = tmp_path / "guides/social-assistance.yml"
    file.parent.mkdir()
    file.write_text("title: 没有文号\nmatters: []\n", "utf-8")
    assert taken_in(tmp_path) == 1
    assert file.read_text("utf-8") == "title: 没有文号\nmatters: []\n"
