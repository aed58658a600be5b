"""The digest of everything that a page can depend on: the data, the templates, the code, the programs that run it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from gongkai.build.manifest import digest

PACKAGE = Path(__file__).parents[1]
DATA = ("site.yml", "agencies.yml", "accessibility.yml")
BESIDE = ("index_numbers.yml", "workdays.yml")  # what the catalogue is checked against
CODE = (".py", ".yml", ".html", ".css", ".js", ".txt", ".typ")


def files_below(folder: str, endings: tuple[str, ...] = ()) -> Iterator[str]:
    """Every file below the folder, in order; of these endings where any are given."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir() and entry.name not in ("__pycache__", "expected"):
            yield from files_below(entry.path, endings)
        elif not endings or entry.name.endswith(endings):
            yield entry.path


def content_of(path: str) -> bytes:
    """What the file holds, nothing for one that is not there; another reader says what is wrong with it."""
    try:
        with open(path, "rb") as opened:  # noqa: PTH123
            return opened.read()
    except OSError:
        return b"\x00not there"


def digest_of(paths: Iterator[str], root: str) -> str:
    parts: list[str | bytes] = []
    for path in paths:
        parts += (path.removeprefix(root), content_of(path))
    return digest(*parts)


@cache
def code_digest() -> str:
    """Changes with any line of the package and with the programs that it is run by."""
    return digest(digest_of(files_below(str(PACKAGE), CODE), str(PACKAGE)), sys.version, *sorted(versions()))


def versions() -> Iterator[str]:
    """Of the libraries that have a word in what a page holds, by the folders that say which are installed."""
    names = ("jinja2-", "markupsafe-", "pyyaml-", "pydantic-", "xlsxwriter-", "lxml-")
    for folder in sys.path:
        if folder and os.path.isdir(folder):  # noqa: PTH112
            yield from (
                name
                for name in os.listdir(folder)  # noqa: PTH208
                if name.endswith(".dist-info") and name.lower().startswith(names)
            )


def report_digest(data: Path) -> str:
    """Of the reports' words and figures, not of the documents they came from."""
    paths = (path for path in files_below(str(data / "reports")) if path.endswith(("report.yml", "narrative.md")))
    return digest_of(paths, str(data))


def catalogue_digest(data: Path) -> str:
    """Of the catalogue in force, of those of earlier years, and of what they are checked against."""
    folders = (str(folder) for folder in sorted(data.glob("catalogue*")))
    return digest_of(chain(*map(files_below, folders), (str(data / name) for name in BESIDE)), str(data))


def head_digest(data: Path) -> str:
    return digest_of((str(data / name) for name in DATA), str(data))


def pages_digest(docs: Path) -> str:
    """Which pages people wrote: the menu follows from them, whatever they say."""
    return digest(*(path.removeprefix(str(docs)) for path in files_below(str(docs))))
