"""The site as it would be, shown on this machine alone and made anew when something in the county's folder changes."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gongkai.build.inputs import files_below
from gongkai.build.project import Built, Project
from gongkai.build.site import build_site
from gongkai.files import seen

HOST = "127.0.0.1"
FOLDER, CACHE = ".cache/preview", ".cache/preview-pages"  # the preview is nobody's published site
LOOK_EVERY = 0.5  # seconds
Tell = Callable[[Built], None]


def preview_of(folder: Path) -> Project:
    """The county's project, made into a folder of its own, with its drafts."""
    return Project(folder / "data", folder / "docs", folder / "macros", folder / FOLDER, folder / CACHE, drafts=True)


@contextmanager
def served(site: Path, port: int) -> Iterator[str]:
    """Where the folder can be looked at, also after another has taken its place; raises OSError where the port is taken."""
    server = ThreadingHTTPServer((HOST, port), partial(SiteHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def follow(project: Project, tell: Tell) -> None:
    """Builds again at each change, until somebody stops it; what could not be built leaves the site that is shown."""
    known = state_of(project)
    while True:
        time.sleep(LOOK_EVERY)
        now = state_of(project)
        if now != known:
            known = now
            tell(build_site(project, jobs=1))  # a process with threads is not copied


def state_of(project: Project) -> tuple[tuple[str, object], ...]:
    """Every file of the county with its size and time."""
    folders = (project.data, project.docs, project.macros)
    return tuple((path, seen(path)) for folder in folders for path in files_below(str(folder)))


class SiteHandler(SimpleHTTPRequestHandler):
    """Files of the site as they are now; for an address without one, the site's own page about that."""

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def list_directory(self, path: str | os.PathLike[str]) -> None:  # noqa: ARG002 - the library passes it
        """A folder without a page has none; its files are not listed."""
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """What a browser fetches is of no use to the person."""
