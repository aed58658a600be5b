"""Figures of the prose through the years: what a reader sees of each name, where a name stands, and the file. Cases are YAML."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from gongkai.collection import Collection, load_collection
from gongkai.county.agencies import Agency
from gongkai.downloads import named_figures_csv
from gongkai.html.content import PageContent
from gongkai.html.elements import Download
from gongkai.html.pages.named_figures import A_PAGE, has_named_figures, named_figures_pages
from gongkai.problems import errors
from gongkai.reports.named_history import named_histories
from tests.checks import reading

CASES = yaml.safe_load((Path(__file__).parent / "named.yml").read_text("utf-8"))
CITED = re.compile(r"^  (\w+): \{value", re.MULTILINE)


def county(case: dict[str, Any], data: Path) -> Collection:
    """A report for each year; its first section cites every figure that it names."""
    data.mkdir(parents=True)
    for name in ("site.yml", "agencies.yml"):
        (data / name).write_text((reading.BASE / name).read_text("utf-8"), "utf-8")
    for year, figures in case["years"].items():
        folder = reading.report({"base": "2021", "add": case.get("add", {}).get(year, "")}, year, data)
        (folder / "report.yml").write_text(with_figures((folder / "report.yml").read_text("utf-8"), figures), "utf-8")
        prose = (folder / "narrative.md").read_text("utf-8")
        cited = "、".join(f'{{{{ figure("{id}") }}}}' for id in CITED.findall(f"  {figures}"))
        prose = re.sub(r"县政府公开政府信息\{\{.*\n", f"有{cited}。\n", prose)
        (folder / "narrative.md").write_text(prose, "utf-8")
    collection, problems = load_collection(data)
    assert errors(problems) == []
    return collection


def with_figures(text: str, figures: str) -> str:
    return re.sub(r"^figures:\n(  .*\n)+", f"figures:\n  {figures}\n", text, flags=re.MULTILINE)


def agency_of(collection: Collection) -> Agency:
    return collection.agencies["demo"]


def pages(collection: Collection) -> list[tuple[str, PageContent]]:
    assert collection.site
    file = Download("zhengwen.csv", "CSV", "")
    return [*named_figures_pages(collection, collection.site, agency_of(collection), file)]


def lines(page: PageContent) -> Iterator[str]:
    """Each figure's caption, rows, and what is said below it."""
    for figure in html.fromstring(f"<div>{page.html}</div>").iter("figure"):
        yield said(figure.find(".//caption"))
        for row in figure.iterfind(".//tbody/tr"):
            head, *cells = row
            way = " ".join(a.get("href") for a in row.iter("a"))
            yield "｜".join([said(head), *(visible(cell) for cell in cells)]) + (f" {way}" if way else "")
        yield from map(said, figure.iterfind("div[@class='gk-chart__notes']/p"))


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def visible(cell: html.HtmlElement) -> str:
    hidden = "".join(said(each) for each in cell.find_class("gk-unseen"))
    return said(cell).removeprefix(hidden)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_reader_sees(case: dict[str, Any], tmp_path: Path) -> None:
    collection = county(case, tmp_path / "data")
    ((address, page),) = pages(collection)
    assert address == "zfxxgknb/jigou/demo/zhengwen"
    assert [*lines(page)] == case["lines"]
    tree = html.fromstring(f"<div>{page.html}</div>")
    assert [said(each) for each in tree.find_class("gk-chart__says")] == case["says"]


def test_a_page_each_three_names_and_a_new_name_moves_none(tmp_path: Path) -> None:
    def figures(names: range) -> str:
        return "\n  ".join(f"f{n}: {{value: {n}, unit: 件, label: 第{n}种}}" for n in names)

    years = {2019: figures(range(1, 6)), 2020: figures(range(2, 6))}
    before = places(county({"years": years}, tmp_path / "before"))
    after = places(county({"years": years | {2021: figures(range(3, 9))}}, tmp_path / "after"))
    assert before == {f"f{n}": "zfxxgknb/jigou/demo/zhengwen" + ("/ye-2" if n > A_PAGE else "") for n in range(1, 6)}
    assert {id: after[id] for id in before} == before
    assert after["f8"] == "zfxxgknb/jigou/demo/zhengwen/ye-3"


def places(collection: Collection) -> dict[str, str]:
    return {id.removeprefix("shu-"): address for address, page in pages(collection) for id in (h.id for h in page.headings)}


def test_the_first_page_leads_to_every_name(tmp_path: Path) -> None:
    figures = "\n  ".join(f"f{n}: {{value: {n}, unit: 件, label: 第{n}种}}" for n in range(1, 6))
    ((_, first), (_, second)) = pages(county({"years": {2019: figures, 2020: figures}}, tmp_path / "data"))
    (names,) = html.fromstring(f"<div>{first.html}</div>").find_class("gk-names")
    assert [a.get("href") for a in names.iter("a")] == ["#shu-f1", "#shu-f2", "#shu-f3", "ye-2/#shu-f4", "ye-2/#shu-f5"]
    assert 'href="../zhengwen.csv"' in str(second.html)


def test_the_file_has_every_name_and_year(tmp_path: Path) -> None:
    collection = county(CASES[1], tmp_path / "data")
    assert collection.site
    text = named_figures_csv.content(collection, collection.site, agency_of(collection)).decode("utf-8-sig")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    assert [(row["名称"], row["年度"], row["数"], row["空缺"], row["出处"]) for row in rows] == [
        ("县长信箱信件", "2019", "3", "", "zfxxgknb/2019/#figure-letters"),
        ("县长信箱信件", "2020", "", "没有写", "zfxxgknb/2020/"),
        ("县长信箱信件", "2021", "0", "", "zfxxgknb/2021/#figure-letters"),
        ("征集调查", "2020", "0", "", "zfxxgknb/2020/#figure-surveys"),
        ("征集调查", "2021", "", "没有写", "zfxxgknb/2021/"),
    ]


def test_one_year_alone_has_no_history(tmp_path: Path) -> None:
    collection = county({"years": {2019: CASES[0]["years"][2019]}}, tmp_path / "data")
    assert not has_named_figures(collection, agency_of(collection))


@given(st.lists(st.lists(st.integers(0, 3), max_size=4, unique=True), min_size=2, max_size=4))
def test_every_figure_that_is_stated_is_listed_once(tmp_path_factory: pytest.TempPathFactory, years: list[list[int]]) -> None:
    stated = {
        2018 + n: "\n  ".join(f"f{i}: {{value: {n}, unit: 件, label: 第{i}种}}" for i in ids)
        for n, ids in enumerate(years)
        if ids
    }
    if not stated:
        return
    collection = county({"years": stated}, tmp_path_factory.mktemp("named") / "data")
    found = [
        (p.year, known.label, p.figure)
        for known in named_histories(agency_of(collection), collection)
        for p in known.known.counted
    ]
    assert sorted(found) == sorted((2018 + n, f"第{i}种", n) for n, ids in enumerate(years) for i in ids)
