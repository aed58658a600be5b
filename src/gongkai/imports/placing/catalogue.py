"""A catalogue in an office's workbook, Word file or web page, read into a field's file; what has no place is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from gongkai.catalogue import ENTRIES_FILE, FIELD_ID, Entry, Field, field_of
from gongkai.catalogue.entries import Field as CatalogueField
from gongkai.catalogue.writing import field_text
from gongkai.imports.document import RULE, Document, Grid, Paragraph
from gongkai.imports.placing.catalogue_rows import NOWHERE, RowReader
from gongkai.imports.placing.catalogue_table import Header, header_of
from gongkai.imports.readers.docx import read_docx
from gongkai.imports.readers.html import read_html
from gongkai.imports.readers.xlsx import read_xlsx
from gongkai.problems import Position, Problem, errors, shown
from gongkai.source.editor_schema import schema_remark
from gongkai.source.records import parse_records
from gongkai.source.text import reason
from gongkai.statute.catalogue_standard import standard
from gongkai.statute.labels import fold

READERS = {".xlsx": read_xlsx, ".xlsm": read_xlsx, ".docx": read_docx, ".html": read_html, ".htm": read_html}
LARGEST_FILE = 50_000_000  # bytes
FIELD_SCHEMA = "catalogue-field.json"
NAMED_SHEET = re.compile(r"(?:Sheet|工作表)\d*\Z", re.IGNORECASE)
"""A name that Excel gave."""


@dataclass(frozen=True, slots=True)
class Found:
    """A table with the words that stand before it."""

    grid: Grid
    header: Header
    caption: str


def import_catalogue(file: Path, data: Path, field: str | None, title: str | None = None) -> list[Problem]:
    """Write the catalogue in `file` into `data/catalogue/<field>.yml`; several sheets of known fields each into its own.

    With any error nothing is written. Warnings are readings that a person should compare with the document.
    """
    fields, problems = read_catalogue(file, field, title)
    if errors(problems):
        return problems
    targets = {data / "catalogue" / f"{found.id}.yml": found for found in fields}
    for target in targets:
        if target.exists():
            return [Problem(Position(shown(target)), RULE, "这里已有这个领域的目录，不会覆盖它；请先把它移开")]
    try:
        for target, found in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(f"{schema_remark(target, FIELD_SCHEMA)}{field_text(found)}", "utf-8", newline="\n")
    except OSError as error:
        return [Problem(Position(shown(data)), RULE, f"写不了这个文件夹：{reason(error)}")]
    return problems


def read_catalogue(file: Path, field: str | None = None, title: str | None = None) -> tuple[list[Field], list[Problem]]:
    """The fields in the file, and everything that could not be placed."""
    document, problems = read_document(file)
    if document is None:
        return [], problems
    stated = field_id(field) if field else ""
    if stated and not FIELD_ID.match(stated):
        message = f"“{field}”不是 26 个试点领域之一的名称或代号；另设的领域，代号用小写字母、数字和连字符"
        return [], [*problems, Problem(Position(shown(file)), RULE, message)]
    found = list(tables_in(document))
    problems += document.doubts
    if not found:
        message = "里面没有目录表格；表头应有序号、一级事项、公开内容、公开依据、公开时限等"
        return [], [*problems, Problem(Position(shown(file)), RULE, message)]
    fields: dict[str, Field] = {}
    for table in found:
        known = standard().field_named(core(table.caption))
        id = stated or (known.id if known else "")
        name = title or (name_of(table, id) if id else "")
        if not id:
            message = f"“{table.caption}”不是 26 个试点领域之一的名称；请用 --field 写明领域代号或名称"
            problems.append(table.grid.place.problem(message))
        elif not name:
            message = f"“{id}”不是 26 个试点领域的代号，表上也没有写领域的名称；另设的领域请用 --title 写明名称"
            problems.append(table.grid.place.problem(message))
        else:
            problems += taken_in(table, id, name, fields)
    problems += [problem for found in fields.values() for problem in refused_by_reader(found, shown(file))]
    return list(fields.values()), problems


def read_document(file: Path) -> tuple[Document | None, list[Problem]]:
    place = Position(shown(file))
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        hint = "；请在 Excel 或 WPS 里另存为 .xlsx" if file.suffix.lower() in (".xls", ".et") else ""
        return None, [Problem(place, RULE, f"不认识“{file.suffix or file.name}”这种文件{hint}；能读的是 {'、'.join(READERS)}")]
    try:
        if not file.is_file():
            return None, [Problem(place, RULE, "找不到这个文件")]
        if file.stat().st_size > LARGEST_FILE:
            return None, [Problem(place, RULE, f"文件超过 {LARGEST_FILE // 1_000_000} MB，不像是目录")]
        return reader(file.read_bytes(), shown(file))
    except OSError as error:
        return None, [Problem(place, RULE, f"读不了这个文件：{reason(error)}")]


def tables_in(document: Document) -> Iterator[Found]:
    """Tables with a catalogue's header. One without a header, right after another, goes on where that one ended."""
    caption, last = "", None
    for block in document.blocks:
        if isinstance(block, Paragraph):
            caption = block.text if len(block.text) < 60 else caption
            continue
        header = header_of(block)
        if header:
            last = Found(block, header, field_said(caption, title_row(block, header), document.file))
            yield last
        elif last and block.cells and width(block) == width(last.grid):
            yield Found(block, replace(last.header, rows=range(0)), last.caption)


def title_row(grid: Grid, header: Header) -> str:
    """What stands alone above the header: 安全生产领域基层政务公开标准目录."""
    above = [cell.text for cell in grid.cells if cell.row < header.rows.start and cell.text.strip()]
    return above[0] if above else ""


def field_said(caption: str, title: str, file: str) -> str:
    """The first of these that names a field: sheet or heading, the table's own title, the file's name; otherwise the heading."""
    said = (caption, title, Path(file).stem)
    return next((words for words in said if standard().field_named(core(words))), caption)


def width(grid: Grid) -> int:
    return max((cell.columns.stop for cell in grid.cells), default=0)


def core(caption: str) -> str:
    """
    >>> core("社会救助领域基层政务公开标准目录"), core("社会救助")
    ('社会救助', '社会救助')
    """
    return re.sub(r"(?:试点)?领域.*|(?:基层)?政务公开.*|标准目录.*|^\d+[.、]", "", caption.strip())


def field_id(said: str) -> str:
    """Of a field's name, or an id, which stays as it is."""
    known = standard().field_named(said)
    return known.id if known else said


def name_of(table: Found, id: str) -> str:
    """The field's name as the county prints it, where its sheet or heading says it; otherwise the State's, which may be none."""
    known = standard().field(id)
    said = core(table.caption)
    if known and standard().field_named(said) == known:
        return said
    own = said if said and not NAMED_SHEET.match(said) else ""
    return known.name if known else own


def taken_in(table: Found, id: str, title: str, fields: dict[str, Field]) -> list[Problem]:
    """Adds the table's entries to its field; several tables of one field follow each other."""
    before = fields.get(id)
    reader = RowReader(table.grid, table.header, id, len(before.entries) + 1 if before else 1)
    entries: list[Entry] = [*(before.entries if before else ()), *reader.entries()]
    entries = [*with_free_ids(entries, frozenset(reader.counted))]
    problems = reader.problems + reader.doubts
    problems += [cell.place.problem(f"表头“{cell.text}”出现两次，不能判断各是什么") for cell in table.header.unknown]
    problems += [table.grid.place.problem(f"代号“{twice}”出现两次") for twice in repeated(entry.id for entry in entries)]
    said = tuple(level for entry in entries for level in entry.levels)  # in words, where the table has no boxes for them
    levels = merged(before.levels if before else (), table.header.levels or said)
    levels = levels or standard().levels
    entries = [replace(entry, levels=tuple(sorted(entry.levels, key=levels.index))) for entry in entries]  # as columns have them
    extra = merged(before.extra_columns if before else (), table.header.extra)
    known = standard().field(id)
    fields[id] = CatalogueField(id, title, known.name if known else "", levels, extra, None, tuple(entries), NOWHERE)
    return problems


def with_free_ids(entries: Sequence[Entry], counted: frozenset[int]) -> Iterator[Entry]:
    """A row that somebody added to a list that has ids takes a number that is none of these."""
    stated = {entry.id for number, entry in enumerate(entries, 1) if number not in counted}
    free = (str(number) for number in count(len(entries) + 1) if str(number) not in stated)
    for number, entry in enumerate(entries, 1):
        yield replace(entry, id=next(free)) if number in counted and entry.id in stated else entry


def merged(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def repeated(ids: Iterator[str]) -> list[str]:
    seen: set[str] = set()
    return [id for id in ids if fold(id) in seen or seen.add(fold(id))]  # type: ignore[func-returns-value]


def refused_by_reader(field: Field, file: str) -> list[Problem]:
    """What our own reader would not read back, said about the document."""
    problems: list[Problem] = []
    records, found = parse_records(field_text(field), file, ENTRIES_FILE)
    problems += found
    again = field_of(field.id, records, problems) if records else None
    if again != field and not problems:
        problems.append(Problem(Position(file), RULE, "写成数据再读回来不一样；请把这个文件告诉维护者"))
    return [Problem(Position(file), RULE, f"有一处写不进去：{problem.message}") for problem in problems]
