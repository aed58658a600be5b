"""What an office may get wrong in the data as a whole: one clear line, exit code 1, nothing written."""

import shutil

import pytest

from gongkai.cli import main

from .conftest import DEMO, replace_once

FINANCE = "data/reports/2021/finance"


@pytest.fixture
def office(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DEMO, tmp_path / "data", ignore=shutil.ignore_patterns("redirects.yml"))
    return tmp_path


def twice(office):
    shutil.copytree(office / FINANCE, office / "data/reports/2021/finance-2")


def twice_in_another_year(office):
    shutil.copytree(office / FINANCE, office / "data/reports/2020/finance")


def unknown_format(office):
    replace_once(office / FINANCE, 'format: "2021"', 'format: "2031"')


def undeclared(office):
    (office / FINANCE).rename(office / "data/reports/2021/treasury")


def undeclared_in_the_report(office):
    replace_once(office / FINANCE, "agency: finance", "agency: treasury")


def year_of_five_digits(office):
    replace_once(office / FINANCE, "year: 2021", "year: 20210")


def folder_of_five_digits(office):
    (office / "data/reports/2021").rename(office / "data/reports/20210")


def loop(office):
    (office / "data/redirects.yml").write_text("a/: a/\n")


WRONG = {
    twice: "data/reports/2021/finance-2/report.yml:2:9: 示例县财政局2021年度已有一份报告（data/reports/2021/finance）；"
    "一个机构一年只有一份，请删去一份 [collection]",
    twice_in_another_year: "data/reports/2020/finance/report.yml:2:9: 示例县财政局2021年度已有一份报告（data/reports/2021/finance）；"
    "一个机构一年只有一份，请删去一份 [collection]",
    unknown_format: "data/reports/2021/finance/report.yml:3:9: 没有“2031”这种格式；现有 2014、2019、2021 [structure]",
    undeclared: "data/reports/2021/treasury: agencies.yml 里没有“treasury”这个机构 [collection]",
    undeclared_in_the_report: "data/reports/2021/finance/report.yml:2:9: 这里写的是“treasury”，但文件放在“finance”的文件夹里 [collection]",
    year_of_five_digits: "data/reports/2021/finance/report.yml:1:7: “year”不能大于 2099 [shape]",
    folder_of_five_digits: "data/reports/20210: “20210”不是年份（2008—2099） [collection]",
    loop: "data/redirects.yml:1:1: 转来转去没有尽头：a/ → a/ [redirect]",
}


@pytest.mark.parametrize("spoil", WRONG, ids=lambda spoil: spoil.__name__)
def test_one_line_and_exit_code_1(spoil, office, capsys):
    spoil(office)
    assert main(["check"]) == 1
    printed = capsys.readouterr()
    assert [line for line in printed.out.splitlines() if "提醒：" not in line and not line.startswith("    可写进")] == [
        WRONG[spoil]
    ]
    assert printed.err.startswith("1 个错误，")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["20200", "finance"], "data/reports/20200/finance: 20200 年还没有到，不能建它的报告"),
        (["2022", "treasury"], "data/agencies.yml: 没有“treasury”这个机构；请先在这里写上它的名称"),
        (["2021", "finance"], "data/reports/2021/finance"),
    ],
)
def test_no_new_report_where_there_can_be_none(words, line, office, capsys):
    before = sorted(path.relative_to(office) for path in office.rglob("*"))
    assert main(["new", *words]) == 1
    printed = capsys.readouterr()
    assert [each.startswith(line) for each in printed.out.splitlines()] == [True]
    assert printed.err == "1 个错误，0 条提醒，0 条已说明。没有写入任何文件\n"
    assert sorted(path.relative_to(office) for path in office.rglob("*")) == before
