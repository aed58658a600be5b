"""The tables of each statutory format, with the names that data uses for their rows and columns."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.statute.formats import Format, formats


def statutory_cells() -> str:
    """A heading for each format that has tables, and a table of Markdown for it: name in the data, statutory label."""
    return "\n\n".join(part for format in formats().values() if format.sections for part in format_parts(format))


def format_parts(format: Format) -> Iterator[str]:
    yield f"### {format.id} 年格式 {{#format-{format.id}}}"
    lines = ["| 表 | 行 | 列 |", "|---|---|---|"]
    for table in format.tables:
        rows = "、".join(f"`{row.id}` {row.label}" for row in table.leaf_rows)
        columns = "、".join(f"`{column.id}` {column.label}" for column in table.leaf_columns)
        lines.append(f"| `{table.id}` {table.title} | {rows} | {columns} |")
    yield "\n".join(lines)
