"""The built manual: strict, whole, found by its own search, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html

from gongkai.html.fragments import FOLDER
from manual.macros.codes import code_groups
from manual.macros.components import places, shown_components
from manual.macros.rules import groups
from tests.site.kept import ROOT

DOCS = ROOT / "manual" / "docs"
WRITTEN = sorted(path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md"))
FETCHED = re.compile(r"<(?:script|img|link|iframe|source)\b[^>]*?\s(?:src|href)=\"?((?:https?:)?//[^\"\s>]+)")


def page_of(site: Path, name: str) -> Path:
    return site / "index.html" if name == "index" else site / name / "index.html"


def tree(page: Path) -> html.HtmlElement:
    return html.parse(str(page), html.HTMLParser(encoding="utf-8")).getroot()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_page_is_there_with_one_heading_and_no_id_twice(name: str, manual_site: Path) -> None:
    page = tree(page_of(manual_site, name))
    assert len(page.xpath("//h1")) == 1
    ids = Counter(page.xpath("//@id"))
    assert [id for id, times in ids.items() if times > 1] == []


def test_rules_and_codes_stand_on_their_pages(manual_site: Path) -> None:
    rules = {*tree(page_of(manual_site, "shenhe/guize")).xpath("//h3/@id")}
    codes = {*tree(page_of(manual_site, "shenhe/daihao")).xpath("//h3/@id")}
    assert rules == {rule["id"] for group in groups() for rule in group["rules"]}
    assert codes == {f"code-{entry['id']}" for group in code_groups() for entry in group["codes"]}


def test_components_are_drawn_and_stand_where_the_page_says(manual_site: Path) -> None:
    page = tree(page_of(manual_site, "kaifa/zujian"))
    assert len(page.find_class("manual-live")) == len(shown_components())
    for name, place in places().items():
        file = manual_site / (place if place.endswith(".html") else f"{place}index.html")
        assert own_class(name) in {"", *(each for line in tree(file).xpath("//@class") for each in line.split())}, name


def own_class(component: str) -> str:
    """A class that the component's template gives, with its own name where it has one; empty where it has paragraphs only."""
    found = re.findall(r"\bgk-[a-z]+(?:__[a-z]+)?\b", (FOLDER / component / "template.html").read_text("utf-8"))
    return next((each for each in found if each[3:] in component), found[0] if found else "")


def test_the_column_says_that_it_is_fictional(manual_site: Path) -> None:
    report = tree(manual_site / "zfxxgknb/2024/index.html")
    assert "示例县是虚构的" in report.text_content()


def links(page: Path, site: Path) -> Iterator[Path]:
    for href in tree(page).xpath("//a/@href | //meta[@http-equiv='refresh']/@content"):
        target = unquote(urldefrag(href.split("url=")[-1]).url)
        if target and ":" not in target:
            there = (page.parent / target).resolve()
            yield there / "index.html" if there.is_dir() else there


def test_links_lead_to_every_page(manual_site: Path) -> None:
    site = manual_site.resolve()
    seen, waiting = {site / "index.html"}, deque([site / "index.html"])
    while waiting:
        for there in links(waiting.popleft(), site):
            if there.suffix == ".html" and there.is_file() and there not in seen:
                seen.add(there)
                waiting.append(there)
    pages = {page for page in site.rglob("*.html") if page.name != "404.html"}
    assert sorted(page.relative_to(site).as_posix() for page in pages - seen) == []


def test_nothing_is_fetched_from_elsewhere(manual_site: Path) -> None:
    found = {address for page in manual_site.rglob("*.html") for address in FETCHED.findall(page.read_text("utf-8"))}
    assert {address for address in found if "shili.example" not in address} == set()  # the fictional county's canonical address


def test_its_own_search_finds_reports_sections_and_chapters(manual_site: Path) -> None:
    index = json.loads((manual_site / "search/search_index.json").read_text("utf-8"))
    assert [location for location, times in Counter(entry["location"] for entry in index["docs"]).items() if times > 1] == []
    titles = {entry["location"]: re.sub("\u200b|<[^>]+>", "", entry["title"]) for entry in index["docs"]}
    assert titles["zfxxgknb/2024/"] == "示例县2024年政府信息公开工作年度报告"
    assert titles["zfxxgknb/2024/#requests"] == "三、收到和处理政府信息公开申请情况"
    assert titles["zfxxgknb/2022/market/"] == "示例县市场监督管理局2022年政府信息公开工作年度报告"
    assert titles["jingban/nianbao/"] == "编一年的报告"
    assert titles["shenhe/guize/#balance"] == "法定表格的勾稽关系"
