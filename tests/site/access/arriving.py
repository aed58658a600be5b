"""A page over a slow line, tag by tag: what already stands on the screen stays where it is while the rest comes.

Where a table finds the width of its columns by what stands in them (comparisons, lists over many years), its heads do move.
"""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.measure.serving import QuietHandler
from gongkai.measure.states import reader
from tests.site.access.layout import shift_findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FIRST_BYTES = 6_000  # of the body; what follows is below a phone's screen
A_FRAME = 0.025  # seconds; each piece is painted before the next one comes


class SlowLine(QuietHandler):
    """Pages come tag by tag, everything else as from any server."""

    def do_GET(self) -> None:  # noqa: N802 - the server's own name for it
        path = Path(self.translate_path(self.path))
        if not path.is_dir():
            super().do_GET()
            return
        page = (path / "index.html").read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        for start, end in pairwise([0, *ends_of_tags(page), len(page)]):
            self.wfile.write(page[start:end])
            self.wfile.flush()
            time.sleep(A_FRAME)


def ends_of_tags(page: bytes) -> list[int]:
    start = page.index(b"<body")
    return [start + tag.end() for tag in re.finditer(rb">", page[start : start + FIRST_BYTES])]


def arriving_findings(browser: Browser, slow: str, path: str, state: str = "phone") -> list[str]:
    """`slow` is the address of a `SlowLine` server."""
    with reader(browser, state) as page:
        page.goto(f"{slow}/{path}", wait_until="load")
        return shift_findings(page)
