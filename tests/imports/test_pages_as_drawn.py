"""A figure of a page is certain only where a browser draws it as the page's text says; honest pages keep their figures certain."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from gongkai.imports import looks
from gongkai.imports.document import Document, Grid
from gongkai.imports.readers.html import ELSEWHERE, read_html
from gongkai.imports.readers.md import read_md
from tests.imports.corpus import Case as Document_
from tests.imports.corpus import blocks_of, cases
from tests.imports.corpus_files import KINDS
from tests.imports.tampered_pages import (
    Case,
    certain,
    drawn_alike,
    markup_cases,
    nesting_cases,
    page,
    pair_cases,
    properties_of,
    style_cases,
)

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RED = yaml.safe_load((Path(__file__).parent / "red" / "pages.yml").read_text("utf-8"))
PLAIN_ROW = "<tr><td>行政强制</td><td>572</td></tr>"
FAIR, MARKUP = 60, 120  # cases of each kind in the sample


def document(text: str) -> Document:
    found, problems = read_html(text.encode(), "a.html")
    assert found is not None, problems
    return found


def doubts(found: Document) -> list[str]:
    return [cell.fault or cell.doubt for block in found.blocks if isinstance(block, Grid) for cell in block.cells]


def table(case: dict[str, Any]) -> str:
    rows = "<tr><td colspan=2>第二十条第（六）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>38</td></tr>"
    around = case.get("around", "")
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{case.get('style', '')}</style></head><body>"
        f"{around}<table border=1>{rows}{case.get('row', PLAIN_ROW)}</table>{'</div>' if around else ''}</body></html>"
    )


@pytest.mark.parametrize("case", RED, ids=lambda case: case["name"])
def test_what_is_not_drawn_as_it_is_written_is_no_certain_figure(case: dict[str, Any]) -> None:
    (grid,) = (block for block in document(table(case)).blocks if isinstance(block, Grid))
    found = next((cell for cell in grid.cells if (cell.row, cell.column) == (3, 1)), None)
    sure = found is not None and not found.fault and not found.doubt
    assert not sure or (found is not None and found.text == case["drawn"])
    assert sure or case["drawn"] != "572"


# What Chromium draws


def wrongly_certain(browser: Browser, tampered: Iterable[Case]) -> list[str]:
    look = browser.new_page(viewport={"width": 1280, "height": 720})
    read = ((case, page(case)) for case in tampered)
    sure = ((case, text, figure) for case, text in read if (figure := certain(text)) is not None)
    wrong = [f"{figure} in {case}" for case, text, figure in sure if not drawn_alike(look, text, figure)]
    look.close()
    return wrong


@pytest.fixture(scope="module")
def known(browser: Browser) -> list[tuple[str, str]]:
    blank: Page = browser.new_page()
    blank.set_content("<p>1")
    found = properties_of(blank)
    blank.close()
    return found


def test_no_tampered_figure_is_certain_unless_it_is_drawn(browser: Browser, known: list[tuple[str, str]]) -> None:
    drawn = random.Random(2026)
    styled = drawn.sample(list(style_cases(known)), FAIR)
    assert wrongly_certain(browser, [*styled, *drawn.sample(list(markup_cases()), MARKUP)]) == []


def test_tags_that_are_not_nested_hide_no_digit(browser: Browser) -> None:
    assert wrongly_certain(browser, nesting_cases(60)) == []


@pytest.mark.audit
def test_tags_that_are_not_nested_never_do(browser: Browser) -> None:
    assert wrongly_certain(browser, nesting_cases(1_500)) == []


@pytest.mark.audit
@pytest.mark.parametrize("part", range(8))
def test_no_style_of_any_kind_makes_a_figure_that_is_not_drawn(browser: Browser, known: list[tuple[str, str]], part: int) -> None:
    assert wrongly_certain(browser, list(style_cases(known))[part::8]) == []


@pytest.mark.audit
def test_no_two_styles_together_do(browser: Browser, known: list[tuple[str, str]]) -> None:
    assert wrongly_certain(browser, pair_cases(known)) == []


@pytest.mark.audit
def test_no_markup_does(browser: Browser) -> None:
    assert wrongly_certain(browser, markup_cases()) == []


def test_the_judge_sees_what_is_not_drawn(browser: Browser) -> None:
    """Or it would find every reading right."""
    look = browser.new_page()
    for case in (Case("td", attributes="style='color:white'"), Case("td", attributes="style='direction:rtl;unicode-bidi:bidi-override'"),
                 Case("td", "td::before{content:'8'}"), Case("whole", attributes="style='display:inline-block;transform:scaleX(-1)'")):  # fmt: skip
        assert not drawn_alike(look, page(case), "572"), case
    assert drawn_alike(look, page(Case("td")), "572")
    look.close()


# Honest pages


def honest() -> list[Document_]:
    made = [case for case in cases() if case.kind.startswith("html")]
    return random.Random(17).sample(made, 60)


@pytest.mark.parametrize("case", honest(), ids=str)
def test_an_honest_document_has_no_doubt(case: Document_) -> None:
    found, _ = read_html(KINDS[case.kind][1](blocks_of(case)), "a.html")
    assert found is not None
    assert not any(doubts(found))
    assert found.doubts == ()


OFFICE = """body{font:14px/1.6 "Microsoft YaHei",sans-serif;color:#333;background:#fff} .wrap{width:1200px;margin:0 auto}
.menu li:hover ul{display:block} .menu ul{display:none} a:hover{color:#c00} table{border-collapse:collapse;width:100%}
td,th{border:1px solid #ccc;padding:6px 10px;text-align:center;vertical-align:middle} th{background:#1f4e79;color:#fff}
tr:nth-child(even) td{background:#f5f7fa} tr:hover td{background:#e6f7ff} @media print{td{color:#fff}} @media (max-width:600px){td{display:block}}
.clearfix::after{content:"";display:block;clear:both} input:focus{outline:none}"""


def test_a_portals_own_style_sheet_costs_no_certain_figure() -> None:
    rows = "<tr><th>信息内容</th><th>本年处理决定数量</th></tr><tr><td>行政处罚</td><td>38</td></tr><tr><td><b>行政强制</b></td><td><p>572</p></td></tr>"
    text = f"<!DOCTYPE html><style>{OFFICE}</style><ul class=menu><li>首页<ul><li>甲</ul></ul><div class='wrap clearfix'><table>{rows}</table></div>"
    assert not any(doubts(document(text)))


def test_a_sheet_that_is_not_there_is_told_once() -> None:
    text = f"<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css><script src=c.js></script><table>{PLAIN_ROW}{PLAIN_ROW}</table>"
    found = document(text)
    assert [doubt.message for doubt in found.doubts] == [ELSEWHERE]
    assert not any(doubts(found))


def test_a_sheet_for_paper_is_no_sheet_of_the_screen() -> None:
    assert document(f"<link rel=stylesheet media=print href=a.css><table>{PLAIN_ROW}</table>").doubts == ()


def test_a_name_that_is_not_seen_puts_its_figures_in_doubt() -> None:
    rows = "<tr><td>信息内容</td><td style='color:#fff'>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>38</td></tr><tr><td>行政强制</td><td>572</td></tr>"
    said = doubts(document(f"<!DOCTYPE html><table>{rows}</table>"))
    assert said == [
        "行或列的名称：" + looks.FAINT,
        looks.FAINT,
        "",
        "行或列的名称：" + looks.FAINT,
        "",
        "行或列的名称：" + looks.FAINT,
    ]


def test_what_is_drawn_away_from_its_place_may_lie_over_every_figure() -> None:
    text = f"<!DOCTYPE html><div style='position:fixed;top:0;background:#fff'>　</div><table>{PLAIN_ROW}</table>"
    assert set(doubts(document(text))) == {looks.MAY_BE_COVERED}


def test_a_cell_of_markdown_is_asked_as_a_page_is() -> None:
    raw = '| 行政处罚 | 38 |\n| --- | --- |\n| 行政强制 | <span style="color:#fff">572</span> |\n'
    found, _ = read_md(raw.encode(), "a.md")
    assert found is not None
    assert [doubt for doubt in doubts(found) if doubt] == [looks.FAINT]
