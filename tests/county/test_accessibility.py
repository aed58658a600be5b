"""The statement's data: when it speaks of other pages, or is too old, `check` says so; a build never asks for the day."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.county.accessibility import MeasuredSite, check_statement, read_measured

MEASURED = """\
measured: 2026-01-10
government: 示例县人民政府
fingerprint: abc
pages: 70
addresses: ["", zfxxgknb/, zfxxgknb/2020/, zfxxgknb/2020/finance/]
states: [桌面, 手机]
tools: [{name: axe-core, version: "4.10.2"}]
findings: []
"""
SITE = MeasuredSite("示例县人民政府", "abc", frozenset(("/", "zfxxgknb/", "zfxxgknb/0/", "zfxxgknb/0/*/")))
DAY = date(2026, 1, 11)
PLACE = "accessibility.yml: 提醒："
AGAIN = "；请运行 gongkai measure [accessibility-statement]"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "accessibility.yml").write_text(MEASURED, "utf-8")
    return tmp_path


def told(data: Path, day: date = DAY, site: MeasuredSite = SITE, *, release: bool = False) -> list[str]:
    return [str(problem).removeprefix(f"{data}/") for problem in check_statement(data, day, site, release=release)]


def test_on_the_ninetieth_day_it_still_holds(data):
    assert told(data, date(2026, 4, 10)) == []


def test_the_day_after_it_does_not(data):
    assert told(data, date(2026, 4, 11)) == [f"{PLACE}无障碍声明的检测已过 91 天（超过 90 天）{AGAIN}"]


OTHERS = {
    "another look": (
        SITE._replace(fingerprint="abd"),
        "页面的模板、样式、脚本或本县的样子在检测之后改过，无障碍声明说的不是现在的页面",
    ),
    "another county": (SITE._replace(government="云溪县人民政府"), "无障碍声明是示例县人民政府的，不是云溪县人民政府的"),
    "a new kind of page": (
        SITE._replace(kinds=SITE.kinds | {"zfxxgknb/0/huizong/"}),
        "网站里有 1 种网页在检测时还没有（zfxxgknb/0/huizong/），无障碍声明没有说到",
    ),
}


@pytest.mark.parametrize("other", OTHERS)
def test_of_another_site_it_is_a_warning_and_in_a_release_an_error(other, data):
    site, message = OTHERS[other]
    assert told(data, site=site) == [f"{PLACE}{message}{AGAIN}"]
    assert told(data, site=site, release=True) == [f"accessibility.yml: {message}{AGAIN}"]


def test_another_report_is_no_new_kind_of_page(data):
    assert told(data, site=SITE._replace(kinds=frozenset(("zfxxgknb/0/", "zfxxgknb/0/*/")))) == []


def test_where_nothing_was_measured_only_a_release_is_told(tmp_path):
    assert read_measured(tmp_path) == (None, [])
    assert told(tmp_path) == []
    assert told(tmp_path, release=True) == [f"{PLACE}还没有检测过无障碍，声明页这样写明{AGAIN}"]


def test_a_result_of_an_earlier_version_speaks_of_no_site_that_we_know(data):
    text = MEASURED.replace("government: 示例县人民政府\n", "").replace(MEASURED.split("\n")[4] + "\n", "")
    (data / "accessibility.yml").write_text(text, "utf-8")
    assert told(data) == [f"{PLACE}无障碍声明没有写明是哪个网站的{AGAIN}"]


def test_wrong_data_is_told_with_its_place(data):
    (data / "accessibility.yml").write_text(MEASURED.replace("pages: 70", "pages: 0"), "utf-8")
    measured, problems = read_measured(data)
    assert measured is None
    assert [str(problem).split(": ", 1)[1] for problem in problems] == ["“pages”不能小于 1 [shape]"]
