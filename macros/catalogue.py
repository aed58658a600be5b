"""The catalogue's pages, which MkDocs never sees: they are written into the site when it is done with its own."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from gongkai.build import County, build_pages
from gongkai.build.authored_pages import Foreign
from gongkai.build.building import CACHE
from gongkai.problems import errors

from .county import data_folder
from .search_index import handed_over

log = logging.getLogger("mkdocs.gongkai")


def write_catalogue(config: MkDocsConfig, before: Path | None) -> None:
    """Pages that are as they were are taken over from the site that was built last; None: there is no such site."""
    project, site = Path(config.config_file_path).parent, Path(config.site_dir)
    sitemap = site / "sitemap.xml"
    county = County(data_folder(config), Path(config.docs_dir), site, project / CACHE, before)
    foreign = Foreign(handed_over(config), sitemap.read_text("utf-8") if sitemap.exists() else "")
    built = build_pages(county, foreign)
    if errors(built.problems):
        raise Abort("\n".join(map(str, built.problems)))
    log.info("公开目录：%d 个文件，其中新写 %d 个", built.files, built.written)
