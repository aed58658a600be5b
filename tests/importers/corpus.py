"""Documents of the project's own making: figures, kinds of file and the hazards that real documents hold.

`python tests/importers/corpus.py` reads them all and counts: every cell right, refused by name, or silently wrong.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import docx

from gongkai.formats import Format, FormatTable, Line, formats
from gongkai.importers import import_file
from gongkai.problems import errors
from gongkai.reports import read_report
from tests.importers.forms import Block, Cell, Value, as_html, as_text, docx_bytes, docx_table, report, text_rows

FORMATS = ("2019", "2021")

# Figures: what each cell of a form says, by table, row and column


@dataclass(frozen=True)
class Said:
    """What a cell prints, and what report.yml must then hold."""

    printed: str
    typed: str


Figures = Callable[[Format, str, str, str], Said]


def same(text: str) -> Said:
    return Said(text, text)


def number(*address: str) -> int:
    """Another number for each cell, so that no two can be confused."""
    return random.Random(".".join(address)).randrange(1_000, 999_999)


def column_of(format: Format, table: str, column: str) -> Line:
    form = format.table(table)
    line = form.line(column) if form else None
    assert line is not None
    return line


def zeros(_: Format, *address: str) -> Said:
    return same("0")


def large(_: Format, *address: str) -> Said:
    return same(str(number(*address)))


def small(_: Format, *address: str) -> Said:
    return same(str(number(*address) % 4))


def signed(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    if column_of(format, table, column).kind != "change":
        return same(str(value))
    sign = ("-", "+", "−", "减", "－")[value % 5]
    return Said(f"{sign}{value}", str(value) if sign == "+" else f"-{value}")


def blanks(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    return same(("", "", "/", "不适用", "—", "0", "无", "／", str(value))[value % 9])


def blank_totals(format: Format, table: str, row: str, column: str) -> Said:
    return same("" if "total" in (row, column) or row == "handled_total" else str(number(table, row, column)))


def amounts(format: Format, table: str, row: str, column: str) -> Said:
    value = number(table, row, column)
    if column_of(format, table, column).kind == "money":
        return same((f"{value}.413万元", f"{value}元", f"{value}", f"{value}.50")[value % 4])
    return same(str(value))


def remarks(_: Format, *address: str) -> Said:
    value = number(*address)
    return same(f"{value}（其中修订{value % 9}件）" if value % 3 == 0 else str(value))


FIGURES: dict[str, Figures] = {
    made.__name__: made for made in (zeros, large, small, signed, blanks, blank_totals, amounts, remarks)
}

# Hazards in cells: how the figure is printed


def changed(change: Callable[[str, Line], str]) -> Callable[[Format, Figures], Figures]:
    """A hazard that prints figures otherwise, by their column; what they mean stays."""

    def with_figures(format: Format, figures: Figures) -> Figures:
        def figure(of: Format, *address: str) -> Said:
            said = figures(of, *address)
            return Said(change(said.printed, column_of(of, address[0], address[2])), said.typed)

        return figure

    return with_figures


def whole(text: str) -> bool:
    return bool(re.fullmatch(r"\d+", text))


def full_width(text: str, _: Line) -> str:
    """The figure only: a remark is kept as printed."""
    figure, bracket, remark = text.partition("（")
    return figure.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + bracket + remark


def thousands(text: str, _: Line) -> str:
    return f"{int(text):,}" if whole(text) else text


def with_unit(text: str, column: Line) -> str:
    return f"{text}{column.unit}" if whole(text) and column.kind == "count" else text


def spaced(text: str, _: Line) -> str:
    return f"\u3000{text}\xa0"


def worded_minus(text: str, column: Line) -> str:
    return re.sub(r"^[-−－]", "减", text) if column.kind == "change" else text


def ascii_remark(text: str, _: Line) -> str:
    return text.replace("（", "(").replace("）", ")")


CELL_HAZARDS = {made.__name__: changed(made) for made in (full_width, thousands, with_unit, spaced, worded_minus, ascii_remark)}

# Hazards of labels: how a word is printed

Words = Callable[[str], str]
KANGXI = str.maketrans("一二人文目行生用自心日月比水火田立老", "⼀⼆⼈⽂⽬⾏⽣⽤⾃⼼⽇⽉⽐⽔⽕⽥⽴⽼")
SUPPLEMENT = str.maketrans("长门见车页风马鱼鸟齐母", "⻓⻔⻅⻋⻚⻛⻢⻥⻦⻬⺟")
TRADITIONAL = str.maketrans(
    "规范现数废发项处罚强许决对开总计类请结转实质关机构业组织学会团体务续办维纠应无证权属过国内复议诉讼经报统间门户网条这动题进况审诺职级费额单县后从并个与来时为万亿华号则资购",
    "規範現數廢發項處罰強許決對開總計類請結轉實質關機構業組織學會團體務續辦維糾應無證權屬過國內復議訴訟經報統間門戶網條這動題進況審諾職級費額單縣後從並個與來時為萬億華號則資購",
)
TYPOS = {
    "总计": "总结",
    "其他结果": "其他其结果",
    "3.危及“三安全一稳定”": "3.危及“三安全一隐患”",
    "本年增/减": "本年增/减处",
    "本年制发件数": "本年发件",
    "行政事业性收费": "行政事业型收费",
    "科研机构": "科研企业",
    "2.其他法律行政法规禁止公开": "2.其他法律行政止公开",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）": "（本列）数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
}


def typo(old: str, new: str) -> Words:
    return lambda text: new if text == old else text


def words_spaced(text: str) -> str:
    return "  ".join(text)


def ascii_marks(text: str) -> str:
    return (
        text.translate(str.maketrans("（）“”、．", '()"",.'))
        if "、" not in text[1:]
        else text.translate(str.maketrans("（）", "()"))
    )


def split_by_break(text: str) -> str:
    return f"{text[: len(text) // 2]}\n{text[len(text) // 2 :]}" if len(text) > 3 else text


def slash_lost(text: str) -> str:
    return text.replace("本年增/减", "本年增/")


def quotes_straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"')


LABEL_HAZARDS: dict[str, Words] = {
    **{f"typo_{new}": typo(old, new) for old, new in TYPOS.items()},
    "kangxi": lambda text: text.translate(KANGXI),
    "radicals_supplement": lambda text: text.translate(SUPPLEMENT),
    "traditional": lambda text: text.translate(TRADITIONAL),
    "spaces_in_words": words_spaced,
    "ascii_brackets": ascii_marks,
    "straight_quotes": quotes_straight,
    "header_split": split_by_break,
    "slash_lost": slash_lost,
}

EVERYWHERE = ("traditional", "kangxi", "radicals_supplement")  # in the headings too

# Hazards of the table as a whole: rows and columns that moved, came or went


Shape = Callable[[list[Cell], str], list[list[Cell] | str]]
"""A table becomes these blocks; the second word says which of the three kinds of table it is."""


def rows_in(cells: list[Cell]) -> int:
    return max(cell.row + cell.rowspan for cell in cells)


def moved(cells: Iterable[Cell], down: int) -> list[Cell]:
    return [replace(cell, row=cell.row + down) for cell in cells]


def kept_rows(cells: list[Cell], first: int, last: int) -> list[Cell]:
    """The rows from `first` to before `last` as a table of their own; a cell that reaches in from above is lost."""
    kept = []
    for cell in cells:
        if first <= cell.row < last:
            kept.append(replace(cell, row=cell.row - first, rowspan=min(cell.rowspan, last - cell.row)))
        elif cell.row < first < cell.row + cell.rowspan:
            kept.append(replace(cell, text="", row=0, rowspan=min(cell.row + cell.rowspan, last) - first))
    return kept


def without_row(cells: list[Cell], row: int) -> list[Cell]:
    found = []
    for cell in cells:
        height = cell.rowspan - 1 if cell.row <= row < cell.row + cell.rowspan else cell.rowspan
        if height:
            found.append(replace(cell, row=cell.row - 1 if cell.row > row else cell.row, rowspan=height))
    return found


def with_row(cells: list[Cell], row: int, texts: list[tuple[int, int, str]]) -> list[Cell]:
    """A new row before `row`: its column, width and text; cells that reach over it grow."""
    found = []
    for cell in cells:
        if cell.row >= row:
            found.append(replace(cell, row=cell.row + 1))
        elif cell.row + cell.rowspan > row:
            found.append(replace(cell, rowspan=cell.rowspan + 1))
        else:
            found.append(cell)
    taken = {
        column
        for cell in found
        if cell.row < row < cell.row + cell.rowspan
        for column in range(cell.column, cell.column + cell.colspan)
    }
    return found + [Cell(text, row, column, 1, width) for column, width, text in texts if column not in taken]


def page_break(repeat: bool) -> Shape:
    def shape(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
        if kind != "down":
            return [cells]
        cut, head = rows_in(cells) // 2, 3
        top, rest = kept_rows(cells, 0, cut), kept_rows(cells, cut, rows_in(cells))
        if repeat:
            return [top, "— 4 —", kept_rows(cells, 0, head) + moved(rest, head)]
        return [top, rest]

    return shape


def repeated_header(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """Word's one table, the header printed again in its middle as a converter does."""
    if kind != "down":
        return [cells]
    cut, head = rows_in(cells) // 2, 3
    top, rest = kept_rows(cells, 0, cut), kept_rows(cells, cut, rows_in(cells))
    return [top + moved(kept_rows(cells, 0, head), cut) + moved(rest, cut + head)]


def page_number(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    width = max(cell.column + cell.colspan for cell in cells)
    return [with_row(cells, rows_in(cells) - 1, [(0, width, "— 4 —")])]


def group_label_lost(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    lost = ("三、本年度办理结果", "（三）不予公开", "行政诉讼")
    return [[replace(cell, text="" if cell.text in lost else cell.text) for cell in cells]]


def figure_rows(cells: list[Cell], kind: str) -> list[int]:
    """Rows with figures only one of which could be lost: the last rows of a table."""
    return {"stacked": [2, 3], "down": [3, 4, 5, 6, rows_in(cells) - 1], "across": [rows_in(cells) - 1]}[kind]


def in_row(cells: list[Cell], row: int) -> list[Cell]:
    return sorted((cell for cell in cells if cell.row == row), key=lambda cell: cell.column)


def blanks_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """Blank figures go and what stands after them moves to the left."""
    rows = set(figure_rows(cells, kind))
    found = [cell for cell in cells if cell.row not in rows]
    for row in rows:
        shift = 0
        for cell in in_row(cells, row):
            if cell.text == "" and cell.rowspan == 1:
                shift += cell.colspan
            else:
                found.append(replace(cell, column=cell.column - shift))
    return [found]


def one_cell_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    row = figure_rows(cells, kind)[-1]
    gone = in_row(cells, row)[-2]
    return [
        [
            replace(c, column=c.column - gone.colspan) if c.row == row and c.column > gone.column else c
            for c in cells
            if c is not gone
        ]
    ]


def one_cell_more(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    row = figure_rows(cells, kind)[-1]
    last = in_row(cells, row)[-1]
    return [[*cells, replace(last, column=last.column + last.colspan, colspan=1, text="7")]]


def row_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    return [without_row(cells, figure_rows(cells, kind)[-1])]


def repeats_dropped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """A converter that drops lines equal to the one above: figure rows whose figures all are those of the row above."""
    found = cells
    for row in reversed(figure_rows(cells, kind)[1:]):
        texts = [[cell.text for cell in in_row(found, number)][1:] for number in (row - 1, row)]
        if texts[0] == texts[1]:
            found = [cell for cell in found if cell.row != row or cell in in_row(found, row)[:1]]
    return [found]


def unknown_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    model = in_row(cells, 3 if kind == "stacked" else 4)
    texts = [(cell.column, cell.colspan, "8" if number else "其他主动公开文件") for number, cell in enumerate(model)]
    return [with_row(cells, model[0].row, texts)]


def rows_swapped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    if kind == "across":
        return [cells]
    first = 2 if kind == "stacked" else 3
    swap = {first: first + 1, first + 1: first}
    return [[replace(cell, row=swap.get(cell.row, cell.row)) for cell in cells]]


def columns_swapped(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """自然人 and 总计 change places with all that stands below them; in a stacked table the first two columns of the first block."""
    if kind == "across":
        order = {0: 4, 4: 0}
        return [[replace(cell, column=order.get(cell.column, cell.column)) if cell.row else cell for cell in cells]]
    if kind == "stacked":
        last = next(cell.row for cell in cells if cell.row > 1 and cell.text.startswith("第二十条"))
        order = {1: 2, 2: 1}
        return [[replace(c, column=order.get(c.column, c.column)) if 1 <= c.row < last else c for c in cells]]
    first = min(cell.column for cell in cells if cell.text == "自然人")
    final = max(cell.column for cell in cells)
    order = {first: final, final: first}
    return [[replace(c, column=order.get(c.column, c.column)) if c.row >= 1 and c.colspan == 1 else c for c in cells]]


def twenty_three_rows(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    found = cells
    for start in ("1.申请人无正当理由", "2.申请人逾期"):
        row = next((cell.row for cell in found if cell.text.startswith(start)), None)
        if row is None:
            return [cells]
        group = next(cell for cell in found if cell.text == "（六）其他处理")
        if group.row == row:  # the group's own cell goes on below
            below = replace(group, row=row, rowspan=group.rowspan - 1)
            found = [*without_row([cell for cell in found if cell is not group], row), below]
        else:
            found = without_row(found, row)
    return [found]


def metadata_before(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    about = [Cell("索引号", 0, 0), Cell("0001/2023-00008", 0, 1), Cell("名称", 1, 0), Cell("年度报告", 1, 1)]
    return [about, "信息公开", cells] if kind == "stacked" else [cells]


def total_in_third_row(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """The second header row has a blank where 总计 belongs, the third prints it."""
    total = next((c for c in cells if c.text == "总计" and c.rowspan == 2 and c.row == 1), None)
    if total is None or kind != "down":
        return [cells]
    two = [replace(total, text="", rowspan=1), replace(total, row=2, rowspan=1)]
    return [[*(cell for cell in cells if cell is not total), *two]]


def header_without_rowspan(cells: list[Cell], kind: str) -> list[list[Cell] | str]:
    """自然人 forgets that it reaches over two header rows; the rest of the row below moves to the left."""
    person = next((c for c in cells if c.text == "自然人"), None)
    if person is None or kind != "down":
        return [cells]
    found = [replace(c, rowspan=1) if c is person else c for c in cells]
    return [[replace(c, column=c.column - 1) if c.row == 2 and c.column > person.column else c for c in found]]


SHAPE_HAZARDS: dict[str, Shape] = {
    "page_break_header_repeated": page_break(repeat=True),
    "page_break_group_lost": page_break(repeat=False),
    **{
        made.__name__: made
        for made in (
            *(repeated_header, page_number, group_label_lost, blanks_dropped, one_cell_dropped, one_cell_more, row_dropped),
            *(repeats_dropped, unknown_row, rows_swapped, columns_swapped, twenty_three_rows, metadata_before),
            *(total_in_third_row, header_without_rowspan),
        )
    },
}
HAZARDS = ("none", *CELL_HAZARDS, *LABEL_HAZARDS, *SHAPE_HAZARDS)

# Kinds of file


def as_tabs(blocks: Iterable[Block]) -> bytes:
    """A row a line, a tab between cells."""
    lines = []
    for block in blocks:
        rows = [block] if isinstance(block, str) else ["\t".join(map(in_one_line, row)) for row in text_rows(block)]
        lines += [*rows, ""]
    return "\n".join(lines).encode()


def as_lines(blocks: Iterable[Block]) -> bytes:
    return as_text([b if isinstance(b, str) else [replace(c, text=in_one_line(c.text)) for c in b] for b in blocks])


def in_one_line(text: str) -> str:
    return text.replace("\n", "")


def as_page(blocks: Iterable[Block], encoding: str = "utf-8", *, spans: bool = True) -> bytes:
    return as_html(blocks, encoding=encoding, spans=spans).decode(encoding).replace("\n", "<br>").encode(encoding)


def as_word(blocks: Iterable[Block]) -> bytes:
    """Word's own table, without the cells that the drawing does not have."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            drop_undrawn(docx_table(document, block), block)
    return docx_bytes(document)


def drop_undrawn(table: docx.table.Table, cells: list[Cell]) -> None:
    drawn = {(cell.row + down, cell.column) for cell in cells for down in range(cell.rowspan)}
    for number, row in enumerate(table._tbl.tr_lst):
        for cell in [cell for cell in row.tc_lst if (number, cell.grid_offset) not in drawn][::-1]:
            row.remove(cell)


KINDS: dict[str, tuple[str, Callable[[Iterable[Block]], bytes]]] = {
    "txt": ("txt", as_lines),
    "tabs": ("txt", as_tabs),
    "docx": ("docx", as_word),
    "html": ("html", as_page),
    "html_gb": ("htm", lambda blocks: as_page(blocks, "gb18030")),
    "html_plain": ("html", lambda blocks: as_page(blocks, spans=False)),
}

# One document and its fate


@dataclass(frozen=True, order=True)
class Case:
    format: str
    figures: str
    kind: str
    hazard: str

    def __str__(self) -> str:
        return f"{self.format}-{self.figures}-{self.kind}-{self.hazard}"


def cases() -> Iterator[Case]:
    for format in FORMATS:
        for figures in FIGURES:
            for kind in KINDS:
                yield from (Case(format, figures, kind, hazard) for hazard in HAZARDS)


def figures_of(case: Case) -> Figures:
    made = FIGURES[case.figures]
    return CELL_HAZARDS[case.hazard](formats()[case.format], made) if case.hazard in CELL_HAZARDS else made


def blocks_of(case: Case) -> list[Block]:
    format, said = formats()[case.format], figures_of(case)
    value: Value = lambda *address: said(format, *address).printed  # noqa: E731
    blocks = report(format, value)
    if words := LABEL_HAZARDS.get(case.hazard):
        text = words if case.hazard in EVERYWHERE else str
        return [text(block) if isinstance(block, str) else relabelled(block, words, format) for block in blocks]
    if shape := SHAPE_HAZARDS.get(case.hazard):
        return [made for block in blocks for made in (shaped(block, shape) if isinstance(block, list) else [block])]
    return blocks


def relabelled(cells: list[Cell], words: Words, format: Format) -> list[Cell]:
    """Labels only: a figure that is a mark (无) stays as it is."""
    labels = {text for table in format.tables for text in labels_of(table)}
    return [replace(cell, text=words(cell.text)) if cell.text in labels else cell for cell in cells]


def labels_of(table: FormatTable) -> Iterator[str]:
    yield from (table.caption, table.stub, table.note)
    for top in (*table.rows, *table.columns):
        yield from (line.label for line in top.everything())


def shaped(cells: list[Cell], shape: Shape) -> list[list[Cell] | str]:
    texts = {cell.text for cell in cells}
    kind = "stacked" if "信息内容" in texts else "across" if "行政复议" in texts else "down"
    return shape(cells, kind)


def fate(case: Case, folder: Path) -> tuple[str, str]:
    """right, refused or wrong; and what it said."""
    suffix, write = KINDS[case.kind]
    file, into = folder / f"年报.{suffix}", folder / "demo"
    file.write_bytes(write(blocks_of(case)))
    problems = import_file(file, into, None, None)
    if found := errors(problems):
        sentences = [problem.message for problem in found]
        clear = all(sentence and "\n" not in sentence for sentence in sentences) and not into.exists()
        return "refused" if clear else "wrong", sentences[0]
    wrong = differences(case, into)
    return ("wrong", "；".join(wrong[:3])) if wrong else ("right", "")


def differences(case: Case, into: Path) -> list[str]:
    found, problems = read_report(into, {})
    if found is None or problems:
        return [str(problem) for problem in problems]
    figures, wrong = FIGURES[case.figures], []
    if found.format.id != case.format:
        return [f"读成了 {found.format.id} 年格式"]
    for table in found.format.tables:
        for row in table.leaf_rows:
            for column in table.leaf_columns:
                cell = found.cell(table.id, row.id, column.id)
                wanted = figures(found.format, table.id, row.id, column.id).typed
                if cell is None and not (row.optional and case.hazard in ("twenty_three_rows", "row_dropped")):
                    wrong.append(f"{table.id}.{row.id}.{column.id} 没有了")
                elif cell is not None and cell.text != wanted:
                    wrong.append(f"{table.id}.{row.id}.{column.id} 是“{cell.text}”，应是“{wanted}”")
    return wrong


def tried(case: Case) -> tuple[Case, str, str]:
    with tempfile.TemporaryDirectory() as folder:
        return (case, *fate(case, Path(folder)))


def main(chosen: list[str]) -> int:
    """Every case whose name holds all the words given."""
    counts: dict[str, Counter[str]] = {}
    began = time.monotonic()
    asked = [case for case in cases() if all(word in str(case) for word in chosen)]
    with ProcessPoolExecutor() as pool:
        for case, end, said in pool.map(tried, asked, chunksize=8):
            counts.setdefault(case.hazard, Counter())[end] += 1
            if end == "wrong" or (end == "refused" and chosen):
                print(f"{end} {case}: {said[:200]}")
    for hazard, ends in counts.items():
        print(f"{hazard:32.32} right {ends['right']:5} refused {ends['refused']:5} wrong {ends['wrong']:5}")
    all_ends = sum(counts.values(), Counter())
    print(f"all {all_ends.total()}: {dict(all_ends)} in {time.monotonic() - began:.0f} s")
    return 1 if all_ends["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
