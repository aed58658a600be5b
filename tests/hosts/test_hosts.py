"""The column inside a site that is there already: in its frame, its menu and its search, with nothing twice and nothing lost."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from gongkai.measure.pages import pages
from tests.site.conftest import run_build

REPORT = "zfxxgknb/2021"
WITH_MARKED = re.compile(r"\?h=[^#]*")  # the words that Material marks on the page
PARTS = [
    "政府信息公开指南",
    "政府信息公开制度",
    "法定主动公开内容",
    "政府信息公开年报",
    "依申请公开",
    "行政机关",
    "基层政务公开标准目录",
    "开放数据",
    "更正和归档",
    "专栏检索",
    "无障碍声明",
]
MENU = {"material": ".md-nav--primary", "mkdocs": ".navbar", "readthedocs": ".wy-menu"}


def tree(text: str):
    return html.document_fromstring(text)


def found(page, path: str) -> list:
    """Elements by tags and classes, one below the other: `nav.gk-path a`; either of several after a comma."""
    return [element for each in path.split(", ") for element in page.xpath("".join(map(step, each.split())))]


def step(named: str) -> str:
    tag, *classes = named.split(".")
    return f"//{tag or '*'}" + "".join(f"[contains(concat(' ', @class, ' '), ' {name} ')]" for name in classes)


def meta(page) -> dict[str, list[str]]:
    """What the head says, by name."""
    said: dict[str, list[str]] = {}
    for element in page.xpath("//head/meta[@name]"):
        said.setdefault(element.get("name"), []).append(element.get("content"))
    return said


def words(element) -> str:
    return " ".join(element.text_content().split())


# ---- The page


def test_every_page_of_the_column_stands_in_the_frame_of_the_host(host):
    for address in pages(host.site):
        page = tree(host.page(address))
        assert found(page, MENU[host.theme]), address
        assert not found(page, ".gk-header, .gk-footer, .gk-skip"), address


def test_nothing_is_there_twice(host):
    for address in pages(host.site):
        page = tree(host.page(address))
        assert len(found(page, "h1")) == 1, address
        assert [name for name, said in meta(page).items() if len(said) > 1] == [], address
        assert len(page.xpath("//link[@rel='canonical']")) <= 1, address
        assert len(found(page, ".gk-path, .wy-breadcrumbs")) <= 1, address


def test_the_contents_of_a_report_stand_where_the_host_has_contents(host):
    page = tree(host.page(REPORT))
    listed = [link.get("href") for link in found(page, CONTENTS[host.theme])]
    assert listed[:3] == ["#letter", "#key-figures", "#overview"]
    assert "#downloads" in listed
    assert bool(found(page, ".gk-contents")) == (host.theme == "readthedocs")  # whose menu lists only what pages in it hold


CONTENTS = {
    "material": ".md-sidebar--secondary a",
    "mkdocs": ".bs-sidebar a",
    "readthedocs": ".gk-contents a",
}


def test_a_page_without_contents_has_no_empty_ones(material):
    page = tree(material.page("fdzdgknr/caizheng/e1"))
    assert found(page, ".md-sidebar--secondary")[0].get("hidden") is not None


def test_the_page_is_described_as_in_the_own_frame(host):
    page = tree(host.page(REPORT))
    said = meta(page)
    assert said["ColumnName"] == ["政府信息公开年报"]
    assert said["SiteIDCode"] == ["0000000000"]
    assert said["ArticleTitle"] == ["示例县2021年政府信息公开工作年度报告"]
    assert said["description"][0].startswith("示例县人民政府公布的2021年度")
    assert page.xpath("//link[@rel='canonical']")[0].get("href") == "https://www.example.gov.cn/zwgk/zfxxgknb/2021/"
    assert json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    assert "示例县是虚构的" in words(found(page, ".gk-notice")[0])


def test_words_of_the_data_cannot_break_the_page(material):
    """Every seventh entry is called `<b>“A&B”</b> … {{ 7*7 }}`."""
    page = tree(material.page("fdzdgknr/caizheng/e3"))
    assert "<b>“A&B”</b>" in words(found(page, "h1")[0])
    assert "<b>“A&B”</b>" in found(page, "title")[0].text
    assert "{{ 7*7 }}" in words(found(page, "title")[0])
    assert not found(page, "h1 b")


def test_the_page_of_the_host_has_nothing_of_ours_where_it_shows_nothing_of_ours(host):
    assert "gk-host" not in host.page("yaowen")
    assert "assets/host" not in host.page("yaowen")


def test_a_word_of_an_author_is_a_fragment_with_its_style(host):
    page = tree(host.page("shuju"))
    assert found(page, ".gk-host .gk-article .gk-key")
    assert [link for link in page.xpath("//head/link/@href") if link.startswith("../assets/host-")]


# ---- The menu


def menu(page, theme: str) -> list[str]:
    return [words(link) for link in found(page, f"{MENU[theme]} a") if not (link.get("href") or "#").startswith("#")]


def test_the_parts_stand_in_the_menu_by_themselves(host):
    listed = menu(tree(host.page(REPORT)), host.theme)
    assert [title for title in listed if title in PARTS] == PARTS
    assert "要闻" in listed


def test_a_page_of_the_column_is_marked_in_the_menu_by_its_part(host):
    page = tree(host.page(REPORT))
    current = {"material": ".md-nav__link--active", "mkdocs": ".dropdown-item.active", "readthedocs": "li.current a"}
    assert "政府信息公开年报" in {words(link) for link in found(page, current[host.theme])}


def test_links_of_the_menu_lead_somewhere(host):
    for address in ("", "yaowen/", f"{REPORT}/", "fdzdgknr/caizheng/e1/"):
        for link in found(tree(host.page(address)), f"{MENU[host.theme]} a"):
            href = (link.get("href") or "#").partition("#")[0]
            if href and "://" not in href:
                target = (host.site / address / href).resolve()
                assert (target / "index.html").is_file() or target.is_file(), (address, href)


def test_a_menu_that_the_county_wrote_has_the_parts_where_it_says(county):
    settings = county / "mkdocs.yml"
    written = "nav:\n  - 首页: index.md\n  - 公开: gongkai\n  - 要闻: yaowen.md\n  - shuju.md\n"
    settings.write_text(settings.read_text("utf-8") + written, "utf-8")
    done = run_build(county, county / "site")
    assert done.returncode == 0, done.stderr
    listed = menu(tree((county / "site/yaowen/index.html").read_text("utf-8")), "material")
    assert listed[1:] == ["首页", *PARTS, "要闻", "数据"]  # after the site's name


def test_a_menu_may_name_one_part_alone(county):
    settings = county / "mkdocs.yml"
    written = "nav:\n  - index.md\n  - 目录: fdzdgknr/mulu/index.md\n"
    settings.write_text(settings.read_text("utf-8") + written, "utf-8")
    done = run_build(county, county / "site")
    assert done.returncode == 0, done.stderr
    page = tree((county / "site/fdzdgknr/caizheng/e1/index.html").read_text("utf-8"))
    assert [words(link) for link in found(page, ".md-nav--primary .md-nav__link--active")] == ["目录"]


# ---- The search


def index(host) -> dict[str, dict[str, str]]:
    docs = json.loads((host.site / "search/search_index.json").read_text("utf-8"))["docs"]
    found = {doc["location"]: {key: str(text).replace("\u200b", "") for key, text in doc.items()} for doc in docs}
    assert len(found) == len(docs)
    return found


def test_the_search_of_the_host_finds_each_report_and_each_of_its_sections(host):
    indexed = index(host)
    for address in ("zfxxgknb/2020/", "zfxxgknb/2021/", "zfxxgknb/2021/finance/"):
        assert indexed[address]["title"] == words(found(tree(host.page(address)), "h1")[0])
        sections = [
            heading.get("id")
            for heading in found(tree(host.page(address)), ".gk-article h2")
            if heading.get("id", "contents") != "contents"
        ]
        assert sections
        assert [section for section in sections if f"{address}#{section}" not in indexed] == []


def test_whatever_the_search_finds_is_there(host):
    for location in index(host):
        address, _, anchor = location.partition("#")
        assert (host.site / address / "index.html").is_file(), location
        assert not anchor or f'id="{anchor}"' in host.page(address), location


def test_the_search_still_finds_the_pages_of_the_host(host):
    assert {"", "yaowen/", "yaowen/#第一条"} <= set(index(host))


def test_words_of_a_title_are_found_one_by_one(material):
    """Material's search takes a Chinese question apart by the words of its index; a whole sentence would be one."""
    docs = json.loads((material.site / "search/search_index.json").read_text("utf-8"))["docs"]
    title = next(doc["title"] for doc in docs if doc["location"] == "zfxxgknb/2021/")
    assert title.split("\u200b")[:4] == ["示", "例", "县", "2021"]


@pytest.mark.audit
@pytest.mark.parametrize(
    ("question", "leads_to"),
    [
        ("年度报告 2021", f"{REPORT}/"),
        ("收到和处理政府信息公开申请情况", "#requests"),
        ("财政预决算", "fdzdgknr/caizheng/"),
        ("要闻", "yaowen/"),
    ],
)
def test_a_reader_finds_it_in_the_search_of_material(browser, material_address, question, leads_to):
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{material_address}/yaowen/")
        page.click(".md-search__input")
        page.fill(".md-search__input", question)
        page.press(".md-search__input", "End")  # as a key that is let go of
        page.wait_for_selector(".md-search-result__link")
        links = page.eval_on_selector_all(".md-search-result__link", "links => links.map(link => link.href)")
        assert [link for link in links if WITH_MARKED.sub("", link).endswith(leads_to)], links


# ---- Built again


def test_what_has_not_changed_is_not_written_again(county):
    assert run_build(county, county / "site").returncode == 0
    done = run_build(county, county / "site")
    assert "其中新写 0 个" in done.stderr, done.stderr
    settings = county / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("示例县手册", "示例县门户"), "utf-8")
    assert run_build(county, county / "site").returncode == 0
    assert "示例县门户" in (county / "site/fdzdgknr/caizheng/e1/index.html").read_text("utf-8")


def test_nothing_is_left_beside_the_site(host):
    assert {path.name for path in host.folder.iterdir()} == {".cache", "data", "docs", "mkdocs.yml", "site"}
    assert not [path for path in host.site.rglob("*") if path.name.startswith(".")]
