"""The fictional county's catalogue is as large as a county's, and has exactly the mistakes that catalogue_mistakes.yml lists."""

import re
from collections import Counter

import pytest

from examples.demo.generator.catalogue import catalogue_files, retyped
from examples.demo.generator.county import facts_in
from examples.demo.generator.mistakes import ListError
from gongkai.catalogue.difference import difference
from gongkai.checks.catalogue_rules import CATALOGUE_RULES
from gongkai.checks.rules import check_collection
from gongkai.problems import Severity

MISTAKES = ("documents.yml", "portal.yml", "guides.yml")
LISTED = [*facts_in("catalogue_mistakes.yml"), *(entry for name in MISTAKES for entry in facts_in(name)["mistakes"])]


def test_it_is_as_large_as_a_county(county_collection):
    catalogue = county_collection.catalogue
    county = [entry for entry in catalogue.entries if entry.levels == ("县级",)]
    townships = {agency.id for agency in county_collection.agencies.values() if agency.kind == "township"}
    assert len(catalogue.fields) == 26
    assert 1_100 < len(county) < 1_350
    assert len(catalogue.entries) > 2_100
    assert all(len(catalogue.of(township)) > 80 for township in townships)
    assert len([item for item in catalogue.items if "/items/" in item.place.file]) == len(catalogue.entries)


def test_its_documents_are_of_every_year_and_lead_to_each_other(county_collection):
    documents = county_collection.documents
    assert documents.years == {2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024}
    assert len(documents) > 60
    assert len(documents.successors) >= 9
    assert {document.kind for document in documents.all} == {"行政规范性文件", "政策解读", "公示公告", "规划计划", "财政预算决算"}
    assert all(document.text for document in documents.all)


def test_the_findings_are_the_list(county_collection):
    found = [
        p
        for p in check_collection(county_collection, release=True)
        if re.search("/(catalogue|documents|guides)/|/(columns|links|map).yml", p.position.file)
    ]
    assert {problem.severity for problem in found} == {Severity.WARNING}  # an error would stop the build
    assert Counter(problem.rule for problem in found) == Counter(entry["rule"] for entry in LISTED)
    for entry in LISTED:
        (problem,) = [p for p in found if p.rule == entry["rule"] and p.subject == entry.get("subject", p.subject)]
        assert entry["message"] in problem.message


def test_every_rule_is_shown():
    assert {rule.ID for rule in CATALOGUE_RULES} == {entry["rule"] for entry in LISTED}


def test_it_is_the_same_each_time():
    assert catalogue_files() == catalogue_files()


def test_a_mistake_that_fits_nothing_is_refused():
    with pytest.raises(ListError, match="stands nowhere"):
        retyped("entries:\n", {"file": "a.yml", "correct": "x", "typed": "y"})


def test_what_changed_since_the_year_before_is_what_is_listed(county_collection):
    earlier = facts_in("catalogue_earlier.yml")
    ((year, before),) = county_collection.earlier
    assert year == earlier["year"]
    found = [
        (field.id, one.kind, one.entry.id) for field in difference(before, county_collection.catalogue) for one in field.entries
    ]
    listed = [
        (change["field"], "取消", change["gone"]["id"])
        if "gone" in change
        else (change["field"], "新增" if change.get("absent") else "改动", change["entry"])
        for change in earlier["changes"]
        if "title" not in change
    ]
    assert Counter(found) == Counter(listed)
    assert before.by_field["poverty-alleviation"].title == "扶贫"
