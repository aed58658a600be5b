"""The published JSON Schema of report.json and of reports.json: what a program will find there."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from gongkai.reports.report import full_label
from gongkai.statute.formats import Format, FormatTable, Line, formats

REPORT_SCHEMA, REPORTS_SCHEMA = "report.schema.json", "reports.schema.json"
Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
BLANK = {"description": "空白", "type": "null"}
OTHER = {"description": "原文不是数的，照录", "type": "string", "minLength": 1}
PRINTED = {"description": "早已公布的原件所印、表式不许的数，照录；notes 里有说明", "type": "number"}
CELLS: dict[str, Schema] = {
    "count": {"anyOf": [{"type": "integer", "minimum": 0}, BLANK, OTHER, PRINTED]},
    "change": {"anyOf": [{"type": "integer"}, BLANK, OTHER, PRINTED]},
    "money": {"anyOf": [{"type": "number", "minimum": 0}, BLANK, OTHER, PRINTED]},
}


@cache
def report_schema() -> bytes:
    return as_bytes({"$schema": DIALECT, **report(), "$defs": definitions()})


@cache
def reports_schema() -> bytes:
    return as_bytes(
        {
            "$schema": DIALECT,
            "title": "政府信息公开工作年度报告的数据集",
            **shape({"$schema": TEXT, "reports": {"type": "array", "items": {"$ref": "#/$defs/report"}}}, ["reports"]),
            "$defs": {"report": report(), **definitions()},
        }
    )


def as_bytes(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def shape(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def described(about: str, like: Schema = TEXT) -> Schema:
    return {"description": about, **like}


def report() -> Schema:
    """One report; its tables are those of its format."""
    by_address = {"type": "object", "additionalProperties": TEXT}
    always = {
        "year": described("报告年度", {"type": "integer"}),
        "agency": described("机构代号"),
        "agency_name": described("机构名称"),
        "format": described("法定格式", {"enum": list(formats())}),
        "title": described("报告标题"),
        "document_number": described("发文字号；没有的是 null", {"type": ["string", "null"]}),
        "tables": described("法定表格：表、行、列", {"type": "object"}),
        "units": described("单位与表式不同的格，写成“表.行.列”", by_address),
    }
    where_any = {
        "remarks": described("写在数旁边的话，写成“表.行.列”", by_address),
        "figures": described("正文所列数", {"type": "object", "additionalProperties": {"$ref": "#/$defs/figure"}}),
        "introduction": described("正文开头，各节以前的话"),
        "sections": described("各节，照报告的次序", {"type": "array", "items": {"$ref": "#/$defs/section"}}),
        "revisions": described("公布以后的更正", {"type": "array", "items": {"type": "object"}}),
        "restates": described("对以前报告里某个数的重述", {"type": "array", "items": {"type": "object"}}),
        "withdrawn": described("公布以后撤回；没有撤回的报告没有这一项", withdrawal()),
        "notes": described("校注：发布机关对照录的原文所作的说明", {"type": "array", "items": {"$ref": "#/$defs/note"}}),
        "findings": described("核对时发现的事项", {"type": "array", "items": {"type": "object"}}),
    }
    whole = shape(always | where_any, [*always, "sections"])
    return {"title": "政府信息公开工作年度报告", **whole, "allOf": [tables_of(format) for format in formats().values()]}


def withdrawal() -> Schema:
    day: Schema = {"type": "string", "format": "date"}
    fields = {"date": described("撤回日期", day), "why": described("为什么撤回"), "by": described("撤回的单位")}
    return shape(fields, list(fields))


def tables_of(format: Format) -> Schema:
    tables = {table.id: {"$ref": f"#/$defs/{format.id}-{table.id}"} for table in format.tables}
    return {
        "if": {"properties": {"format": {"const": format.id}}},
        "then": {"properties": {"tables": shape(tables, [])}},
    }


def definitions() -> Schema:
    figure = {
        "value": described("数", {"type": "number"}),
        "unit": described("单位"),
        "label": described("说的是什么"),
        "approximate": described("约数", {"type": "boolean"}),
    }
    note = {
        "number": described("次序，从 1 起", {"type": "integer"}),
        "subject": described("说的是哪里，写成“表.行.列”；所说的行、表原件没有的，tables 里也没有"),
        "text": described("说明"),
        "by": described("作说明的单位"),
        "date": described("作说明的日期", {"type": "string", "format": "date"}),
        "as_printed": described("早已公布的原件里的错误，照录未改", {"type": "boolean"}),
    }
    section = {"id": described("代号"), "title": described("标题"), "text": described("文字，一段一行")}
    tables: Schema = {}
    for format in formats().values():
        for table in format.tables:
            tables |= table_schemas(f"{format.id}-{table.id}", table)
    parts = {
        "figure": shape(figure, ["value", "unit", "label"]),
        "section": shape(section, list(section)),
        "note": shape(note, ["number", "subject", "text", "by"]),
    }
    return {**parts, **CELLS, **tables}


def table_schemas(name: str, table: FormatTable) -> Schema:
    """The table under its name, and what each of its rows holds; a document that was public may lack any (see its notes)."""
    if table.generic:
        row = {"label": described("指标"), "unit": described("单位"), "figure": cell(table.generic.figure)}
        return {name: {"title": table.title, "type": "array", "items": shape(row, ["label"])}}
    columns = {column.id: {"title": full_label(table, column), **cell(column)} for column in table.leaf_columns}
    rows = {row.id: {"title": full_label(table, row), "$ref": f"#/$defs/{name}-columns"} for row in table.leaf_rows}
    return {name: {"title": table.title, **shape(rows, [])}, f"{name}-columns": shape(columns, [])}


def cell(column: Line) -> Schema:
    return {"$ref": f"#/$defs/{column.kind}"}
