"""The editor's schema and the reader agree on what may stand in report.yml."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.downloads.schema import as_bytes, report_schema, schema_files, stale_schemas, write_schemas
from gongkai.downloads.site_schema import agencies_schema, site_schema
from gongkai.reports.reading import NOT_A_FIGURE, TableReader, read_report
from gongkai.reports.report import full_label, statutory_label
from gongkai.source.nodes import Table, plain
from gongkai.source.reference import parse_yaml
from gongkai.statute.formats import FigureKind, Line, formats

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "checks" / "base"
REPORTS = sorted([*BASE.glob("*/report.yml"), *(ROOT / "data").glob("reports/*/*/report.yml")])

GENERIC = """\
year: 2016
agency: demo
format: "2014"
title: 云溪县2016年政府信息公开工作年度报告
scope: this_organ
tables:
  statistics:
    - {label: 一、主动公开情况}
    - {label: （一）主动公开政府信息数, unit: 条, figure: 2874}
    - {label: 2.支出, unit: 万元, figure: 1.5万元}
    - {label: 3.其他, unit: 元, figure: null}
"""


def as_an_editor_reads(text: str) -> Any:
    """Numbers as numbers, all else as typed; the schema judges what an editor's plug-in makes of the file."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items()}
        if isinstance(value, tuple):
            return [bare(each) for each in value]
        return float(value) if isinstance(value, Decimal) else {"true": True, "false": False}.get(value, value)

    node, problems = parse_yaml(text, "report.yml")
    assert not problems
    return bare(plain(node))


def refusals(text: str) -> list[str]:
    content = as_an_editor_reads(text)
    schema = report_schema(formats()[content["format"]])
    errors = jsonschema.Draft7Validator(schema).iter_errors(content)
    return ["/".join(map(str, error.absolute_path)) for error in errors]


FACES = {
    "": [],
    "face: {colours: {primary: '#0f4c75'}, links: [{name: 要闻, address: /yaowen/}], emblem: 徽标.svg}": [],
    "face: {colours: {primary: 深红}}": ["face/colours/primary"],
    "face: {colour: {}}": ["face"],
    "face: {links: [{name: 要闻}]}": ["face/links/0"],
}


@pytest.mark.parametrize("face", FACES)
def test_an_editor_is_told_of_a_setting_that_the_site_cannot_have(face: str) -> None:
    text = (ROOT / "tests/sites/demo/data/site.yml").read_text("utf-8") + face
    errors = jsonschema.Draft7Validator(site_schema()).iter_errors(as_an_editor_reads(text))
    assert ["/".join(map(str, error.absolute_path)) for error in errors] == FACES[face]


@pytest.mark.parametrize("elsewhere", ["", "[{year: 2020, address: https://x.example/}]", "[{year: 2020}]", "https://x.example/"])
def test_an_editor_is_told_of_a_report_elsewhere_without_its_address(elsewhere: str) -> None:
    stated = f", elsewhere: {elsewhere}" if elsewhere else ""
    content = as_an_editor_reads(f"demo: {{name: 示例县人民政府, kind: government{stated}}}")
    fits = jsonschema.Draft7Validator(agencies_schema()).is_valid(content)
    assert fits == ("address" in elsewhere or not elsewhere)


def test_the_files_in_the_repository_are_fresh() -> None:
    assert stale_schemas(ROOT / "schemas") == []


def test_a_missing_and_an_outdated_file_are_told(tmp_path: Path) -> None:
    write_schemas(tmp_path / "new" / "schemas")
    folder = tmp_path / "new" / "schemas"
    assert sorted(file.name for file in folder.iterdir()) == [
        *("agencies.json", "catalogue-field.json", "catalogue-items.json", "columns.json", "documents.json", "guide.json"),
        *("links.json", "map.json", "report-2014.json", "report-2019.json", "report-2021.json", "site.json"),
    ]
    assert stale_schemas(folder) == []
    (folder / "report-2014.json").unlink()
    (folder / "report-2019.json").write_text("{}\n", "utf-8")
    assert [str(problem).replace(f"{folder}/", "") for problem in stale_schemas(folder)] == [
        "report-2014.json: 缺少这个编辑器用的文件；请运行 gongkai schemas [schema]",
        "report-2019.json: 这个文件与现行的格式不一致；请运行 gongkai schemas [schema]",
    ]


def test_the_same_bytes_every_time() -> None:
    assert schema_files() == schema_files()
    assert all(content.endswith(b"}\n") and b"\\u" not in content for content in schema_files().values())


@pytest.mark.parametrize("format", formats())
def test_each_is_a_schema_of_draft_07(format: str) -> None:
    schema = report_schema(formats()[format])
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.parent.name)
def test_what_the_reader_accepts_the_schema_accepts(file: Path) -> None:
    assert refusals(file.read_text("utf-8")) == []


def test_a_report_of_lines_is_accepted() -> None:
    assert refusals(GENERIC) == []


# What is typed instead of what in the base of a format; the place at which the schema refuses it.
REFUSED = {
    "a letter in a count": ("2021", "issued: 2,", "issued: 3O7,", "tables/documents/normative_documents/issued"),
    "a fraction in a count": ("2021", "issued: 2,", "issued: 1.5,", "tables/documents/normative_documents/issued"),
    "a negative count": ("2021", "issued: 2,", "issued: -1,", "tables/documents/normative_documents/issued"),
    "a negative amount": ("2021", "amount: 4068.208", "amount: -1.5", "tables/fees/administrative_fees/amount"),
    "an amount in another unit": ("2021", "amount: 4068.208", "amount: 4068.208万", "tables/fees/administrative_fees/amount"),
    "an unknown column": (
        "2021",
        "{decisions: 8122}",
        "{decisions: 8122, refused: 1}",
        "tables/licensing/administrative_licensing",
    ),
    "a missing column": ("2021", "{decisions: 8122}", "{}", "tables/licensing/administrative_licensing"),
    "an unknown row": (
        "2021",
        "    administrative_penalty:",
        "    penalty: {decisions: 1}\n    administrative_penalty:",
        "tables/enforcement",
    ),
    "a missing row": ("2021", "    administrative_penalty: {decisions: 77}\n", "", "tables/enforcement"),
    "an unknown table": ("2021", "tables:\n", "tables:\n  procurement: {}\n", "tables"),
    "a missing table": ("2021", "  fees:\n    administrative_fees: {amount: 4068.208}\n", "", "tables"),
    "a row that is a figure": ("2021", "{decisions: 8122}", "8122", "tables/licensing/administrative_licensing"),
    "a fraction in a change": (
        "2019",
        "items_change: 0, decisions: 12",
        "items_change: 0.5, decisions: 12",
        "tables/licensing/other_services/items_change",
    ),
    "another format": ("2021", 'format: "2021"', 'format: "2019"', None),
    "a day that is none": ("2021", "written: 2023-01-12", "written: 2023年1月12日", "written"),
    "an hour without minutes": ("2021", "published: 2023-01-28 09:30", "published: 2023-01-28 9时", "published"),
    "an unknown key": ("2021", "scope: whole_government", "scope: whole_government\nscoop: x", ""),
    "a scope that is none": ("2021", "scope: whole_government", "scope: county", "scope"),
    "a title that is a number": ("2021", "title: 云溪县2022年政府信息公开工作年度报告", "title: 2022", "title"),
    "no tables": ("2021", "tables:\n", "labels:\n", ""),
    "a figure's name in capitals": ("2021", "  disclosed: {", "  Disclosed: {", "figures"),
    "a figure without a unit": ("2021", "value: 2874, unit: 条", "value: 2874", "figures/disclosed"),
    "a figure in quotes": ("2021", "value: 2874", "value: 二千", "figures/disclosed/value"),
    "a label of nothing": ("2021", "tables:\n", "labels: {requests.totals: 总结}\ntables:\n", "labels"),
    "an empty label": ("2021", "tables:\n", 'labels: {requests.total: ""}\ntables:\n', "labels/requests.total"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_reader_refuses_the_schema_refuses(case: str, tmp_path: Path) -> None:
    base, old, new, place = REFUSED[case]
    text = (BASE / base / "report.yml").read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (tmp_path / "report.yml").write_text(changed, "utf-8")
    (tmp_path / "narrative.md").write_text((BASE / base / "narrative.md").read_text("utf-8"), "utf-8")
    assert read_report(tmp_path, {})[1]
    found = refusals(changed)
    assert found
    assert place is None or place in found


@pytest.mark.parametrize("case", ["1O", "-1", "1.5万", "{a: 1}"])
def test_what_a_table_of_lines_cannot_hold(case: str) -> None:
    assert refusals(GENERIC.replace("2874", case)) == ["tables/statistics/1/figure"]


@st.composite
def typed(draw: st.DrawFn) -> str:
    """What somebody might type in a cell."""
    number = draw(st.sampled_from(["", "-", "－"])) + draw(st.sampled_from(["0", "7", "22", "307", "3O7", "", "05"]))
    number += draw(st.sampled_from(["", "", ".5", ".413", ".", ",000"]))
    return (
        number
        + draw(st.sampled_from(["", "", "元", "万元", "亿元", "万", "件"]))
        + draw(st.sampled_from(["", "（其中修订16件）", "（）", "(3)"]))
    )


@given(kind=st.sampled_from(["count", "change", "money"]), text=typed() | st.sampled_from(["", "null", '""', *NOT_A_FIGURE]))
def test_reader_and_schema_agree_on_every_cell(kind: FigureKind, text: str) -> None:
    node, problems = parse_yaml(f"cell: {text}" if text != "-" else 'cell: "-"', "report.yml")
    if problems or not isinstance(node, Table) or node.entries["cell"] is None:
        return  # YAML itself was refused, before any cell
    reader = TableReader(formats()["2021"])
    reader.cell(Line("x", "", kind=kind), node.entries["cell"], "格", "t.r.x")
    schema = report_schema(formats()["2021"])
    content = plain(node)
    assert isinstance(content, dict)
    value = float(content["cell"]) if isinstance(content["cell"], Decimal) else content["cell"]
    accepted = jsonschema.Draft7Validator({**schema["definitions"][kind]}).is_valid(value)
    assert accepted == (not reader.problems), (kind, text, reader.problems)


@pytest.mark.parametrize("format", formats().values(), ids=lambda each: each.id)
def test_every_label_that_may_be_printed_otherwise_is_named(format: Any) -> None:
    names = set(report_schema(format)["properties"]["labels"]["properties"])
    assert all(statutory_label(format, name) for name in names)
    for table in format.tables:
        lines = [line.id for top in (*table.rows, *table.columns) for line in top.everything()]
        for one in [*lines, "caption", "note", "stub"]:
            assert bool(statutory_label(format, f"{table.id}.{one}")) == (f"{table.id}.{one}" in names)
            for other in lines:
                assert bool(statutory_label(format, f"{table.id}.{one}.{other}")) == (f"{table.id}.{one}.{other}" in names)


def test_a_clerk_reads_chinese_everywhere() -> None:
    text = as_bytes(report_schema(formats()["2019"])).decode()
    told = json.loads(text)
    assert all(entry.get("title") or entry["description"] for entry in told["properties"].values())
    assert not any(line.isascii() for line in text.splitlines() if '"description"' in line or '"title": "' in line)
    assert '"default"' not in text
    rows = told["properties"]["tables"]["properties"]["requests"]["properties"]
    assert rows["refused_state_secret"]["title"] == "三、本年度办理结果 › （三）不予公开 › 1.属于国家秘密"
    columns = told["definitions"]["requests-columns"]["properties"]
    assert columns["research_institution"]["title"] == "申请人情况 › 法人或其他组织 › 科研机构（件）"
    assert told["definitions"]["procurement-columns"]["properties"]["amount"]["title"] == "采购总金额"


@pytest.mark.parametrize("format", formats().values(), ids=lambda each: each.id)
def test_rows_and_columns_are_the_format_s(format: Any) -> None:
    schema = report_schema(format)
    for table in (table for table in format.tables if not table.generic):
        told = schema["properties"]["tables"]["properties"][table.id]
        assert list(told["properties"]) == [row.id for row in table.leaf_rows]
        assert [row["title"] for row in told["properties"].values()] == [full_label(table, row) for row in table.leaf_rows]
        assert set(told["properties"]) - set(told["required"]) == {row.id for row in table.leaf_rows if row.optional}
