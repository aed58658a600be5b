"""法定主动公开内容: what a reader sees of each item of 条例第二十条 and of what 第二十一条 names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lxml import html

from gongkai.collection import Collection, load_collection
from gongkai.html.pages.proactive import local_sections, proactive_sections
from gongkai.problems import errors
from gongkai.statute.proactive import local_items, proactive_items
from tests.build.county import entry, field_text, write
from tests.checks import reading
from tests.texts.counties import agencies, catalogue

COLUMNS = """\
columns:
  - {id: wenjian, name: 政府文件, items: [1]}
  - {id: fuwu, name: 政务服务, items: [5, 12]}
"""
LINKS = """\
links:
  - {id: wang, name: 政务服务网, kind: service, address: "https://a.example/", shown: [matter], columns: [fuwu]}
  - {id: rexian, name: 热线, kind: hotline, columns: [fuwu]}
  - {id: yiliao, name: 挂号网, kind: service, address: "https://b.example/", shown: [matter], fields: [health]}
"""
LAW, PLAN = "行政规范性文件", "规划计划"


def documents(kinds: list[str], more: str = "") -> str:
    lines = [
        f"  - {{id: 2022-{n:04}, title: 文件{n} & <b>, kind: {kind}, published: 2022-01-{n:02}{more}}}"
        for n, kind in enumerate(kinds, start=1)
    ]
    return "\n".join(("documents:", *lines)) + "\n"


def loaded(data: Path) -> Collection:
    collection, problems = load_collection(data)
    assert errors(problems) == []
    return collection


def sections(shown: str) -> dict[str, html.HtmlElement]:
    """By the anchor."""
    tree = html.fromstring(f"<div>{shown}</div>")
    return {section.find("h3").get("id"): section for section in tree.iterfind("section")}


def of_county(data: Path) -> dict[str, html.HtmlElement]:
    collection = loaded(data)
    assert collection.site
    report = collection.reports[-1] if collection.reports else None
    return sections(proactive_sections(report, "../zfxxgknb/2022/", collection, collection.site, "../"))


def facts(section: html.HtmlElement) -> Iterator[str]:
    for row in section.iterfind("dl/div"):
        yield "：".join(" ".join(cell.text_content().split()) for cell in row)


def asked(section: html.HtmlElement) -> list[str]:
    """What is filled into the form of a request."""
    ways = (urlsplit(a.get("href")) for a in section.iterfind("p/a"))
    return [text for way in ways if way.path == "../ysqgk/shenqingbiao/" for text in parse_qs(way.query)["nr"]]


def test_each_item_has_a_section_that_can_be_cited_and_asked_for(tmp_path: Path) -> None:
    agencies(tmp_path)
    found = of_county(tmp_path)
    assert [*found] == [f"xiang-{n}" for n in range(1, 16)]
    law = [f"{item.number}{item.content}" for item in proactive_items()]
    assert [section.find("h3").text_content() for section in found.values()] == law
    assert [asked(section) for section in found.values()] == [[item.content] for item in proactive_items()]
    assert len({a.get("aria-label") for section in found.values() for a in section.iterfind("p/a")}) == len(law)
    said = {id: [*facts(section)] for id, section in found.items()}
    assert said == {id: ["行政机关：职责和联系方式 4个"] if id == "xiang-2" else [] for id in found}
    assert found["xiang-2"].find("dl//a").get("href") == "../jigou/"


def test_an_item_shows_its_newest_documents_and_leads_to_all(tmp_path: Path) -> None:
    agencies(tmp_path)
    write(tmp_path / "documents/2022.yml", documents([LAW, LAW, PLAN, LAW, LAW]))
    found = of_county(tmp_path)
    lines = found["xiang-1"].find_class("gk-lines")[0]
    assert [a.text_content() for a in lines.iter("a")] == ["文件5 & <b>", "文件4 & <b>", "文件2 & <b>"]
    assert lines.find(".//a").get("href") == "../fdzdgknr/wenjian/2022-0005/"
    assert [*facts(found["xiang-1"])] == ["全部：第（一）项的文件和信息 4件"]
    assert found["xiang-1"].find("dl//a").get("href") == "../fdzdgknr/wenjian/xiang-1/"
    assert asked(found["xiang-1"]) == []
    assert asked(found["xiang-2"]) != []


def test_an_item_names_fields_columns_links_and_figures(tmp_path: Path) -> None:
    reading.report({"base": "2021"}, 2022, tmp_path)
    agencies(tmp_path)
    write(tmp_path / "catalogue/health.yml", field_text("医疗卫生", [entry(1, agencies="finance")]))
    write(tmp_path / "columns.yml", COLUMNS)
    write(tmp_path / "links.yml", LINKS)
    found = of_county(tmp_path)
    assert [*facts(found["xiang-5"])][:2] == [
        "门户栏目：政务服务",
        "有关链接：政务服务网 打开后离开本专栏热线 地址未登记",
    ]
    assert [*facts(found["xiang-5"])][2].startswith("2022年度报告：")
    assert found["xiang-5"].xpath("dl//a/@href") == [
        "../lanmu/fuwu/",
        "https://a.example/",
        "../zfxxgknb/2022/#table-licensing",
    ]
    assert next(facts(found["xiang-12"])) == "门户栏目：政务服务"
    assert [*facts(found["xiang-13"])] == ["公开目录：医疗卫生 1条", "有关链接：挂号网 打开后离开本专栏"]
    assert asked(found["xiang-13"]) == [], "its entries say who publishes them"
    assert len(asked(found["xiang-5"])) == 1, "a column alone is no document"


def test_what_article_21_names_has_its_entries_and_their_documents(tmp_path: Path) -> None:
    catalogue(tmp_path)
    write(tmp_path / "documents/2022.yml", documents([LAW], ", entry: social-assistance/e1"))
    collection = loaded(tmp_path)
    assert collection.site
    found = sections(local_sections(collection, collection.site, "../"))
    assert [*found] == [f"difang-{n}" for n in range(1, len(local_items()) + 1)]
    assert [*facts(found["difang-7"])] == ["公开目录：社会救助 24条"]
    assert [a.text_content() for a in found["difang-7"].find_class("gk-lines")[0].iter("a")] == ["文件1 & <b>"]
    assert asked(found["difang-1"]) == ["市政建设"]


def test_a_county_without_any_of_it_has_no_section_of_article_21(tmp_path: Path) -> None:
    agencies(tmp_path)
    collection = loaded(tmp_path)
    assert collection.site
    assert local_sections(collection, collection.site, "../") == ""
