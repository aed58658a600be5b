"""What one cell of a statutory table says: a figure, a blank, or a mark that stands where no figure is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gongkai.imports.document import GridCell
from gongkai.problems import Position
from gongkai.reports.reading import NOT_A_FIGURE, amount, unfit
from gongkai.source.nodes import Scalar
from gongkai.source.plain_characters import TURNING
from gongkai.source.reference import DECIMAL, WHOLE
from gongkai.statute.formats import Line
from gongkai.statute.labels import MARKS, squeezed

NOWHERE = Position("")
WIDTH = ord("！") - ord("!")
MINUS = "\u2212"  # a true minus, as our own pages and Word files print it: there is nothing to doubt

USUAL = re.compile("0|[1-9][0-9]{0,8}")
DIGIT_GAP = re.compile(r"\d\s+\d")
GROUPED = re.compile(r"\D*[1-9]\d{0,2}([^\S\n]\d{3})+\D*")  # 1 036: thousands apart
IN_PIECES = "中间有空白，不能判断是一个数还是几个数"
THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{0,2}(,\d{3})+(?!\d)")
NOTE = re.compile(r"〔\s*校\s*注[\s0-9]+〕")  # what our own files put behind a figure that stands as printed; it is no part of it
TURNED = re.compile(f"[{TURNING}]")  # what stands beside it is shown in another order
WORDED_SIGN = (("减少", "-"), ("增加", ""), ("减", "-"), ("增", ""), ("负", "-"), ("+", ""))


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` as it is typed into report.yml, None for a blank. `doubt` and `fault` are sentences, empty when all is well."""

    value: str | None
    doubt: str = ""
    fault: str = ""


def read_figure(text: str, column: Line) -> Reading:
    """What the cell says, read against its column.

    >>> count, change = Line("c", "数量"), Line("c", "增减", kind="change")
    >>> read_figure(" 20 ", count).value, read_figure("", count).value, read_figure("／", count).value
    ('20', None, '／')
    >>> read_figure("减4", change)
    Reading(value='-4', doubt='“减4”读作 -4', fault='')
    >>> read_figure("3O7", count).fault
    '“3O7”不是整数'
    """
    if USUAL.fullmatch(text):  # nearly every cell
        return Reading(text)
    text = NOTE.sub("", text)
    if TURNED.search(text):
        return Reading(None, fault=f"“{squeezed(text)}”的字是倒着排的，不能判断是多少")
    tight = squeezed(text).replace(MINUS, "-")
    if not tight or tight in NOT_A_FIGURE:
        return Reading(tight or None)
    if fits(tight, column) and not DIGIT_GAP.search(text):
        return Reading(tight)
    plain = plainly(tight, column)
    if fits(plain, column):
        figure, *_ = re.split("[（(]", text)  # a gap in the remark behind it, where a line ended, is told and no more
        in_pieces = DIGIT_GAP.search(figure) and not GROUPED.fullmatch(figure.strip())
        said = f"“{text.strip()}”"
        return Reading(None, fault=said + IN_PIECES) if in_pieces else Reading(plain, doubt=f"{said}读作 {plain}")
    return Reading(None, fault=f"“{text.strip()}”{why_not(plain, column)}")


def reading_of(cell: GridCell, column: Line) -> Reading:
    """What the cell says, with what its document's reader could not tell about it."""
    return about(cell, read_figure(cell.text, column))


def as_printed(cell: GridCell, *columns: Line) -> str | None:
    """The words of a cell from which no figure can be read, as they stand there.

    None where nothing stands there, or where what stands there would be read as a figure after all.
    """
    words = " ".join(NOTE.sub("", cell.text).split()).replace(MINUS, "-")
    return None if not words or TURNED.search(words) or any(fits(words, column) for column in columns) else words


def about(cell: GridCell, reading: Reading) -> Reading:
    fault = f"“{cell.text}”{cell.fault}" if cell.fault and cell.text else cell.fault
    return Reading(reading.value, "；".join(filter(None, (reading.doubt, cell.doubt))), fault or reading.fault)


def plainly(tight: str, column: Line) -> str:
    """Widths, thousands commas, signs in words and the column's own unit taken for what they mean; a remark stays as it is."""
    number, bracket, remark = re.sub(r"\(", "（", tight).partition("（")
    plain = "".join(map(plain_sign, number)).translate(MARKS)
    plain = THOUSANDS.sub(lambda found: found[0].replace(",", ""), plain)
    for word, sign in WORDED_SIGN:
        if plain.startswith(word):
            plain = sign + plain.removeprefix(word)
            break
    if column.kind != "money" and column.unit:
        plain = plain.removesuffix(column.unit)
    return plain + bracket + re.sub(r"\)\Z", "）", remark)


def plain_sign(sign: str) -> str:
    """Digits and marks of another width or script; never a note's mark for a digit, as Unicode's own folding takes ① and ².

    >>> [plain_sign(sign) for sign in "４，①²"]
    ['4', ',', '①', '²']
    """
    if unicodedata.category(sign) == "Nd":
        return str(unicodedata.decimal(sign))
    return chr(ord(sign) - WIDTH) if "！" <= sign <= "～" else sign


def fits(text: str, column: Line) -> bool:
    return why_not(text, column) == ""


def why_not(text: str, column: Line) -> str:
    """Asked of the reader of report.yml itself, so that a draft reads back as it was written."""
    value, unit, _ = amount(as_typed(text))
    return unfit(value, unit, column)


def as_typed(text: str) -> Scalar:
    if WHOLE.match(text) and not text.startswith("+"):
        return Scalar(int(text), text, NOWHERE)
    if DECIMAL.match(text) and not text.startswith("+"):
        value, _, _ = amount(Scalar(text, text + "元", NOWHERE))
        return Scalar(value, text, NOWHERE)
    return Scalar(text, text, NOWHERE)
