"""The built pages as files: links, page labels, nothing from another host, downloads."""

import csv
import io
import json
from urllib.parse import urlparse

import pytest
from lxml import html

from .links import broken_links, pages

PARTS = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]


def tree(path):
    return html.parse(str(path), html.HTMLParser(encoding="utf-8"))


def test_every_internal_link_and_anchor_exists(site):
    assert broken_links(site) == []


def test_nothing_is_loaded_from_another_host(site):
    found = [
        f"{page.relative_to(site)}: {address}"
        for page in [*pages(site), *site.glob("404.html")]
        for address in tree(page).xpath("//script/@src | //img/@src | //link[@rel!='canonical']/@href | //iframe/@src")
        if urlparse(address).netloc or address.startswith("/")
    ]
    assert found == []


def test_the_parts_stand_in_the_order_of_the_rule_before_what_else_there_is(site):
    tabs = [item.text_content().strip() for item in tree(site / "index.html").iterfind(".//nav[@id='menu']//a")]
    assert tabs == ["首页", *PARTS, "栏目与链接", "开放数据"]


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("index.html", {"ColumnName": "政府信息公开"}),
        ("zfxxgknb/index.html", {"ColumnName": "政府信息公开年报", "ColumnType": "信息公开年报"}),
        ("ysqgk/index.html", {"ColumnType": "依申请公开"}),
        (
            "zfxxgknb/2020/index.html",
            {
                "ColumnType": "信息公开年报",
                "ArticleTitle": "正宁县2020年政府信息公开工作年度报告",
                "ContentSource": "正宁县人民政府",
            },
        ),
    ],
)
def test_page_labels(site, page, labels):
    found = {meta.get("name"): meta.get("content") for meta in tree(site / page).iterfind(".//meta[@name]")}
    assert {name: found.get(name) for name in labels} == labels


def test_what_nobody_stated_is_not_printed(site):
    found = {meta.get("name") for meta in tree(site / "zfxxgknb/2020/index.html").iterfind(".//meta[@name]")}
    assert not found & {"PubDate", "SiteIDCode", "SiteDomain", "SiteName"}


def test_titles_and_descriptions_are_unique(site):
    for expression in ("string(//title)", "string(//meta[@name='description']/@content)"):
        texts = [tree(page).xpath(expression) for page in pages(site)]
        assert all(texts)
        assert len(set(texts)) == len(texts)


def test_breadcrumb(site):
    path = tree(site / "zfxxgknb/2020/index.html").find(".//nav[@aria-label='当前位置']")
    assert [item.text_content().strip() for item in path.iterfind(".//li")] == [
        "首页",
        "政府信息公开年报",
        "正宁县2020年政府信息公开工作年度报告",
    ]


def test_ids_are_unique_and_headers_lead_somewhere(site):
    for page in pages(site):
        ids = tree(page).xpath("//@id")
        assert len(ids) == len(set(ids)), page
        for cell in tree(page).iterfind(".//*[@headers]"):
            assert set(cell.get("headers").split()) <= set(ids)


def test_json_beside_the_page(site):
    report = json.loads((site / "zfxxgknb/2020/report.json").read_text("utf-8"))
    assert report["tables"]["licensing"]["administrative_licensing"] == {
        "items_last_year": 420,
        "items_change": -39,
        "decisions": 0,
    }
    assert report["tables"]["procurement"]["government_procurement"] == {"projects": 216, "amount": 22961.413}
    assert report["units"]["procurement.government_procurement.amount"] == "万元"


def test_csv_beside_the_page_opens_in_a_spreadsheet_and_keeps_the_minus(site):
    raw = (site / "zfxxgknb/2020/tables/licensing.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert any("-39" in row for row in rows)
    assert sorted(path.name for path in (site / "zfxxgknb/2020/tables").iterdir()) == [
        "documents.csv",
        "enforcement.csv",
        "fees.csv",
        "licensing.csv",
        "procurement.csv",
        "requests.csv",
        "review_litigation.csv",
    ]


def test_every_download_of_the_page_is_there(site):
    links = tree(site / "zfxxgknb/2020/index.html").xpath("//section[@class='gk-downloads']//a/@href")
    assert {"report.json", "report.xlsx", "report.docx", "report.pdf", "tables/requests.csv"} <= set(links)
    assert all((site / "zfxxgknb/2020" / link).stat().st_size > 100 for link in links)
