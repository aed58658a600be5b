"""The pages that people wrote in `docs/`: what a site generator, or the package itself, makes of their Markdown."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError

from gongkai.build.author_words import UnknownFigureError, register_words
from gongkai.build.authored_markdown import MARKDOWN, Rendered, address_of, rendered
from gongkai.build.authored_markup import completed
from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.project import Project
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.county.addresses import REPORTS
from gongkai.html.setting import Page, Setting
from gongkai.problems import Position, Problem, shown
from gongkai.source.text import read_text

RULE = "page"
FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", re.DOTALL | re.MULTILINE)
COUNTY_WORDS = "gongkai_county_macros"  # what a county's macros/ is imported as; its files may import each other


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """One page as its Markdown was rendered: `source` is its file below `docs/`, `content` its HTML from the `<h1>` on.

    `published` is the day that its head states, for the site map; empty where it states none.
    """

    source: str
    title: str
    description: str
    content: str
    published: str = ""

    @property
    def address(self) -> str:
        return address_of(self.source)


# ---- What an author may write between {{ }}


class MacroEnvironment:
    """What `define_env` of a county's `macros/` is given; it has the names that mkdocs-macros gives such a function."""

    def __init__(self, project: Project, county: County) -> None:
        self.project_dir = str(project.data.parent)
        self.county = county
        self.conf: Mapping[str, Any] = {}
        self.variables: dict[str, Any] = {}
        self.macros: dict[str, Any] = {}
        self.filters: dict[str, Any] = {}

    def macro(self, function: Callable[..., Any], name: str = "") -> Callable[..., Any]:
        self.macros[name or function.__name__] = function
        return function

    def filter(self, function: Callable[..., Any], name: str = "") -> Callable[..., Any]:
        self.filters[name or function.__name__] = function
        return function


@dataclass(frozen=True)
class AuthorWords:
    """The words of the package and those of the county."""

    environment: Environment = field(repr=False)

    def filled(self, text: str, file: Path) -> tuple[str, list[Problem]]:
        """The text with what stands between {{ }} filled in; a problem names the line of the file that cannot be."""
        try:
            return self.environment.from_string(text).render(), []
        except TemplateSyntaxError as error:
            return "", [Problem(place_in(file, text, error.lineno), RULE, f"{{{{ }}}} 里的写法不对：{error.message}")]
        except (TemplateError, UnknownFigureError, TypeError, ValueError) as error:
            return "", [Problem(place_in(file, text, line_of(error)), RULE, f"{{{{ }}}} 里的内容填不出来：{error}")]


def place_in(file: Path, text: str, line: int) -> Position:
    """The line of the file; its head is no part of the text."""
    whole = file.read_text("utf-8").rstrip("\n")
    return Position(shown(file), whole.count("\n") - text.rstrip("\n").count("\n") + line, 1)


def line_of(error: BaseException) -> int:
    """The line of the page that the word stands in, as the template's frames of the traceback tell."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line or 1


def author_words(project: Project, county: County) -> AuthorWords:
    """The package's words, and those that the county's own `macros/` adds (`define_env`)."""
    words = MacroEnvironment(project, county)
    define = defined_in(project.macros) or register_words
    define(words)
    environment = Environment(undefined=StrictUndefined)  # noqa: S701 - it gives Markdown, whose words are the author's own
    environment.globals.update({**words.variables, **words.macros})
    environment.filters.update(words.filters)
    return AuthorWords(environment)


def defined_in(folder: Path) -> Callable[[MacroEnvironment], None] | None:
    """The county's `define_env`; None where it has none."""
    file = folder / "__init__.py"
    if not file.is_file():
        return None
    spec = spec_from_file_location(COUNTY_WORDS, file, submodule_search_locations=[str(folder)])
    assert spec
    assert spec.loader
    for name in [name for name in sys.modules if f"{name}.".startswith(f"{COUNTY_WORDS}.")]:
        del sys.modules[name]  # of another county, or as it was before it was changed
    module = sys.modules[COUNTY_WORDS] = module_from_spec(spec)
    spec.loader.exec_module(module)
    define: Callable[[MacroEnvironment], None] | None = getattr(module, "define_env", None)
    return define


# ---- Rendered without a site generator


def read_authored(project: Project, county: County) -> tuple[list[AuthoredPage], list[Problem]]:
    """Every page of `docs/`, rendered by the package itself."""
    words = author_words(project, county)
    pages, problems = [], []
    for source in sources(project.docs, county):
        page, found = read_page(project.docs, source, words)
        pages += [page] if page else []
        problems += found
    return pages, problems


def read_page(docs: Path, source: str, words: AuthorWords) -> tuple[AuthoredPage | None, list[Problem]]:
    file = shown(docs / source)
    text, problems = read_text(docs / source)
    if text is None:
        return None, problems
    meta, body, wrong = split(text, file)
    filled, unfilled = (body, []) if meta.get("render_macros") is False else words.filled(body, docs / source)
    if wrong or unfilled:
        return None, [*problems, *wrong, *unfilled]
    made = rendered(filled, source, docs)
    return authored(source, meta, made), problems


def authored(source: str, meta: Mapping[str, Any], made: Rendered) -> AuthoredPage:
    """The page as it stands in the frame. Its title is what its head says, or its first heading."""
    title = str(meta.get("title") or made.title or address_of(source))
    content = completed(made.html, made.headings, hidden="toc" in meta.get("hide", ()))
    return AuthoredPage(
        source, unescape(title), unescape(str(meta.get("description", ""))), content, str(meta.get("published") or "")
    )


def split(text: str, file: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """The head of a page (YAML between two lines of ---) and its body, whose lines keep their numbers."""
    found = FRONT_MATTER.match(text)
    if not found:
        return {}, text, []
    try:
        meta = yaml.safe_load(found[1])
    except yaml.YAMLError:
        meta = None
    if not isinstance(meta, dict):
        return {}, "", [Problem(Position(file, 1, 1), RULE, "开头两行“---”之间应是“名称: 内容”，一行一条")]
    return meta, text[found.end() :], []


def sources(docs: Path, county: County) -> Iterator[str]:
    """The Markdown files in the order of a site map; a list of reports with no report would be an empty part of the column."""
    empty = "" if county.collection.reports else f"{REPORTS}/index{MARKDOWN}"
    yield from (file for file in files_in(docs) if file.endswith(MARKDOWN) and file != empty)


def files_in(docs: Path) -> list[str]:
    """Every file, those of a folder before those of the folders in it, an index first; hidden ones are nobody's pages."""
    if not docs.is_dir():
        return []
    found = (file.relative_to(docs) for file in docs.rglob("*") if file.is_file())
    shown_files = [file for file in found if not any(part.startswith(".") for part in file.parts)]

    def place(file: Path) -> tuple[tuple[str, ...], bool, str]:
        return file.parent.parts, file.stem != "index", file.name

    return [file.as_posix() for file in sorted(shown_files, key=place)]


# ---- As targets


def authored_targets(project: Project, pages: Sequence[AuthoredPage], setting: Setting, frame: str) -> Iterator[Target]:
    """The pages, and the other files of `docs/`."""

    def make() -> Iterator[Page]:
        for page in pages:
            yield as_page(page)

    def static() -> Iterator[File]:
        for file in others:
            yield File(file, (project.docs / file).read_bytes())

    others = [file for file in files_in(project.docs) if not file.endswith(MARKDOWN)]
    yield Target("authored", digest(frame, *map(repr, pages)), make, setting, Searched(like_page()))
    of = digest(*(part for file in others for part in (file, (project.docs / file).read_bytes())))
    yield Target("docs", of, static, setting)


def as_page(page: AuthoredPage) -> Page:
    return Page(page.address, page.title, page.description, page.content.encode(), (), {})
