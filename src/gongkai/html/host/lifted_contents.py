"""A page's list of contents, taken out of its content: a host that lists the page's sections itself lists these."""

from __future__ import annotations

import re
from html import unescape

from gongkai.html.content import Heading

BLOCK = re.compile(rb'<div class="gk-beside">\n<nav class="gk-contents".*?</nav>\n</div>\n?', re.DOTALL)
ENTRY = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
SIGN = b'<nav class="gk-contents"'


def lifted(content: bytes) -> tuple[bytes, tuple[Heading, ...]]:
    """The content without the component `contents`, and what it listed; a page without one is as it was."""
    found = BLOCK.search(content) if SIGN in content else None
    if not found:
        return content, ()
    entries = ENTRY.findall(found[0].decode())
    headings = tuple(Heading(unescape(id), unescape(title), 2) for id, title in entries)
    return content[: found.start()] + content[found.end() :], headings
