"""Cuts a built page into the parts that a search can land on: the page itself, its sections, the rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from lxml import html

from gongkai.search.parts import Rank, SearchPart, once

HEADINGS = ("h2", "h3", "h4", "h5", "h6")
ASIDE = frozenset({"nav", "script", "style", "template", "form", "button", "svg"})
BLOCKS = frozenset({"p", "li", "div", "dt", "dd", "section", "figcaption", "blockquote", "summary", "figure", "ul", "ol", "dl"})
WITHOUT = "data-search"  # an element with data-search="none" is not cut: its records are handed over by whoever made them
# A row that repeats a figure of the prose leads to that figure; one that repeats another page's is that page's to tell.
FIGURE = ".//a[starts-with(@href, '#figure-')]/@href"
ELSEWHERE = ".//a[contains(@href, '/#figure-')]"
HINT = "gk-table__hint"  # how to handle the page, not what it says
UNIT = "单位"
SHORTEST_LABEL = 5


@dataclass
class Section:
    """A section while it is read."""

    anchor: str
    titles: tuple[str, ...]
    pieces: list[str] = field(default_factory=list)


def parts_of_page(page: str, like: SearchPart) -> list[SearchPart]:
    """The parts of a built page in its order. `like` gives address, year, agency and kind; the page's first heading its title.

    A page without an article, or without a first heading, has none.
    """
    article = next(html.document_fromstring(page).iter("article", "main"), None)
    heading = None if article is None else next(article.iter("h1"), None)
    if article is None or heading is None:
        return []
    like = replace(like, page=text_of(heading), title=text_of(heading))
    sections = [Section("", ())]
    rows: list[SearchPart] = []
    read(article, sections, rows, like)
    return once([*(part_of(section, like) for section in sections), *rows])


def part_of(section: Section, like: SearchPart) -> SearchPart:
    text = re.sub(r"\s+", " ", "".join(section.pieces)).strip()
    if not section.titles:
        return replace(like, anchor="", text=text, page="", rank=Rank.PAGE)
    *path, title = section.titles
    return replace(like, anchor=section.anchor, title=title, path=tuple(path), text=text, rank=Rank.SECTION)


def read(element: html.HtmlElement, sections: list[Section], rows: list[SearchPart], like: SearchPart) -> None:
    """Goes through the content in its order; a heading opens a section, a table gives rows."""
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "section" and (heading := heading_of(child)) is not None:
            open_section(heading, sections)
        if tag in HEADINGS:
            open_section(child, sections)
        elif tag == "table":
            rows += rows_of(child, sections, like)
        elif tag and tag != "h1" and is_said(child):
            sections[-1].pieces.append((" " if tag in BLOCKS else "") + (child.text or ""))
            read(child, sections, rows, like)
            sections[-1].pieces.append(" " if tag in BLOCKS else "")
        sections[-1].pieces.append(child.tail or "")


def heading_of(section: html.HtmlElement) -> html.HtmlElement | None:
    """The heading that names a section, which may stand behind its first lines."""
    name = section.get("aria-labelledby")
    return next((child for child in section if child.tag in HEADINGS and name and child.get("id") == name), None)


def open_section(heading: html.HtmlElement, sections: list[Section]) -> None:
    anchor, level = heading.get("id", ""), HEADINGS.index(heading.tag)
    if not anchor or sections[-1].anchor != anchor:
        sections.append(Section(anchor, (*sections[-1].titles[:level], text_of(heading))))


def is_said(element: html.HtmlElement) -> bool:
    shown = element.get("hidden") is None and element.get(WITHOUT) != "none"
    return shown and element.tag not in ASIDE and HINT not in element.get("class", "")


def rows_of(table: html.HtmlElement, sections: list[Section], like: SearchPart) -> Iterator[SearchPart]:
    """Each row with its figures under their labels, and the table itself when it can be landed on."""
    section = sections[-1]
    caption = table.find("caption")
    above = (*section.titles, *([text_of(caption)] if caption is not None else []))
    like = replace(like, path=above, rank=Rank.ROW)
    figure = next((ancestor for ancestor in table.iterancestors("figure") if ancestor.get("id")), None)
    labels = {cell.get("id"): cell for cell in table.iter("th") if cell.get("id")}
    if figure is not None and caption is not None:
        columns = " ".join(text_of(cell) for cell in labels.values() if cell.get("scope") == "col")
        yield replace(like, anchor=figure.get("id", ""), title=text_of(caption), path=section.titles, text=columns)
    for row in table.iterfind("tbody/tr"):
        if row.xpath("td[@headers]"):
            yield from labelled(row, labels, like)
        elif row.find("td") is not None and not row.xpath(ELSEWHERE):
            yield plain(row, table, section, like)


def labelled(row: html.HtmlElement, labels: dict[str, html.HtmlElement], like: SearchPart) -> Iterator[SearchPart]:
    """Parts of a row whose cells name their headers: the row, or each group of columns where a row has no header of its own."""
    said = [cell for cell in row.iterfind("td") if is_said(cell)]
    cells = [(cell, [labels[id] for id in cell.get("headers", "").split() if id in labels]) for cell in said]
    shared = set.intersection(*(set(headers) for _, headers in cells)) if cells else set()
    groups: dict[tuple[html.HtmlElement, ...], list[str]] = {}
    for cell, headers in cells:
        names = [header for header in headers if header.get("scope") == "row"] or headers[:-1]
        rest = [header for header in headers if header not in names and header not in shared]
        label = "·".join(text_of(header) for header in rest or headers[-1:])
        groups.setdefault(tuple(names), []).append(f"{label} {text_of(cell)}".strip())
    for heads, figures in groups.items():
        if heads:
            *path, title = map(text_of, heads)
            yield replace(like, anchor=heads[-1].get("id", ""), title=title, path=(*like.path, *path), text="；".join(figures))


def plain(row: html.HtmlElement, table: html.HtmlElement, section: Section, like: SearchPart) -> SearchPart:
    """The part of a row whose cells stand under a single line of headers."""
    cells = [text_of(cell) for cell in row if cell.tag in ("th", "td")]
    columns = [text_of(cell) for cell in table.xpath("thead/tr[1]/th")]
    columns += [""] * (len(cells) - len(columns))
    first = 1 if len(cells) == 1 or len(cells[0]) >= SHORTEST_LABEL or row.find("th") is not None else 2
    figures = "；".join(f"{label} {cell}".strip() for label, cell in zip(columns[first:], cells[first:], strict=False) if cell)
    link = next(iter(row.xpath(FIGURE)), "")
    anchor = unquote(link[1:]) or row.get("id") or section.anchor
    return replace(like, anchor=anchor, title=" ".join(cells[:first]), text=figures.replace(f"；{UNIT} ", ""))


def text_of(element: html.HtmlElement) -> str:
    """Its words; the sign that Markdown puts behind a heading is none."""
    words = "".join(element.xpath(".//text()[not(ancestor::*[contains(@class, 'headerlink') or @data-search='none'])]"))
    return re.sub(r"\s+", " ", words).strip()
