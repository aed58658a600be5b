"""Years and agencies of one county: who published, each figure through the years, the sum over agencies. Cases are YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from gongkai.collection import Collection, load_collection
from gongkai.html.charts.trends import trend, trend_says
from gongkai.html.pages.totals import left_out, totals_in_words, totals_page
from gongkai.html.pages.years import agencies_compared_page, overview_page, overview_says
from gongkai.problems import errors
from gongkai.reports.history import history
from gongkai.reports.submission import Standing, standings
from gongkai.reports.totals import year_totals
from gongkai.statute.concepts import concepts
from gongkai.statute.formats import formats
from tests.years.county import county

FOLDER = Path(__file__).parent


def cases(name: str) -> list[object]:
    return [pytest.param(case, id=case["name"]) for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))]


@pytest.fixture(scope="module")
def collection(tmp_path_factory) -> Collection:
    found, problems = load_collection(county(tmp_path_factory.mktemp("years") / "data"))
    assert errors(problems) == []
    return found


@pytest.mark.parametrize("case", cases("submission"))
def test_who_has_published(case, collection):
    found = standings(collection, case["year"])
    assert {standing.agency.id: in_words(standing) for standing in found} == case["standings"]
    assert overview_says(found, case["year"]) == case["says"]


def in_words(standing: Standing) -> str:
    late = f"，晚 {standing.days_late} 天" if standing.days_late else ""
    return f"{standing.status}，期限 {standing.deadline}{late}"


@pytest.mark.parametrize("case", cases("history"))
def test_a_figure_through_the_years(case, collection):
    concept = next(concept for concept in concepts().all if concept.id == case["concept"])
    found = history(concept, collection.agencies[case["agency"]], collection)
    assert [f"{p.year} {p.gap if p.figure is None else p.figure}" for p in found.points] == case["points"]
    assert [change.year for change in found.breaks] == case.get("breaks", [])
    assert all(point.reason for point in found.points if point.figure is None)
    assert trend_says(found) == case["says"]
    drawing = trend(found)
    assert (len(drawing.lines) if drawing else None) == case.get("lines")


@pytest.mark.parametrize("case", cases("totals"))
def test_the_sum_over_agencies(case, collection):
    found = year_totals(collection, case["year"])
    if case["says"] is None:
        assert found is None
        return
    assert totals_in_words(found) == case["says"]
    assert list(left_out(found)) == case["left_out"]
    cells = {f"{cell.table.id}.{cell.row.id}.{cell.column.id}": cell for cell in found.cells}
    described = {id: f"{c.total} by {c.filled}, stated {c.stated}, difference {c.difference}" for id, c in cells.items()}
    assert {id: described[id] for id in case["cells"]} == case["cells"]


@pytest.mark.parametrize("case", cases("elsewhere"))
def test_what_stands_on_another_site(case, tmp_path):
    collection, problems = load_collection(county(tmp_path / "data", agencies=case["agencies"]))
    assert errors(problems) == []
    found = standings(collection, case["year"])
    assert {standing.agency.id: standing.status for standing in found} == case["standings"]
    assert overview_says(found, case["year"]) == case["says"]
    assert {standing.agency.id: standing.elsewhere for standing in found if standing.elsewhere} == case["addresses"]
    assert list(left_out(year_totals(collection, case["year"]))) == case["left_out"]
    received = next(concept for concept in concepts().all if concept.id == "requests-received")
    for id, points in case["points"].items():
        told = history(received, collection.agencies[id], collection).points
        assert [f"{p.year} {p.gap if p.figure is None else p.figure}" for p in told] == points


@pytest.mark.parametrize("case", cases("elsewhere"))
def test_pages_lead_to_the_other_site(case, tmp_path):
    collection, _ = load_collection(county(tmp_path / "data", agencies=case["agencies"]))
    pages = (overview_page, agencies_compared_page)
    whole = totals_page(collection, collection.site, year_totals(collection, case["year"]))
    for content in (*(page(collection, collection.site, case["year"]) for page in pages), whole):
        for address in case["addresses"].values():
            assert f'href="{address}"' in content.html, content.title
            assert "在其网站公布" in content.html


def test_every_concept_names_cells_that_its_formats_have():
    for concept in concepts().all:
        assert concept.places, concept.id
        assert set(concept.breaks) | set(concept.absent) <= set(formats())
        for id, places in concept.places.items():
            for table, row, column in places:
                form = formats()[id].table(table)
                assert form, (concept.id, id)
                assert form.path(row), (concept.id, row)
                assert form.path(column), (concept.id, column)


@pytest.mark.parametrize("id", ["2019", "2021"])
def test_every_cell_belongs_to_a_concept_but_applicants_by_outcome(id):
    mapped = {place for concept in concepts().all for place in concept.places.get(id, ())}
    cells = {(t.id, row.id, column.id) for t in formats()[id].tables for row in t.leaf_rows for column in t.leaf_columns}
    left = {(table, row, column) for table, row, column in cells - mapped if table != "requests" or row == "received"}
    assert left == set()
    assert all(column != "total" for _, _, column in cells - mapped)


def test_ids_of_concepts_are_unlike_each_other():
    ids = [concept.id for concept in concepts().all]
    assert len(ids) == len(set(ids))


def test_two_forms_of_one_label_are_not_taken_for_one_another():
    """“3.其他” of 2021 and “（六）其他处理” of 2019 bear one id in their forms; only the sum of three rows is the same."""
    other = next(concept for concept in concepts().all if concept.id == "requests-other")
    assert len(other.places["2019"]) == 1
    assert len(other.places["2021"]) == 3
