"""The manual as a reader has it: accessible in light and dark, wide and narrow; right HTML; asks no other host; is searched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from gongkai.measure.serving import served
from tests.site.access.nu import nu_findings

from .test_site import WRITTEN, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.audit]

COLUMN = ("zfxxgknb/2024", "zfxxgknb/2018", "zfxxgknb/2022/market", "zfxxgknb/2024/yaoshu", "zfxxgknb", "fdzdgknr/taxation")
PAGES = (*WRITTEN, *COLUMN)
ASKED = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
OURS = "article"  # what Material has around it is Material's
AS_MKDOCS_WRITES = (
    "Trailing slash on void elements has no effect and interacts badly with unquoted attribute values."  # its pictures
)
ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)


@pytest.fixture(scope="module")
def address(manual_site: Path) -> Iterator[str]:
    with served(manual_site) as root:
        yield root


def findings(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found: dict[str, Any] = Axe().run(page, context={"include": [OURS]}, options=ASKED).response
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_our_content_has_no_finding_of_axe(browser: Browser, address: str, width: int, scheme: Any) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
        page = context.new_page()
        found = []
        for name in PAGES:
            page.goto(f"{address}/{'' if name == 'index' else f'{name}/'}", wait_until="load")
            found += [f"{name}: {finding}" for finding in findings(page)]
    assert found == []


def test_a_fault_is_found(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/")
        page.evaluate("document.querySelector('article').insertAdjacentHTML('beforeend', '<img src=\"x.png\"><h5>跳级</h5>')")
        assert {finding.split(":")[0] for finding in findings(page)} >= {"image-alt", "heading-order"}


def test_our_content_has_no_finding_of_nu(manual_site: Path, tmp_path: Path) -> None:
    for name in PAGES:
        found = ARTICLE.search(page_of(manual_site, name).read_text("utf-8"))
        assert found
        target = tmp_path / name.replace("/", "-") / "index.html"
        target.parent.mkdir()
        target.write_text(f'<!doctype html><html lang="zh-CN"><title>{name}</title><body>{found[1]}</body></html>', "utf-8")
    assert [finding for finding in nu_findings(tmp_path) if not finding.endswith(AS_MKDOCS_WRITES)] == []


def test_no_other_host_is_asked(browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        asked: list[str] = []
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        for name in ("index", "jingban/wangye", "kaifa/zujian", "zfxxgknb/2024"):
            page.goto(f"{address}/{'' if name == 'index' else f'{name}/'}", wait_until="networkidle")
    assert asked
    assert [url for url in asked if not url.startswith("http://127.0.0.1")] == []


@pytest.mark.parametrize(
    ("typed", "title"),
    [("行政许可 2024", "示例县2024年政府信息公开工作年度报告"), ("更正", "更正、重述和撤回"), ("勾稽关系", "法定表格的勾稽关系")],
)
def test_the_reader_finds_it_with_the_search_of_material(browser: Browser, address: str, typed: str, title: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}/", wait_until="networkidle")
        page.locator(".md-search__input").fill(typed)
        page.keyboard.press("End")  # it answers a key that is let go
        page.locator(".md-search-result__item").first.wait_for()
        shown = [re.sub("[\u200b\\s]", "", text) for text in page.locator(".md-search-result__list").all_inner_texts()]
        assert any(title in text for text in shown), shown
