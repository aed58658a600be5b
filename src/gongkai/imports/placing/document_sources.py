"""Where documents come from: the rows of an office's list, the files of a folder, the saved pages of an old portal's column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from gongkai.county.agencies import Agency
from gongkai.imports import READERS
from gongkai.imports.document import whole
from gongkai.imports.placing.document_rows import ListedDocument, read_rows
from gongkai.imports.placing.saved_documents import used
from gongkai.imports.readers.lists import ListKind, read_tables
from gongkai.imports.saved_pages.column import SavedColumn, files_in
from gongkai.imports.saved_pages.page import is_page
from gongkai.problems import Problem, errors, shown

LIST = ListKind("文件清单", 100_000)
OF_PAGES = (".css", ".js", ".json", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".svg", ".map", ".xml", ".webp", ".download")
"""What pages need to be drawn."""
MOST_LEFT_OUT = 12  # lines of pages named one by one
SHOWN = 3  # names that a line gives of many
Found = tuple[list[ListedDocument], list[Problem]]


def from_list(file: Path, agencies: Mapping[str, Agency]) -> Found:
    """The rows of all tables of the list."""
    tables, problems = read_tables(file, LIST)
    read = [found for table in tables if (found := read_rows(table, agencies))]
    if not read and not errors(problems):
        message = "没有找到“信息名称”这一列；第一行应是列名，例如 信息名称、文号、发布机构、成文日期、发布日期、有效性"
        return [], [*problems, whole(shown(file)).problem(message)]
    return [each for rows, _ in read for each in rows], [*problems, *(problem for _, found in read for problem in found)]


def from_folder(column: SavedColumn) -> Found:
    """A document for each file that can be read; what cannot is told. Of a portal's column each of its documents once."""
    listed, problems = from_pages(column)
    attached = {column.target(page, each).file for page in column.documents for each in used(page)}
    left: list[str] = []
    for file in files_in(column.folder):
        name = file.relative_to(column.folder).as_posix()
        if is_page(file) or name in attached:
            continue
        if column.is_portal:
            left += [name] if file.suffix.lower() not in OF_PAGES else []
        elif file.suffix.lower() not in READERS:
            message = f"“{file.suffix or file.name}”不是能读成正文的文件，没有读入；能读的是 {'、'.join(READERS)}"
            problems.append(whole(shown(file)).doubt(message))
        else:
            listed.append(ListedDocument({}, whole(shown(file)), {}, name))
    place = whole(shown(column.folder))
    if left:
        problems.append(place.doubt(f"没有哪件文件的正文指到，没有读入的 {len(left)} 个：{some(left)}"))
    return sorted(listed, key=lambda each: each.file), problems


def from_pages(column: SavedColumn) -> Found:
    """The pages that are documents; those that are not, what was left out of all and what stands twice is told."""
    _, problems = column.read
    problems = [*problems, *twice(column)]
    listed = [ListedDocument({}, page.place, {}, page.name) for page in column.documents]
    others = [page.name for page in column.pages.values() if not page.is_document]
    place = whole(shown(column.folder))
    if others and column.is_portal:
        problems.append(place.doubt(f"列表页和不像文件的网页 {len(others)} 个，没有作为文件读入：{some(others)}"))
    elif others:
        problems += [column.pages[name].place.problem("看不出这个网页的名称和正文，没有读入") for name in others]
    said = dict.fromkeys(filter(None, (words for page in column.documents for words in page.left_out)))
    if said:
        problems.append(place.doubt(f"网页上不属于文件的话没有读入：{some(said, MOST_LEFT_OUT)}"))
    return listed, problems


def twice(column: SavedColumn) -> Iterator[Problem]:
    for page in column.documents:
        if twins := column.twins(page):
            names = "、".join(shown(column.folder / name) for name in twins)
            count = len(column.old_addresses(page))
            led = f"，{count} 个旧网址都转到它" if count > 1 else ""
            yield page.place.doubt(f"与 {names} 是同一件文件，只读入一次{led}")


def some(names: Iterable[str], most: int = SHOWN) -> str:
    all = [*names]
    more = f" 等 {len(all)} 个" if len(all) > most else ""
    return "、".join(all[:most]) + more
