"""The written pages, the county's and the package's: what a site generator, or the package itself, makes of their Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from html import unescape
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from gongkai.build.author_words import UnknownFigureError, register_words
from gongkai.build.cache import cached
from gongkai.build.county import County
from gongkai.build.county_words import CountyWordsError, defined_in
from gongkai.build.host_site import HOST, host_files
from gongkai.build.inputs import code_digest
from gongkai.build.manifest import digest
from gongkai.build.page_sources import RULE, PageSource, Rendered, address_of, files_in, other_files, page_sources, split
from gongkai.build.project import Project
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.html.markdown_markup import completed
from gongkai.html.setting import Page, Setting
from gongkai.html.surroundings import OWN_FRAME, Surroundings
from gongkai.problems import Position, Problem, one_line, shown
from gongkai.source.text import read_text

PAIRS = "请看花括号、括号和引号是否成对"
NAMED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """One page as its Markdown was rendered: `source` is its file below `folder`, `content` its HTML from the `<h1>` on.

    `published` is the day that its head states, for the site map; empty where it states none. `whole` is the page as a host has
    drawn it; empty where the column's frame is put around it.
    """

    source: str
    title: str
    description: str
    content: str
    published: str = ""
    folder: Path = field(default=Path(), repr=False)
    whole: str = ""

    @property
    def address(self) -> str:
        return address_of(self.source)

    @property
    def file(self) -> Path:
        return self.folder / self.source


# ---- What an author may write between {{ }}


class MacroEnvironment:
    """What `define_env` of a county's `macros/` is given; it has the names that mkdocs-macros gives such a function."""

    def __init__(self, project: Project, county: County, around: Surroundings = OWN_FRAME) -> None:
        self.around = around
        self.project_dir, self.docs = str(project.data.parent), project.docs
        self.county = county
        self.conf: Mapping[str, Any] = {}
        self.variables: dict[str, Any] = {}
        self.macros: dict[str, Any] = {}
        self.filters: dict[str, Any] = {}

    def macro(self, function: Callable[..., Any], name: str = "") -> Callable[..., Any]:
        @wraps(function)
        def framed(*given: Any, **named: Any) -> Any:
            made = function(*given, **named)
            return self.around.inside(made) if isinstance(made, str) else made

        self.macros[name or function.__name__] = framed
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
            return "", [Problem(place_in(file, text, error.lineno), RULE, f"{{{{ }}}} 里的写法不对；{PAIRS}")]
        except (TemplateError, UnknownFigureError, TypeError, ValueError) as error:
            return "", [Problem(place_in(file, text, line_of(error)), RULE, f"{{{{ }}}} 里的内容填不出来：{in_words(error)}")]
        except Exception as error:  # a county's own word may raise anything
            said = f"{type(error).__name__}: {one_line(str(error))}"
            return "", [Problem(place_in(file, text, line_of(error)), RULE, f"{{{{ }}}} 里的词运行出错：{said}")]


def place_in(file: Path, text: str, line: int) -> Position:
    """The line of the file; its head is no part of the text."""
    whole = file.read_text("utf-8").rstrip("\n")
    return Position(shown(file), whole.count("\n") - text.rstrip("\n").count("\n") + line, 1)


def in_words(error: Exception) -> str:
    """Why it cannot be filled in, to the office: the template engine says it in English."""
    if isinstance(error, UndefinedError):
        named = NAMED.findall(str(error))
        return f"没有“{one_line(named[-1])}”这个写法" if named else "没有这个写法"
    if isinstance(error, SecurityError):
        return "这里不许这样写"
    return "括号里的内容与这个写法不符" if isinstance(error, TypeError) else one_line(str(error))


def line_of(error: BaseException) -> int:
    """The line of the page that the word stands in, as the template's frames of the traceback tell."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line or 1


def wrong_words(project: Project, county: County) -> list[Problem]:
    """What is wrong with the county's own `macros/`, so that it is told before anything is made."""
    try:
        author_words(project, county)
    except CountyWordsError as error:
        return [error.problem]
    return []


def author_words(project: Project, county: County, around: Surroundings = OWN_FRAME) -> AuthorWords:
    """The package's words, and those that the county's own `macros/` adds; CountyWordsError where it cannot be run."""
    words = MacroEnvironment(project, county, around)
    define = defined_in(project.macros) or register_words
    define(words)
    # It gives Markdown, whose words are the author's own.
    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.globals.update({**words.variables, **words.macros})
    environment.filters.update(words.filters)
    return AuthorWords(environment)


# ---- Rendered without a site generator


def read_authored(project: Project, county: County) -> tuple[list[AuthoredPage], list[Problem]]:
    """Every page that is written, rendered by the package itself."""
    words = author_words(project, county)
    pages, problems = [], []
    for source in page_sources(project.docs, county):
        page, found = read_page(project, source, words)
        pages += [page] if page else []
        problems += found
    return pages, problems


def read_page(project: Project, source: PageSource, words: AuthorWords) -> tuple[AuthoredPage | None, list[Problem]]:
    text, problems = read_text(source.file)
    if text is None:
        return None, problems
    meta, body, wrong = split(text, shown(source.file))
    filled, unfilled = (body, []) if meta.get("render_macros") is False else words.filled(body, source.file)
    if wrong or unfilled:
        return None, [*problems, *wrong, *unfilled]
    return authored(source, meta, rendered_page(filled, source.name, project)), problems


def rendered_page(text: str, name: str, project: Project) -> Rendered:
    """Kept from build to build: what renders Markdown takes longer to load than most of a small change. Links are followed to
    files that are there.
    """

    def made() -> Rendered:
        from gongkai.build.authored_markdown import rendered  # noqa: PLC0415 - see above

        return rendered(text, name, project.docs)

    of = digest(code_digest(), text, name, repr(files_in(project.docs)))
    return cached(project.cache / f"rendered.{name.replace('/', '.')}", of, made)


def authored(source: PageSource, meta: Mapping[str, Any], made: Rendered) -> AuthoredPage:
    """The page as it stands in the frame. Its title is what its head says, or its first heading."""
    title = str(meta.get("title") or made.title or source.address)
    about = str(meta.get("description", ""))
    content = completed(made.html, made.headings, hidden="toc" in meta.get("hide", ()))
    return AuthoredPage(source.name, unescape(title), unescape(about), content, str(meta.get("published") or ""), source.folder)


# ---- As targets


def authored_targets(project: Project, pages: Sequence[AuthoredPage], setting: Setting, frame: str) -> Iterator[Target]:
    """The pages, and the other files beside them; of a host those that it has put there itself."""

    def make() -> Iterator[Page]:
        for page in pages:
            yield as_page(page)

    def static() -> Iterator[File]:
        for name, file in others.items():
            yield File(name, file.read_bytes())

    folder = setting.around.folder
    others = host_files(folder, pages, setting.site) if folder else other_files(project.docs)
    yield Target("authored", digest(frame, *map(repr, pages)), make, setting, Searched(like_page()))
    of = digest(*(part for name, file in others.items() for part in (name, file.read_bytes())))
    yield Target(HOST if folder else "docs", of, static, setting)


def as_page(page: AuthoredPage) -> Page:
    return Page(page.address, page.title, page.description, page.content.encode(), (), {}, whole=page.whole.encode(), coded=True)
