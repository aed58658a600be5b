"""The pages of the documents, as a citizen reads them."""

import shutil
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from gongkai.build.making import Maker
from gongkai.build.site import build_site
from gongkai.html.document_text import document_text
from gongkai.problems import errors
from tests.build.county import built, files_in, write
from tests.documents.county import LIST, MORE, TEXT, with_documents

ROOT = "fdzdgknr/wenjian"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    county = with_documents(tmp_path_factory.mktemp("county"))
    built(county)
    return county.site


def page(site, id=""):
    return html.parse(str(site / ROOT / id / "index.html")).getroot()


def words(element):
    return " ".join(element.text_content().split())


def test_a_document_says_what_it_is(site):
    main = page(site, "2021-0002").find(".//main")
    bar = {words(item.find("dt")): words(item.find("dd")) for item in main.find_class("gk-bar")[0]}
    assert words(main.find(".//h1")) == "关于印发低保办法的通知 & <新>"
    assert bar == {
        "索引号": "示/2021-2",
        "发布机构": "示例县人民政府",
        "文号": "示政发〔2021〕7号",
        "信息种类": "行政规范性文件",
        "体裁": "通知",
        "主题分类": "民政",
        "成文日期": "2021年5月20日",
        "发布日期": "2021年5月28日",
        "生效日期": "2021年6月1日",
        "有效性": "有效",
        "关键词": "低保、社会救助",
    }
    assert not main.find_class("gk-outdated")


def test_its_labels_are_those_that_the_state_prescribes(site):
    labels = {meta.get("name"): meta.get("content") for meta in page(site, "2021-0002").iter("meta")}
    assert labels["ArticleTitle"] == "关于印发低保办法的通知 & <新>"
    assert (labels["PubDate"], labels["ContentSource"]) == ("2021-05-28", "示例县人民政府")
    assert labels["Keywords"] == "低保,社会救助,民政,通知,行政规范性文件"
    assert labels["ColumnName"] == "法定主动公开内容"


def test_its_text_is_read_and_nothing_in_it_runs(site):
    text = page(site, "2021-0002").find_class("gk-text")[0]
    assert [words(heading) for heading in text.iter("h2")] == ["一、对象"]
    assert "<script>alert(1)</script>" in words(text)
    assert not list(text.iter("script"))
    cell = text.find(".//td")
    assert (cell.get("data-head"), words(cell)) == ("标准", "600元")
    assert [words(p) for p in text.find_class("gk-text__sign")] == ["示例县人民政府", "2021年5月20日"]
    assert [words(p) for p in text.find_class("gk-text__to")] == ["各乡镇人民政府："]


def test_an_attachment_stands_beside_the_page(site):
    link = page(site, "2021-0002").find_class("gk-downloads")[0].find(".//a")
    assert (words(link), words(link.getparent())) == ("申请表.csv", "申请表.csv CSV 表格（1 KB）")
    assert (site / ROOT / "2021-0002/申请表.csv").read_text("utf-8") == "姓名\n"


def test_what_no_longer_holds_says_so_first_and_leads_on(site):
    main = page(site, "2016-0003").find(".//main")
    told = main.find_class("gk-outdated")[0]
    assert words(told) == "已废止 本文件自2021年6月1日起废止。 现在看：关于印发低保办法的通知 & <新>"
    assert told.find(".//a").get("href") == "../2021-0002/"
    assert told.getprevious().tag == "h1"


def test_documents_lead_to_each_other_to_the_entry_and_back(site):
    new = page(site, "2021-0002").find(".//main")
    headings = {words(heading): heading.getnext() for heading in new.iter("h2")}
    assert words(headings["政策解读"]) == "一图读懂低保办法"
    assert words(headings["它代替的文件"]) == "低保办法（试行）（已废止）"
    assert headings["所属目录条目"].find(".//a").get("href") == "../../social-assistance/e1/"
    assert (
        words({words(h): h.getnext() for h in page(site, "2022-0001").iter("h2")}["解读的文件"])
        == "关于印发低保办法的通知 & <新>"
    )
    entry = html.parse(str(site / "fdzdgknr/social-assistance/e1/index.html")).getroot()
    link = entry.find_class("gk-entry__items")[0].find(".//a")
    assert link.get("href") == "../../wenjian/2021-0002/"


def test_the_front_page_and_the_lists_name_every_document_once(site):
    front = page(site)
    assert [words(each) for each in front.find_class("gk-lines")[0].iter("a")] == [
        "一图读懂低保办法",
        "关于印发低保办法的通知 & <新>",
        "低保办法（试行）",
    ]
    lines = page(site, "zhonglei-guifanxing").find_class("gk-lines")[0]
    assert [words(line) for line in lines] == [
        "关于印发低保办法的通知 & <新> 示政发〔2021〕7号 示例县人民政府 2021年5月28日",
        "已废止 低保办法（试行） 示政发〔2016〕3号 示例县人民政府 2016年3月1日",
    ]
    assert {path.name for path in (site / ROOT).iterdir() if path.is_dir()} == {
        *("2016-0003", "2021-0002", "2022-0001", "quanbu", "zhonglei-guifanxing", "zhonglei-jiedu", "xiang-1", "zuixin")
    }


def many(count):
    """So many, of three agencies, two kinds and four years."""
    lines = ["documents:"]
    for number in range(count):
        lines += [f"  - id: m{number}", f"    title: 通知{number}", f"    agency: {('county', 'civil', 'east')[number % 3]}"]
        lines += [
            f"    kind: {('其他文件', '公示公告')[number % 2]}",
            f"    published: {2018 + number % 4}-01-{1 + number % 28:02}",
        ]
        lines += [f"    validity: {('有效', '失效')[number % 5 == 0]}"]
    return "\n".join(lines) + "\n"


def test_a_long_list_has_pages_of_a_hundred_and_is_narrowed_down(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "documents/many.yml", many(250))
    built(county)
    first, third = page(county.site, "quanbu"), page(county.site, "quanbu/ye-3")
    assert len(first.find_class("gk-lines")[0]) == 100
    assert (len(third.find_class("gk-lines")[0]), third.find_class("gk-lines")[0].get("start")) == (53, "201")
    facets = {
        words(part.find("h2")): [words(item) for item in part.iter("li")] for part in first.find_class("gk-narrow")[0].iter("div")
    }
    assert facets["发布机构"] == ["示例县人民政府（86）", "示例县民政局（84）", "东镇人民政府（83）"]
    assert facets["有效性"] == ["有效（201）", "失效（50）", "废止（1）", "未写明（1）"]
    narrowed = page(county.site, "quanbu/jigou-east")
    assert len(narrowed.find_class("gk-lines")[0]) == 83
    assert narrowed.find_class("gk-lines")[0].find(".//a").get("href").startswith("../../m")
    for link in third.iter("a"):
        href = link.get("href")
        if href and not href.startswith(("http", "#", "mailto")):
            target = (county.site / ROOT / "quanbu/ye-3" / href.partition("#")[0]).resolve()
            assert (target / "index.html").is_file() or target.is_file(), href


LONG = "示例县人民政府办公室关于进一步加强和改进全县城乡居民最低生活保障与临时救助对象动态管理工作有关事项的通知之"
MOST = 60 * 1024  # bytes of a page's HTML, as it is before it is packed


def test_no_page_of_documents_or_agencies_is_too_much_for_a_cheap_phone(tmp_path):
    county = with_documents(tmp_path)
    write(county.data / "documents/many.yml", many(250).replace("title: 通知", f"title: {LONG}"))
    built(county)
    sizes = {page: page.stat().st_size for part in (ROOT, "jigou") for page in (county.site / part).rglob("index.html")}
    assert len(sizes) > 280
    assert {page.relative_to(county.site).as_posix(): size for page, size in sizes.items() if size > MOST} == {}


def test_a_text_is_shown_as_it_is_typed():
    found = document_text("# 办法\n\nA & B &lt; <b>c</b> [坏](javascript:alert(1)) ![图](图.png)\n\n1\\. 甲", "办法")
    assert str(found.html) == (
        '<p>A &amp; B &lt; &lt;b&gt;c&lt;/b&gt; <span>坏</span> <img alt="图" src="图.png" /></p>\n<p>1. 甲</p>'
    )
    assert found.found[0].text == "A & B < <b>c</b> 坏 1. 甲"


# ---- After any change the site is what a clean build gives

CHANGES = {
    "title": lambda county, n: edit(county, "2022.yml", "一图读懂", f"图解{n}"),
    "old title": lambda county, n: edit(county, "2021.yml", "（试行）", f"（试行{n}）"),
    "number": lambda county, n: edit(county, "2021.yml", "〔2021〕7号", f"〔2021〕{n + 8}号"),
    "validity": lambda county, n: edit(county, "2021.yml", "validity: 有效", "validity: 已修改"),
    "repealed": lambda county, n: edit(county, "2021.yml", "repealed: 2021-06-01", f"repealed: 2021-07-{n + 1:02}"),
    "explains": lambda county, n: edit(county, "2022.yml", "    interprets: 2021-0002\n", ""),
    "entry": lambda county, n: edit(county, "2021.yml", "/e1\n", f"/e{n + 2}\n"),
    "text": lambda county, n: write(county.data / "documents/2021-0002/text.md", f"{TEXT}\n\n附注{n}。\n"),
    "attachment": lambda county, n: write(county.data / "documents/2021-0002/申请表.csv", f"姓名,{n}\n"),
    "more": lambda county, n: write(county.data / "documents/many.yml", many(20 + n)),
    "gone": lambda county, n: write(county.data / "documents/2022.yml", "documents: []\n"),
    "back": lambda county, n: write(county.data / "documents/2022.yml", MORE),
    "matter": lambda county, n: edit(county, "../catalogue/social-assistance.yml", "办事指南1\n", f"办事须知{n}\n"),
    "agency": lambda county, n: edit(county, "../agencies.yml", "示例县民政局", f"示例县民政{n}局"),
}


def edit(county, name, typed, instead):
    file = county.data / "documents" / name
    file.write_text(file.read_text("utf-8").replace(typed, instead, 1), "utf-8")


@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(CHANGES)), st.integers(0, 9)), min_size=1, max_size=5))
def test_no_change_leaves_a_stale_page(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("county")
    county = with_documents(folder)
    built(county)
    for name, number in changes:
        CHANGES[name](county, number)
        built(county)
        fresh = replace(county, site=folder / "clean/site", cache=folder / "clean/cache")
        shutil.rmtree(folder / "clean", ignore_errors=True)
        built(fresh)
        assert files_in(county.site) == files_in(fresh.site), name
    shutil.rmtree(folder)


def test_a_changed_title_makes_only_the_pages_that_show_it(tmp_path, monkeypatch):
    county = with_documents(tmp_path)
    write(county.data / "documents/many.yml", many(250))
    built(county)
    made, make = [], Maker.make
    monkeypatch.setattr(Maker, "make", lambda maker, target: (made.append(target.name), make(maker, target))[1])
    edit(county, "many.yml", "title: 通知120\n", "title: 改过的通知\n")
    built(county)
    fresh = replace(county, site=tmp_path / "clean/site", cache=tmp_path / "clean/cache")
    again = [*made]
    built(fresh)
    assert files_in(county.site) == files_in(fresh.site)
    lists = {name.rstrip("/") for name in made if name.startswith(f"{ROOT}/")}
    shown = {name for name in lists if "改过的通知" in (county.site / name / "index.html").read_text("utf-8")}
    assert 5 < len(shown) < len(lists) / 2
    assert {name.rstrip("/") for name in again if name.startswith(f"{ROOT}/")} == shown
    # Itself, and what stands beside it in time, of 250 documents fifty at a time.
    assert [name for name in again if name.startswith("documents/")] == ["documents/many/1", "documents/many/2"]


def test_without_any_change_nothing_is_written(tmp_path):
    county = with_documents(tmp_path)
    built(county)
    assert built(county).written == 0


def test_an_error_leaves_the_site_as_it_was(tmp_path):
    county = with_documents(tmp_path)
    built(county)
    before = files_in(county.site)
    write(county.data / "documents/2021.yml", LIST.replace("kind: 行政规范性文件", "kind: 文书", 1))
    assert errors(build_site(county).problems)
    assert files_in(county.site) == before
