"""The reports of many counties reviewed: each package by itself, on this machine or by Dask, with a worklist over them all.

A package that cannot be read is a line of the worklist, and the others go on. The machines of a cluster share the folders.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.build.processes import spread
from gongkai.files import write_whole
from gongkai.html.assets import assets
from gongkai.problems import Position, Problem, one_line, shown
from gongkai.review.findings import Kind
from gongkai.review.reviewing import FILES, Review, review
from gongkai.review.sources import RULE, passed_over
from gongkai.review.worklist_page import NAME, County, Worklist, worklist_page
from gongkai.source.text import reason

PACKAGES = (".zip",)
Each = Callable[[Sequence["Task"]], list["Outcome"]]
"""Does every task, and gives the outcomes in the order of the tasks."""


@dataclass(frozen=True, slots=True)
class Task:
    """One county's package and where its review is written: `into`/`folder`."""

    county: str
    package: Path
    into: Path
    folder: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """`errors` counts those of each report that has any, by agency and year. `files`: the review could be written."""

    county: str
    folder: str
    years: tuple[int, ...] = ()
    reports: int = 0
    counts: Mapping[Kind, int] = field(default_factory=dict)
    errors: Mapping[tuple[str, int], int] = field(default_factory=dict)
    unread: tuple[Problem, ...] = ()
    files: bool = True


def review_city(folder: Path, into: Path, year: int | None = None, each: Each | None = None) -> list[Outcome]:
    """Reviews every package in `folder` and writes the worklist; on all processors of this machine where `each` is None."""
    tasks = list(tasks_of(folder, into.absolute(), year))
    into.mkdir(parents=True, exist_ok=True)
    done = each(tasks) if each else spread(review_county, tasks)[0]
    worklist = Worklist(folder.resolve().name, tuple(line(one) for one in done))
    contents = {NAME: worklist_page(worklist)} | {asset.name: asset.content.encode() for asset in assets().values()}
    for name, content in contents.items():
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(into / name), content)
    return done


def tasks_of(folder: Path, into: Path, year: int | None) -> Iterator[Task]:
    """Each folder and each zip archive, by name; of two of the same name the second keeps the ending of its file."""
    taken: set[str] = {name.split("/")[0] for name in assets()} | {"assets"}
    for entry in sorted(folder.iterdir()):
        package = entry.is_dir() or entry.suffix.lower() in PACKAGES
        if not package or passed_over(entry) or entry.absolute() == into:
            continue
        name = entry.name if entry.is_dir() or entry.stem in taken else entry.stem
        taken.add(name)
        yield Task(one_line(name), entry.absolute(), into, name, year)


def review_county(task: Task) -> Outcome:
    """Whatever is wrong with the package is in the outcome, never raised."""
    try:
        return outcome(task, review([task.package], task.into / task.folder, task.county, task.year, though_empty=True))
    except OSError as error:
        place = shown(Path(error.filename)) if isinstance(error.filename, str) else task.county
        unread = Problem(Position(place), RULE, f"没有审核：{reason(error)}")
        return Outcome(task.county, task.folder, unread=(unread,), files=False)


def outcome(task: Task, done: Review) -> Outcome:
    errors = Counter((finding.agency, finding.year) for finding in done.found if finding.kind == "错误")
    return Outcome(
        *(task.county, task.folder, done.years, done.reports),
        *(dict(done.counts), dict(errors), done.unread),
    )


def line(one: Outcome) -> County:
    files = FILES if one.files else ()
    return County(*(one.county, one.folder, one.years, one.reports, one.counts, one.errors, len(one.unread), files))
