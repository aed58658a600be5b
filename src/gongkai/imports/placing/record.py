"""The import record: for every value of a draft, where it stood in the document and how sure the reading is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

HEAD = ("地址", "名称", "数值", "原文", "位置", "把握")
CERTAIN = "确定"
FORMULA = re.compile(r"[=+@\t\r-]")
FIGURE = re.compile(r"[-+]?[\d,.]+\Z")


@dataclass(frozen=True, slots=True)
class RecordLine:
    """`value` as it is typed in report.yml, `text` as the document has it; `doubt` is empty for a certain reading."""

    address: str
    label: str
    value: str
    text: str
    where: str
    doubt: str = ""


def record_bytes(entries: Iterable[RecordLine]) -> bytes:
    """CSV with a BOM, so that a spreadsheet shows Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for entry in entries:
        certainty = f"存疑：{entry.doubt}" if entry.doubt else CERTAIN
        cells = (entry.address, entry.label, entry.value, entry.text, entry.where, certainty)
        writer.writerow([harmless(cell) for cell in cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(text: str) -> str:
    """A spreadsheet may not take a document's text for a formula.

    >>> harmless("-39"), harmless("=1+1")
    ('-39', "'=1+1")
    """
    return f"'{text}" if FORMULA.match(text) and not FIGURE.match(text) else text
