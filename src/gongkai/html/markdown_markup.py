"""What a page that somebody wrote in Markdown gets besides: a list of its parts, and headers and ids for its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from gongkai.html.fragments import fragment

LEAST_HEADINGS = 4  # fewer need no list of contents
TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr>(?=\s*<td)")
FIRST_CELL = re.compile(r"(<tr[^>]*>\s*)<td>(.+?)</td>", re.DOTALL)
COLUMN = re.compile(r'<th scope="col">(.*?)</th>', re.DOTALL)
WHOLE_ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<td>")
TAG = re.compile(r"<[^>]+>")
HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.DOTALL)
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)


def completed(html: str, headings: Sequence[tuple[str, str]], *, hidden: bool) -> str:
    """`headings` are the id and title of each section; `hidden`: the author wants no list of contents."""
    return with_headed_tables(html if hidden else with_contents(html, headings))


def with_contents(html: str, headings: Sequence[tuple[str, str]]) -> str:
    """The page with its list of contents after its heading, when it is long enough to need one."""
    if len(headings) < LEAST_HEADINGS:
        return html
    contents = fragment("contents", [{"id": id, "title": title} for id, title in headings])
    return html.replace("</h1>", f"</h1>\n{contents}", 1)


def with_headed_tables(html: str) -> str:
    """A table that Markdown made has the heading above it as its caption, which is seen in the heading and heard with the table;
    each of its cells is named by its column and its row.

    The first cell of a row names it. Rows get ids, so that a search can lead to them: `t1-r3`.
    """
    tables = count(1)

    def table(found: re.Match[str]) -> str:
        number, rows = next(tables), count(1)
        headings = HEADING.findall(html, 0, found.start())
        caption = (
            f'<caption data-search="none"><span class="gk-unseen">{plain(headings[-1])}</span></caption>\n' if headings else ""
        )
        named = found[0].replace("<table>\n", f"<table>\n{caption}").replace("<th>", '<th scope="col">')
        with_ids = ROW.sub(lambda _: f'<tr id="t{number}-r{next(rows)}">', named)
        return with_column_names(FIRST_CELL.sub(r'\1<th scope="row">\2</th>', with_ids))

    return TABLE.sub(table, html)


def plain(heading: str) -> str:
    return TAG.sub("", PERMALINK.sub("", heading)).strip()


def with_column_names(table: str) -> str:
    """Each cell keeps the name of its column, which a phone shows before it."""
    names = [TAG.sub("", name) for name in COLUMN.findall(table)]

    def row(found: re.Match[str]) -> str:
        own = iter(names[1:] if 'scope="row"' in found[0] else names)
        return found[0] if 'scope="col"' in found[0] else CELL.sub(lambda _: f'<td data-head="{next(own, "")}">', found[0])

    return WHOLE_ROW.sub(row, table)
