"""`gongkai catalogue diff`, `export` and `number`, as an office types them."""

import csv
import io
import json

import pytest

from gongkai.catalogue import load_catalogue
from gongkai.catalogue.difference import difference
from gongkai.cli import main

OLD = """\
entries:
  - id: 1
    matter: 综合业务
    submatter: 政策法规
    time_limit: 信息形成之日起20个工作日内
    channels: ■政府网站 □政府公报
  - id: 2
    matter: 综合业务
    submatter: 监督检查
    time_limit: 长期公开
  - id: 3
    matter: 医疗救助
    content: 名单
    time_limit: 长期公开
"""
NEW = """\
entries:
  - id: 1
    number: 7
    matter: 综合业务
    submatter: 政策法规
    time_limit: 信息形成之日起10个工作日内
    channels: ■政府网站 ■政府公报
  - id: 2
    matter: 临时救助
    content: =HYPERLINK("http://x")
    time_limit: 长期公开
  - id: 9
    matter: 医疗救助
    content: 名单
    time_limit: 长期公开
"""


def office(folder, **files):
    for name, text in files.items():
        target = folder / name.replace("__", "/")
        target = target.with_name(f"{target.name}.yml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def test_two_years_are_compared_entry_by_entry(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    office(
        tmp_path,
        **{"a__social-assistance": OLD, "b__social-assistance": NEW, "b__health": "entries:\n  - id: 1\n    matter: 防疫\n"},
    )
    assert main(["catalogue", "diff", "a", "b"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "社会救助",
        "  改动：综合业务 › 政策法规",
        "    公开时限：信息形成之日起20个工作日内 → 信息形成之日起10个工作日内",
        "    公开渠道和载体：■政府网站 □政府公报 → ■政府网站 ■政府公报",
        "  新增：临时救助",
        "  取消：综合业务 › 监督检查",
        "医疗卫生（新增领域）",
        "  新增：防疫",
    ]
    assert main(["catalogue", "diff", "a", "b", "--format", "json"]) == 0
    (first, _) = json.loads(capsys.readouterr().out)
    assert [(entry["before"], entry["after"]) for entry in first["entries"]] == [("1", "1"), (None, "2"), ("2", None)]
    assert main(["catalogue", "diff", "a", "a"]) == 0
    assert capsys.readouterr().out == "两年的目录没有不同\n"
    assert main(["catalogue", "diff", "a", "c"]) == 1
    assert capsys.readouterr().out == "c: 找不到这个文件夹 [catalogue]\n"


def test_entries_of_the_same_words_keep_their_partners_and_a_new_name_is_a_change(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    same = "    matter: 救助\n    submatter: 名单\n    publisher: "
    old = f"title: 扶贫\nentries:\n  - id: town-1\n{same}东镇\n  - id: town-2\n{same}西镇\n"
    new = f"title: 乡村振兴\nentries:\n  - id: 9\n{same}县局\n  - id: town-1\n{same}东镇\n  - id: town-3\n{same}西镇\n"
    office(
        tmp_path,
        **{"a__poverty-alleviation": old, "b__poverty-alleviation": new, "c__poverty-alleviation": old.replace("扶贫", "丙")},
    )
    assert main(["catalogue", "diff", "a", "b", "--format", "json"]) == 0
    ((entry,),) = [field["entries"] for field in json.loads(capsys.readouterr().out)]
    assert (entry["before"], entry["after"]) == (None, "9")
    assert main(["catalogue", "diff", "a", "c"]) == 0
    assert capsys.readouterr().out == "丙（原名“扶贫”）\n"


def test_a_catalogue_that_did_not_change_has_no_difference(tmp_path):
    office(tmp_path, **{"a__social-assistance": OLD})
    catalogue, _ = load_catalogue(tmp_path / "a")
    assert difference(catalogue, catalogue) == ()


def test_csv_and_json_say_the_same_and_nothing_runs_as_a_formula(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    office(tmp_path, **{"data__catalogue__social-assistance": NEW})
    assert [main(["catalogue", "export", kind]) for kind in ("csv", "json")] == [0, 0]
    assert capsys.readouterr().out == "export/catalogue.csv\nexport/catalogue.json\n"
    raw = (tmp_path / "export/catalogue.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    first, second, _ = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")))
    assert (first["时限天数"], first["时限单位"], first["时限起算"], first["必选渠道"]) == (
        "10",
        "工作日",
        "信息形成",
        "■政府网站 ■政府公报",
    )
    assert second["公开内容（要素）"] == '\'=HYPERLINK("http://x")'
    (field,) = json.loads((tmp_path / "export/catalogue.json").read_text("utf-8"))["fields"]
    assert field["entries"][0]["limits"] == [
        {"kind": "within", "days": 10, "working": True, "since": "信息形成", "about": "", "by": None}
    ]
    assert main(["catalogue", "export", "xlsx", "--field", "health"]) == 1
    assert capsys.readouterr().out == "data/catalogue: 没有领域“health”的目录 [catalogue]\n"


def test_a_year_is_set_aside_once_whole_and_the_catalogue_stays(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    office(tmp_path, data__catalogue__health=OLD, data__catalogue__items__2025="items: []\n")
    assert main(["catalogue", "keep", "2025"]) == 0
    message = "已把 1 个领域、3 条留存到 data/catalogue-2025；data/catalogue 没有改动，可以继续修改\n"
    assert capsys.readouterr().err == message
    assert sorted(file.name for file in (tmp_path / "data").iterdir()) == ["catalogue", "catalogue-2025"]
    assert [file.name for file in (tmp_path / "data/catalogue-2025").iterdir()] == ["health.yml"]
    assert (tmp_path / "data/catalogue-2025/health.yml").read_text("utf-8") == OLD
    office(tmp_path, data__catalogue__health=NEW)
    assert main(["catalogue", "keep", "2025"]) == 1
    assert capsys.readouterr().out == "data/catalogue-2025: 2025年的目录已经留存过，不会覆盖它 [catalogue]\n"
    assert (tmp_path / "data/catalogue-2025/health.yml").read_text("utf-8") == OLD
    assert main(["catalogue", "diff", "data/catalogue-2025", "data/catalogue"]) == 0
    assert "  新增：临时救助" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("words", ["xlsx", "csv --field health"])
def test_an_export_of_no_catalogue_says_what_to_do(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    office(tmp_path, data__site=SITE, data__agencies="demo: {name: 示例县人民政府, kind: government}\n")
    assert main(["catalogue", "export", *words.split()]) == 1
    line = "data/catalogue: 这里没有目录，没有什么可以导出；请先用 gongkai catalogue import 导入 [catalogue]\n"
    assert capsys.readouterr().out == line
    assert not (tmp_path / "export").exists()


NOTHING_TO_KEEP = {
    "a year of two digits": ("25", OLD, "data/catalogue-25: “25”不是年份；请写四位数，例如 2025 [catalogue]"),
    "an empty catalogue": ("2025", "entries: []\n", "data/catalogue: 这里没有目录，没有什么可以留存 [catalogue]"),
    "an error": ("2025", "entries:\n  - matter: 甲\n", "data/catalogue/health.yml:2:5: 缺少代号 id [catalogue]"),
}


@pytest.mark.parametrize("what", NOTHING_TO_KEEP)
def test_what_cannot_be_set_aside_is_told_in_one_line(what, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    year, text, line = NOTHING_TO_KEEP[what]
    office(tmp_path, data__catalogue__health=text)
    assert main(["catalogue", "keep", year]) == 1
    assert capsys.readouterr().out == f"{line}\n"
    assert [file.name for file in (tmp_path / "data").iterdir()] == ["catalogue"]


def test_earlier_years_are_read_and_checked_with_the_rest(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    old = OLD.replace("content: 名单", "content: 联系人手机19900000000")
    office(tmp_path, data__site=SITE, data__agencies="demo: {name: 示例县人民政府, kind: government}\n")
    office(tmp_path, **{"data__catalogue__health": NEW, "data__catalogue-2024__health": old, "data__catalogue-24__health": OLD})
    office(tmp_path, **{"data__catalogue-2023__health": "entries:\n  - matter: 甲\n"})
    assert main(["check"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if "catalogue-" in line]
    assert lines == [
        "data/catalogue-24: 以前的目录应放在“catalogue-年份”的文件夹里，例如 catalogue-2025；“catalogue-24”读不出年份，没有读入 [catalogue]",
        "data/catalogue-2023/health.yml:2:5: 缺少代号 id [catalogue]",
        "data/catalogue-2024/health.yml:13:14: 提醒：“199…00”像是个人的手机号码；公开前请核实并删去 [catalogue-personal-data]",
    ]


SITE = "county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: demo\n"
ITEMS = "items:\n  - title: 公告 ‘甲’\n    index_number: '621025-0001'\n  - title: 通知\n    index_number: '621025-0002'\n"


def test_numbers_are_entered_once_and_stay_after_their_item_is_gone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    agencies = "demo: {name: 示例县人民政府, kind: government}\n"
    office(tmp_path, data__site=SITE, data__agencies=agencies, data__catalogue__items__2026=ITEMS)
    assert main(["catalogue", "number"]) == 0
    assert capsys.readouterr().err == "新登记 2 个索引号，共 2 个\n"
    before = (tmp_path / "data/index_numbers.yml").read_text("utf-8")
    assert main(["catalogue", "number"]) == 0
    assert (tmp_path / "data/index_numbers.yml").read_text("utf-8") == before
    office(tmp_path, data__catalogue__items__2026=ITEMS.replace("公告 ‘甲’", "另一件"))
    assert main(["catalogue", "number"]) == 1
    assert "索引号“621025-0001”早已发给“公告 ‘甲’”，不能再用" in capsys.readouterr().out
    assert (tmp_path / "data/index_numbers.yml").read_text("utf-8") == before
