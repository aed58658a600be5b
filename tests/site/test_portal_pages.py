"""The portal's columns and outward links on pages: where each is shown, and what is said where an address is not known."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from gongkai.build.project import Project
from gongkai.build.site import build_site
from tests.build.county import built, files_in, write
from tests.documents.county import with_documents
from tests.documents.test_pages import words

COLUMNS = """\
columns:
  - {id: gongkai, name: 政府信息公开, address: "https://www.example.gov.cn/zwgk/"}
  - {id: jiedu, name: 政策解读, parent: gongkai, about: 文件是什么意思。, kinds: [政策解读], items: [1, 11], fields: [social-assistance], agencies: [civil]}
  - {id: zoujin, name: 走进示例}
"""
LINKS = """\
links:
  - {id: wang, name: 政务服务网, kind: service, address: "https://zwfw.example.gov.cn/", shown: [front, matter], columns: [jiedu], fields: [social-assistance]}
  - {id: rexian, name: 12345热线, kind: hotline, telephone: "12345", shown: [front, agency, request]}
  - {id: fabu, name: 示例民政, kind: social, platform: 微信公众号, operator: civil, shown: [agency]}
  - {id: weizhi, name: 县长信箱, kind: hotline, shown: [front]}
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = with_documents(tmp_path_factory.mktemp("portal"))
    write(made.data / "columns.yml", COLUMNS)
    write(made.data / "links.yml", LINKS)
    (made.docs / "fdzdgknr/index.md").unlink()
    built(made)
    return made


def main_of(county: Project, address: str) -> html.HtmlElement:
    return html.parse(str(county.site / address / "index.html"), html.HTMLParser(encoding="utf-8")).getroot().find(".//main")


def hrefs(part: html.HtmlElement) -> dict[str, str]:
    return {words(link): link.get("href") for link in part.iter("a")}


def test_a_column_has_a_page_with_what_belongs_to_it(county: Project) -> None:
    page = main_of(county, "lanmu/jiedu")
    assert words(page.find(".//h1")) == "政策解读"
    assert [words(heading) for heading in page.iter("h2")] == ["文件和信息", "应当公开的内容", "负责的机关", "有关链接"]
    links = hrefs(page)
    assert links["一图读懂低保办法"] == "../../fdzdgknr/wenjian/2022-0001/"
    assert links["全部政策解读，1件"] == "../../fdzdgknr/wenjian/zhonglei-jiedu/"
    assert links["社会救助，24条"] == "../../fdzdgknr/social-assistance/"
    assert links["示例县民政局"] == "../../jigou/civil/"
    assert links["政务服务网"] == "https://zwfw.example.gov.cn/"
    assert "《条例》第二十条第（一）项：行政法规、规章和规范性文件。" in words(page)


def test_an_address_that_is_not_known_is_said_so_and_never_made_up(county: Project) -> None:
    assert "门户网站上的“走进示例”门户网站 地址未登记" in words(main_of(county, "lanmu/zoujin"))
    assert hrefs(main_of(county, "lanmu/gongkai"))["门户网站上的“政府信息公开”"] == "https://www.example.gov.cn/zwgk/"


def test_all_of_them_are_listed_by_kind_and_as_a_file(county: Project) -> None:
    page = main_of(county, "lanmu")
    assert [words(heading) for heading in page.iter("h2")] == ["门户栏目", "政务服务", "热线和信箱", "政务新媒体", "下载"]
    (below,) = page.xpath(".//ul[contains(@class,'gk-columns')]/li/ul")
    assert hrefs(below) == {"政策解读": "jiedu/"}
    lines = (county.site / "lanmu/links.csv").read_text("utf-8-sig").splitlines()
    assert lines[1] == "政府信息公开,门户栏目,https://www.example.gov.cn/zwgk/,lanmu/gongkai/,,,"
    assert "县长信箱,热线和信箱,,lanmu/,,," in lines


def test_links_stand_where_they_belong_and_only_those_that_lead_somewhere(county: Project) -> None:
    front, civil, other = main_of(county, ""), main_of(county, "jigou/civil"), main_of(county, "jigou/east")
    assert [words(name) for name in front.xpath(".//ul[contains(@class,'gk-outward')]/li/*[1]")] == ["政务服务网", "12345热线"]
    assert hrefs(front)["政务服务网（外站）"] == "https://zwfw.example.gov.cn/"  # beside what people come for
    assert [words(name) for name in civil.xpath(".//ul[contains(@class,'gk-outward')]/li/*[1]")] == ["12345热线", "示例民政"]
    assert [words(name) for name in other.xpath(".//ul[contains(@class,'gk-outward')]/li/*[1]")] == ["12345热线"]
    assert hrefs(civil)["政策解读"] == "../../lanmu/jiedu/"
    assert "电话：12345" in words(main_of(county, "ysqgk"))
    assert "在别的网站上办" in words(main_of(county, "fdzdgknr/social-assistance/e1"))
    assert "在别的网站上办" not in words(main_of(county, "fdzdgknr/elderly-care/e1"))


def test_an_item_of_the_law_leads_to_the_columns_that_hold_it(county: Project) -> None:
    named = [fact for fact in main_of(county, "fdzdgknr").iter("div") if words(fact).startswith("门户栏目")]
    assert [hrefs(fact).get("政策解读") for fact in named] == ["../lanmu/jiedu/"] * 2


def test_a_changed_link_writes_only_the_pages_that_name_it_anew(county: Project) -> None:
    before = files_in(county.site)
    write(county.data / "links.yml", LINKS.replace("县长信箱", "书记信箱"))
    built(county)
    after = files_in(county.site)
    changed = {name for name in after if before.get(name) != after[name]}
    write(county.data / "links.yml", LINKS)
    built(county)
    assert {name for name in changed if "jiansuo/" not in name} == {"checksums.txt", "lanmu/index.html", "lanmu/links.csv"}
    assert files_in(county.site) == before


def test_a_county_that_states_neither_has_no_such_page(tmp_path: Path) -> None:
    made = with_documents(tmp_path)
    built(made)
    assert not (made.site / "lanmu").exists()


def test_a_column_that_is_said_to_be_a_page_which_is_not_there_stops_the_build(tmp_path: Path) -> None:
    made = with_documents(tmp_path)
    write(made.data / "columns.yml", "columns:\n  - {id: a, name: 甲, page: nowhere/}\n")
    (problem,) = [one for one in build_site(made).problems if one.rule == "columns"]
    assert str(problem).endswith("columns.yml:2:28: 本专栏里没有“nowhere/”这个网页；请改正或删去这一行 [columns]")
    assert not made.site.exists()
