"""A report and a year as files that are taken away: whole, without any request, and what they say of themselves."""

import re
from dataclasses import replace

import pytest
from lxml import html

from gongkai.downloads import report_html, year_html
from gongkai.downloads.open_data import data_sets, files_of
from gongkai.downloads.taken_away import Origin
from gongkai.html.assets import stylesheet, stylesheet_of
from gongkai.html.page_alone import PARTS
from gongkai.html.pages.report import report_page

NAMES = re.compile(r"gk-[a-z0-9_-]+")
PAGE = "https://www.example.gov.cn/zwgk/zfxxgknb/2021/finance/"
YEAR = "https://www.example.gov.cn/zwgk/zfxxgknb/2021/shuju/zfxxgknb-2021.html"
REFERS = ("headers", "aria-labelledby", "aria-describedby", "for")


def report_file(demo, origin=None):
    return html.fromstring(report_html.content(demo.report(2021, "finance"), origin or Origin(demo.site)))


def year_file(demo):
    (file,) = (
        file for data in data_sets(demo) if data.year == 2021 for file in files_of(data, demo) if file.name.endswith(".html")
    )
    return html.fromstring(file.content.decode())


FILES = pytest.mark.parametrize("made", [report_file, year_file])


def words(element):
    return " ".join(element.text_content().split())


@FILES
def test_nothing_is_asked_for_and_links_stay_within_or_lead_to_the_permanent_address(demo, made):
    page = made(demo)
    assert page.xpath("//script | //img | //iframe | //link[@rel!='canonical'] | //*[@src] | //*[@style]") == []
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    for href in page.xpath("//a/@href"):
        assert href[1:] in ids if href.startswith("#") else href == (PAGE if made is report_file else YEAR)
    for name in REFERS:
        assert {id for value in page.xpath(f"//@{name}") for id in value.split()} <= set(ids)


@FILES
def test_each_class_has_the_style_that_it_has_on_the_site(demo, made):
    used = {name for value in made(demo).xpath("//@class") for name in value.split()}
    assert used & set(NAMES.findall(stylesheet())) <= set(NAMES.findall(stylesheet_of(PARTS)))
    assert "</" not in stylesheet_of(PARTS)


def test_a_report_says_which_text_it_is_and_where_that_stands(demo):
    page = report_file(demo)
    assert page.xpath("//link[@rel='canonical']/@href") == [PAGE]
    said = [words(each) for each in page.xpath("//footer//p[@class='gk-alone']")]
    assert said == [f"照{DAY}公布的报告制成，可以离线打开、打印。以后的更正，见下面的网址。", f"永久网址：{PAGE}"]


DAY = "2022年1月14日"


def test_without_an_address_none_is_said(demo):
    page = report_file(demo, Origin(replace(demo.site, column_url=None)))
    assert page.xpath("//link") == []
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))
    assert "见发布网站" in words(page)


def test_a_year_holds_each_report_whole_and_in_the_list_of_contents(demo):
    reports = [report for report in demo.reports if report.year == 2021]
    page = year_file(demo)
    assert [words(link) for link in page.xpath("//nav//a")] == [report.agency_name for report in reports]
    for report, part in zip(reports, page.xpath("//section[contains(@class, 'gk-bound')]"), strict=True):
        own = html.fromstring(f"<main>{report_page(report, []).html}</main>")
        assert words(part.xpath("./h2")[0]) == report.envelope.title
        assert [words(each) for each in part.xpath(".//td | .//th")] == [words(each) for each in own.xpath(".//td | .//th")]
        own_headings = [
            words(each) for each in own.xpath(".//*[not(self::nav)]/h2 | .//h3 | .//h4") if each.get("id") != "contents"
        ]
        assert [words(each) for each in part.xpath(".//h3 | .//h4 | .//h5")] == own_headings


def test_a_year_is_named_once_with_its_state(demo):
    page = year_file(demo)
    assert words(page.xpath("//h1")[0]) == year_html.title(demo.site.county, 2021)
    (state, address) = (words(each) for each in page.xpath("//footer//p[@class='gk-alone']"))
    assert re.fullmatch(
        r"收录到\d{4}年\d+月\d+日为止公布和更正的 \d+ 份报告，可以离线打开、打印。以后的更正，见下面的网址。", state
    )
    assert address == f"永久网址：{YEAR}"
