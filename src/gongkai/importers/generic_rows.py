"""What a row of a table is whose rows no format prescribes: its head, a remark, an indicator; and how its labels nest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.formats import Format, FormatTable
from gongkai.importers.document import GridCell
from gongkai.importers.headings import NUMERALS
from gongkai.importers.named import named
from gongkai.labels import fold, squeezed

LONGEST_UNIT = 4  # characters: 平方米, 人次
DASHES = re.compile(r"-+")
LETTERED = ("甲", "乙", "丙", "丁")
OF_WHICH = re.compile(r"其中[:：]?")
CHINESE = "(?P<chinese>[一二三四五六七八九十]+)"
DIGITS = r"(?P<digits>\d{1,2})"
STYLES = tuple(
    re.compile(style)
    for style in (rf"{CHINESE}[、.．]", rf"[（(]{CHINESE}[)）]", rf"{DIGITS}[、.．](?!\d)", rf"[（(]{DIGITS}[)）]", rf"{DIGITS}[)）]")
)


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


class Outline:
    """The numbered labels above the one read last, by which a label that stands in several groups is told apart."""

    def __init__(self) -> None:
        self.above: list[tuple[int, int, str]] = []

    def path(self, label: str) -> str:
        """The label below the numbered ones it stands under: 四、行政复议数量 › （二）被依法纠错数."""
        style, number = numbered(label)
        steps = [text for other, _, text in self.above if number == 0 or other < style]
        return " › ".join((*steps, label))

    def add(self, label: str) -> str:
        """A sentence when the label's number does not follow the one before it; empty otherwise."""
        style, number = numbered(label)
        if number == 0:
            return ""
        before = next(((n, text) for other, n, text in self.above if other == style), (0, ""))
        self.above = [step for step in self.above if step[0] < style] + [(style, number, label)]
        if number == before[0] + 1:
            return ""
        return f"前一项是“{before[1]}”，编号不连续" if before[1] else "前面没有编号为一的项，编号不连续"


def numbered(label: str) -> tuple[int, int]:
    """The style of the label's number, outermost 0, and the number; (0, 0) when it has none.

    >>> numbered("（二）被依法纠错数"), numbered("其中：1.当面申请数"), numbered("主动公开政府信息数")
    ((1, 2), (2, 1), (0, 0))
    """
    text = OF_WHICH.sub("", label, count=1)
    for style, pattern in enumerate(STYLES):
        if found := pattern.match(text):
            parts = found.groupdict()
            number = int(parts["digits"]) if "digits" in parts else numeral(parts["chinese"])
            return (style, number) if number else (0, 0)
    return (0, 0)


def numeral(text: str) -> int:
    return NUMERALS.index(text) if text in NUMERALS else 0
