"""What a page says, in its order and without any HTML, and what a search finds of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.html.content import FoundText, Heading
from gongkai.html.setting import in_one_line


class SaidRow(NamedTuple):
    """A row with its figures in words. Without an anchor it leads to its section; `path` are the rows it is part of."""

    anchor: str
    title: str
    text: str
    path: tuple[str, ...] = ()


class SaidTable(NamedTuple):
    """A table's rows. One with an `anchor` can be landed on itself, and is found by its `columns`."""

    caption: str
    rows: tuple[SaidRow, ...]
    anchor: str = ""
    columns: str = ""


Said = str | Heading | SaidTable
"""Words that nothing parts, a heading that opens a section, a table."""


@dataclass(slots=True)
class Section:
    """A section while it is read. The page itself is the one without titles."""

    anchor: str = ""
    titles: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)

    def found(self, page: str) -> FoundText:
        text = in_one_line(" ".join(self.words))
        if not self.titles:
            return FoundText("page", "", page, (), text)
        return FoundText("section", self.anchor, self.titles[-1], self.titles[:-1], text)

    def next(self, heading: Heading) -> Section:
        """The one that the heading opens: a part of this one, or beside it, or beside what it is part of."""
        return Section(heading.id, (*self.titles[: heading.level - 2], in_one_line(heading.title)))


def found_on(title: str, said: Iterable[Said]) -> tuple[FoundText, ...]:
    """The page with what stands outside sections, its sections, then the rows of all its tables."""
    sections, rows = [Section()], list[FoundText]()
    for each in said:
        if isinstance(each, Heading):
            sections.append(sections[-1].next(each))
        elif isinstance(each, SaidTable):
            rows += rows_of(each, sections[-1])
        else:
            sections[-1].words.append(each)
    page = in_one_line(title)
    return (*(section.found(page) for section in sections), *rows)


def rows_of(table: SaidTable, section: Section) -> Iterator[FoundText]:
    caption = in_one_line(table.caption)
    if table.anchor:
        yield FoundText("row", table.anchor, caption, section.titles, in_one_line(table.columns))
    above = (*section.titles, caption)
    for anchor, title, text, path in table.rows:
        place = (*above, *map(in_one_line, path))
        yield FoundText("row", anchor or section.anchor, in_one_line(title), place, in_one_line(text))
