"""示例县 built: openly fictional on every page, and every link leads somewhere. A sample of it always, the whole in an audit."""

import pytest

from gongkai.measure.pages import LEADS_ON

from .access.files import same_twice
from .conftest import AGENCIES
from .links import broken_links, pages, tree

NOTICE = "示例县是虚构的"


def test_every_page_of_a_sample_says_that_it_is_fictional(county_site):
    assert len(pages(county_site)) > 8 * len(AGENCIES) - 10
    assert silent(county_site) == []


def silent(site):
    """Pages without the notice."""
    return [str(page.relative_to(site)) for page in pages(site) if NOTICE not in tree(page).text_content()]


def test_every_link_of_a_sample_leads_somewhere(county_site):
    assert broken_links(county_site) == []


def test_the_missing_report_has_no_page(county_site):
    assert (county_site / "zfxxgknb/2019/xugu/index.html").is_file()
    assert not (county_site / "zfxxgknb/2020/xugu").exists()


def test_a_correction_is_on_the_page_of_its_report(county_site):
    text = tree(county_site / "zfxxgknb/2022/market/index.html").text_content()
    assert "录入时两位数字颠倒" in text
    assert "6243" in text


@pytest.mark.audit
def test_the_whole_county(whole_county_site):
    assert len(pages(whole_county_site)) > 290
    assert silent(whole_county_site) == []
    assert broken_links(whole_county_site) == []
    read = {str(page): tree(page) for page in pages(whole_county_site) if LEADS_ON not in page.read_text("utf-8")}
    assert same_twice(read) == []


BROKEN = {
    "no such page": ("../nowhere/", "page/index.html → ../nowhere/"),
    "no such anchor": ("../#there", "page/index.html → ../#there"),
    "another host": ("https://example.com/", "page/index.html → https://example.com/"),
    "above the column": ("../../../", "page/index.html → ../../../"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_link_is_found(kind, tmp_path):
    href, message = BROKEN[kind]
    (tmp_path / "page").mkdir()
    (tmp_path / "index.html").write_text('<h1 id="here">a</h1>')
    (tmp_path / "page/index.html").write_text(
        f'<a href="../#here">b</a><a href="{href}">c</a><a href="https://www.shili.example/">d</a>'
    )
    assert broken_links(tmp_path) == [message]
