"""Which elements of a page are seen, and the rows and cells of its tables in the order in which a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

UNSEEN = frozenset(("style", "head", "noscript", "template", "nav", "footer", "rt", "rp"))
# What our own report page adds around the report: metadata, contents, key figures, notes, corrections, downloads.
OWN_ADDITIONS = frozenset(
    (
        *("gk-bar", "gk-contents", "gk-key", "gk-figures", "gk-ref", "gk-notes", "gk-corrections", "gk-downloads"),
        *("gk-changes", "gk-sealed"),
    )
) | {"gk-table__summary", "gk-table__hint"}
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide|font-size\s*:\s*0+(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)",
    re.IGNORECASE,
)


def unseen(element: html.HtmlElement) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    return bool(OWN_ADDITIONS.intersection(classes(element))) or around_own_table(element)


def classes(element: html.HtmlElement) -> list[str]:
    names: str = element.get("class", "")
    return names.split()


def around_own_table(element: html.HtmlElement) -> bool:
    """The name above, and the rule and the units below, which our own page prints around a table."""
    return element.tag in ("figcaption", "caption") and any("gk-table" in classes(e) for e in element.iterancestors("figure"))


def lays_out(table: html.HtmlElement) -> bool:
    """A table that holds other tables, or is a single cell, only lays out what is in it."""
    if table.find(".//table") is not None:
        return True
    return len(table.xpath("(.//td | .//th)[position() < 3]")) < 2


def groups_of(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The rows in the order in which a browser shows them: the foot stands last wherever it is written."""
    groups: dict[str, list[list[html.HtmlElement]]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in inside(table, "tr", *groups):
        if child.tag != "tr":
            groups[child.tag].append(list(inside(child, "tr")))
        elif (before := child.getprevious()) is not None and before.tag == "tr" and groups["tbody"]:
            groups["tbody"][-1].append(child)
        else:
            groups["tbody"].append([child])
    return [group for name in ("thead", "tbody", "tfoot") for group in groups[name]]


def inside(element: html.HtmlElement, *names: str) -> Iterator[html.HtmlElement]:
    """The nearest elements of these names, whatever else a page wraps around them; never those of a table inside."""
    for child in element:
        if child.tag in names:
            yield child
        elif isinstance(child.tag, str) and child.tag not in ("table", "caption", "td", "th") and not unseen(child):
            yield from inside(child, *names)


def span(cell: html.HtmlElement, name: str) -> int:
    """As browsers read it: the digits it begins with."""
    found = re.match(r"\s*(\d{1,5})(?!\d)", cell.get(name, "1"))
    return int(found[1]) if found else 1
