"""The package's own pages as counties see them that have nothing, one report, a catalogue, or everything.

`expected/<county>/` holds a page only where it is another than that of the county with nothing. To see or renew what the pages
say: `python -m tests.texts.test_texts`. A changed expectation is reviewed like a changed figure.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html

from gongkai.build.author_words import PUBLIC
from gongkai.build.authored_pages import read_authored
from gongkai.build.county import load_county
from gongkai.build.inputs import font_digest
from gongkai.build.page_sources import TEXTS, own_sources
from gongkai.build.project import Project
from gongkai.build.site import build_site
from gongkai.problems import errors
from tests.build.county import write
from tests.site.clicks import too_far
from tests.site.links import broken_links

from .counties import COUNTIES, project_of

EXPECTED = Path(__file__).parent / "expected"
MANUAL = Path(__file__).parents[2] / "manual/docs/jingban/wangye.md"
FRONT = "front"


def said(project: Project) -> dict[str, str]:
    """The content of each page that is the package's, by its address."""
    pages, problems = read_authored(project, load_county(project.data, project.cache))
    assert problems == []
    return {page.address or FRONT: page.content + "\n" for page in pages if page.folder == TEXTS}


def expected(county: str, page: str) -> str:
    own = EXPECTED / county / f"{page}.html"
    return (own if own.is_file() else EXPECTED / "nothing" / f"{page}.html").read_text("utf-8")


@pytest.mark.parametrize("county", COUNTIES)
def test_each_page_reads_as_expected(county: str, tmp_path: Path) -> None:
    pages = said(project_of(county, tmp_path))
    assert pages == {page: expected(county, page) for page in pages}
    kept = {file.stem for file in (EXPECTED / county).glob("*.html")}
    assert kept <= set(pages)


def test_there_is_a_page_for_each_part_of_the_column_and_a_front_page(tmp_path: Path) -> None:
    assert [*said(project_of("report-2019", tmp_path))] == [FRONT, "fdzdgknr", "ysqgk", "zfxxgknb", "zfxxgkzd", "zfxxgkzn"]
    assert "zfxxgknb" not in said(project_of("nothing", tmp_path / "bare")), "a list of reports with no report is an empty part"


# ---- The whole site


@pytest.fixture
def _without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Without the PDF a build takes a third of the time."""
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    font_digest.cache_clear()
    yield
    font_digest.cache_clear()


Built = Callable[[str], Path]


@pytest.fixture
def built(tmp_path: Path, _without_fonts: None) -> Built:
    def build(county: str) -> Path:
        project = project_of(county, tmp_path)
        assert errors(build_site(project, jobs=1).problems) == []
        return project.site

    return build


@pytest.mark.parametrize("county", COUNTIES)
def test_a_county_without_any_page_of_its_own_has_a_whole_site(county: str, built: Built) -> None:
    site = built(county)
    assert broken_links(site) == []
    assert too_far(site) == []
    assert (site / "assets/favicon.svg").is_file()


MENUS: Mapping[str, list[str]] = {
    "nothing": [],
    "report-2019": ["开放数据"],
    "catalogue": ["行政机关", "基层政务公开标准目录"],
    "everything": ["行政机关", "基层政务公开标准目录", "开放数据", "更正和归档", "办事指南"],
}
FIVE = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]


@pytest.mark.parametrize("county", MENUS)
def test_menu_and_front_page_have_each_part_that_there_is_something_of(county: str, built: Built) -> None:
    front = html.parse(str(built(county) / "index.html"), html.HTMLParser(encoding="utf-8"))
    column = [part for part in FIVE if "report" in county or county == "everything" or part != "政府信息公开年报"]
    shown = [link.text_content() for link in front.iterfind(".//nav[@id='menu']//a")]
    assert shown == ["首页", *column, *MENUS[county]]
    assert [link.text_content() for link in front.iterfind(".//div[@class='gk-parts']//a")] == shown[1:]


HERE = {
    "": ("首页", "page"),
    "fdzdgknr/": ("法定主动公开内容", "page"),
    "fdzdgknr/mulu/": ("基层政务公开标准目录", "page"),
    "fdzdgknr/elderly-care/e1/": ("基层政务公开标准目录", "true"),
    "zfxxgknb/": ("政府信息公开年报", "page"),
    "zfxxgknb/2020/": ("政府信息公开年报", "true"),
    "zfxxgknb/2020/shuju/": ("开放数据", "true"),
    "zfxxgknb/shuju/": ("开放数据", "page"),
    "zfxxgknb/guidang/": ("更正和归档", "page"),
    "zfxxgknb/gengzheng/": ("更正和归档", "true"),
    "verify.html": ("更正和归档", "true"),
    "banshi/": ("办事指南", "page"),
}


def test_the_menu_marks_the_part_that_a_page_belongs_to(built: Built) -> None:
    site = built("everything")
    found = {}
    for page in HERE:
        file = site / page if page.endswith(".html") else site / page / "index.html"
        tree = html.parse(str(file), html.HTMLParser(encoding="utf-8"))
        found[page] = [
            (link.text_content(), link.get("aria-current")) for link in tree.xpath("//nav[@id='menu']//a[@aria-current]")
        ]
    assert found == {page: [mark] for page, mark in HERE.items()}


# ---- A county's own pages


def test_a_page_of_the_county_replaces_the_package_s(built: Built, tmp_path: Path) -> None:
    write(tmp_path / "docs/zfxxgkzd/index.md", "# 政府信息公开制度\n\n本县的制度只有一条。\n\n{{ statutory_content() }}\n")
    write(tmp_path / "docs/assets/favicon.svg", "<svg/>")
    site = built("nothing")
    text = (site / "zfxxgkzd/index.html").read_text("utf-8")
    assert "本县的制度只有一条。" in text
    assert "国务院令第711号" not in text
    assert '<h3 id="xiang-15">（十五）法律、法规、规章' in text
    assert (site / "assets/favicon.svg").read_text("utf-8") == "<svg/>"
    assert "国务院令第711号" in (site / "zfxxgkzn/index.html").read_text("utf-8")


def test_a_page_without_a_head_is_called_by_its_heading(built: Built, tmp_path: Path) -> None:
    write(tmp_path / "docs/jiaotong.md", "# 怎样来 <县政府>\n\n坐 1 路车。\n")
    front = html.parse(str(built("nothing") / "index.html"), html.HTMLParser(encoding="utf-8"))
    assert front.xpath("//div[@class='gk-parts']//a[@href='jiaotong/']")[0].text_content() == "怎样来 <县政府>"


def test_a_page_below_a_part_is_on_the_search_page(built: Built, tmp_path: Path) -> None:
    write(tmp_path / "docs/zfxxgkzn/lianxi.md", "# 联系我们\n")
    page = html.parse(str(built("nothing") / "jiansuo/index.html"), html.HTMLParser(encoding="utf-8"))
    assert [link.text_content() for link in page.xpath("//a[@href='../zfxxgkzn/lianxi/']")] == ["联系我们"]


def test_every_text_of_the_package_is_expected_somewhere() -> None:
    assert {source.address or FRONT for source in own_sources(TEXTS)} == {file.stem for file in EXPECTED.rglob("*.html")}


@pytest.mark.parametrize("word", PUBLIC)
def test_every_word_of_an_author_is_told_to_the_office(word: str) -> None:
    assert f"{{{{ {word}(" in MANUAL.read_text("utf-8")


def renew() -> None:
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for county in COUNTIES:
        with tempfile.TemporaryDirectory() as folder:
            pages = said(project_of(county, Path(folder)))
        for page, content in pages.items():
            first = EXPECTED / "nothing" / f"{page}.html"
            if not first.is_file() or first.read_text("utf-8") != content:
                write(EXPECTED / county / f"{page}.html", content)


if __name__ == "__main__":
    renew()
