"""A field's file as a clerk types it, and the entry that it is; what is wrong is told at its place."""

from datetime import date

from gongkai.catalogue import load_catalogue
from gongkai.catalogue.entries import Audience

FIELD = """\
# 社会救助领域
title: 社会救助
updated: 2026-01-08
extra_columns: [责任科室]
defaults:
  basis: 《社会救助暂行办法》
  publisher: 云溪县民政局
entries:
  - id: policies
    number: 1
    matter: 综合业务
    submatter: 政策法规文件
    content: |-
      1.法律、法规、规章
      2.规范性文件
    time_limit: 制定或获取信息之日起10个工作日内，公示7个工作日
    channels: ■政府网站 ■公开查阅点 □其他：微博
    audience: 全社会；特定群体：申请人
    method: 主动
    levels: [县级, "乡、村级"]
    agencies: [minzheng, chengguan]
    责任科室: 社会救助股
  - id: inspection
    number: '0002'
    publisher:
    valid_until: 2026-12-31
"""
ITEMS = """\
items:
  - index_number: '000014349/2026-00110'
    title: 云溪县2026年1月低保对象公示
    written: 2026-01-05
    published: 2026-01-09
    status: 有效
    keywords: [低保, 公示]
    entry: social-assistance/policies
"""


def loaded(folder, **files):
    for name, text in files.items():
        target = folder / "catalogue" / (name.replace("__", "/") + ".yml")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return load_catalogue(folder / "catalogue")


def test_an_entry_has_all_that_its_row_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    catalogue, problems = loaded(tmp_path, **{"social-assistance": FIELD, "items__2026": ITEMS})
    assert problems == []
    (field,) = catalogue.fields
    assert (field.title, field.name, field.updated, field.levels) == ("社会救助", "社会救助", date(2026, 1, 8), ("县级", "乡级"))
    entry, other = field.entries
    assert entry.content == "1.法律、法规、规章\n2.规范性文件"
    assert [(limit.kind, limit.days, limit.working) for limit in entry.limits] == [("within", 10, True), ("shown", 7, True)]
    assert [str(channel) for channel in entry.channels] == ["■政府网站", "■公开查阅点", "□其他：微博"]
    assert entry.audience == Audience(everyone=True, groups="申请人")
    assert (entry.levels, entry.extra, entry.publisher) == (("县级", "乡、村级"), {"责任科室": "社会救助股"}, "云溪县民政局")
    assert str(entry.position("levels")) == "catalogue/social-assistance.yml:20:13"
    assert (other.number, other.basis, other.publisher, other.valid_until) == (
        "0002",
        "《社会救助暂行办法》",
        "",
        date(2026, 12, 31),
    )
    assert catalogue.of("chengguan") == (entry,)
    (item,) = catalogue.items_of(entry)
    assert (item.published, item.keywords) == (date(2026, 1, 9), ("低保", "公示"))


WRONG = """\
titel: 社会救助
entries:
  - id: a
    责任科室: 救助股
    channels: 政府网站
    audience: 大家
    valid_from: 2026-02-30
  - id: a
  - number: 3
  - id: 乙
    basis: [一, 二]
"""


def test_two_fields_cannot_have_one_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    same = "title: 社会救助\nentries: []\n"
    _, problems = loaded(tmp_path, **{"social-assistance": FIELD, "elderly-care": "entries: []\n", "local": same})
    assert [str(problem) for problem in problems] == [
        "catalogue/local.yml:1:8: “社会救助”已是 social-assistance 的名称；两个领域的网页会同名，请改一个 [catalogue]"
    ]


def test_each_fault_is_told_at_its_place_in_chinese(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    catalogue, problems = loaded(tmp_path, **{"social-assistance": WRONG, "Other": "", "local": "entries: []\n"})
    place = "catalogue/social-assistance.yml"
    assert [str(problem) for problem in problems] == [
        "catalogue/Other.yml: 文件名“Other”是网址的一部分，只能用小写字母、数字和连字符 [catalogue]",
        "catalogue/local.yml:1:1: 这不是 26 个试点领域之一，请写上它的名称 title [catalogue]",
        f"{place}:1:8: 不认识“titel”；请检查拼写 [catalogue]",
        f"{place}:4:11: 不认识“责任科室”；自加的列要先写进本文件开头的 extra_columns [catalogue]",
        f"{place}:5:15: 渠道“政府网站”应写成“■政府网站 □政府公报”：■ 必选，□ 可选 [catalogue]",
        f"{place}:6:15: 公开对象“大家”应写“全社会”、“特定群体：……”或“全社会；特定群体：……” [catalogue]",
        f"{place}:7:17: “2026-02-30”不是日期；应像 2026-01-08 [catalogue]",
        f"{place}:8:9: 代号“a”写了两次（第一次在第 3 行）；代号是网址，不能重复 [catalogue]",
        f"{place}:9:5: 缺少代号 id [catalogue]",
        f"{place}:11:12: “basis”应是文字，不是列表 [catalogue]",
        f"{place}:10:9: 代号 id“乙”只能用小写字母、数字和连字符 [catalogue]",
    ]
    assert [entry.id for entry in catalogue.fields[0].entries] == ["a"]
