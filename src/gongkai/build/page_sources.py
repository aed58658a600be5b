"""The Markdown files that a site's written pages come from: the county's own, and the package's where the county wrote none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from gongkai.build.county import County
from gongkai.county.addresses import REPORTS
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import read_text

RULE = "page"
MARKDOWN = ".md"
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^# +(.+?) *#*$", re.MULTILINE)
# What is true of every county: a page for each part of the column, and what stands beside them.
TEXTS = Path(__file__).parents[1] / "html" / "pages" / "texts"


class PageSource(NamedTuple):
    """`name` is the file's path below its folder, which is `docs/` or the package's own."""

    folder: Path
    name: str

    @property
    def file(self) -> Path:
        return self.folder / self.name

    @property
    def address(self) -> str:
        return address_of(self.name)


class Rendered(NamedTuple):
    """What its Markdown became: HTML from the page's heading on; the id and the title of each section below it."""

    html: str
    title: str
    headings: tuple[tuple[str, str], ...]


def address_of(name: str) -> str:
    """The folder of the page that a Markdown file becomes.

    >>> address_of("index.md"), address_of("zfxxgkzn/index.md"), address_of("zfxxgkzn/lianxi.md")
    ('', 'zfxxgkzn', 'zfxxgkzn/lianxi')
    """
    name = name.removesuffix(MARKDOWN)
    return name.removesuffix("index").rstrip("/") if name.rpartition("/")[2] == "index" else name


def page_sources(docs: Path, county: County) -> list[PageSource]:
    """In the order of a site map; a list of reports with no report would be an empty part of the column."""
    own = [*own_sources(docs)]
    replaced = {source.address for source in own}
    found = [*own, *(source for source in own_sources(TEXTS) if source.address not in replaced)]
    empty = () if county.collection.reports else (REPORTS,)
    return sorted((source for source in found if source.address not in empty), key=lambda source: place(source.name))


def own_sources(docs: Path) -> Iterator[PageSource]:
    yield from (PageSource(docs, name) for name in files_in(docs) if name.endswith(MARKDOWN))


def other_files(docs: Path) -> Mapping[str, Path]:
    """Everything that is no page, by its path below the site; the county's own replaces the package's."""
    found = ((name, folder / name) for folder in (TEXTS, docs) for name in files_in(folder))
    return {name: file for name, file in found if not name.endswith(MARKDOWN)}


def files_in(folder: Path) -> list[str]:
    """Every file in the order of a site map; hidden ones are nobody's pages."""
    if not folder.is_dir():
        return []
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return in_order(file.as_posix() for file in found if not any(part.startswith(".") for part in file.parts))


def in_order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=place)


def place(name: str) -> tuple[tuple[str, ...], bool, str]:
    """Files of a folder come before those of the folders in it, an index first."""
    file = Path(name)
    return file.parent.parts, file.stem != "index", file.name


def split(text: str, file: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """The head of a page (YAML between two lines of ---) and its body, whose lines keep their numbers."""
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text, []
    try:
        meta = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError):  # a day that does not exist; brackets without an end
        meta = None
    if not isinstance(meta, dict):
        return {}, "", [Problem(Position(file, 1, 1), RULE, "开头两行“---”之间应是“名称: 内容”，一行一条")]
    return meta, text[found.end() :], []


def head_of(source: PageSource) -> Mapping[str, Any]:
    """What the page's head says, with its first heading as the title of one that states none; empty where it cannot be read."""
    text, _ = read_text(source.file)
    head, body, _ = split(text or "", shown(source.file))
    heading = HEADING.search(body)
    return {**({"title": heading[1]} if heading else {}), **head}
