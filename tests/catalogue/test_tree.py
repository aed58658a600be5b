"""The fields beside each page of the catalogue: where the reader is, where the links lead, on a screen, a phone and paper."""

from urllib.parse import urljoin

import pytest
from lxml import html

from tests.build.county import built, small_county

FIELD = "fdzdgknr/social-assistance"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    county = small_county(tmp_path_factory.mktemp("tree"))
    built(county)
    return county.site


def tree(site, address):
    (nav,) = html.parse(str(site / address / "index.html")).getroot().find_class("gk-tree")
    return nav


def marked(nav):
    return [(link.text, link.get("aria-current")) for link in nav.iter("a") if link.get("aria-current")]


def entries(site):
    return sorted(path.parent.name for path in (site / FIELD).glob("*/index.html") if "所在目录" in path.read_text("utf-8"))


def test_a_field_s_list_is_marked_and_names_its_matters_alone(site):
    nav = tree(site, FIELD)
    ((title, here),) = marked(nav)
    assert (title, here) == ("社会救助", "page")
    assert [item.find("a").text for item in nav.findall("ul/li") if item.find("ul") is not None] == ["社会救助"]
    overview = html.parse(str(site / "fdzdgknr/mulu/index.html")).getroot()
    fields = overview.xpath("//th[starts-with(@id, 'fields.')]/a/text()")
    assert [item.find("a").text for item in nav.findall("ul/li")] == fields


def test_an_entry_is_in_its_field_and_under_its_matter(site):
    for id in entries(site):
        page = html.parse(str(site / FIELD / id / "index.html")).getroot()
        (matter,) = page.xpath("//dl/div[dt='一级事项']/dd/text()")
        assert marked(tree(site, f"{FIELD}/{id}")) == [("社会救助", "true"), (matter, "true")]


def test_every_link_leads_to_a_list_and_a_matter_to_its_first_row(site):
    for address in (FIELD, f"{FIELD}/{entries(site)[0]}", "fdzdgknr/quanbu"):
        nav = tree(site, address)
        for link in nav.iter("a"):
            target, _, place = urljoin(f"https://x/{address}/", link.get("href")).removeprefix("https://x/").partition("#")
            page = html.parse(str(site / target / "index.html")).getroot()
            assert page.find(".//h1").text.startswith(link.text) or place
            if place:
                row = page.get_element_by_id(place)
                assert link.text in row.text_content()
                before = row.getprevious()
                assert before is None or link.text not in [cell.text for cell in before.findall("th")]


def test_a_page_of_no_field_marks_none(site):
    assert marked(tree(site, "fdzdgknr/quanbu")) == []


@pytest.mark.browser
def test_it_stands_beside_the_content_on_a_wide_screen_only(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / FIELD / "index.html").as_uri())
    content, nav = page.locator("article"), page.locator(".gk-tree")
    assert nav.bounding_box()["x"] + nav.bounding_box()["width"] < content.bounding_box()["x"]
    scroll = page.locator(".gk-rows .gk-table__scroll")
    assert scroll.evaluate("it => it.scrollWidth - it.clientWidth") == 0
    page.emulate_media(media="print")
    assert not nav.is_visible()
    page.emulate_media(media="screen")
    for size in ("large", "huge"):
        page.evaluate("size => { document.documentElement.dataset.size = size }", size)
        assert not nav.is_visible()
    page.evaluate("delete document.documentElement.dataset.size")
    page.set_viewport_size({"width": 375, "height": 740})
    assert not nav.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    page.close()
