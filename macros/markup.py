"""What a page that somebody wrote in Markdown gets besides: a list of its parts, and ids for the rows of its tables."""

from __future__ import annotations

import re
from html import unescape
from itertools import count

from mkdocs.structure.pages import Page

from gongkai.render.fragments import fragment

LEAST_HEADINGS = 4  # fewer need no list of contents
TABLE = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)
ROW = re.compile(r"<tr>(?=\s*<td)")


def completed(html: str, page: Page) -> str:
    return with_row_ids(with_contents(html, page))


def with_contents(html: str, page: Page) -> str:
    """The page with its list of contents after its heading, when it is long enough to need one."""
    entries = [entry for top in page.toc for entry in top.children if entry.level == 2]
    if len(entries) < LEAST_HEADINGS:
        return html
    contents = fragment("contents", [{"id": entry.id, "title": unescape(entry.title)} for entry in entries])
    return html.replace("</h1>", f"</h1>\n{contents}", 1)


def with_row_ids(html: str) -> str:
    """Rows get ids, so that a search can lead to them: `t1-r3`."""
    tables = count(1)

    def table(found: re.Match[str]) -> str:
        number, rows = next(tables), count(1)
        return ROW.sub(lambda _: f'<tr id="t{number}-r{next(rows)}">', found[0])

    return TABLE.sub(table, html)
