"""A chart on its page: heading, finding, drawing, table, and the file in which it is taken elsewhere."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import StringIO

from markupsafe import Markup

from gongkai.html.blocks import PageBlock, rows_and_reasons, together
from gongkai.html.charts.drawing import CHARACTER, WIDTH, Drawn, Panel, width_of
from gongkai.html.content import Heading, PageFile
from gongkai.html.cross_table import CrossTable
from gongkai.html.fragments import fragment

MARGIN, LINE = 14, 19
TITLE_LETTER = 14
PIECES, CLOSING = re.compile(r"[!-~−]+|."), "，。；、：）》”"


@dataclass(frozen=True, slots=True)
class Chart:
    """`finding` is one sentence that the figures support, empty where they support none; `notes` explain gaps and breaks.

    `ways` lead to what the notes speak of: words and address. Without a drawing there is only the table; one that is `open` says
    more than the drawing.
    """

    head: Heading
    finding: str
    drawn: Drawn
    table: CrossTable
    notes: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = ()
    open: bool = False


def chart_block(chart: Chart) -> PageBlock:
    """What is drawn, its table says; the table is folded where it says nothing else."""
    head = chart.head
    files = (svg_file(chart),) if chart.drawn.panels else ()
    view = {
        "id": head.id,
        "level": head.level,
        "title": head.title,
        "finding": chart.finding,
        "unit": chart.drawn.unit,
        "panels": chart.drawn.panels,
        "folded": chart.drawn.whole and not chart.open,
        "table": chart.table,
        "notes": chart.notes,
        "ways": chart.ways,
        "file": files[0].name if files else "",
    }
    said = (head, *rows_and_reasons(chart.table), *chart.notes)
    return PageBlock(fragment("chart", view), said, files)


def side_by_side(*charts: PageBlock) -> PageBlock:
    """Charts beside each other where there is room."""
    found = together(*charts)
    return replace(found, html=Markup('<div class="gk-charts">\n{}\n</div>').format(found.html))


# ---- The file


def svg_file(chart: Chart) -> PageFile:
    """The drawing with its title, its finding and its figures (CSV, in <metadata>); it needs no other file."""
    title = lines_of(chart.head.title, WIDTH, TITLE_LETTER)
    finding = lines_of(chart.finding, WIDTH, CHARACTER)
    notes = lines_of(f"单位：{chart.drawn.unit}。{chart.drawn.source}", WIDTH, CHARACTER)
    top = MARGIN + LINE * (len(title) + len(finding)) + LINE // 2
    panels, below = [], top
    for panel in chart.drawn.panels:
        names = lines_of(panel.title, WIDTH, CHARACTER)
        panels.append({"names": list(placed(names, below)), "y": below + LINE * len(names), "drawing": panel.drawing})
        below += LINE * len(names) + panel.drawing.height + LINE
    view = {
        "id": chart.head.id,
        "title": chart.head.title,
        "says": " ".join(filter(None, [chart.finding, *map(panel_says, chart.drawn.panels)])),
        "csv": csv_text(chart.table),
        "titles": list(placed(title, MARGIN)),
        "findings": list(placed(finding, MARGIN + LINE * len(title))),
        "panels": panels,
        "notes": list(placed(notes, below)),
        "margin": MARGIN,
        "width": WIDTH + 2 * MARGIN,
        "height": below + LINE * len(notes) + MARGIN,
    }
    return PageFile(f"{chart.head.id}.svg", f"{fragment('chart-file', view)}\n".encode())


def panel_says(panel: Panel) -> str:
    return f"{panel.title}：{panel.says}" if panel.title else panel.says


def placed(lines: Sequence[str], top: int) -> Iterator[tuple[int, str]]:
    """Each line with the height at which it is written."""
    return ((top + LINE * (number + 1) - 5, line) for number, line in enumerate(lines))


def lines_of(text: str, width: float, character: float) -> list[str]:
    """The text in lines no wider than that, but for a mark that begins no line. A number is not parted.

    >>> lines_of("本年新收申请 397 件，比上年多。", 62, 12)
    ['本年新收申', '请 397 件，', '比上年多。']
    """
    lines, room = [""], width
    for piece in PIECES.findall(text):
        wide = width_of(piece) * character / CHARACTER
        if wide > room and piece not in CLOSING:
            lines.append("")
            room = width
        lines[-1] += piece
        room -= wide
    return [line.strip() for line in lines if line.strip()]


def csv_text(table: CrossTable) -> str:
    """The table as its page shows it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([table.stub, *(head.text for head in table.head)])
    writer.writerows([row.head.text, *(cell.text for cell in row.cells)] for row in table.rows)
    return text.getvalue().removesuffix("\n")
