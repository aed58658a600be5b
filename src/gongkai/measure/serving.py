"""A folder served to this machine alone, below a path as a portal does it, for as long as it is measured."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """What is fetched is nobody's concern."""


@contextmanager
def served(site: Path, handler: type[http.server.SimpleHTTPRequestHandler] = QuietHandler) -> Iterator[str]:
    """The address of the site's front page, without the stroke at its end."""
    site = site.absolute()
    made = functools.partial(handler, directory=str(site.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), made)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{quote(site.name)}"
    finally:
        server.shutdown()
        server.server_close()
