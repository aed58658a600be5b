"""benchmarks/county.py: a county of any number of years and agencies, whose reports agree and which builds."""

from collections import Counter

import pytest

from benchmarks.county import grown_county, write_county, write_data
from gongkai.checks.rules import check_collection
from gongkai.collection import load_collection
from gongkai.problems import errors
from tests.site.conftest import run_build


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """Nine years of four agencies, from the year before there was any form."""
    folder = tmp_path_factory.mktemp("grown") / "data"
    write_data(folder, grown_county(years=9, agencies=4, first=2013))
    return load_collection(folder)


def test_every_agency_has_a_report_of_every_year_on_the_form_of_that_year(loaded):
    collection, _ = loaded
    forms = Counter((report.year, report.format.id) for report in collection.reports)
    old, middle, new = ("2014", range(2013, 2019)), ("2019", range(2019, 2021)), ("2021", range(2021, 2022))
    assert forms == {(year, form): 4 for form, years in (old, middle, new) for year in years}


def test_the_check_finds_no_error_and_only_the_years_without_a_form(loaded):
    collection, problems = loaded
    assert problems == []
    found = check_collection(collection)
    assert errors(found) == []
    assert Counter(problem.rule for problem in found) == {"format-year": 4}


def test_more_agencies_than_the_demo_has_are_branches_of_their_own():
    grown = grown_county(years=20, agencies=60)
    assert len(grown.years) * len(grown.agencies) == 1200
    assert grown.years[0] == 2008
    assert (grown.organs[-1].id, grown.organs[-1].name) == ("statistics-2", "示例县统计局第二分局")
    for names in zip(*((agency.id, agency.name, agency.short) for agency in grown.agencies), strict=True):
        assert len(set(names)) == 60
    assert all(agency.existed(year) for agency in grown.agencies for year in grown.years)


@pytest.mark.parametrize(("years", "agencies", "first"), [(0, 1, None), (1, 0, None), (1, 1, 2007), (93, 1, None), (2, 1, 2099)])
def test_a_county_that_no_report_could_be_of_is_refused(years, agencies, first):
    with pytest.raises(ValueError, match="2008"):
        grown_county(years, agencies, first)


def test_it_builds(tmp_path):
    write_county(tmp_path / "county", grown_county(years=2, agencies=3))
    done = run_build(tmp_path / "county", tmp_path / "site", GONGKAI_FONTS="/nowhere")
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "site/zfxxgknb").glob("20??/*/report.json"))) == 4
