"""A site's folder of data as a whole: which reports there are, in which order, and what lies in the wrong place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.collection import Collection, load_collection
from tests.conftest import DEMO

Change = Callable[[Path], object]


def loaded(folder: Path) -> tuple[Collection, list[str]]:
    collection, problems = load_collection(folder)
    return collection, [str(problem).removeprefix(f"{folder.parent}/") for problem in problems]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fictional county's data in a folder where a test may break things."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(DEMO, tmp_path / "data")
    return Path("data")


def names(collection: Collection) -> list[str]:
    return [f"{report.year} {report.agency_id}" for report in collection.reports]


def test_newest_year_first_then_as_the_office_lists_its_agencies(data: Path) -> None:
    collection, problems = loaded(data)
    assert problems == []
    assert names(collection) == ["2021 demo", "2021 finance", "2020 demo"]
    assert collection.years == (2021, 2020)
    assert [report.agency_name for report in collection.reports][1] == "示例县财政局"
    retyped(data / "agencies.yml", "demo:\n", "zdemo:\n")
    retyped(data / "agencies.yml", "zdemo:\n  name: 示例县人民政府\n  short: 示例县\n  kind: government\n", "")
    (data / "agencies.yml").write_text(
        (data / "agencies.yml").read_text("utf-8") + "demo: {name: 示例县人民政府, kind: government}\n", "utf-8"
    )
    assert names(loaded(data)[0]) == ["2021 finance", "2021 demo", "2020 demo"]


def test_what_tells_reports_of_one_title_apart(data: Path) -> None:
    collection, _ = loaded(data)
    assert [collection.told_apart(report) for report in collection.reports] == ["", "", ""]
    retyped(data / "reports/2020/demo/report.yml", "title: 示例县2020年", "title: 示例县2021年")
    collection, _ = loaded(data)
    marks = [collection.told_apart(report) for report in collection.reports]
    assert marks == ["2021年度 · 示例县人民政府", "", "2020年度 · 示例县人民政府"]


def test_the_report_before_is_the_same_agency_s_of_the_year_before(data: Path) -> None:
    collection, _ = loaded(data)
    latest, other, first = collection.reports
    assert collection.before(latest) is first
    assert collection.before(other) is None
    assert collection.before(first) is None
    assert collection.report(2021, "finance") is other
    assert collection.report(2019, "demo") is None


def retyped(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def moved(old: str, new: str) -> Change:
    def change(data: Path) -> None:
        (data / "reports" / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(data / "reports" / old, data / "reports" / new)

    return change


REPORT = "reports/2021/finance/report.yml"
NO_FINANCE = "data/reports/2021/finance: agencies.yml 里没有“finance”这个机构 [collection]"
WRONG: dict[str, tuple[Change, list[str]]] = {
    "a year of five digits": (moved("2020", "20200"), ["data/reports/20200: “20200”不是年份（2008—2099） [collection]"]),
    "a year before the 条例": (moved("2020", "2007"), ["data/reports/2007: “2007”不是年份（2008—2099） [collection]"]),
    "a year that cannot have been yet": (moved("2020", "2100"), ["data/reports/2100: “2100”不是年份（2008—2099） [collection]"]),
    "a year in other digits": (
        moved("2020", "２０２０"),
        ["data/reports/２０２０: “２０２０”不是年份（2008—2099） [collection]"],
    ),
    "a folder that is no year": (moved("2020", "旧报告"), ["data/reports/旧报告: “旧报告”不是年份（2008—2099） [collection]"]),
    "another year's folder": (
        moved("2020/demo", "2019/demo"),
        ["data/reports/2019/demo/report.yml:1:7: 这里写的是“2020”，但文件放在“2019”的文件夹里 [collection]"],
    ),
    "another agency's folder": (
        moved("2020/demo", "2020/finance"),
        ["data/reports/2020/finance/report.yml:2:9: 这里写的是“demo”，但文件放在“finance”的文件夹里 [collection]"],
    ),
    "an agency that nobody listed": (
        moved("2021/finance", "2021/health"),
        ["data/reports/2021/health: agencies.yml 里没有“health”这个机构 [collection]"],
    ),
    "a folder without a report": (
        lambda data: (data / REPORT).unlink(),
        ["data/reports/2021/finance/report.yml: 找不到这个文件 [yaml]"],
    ),
    "a report without its prose": (
        lambda data: (data / "reports/2021/finance/narrative.md").unlink(),
        ["data/reports/2021/finance/narrative.md: 找不到这个文件 [yaml]"],
    ),
    "a report that is a folder": (
        lambda data: ((data / REPORT).unlink(), (data / REPORT).mkdir()),
        ["data/reports/2021/finance/report.yml: 这是一个文件夹，不是文件 [yaml]"],
    ),
    "a report that is an endless device": (
        lambda data: ((data / REPORT).unlink(), (data / REPORT).symlink_to("/dev/zero")),
        ["data/reports/2021/finance/report.yml: 这不是普通的文件 [yaml]"],
    ),
    "no agencies": (
        lambda data: (data / "agencies.yml").unlink(),
        ["data/agencies.yml: 找不到这个文件 [yaml]"],
    ),
    "no site": (lambda data: (data / "site.yml").unlink(), ["data/site.yml: 找不到这个文件 [yaml]"]),
    "a government that is no agency": (
        lambda data: retyped(data / "site.yml", "government_agency: demo", "government_agency: county"),
        ["data/site.yml: agencies.yml 里没有“county”（government_agency） [collection]"],
    ),
    "an agency's id in capitals": (
        lambda data: retyped(data / "agencies.yml", "finance:", "Finance:"),
        [
            "data/agencies.yml:6:1: 机构代号“Finance”只能用小写字母、数字和连字符，以字母开头 [shape]",
            NO_FINANCE,
        ],
    ),
    "a kind of agency that there is not": (
        lambda data: retyped(data / "agencies.yml", "kind: department", "kind: bureau"),
        [
            "data/agencies.yml:9:9: “kind”只能是 government、office、department、township [shape]",
            NO_FINANCE,
        ],
    ),
    "an agency called like a page of the column": (
        lambda data: retyped(data / "agencies.yml", "finance:", "huizong:"),
        [
            "data/agencies.yml:6:1: “huizong”在网址里另有所指，不能作机构代号；请换一个 [shape]",
            NO_FINANCE,
        ],
    ),
    "an agency called like a device of Windows": (
        lambda data: retyped(data / "agencies.yml", "finance:", "aux:"),
        [
            "data/agencies.yml:6:1: “aux”是 Windows 的设备名，那里建不了这样的文件夹，不能作机构代号；请换一个 [shape]",
            NO_FINANCE,
        ],
    ),
    "a report of a year in which its agency was not there": (
        lambda data: retyped(data / "agencies.yml", "kind: department", "kind: department\n  since: 2022\n  until: 2030"),
        [
            "data/reports/2021/finance/report.yml:1:7: agencies.yml 里写着示例县财政局（finance）自 2022 年起、至 2030 年止，不会有 2021 年的报告 [collection]",
        ],
    ),
    "an agency that ends before it begins": (
        lambda data: retyped(data / "agencies.yml", "kind: department", "kind: department\n  since: 2022\n  until: 2021"),
        [
            "data/agencies.yml:7:3: “until”（2021）早于“since”（2022） [shape]",
            NO_FINANCE,
        ],
    ),
    "an agency since a year of five digits": (
        lambda data: retyped(data / "agencies.yml", "kind: department", "kind: department\n  since: 20200"),
        [
            "data/agencies.yml:10:10: “since”不能大于 2099 [shape]",
            NO_FINANCE,
        ],
    ),
    "a year in quotes": (
        lambda data: retyped(data / "agencies.yml", "kind: department", "kind: department\n  since: '2020'"),
        [
            "data/agencies.yml:10:10: “since”应是整数 [shape]",
            NO_FINANCE,
        ],
    ),
    "a name that is a number": (
        lambda data: retyped(data / "site.yml", "county: 示例县\n", "county: 12\n"),
        ["data/site.yml:2:9: “county”应是文字；像数字的文字请加引号 [shape]"],
    ),
    "a name that is blank": (
        lambda data: retyped(data / "site.yml", "county: 示例县\n", "county:\n"),
        ["data/site.yml:2:8: “county”后面没有写内容 [shape]"],
    ),
    "a site without its county": (
        lambda data: retyped(data / "site.yml", "county: 示例县\n", ""),
        ["data/site.yml:2:1: 缺少“county” [shape]"],
    ),
    "a licence that is a text": (
        lambda data: retyped(data / "site.yml", "government_agency:", "licence: 开放\ngovernment_agency:"),
        ["data/site.yml:4:10: “licence”应是一组“名称: 内容” [shape]"],
    ),
    "a site code of nine digits": (
        lambda data: retyped(data / "site.yml", '"0000000000"', '"000000000"'),
        ["data/site.yml:7:12: “site_code”的写法不对 [shape]"],
    ),
    "an address that is none": (
        lambda data: retyped(data / "site.yml", "portal_url: https://www.example.gov.cn/\n", "portal_url: www.example.gov.cn\n"),
        ["data/site.yml:10:13: “www.example.gov.cn”不是网址；应以 https:// 开头 [shape]"],
    ),
    "a key of the site that there is not": (
        lambda data: retyped(data / "site.yml", "notice:", "notise:"),
        ["data/site.yml:14:1: 不认识“notise”；请检查拼写 [shape]"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_lies_in_the_wrong_place(case: str, data: Path) -> None:
    change, expected = WRONG[case]
    change(data)
    collection, problems = loaded(data)
    assert problems == expected
    assert "2021 demo" in names(collection) or case == "no agencies"


def test_hidden_folders_and_loose_files_are_nobody_s_report(data: Path) -> None:
    (data / "reports" / ".git").mkdir()
    (data / "reports" / "2021" / ".cache").mkdir()
    (data / "reports" / "说明.txt").write_text("x", "utf-8")
    (data / "reports" / "2021" / "说明.txt").write_text("x", "utf-8")
    assert loaded(data)[1] == []


@pytest.mark.parametrize(("name", "message"), [("nowhere", "找不到这个文件夹"), ("site.yml", "这不是文件夹")])
def test_what_is_no_folder_of_data(data: Path, name: str, message: str) -> None:
    collection, problems = loaded(data / name)
    assert problems == [f"{name}: {message} [collection]"]
    assert collection.reports == ()


def test_a_site_before_its_first_report(data: Path) -> None:
    shutil.rmtree(data / "reports")
    collection, problems = loaded(data)
    assert (problems, collection.reports, collection.years) == ([], (), ())


def test_a_folder_that_cannot_be_read_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.iterdir

    def refusing(folder: Path) -> object:
        if folder.name == "2021":
            raise PermissionError(13, "Permission denied", str(folder))
        return whole(folder)

    monkeypatch.setattr(Path, "iterdir", refusing)
    assert loaded(data)[1] == ["data/reports/2021: 读不了这个文件夹：没有权限 [collection]"]


def test_one_report_alone_finds_the_agencies_it_lies_among(data: Path) -> None:
    collection, problems = loaded(data / "reports" / "2021" / "finance")
    assert problems == []
    assert (collection.site, names(collection)) == (None, ["2021 finance"])
    assert collection.reports[0].agency_name == "示例县财政局"


def test_a_draft_with_no_site_around_it(tmp_path: Path) -> None:
    shutil.copytree(DEMO / "reports" / "2021" / "demo", tmp_path / "draft")
    collection, problems = loaded(tmp_path / "draft")
    assert problems == []
    assert (collection.site, dict(collection.agencies)) == (None, {})
    assert (collection.reports[0].agency, collection.reports[0].agency_name) == (None, "demo")


def test_a_draft_of_no_possible_year(tmp_path: Path) -> None:
    shutil.copytree(DEMO / "reports" / "2021" / "demo", tmp_path / "draft")
    retyped(tmp_path / "draft" / "report.yml", "year: 2021", "year: 20210")
    assert loaded(tmp_path / "draft")[1] == ["draft/report.yml:1:7: “year”不能大于 2099 [shape]"]
