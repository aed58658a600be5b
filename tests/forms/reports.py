"""Reports with random figures of every kind that a report may have, in a county of their own."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

from gongkai.county.agencies import Agency
from gongkai.forms.free_rows import GROUP, INDICATOR, KIND
from gongkai.imports.placing.draft import blank_draft, narrative_text, report_text
from gongkai.reports.reading import NOT_A_FIGURE, read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import Format, FormatTable, Line
from tests.checks.reading import BASE

AGENCY = Agency(id="demo", name="云溪县人民政府", kind="government")
SIGNS = [sign for sign in NOT_A_FIGURE if sign != "-"]  # a lone - is nothing to other readers of YAML


def county(data: Path) -> Path:
    data.mkdir(parents=True, exist_ok=True)
    for name in ("site.yml", "agencies.yml"):
        shutil.copy(BASE / name, data / name)
    return data


def random_report(format: Format, folder: Path, chance: random.Random) -> Report:
    """One that `gongkai check` would have much to say about: nothing in it agrees with anything."""
    draft = blank_draft(format, format.years[0], AGENCY)
    cells = {table.id: table_cells(table, chance) for table in format.tables}
    folder.mkdir(parents=True)
    (folder / "report.yml").write_text(report_text(replace(draft, cells=cells)), "utf-8")
    (folder / "narrative.md").write_text(narrative_text(draft), "utf-8")
    report, problems = read_report(folder, {AGENCY.id: AGENCY})
    assert report, problems
    assert problems == []
    return report


def random_cells(format: Format, chance: random.Random) -> dict[str, str]:
    """The same by address, as a form has them, without a report around them; a blank has no entry."""
    found: dict[str, str] = {}
    for table in format.tables:
        for row, cells in table_cells(table, chance).items():
            kind = {KIND: INDICATOR if "figure" in cells else GROUP} if table.generic else {}
            found |= {f"{table.id}.{row}.{column}": text for column, text in (cells | kind).items() if text}
    return found


def table_cells(table: FormatTable, chance: random.Random) -> dict[str, dict[str, str | None]]:
    if table.generic:
        return {str(number): free_row(number, chance) for number in range(1, chance.randint(2, 90))}
    left_out = {row.id for row in table.leaf_rows if row.optional} if chance.random() < 0.3 else set()
    return {
        row.id: {column.id: cell(column, chance) for column in table.leaf_columns}
        for row in table.leaf_rows
        if row.id not in left_out
    }


def free_row(number: int, chance: random.Random) -> dict[str, str | None]:
    label = f"{number}.{chance.choice(['主动公开', '其中：规范性文件', '=合计', '2016', '收费 元', '“引号”'])}"
    if chance.random() < 0.2:
        return {"label": label}
    unit = chance.choice(["件", "万元", "次", ""])
    return {"label": label, "unit": unit, "figure": cell(Line("figure", "统计数", kind="money", unit=unit or None), chance)}


def cell(column: Line, chance: random.Random) -> str | None:
    """As it is typed; None for a blank."""
    kind = chance.random()
    if kind < 0.15:
        return None
    if kind < 0.35:
        return "0"
    if kind < 0.45:
        return chance.choice(SIGNS)
    if kind < 0.5:
        return f"{chance.randint(1, 99)}（其中修订{chance.randint(1, 9)}件）"
    if column.kind == "money" and kind < 0.8:
        number = f"{chance.randint(0, 10 ** chance.randint(1, 9))}.{chance.randint(0, 9999):04}"
        return number + (chance.choice(["万元", "元"]) if column.unit is None else "")
    count = chance.randint(0, 10 ** chance.choice([1, 2, 3, 4, 14]) - 1)
    return str(-count if column.kind == "change" and chance.random() < 0.5 else count)
