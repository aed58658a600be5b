"""Many counties made into sites of their own below one folder, with pages over them all; on one processor or on many machines.

Every county is made beside its place and put there whole. One that cannot be made is told and keeps the site that it had; a
worker that dies is replaced, and its county begun again. The machines share the folders.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from gongkai.catalogue import load_catalogue
from gongkai.pages.building import County, build_pages
from gongkai.pages.manifest import replace_file
from gongkai.problems import Position, Problem, errors, shown
from gongkai.render.catalogue.province import CountyCounts, province_pages
from gongkai.render.shells import Singly
from gongkai.site import read_site
from gongkai.source import reason

RULE = "province"
RETRIES = 3
Each = Callable[[Sequence["Task"]], list["Done"]]
"""Does every task, and gives the results in the order of the tasks."""


@dataclass(frozen=True, slots=True)
class Task:
    """One county: its folder's name, its data, and where everything of the province is made."""

    name: str
    data: Path
    docs: Path
    into: Path

    @property
    def staging(self) -> Path:
        return staging_of(self.into)

    @property
    def cache(self) -> Path:
        return self.into.with_name(f".{self.into.name}.cache") / self.name


@dataclass(frozen=True, slots=True)
class Done:
    """`counts` is None where the county's site could not be made; `problems` then say why."""

    name: str
    county: str
    counts: Mapping[str, int] | None
    titles: Mapping[str, str] = field(default_factory=dict)
    files: int = 0
    problems: list[Problem] = field(default_factory=list)


def build_province(folder: Path, into: Path, each: Each | None = None) -> list[Done]:
    """Makes all counties in `folder` and the pages over them; in this process where `each` is None."""
    tasks = list(tasks_of(folder, into.absolute()))
    into.mkdir(parents=True, exist_ok=True)
    try:
        done = each(tasks) if each else [build_county(task) for task in tasks]
    finally:
        shutil.rmtree(staging_of(into.absolute()), ignore_errors=True)
    counts = [CountyCounts(one.name, one.county, one.counts, one.titles) for one in done]
    for path, html in province_pages(counts, Singly()).items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(str(into / path), html)
    return done


def tasks_of(folder: Path, into: Path) -> Iterator[Task]:
    """Each folder that is a county's project, or its data alone, by name."""
    for entry in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        for data in (entry / "data", entry):
            if (data / "site.yml").is_file():
                yield Task(entry.name, data.absolute(), (entry / "docs").absolute(), into)
                break


def staging_of(into: Path) -> Path:
    return into.with_name(f".{into.name}.building")


def build_county(task: Task) -> Done:
    """Makes one county's site and puts it in its place; whatever is wrong with it is in the result, never raised."""
    try:
        return made(task)
    except OSError as error:
        problem = Problem(Position(shown(Path(error.filename or task.data))), RULE, f"这个县没有生成：{reason(error)}")
        return Done(task.name, task.name, None, problems=[problem])


def made(task: Task) -> Done:
    place, site = task.staging / f"{task.name}-{uuid4().hex}", task.into / task.name
    place.mkdir(parents=True)
    built = build_pages(County(task.data, task.docs, place, task.cache, site, alone=True))
    known, _ = read_site(task.data)
    county = known.county if known else task.name
    if errors(built.problems):
        return Done(task.name, county, None, problems=built.problems)
    catalogue, _ = load_catalogue(task.data / "catalogue")
    put_in_place(place, site)
    counts = {field.id: len(field.entries) for field in catalogue.fields}
    titles = {field.id: field.title for field in catalogue.fields}
    return Done(task.name, county, counts, titles, built.files, built.problems)


def put_in_place(new: Path, site: Path) -> None:
    """Two renames: a county's site is whole at every moment, or for a moment not there."""
    before = new.with_name(f"{new.name}.before")
    if site.exists():
        site.rename(before)
    new.rename(site)
    shutil.rmtree(before, ignore_errors=True)
