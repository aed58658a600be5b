"""Where a site may be made, since what stood there is gone afterwards; and that written pages are no links to elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from gongkai.build.project import Project
from gongkai.problems import Position, Problem, shown

RULE = "site-folder"
BESIDE_DATA = ("archive", ".git")
OF_A_SITE = ("index.html", "404.html", "sitemap.xml")


def wrong_places(project: Project) -> Iterator[Problem]:
    """Why no site can be made there without losing something, or without publishing what lies elsewhere."""
    yield from wrong_site(project)
    for link in links_below(project.docs):
        yield Problem(Position(shown(link)), RULE, "这是一个链接，不是文件；网站只收文件本身，请把要公布的文件放进来")


def wrong_site(project: Project) -> Iterator[Problem]:
    site, here = project.site.absolute(), Position(shown(project.site))
    folder = project.data.absolute().parent
    sources = (project.data, project.docs, project.macros, *(folder / name for name in BESIDE_DATA))
    held = next((source for source in sources if source.exists() and overlap(site.resolve(), source.resolve())), None)
    if held:
        yield Problem(here, RULE, f"网站不能生成在这里：生成时会去掉原有的内容，而 {shown(held)} 在这里；请另写一个文件夹")
    elif site.is_symlink() or (site.exists() and not site.is_dir()):
        yield Problem(here, RULE, "网站要生成在这里，而这里是一个链接或文件，不是文件夹；请移开，或另写一个文件夹")
    elif site.is_dir() and any(site.iterdir()) and not is_site(project):
        yield Problem(here, RULE, "文件夹里有别的内容，生成网站会把它们去掉；请另写一个空的或还没有的文件夹")


def overlap(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def is_site(project: Project) -> bool:
    """Whether a site was made there before, by this program or by a site generator."""
    return project.manifest.exists() or any((project.site / name).exists() for name in OF_A_SITE)


def links_below(folder: Path) -> Iterator[Path]:
    for above, folders, files in os.walk(folder):
        yield from (path for path in (Path(above, name) for name in sorted((*folders, *files))) if path.is_symlink())
