"""The portal's columns (栏目), as the office states them in columns.yml: what each is called, stands under and holds."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated

from gongkai.county.addresses import DEVICE, NO_FOLDER
from gongkai.county.stated import Address, Words
from gongkai.problems import Position, Problem
from gongkai.source.allowed_values import CLOSED, Bound, Checked
from gongkai.source.nodes import Node, position_of
from gongkai.source.reference import read_yaml
from gongkai.statute.formats import FIRST_YEAR, LAST_YEAR
from gongkai.statute.proactive import proactive_items

FILE = "columns.yml"
RULE = "columns"
ID = re.compile(r"[a-z][a-z0-9-]{0,79}\Z")
PAGE = re.compile(r"[a-z0-9][\w.-]*/(?:[\w.-]+/)*\Z")


def checked_id(value: str) -> str:
    if not ID.match(value):
        raise ValueError(f"代号“{value}”只能用小写字母、数字和连字符，以字母开头")
    if DEVICE.fullmatch(value):
        raise ValueError(NO_FOLDER.format(value, "栏目代号"))
    return value


def checked_page(value: str) -> str:
    if not PAGE.match(value):
        raise ValueError(f"“{value}”不是本专栏里的网址；应像 ysqgk/ 这样，以“/”结尾")
    return value


Id = Annotated[Words, Checked(checked_id)]
InnerPage = Annotated[Words, Checked(checked_page)]
Year = Annotated[int, Bound(ge=FIRST_YEAR, le=LAST_YEAR)]
ItemNumber = Annotated[int, Bound(ge=1, le=len(proactive_items()))]


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A sentence of the county government's report of that year: the one that states the named figure, or that holds `words`."""

    year: Year
    figure: Words | None = None
    words: Words | None = None

    __pydantic_config__ = CLOSED

    def __post_init__(self) -> None:
        if (self.figure is None) == (self.words is None):
            raise ValueError("“said”的一条写报告里数的代号 figure，或者照录几个字 words，只写一样")


@dataclass(frozen=True, kw_only=True)
class Column:
    """`address` is where it stands on the portal, `page` a page of this site that is the same; both may be unknown.

    What it holds: `kinds` of documents (statute/document_standard.yml), `items` of 条例第二十条, `fields` of the catalogue, what
    `agencies` publish. `said` is what reports say of it.
    """

    id: Id
    name: Words
    parent: Words | None = None
    about: Words | None = None
    address: Address | None = None
    page: InnerPage | None = None
    kinds: tuple[Words, ...] = ()
    items: tuple[ItemNumber, ...] = ()
    fields: tuple[Words, ...] = ()
    agencies: tuple[Words, ...] = ()
    said: tuple[Citation, ...] = ()

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class ColumnsFile:
    columns: tuple[Column, ...]

    __pydantic_config__ = CLOSED


@dataclass(frozen=True)
class Columns:
    """`all` in the order of the file; none where the office states none."""

    all: tuple[Column, ...] = ()
    node: Node | None = field(default=None, repr=False, compare=False)

    def position(self, number: int, *path: str | int) -> Position:
        """Where that part of the column of that number was typed."""
        assert self.node
        return position_of(self.node, ("columns", number, *path))

    @cached_property
    def by_id(self) -> Mapping[str, Column]:
        return {column.id: column for column in self.all}

    def below(self, id: str | None) -> tuple[Column, ...]:
        """Those that stand under that one; without an id those at the top."""
        return tuple(column for column in self.all if column.parent == id)

    def in_order(self, id: str | None = None, depth: int = 0) -> Iterator[tuple[int, Column]]:
        """Each with how deep it stands, after the one that it stands under."""
        for column in self.below(id):
            yield depth, column
            yield from self.in_order(column.id, depth + 1)

    def above(self, column: Column) -> tuple[Column, ...]:
        """What it stands under, the nearest first; each once, also where they run in a circle."""
        found: dict[str, Column] = {}
        while (up := self.by_id.get(column.parent or "")) and up.id not in found:
            found[up.id] = column = up
        return tuple(found.values())


def read_columns(data: Path) -> tuple[Columns, list[Problem]]:
    if not (data / FILE).is_file():
        return Columns(), []
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = read_yaml(data / FILE)
    if node is None:
        return Columns(), problems
    read, found = read_shape(ColumnsFile, node)
    return Columns(read.columns, node) if read else Columns(), [*problems, *found]


def leading_nowhere(columns: Columns, addresses: Container[str]) -> Iterator[Problem]:
    """Columns that are said to be a page which the site does not have."""
    for number, column in enumerate(columns.all):
        if column.page and column.page not in addresses:
            yield Problem(columns.position(number, "page"), RULE, f"本专栏里没有“{column.page}”这个网页；请改正或删去这一行")
