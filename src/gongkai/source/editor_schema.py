"""The remark by which an editor finds the schema of a file: it then completes what is typed, and marks what is wrong."""

from __future__ import annotations

from pathlib import Path

from gongkai.source.text import DATA

SCHEMAS = "schemas"  # beside a county's `data`
REMARK = "# yaml-language-server: $schema={}\n"


def schema_remark(file: Path, name: str) -> str:
    """Of a file below a county's `data`, for its first line; empty where the county has no such schema."""
    for above, folder in enumerate(file.absolute().parents, start=1):
        if folder.name == DATA and (folder.parent / SCHEMAS / name).is_file():
            return REMARK.format(f"{'../' * above}{SCHEMAS}/{name}")
    return ""
