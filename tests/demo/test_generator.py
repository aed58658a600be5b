"""示例县: the same bytes each time, every report where it should be, and figures that add up from the organs to the county."""

import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from examples.demo.generator.county import county, facts_in
from gongkai.reports.history import measured

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def reports(county_collection):
    return {(report.year, report.agency_id): report for report in county_collection.reports}


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_another_hash_seed_gives_the_same_bytes(county_data, tmp_path):
    again = tmp_path / "data"
    command = [sys.executable, "-m", "examples.demo.generator", str(again)]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert files(county_data) == files(again)
    _, unlike, unread = filecmp.cmpfiles(county_data, again, files(again), shallow=False)
    assert unlike + unread == []


def test_an_older_county_leaves_nothing_behind(tmp_path):
    from examples.demo.generator.__main__ import main

    stale = tmp_path / "data/reports/2016/shili/report.yml"
    stale.parent.mkdir(parents=True)
    stale.write_text("year: 2016")
    main(tmp_path / "data")
    assert not stale.exists()


def test_one_government_one_office_26_departments_and_10_townships():
    kinds = [agency.kind for agency in county().organs]
    assert (kinds.count("office"), kinds.count("department"), kinds.count("township")) == (1, 26, 10)
    assert county().years == tuple(range(2017, 2025))


def test_every_agency_has_each_of_its_years_but_the_missing_one(reports):
    expected = {
        (year, agency.id) for agency in (county().government, *county().organs) for year in county().years if agency.existed(year)
    }
    missing = [tuple(entry["report"].split("/")) for entry in facts_in("mistakes.yml") if entry["kind"] == "missing"]
    assert set(reports) == expected - {(int(year), agency) for year, agency in missing}
    assert len(missing) == 1


def test_all_three_formats_by_year(reports):
    used = {year: reports[year, "shili"].format.id for year in county().years}
    assert used == dict.fromkeys((2017, 2018), "2014") | dict.fromkeys((2019, 2020), "2019") | dict.fromkeys(
        range(2021, 2025), "2021"
    )


def figures(report):
    """Money in 万元, also where a cell has another unit."""
    cells = ((address, cell) for table in report.tables.values() for address, cell in table.addressed())
    return {address: measured(cell, "万元") if cell.unit == "元" else cell.figure for address, cell in cells}


# Where the county's table and the sum of its organs' part: figures mistyped, and in 2022 a township on a form without them.
APART = {
    2020: {
        "documents.administrative_rules.disclosed_total",
        "licensing.administrative_licensing.items_last_year",
        "requests.granted.total",
    },
    2022: {"documents.normative_documents.in_force"},
    2023: {"documents.normative_documents.repealed", "documents.normative_documents.in_force"},
}


@pytest.mark.parametrize("year", range(2019, 2025))
def test_the_county_s_tables_are_the_sums_of_its_organs(reports, year):
    whole = figures(reports[year, "shili"])
    organs = [figures(report) for (of, agency), report in reports.items() if of == year and agency != "shili"]
    sums = {address: sum(organ.get(address) or 0 for organ in organs) for address in whole}
    if year == 2020:
        assert any(whole[address] > sums[address] for address in whole), "the missing township's figures are in the county's"
        sums = sums | missing_township(whole, sums)
    assert {address for address in whole if whole[address] != sums[address]} == APART.get(year, set())


def missing_township(whole, sums):
    """What 虚谷镇 counted in 2020, though its report is missing: added to the sums."""
    from examples.demo.generator.counts import organ_years

    agency = next(agency for agency in county().organs if agency.id == "xugu")
    counts = organ_years(agency, county().years)[2020]
    return {address: sums[address] + counts.get(address, 0) for address in whole}


def test_no_two_reports_tell_the_same(county_data):
    narratives = [path.read_text("utf-8") for path in sorted(county_data.rglob("narrative.md"))]
    assert len(set(narratives)) == len(narratives) > 250


def test_every_report_cites_its_figures_instead_of_retyping_them(county_data):
    for path in county_data.rglob("narrative.md"):
        assert path.read_text("utf-8").count("{{ figure(") >= 5, path


def test_one_agency_has_all_its_reports_on_its_own_site_and_none_here(county_collection):
    (away,) = county().away
    agency = county_collection.agencies[away.id]
    assert county_collection.of(away.id) == ()
    assert [(entry.year, entry.address) for entry in agency.elsewhere] == [(None, "https://shuiwu.shili.example/nianbao/")]
