"""Whether the build may read what the site is made of, and write where it makes the site: asked before anything is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from gongkai.build.project import Project
from gongkai.problems import Position, Problem, shown

READ_RULE, WRITE_RULE = "collection", "site-folder"
LOOK_INTO, WRITE_INTO = os.R_OK | os.X_OK, os.W_OK | os.X_OK
FORBIDDEN = "没有权限；请改权限，或换一个用户运行"


def without_rights(project: Project) -> Iterator[Problem]:
    """Each folder or page that may not be read, and the first folder that may not be written. What is not there is no matter."""
    for folder in (project.data, project.docs, project.macros):
        yield from unreadable_below(folder)
    yield from unreadable_files(project.docs)
    yield from islice(unwritable(project), 1)


def unreadable_below(folder: Path) -> Iterator[Problem]:
    """What is below a folder that cannot be read is not told as well."""
    folders = [str(folder)] if os.path.isdir(folder) else []  # noqa: PTH112 - a Path raises where it may not look
    while folders:
        here = folders.pop()
        if os.access(here, LOOK_INTO):
            folders += [entry.path for entry in os.scandir(here) if entry.is_dir(follow_symlinks=False)]
        else:
            yield Problem(Position(shown(Path(here))), READ_RULE, f"读不了这个文件夹：{FORBIDDEN}")


def unreadable_files(folder: Path) -> Iterator[Problem]:
    """Of a few: whoever reads data says so itself, a site generator does not."""
    for above, _, names in os.walk(folder):
        for path in (Path(above, name) for name in sorted(names)):
            if not path.is_symlink() and not os.access(path, os.R_OK):
                yield Problem(Position(shown(path)), READ_RULE, f"读不了这个文件：{FORBIDDEN}")


def unwritable(project: Project) -> Iterator[Problem]:
    """A site takes the place of the one that is there, so that the folder above must be writable too."""
    site = project.site.absolute()
    if not site.is_file():  # of which `site_place` has more to say
        yield from no_place(site)
    if os.path.lexists(site) and not os.access(site.parent, WRITE_INTO):
        yield Problem(Position(shown(site)), WRITE_RULE, f"换不了这个文件夹：上一层文件夹{FORBIDDEN}")
    yield from no_place(project.cache.absolute())


def no_place(folder: Path) -> Iterator[Problem]:
    """A folder that is not there is made in the nearest one that is."""
    there = next(path for path in (folder, *folder.parents) if os.path.lexists(path))
    if not there.is_dir():
        yield Problem(Position(shown(there)), WRITE_RULE, "这是一个文件，而生成网站要在这里建文件夹；请移开")
    elif not os.access(there, WRITE_INTO):
        cannot = "写不了这个文件夹：" if there == folder else "建不了这个文件夹：上一层文件夹"
        yield Problem(Position(shown(folder)), WRITE_RULE, f"{cannot}{FORBIDDEN}")
