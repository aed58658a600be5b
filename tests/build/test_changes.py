"""Where a year was set aside, pages tell what changed since; where none was, there is no such page."""

import csv
import io
import shutil

import pytest
from lxml import html

from gongkai.build.site import build_site
from gongkai.catalogue.earlier import set_aside
from gongkai.county.published_addresses import address_of, addresses_of
from tests.build.county import built, entry, field_text, files_in, small_county, write

FOLDER = "fdzdgknr/biandong"
ODD = "<b>“A&B”</b>"


@pytest.fixture
def county(tmp_path):
    """2025's catalogue was set aside; since then one entry came, one went, one says something else, and a field came."""
    county = small_county(tmp_path, first=3, second=3)
    set_aside(county.data, 2025)
    entries = [
        entry(1),
        {**entry(2), "time_limit": "信息形成或者变更之日起10个工作日内", "publisher": ODD},
        {**entry(9), "index_number": "'09-1'"},
    ]
    write(county.data / "catalogue/elderly-care.yml", field_text("养老", [*entries, {"id": "bare"}]))
    write(county.data / "catalogue/health.yml", field_text("医疗卫生", [entry(1)]))
    built(county)
    return county


def page(county, *words):
    return html.parse(str(county.site.joinpath(FOLDER, *words, "index.html"))).getroot()


def test_the_page_over_all_counts_what_changed_field_by_field(county):
    root = page(county)
    rows = [[cell.text_content() for cell in row] for row in root.xpath("//table//tr")]
    assert rows == [
        ["领域", "新增", "取消", "改动"],
        ["养老（领域更名）", "1", "1", "1"],
        ["医疗卫生（新增领域）", "1", "—", "—"],
    ]
    assert root.xpath("//h2/text()") == ["现行目录与2025年目录相比"]
    assert root.xpath("//table//a/@href") == ["2025/elderly-care/", "2025/health/"]
    assert "目录变化" in page(county, "..", "mulu").xpath("//nav[@class='gk-links']//a/text()")


def test_a_fields_page_tells_each_change_word_by_word(county):
    root = page(county, "2025", "elderly-care")
    assert root.xpath("//h2/text()") == ["新增（1条）", "取消（1条）", "改动（1条）"]
    assert "领域名称由“养老服务”改为“养老”。" in root.xpath("//p/text()")
    (came,) = root.xpath("//li[@id='now-e9']")
    assert came.find("a").get("href") == "../../../elderly-care/e9/"
    assert "索引号：09-1" in came.text_content()
    changed = root.xpath("//h3[@id='now-e2']/following-sibling::dl[1]")[0]
    versions = {
        row.findtext("dt"): [text.text_content() for text in row.xpath(".//*[@class='gk-changed__text']")] for row in changed
    }
    assert versions == {
        "公开时限": ["视情况而定", "信息形成或者变更之日起10个工作日内"],
        "公开主体": ["东镇人民政府", ODD],
    }
    went = root.xpath("//h3[@id='was-e3']")[0]
    assert went.find("a") is None  # its page is gone
    assert "公开主体示例县民政局" in went.getnext().text_content()


def test_the_csv_holds_every_change_and_no_formula(county):
    write(county.data / "catalogue/elderly-care.yml", field_text("养老", [{**entry(1), "publisher": "'=1+1'"}]))
    built(county)
    rows = list(csv.DictReader(io.StringIO((county.site / FOLDER / "2025/changes.csv").read_text("utf-8-sig"))))
    changes = [(row["变化"], row["条目代号"], row["栏目"], row["原来"], row["现在"]) for row in rows]
    assert ("改动", "e1", "公开主体", "示例县民政局", "'=1+1") in changes
    assert ("取消", "e3", "公开主体", "示例县民政局", "") in changes


def test_without_an_earlier_year_there_is_no_page_and_no_link(county):
    shutil.rmtree(county.data / "catalogue-2025")
    built(county)
    assert not (county.site / FOLDER).exists()
    assert not any(b"biandong" in content for content in files_in(county.site).values())


def test_an_entry_that_changes_again_renews_the_pages_of_its_change_alone(county, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in (county.site / FOLDER).rglob("*.*")}
    file = county.data / "catalogue/health.yml"
    write(file, file.read_text("utf-8").replace("办事指南1", "办事指南一"))
    built(county)
    changed = {
        path.relative_to(county.site / FOLDER).as_posix() for path, time in before.items() if path.stat().st_mtime_ns != time
    }
    assert changed == {"2025/changes.csv", "2025/health/index.html"}
    fresh = small_county(tmp_path / "clean")
    shutil.rmtree(fresh.data)
    shutil.copytree(county.data, fresh.data)
    built(fresh)
    assert files_in(fresh.site) == files_in(county.site)


def test_a_field_leads_to_its_changes_as_long_as_there_are_any(county):
    def leads_there(field):
        return "目录变化" in page(county, "..", field).xpath("//nav[@class='gk-links']//a/text()")

    assert (leads_there("health"), leads_there("social-assistance")) == (True, False)
    earlier = county.data / "catalogue-2025/social-assistance.yml"
    same = earlier.read_text("utf-8")
    write(earlier, same.replace("办事指南1", "办事指南一"))  # the catalogue in force stays as it is
    built(county)
    assert leads_there("social-assistance")
    write(earlier, same)
    built(county)
    assert not leads_there("social-assistance")


def test_a_year_set_aside_later_is_compared_with_the_one_before(county):
    set_aside(county.data, 2026)
    built(county)
    root = page(county)
    assert root.xpath("//h2/text()") == ["现行目录与2026年目录相比", "2026年目录与2025年目录相比"]
    assert "没有不同。" in root.xpath("//p/text()")
    assert page(county, "2025", "elderly-care").xpath("//li[@id='now-e9']/a") == []  # the later one is not in force
    assert page(county, "2025", "elderly-care").xpath("//h1/text()") == ["养老：目录变化（2026年目录与2025年目录相比）"]


def test_an_earlier_year_that_cannot_be_read_stops_the_build(county):
    before = files_in(county.site)
    write(county.data / "catalogue-2025/health.yml", "entries:\n  - matter: 甲\n")
    (problem,) = [one for one in build_site(county).problems if "catalogue-2025" in one.position.file]
    assert str(problem).endswith("health.yml:2:5: 缺少代号 id [catalogue]")
    assert files_in(county.site) == before


def test_addresses_that_stay_are_those_that_a_ledger_names(county):
    there = addresses_of(files_in(county.site))
    assert {f"{FOLDER}/", f"{FOLDER}/2025/changes.csv"} <= there
    assert address_of(f"{FOLDER}/2025/health/index.html") not in there
