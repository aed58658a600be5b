"""Small mends of markup: the theme's own, where a checker of HTML or a screen reader stumbles over it, and ids for rows."""

from __future__ import annotations

import re
from itertools import count

MENDS = (
    # HTML allows `autocomplete` on no checkbox.
    ('type="checkbox" id="__drawer" autocomplete="off"', 'type="checkbox" id="__drawer"'),
    ('type="checkbox" id="__search" autocomplete="off"', 'type="checkbox" id="__search"'),
    # An empty `tabindex` is no number; the label opens a part of the menu, so it takes the focus in its turn.
    ('tabindex=""', 'tabindex="0"'),
)


TABLE = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)
ROW = re.compile(r"<tr>(?=\s*<td)")


def with_row_ids(html: str) -> str:
    """Rows of tables that somebody wrote in Markdown get ids, so that a search can lead to them: `t1-r3`."""
    tables = count(1)

    def table(found: re.Match[str]) -> str:
        number, rows = next(tables), count(1)
        return ROW.sub(lambda _: f'<tr id="t{number}-r{next(rows)}">', found[0])

    return TABLE.sub(table, html)


def mended(html: str) -> str:
    for written, meant in MENDS:
        html = html.replace(written, meant)
    return html
