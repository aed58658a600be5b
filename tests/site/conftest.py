"""Builds the county's own site once, as an office would, and serves it below a path as a portal does."""

import gzip
import http.server
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from gongkai.county.addresses import kind_of_page
from gongkai.measure import pages as places
from gongkai.measure.serving import served

from .kept import ROOT, kept

DEMO = ROOT / "tests" / "sites" / "demo"
PROJECT = ("mkdocs.yml", "macros", "docs", "data")


def run_build(project: Path, site: Path, *, program: str = "mkdocs", **environment: str) -> subprocess.CompletedProcess[str]:
    """A strict build, as `make site` calls it."""
    command = [
        sys.executable,
        "-m",
        program,
        "build",
        "--strict",
        "--config-file",
        str(project / "mkdocs.yml"),
        "--site-dir",
        str(site),
    ]
    quiet = {"DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}
    env = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"} | quiet | environment
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)


def copy_project(folder: Path) -> Path:
    """The project's own site in a folder where a test may break things."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PROJECT:
        source = ROOT / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def site() -> Path:
    return kept("site", build_own) / "zwgk"


def build_own(folder: Path) -> None:
    done = run_build(ROOT, folder / "zwgk")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def demo_site() -> Path:
    return kept("demo", build_demo) / "site"


def build_demo(project: Path) -> None:
    """A county that has stated everything, built from its own data by the project's words."""
    for name in ("macros",):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "mkdocs.yml", project)
    shutil.copytree(DEMO, project, dirs_exist_ok=True)
    done = run_build(project, project / "site")
    assert done.returncode == 0, done.stdout + done.stderr


# One of each kind, with a correction, a form of another year, a missing year and years in which an agency was not there.
AGENCIES = ("shili", "office", "market", "nixi", "xugu", "rural")


def build_county(folder: Path, data: Path, *agencies: str) -> None:
    """The large fictional county with those agencies' reports, or with all, built as `make demo` does."""
    project = copy_project(folder / "project")
    demo = project / "examples/demo"
    shutil.copytree(ROOT / "examples/demo", demo, ignore=shutil.ignore_patterns("data", "archive", "site", ".*"))
    shutil.copytree(data, demo / "data")
    for report in (demo / "data/reports").glob("*/*") if agencies else []:
        if report.name not in agencies:
            shutil.rmtree(report)
    if agencies:
        (demo / "data/addresses.txt").unlink()  # it names the pages of all
    done = run_build(demo, folder / "zwgk")
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(project)


@pytest.fixture(scope="session")
def county_site(county_data: Path) -> Path:
    """The large fictional county with a few of its agencies."""
    return kept("county", lambda folder: build_county(folder, county_data, *AGENCIES)) / "zwgk"


@pytest.fixture(scope="session")
def whole_county_site(county_data: Path) -> Path:
    return kept("whole-county", lambda folder: build_county(folder, county_data)) / "zwgk"


@dataclass(frozen=True)
class Column:
    """A built site, where it is served, and which of its pages are looked at."""

    site: Path
    address: str
    pages: tuple[str, ...]


WHOLE_TABLE = "fdzdgknr/quanbu/quanbu/"  # every entry in one page of a megabyte, for whoever asks for just that
COLUMNS = {"county": "site", "demo": "demo_site", "demo county": "county_site"}


@pytest.fixture(scope="session", params=COLUMNS)
def column(request: pytest.FixtureRequest) -> Iterator[Column]:
    """Each site in turn, with its part of the pages of which there is one of each kind.

    `whole_column` has every page, or many of each kind.
    """
    sites = {name: request.getfixturevalue(fixture) for name, fixture in COLUMNS.items()}
    with served(sites[request.param]) as address:
        yield Column(sites[request.param], address, one_of_each_kind(sites)[request.param])


def one_of_each_kind(sites: Mapping[str, Path]) -> Mapping[str, tuple[str, ...]]:
    """One page of each kind that any of the sites has, by site: of a kind that several have, each in turn shows one."""
    having: dict[str, dict[str, str]] = {}
    for name, site in sites.items():
        for page in places.one_of_each(page for page in places.pages(site) if page != WHOLE_TABLE):
            having.setdefault(kind_of_page(page), {})[name] = page
    chosen = [[*where.items()][number % len(where)] for number, where in enumerate(having.values())]
    return {name: tuple(page for site, page in chosen if site == name) for name in sites}


@pytest.fixture(scope="session", params=COLUMNS)
def whole_column(request: pytest.FixtureRequest) -> Iterator[Column]:
    """Each site in turn, with every page, or of each kind some, 60 or more; WHOLE_TABLE has tests of its own."""
    with whole(request, request.param) as column:
        yield column


@contextmanager
def whole(request: pytest.FixtureRequest, name: str) -> Iterator[Column]:
    fixture = COLUMNS[name]
    site = request.getfixturevalue("whole_county_site" if fixture == "county_site" else fixture)
    with served(site) as address:
        yield Column(site, address, tuple(places.sample(page for page in places.pages(site) if page != WHOLE_TABLE)))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served: below a path, by a plain static server."""
    with served(site) as url:
        yield url


@pytest.fixture(scope="session")
def demo_address(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as url:
        yield url


@pytest.fixture(scope="session")
def county_address(county_site: Path) -> Iterator[str]:
    with served(county_site) as url:
        yield url


class Packing(http.server.SimpleHTTPRequestHandler):
    """gzip, and a policy under which nothing inline and nothing foreign runs."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        path += "index.html" if path.endswith("/") else ""
        if not Path(path).is_file():
            self.send_error(404)
            return
        body = gzip.compress(Path(path).read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if path.endswith(".html") else ""))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.sent.append((self.path, len(body)))
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """A test's output is not a server's log."""


@pytest.fixture(scope="session")
def packed(site: Path) -> Iterator[str]:
    with served(site, Packing) as url:
        yield url
