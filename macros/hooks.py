"""What MkDocs calls: check before anything is emptied, then add the pages that the data makes."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

# MkDocs runs a hook as a lone file; its neighbours are the package `macros` beside mkdocs.yml.
sys.path.insert(0, str(Path(__file__).parent.parent))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongkai.problems import errors, summary
from gongkai.statute.column import column
from macros.catalogue import write_catalogue
from macros.county import county, last_day
from macros.frame import around
from macros.made import content_of, made
from macros.markup import completed
from macros.pages import navigation, without_empty_parts
from macros.plan import faults, plan
from macros.search_index import SOURCE, remember, search_content
from macros.staging import Staging

log = logging.getLogger("mkdocs.gongkai")
# What it tells at every build is of no use to an office; its warnings still show.
logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)


staging = Staging()
on_startup, on_build_error, on_shutdown = staging.on_startup, staging.on_build_error, staging.on_shutdown


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Names come from the data, and so does the day that MkDocs writes into a site."""
    staging.begin(config)
    site = county(config).collection.site
    if site:
        config.site_name = f"{site.government} · {column().name}"
        config.site_url = site.column_url or ""
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(last_day(county(config).collection)))
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop before MkDocs empties the folder of the published site."""
    problems = county(config).problems
    problems = problems if errors(problems) else [*problems, *faults(county(config), config)]
    if errors(problems):
        for problem in problems:
            print(problem)
        raise Abort(f"{summary(problems)}。已发布的网站没有改动。")
    log.info("检查：%s。逐条查看：gongkai check", summary(problems))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    planned = plan(county(config), config)
    for file in (*planned.made, *planned.moved):
        files.append(file)
    without_empty_parts(county(config), files)
    config.nav = navigation(files)
    return files


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    if page.file.src_uri == SOURCE:
        return search_content(county(config), files, config)
    return content_of(page, config) or completed(html, page)


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, nav: object) -> dict[str, object]:
    """What stands around the content, for the template."""
    context["frame"] = around(page, county(config), made(page.file.src_uri, config), plan(county(config), config).menu)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    remember(output, page, made(page.file.src_uri, config), config)
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """The catalogue's pages and the search; no site map without the address that the column is deployed at."""
    sitemaps = [Path(config.site_dir) / name for name in ("sitemap.xml", "sitemap.xml.gz")]
    if not config.site_url:
        for sitemap in sitemaps:
            sitemap.unlink(missing_ok=True)
    write_catalogue(config, staging.site)
    staging.finish()
