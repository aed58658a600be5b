"""A report beside another document of it: the same report as Word and as the page that was public, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.reports.import_record import RecordLine
from gongkai.reports.report import Report
from gongkai.reports.statements import statements


class CellDifference(NamedTuple):
    """A cell of which the report says `now` and the other document something else; `other` is how that reads, with what stands
    there and where. `is_read`: whether a figure, or a blank, can be read there at all.
    """

    address: str
    name: str
    now: str
    other: RecordLine
    is_read: bool

    def __str__(self) -> str:
        said = f"“{self.other.value}”" if self.other.value else "空白" if self.is_read else f"“{self.other.text}”，读不出来"
        now = f"“{self.now}”" if self.now else "空白"
        return f"{self.name}：报告里是{now}，这份原件是{said}（{self.other.where}）"


def cell_differences(report: Report, lines: Sequence[RecordLine], unread: frozenset[str]) -> Iterator[CellDifference]:
    """In the order of the report's tables. `lines` are the record of the other document, `unread` the addresses of its cells from
    which nothing can be read. A cell that the other document does not have is none.
    """
    stated = statements(report)
    others = {line.address: line for line in lines}
    for table in report.tables.values():
        for address, _ in table.addressed():
            other = others.get(address)
            if other is None or address not in stated:
                continue
            now = stated[address].text
            if address in unread or now != other.value:
                yield CellDifference(address, other.label, now, other, address not in unread)
