"""The formats say what the State's notices say, and nothing in them points at what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from gongkai.statute.formats import Format, FormatTable, Line, format_for, formats, read_format
from gongkai.statute.labels import fold

PRESCRIBED = [formats()["2019"], formats()["2021"]]
EACH = pytest.mark.parametrize("format", PRESCRIBED, ids=lambda each: each.id)
TABLES = pytest.mark.parametrize(
    "table", [pytest.param(table, id=f"{format.id} {table.id}") for format in PRESCRIBED for table in format.tables]
)

APPLICANTS = (
    "natural_person commercial_enterprise research_institution public_welfare_organization legal_service_organization other total"
)
APPLICATIONS_2019 = """
received carried_in granted partly_granted
refused_state_secret refused_prohibited_by_law refused_security_stability refused_third_party_rights
refused_internal_affairs refused_process_information refused_enforcement_files refused_administrative_query
unavailable_not_held unavailable_needs_creation unavailable_unclear
unprocessed_petition unprocessed_repeated unprocessed_publications unprocessed_excessive unprocessed_confirmation
other_handling handled_total carried_out
"""
APPLICATIONS_2021 = APPLICATIONS_2019.replace("other_handling", "other_not_corrected other_fee_unpaid other_handling")
OUTCOMES = ("reconsideration litigation_direct litigation_after_review", "upheld corrected other_outcome pending total")
RULES = "administrative_rules normative_documents"
ITEMS = "items_last_year items_change decisions"

# Published names of tables, rows and columns. Data, addresses and downloads carry them, so that none may ever change.
IDENTIFIERS = {
    "2019": {
        "documents": (RULES, "made newly_disclosed disclosed_total"),
        "licensing": ("administrative_licensing other_services", ITEMS),
        "enforcement": ("administrative_penalty administrative_compulsion", ITEMS),
        "fees": ("administrative_fees", "items_last_year items_change"),
        "procurement": ("government_procurement", "projects amount"),
        "requests": (APPLICATIONS_2019, APPLICANTS),
        "review_litigation": OUTCOMES,
    },
    "2021": {
        "documents": (RULES, "issued repealed in_force"),
        "licensing": ("administrative_licensing", "decisions"),
        "enforcement": ("administrative_penalty administrative_compulsion", "decisions"),
        "fees": ("administrative_fees", "amount"),
        "requests": (APPLICATIONS_2021, APPLICANTS),
        "review_litigation": OUTCOMES,
    },
}
SECTIONS = ["overview", "proactive_disclosure", "requests", "review_litigation", "problems_improvements", "other_matters"]


@EACH
def test_tables_rows_and_columns_in_their_order(format: Format) -> None:
    found = {table.id: (ids(table.leaf_rows), ids(table.leaf_columns)) for table in format.tables}
    assert found == {id: (rows.split(), columns.split()) for id, (rows, columns) in IDENTIFIERS[format.id].items()}
    assert list(found) == list(IDENTIFIERS[format.id])


@EACH
def test_the_six_sections_in_their_order(format: Format) -> None:
    assert [section.id for section in format.sections] == SECTIONS
    assert [section.label[:2] for section in format.sections] == ["一、", "二、", "三、", "四、", "五、", "六、"]


@pytest.mark.parametrize(("id", "rows"), [("2019", 23), ("2021", 25)])
def test_the_size_of_the_large_tables(id: str, rows: int) -> None:
    requests, outcomes = formats()[id].table("requests"), formats()[id].table("review_litigation")
    assert requests
    assert outcomes
    assert (len(requests.leaf_rows), len(requests.leaf_columns)) == (rows, 7)
    assert len(outcomes.leaf_rows) * len(outcomes.leaf_columns) == 15
    assert outcomes.across


@pytest.mark.parametrize(("id", "spans"), [("2019", [1, 1, 8, 3, 5, 1, 1]), ("2021", [1, 1, 8, 3, 5, 3, 1])])
def test_the_groups_of_results_span_as_on_the_form(id: str, spans: list[int]) -> None:
    table = formats()[id].table("requests")
    assert table
    results = table.line("results")
    assert results
    assert [len(list(member.leaves())) for member in results.members] == spans
    assert sum(spans) == {"2019": 20, "2021": 22}[id]


def test_two_rows_may_be_left_out_and_no_other() -> None:
    optional = {
        f"{format.id}.{table.id}.{row.id}"
        for format in formats().values()
        for table in format.tables
        for row in table.leaf_rows
        if row.optional
    }
    assert optional == {"2021.requests.other_not_corrected", "2021.requests.other_fee_unpaid"}


@TABLES
def test_an_id_names_one_line_of_its_table(table: FormatTable) -> None:
    assert len(set(all_ids(table))) == len(all_ids(table))
    assert all(re.fullmatch("[a-z][a-z0-9_]*", id) for id in all_ids(table))
    assert all(table.path(leaf.id)[-1] == leaf for leaf in (*table.leaf_rows, *table.leaf_columns))
    assert table.line("nothing") is None
    assert table.path("nothing") == ()


@TABLES
def test_no_label_or_alias_means_two_lines(table: FormatTable) -> None:
    for siblings in [table.rows, table.columns, *(line.members for line in everything(table) if line.members)]:
        names = [fold(name) for line in siblings for name in (line.label, *line.aliases)]
        assert len(set(names)) == len(names), names


@TABLES
def test_an_alias_is_not_the_label_itself(table: FormatTable) -> None:
    assert not [line.id for line in everything(table) if fold(line.label) in map(fold, line.aliases)]


@EACH
def test_no_title_means_two_sections(format: Format) -> None:
    names = [fold(name) for section in format.sections for name in {section.name, *section.aliases}]
    assert len(set(names)) == len(names)


@EACH
def test_only_changes_are_signed_and_only_amounts_are_money(format: Format) -> None:
    kinds = {f"{table.id}.{column.id}": column.kind for table in format.tables for column in table.leaf_columns}
    assert {address for address, kind in kinds.items() if kind == "change"} == {
        address for address in kinds if address.endswith(".items_change")
    }
    assert {address for address, kind in kinds.items() if kind == "money"} == {
        address for address in kinds if address.endswith(".amount")
    }


@EACH
def test_every_count_has_a_unit(format: Format) -> None:
    bare = [f"{table.id}.{c.id}" for table in format.tables for c in table.leaf_columns if not c.unit]
    assert bare == (["procurement.amount"] if format.id == "2019" else [])  # 元 or 万元: the notice does not say


@EACH
def test_a_table_stands_in_a_section_and_names_its_source(format: Format) -> None:
    assert [table.section for table in format.tables] == sorted((t.section or "" for t in format.tables), key=SECTIONS.index)
    assert all(table.title and table.source for table in format.tables)


@EACH
def test_sums_speak_of_lines_that_are_there_and_of_one_direction(format: Format) -> None:
    for rule in (*format.balances, *format.carries):
        table = format.table(rule.table)
        assert table
        along = table.leaf_columns if rule.each == "row" else table.leaf_rows
        sides = (rule.left, rule.right) if hasattr(rule, "left") else (rule.this_year, rule.last_year)
        assert {term.id for side in sides for term in side} <= set(ids(along))


@EACH
def test_the_four_sums_of_the_form(format: Format) -> None:
    sums = {balance.id: balance for balance in format.balances}
    assert list(sums) == ["requests-row-sum", "requests-result-sum", "requests-balance", "review-outcome-sum"]
    row, result, balance, outcome = sums.values()
    assert [term.id for term in (*row.left, *row.right)] == APPLICANTS.split()
    rows = (APPLICATIONS_2019 if format.id == "2019" else APPLICATIONS_2021).split()
    assert [term.id for term in result.left] == rows[2:-2]
    assert [term.id for term in balance.left] == rows[:2]
    assert [term.id for term in (*result.right, *balance.right)] == ["handled_total", "handled_total", "carried_out"]
    assert [term.id for term in (*outcome.left, *outcome.right)] == OUTCOMES[1].split()
    assert {term.sign for each in sums.values() for term in (*each.left, *each.right)} == {1}


def test_what_is_taken_away_has_a_minus() -> None:
    (carry,) = (carry for carry in formats()["2021"].carries if carry.id == "documents-in-force")
    assert [(term.id, term.sign) for term in carry.this_year] == [("in_force", 1), ("issued", -1), ("repealed", 1)]


@EACH
def test_only_the_open_applications_must_be_carried_exactly(format: Format) -> None:
    assert [carry.id for carry in format.carries if carry.hard] == ["requests-carried"]


@EACH
def test_the_sentences_of_the_year_cite_cells_that_are_there(format: Format) -> None:
    cited = [address for sentence in format.sentences for address in re.findall(r"\{([^}]*)\}", sentence)]
    known = {
        f"{table.id}.{row.id}.{column.id}" for table in format.tables for row in table.leaf_rows for column in table.leaf_columns
    }
    assert set(cited) <= known
    assert len(cited) == len(set(cited))


@pytest.mark.parametrize(
    ("year", "id"),
    [
        *((2008, None), (2013, None), (2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021")),
        *((2025, "2021"), (2099, "2021")),
    ],
)
def test_which_format_the_state_prescribed(year: int, id: str | None) -> None:
    found = format_for(year)
    assert (found.id if found else None) == id


def test_the_form_of_2014_prescribes_no_rows_and_no_sums() -> None:
    format = formats()["2014"]
    (table,) = format.tables
    assert table.generic
    assert [line.label for line in table.generic.lines] == ["统计指标", "单位", "统计数"]
    assert (table.rows, table.columns) == ((), ())
    assert (format.sections, format.balances, format.carries) == ((), (), ())


def test_a_sum_over_a_line_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no row or column 'totals'"):
        read_format("""
id: x
title: x
instrument: x
years: [2099]
sections: []
tables: [{id: t, title: t, source: t, columns: [{id: total, label: 总计}], rows: [{id: r, label: r}]}]
balances: [{id: b, table: t, each: row, left: [totals], right: [total]}]
carries: []
""")


def ids(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines]


def everything(table: FormatTable) -> Iterator[Line]:
    for top in (*table.rows, *table.columns):
        yield from top.everything()


def all_ids(table: FormatTable) -> list[str]:
    return [line.id for line in everything(table)]
