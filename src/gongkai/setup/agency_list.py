"""The agencies that an office's list names: each with its kind, the one above it, and what else the list states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from gongkai.county.addresses import RESERVED
from gongkai.county.agencies import AGENCY_ID
from gongkai.imports.document import DocumentPlace, Grid, GridCell, whole
from gongkai.imports.readers.lists import ListKind, read_tables
from gongkai.problems import Problem, errors, one_line, shown
from gongkai.source.package_data import load_package_data
from gongkai.source.plain_characters import lying_in
from gongkai.source.text import shortened

AGENCY_LIST = ListKind("机构名单", 5_000)
HEADER_ROWS = 10  # a title and a date may stand above the names of the columns
BRACKETS = re.compile(r"[（(].*?[）)]")
UNFIT = re.compile(r"[<>{}\n\t]")
# What a table program would work out, where the name is opened as a table again; a telephone number may begin with +86.
FORMULA = re.compile(r"[=@＝＠]|[-+＋－](?![0-9 ()（）-]+\Z)")
LONGEST_NAME = 60
KIND_WORDS = "本级政府、政府办公室、部门、乡镇"
COLUMN_WORDS = "名称、类别、上级、联系电话、职责"
CONTACT = "contact."


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """`parent` is a name of the list, empty where none is stated; `contact` by the names of site.yml's."""

    name: str
    kind: str
    place: DocumentPlace
    parent: str = ""
    id: str = ""
    short: str = ""
    duties: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """What the package's list knows: the field of each heading, the kind of each word, the kind of each ending."""

    columns: Mapping[str, str]
    ignored: frozenset[str]
    kinds: Mapping[str, str]
    endings: Mapping[str, str]


@cache
def words() -> Words:
    facts = load_package_data((resources.files("gongkai") / "setup" / "agency_list.yml").read_text("utf-8"))
    known = {
        key: {word: name for name, listed in facts[key].items() for word in listed} for key in ("columns", "kinds", "endings")
    }
    return Words(known["columns"], frozenset(facts["ignored"]), known["kinds"], known["endings"])


def read_agency_list(file: Path, government: Sequence[str]) -> tuple[list[ListedAgency], list[Problem]]:
    """The agencies in the order of the list. `government`: what the county's government may be called in it.

    With any error among the problems the list cannot be used.
    """
    tables, problems = read_tables(file, AGENCY_LIST)
    if errors(problems):
        return [], problems
    if (begin := beginning(tables)) is None:
        message = f"没有找到“名称”这一列；第一行应是列名：{COLUMN_WORDS}"
        return [], [*problems, whole(shown(file)).problem(message)]
    rows, header = begin
    columns, found = columns_of(rows[header])
    agencies: list[ListedAgency] = []
    for number in sorted(rows):
        if number > header and (cells := stated(rows[number], columns)):
            agency, wrong = agency_of(cells, government, rows[number])
            agencies += [agency] if agency else []
            found += wrong
    problems += [*found, *of_the_whole(agencies, government)]
    if not agencies and not errors(problems):
        problems.append(whole(shown(file)).problem("名单里一个机构也没有"))
    return agencies, problems


# ---- Rows and columns


Row = Mapping[int, GridCell]
Rows = Mapping[int, Row]


def beginning(tables: Sequence[Grid]) -> tuple[Rows, int] | None:
    """The rows of the first table that names a column of names, and which of them does; None where no table does."""
    for table in tables:
        rows = table.spread()
        for number in sorted(rows)[:HEADER_ROWS]:
            if names_columns(rows[number]):
                return rows, number
    return None


def folded(heading: str) -> str:
    """
    >>> folded("联系 电话（座机）")
    '联系电话'
    """
    return re.sub(r"\s", "", BRACKETS.sub("", heading))


def names_columns(row: Row) -> bool:
    return any(words().columns.get(folded(cell.text)) == "name" for cell in row.values())


def columns_of(row: Row) -> tuple[dict[int, str], list[Problem]]:
    """The field of each column; a column that is not read is a doubt, one that is there twice is wrong."""
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    for column, cell in sorted(row.items()):
        heading = folded(cell.text)
        field = words().columns.get(heading)
        if field and field in columns.values():
            problems.append(cell.place.problem(f"“{shortened(cell.text)}”这一列与前面的一列是同一项内容；请只留一列"))
        elif field:
            columns[column] = field
        elif heading not in words().ignored:
            problems.append(cell.place.doubt(f"“{shortened(cell.text)}”这一列没有读入"))
    return columns, problems


def stated(row: Row, columns: Mapping[int, str]) -> dict[str, GridCell]:
    return {columns[column]: cell for column, cell in row.items() if column in columns}


# ---- One agency


def agency_of(cells: Mapping[str, GridCell], government: Sequence[str], row: Row) -> tuple[ListedAgency | None, list[Problem]]:
    if "name" not in cells:
        first = row[min(row)].place
        return None, [first.problem("这一行没有写名称")]
    problems = [*unfit(cells)]
    name = cells["name"].text
    kind = kind_of(cells, government)
    if kind is None and "kind" in cells:
        typed = shortened(cells["kind"].text)
        problems.append(cells["kind"].place.problem(f"{shortened(name)}的类别“{typed}”不认识；可以写 {KIND_WORDS}"))
    elif kind is None:
        problems.append(cells["name"].place.problem(f"{shortened(name)}没有写类别；可以写 {KIND_WORDS}"))
    elif name in government and kind != "government":
        problems.append(cells["kind"].place.problem(f"{shortened(name)}是本级政府，类别请写“本级政府”"))
    if problems or kind is None:
        return None, problems
    contact = {name.removeprefix(CONTACT): cell.text for name, cell in cells.items() if name.startswith(CONTACT)}
    plain = {key: cells[key].text for key in ("parent", "id", "short", "duties") if key in cells}
    return ListedAgency(name, kind, cells["name"].place, contact=contact, **plain), []


def kind_of(cells: Mapping[str, GridCell], government: Sequence[str]) -> str | None:
    """As the list says it, or as the name ends where it says nothing."""
    if "kind" in cells:
        return words().kinds.get(re.sub(r"\s", "", cells["kind"].text))
    name = cells["name"].text
    if name in government:
        return "government"
    return next((kind for ending, kind in words().endings.items() if name.endswith(ending)), None)


def unfit(cells: Mapping[str, GridCell]) -> Iterator[Problem]:
    """What can stand on no page, or in no address."""
    for key, cell in cells.items():
        if found := next(lying_in(cell.text), None):
            yield cell.place.problem(f"“{one_line(shortened(cell.text), '�')}”：{found.message}")
        elif FORMULA.match(cell.text):
            yield cell.place.problem(f"“{shortened(cell.text)}”以 {cell.text[0]} 开头，像是公式；请改成文字")
        elif key == "duties":
            if re.search(r"[<>{}]", cell.text):
                yield cell.place.problem(f"“{shortened(cell.text)}”里有不能用的符号（< > {{ }}）")
        elif UNFIT.search(cell.text):
            yield cell.place.problem(f"“{shortened(cell.text)}”里有换行或不能用的符号（< > {{ }}）")
    if len(cells["name"].text) > LONGEST_NAME:
        yield cells["name"].place.problem(f"名称“{shortened(cells['name'].text)}”超过 {LONGEST_NAME} 个字")
    if "id" in cells and (id := cells["id"].text):
        if not AGENCY_ID.fullmatch(id):
            yield cells["id"].place.problem(f"机构代号“{shortened(id)}”只能用小写字母、数字和连字符，以字母开头")
        elif id in RESERVED:
            yield cells["id"].place.problem(f"“{id}”在网址里另有所指，不能作机构代号；请换一个")


# ---- All of them together


def of_the_whole(agencies: Sequence[ListedAgency], government: Sequence[str]) -> Iterator[Problem]:
    yield from twice(agencies)
    known = {agency.name for agency in agencies} | {agency.short for agency in agencies} | {*government}
    for agency in agencies:
        if agency.parent and agency.parent not in known:
            yield agency.place.problem(f"{agency.name}的上级“{shortened(agency.parent)}”不在名单里")
        elif agency.parent and agency.name in chain_above(agency, agencies):
            yield agency.place.problem(f"{agency.name}的上级一层层往上又回到它自己")
    own = [agency for agency in agencies if agency.kind == "government"]
    for second in own[1:]:
        yield second.place.problem(f"名单里已有本级政府“{own[0].name}”，{second.name}不能也是；请改类别")


def twice(agencies: Sequence[ListedAgency]) -> Iterator[Problem]:
    names: set[str] = set()
    ids: set[str] = set()
    for agency in agencies:
        if agency.name in names:
            yield agency.place.problem(f"“{agency.name}”写了两次；请删去一行")
        if agency.id and agency.id in ids:
            yield agency.place.problem(f"机构代号“{agency.id}”用了两次；请换一个")
        names.add(agency.name)
        ids.add(agency.id)


def chain_above(agency: ListedAgency, agencies: Sequence[ListedAgency]) -> tuple[str, ...]:
    """The names above it, the nearest first, each once."""
    by_name = {named: each for each in agencies for named in (each.short, each.name) if named}
    found: dict[str, None] = {}
    above = by_name.get(agency.parent)
    while above and above.name not in found:
        found[above.name] = None
        above = by_name.get(above.parent)
    return tuple(found)
