"""What a row of a table is whose rows no format prescribes: its head, a remark, an indicator, a group."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.imports.document import GridCell
from gongkai.imports.label_matching import named
from gongkai.statute.formats import Format, FormatTable
from gongkai.statute.labels import fold, squeezed
from gongkai.statute.outline import OF_WHICH

LONGEST_UNIT = 4  # characters: 平方米, 人次
DASHES = re.compile(r"-+")
LETTERED = ("甲", "乙", "丙", "丁")


def generic_tables(format: Format) -> list[FormatTable]:
    return [table for table in format.tables if table.generic]


def is_head(table: FormatTable, row: Sequence[GridCell]) -> bool:
    """Whether the row names the columns by which such a table is known."""
    telling = table.generic.telling if table.generic else ()
    return bool(telling) and all(any(named(line, cell.text) for cell in row) for line in telling)


def begins_part(said: Sequence[GridCell], format: Format) -> bool:
    """A head, or a remark alone in its row: 单位负责人：…, 注：…. The words of 其中： group what follows."""
    if any(is_head(table, said) for table in generic_tables(format)):
        return True
    text = squeezed(said[0].text)
    remark = re.match(r"(注|说明|备注)|.+[:：].", text) and not OF_WHICH.match(text)
    return bool(generic_tables(format) and len(said) == 1 and remark)


def goes_on(row: Sequence[GridCell]) -> bool:
    """Whether a grid that begins with this row goes on with such a table: a label, a unit in a word, a figure or nothing."""
    if len(row) < 3 or not squeezed(row[0].text):
        return False
    unit, figure = (squeezed(cell.text) for cell in row[-2:])
    return is_group(unit, figure) or (is_unit(unit) and not re.search(r"[^\d\W]", figure))


def is_unit(text: str) -> bool:
    return 0 < len(text) <= LONGEST_UNIT and not has_digit(text)


def has_digit(text: str) -> bool:
    return bool(re.search(r"\d", fold(text)))


def is_group(unit: str, figure: str) -> bool:
    """A row that groups others carries —— in both columns."""
    return all(DASHES.fullmatch(fold(text)) for text in (unit, figure))


def is_lettered(row: Sequence[GridCell]) -> bool:
    """甲 乙 1 2, by which statistical forms letter the columns below their heads."""
    texts = [fold(cell.text) for cell in row if squeezed(cell.text)]
    return texts[:2] == list(LETTERED[:2]) and all(text in LETTERED or text.isdigit() for text in texts)
