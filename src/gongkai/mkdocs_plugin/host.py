"""Another theme than ours: its page drawn around the column's, and the column's parts in its menu."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from gongkai.build.host_menu import placed
from gongkai.html.frame import CONTENT, Frame
from gongkai.html.pages.site_parts import SitePart
from gongkai.statute.column import column

# Material lists a page's sections below its entry in a phone's menu; others make that entry a link to where the reader is.
LISTS_BELOW = "material"
FRONT = "./"  # how the generator names the address of the front page
# Material sets a title of its own above a page that has none.
PLACE = f"{CONTENT}<!--<h1>-->"
IN_SCRIPT = re.compile(r'"[^"\n]*\\ue00[0-9][^"\n]*"')


class ThemeHost:
    """`config` is the generator's; its menu, files and templates come while it runs."""

    def __init__(self, config: MkDocsConfig, folder: Path) -> None:
        self.config, self.folder = config, folder
        self.nav, self.files = Navigation([], []), Files([])
        self.env: Environment | None = None
        self.parts: dict[str, Page] = {}
        self.standing: list[File] = []
        self.listed: dict[str, str] = {}

    # ---- The menu

    def with_parts(self, files: Files, sources: Sequence[File], parts: Sequence[SitePart]) -> Files:
        """The host's files, the package's pages, and for a part that data makes a file that stands for it in the menu."""
        known = {file.url for file in files.documentation_pages()}
        own = [file for file in sources if file.url not in known]
        known |= {file.url for file in own}
        made = (f"{part.address}/index.md" for part in parts if f"{part.address}/" not in known)
        self.standing = [File.generated(self.config, name, content="", inclusion=InclusionLevel.NOT_IN_NAV) for name in made]
        self.listed = {f"{part.address}/": part.title for part in parts}
        if self.config.nav:
            self.config.nav = [*placed(self.config.nav, [{part.title: f"{part.address}/index.md"} for part in parts])]
        return Files([*files, *own, *self.standing])

    def with_menu(self, nav: Navigation, files: Files) -> Navigation:
        """Where the county wrote no menu, the parts stand below the column's name, after what is the host's; or beside its front
        page, where the site has no other.
        """
        for file in self.standing:
            files.remove(file)
        self.files = files
        pages = {file.url: file.page for file in (*files.documentation_pages(), *self.standing) if file.page}
        self.parts = {url: pages[url] for url in self.listed if url in pages}
        for file in self.standing:
            if file.page and file.page.title is None:
                file.page.title = self.listed[file.url]
        self.nav = nav if self.config.nav else self.own_menu(nav, pages)
        return self.nav

    def own_menu(self, nav: Navigation, pages: Mapping[str, Page]) -> Navigation:
        parts = [*self.parts.values()]
        others, listed = [*without(nav.items, parts)], [page for page in nav.pages if page not in parts]
        if nav.homepage:
            section = Section(column().name, [*parts])
            for page in parts:
                page.parent = section
            return Navigation([*others, section], listed)
        front = pages[FRONT]
        return Navigation([front, *parts, *others], [front, *listed])

    # ---- The page

    def draw(self, frame: Frame) -> str:
        depth = frame.up.count("/")
        part = self.parts.get(frame.part)
        page = DrawnPage(
            part if self.config.theme.name == LISTS_BELOW else None,
            frame.title,
            File.generated(self.config, f"{'x/' * depth}index.md", content=""),
            self.config,
        )
        page.content, page.canonical_url, page.edit_url = PLACE, frame.canonical or None, None
        page.meta = {"description": frame.description, **({} if frame.headings else {"hide": ["toc"]})}
        page.toc = TableOfContents([AnchorLink(heading.title, heading.id, 2) for heading in frame.headings])
        above: Any = None  # a link stands here for a section: all that themes ask of it is a title and an address
        for link in frame.path:
            item = Link(link.title, link.href or "./")
            item.parent, above = above, item
        page.parent = above
        if part:
            part.active = True
        try:
            assert self.env
            template = self.env.get_template("main.html")
            drawn = template.render(get_context(self.nav, self.files, self.config, page))
        finally:
            if part:
                part.active = False
        return IN_SCRIPT.sub('""', drawn.replace(PLACE, CONTENT))


class DrawnPage(Page):
    """A page of the column, for which the menu marks its part, and below which a theme may list the page's sections."""

    def __init__(self, part: Page | None, title: str, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)
        self.part = part

    def __eq__(self, other: object) -> bool:
        return other is self or (self.part is not None and other is self.part)

    __hash__ = Page.__hash__

    # People write the front page; `verify.html` stands at the top too, and a theme would leave its title out.
    is_homepage = False


def without(items: Sequence[Any], pages: Sequence[Page]) -> Iterator[Any]:
    """The menu without those pages, and without a section that then is empty."""
    for item in items:
        if isinstance(item, Section):
            item.children = [*without(item.children, pages)]
            if item.children:
                yield item
        elif item not in pages:
            yield item
