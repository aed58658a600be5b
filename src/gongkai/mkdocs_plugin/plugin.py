"""The plugin `gongkai`: a site generator renders what people wrote in `docs/`, and the builder makes the site of it."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from gongkai.build.authored_markdown import EXTENSIONS, SETTINGS, LinkExtension
from gongkai.build.authored_pages import AuthoredPage, AuthorWords, author_words, authored
from gongkai.build.inputs import settings_of
from gongkai.build.page_sources import PageSource, Rendered, page_sources
from gongkai.build.project import Built, Project
from gongkai.build.rights import without_rights
from gongkai.build.site import MadeSite, SiteBuild
from gongkai.build.turns import Turn
from gongkai.cli.console import replace_unprintable
from gongkai.county.settings import FRAMES, OWN_THEME, RULE, installed_themes, unknown_theme, wrong_settings
from gongkai.html.host.host_frame import HostFrame
from gongkai.html.pages.site_parts import BESIDE, parts_of_data
from gongkai.html.surroundings import OWN_FRAME, Surroundings
from gongkai.mkdocs_plugin.host import ThemeHost
from gongkai.problems import Position, Problem, errors, shown, summary
from gongkai.reports.holding_back import in_words
from gongkai.source.text import told
from gongkai.statute.column import column

UNTOUCHED = "没有写入任何文件"
INSTEAD = "material 请写 font: false、不写 repo_url，mkdocs 和 readthedocs 请写 highlightjs: false"
log = logging.getLogger("mkdocs.gongkai")
IGNORED = logging.DEBUG  # the builder looks at every link, in raw HTML too


class NoOptions(Config):  # type: ignore[no-untyped-call] # the generator's classes are built without types
    """The plugin has none: what differs between counties is in their data."""


class GongkaiPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call] # as above
    """One run of the generator. Its last event comes without a configuration, so what it needs then is kept here."""

    def __init__(self) -> None:
        self.serving = False
        self.begun: SiteBuild | None = None
        self.made: MadeSite | None = None
        self.current = False
        self.links = LinkExtension(Path())
        self.words: AuthorWords | None = None
        self.pages: dict[str, AuthoredPage] = {}
        self.problems: list[Problem] = []
        self.host: ThemeHost | None = None
        self.turn = Turn()

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[Any, Any]:
        """Before anything is built: an option that the plugin does not have is told in a line of the office's language."""
        found = errors(wrong_settings(Path(config_file_path or ""), installed_themes()))
        refuse(found, UNTOUCHED)
        return super().load_config(options, config_file_path)

    @property
    def build(self) -> SiteBuild:
        assert self.begun  # `on_config` comes before everything else
        return self.begun

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """What `serve` shows on this machine is nobody's published site."""
        replace_unprintable()
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The package's defaults: the extensions of Markdown, links that are followed and looked at by the builder."""
        if config.theme.name not in FRAMES:
            place = Position(shown(Path(config.config_file_path)))
            refuse([unknown_theme(place, str(config.theme.name), installed_themes())], UNTOUCHED)
        project = project_of(config, serving=self.serving)
        refuse([*without_rights(project)] or self.turn.begin(project), UNTOUCHED)
        self.host = None if config.theme.name == OWN_THEME else ThemeHost(config, beside(project.site))
        around = HostFrame(self.host) if self.host else OWN_FRAME
        self.begun = SiteBuild(project, settings_of(Path(config.config_file_path)), around=around)
        self.made, self.pages, self.problems = None, {}, []
        self.links = LinkExtension(project.docs)
        own = [name for name in config.markdown_extensions if name not in EXTENSIONS]
        extensions: list[Any] = [*EXTENSIONS, *own, self.links]
        config.markdown_extensions = extensions
        given = config.mdx_configs
        stated = given if self.host else {}  # a host's own settings of Markdown hold in its pages
        config.mdx_configs = {**given, **{name: {**settings, **stated.get(name, {})} for name, settings in SETTINGS.items()}}
        links = config.validation.links
        links.not_found = links.anchors = links.unrecognized_links = links.absolute_links = IGNORED
        config.site_dir = str(self.host.folder if self.host else project.staging)
        config.watch = [*config.watch, *(str(folder) for folder in (project.data, project.macros) if folder.is_dir())]
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Stop before anything is touched."""
        self.current = self.host is None and self.build.is_current()
        if self.current:
            return
        self.problems = self.build.check()
        refuse(self.problems)
        site = self.build.county.site
        if self.host is None:
            config.site_name = f"{site.government} · {column().name}"
        config.site_url = (self.host and config.site_url) or site.column_url or ""
        self.words = author_words(self.build.project, self.build.county, self.build.around)
        log.info("检查：%s。逐条查看：gongkai check", summary(self.problems))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The pages that people wrote and the package's, and nothing else; none where nothing has changed."""
        if self.current:
            return Files([])
        docs, county = self.build.project.docs, self.build.county
        if self.host:
            ours = [package_file(each, config) for each in page_sources(docs, county) if each.folder != docs]
            return self.host.with_parts(files, ours, [*parts_of_data(county.collection), *BESIDE])
        own = {file.src_uri: file for file in files.documentation_pages()}
        sources = page_sources(docs, county)
        found = (own.get(each.name) if each.folder == docs else package_file(each, config) for each in sources)
        return Files([file for file in found if file])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return self.host.with_menu(nav, files) if self.host else nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        if self.host:
            self.host.env = env
        return env

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """What stands between {{ }} is filled in."""
        self.links.follower.source = page.file.src_uri
        if page.file.generated_by or page.meta.get("render_macros") is False:
            return markdown
        assert self.words
        filled, problems = self.words.filled(markdown, source_of(page).file)
        self.problems += problems
        return filled

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        sections = [section for top in page.toc for section in top.children if section.level == 2]
        headings = tuple((section.id, unescape(section.title)) for section in sections)
        if page.file.generated_by:  # another plugin's
            return html
        made = authored(source_of(page), page.meta, Rendered(html, str(page.title or ""), headings))
        self.pages[page.file.src_uri] = replace(made, content=html) if self.host else made
        return self.pages[page.file.src_uri].content

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The page in the column's frame, as the builder writes it too."""
        made = self.pages.get(page.file.src_uri)
        if self.host:
            if made:
                self.pages[page.file.src_uri] = self.build.completed(made, output)
            return output
        return self.build.framed(self.pages[page.file.src_uri]).decode()

    @event_priority(-100)  # after the search of a host has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.current:
            log.info("没有变化：%s", shown(self.build.project.site))
            log_held(self.build.known.held)
            return
        refuse(self.problems)
        made = self.build.make([*self.pages.values()])
        refuse(made.built.problems)
        self.made = made
        warn_of_fetching(self.build.around, config)
        log_outcome(made.built)
        if self.serving:
            self.put_in_place()

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """The builder has a folder of its own; what the generator made is not all of the site."""
        server.root = str(self.build.project.site)
        return server

    def on_build_error(self, *, error: Exception) -> None:
        """A strict build may still be refused after everything was written; what the system refuses is told in a line."""
        self.made = None
        if isinstance(error, OSError):
            raise Abort(f"{told(error)}。已发布的网站没有改动。")

    def on_shutdown(self) -> None:
        try:
            self.put_in_place()
        except OSError as error:
            raise Abort(told(error)) from None
        finally:
            if self.begun:
                shutil.rmtree(self.begun.project.staging, ignore_errors=True)
            if self.host:
                shutil.rmtree(self.host.folder, ignore_errors=True)
            self.turn.end()

    def put_in_place(self) -> None:
        if self.made:
            self.build.put_in_place(self.made)
            self.made = None


def refuse(problems: list[Problem], so: str = "已发布的网站没有改动。") -> None:
    """Stops with everything that was found, where an error is among it."""
    if errors(problems):
        print(*problems, sep="\n")
        raise Abort(f"{summary(problems)}。{so}")


def warn_of_fetching(around: Surroundings, config: MkDocsConfig) -> None:
    """A column's pages ask no other host for anything; a strict build stops at it."""
    if around.fetched:
        hosts = "、".join(dict.fromkeys(str(urlsplit(address).hostname) for address in around.fetched))
        place = Position(shown(Path(config.config_file_path)))
        log.warning("%s", Problem(place, RULE, f"主题 {config.theme.name} 的网页会向别的主机（{hosts}）取文件；{INSTEAD}"))


def project_of(config: MkDocsConfig, *, serving: bool) -> Project:
    folder = Path(config.config_file_path).parent
    data = Path(shown(folder / "data"))
    cache = folder / ".cache"
    if serving:
        return Project(data, Path(config.docs_dir), folder / "macros", cache / "preview", cache / "preview-pages", drafts=True)
    return Project(data, Path(config.docs_dir), folder / "macros", Path(config.site_dir).absolute(), cache / "pages")


def package_file(source: PageSource, config: MkDocsConfig) -> File:
    """A page of the package as one of the generator's own."""
    return File(source.name, str(source.folder), config.site_dir, config.use_directory_urls, inclusion=InclusionLevel.NOT_IN_NAV)


def beside(site: Path) -> Path:
    """Where the theme's pages and files are made, of which the builder takes what it needs."""
    return site.with_name(f".{site.name}.host")


def source_of(page: Page) -> PageSource:
    return PageSource(Path(str(page.file.src_dir)), page.file.src_uri)


def log_outcome(built: Built) -> None:
    for remark in built.remarks:
        log.info("%s。网站照常生成，只是不提供这份下载", remark)
    log.info("共 %d 个文件，其中新写 %d 个", built.files, built.written)
    for line in (*built.notes, *in_words(built.held)):
        log.info(line)


def log_held(held: tuple[str, ...]) -> None:
    for line in in_words(held):
        log.info(line)
