"""Pages that end somewhere: a report with those of other years, an entry with who can be asked."""

from lxml import html

from tests.build.county import AGENCIES, SITE, built, small_county, write

CIVIL = "civil: {name: 示例县民政局, kind: department"
ASKED = f"{CIVIL}, contact: {{telephone: 0000-0000001, address: 一路1号}}"
ENTRY = "fdzdgknr/elderly-care/e1/index.html"


def end_of(site):
    (found,) = html.parse(str(site / ENTRY), html.HTMLParser(encoding="utf-8")).xpath("//section[@class='gk-ask']") or [None]
    return found


def words(element):
    return " ".join(element.text_content().split())


def test_an_entry_says_who_can_be_asked_and_leads_to_the_form_with_what_is_looked_for(tmp_path):
    county = small_county(tmp_path)
    write(county.data / "agencies.yml", AGENCIES.replace(CIVIL, ASKED))
    write(county.data / "site.yml", f"{SITE}request_form_url: https://www.example.gov.cn/form?lx=1&nr=%s\n")
    built(county)
    end = end_of(county.site)
    assert words(end).startswith("没有找到？ 示例县民政局 电话：0000-0000001 地址：一路1号 这里没有的，可以申请公开。")
    assert "养老服务目录里的“低保救助：办事指南1”" in words(end)
    sought = "%E5%85%BB%E8%80%81%E6%9C%8D%E5%8A%A1%EF%BC%9A%E4%BD%8E%E4%BF%9D%E6%95%91%E5%8A%A9%EF%BC%9A%E5%8A%9E%E4%BA%8B%E6%8C%87%E5%8D%971"
    here = f"../../../ysqgk/shenqingbiao/?jigou=civil&nr={sought}"
    assert end.xpath(".//a/@href") == [f"https://www.example.gov.cn/form?lx=1&nr={sought}", here]


def test_without_an_online_form_it_leads_to_the_form_of_this_column(tmp_path):
    county = small_county(tmp_path)
    write(county.docs / "ysqgk/index.md", "# 依申请公开\n")
    built(county)
    (link,) = end_of(county.site).xpath(".//a/@href")
    assert link.startswith("../../../ysqgk/shenqingbiao/?jigou=civil&nr=")
    assert (county.site / "ysqgk/index.html").is_file()
