"""What may be answered outright of a year's reports: of one that was withdrawn nothing but that it was."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from gongkai.build.search_answers import YearAnswers
from gongkai.collection import load_collection
from gongkai.reports.envelope import Withdrawal
from gongkai.statute.concepts import concepts
from tests.site.kept import ROOT

YEAR = 2020


@pytest.fixture(scope="module")
def county():
    return load_collection(ROOT / "data")[0]


def answers(collection):
    setting = SimpleNamespace(site=collection.site)
    plan = SimpleNamespace(county=SimpleNamespace(collection=collection), setting=setting)
    return dict(YearAnswers(plan, concepts().all).years())[YEAR]


def withdrawn(collection):
    (report,) = collection.reports
    told = Withdrawal(date="2021-05-06", by="县政府办公室", why="误发")
    envelope = report.envelope.model_copy(update={"withdrawn": told})
    return replace(collection, reports=(replace(report, envelope=envelope),))


def test_a_report_that_stands_tells_its_figures_and_those_of_its_prose(county):
    told = answers(county)
    (report,) = told["reports"].values()
    (prose,) = told["prose"]
    assert report[4].split() != []
    assert ["县长信箱已办结回复", "127 件", "figure-letters_answered"] in prose


def test_a_figure_that_is_printed_with_its_unit_is_told_without_it(county):
    """The answer adds the unit."""
    told = answers(county)
    (report,) = told["reports"].values()
    at = [concept.id for concept in concepts().all].index("procurement-amount")
    assert report[4].split(" ")[at] == "22961.413"


def test_a_withdrawn_report_tells_no_figure_of_its_tables_or_its_prose(county):
    told = answers(withdrawn(county))
    (report,) = told["reports"].values()
    assert (report[3][-1], report[4], report[5]) == ("2021年5月6日撤回", "", "")
    assert told["prose"] == []
