"""What is new among documents: the page of the last days, the feeds, the days in the site map."""

import re

import pytest
from lxml import etree, html

from tests.build.county import built, small_county, write
from tests.documents.county import with_documents
from tests.documents.test_pages import many, words

ATOM = "{http://www.w3.org/2005/Atom}"
WENJIAN = "fdzdgknr/wenjian"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    county = with_documents(tmp_path_factory.mktemp("newest"))
    built(county)
    return county.site


def feed(site, name):
    root = etree.parse(site / WENJIAN / name).getroot()
    assert root.tag == f"{ATOM}feed"
    return root


def entries(root):
    return [(one.findtext(f"{ATOM}title"), one.findtext(f"{ATOM}updated")[:10]) for one in root.iter(f"{ATOM}entry")]


def test_the_last_documents_stand_under_their_days(site):
    page = html.parse(site / WENJIAN / "zuixin/index.html").getroot().find(".//main")
    assert [words(day) for day in page.iter("h2")][:3] == ["2022年1月5日", "2021年5月28日", "2016年3月1日"]
    first = page.find_class("gk-lines")[0].find(".//a")
    assert (words(first), first.get("href")) == ("一图读懂低保办法", "../2022-0001/")
    front = html.parse(site / WENJIAN / "index.html").getroot()
    assert {"zuixin/", "feed.atom"} <= {link.get("href") for link in front.iter("a")}


def test_a_reader_may_subscribe_to_all_to_a_kind_and_to_an_agency(site):
    assert entries(feed(site, "feed.atom")) == [
        ("一图读懂低保办法", "2022-01-05"),
        ("关于印发低保办法的通知 & <新>", "2021-05-28"),
        ("低保办法（试行）", "2016-03-01"),
    ]
    assert entries(feed(site, "feed-zhonglei-jiedu.atom")) == [("一图读懂低保办法", "2022-01-05")]
    assert [title for title, _ in entries(feed(site, "feed-jigou-county.atom"))] == [
        "关于印发低保办法的通知 & <新>",
        "低保办法（试行）",
    ]
    all = feed(site, "feed.atom")
    assert all.findtext(f"{ATOM}updated") == "2022-01-05T00:00:00+08:00"
    links = {link.get("rel"): link.get("href") for link in all.findall(f"{ATOM}link")}
    assert links == {
        "self": f"https://www.example.gov.cn/zwgk/{WENJIAN}/feed.atom",
        "alternate": f"https://www.example.gov.cn/zwgk/{WENJIAN}/",
    }
    ids = [
        root.findtext(f"{ATOM}id") for root in (all, feed(site, "feed-zhonglei-jiedu.atom"), feed(site, "feed-jigou-civil.atom"))
    ]
    assert len({*ids}) == 3


def test_each_feed_is_named_where_its_list_is(site):
    def hrefs(address):
        return {link.get("href") for link in html.parse(site / address / "index.html").getroot().iter("a")}

    assert "../feed-zhonglei-jiedu.atom" in hrefs(f"{WENJIAN}/zhonglei-jiedu")
    assert "../feed.atom" in hrefs(f"{WENJIAN}/quanbu")
    assert "../../fdzdgknr/wenjian/feed-jigou-civil.atom" in hrefs("jigou/civil")


def test_the_site_map_says_from_which_day_each_document_is(site):
    text = (site / "sitemap.xml").read_text("utf-8")
    days = dict(re.findall(r"<loc>https://www.example.gov.cn/zwgk/(.*?)</loc><lastmod>(.*?)</lastmod>", text))
    assert days == {
        f"{WENJIAN}/": "2022-01-05",
        f"{WENJIAN}/quanbu/": "2022-01-05",
        f"{WENJIAN}/zuixin/": "2022-01-05",
        f"{WENJIAN}/2016-0003/": "2016-03-01",
        f"{WENJIAN}/2021-0002/": "2021-05-28",
        f"{WENJIAN}/2022-0001/": "2022-01-05",
    }


def test_the_page_of_the_last_days_and_the_feeds_hold_a_hundred(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "documents/many.yml", many(250))
    built(county)
    page = county.site / WENJIAN / "zuixin/index.html"
    assert len(html.parse(page).getroot().xpath("//ul[@class='gk-lines']/li")) == 100
    assert page.stat().st_size < 60 * 1024
    assert len(entries(feed(county.site, "feed.atom"))) == 100


def test_documents_of_no_day_have_neither(tmp_path):
    county = small_county(tmp_path)
    write(county.data / "documents/a.yml", "documents:\n  - {id: a, title: 通知, agency: civil}\n")
    built(county)
    assert not (county.site / WENJIAN / "zuixin").exists()
    assert not [*(county.site / WENJIAN).glob("*.atom")]
    assert "<lastmod>" not in (county.site / "sitemap.xml").read_text("utf-8")
