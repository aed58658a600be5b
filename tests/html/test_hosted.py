"""The column in another site's page: its style kept apart, and the page drawn once for each kind."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from gongkai.build.host_search import with_column
from gongkai.html.content import Heading
from gongkai.html.frame import CONTENT, Frame, Link
from gongkai.html.host.host_assets import host_assets
from gongkai.html.host.host_frame import HostError, HostFrame, fetched_by
from gongkai.html.host.lifted_contents import lifted
from gongkai.html.host.scoping import scoped
from gongkai.html.shells import Frames
from gongkai.search import Rank
from gongkai.search.preparing import Landing

CASES = yaml.safe_load((Path(__file__).parent / "scoping.yml").read_text("utf-8"))
ODD = "<b>\"A&B\"</b> 'x' \ue0020\ue003\ue004"


class DrawnHost:
    """A host that prints everything, and counts."""

    folder = Path("nowhere")

    def __init__(self, contents: bool = True, path: bool = True) -> None:
        self.drawn, self.contents, self.path = 0, contents, path

    def draw(self, frame: Frame) -> str:
        self.drawn += 1
        toc = "".join(f'<a href="#{each.id}">{each.title}</a>' for each in frame.headings) if self.contents else ""
        path = "".join(f'<a href="{link.href}">{link.title}</a>' for link in frame.path) if self.path else ""
        return f"<html><head><title>{frame.title} - 门户</title></head><body>{path}{toc}<main>{CONTENT}</main></body></html>"


def frame_of(number: int, **more: object) -> Frame:
    path = (Link("首页", ""), Link(f"上级{number}", f"s/{number}/"))
    return Frame(f"{ODD}{number}", f"说明{number}", "../../", (Link("首页", ""),), None, path=path, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_sheet_that_holds_inside_one_element(case):
    assert re.sub(r" *\{ *", " { ", scoped(case["typed"])).replace("{ \n", "{\n") == case["read"]


def test_no_rule_of_ours_is_about_anything_outside():
    sheet = re.sub(r"/\*.*?\*/", "", host_assets()["style"].content, flags=re.DOTALL)
    heads = [head.strip() for head in re.findall(r"([^{}]+)\{", sheet)]
    assert len(heads) > 300
    assert [head for head in heads if not head.startswith("@") and ".gk-host" not in head] == []
    assert "rem" not in re.sub(r"--gk-rem(: (1|\.8)rem)?|scroll-margin-top: 7rem", "", sheet)


def test_a_width_that_cannot_be_asked_of_an_element_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="cannot be asked"):
        scoped("@media (max-width: 44em), print { a { top: 0 } }")


def test_thousands_of_pages_are_drawn_once():
    host = DrawnHost()
    frames = Frames(HostFrame(host))
    pages = [frames.page(frame_of(number), b"<h1>x</h1>").decode() for number in range(500)]
    assert host.drawn <= 3  # once to see what the host shows, once for these
    assert "&lt;b&gt;&#34;A&amp;B&#34;&lt;/b&gt; &#39;x&#39; \ue0020\ue003\ue004499 - 门户" in pages[499]
    assert '<a href="s/499/">上级499</a>' in pages[499]
    assert '<meta name="description" content="说明499">' in pages[499]
    assert '<div class="gk-host"><div class="gk-article">\n<h1>x</h1>\n</div></div></main>' in pages[499]


@pytest.mark.parametrize("shown", [True, False])
def test_contents_and_path_stand_once_wherever_the_host_shows_them(shown):
    contents = '<div class="gk-beside">\n<nav class="gk-contents" aria-labelledby="contents">\n<ol>\n<li><a href="#a">一、&lt;甲&gt;</a></li>\n</ol>\n</nav>\n</div>\n'
    page = Frames(HostFrame(DrawnHost(shown, shown))).page(frame_of(1), f"<h1>x</h1>\n{contents}<p>y</p>".encode()).decode()
    assert page.count('href="#a"') == 1
    assert page.count("一、&lt;甲&gt;") == 1
    assert page.count("上级1") == 1
    assert ("gk-contents" in page) == ("gk-path" in page) == (not shown)


def test_contents_taken_out_of_a_page():
    assert lifted(b"<p>x</p>") == (b"<p>x</p>", ())
    content = b'<h1>t</h1>\n<div class="gk-beside">\n<nav class="gk-contents">\n<li><a href="#a">A &amp; B</a></li>\n</nav>\n</div>\n<p>x</p>'
    assert lifted(content) == (b"<h1>t</h1>\n<p>x</p>", (Heading("a", "A & B", 2),))


def test_what_a_page_belongs_to_is_told_in_its_title():
    page = Frames(HostFrame(DrawnHost())).page(frame_of(1, within="甲<乙>"), b"<h1>x</h1>").decode()
    assert " - 甲&lt;乙&gt; - 门户</title>" in page


def test_a_host_without_a_place_for_the_page_is_refused():
    host = SimpleNamespace(folder=Path(), draw=lambda frame: f"<head></head>{frame.title}{frame.headings}{frame.path}")
    with pytest.raises(HostError, match=r"page\.content"):
        HostFrame(host).framed(frame_of(1))


@pytest.mark.parametrize(
    ("html", "asked"),
    [
        ('<link rel="preconnect" href="https://fonts.example" crossorigin>', ("https://fonts.example",)),
        ("<script async src=//cdn.example/a.js></script>", ("//cdn.example/a.js",)),
        ('<img alt="x" src="http://a.example/1.png">', ("http://a.example/1.png",)),
        ('<a href="https://git.example/x" title="x" class="md-source" data-md-component="source">', ("https://git.example/x",)),
        ('<link rel="canonical" href="https://a.example/"><a href="https://b.example/">…</a><img src="a.png">', ()),
    ],
)
def test_what_a_page_asks_of_others(html, asked):
    assert fetched_by(html) == asked


# ---- The index of the host's search

FOUND = [
    Landing("nb/2020/", "", "2020年报 <一>", "总体情况", Rank.PAGE),
    Landing("nb/2020/", "a", "一、总体", "甲", Rank.SECTION),
    Landing("nb/2020/", "", "附", "乙", Rank.SECTION),
]
MATERIAL = {"lang": ["en"], "separator": r"[\s\-]+", "fields": {}}


def shown(index):
    return [tuple(text.replace("\u200b", "|") for text in doc.values()) for doc in index["docs"]]


def test_each_character_is_a_word_for_material():
    index = with_column({"config": MATERIAL, "docs": [{"location": "", "title": "首页", "text": "<p>手册 v2</p>"}]}, FOUND)
    assert shown(index) == [
        ("", "首|页", "<p>|手|册| v2</p>"),
        ("nb/2020/", "2020|年|报| &lt;|一|&gt;", "总|体|情|况| |附| |乙"),
        ("nb/2020/#a", "一|、|总|体", "甲"),
    ]
    assert index["config"]["separator"] == "[\\s\\-]+|\u200b+"


def test_a_host_with_a_dictionary_keeps_its_words(monkeypatch):
    monkeypatch.setitem(sys.modules, "jieba", SimpleNamespace(cut=lambda text: re.findall("年报|总体|情况|首页|手册|.", text)))
    index = with_column({"config": MATERIAL, "docs": [{"location": "", "title": "首页", "text": "\u200b手册\u200b首页"}]}, FOUND)
    assert shown(index)[:2] == [("", "首页", "手册|首页"), ("nb/2020/", "2020|年报| &lt;|一|&gt;", "总体|情况| |附| |乙")]


def test_mkdocs_own_search_holds_text_and_no_stale_index():
    index = with_column({"config": {"lang": ["en"], "separator": "x"}, "docs": [], "index": {"stale": 1}}, FOUND)
    assert shown(index)[0] == ("nb/2020/", "2020年报 <一>", "总体情况 附 乙")
    assert [*index] == ["config", "docs"]
