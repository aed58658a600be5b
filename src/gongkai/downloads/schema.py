"""JSON Schemas of report.yml (one for each format), the catalogue, the site and what is around it: an editor completes
and warns.

Draft 7, which the YAML plug-ins of editors understand best. `gongkai check` remains the judge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from gongkai.downloads.catalogue_schema import field_schema, items_schema
from gongkai.downloads.document_schema import documents_schema
from gongkai.downloads.guide_schema import guide_schema
from gongkai.downloads.shape_schema import AsRead, anchored, inlined
from gongkai.downloads.site_schema import agencies_schema, links_schema, map_schema, portal_columns_schema, site_schema
from gongkai.problems import Position, Problem, shown
from gongkai.reports.envelope import Envelope
from gongkai.reports.reading import FIGURE_ID, NOT_A_FIGURE
from gongkai.reports.report import full_label, statutory_label
from gongkai.source.days import DAY, MOMENT
from gongkai.source.reference import MOST_DIGITS
from gongkai.statute.formats import Format, FormatTable, GenericColumns, Line, formats

RULE = "schema"
Schema = dict[str, Any]

LARGEST = 10**MOST_DIGITS - 1
WHOLE, UNIT, REMARK = "(0|[1-9][0-9]*)", "(亿元|万元|元)", "（.+）"
NOT_NEGATIVE = f"(-0|{WHOLE})"  # nought is nought, whatever its sign
NUMBERS: dict[str, tuple[Schema, str]] = {
    "count": ({"type": "integer", "minimum": 0, "maximum": LARGEST}, f"^{NOT_NEGATIVE}{REMARK}$"),
    "change": ({"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}, f"^-?{WHOLE}{REMARK}$"),
    "money": ({"type": "number", "minimum": 0}, f"^({NOT_NEGATIVE}|-0\\.0+|{WHOLE}\\.[0-9]+)({UNIT}|{UNIT}?{REMARK})$"),
}
PRINTED: Schema = {"type": ["string", "number"], "minLength": 1}  # a label that looks like a number is taken as it is written


def write_schemas(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schema_files().items():
        (folder / name).write_bytes(content)
    return [folder / name for name in schema_files()]


def stale_schemas(folder: Path) -> list[Problem]:
    """Every schema that is missing or says something else than its format."""
    found = []
    for name, content in schema_files().items():
        file = folder / name
        if not file.is_file():
            found.append(Problem(Position(shown(file)), RULE, "缺少这个编辑器用的文件；请运行 gongkai schemas"))
        elif file.read_bytes() != content:
            found.append(Problem(Position(shown(file)), RULE, "这个文件与现行的格式不一致；请运行 gongkai schemas"))
    return found


def schema_files() -> dict[str, bytes]:
    """The content of each file by its name."""
    reports = {f"report-{format.id}.json": as_bytes(report_schema(format)) for format in formats().values()}
    return reports | {
        "catalogue-field.json": as_bytes(field_schema()),
        "catalogue-items.json": as_bytes(items_schema()),
        "documents.json": as_bytes(documents_schema()),
        "guide.json": as_bytes(guide_schema()),
        "site.json": as_bytes(site_schema()),
        "agencies.json": as_bytes(agencies_schema()),
        "columns.json": as_bytes(portal_columns_schema()),
        "links.json": as_bytes(links_schema()),
        "map.json": as_bytes(map_schema()),
    }


def as_bytes(schema: Schema) -> bytes:
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def report_schema(format: Format) -> Schema:
    envelope = inlined(Envelope.model_json_schema(schema_generator=AsRead))
    properties = envelope["properties"]
    properties["format"] = {"const": format.id, "description": f"{format.title}（{format.instrument}）"}
    properties["published"]["anyOf"][0]["pattern"] = f"{anchored(DAY)}|{anchored(MOMENT)}"
    properties["figures"]["propertyNames"] = {"pattern": anchored(FIGURE_ID)}
    tables = {table.id: table_schema(table) for table in format.tables}
    properties["tables"] = {"title": "法定表格", **keyed(tables, list(tables))}
    properties["labels"] = labels_schema(format)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"政府信息公开工作年度报告（{format.id} 年格式）",
        "description": f"{format.title}，{format.instrument}",
        **keyed(properties, [*envelope["required"], "tables"]),
        "definitions": {kind: cell_schema(kind) for kind in NUMBERS}
        | {f"{table.id}-columns": columns_schema(table) for table in format.tables if table.columns},
    }


def keyed(properties: Mapping[str, Schema], required: list[str]) -> Schema:
    return {"type": "object", "properties": dict(properties), "required": required, "additionalProperties": False}


def table_schema(table: FormatTable) -> Schema:
    about = {"title": table.title, "description": "　".join(filter(None, (table.caption, table.source)))}
    if table.generic:
        return about | {"type": "array", "items": generic_row_schema(table.generic)}
    columns = {"allOf": [{"$ref": f"#/definitions/{table.id}-columns"}]}
    rows = {row.id: {"title": full_label(table, row), **columns} for row in table.leaf_rows}
    return about | keyed(rows, [row.id for row in table.leaf_rows if not row.optional])


def columns_schema(table: FormatTable) -> Schema:
    """One row's figures, the same for every row of the table."""
    columns = {column.id: figure_schema(column, full_label(table, column)) for column in table.leaf_columns}
    return keyed(columns, list(columns))


def figure_schema(column: Line, label: str) -> Schema:
    unit = f"（{column.unit}）" if column.unit and column.unit not in label else ""
    return {"title": f"{label}{unit}", "allOf": [{"$ref": f"#/definitions/{column.kind}"}]}


def cell_schema(kind: str) -> Schema:
    """A figure, or one with a remark or unit beside it; blank; or what an office writes where there is no figure."""
    number, beside = NUMBERS[kind]
    return {"anyOf": [number, {"type": "null"}, {"enum": ["", *NOT_A_FIGURE]}, {"type": "string", "pattern": beside}]}


def generic_row_schema(names: GenericColumns) -> Schema:
    """指标, 单位, 数; a line with nothing but its 指标 groups others."""
    properties = {
        "label": {"title": names.label.label, **PRINTED},
        "unit": {"title": names.unit.label, "type": ["string", "number", "null"]},
        "figure": figure_schema(names.figure, names.figure.label),
    }
    return keyed(properties, ["label"])


def labels_schema(format: Format) -> Schema:
    """The printed labels, by every address that has a statutory one."""
    prescribed = {address: statutory_label(format, address) for table in format.tables for address in addresses(table)}
    printed = {address: {"title": f"法定名称：{label}", **PRINTED} for address, label in prescribed.items() if label}
    return {"title": "原文所印的名称，只写与法定名称不同的", **keyed(printed, [])}


def addresses(table: FormatTable) -> Iterator[str]:
    for part in ("caption", "stub", "note"):
        yield f"{table.id}.{part}"
    for top in table.tops:
        for line in top.everything():
            yield f"{table.id}.{line.id}"
    for row in table.leaf_rows:
        for column in table.leaf_columns:
            yield f"{table.id}.{row.id}.{column.id}"
