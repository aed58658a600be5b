"""A county that has stated everything: several agencies, page labels complete, a notice on every page, a site map."""

from lxml import etree, html


def tree(path):
    return html.parse(str(path), html.HTMLParser(encoding="utf-8"))


def labels(path):
    return {meta.get("name"): meta.get("content") for meta in tree(path).iterfind(".//meta[@name]")}


def test_all_three_groups_of_page_labels(demo_site):
    found = labels(demo_site / "zfxxgknb/2021/index.html")
    assert {
        "SiteName": "示例县人民政府门户网站",
        "SiteDomain": "www.example.gov.cn",
        "SiteIDCode": "0000000000",
        "ColumnName": "政府信息公开年报",
        "ColumnType": "信息公开年报",
        "ArticleTitle": "示例县2021年政府信息公开工作年度报告",
        "PubDate": "2022-01-28 09:30",
        "ContentSource": "示例县人民政府",
    }.items() <= found.items()


def test_another_agency_s_report_stands_below_the_year(demo_site):
    assert labels(demo_site / "zfxxgknb/2021/finance/index.html")["ContentSource"] == "示例县财政局"
    links = tree(demo_site / "zfxxgknb/index.html").xpath("//section[@class='gk-list']/ul[1]//a/@href")
    assert links == ["../zfxxgknb/2021/", "../zfxxgknb/2020/"]
    links = tree(demo_site / "zfxxgknb/2021/jigou/index.html").xpath("//table//a/@href")
    assert links == ["../../jigou/demo/", "../", "../../jigou/finance/", "../finance/"]


def test_the_document_bar_shows_what_the_report_states(demo_site):
    bar = tree(demo_site / "zfxxgknb/2021/index.html").find(".//dl[@class='gk-bar']")
    found = {item.find("dt").text: item.find("dd").text_content() for item in bar.iterfind("div")}
    assert found["索引号"] == "000000000/2022-00001"
    assert found["发布日期"] == "2022-01-28 09:30"


def test_the_notice_is_on_every_page(demo_site):
    for page in demo_site.rglob("index.html"):
        assert "示例县是虚构的" in tree(page).find(".//aside[@class='gk-notice']").text_content(), page


def test_contact_and_form_as_the_office_states_them(demo_site):
    text = tree(demo_site / "index.html").getroot().text_content()
    assert "0000-0000000" in text
    assert tree(demo_site / "index.html").xpath("//a[@href='https://www.example.gov.cn/ysqgk/']")


def test_a_remark_a_stroke_and_a_blank_reach_the_page(demo_site):
    table = tree(demo_site / "zfxxgknb/2021/index.html").find(".//*[@id='table-documents']")
    rows = [[cell.text_content() for cell in row.iterfind("td")] for row in table.iterfind(".//tbody/tr")]
    assert rows == [["/", "/", "/"], ["2", "2", "22（其中修订16件）"]]


def test_the_site_map_names_every_page_and_no_day_of_the_build(demo_site):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    site_map = etree.parse(str(demo_site / "sitemap.xml"))
    assert "https://www.example.gov.cn/zwgk/zfxxgknb/2021/finance/" in site_map.xpath("//s:loc/text()", namespaces=names)
    assert site_map.xpath("//s:lastmod", namespaces=names) == []
