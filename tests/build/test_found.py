"""What a page hands over to the search is what can be read from its HTML, part by part."""

from pathlib import Path

import pytest
import yaml

from gongkai.build.plan import plan_of
from gongkai.build.project import Project
from gongkai.build.report_targets import FileList, ListedFile, ReportTargets
from gongkai.build.search import classed, cut, handed_over, parts_of
from gongkai.build.site import SiteBuild
from gongkai.build.target import Searched
from gongkai.collection import load_collection
from gongkai.html import fragments
from gongkai.html.blocks import component, page_of
from gongkai.html.content import with_title
from gongkai.html.pages.report import report_page
from gongkai.html.setting import Page
from gongkai.html.shells import PlainRenderer
from gongkai.problems import errors
from gongkai.search import SearchPart
from tests.checks.reading import written
from tests.conftest import DEMO
from tests.years.county import county

ROOT = Path(__file__).parents[2]
LIKE = SearchPart("zfxxgknb/2020/", "", "", "")
FILES = FileList(
    (ListedFile("report.docx", "Word 文档", "全文（12\xa0KB）"), ListedFile("report.json", "JSON 数据", "供程序读取")), ()
)


# ---- Every page of a county


def searched_pages(data, folder):
    """Every page that data makes and a search finds, with its target. Their files are only named."""
    build = SiteBuild(Project(data, folder / "docs", folder / "macros", folder / "site", folder / "cache"))
    assert errors(build.check()) == []
    plan = plan_of(build.project, build.county, build.setting, PlainRenderer(), [])
    for target in plan.targets:
        if target.searched and target.name != "authored":
            yield from ((target, made) for made in target.make() if isinstance(made, Page))


def kinds_looked_at(data, folder):
    """The kinds of the county's pages, each of which hands over what is read from it."""
    kinds = set()
    for target, page in searched_pages(data, folder):
        kinds.add(target.name.partition("/")[0])
        read = [classed(part, target.searched) for part in cut(page.content, target.searched.like_of(page))]
        assert page.found, page.url
        assert parts_of(page, target.searched) == read, page.url
    return kinds


@pytest.fixture
def _named_files(monkeypatch):
    monkeypatch.setattr(ReportTargets, "file_list", lambda self, report: FILES)


@pytest.mark.usefixtures("_named_files")
def test_of_the_small_county(tmp_path):
    kinds = {"agency-pages", "report", "year", "agency-years", "figures", "comparison", "archive", "notices", "data", "statement"}
    kinds |= {"agency-named", "promises", "request-form", "request-terms"}
    assert kinds_looked_at(DEMO, tmp_path) == kinds


@pytest.mark.usefixtures("_named_files")
def test_of_several_agencies_and_years(tmp_path):
    kinds = kinds_looked_at(county(tmp_path / "data"), tmp_path)
    assert kinds >= {"report", "year", "agency-years", "figures", "comparison", "data"}


@pytest.mark.usefixtures("_named_files")
def test_of_the_county_that_is_published(tmp_path):
    assert {"report", "year", "statement"} <= kinds_looked_at(ROOT / "data", tmp_path)


@pytest.mark.usefixtures("_named_files")
def test_of_a_county_that_sealed_a_year(tmp_path):
    written({"sealed": {}}, tmp_path / "data")
    assert {"report", "year", "verify"} <= kinds_looked_at(tmp_path / "data", tmp_path)


@pytest.mark.audit
@pytest.mark.usefixtures("_named_files")
def test_of_the_large_county(tmp_path, county_data):
    assert {"report", "year", "agency-years", "figures", "notices"} <= kinds_looked_at(county_data, tmp_path)


# ---- A report that has everything, and the oddest things

NOTES = [
    "figures.disclosed",
    "index_number",
    "letter.document_number",
    "licensing.administrative_licensing",
    "licensing.administrative_licensing.decisions",
    "requests.received",
    "requests.received.total",
    "requests.natural_person",
    "review_litigation.reconsideration.upheld",
    "sections.overview",
]
MARKED = "\naccepted:\n" + "".join(
    f"  - {{rule: plausibility, subject: {subject}, reason: 照录, by: 县<政府>办公室, note: '甲  &amp; <b>乙</b>　丙'}}\n"
    for subject in NOTES
)
CHANGED = """
revisions:
  - {date: 2021-06-01, cell: licensing.administrative_licensing.decisions, was: 0, now: 8122, why: 漏报。, by: 县政府办公室}
  - {date: 2021-06-02, section: overview, was: 已办结19件, now: 已办结20件, why: 笔误, by: 县政府办公室}
withdrawn: {date: 2021-07-01, why: 误将征求意见稿公布, by: 县政府办公室}
"""
ODD = {"现将年度报告随文报来，请予审定。": "'<img src=x onerror=alert(1)>&amp;  甲　乙'"}


@pytest.mark.parametrize(
    "case",
    [
        {"add": MARKED, "edit": ODD},
        {"add": CHANGED},
        {"base": "2021", "add": MARKED},
        {"base": "2014"},
        {"zero": "requests", "cells": {"licensing.administrative_licensing.items_change": '"/"'}},
    ],
    ids=["noted", "changed", "2021", "2014", "noughts"],
)
def test_of_a_report(case, tmp_path):
    written(case, tmp_path / "data")
    collection, problems = load_collection(tmp_path / "data")
    assert problems == []
    page = report_page(collection.reports[0], [])
    assert handed_over(page.found, LIKE, Searched(LIKE)) == cut(with_title(page), LIKE)


# ---- Every component that says what its template says

SAYING = (
    "changes",
    "comparison",
    "corrections",
    "document-bar",
    "downloads",
    "key-figures",
    "letter",
    "notes",
    "notices",
    "promises",
    "sealed-versions",
    "verify",
)
EXAMPLES = [
    (name, example, view)
    for name in SAYING
    for example, view in yaml.safe_load((fragments.FOLDER / name / "spec.yml").read_text("utf-8"))["examples"].items()
]


@pytest.mark.parametrize(("name", "example", "view"), EXAMPLES, ids=[f"{name}:{example}" for name, example, _ in EXAMPLES])
def test_of_a_component(name, example, view):
    page = page_of("标题", "", [component(name, view)])
    assert handed_over(page.found, LIKE, Searched(LIKE)) == cut(with_title(page), LIKE)
