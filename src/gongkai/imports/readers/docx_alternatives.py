"""What a Word file offers in several versions for several programs: the one that Word takes, and a mark where they differ."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.imports.readers.docx_names import COMPATIBILITY, W

BOTH = f"{COMPATIBILITY}AlternateContent"
CHOICE, FALLBACK = f"{COMPATIBILITY}Choice", f"{COMPATIBILITY}Fallback"
# The namespaces that Word since 2010 understands, by their beginnings.
UNDERSTOOD = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "urn:schemas-microsoft-com:office:",
    "urn:schemas-microsoft-com:vml",
)
DRAWN = {f"{W}{name}" for name in ("drawing", "pict", "object")}
PREFIX = re.compile(r"\S+")


def taken(root: etree._Element) -> None:
    """Puts in the place of every set of versions the one that Word takes.

    Where they are more than the ways to draw one picture and say different things, the empty element is left as a mark.
    """
    for element in reversed(list(root.iter(BOTH))):
        branches = [branch for branch in element if branch.tag in (CHOICE, FALLBACK)]
        chosen = next((branch for branch in branches if is_taken(branch)), None)
        differ = not all(is_drawing(branch) for branch in branches) and len({content(branch) for branch in branches}) > 1
        put_in_place(element, chosen, mark=differ or chosen is None)


def is_taken(branch: etree._Element) -> bool:
    """The first choice whose namespaces are all understood, or what is meant for all others."""
    if branch.tag == FALLBACK:
        return True
    needed = PREFIX.findall(branch.get("Requires", ""))
    return bool(needed) and all((branch.nsmap.get(prefix) or "").startswith(UNDERSTOOD) for prefix in needed)


def is_drawing(branch: etree._Element) -> bool:
    inside = [child for child in branch if child.tag != f"{W}r"] + [part for run in branch.iter(f"{W}r") for part in run]
    return bool(inside) and all(child.tag in DRAWN or child.tag == f"{W}rPr" for child in inside if child.getparent() is not None)


def content(branch: etree._Element) -> tuple[bytes, ...]:
    return tuple(etree.tostring(child, method="c14n", exclusive=True) for child in branch)


def put_in_place(element: etree._Element, branch: etree._Element | None, *, mark: bool) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    kept = list(branch) if branch is not None else []
    for child in list(element):
        element.remove(child)
    parent[at : at + 1] = [*([element] if mark else []), *kept]
