"""A list as an office has it: a table of an Excel workbook or of a CSV file, each cell with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.imports.document import RULE, DocumentPlace, Grid, GridCell, whole
from gongkai.imports.readers.spans import TooLargeError
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.problems import Problem, shown
from gongkai.source.text import LARGEST_FILE, lies_of, reason

ENCODINGS = ("utf-8-sig", "gb18030")
Tables = tuple[list[Grid], list[Problem]]


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list is called, and the most rows that one has."""

    name: str
    most_rows: int


def read_tables(file: Path, kind: ListKind) -> Tables:
    """The tables of the file in order; or none, and why it cannot be read."""
    name = shown(file)
    read = READERS.get(file.suffix.lower())
    if read is None:
        return [], [whole(name).problem(f"不认识“{file.suffix or file.name}”这种名单；请另存为 .xlsx 或 .csv")]
    try:
        if not file.is_file():
            return [], [whole(name).problem("找不到这个文件" if not file.exists() else "这不是文件")]
        if file.stat().st_size > LARGEST_FILE:
            return [], [whole(name).problem(f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是{kind.name}")]
        raw = file.read_bytes()
    except OSError as error:
        return [], [whole(name).problem(f"读不了这个文件：{reason(error)}")]
    return read(raw, name, kind) if raw.strip() else ([], [whole(name).problem("文件是空的")])


def from_workbook(raw: bytes, file: str, _: ListKind) -> Tables:
    document, problems = read_xlsx(raw, file)
    if document is None:
        return [], problems
    return [block for block in document.blocks if isinstance(block, Grid)], [*problems, *document.doubts]


def from_csv(raw: bytes, file: str, kind: ListKind) -> Tables:
    """UTF-8 with or without its mark, or GB18030, which Excel writes on a Chinese system; commas or tabs between the cells."""
    text = decoded(raw)
    if text is None:
        return [], [whole(file).problem("认不出文件的编码；请另存为“CSV UTF-8”")]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := lies_of(text, file, RULE):
        return [], found
    try:
        return [Grid(tuple(cells(text, file, kind.most_rows)), whole(file))], []
    except TooLargeError:
        return [], [whole(file).problem(f"超过 {kind.most_rows} 行，不像是{kind.name}")]
    except csv.Error:
        return [], [whole(file).problem("引号不成对，或有一格太长；请在 Excel 里打开，另存为 CSV 再试")]


def decoded(raw: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def cells(text: str, file: str, most_rows: int) -> Iterator[GridCell]:
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    for row, values in enumerate(reader):
        if row > most_rows:
            raise TooLargeError
        for column, value in enumerate(values):
            if value.strip():
                yield GridCell(value.strip(), row, column, DocumentPlace(file, "", line))
        line = reader.line_num + 1


READERS: Mapping[str, Callable[[bytes, str, ListKind], Tables]] = {".xlsx": from_workbook, ".csv": from_csv}
