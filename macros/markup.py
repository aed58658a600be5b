"""What a page that somebody wrote in Markdown gets besides: a list of its parts, and headers and ids for its tables."""

from __future__ import annotations

import re
from html import unescape
from itertools import count

from mkdocs.structure.pages import Page

from gongkai.html.fragments import fragment

LEAST_HEADINGS = 4  # fewer need no list of contents
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>(?=\s*<td)")
FIRST_CELL = re.compile(r"(<tr[^>]*>\s*)<td>(.+?)</td>", re.DOTALL)
COLUMN = re.compile(r'<th scope="col">(.*?)</th>', re.DOTALL)
WHOLE_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td>")
TAG = re.compile(r"<[^>]+>")
HEADING = re.compile(r'<h[1-6] id="([^"]+)"')


def completed(html: str, page: Page) -> str:
    return with_headed_tables(with_contents(html, page))


def with_contents(html: str, page: Page) -> str:
    """The page with its list of contents after its heading, when it is long enough to need one and does not do without."""
    entries = [entry for top in page.toc for entry in top.children if entry.level == 2]
    if len(entries) < LEAST_HEADINGS or "toc" in page.meta.get("hide", ()):
        return html
    contents = fragment("contents", [{"id": entry.id, "title": unescape(entry.title)} for entry in entries])
    return html.replace("</h1>", f"</h1>\n{contents}", 1)


def with_headed_tables(html: str) -> str:
    """A table that Markdown made is named by the heading above it, and each of its cells by its column and its row.

    The first cell of a row names it. Rows get ids, so that a search can lead to them: `t1-r3`.
    """
    tables = count(1)

    def table(found: re.Match[str]) -> str:
        number, rows = next(tables), count(1)
        headings = HEADING.findall(html, 0, found.start())
        name = f' aria-labelledby="{headings[-1]}"' if headings else ""
        named = found[0].replace("<table>", f"<table{name}>").replace("<th>", '<th scope="col">')
        with_ids = ROW.sub(lambda _: f'<tr id="t{number}-r{next(rows)}">', named)
        return with_column_names(FIRST_CELL.sub(r'\1<th scope="row">\2</th>', with_ids))

    return TABLE.sub(table, html)


def with_column_names(table: str) -> str:
    """Each cell keeps the name of its column, which a phone shows before it."""
    names = [TAG.sub("", name) for name in COLUMN.findall(table)]

    def row(found: re.Match[str]) -> str:
        own = iter(names[1:] if 'scope="row"' in found[0] else names)
        return found[0] if 'scope="col"' in found[0] else CELL.sub(lambda _: f'<td data-head="{next(own, "")}">', found[0])

    return WHOLE_ROW.sub(row, table)
