"""A page's own programs: what may write into the page puts its figures in doubt, what counts, prints or shares does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import html

from gongkai.imports import looks
from gongkai.imports.document import Grid
from gongkai.imports.readers.html import read_html
from gongkai.imports.readers.html_programs import rewrites

PROGRAMS = yaml.safe_load((Path(__file__).parent / "red" / "programs.yml").read_text("utf-8"))
TABLE = "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政强制</td><td id=cell>572</td></tr></table><p id=hits>0</p>"
BY_ITSELF = (
    "<img src=x onerror='{}'>", "<body onload='{}'>", "<svg onload='{}'>", "<input autofocus onfocus='{}'>",
    "<details open ontoggle='{}'></details>", "<script type=module>{}</script>", "<iframe src='javascript:{}'></iframe>",
    "<p onanimationstart='{}'>", "<svg><script>{}</script></svg>",
)  # fmt: skip
BY_HAND = ("<a onclick='{}'>x</a>", "<a href='javascript:{}'>x</a>", "<p onmouseover='{}'>x</p>", "<form onsubmit='{}'></form>")


def doubts(text: str) -> set[str]:
    found, problems = read_html(f"<!DOCTYPE html><html><body>{text}</body></html>".encode(), "a.html")
    assert found is not None, problems
    return {cell.doubt for block in found.blocks if isinstance(block, Grid) for cell in block.cells}


@pytest.mark.parametrize("name", PROGRAMS["writes"])
def test_a_program_that_may_write_into_the_page_is_told(name: str) -> None:
    assert doubts(f"{TABLE}<script>{PROGRAMS['writes'][name]}</script>") == {looks.REWRITTEN}


@pytest.mark.parametrize("name", PROGRAMS["harmless"])
def test_a_program_that_leaves_the_page_alone_costs_nothing(name: str) -> None:
    assert doubts(f"{TABLE}<script type='text/javascript'>{PROGRAMS['harmless'][name]}</script>") == {""}


@pytest.mark.parametrize("place", BY_ITSELF)
def test_what_runs_by_itself_is_a_program_wherever_it_stands(place: str) -> None:
    assert all(looks.REWRITTEN in doubt for doubt in doubts(TABLE + place.format("document.body.textContent=9")))


@pytest.mark.parametrize("place", BY_HAND)
def test_what_only_a_reader_starts_is_none(place: str) -> None:
    assert not rewrites(html.document_fromstring(TABLE + place.format("document.body.textContent=9")))


def test_data_and_templates_are_no_programs() -> None:
    kinds = ("application/ld+json", "text/template", "text/x-handlebars")
    assert not any(
        rewrites(html.document_fromstring(f"{TABLE}<script type='{kind}'>innerHTML.textContent='9'</script>")) for kind in kinds
    )


def test_a_function_counts_only_where_a_program_calls_it() -> None:
    zoom = "function zoom(){document.body.style.zoom=2}"
    assert doubts(f"{TABLE}<script>{zoom}</script><a onclick='zoom()'>大</a>") == {""}
    assert doubts(f"{TABLE}<script>{zoom}</script><script>zoom()</script>") == {looks.REWRITTEN}
    assert doubts(f"{TABLE}<script>{zoom}</script><img src=x onerror='zoom()'>") == {looks.REWRITTEN}
    assert doubts(f"{TABLE}<script>$('a').click(function(){{$('td').text(9)}})</script>") == {""}
    assert doubts(f"{TABLE}<script>$('a').click(function(){{$('td').text(9)}}).click()</script>") == {looks.REWRITTEN}
