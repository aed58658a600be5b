"""The digest of everything that a page can depend on: the data, the templates, the code, the programs that run it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongkai.build.manifest import digest
from gongkai.build.project import Project
from gongkai.downloads.fonts import FOLDER as FONTS
from gongkai.downloads.fonts import NAMES as FONT_NAMES
from gongkai.files import seen

PACKAGE = Path(__file__).parents[1]
DATA = ("site.yml", "agencies.yml", "accessibility.yml")
BESIDE = ("index_numbers.yml", "workdays.yml")  # what the catalogue is checked against
INHERITED = re.compile(r"^INHERIT: *['\"]?([^'\"\s]+)", re.MULTILINE)
CODE = (".py", ".yml", ".html", ".css", ".js", ".txt", ".typ", ".md", ".svg")


def files_below(folder: str, endings: tuple[str, ...] = ()) -> Iterator[str]:
    """Every file below the folder, in order; of these endings where any are given."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:  # another reader says what is wrong with it
        return
    for entry in entries:
        if is_folder(entry) and entry.name not in ("__pycache__", "expected"):
            yield from files_below(entry.path, endings)
        elif not endings or entry.name.endswith(endings):
            yield entry.path


def is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


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


PAGE_LIBRARIES = ("jinja2-", "markupsafe-", "markdown-", "pyyaml-", "pydantic-", "lxml-", "segno-")


def versions(names: tuple[str, ...] = PAGE_LIBRARIES) -> Iterator[str]:
    """Of the libraries that have a word in what is made, by the folders that say which are installed."""
    for folder in sys.path:
        if folder and os.path.isdir(folder):  # noqa: PTH112
            yield from (
                name
                for name in os.listdir(folder)  # noqa: PTH208
                if name.endswith(".dist-info") and name.lower().startswith(names)
            )


@cache
def font_digest() -> str:
    """Changes with the fonts that a PDF is made of, and with the programs that make it."""
    folder = os.environ.get("GONGKAI_FONTS", "")
    files = (seen(f"{folder or FONTS}/{name}") for name in FONT_NAMES)
    return digest(folder, repr([*files]), *sorted(versions(("typst-", "pikepdf-", "python_docx-", "lxml-"))))


def everything(project: Project) -> str:
    """The digest of everything that a site can depend on: the code, the data, the archive, what people wrote, the fonts."""
    others = (project.docs, project.macros, project.data.absolute().parent / "archive")
    folders = (project.data, *(() if project.alone else others))
    own = (digest_of(files_below(str(folder)), str(folder)) for folder in folders)
    return digest(code_digest(), "" if project.alone else font_digest(), *own)


def settings_of(file: Path) -> str:
    """The digest of a generator's settings and of those that they inherit: they decide how written pages come out."""
    text = content_of(str(file))
    parent = INHERITED.search(text.decode("utf-8", "replace"))
    above = file.parent / parent[1] if parent else file
    return digest(text, settings_of(above) if above != file else "")
