"""The pieces that a page is made of, each with its HTML and with what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markupsafe import Markup

from gongkai.county.addresses import link_to
from gongkai.html import elements
from gongkai.html.content import Heading, PageContent, PageFile
from gongkai.html.cross_table import CrossRow, CrossTable
from gongkai.html.elements import joined
from gongkai.html.fragments import fragment, words
from gongkai.html.said import Said, SaidRow, SaidTable, found_on
from gongkai.html.without_tags import MARK, TABLE


@dataclass(frozen=True, slots=True)
class PageBlock:
    """`said` is empty for what only leads elsewhere. A block without HTML is none. `files` are those that it leads to."""

    html: Markup
    said: tuple[Said, ...] = ()
    files: tuple[PageFile, ...] = ()


NOTHING = PageBlock(Markup())


def page_of(title: str, description: str, blocks: Iterable[PageBlock], headings: Iterable[Heading] = ()) -> PageContent:
    """The page that consists of those blocks."""
    whole = together(*blocks)
    return PageContent(title, description, whole.html, tuple(headings), found_on(title, whole.said), whole.files)


def together(*blocks: PageBlock) -> PageBlock:
    """One below the other."""
    return PageBlock(
        joined(*(block.html for block in blocks)),
        tuple(chain.from_iterable(block.said for block in blocks)),
        tuple(chain.from_iterable(block.files for block in blocks)),
    )


def heading(id: str, title: str) -> PageBlock:
    return PageBlock(elements.heading(id, title), (Heading(id, title, 2),))


def paragraph(text: str) -> PageBlock:
    return PageBlock(elements.paragraph(text), (text,))


def unsaid(component: str, view: Any) -> PageBlock:
    """A component that only leads elsewhere."""
    return PageBlock(fragment(component, view))


def folded(title: str, says: str, *blocks: PageBlock) -> PageBlock:
    """Those blocks behind a line that says what they are; of several such lines on a page only `title` tells them apart."""
    content = together(*blocks)
    return PageBlock(fragment("folded", {"title": title, "says": says, "content": content.html}), content.said)


def component(name: str, view: Any, *tables: SaidTable) -> PageBlock:
    """A component that says what its template says, and its tables in their order."""
    return PageBlock(fragment(name, view), tuple(read(words(name, view), iter(tables))))


def read(words: str, tables: Iterator[SaidTable]) -> Iterator[Said]:
    """The words before the first heading or table, then each of them and the words below it."""
    first, *rest = words.split(MARK)
    yield first
    for kind, id, title, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True):
        yield next(tables) if kind == TABLE else Heading(id, title, int(kind))
        yield text


def cross_table(table: CrossTable) -> PageBlock:
    return PageBlock(fragment("cross-table", table), tuple(rows_and_reasons(table)))


def rows_and_reasons(table: CrossTable) -> Iterator[Said]:
    """What a table says: its rows, then what explains them. What was computed for the page is no part of it."""
    columns = [column.said for column in table.head]
    rows = (
        SaidRow(id, row.head.said, "；".join(stated(columns, row)))
        for id, row in zip(table.row_ids, table.rows, strict=True)
        if not all(cell.computed for cell in row.cells)
    )
    yield SaidTable(table.caption, tuple(rows))
    yield from table.below


def stated(columns: Sequence[str], row: CrossRow) -> Iterator[str]:
    """2020年 13."""
    return (f"{column} {cell.said}".strip() for column, cell in zip(columns, row.cells, strict=True) if not cell.computed)


def links(label: str, here: str, targets: list[tuple[str, str]]) -> PageBlock:
    """Links to pages and feeds by their addresses; empty when there is none."""
    ways = ((text, there if there.endswith((".html", ".atom")) else f"{there}/") for text, there in targets if there != here)
    entries = [{"href": link_to(here, there), "text": text} for text, there in ways]
    return unsaid("links", {"label": label, "links": entries}) if entries else NOTHING
