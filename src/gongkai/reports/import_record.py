"""The import record (import-record.csv): for every value of a draft, where it stood in the document, how sure the reading is,
and who has compared it with the document (核对).

A tick holds for the value that the record has beside it; a value that changed since is open again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.problems import Position, Problem, shown
from gongkai.reports.report import Report
from gongkai.reports.statements import before, statements

FILE = "import-record.csv"
PICTURES = (
    "import-pictures"  # a folder beside it: cells in doubt as they are drawn; no part of the report, needed until they are ticked
)
RULE = "tick-off"
HEAD = ("地址", "名称", "数值", "原文", "位置", "把握", "核对", "核对人")
CERTAIN, DOUBTFUL = "确定", "存疑："
FORMULA = re.compile(r"[=+@\t\r-]")
FIGURE = re.compile(r"[-+]?[\d,.]+\Z")
TICK = re.compile(r"[√✓✔☑]|是|对|已核对|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
NO_TICK = "不是核对的记号（√、已核对，或核对的日期）；数不对的先用 gongkai correct 改正，还没有核对的空着"
WRITTEN_OUT = "sections."  # a heading, of which the record has the words and a statement the whole section


@dataclass(frozen=True, slots=True)
class RecordLine:
    """`value` as it is typed in report.yml, `text` as the document has it; `doubt` is empty for a certain reading.

    `ticked` is what stands under 核对: a day or a tick; anything else does not count. Empty where nobody has compared it; `by` is
    who has.
    """

    address: str
    label: str
    value: str
    text: str
    where: str
    doubt: str = ""
    ticked: str = ""
    by: str = ""

    @property
    def is_ticked(self) -> bool:
        return TICK.fullmatch(self.ticked) is not None

    @property
    def says_else(self) -> bool:
        """Whether something stands under 核对 that is no tick: a cross, a question, what the figure should be."""
        return bool(self.ticked) and not self.is_ticked

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of HEAD."""
        certainty = f"{DOUBTFUL}{self.doubt}" if self.doubt else CERTAIN
        return (self.address, self.label, self.value, self.text, self.where, certainty, self.ticked, self.by)


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A line that nobody has compared with the document as it stands now. `number` is its line in the file, from 1.

    `now` is what the report says there where that is not what was ticked; None for a line that was never ticked.
    """

    line: RecordLine
    number: int
    now: str | None = None


def record_bytes(entries: Iterable[RecordLine]) -> bytes:
    """CSV with a BOM, so that a spreadsheet shows Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for entry in entries:
        writer.writerow([harmless(cell) for cell in entry.cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """A spreadsheet may not take a document's text for a formula.

    >>> harmless("-39"), harmless("=1+1")
    ('-39', "'=1+1")
    """
    return f"'{text}" if FORMULA.match(text) and not FIGURE.match(text) else text


def meant(cell: str) -> str:
    """
    >>> meant(harmless("=1+1")), meant("'甲'")
    ('=1+1', "'甲'")
    """
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def read_record(folder: Path) -> tuple[tuple[RecordLine, ...] | None, list[Problem]]:
    """The lines of a report's record. None where it has none, or one made before there were columns for ticks."""
    file = folder / FILE
    if not file.is_file():
        return None, []
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")  # as a spreadsheet saves it
    head, *rows = [[meant(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))] or [[]]
    if not {*HEAD[6:]} & {*head}:
        return None, []
    if missing := [name for name in HEAD if name not in head]:
        return None, [Problem(Position(shown(file), 1, 1), RULE, f"缺少“{missing[0]}”一列；请从备份恢复")]
    return tuple(line_of(dict(zip(head, row, strict=False))) for row in rows if any(row)), []


def line_of(cells: Mapping[str, str]) -> RecordLine:
    address, label, value, text, where, certainty, ticked, by = (cells.get(name, "").strip() for name in HEAD)
    doubt = certainty.removeprefix(DOUBTFUL) if certainty != CERTAIN else ""
    return RecordLine(address, label, value, text, where, doubt, ticked, by)


def open_lines(report: Report, lines: Sequence[RecordLine]) -> Iterator[OpenLine]:
    """What has to be compared with the document still, in the order of the record. What a correction explains is not."""
    stated = {address: each.text for address, each in statements(report).items()}
    published, _ = before(stated, report.envelope.revisions)
    for number, line in enumerate(lines, start=2):
        now = None if line.address.startswith(WRITTEN_OUT) else stated.get(line.address)
        if not line.is_ticked:
            yield OpenLine(line, number)
        elif now is not None and line.value not in (now, published.get(line.address)):
            yield OpenLine(line, number, now)


def as_stated(lines: Iterable[RecordLine], report: Report) -> list[RecordLine]:
    """Each with the value that the report has now."""
    stated = {address: each.text for address, each in statements(report).items() if not address.startswith(WRITTEN_OUT)}
    return [replace(line, value=stated.get(line.address, line.value)) for line in lines]


def ticked(line: RecordLine, report: Report, mark: str, by: str) -> RecordLine:
    """The line as compared, with the value that the report has now."""
    (now,) = as_stated([line], report)
    return replace(now, ticked=mark, by=by)
