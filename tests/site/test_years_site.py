"""A county of several agencies and years as its readers meet it: links, headers, no JavaScript, axe, the comparison."""

import csv
import shutil
from urllib.parse import urldefrag, urljoin, urlparse

import pytest
from lxml import etree, html

from gongkai.measure.states import STATES, reader, seen_as
from tests.years.county import SITE, county

from .access.axe import axe_findings
from .conftest import ROOT, run_build, served
from .links import is_taken_away

AGENCIES = "zfxxgknb/2021/jigou/"
AGENCY = "zfxxgknb/jigou/demo/"
CONCEPT = "zfxxgknb/lishi/normative-documents-made/"
SVG = "{http://www.w3.org/2000/svg}"
PAIR = "zfxxgknb/duibi/"
PAGES = (
    "zfxxgknb/",
    AGENCIES,
    "zfxxgknb/2021/huizong/",
    "zfxxgknb/2021/duibi/",
    "zfxxgknb/2021/yaoshu/",
    AGENCY,
    "zfxxgknb/lishi/",
    CONCEPT,
    PAIR,
    "zfxxgknb/2021/shuju/",
    "zfxxgknb/shuju/zidian/",
)


@pytest.fixture(scope="module")
def years_site(tmp_path_factory):
    project = tmp_path_factory.mktemp("years")
    for name in ("macros",):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(SITE / "docs", project / "docs")
    county(project / "data")
    done = run_build(project, project / "site" / "zwgk")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len((done.stdout + done.stderr).splitlines()) <= 6
    return project / "site" / "zwgk"


@pytest.fixture(scope="module")
def years_address(years_site):
    with served(years_site) as address:
        yield address


def pages(site):
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html" and not is_taken_away(path))


def tree(path):
    return html.parse(str(path), html.HTMLParser(encoding="utf-8"))


def test_every_link_leads_somewhere(years_site):
    broken = []
    for page in pages(years_site):
        base = f"http://portal/zwgk/{page.relative_to(years_site)}"
        for link in tree(page).xpath("//a[@href] | //script[@src]"):
            address, anchor = urldefrag(urljoin(base, link.get("href") or link.get("src")))
            if address.startswith("mailto:"):
                continue
            path = urlparse(address).path.removeprefix("/zwgk/")
            target = years_site / path / "index.html" if path.endswith("/") or not path else years_site / path
            if not target.is_file() or (anchor and not tree(target).xpath(f"//*[@id='{anchor}']")):
                broken.append(f"{base} → {address}")
    assert broken == []


def test_titles_descriptions_and_ids_are_unique_and_nothing_is_in_line(years_site):
    read = {page: tree(page) for page in pages(years_site)}
    for expression in ("string(//title)", "string(//meta[@name='description']/@content)"):
        texts = [page.xpath(expression) for page in read.values()]
        assert all(texts)
        assert [text for text in set(texts) if texts.count(text) > 1] == []
    for path, page in read.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path
        assert page.xpath("//article//@style | //article//style | //article//script[not(@src)]") == [], path


def test_every_figure_has_the_whole_path_of_its_headers(years_site):
    for page in pages(years_site):
        read = tree(page)
        for cell in read.xpath(
            "//*[contains(@class, 'gk-cross')]//tbody//td | //*[contains(@class, 'gk-table')]//tbody//td[@headers]"
        ):
            names = [read.xpath(f"string(//*[@id='{id}'])").strip() for id in cell.get("headers").split()]
            assert len(names) >= 1, page
            assert all(names), (page, cell.text_content())


def test_no_cell_of_a_made_table_is_empty(years_site):
    for page in pages(years_site):
        cells = tree(page).xpath("//div[contains(@class, 'gk-cross') and not(@hidden)]//td")
        assert [cell for cell in cells if not cell.text_content().strip()] == [], page


def test_a_page_is_there_when_there_is_something_to_say(years_site, site):
    made = {str(path.parent.relative_to(years_site)) for path in pages(years_site)}
    years = {
        f"zfxxgknb/{year}/{word}" for year in (2020, 2021, 2022) for word in ("jigou", "huizong", "yaoshu", "duibi", "shuju")
    }
    assert years | {"zfxxgknb/2018/jigou", "zfxxgknb/jigou/demo", "zfxxgknb/jigou/office", "zfxxgknb/duibi"} <= made
    assert not {"zfxxgknb/2018/huizong", "zfxxgknb/2018/yaoshu", "zfxxgknb/2018/duibi", "zfxxgknb/2019"} & made
    alone = {str(path.parent.relative_to(site)) for path in pages(site)}
    assert {page for page in alone if page.startswith("zfxxgknb")} == {
        *("zfxxgknb", "zfxxgknb/2020", "zfxxgknb/2020/yaoshu", "zfxxgknb/2020/shuju", "zfxxgknb/2020/gaijin"),
        *("zfxxgknb/shuju", "zfxxgknb/shuju/zidian"),
    }


def test_the_menu_names_the_parts_and_no_report(years_site):
    """It is on every page, so it may not grow with the years or the agencies."""
    labels = [link.text_content().strip() for link in tree(years_site / "index.html").xpath("//nav[@id='menu']//a")]
    column = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]
    assert labels == ["首页", *column, "行政机关", "开放数据"]


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("zfxxgknb/2021/finance", ["首页", "政府信息公开年报", "2021年", "县财政局2021年政府信息公开工作年度报告"]),
        ("zfxxgknb/2021/jigou", ["首页", "政府信息公开年报", "2021年度各机构政府信息公开年报公布情况"]),
        ("zfxxgknb/2021/huizong", ["首页", "政府信息公开年报", "2021年", "云溪县2021年度各机构年报汇总"]),
        ("zfxxgknb/lishi/reconsideration", ["首页", "政府信息公开年报", "各项数历年情况", "历年行政复议、行政诉讼：行政复议"]),
        ("zfxxgknb", ["首页", "政府信息公开年报"]),
    ],
)
def test_the_path_of_a_page(years_site, page, path):
    found = tree(years_site / page / "index.html").find(".//nav[@aria-label='当前位置']")
    assert [item.text_content().strip() for item in found.iterfind(".//li")] == path


def test_who_is_late_and_who_is_missing(years_site):
    rows = tree(years_site / "zfxxgknb/2022/jigou/index.html").xpath("//tbody/tr")
    assert [[cell.text_content() for cell in row][:2] for row in rows] == [
        ["云溪县人民政府", "逾期公布（晚 2 天）"],
        ["云溪县人民政府办公室", "未公布"],
        ["云溪县财政局", "未公布"],
        ["林溪乡人民政府", "按时公布"],
    ]


def charts_of(site, address):
    return tree(site / address / "index.html").xpath("//figure[contains(@class, 'gk-chart')]")


@pytest.mark.parametrize("address", [AGENCY, CONCEPT, "zfxxgknb/2021/yaoshu/"])
def test_a_chart_has_a_name_its_figures_in_words_and_the_same_in_its_table(years_site, address):
    charts = charts_of(years_site, address)
    assert charts
    for chart in charts:
        for drawing in chart.xpath(".//svg"):
            ids = drawing.get("aria-labelledby").split()
            name, about = (chart.xpath(f"string(.//*[@id='{id}'])") for id in ids)
            assert name
            printed = drawing.xpath(".//text[@class='gk-chart__value']/text()")
            assert [text for text in printed if text not in about] == []
            assert [text for text in printed if text not in chart.xpath(".//td//text()")] == []


def test_what_a_chart_repeats_is_folded_under_a_summary_of_its_own_name(years_site):
    for chart in charts_of(years_site, AGENCY):
        (summary,) = chart.xpath("./details/summary")
        assert summary.text_content() == f"数据表：{chart.xpath('string(./h3)')}"
        assert chart.xpath("./details//table")


@pytest.mark.parametrize("address", [AGENCY, CONCEPT, "zfxxgknb/2021/yaoshu/"])
def test_what_a_drawing_counts_is_read_without_unfolding_its_table(years_site, address):
    drawn = [chart for chart in charts_of(years_site, address) if chart.xpath(".//svg")]
    assert drawn
    for chart in drawn:
        unit = chart.xpath("string(./p[@class='gk-chart__unit'])")
        assert unit.removeprefix("单位：") in ("件", "万元")
        assert f"（{unit}）" in chart.xpath("string(.//caption)")


def test_a_year_s_charts_lead_to_the_kinds_of_agencies_through_the_years(years_site):
    links = tree(years_site / "zfxxgknb/2021/yaoshu/index.html").xpath("//main//a[contains(., '各类机构')]/@href")
    assert links == ["../../lishi/"]


@pytest.mark.parametrize("address", [AGENCY, CONCEPT, "zfxxgknb/2021/yaoshu/"])
def test_each_chart_is_a_file_that_needs_no_other_with_its_data(years_site, address):
    for chart in charts_of(years_site, address):
        files = chart.xpath(".//p[@class='gk-chart__file']/a/@href")
        assert len(files) == bool(chart.xpath(".//svg"))
        for file in files:
            picture = etree.fromstring((years_site / address / file).read_bytes())
            assert picture.findtext(f"{SVG}title") == chart.xpath("string(./h2|./h3)")
            assert picture.findtext(f"{SVG}desc")
            rows = [row.xpath("string(./th)") for row in chart.xpath(".//tbody/tr")]
            data = list(csv.reader(picture.findtext(f"{SVG}metadata").splitlines()))
            assert [row[0] for row in data[1:]] == rows
            assert [cell for row in data[1:] for cell in row[1:]] == [
                cell.text_content().rpartition("：")[2] for cell in chart.xpath(".//td")
            ]
            assert not picture.xpath("//@href|//@style|//*[local-name()='style' or local-name()='script']")


def test_where_the_old_form_asked_otherwise_the_gap_leads_to_its_row(years_site):
    page = years_site / "zfxxgknb/lishi/requests-received/index.html"
    (link,) = tree(page).xpath("//table[.//caption[contains(text(), '各机构各年')]]//td/a[contains(text(), '口径不同')]/@href")
    target, row = urldefrag(link)
    there = tree(page.parent / target / "index.html").xpath(f"//tr[th[@id='{row}']]")
    assert [cell.text_content() for cell in there[0]] == ["（一）收到申请数", "件", "271"]


COMPARE = ".gk-pair__form button[type=submit]"


@pytest.mark.browser
@pytest.mark.parametrize("states", [("desktop", "phone", "dark"), pytest.param(tuple(STATES), marks=pytest.mark.audit)])
def test_no_finding_of_axe_in_a_comparison(browser, years_address, states):
    """The table that the script fills; the pages themselves are in test_accessibility.py."""
    with reader(browser) as page:
        page.goto(f"{years_address}/{PAIR}", wait_until="load")
        page.click(COMPARE)
        page.wait_for_selector("#pair-c1:visible")
        found = []
        for state in states:
            with seen_as(page, state):
                found += [f"{state}: {finding}" for finding in axe_findings(page, state)]
    assert found == []


@pytest.mark.browser
def test_any_two_reports_by_script(browser, years_address):
    page = browser.new_page()
    page.goto(f"{years_address}/{PAIR}", wait_until="load")
    one, other = page.locator("main fieldset").all()
    one.locator("[name=agency]").select_option("demo")
    one.locator("[name=year]").select_option("2020")
    other.locator("[name=agency]").select_option("office")
    assert other.locator("[name=year] option").all_inner_texts() == ["2021年"]
    page.click(COMPARE)
    page.wait_for_selector("#pair-c1:visible")
    assert page.locator("[role=status]").inner_text() == "已比较云溪县人民政府 2020年与云溪县人民政府办公室 2021年，表在下面。"
    row = page.locator("tr[data-concept=requests-received] td")
    assert row.all_inner_texts() == ["29", "29", "0", "—"]
    row = page.locator("tr[data-concept=normative-documents-made] td")
    assert row.all_inner_texts()[:3] == ["3", "0", "不能相比"]
    assert row.all_inner_texts()[3].startswith("口径有变：2021 年格式")
    row = page.locator("tr[data-concept=licensing-decisions] td")
    assert row.all_inner_texts() == ["8122", "空白", "不能相比", "空白：报告里这一格没有填写；空白不是 0"]
    page.close()


@pytest.mark.browser
def test_without_javascript_the_neighbours_are_there(browser, years_address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{years_address}/{PAIR}")
    assert not page.locator(".gk-pair form").is_visible()
    assert "脚本没有运行" in page.locator("[data-unscripted]").inner_text()
    page.get_by_role("link", name="云溪县人民政府", exact=True).click()
    page.locator("summary", has_text="：政府信息公开申请").click()
    table = page.get_by_role("table", name="政府信息公开申请：与上一年相比")
    assert table.is_visible()
    context.close()


@pytest.mark.browser
def test_no_page_is_wider_than_a_phone(browser, years_address):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    for path in PAGES:
        page.goto(f"{years_address}/{path}", wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.close()
