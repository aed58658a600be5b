"""Many counties made into sites of their own below one folder, with pages over them all; on one processor or on many machines.

A county with an `mkdocs.yml` of its own is made whole, one without gets its catalogue. Every county is made beside its place
and put there whole. One that cannot be made is told and keeps the site that it had; a worker that dies is replaced, and its
county begun again. The machines share the folders.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from gongkai.build.project import Project, project_in
from gongkai.build.site import build_site
from gongkai.checks.rules import check_collection
from gongkai.collection import Collection, load_collection
from gongkai.county.checksums import FILE as CHECKSUMS
from gongkai.county.checksums import checksums_text, read_checksums, sum_of
from gongkai.county.own_code import own_code
from gongkai.downloads import province_figures
from gongkai.files import held, lock_of, put_in_place, write_whole
from gongkai.html.assets import assets
from gongkai.html.elements import file_size
from gongkai.html.pages.province import FOLDERS, YEARS, province_pages
from gongkai.html.shells import PlainRenderer
from gongkai.problems import Position, Problem, errors, one_line, shown
from gongkai.province.heads import FILE as HEADS
from gongkai.province.heads import heads_text, read_heads
from gongkai.province.whole_site import CONFIGURATION, build_whole_site
from gongkai.reports.chain import chain_file
from gongkai.reports.county_record import CountyRecord, county_record
from gongkai.reports.holding_back import chosen
from gongkai.source.text import reason, shortened

RULE = "province"
RETRIES = 3
DATA = "data"
Each = Callable[[Sequence["Task"]], list["Done"]]
"""Does every task, and gives the results in the order of the tasks."""


NO_MACROS = Path(os.devnull, "macros")  # where nobody can make a folder


@dataclass(frozen=True, slots=True)
class Task:
    """One county: its folder's name, its data, and where everything of the province is made.

    `configuration` is that of its whole site; None where it has none and gets its catalogue alone. `trusted`: what it has of
    programs is run, apart from everything else.
    """

    name: str
    data: Path
    docs: Path
    into: Path
    configuration: Path | None = None
    trusted: bool = False

    @property
    def staging(self) -> Path:
        return staging_of(self.into)

    @property
    def cache(self) -> Path:
        return self.into.with_name(f".{self.into.name}.cache") / self.name


@dataclass(frozen=True, slots=True)
class Done:
    """`problems` say what is wrong with the county's data, and why its site could not be made where it was not."""

    record: CountyRecord
    files: int = 0
    problems: list[Problem] = field(default_factory=list)


def build_province(folder: Path, into: Path, each: Each | None = None, trusted: Container[str] = ()) -> list[Done]:
    """Makes all counties in `folder` and the pages over them; in this process where `each` is None. BusyError while another
    program makes them there. Programs of a county run only where its folder's name is among the `trusted`.
    """
    tasks = [replace(task, trusted=task.name in trusted) for task in tasks_of(folder, into.absolute())]
    with held(lock_of(into), f"{shown(into)}：另一个生成正在写这个文件夹，请等它结束再试"):
        into.mkdir(parents=True, exist_ok=True)
        try:
            done = each(tasks) if each else [build_county(task) for task in tasks]
        finally:
            shutil.rmtree(staging_of(into.absolute()), ignore_errors=True)
        write_over_all(into, [one.record for one in done])
    return done


def write_over_all(into: Path, counties: Sequence[CountyRecord]) -> None:
    """The pages over the counties, the file of their figures, style and scripts; nothing of an earlier time stays."""
    figures = province_figures.content(counties)
    size = file_size(len(figures))
    download = {"href": province_figures.FILE, "label": "各县各年数据（CSV）", "about": f"每县、每年、每项一行，{size}"}
    files = province_pages(counties, download, PlainRenderer())
    if f"{YEARS}/index.html" in files:
        files[f"{YEARS}/{province_figures.FILE}"] = figures
    if heads := heads_text(into, counties):
        files[HEADS] = heads.encode()
    files |= {asset.name: asset.content.encode() for asset in assets().values()}
    for path, content in files.items():
        (into / path).parent.mkdir(parents=True, exist_ok=True)
        write_whole(str(into / path), content)
    for name in FOLDERS:
        for old in sorted((into / name).rglob("*"), reverse=True):  # what is in a folder comes before it
            if old.is_dir() and not any(old.iterdir()):
                old.rmdir()
            elif old.is_file() and old.relative_to(into).as_posix() not in files:
                old.unlink()
    sums = {path: sha256(content).hexdigest() for path, content in files.items()}
    write_whole(str(into / CHECKSUMS), checksums_text(sums | sums_below(into)))


def sums_below(into: Path) -> dict[str, str]:
    """Of all counties' sites, as they tell them themselves."""
    found: dict[str, str] = {}
    for own in sorted(into.glob(f"*/{CHECKSUMS}")):
        name = own.parent.name
        found |= {f"{name}/{path}": sum for path, sum in read_checksums(own.parent).items()}
        found[f"{name}/{CHECKSUMS}"] = sum_of(own)
    return found


def tasks_of(folder: Path, into: Path) -> Iterator[Task]:
    """Each folder that is a county's project, or its data alone, by name."""
    for entry in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        for data in (entry / "data", entry):
            if (data / "site.yml").is_file():
                configuration = entry.absolute() / CONFIGURATION
                whole = configuration if data != entry and configuration.is_file() else None
                yield Task(entry.name, data.absolute(), (entry / "docs").absolute(), into, whole)
                break


def staging_of(into: Path) -> Path:
    return into.with_name(f".{into.name}.building")


def build_county(task: Task) -> Done:
    """Makes one county's site and puts it in its place; whatever is wrong with it is in the result, never raised."""
    try:
        return made(task)
    except OSError as error:
        problem = Problem(Position(shown(Path(error.filename or task.data))), RULE, f"这个县没有生成：{reason(error)}")
    except Exception as error:  # whatever is in one county's folder, the others are made
        problem = Problem(Position(shown(task.data)), RULE, f"这个县没有生成，程序自身出错：{one_line(shortened(repr(error)))}")
    return failed(task, task.name, [problem])


def failed(task: Task, county: str, problems: list[Problem]) -> Done:
    return Done(CountyRecord(task.name, county, made=False), problems=problems)


def made(task: Task) -> Done:
    if elsewhere := [*leading_elsewhere(task)]:
        return failed(task, task.name, elsewhere)
    collection, problems = load_collection(task.data)
    county = collection.site.county if collection.site else task.name
    kept = chosen(collection, [*problems, *check_collection(collection), *misnamed(task), *untrusted(task)])
    collection, problems = kept.collection, [*kept.problems]
    problems += lost_heads(task, collection)
    if errors(problems):
        return failed(task, county, problems)
    # A folder of its own around it: what a trusted county's program may write is no other county's.
    place, site = task.staging / f"{task.name}-{uuid4().hex}" / task.name, task.into / task.name
    place.parent.mkdir(parents=True, exist_ok=True)
    files, found = way_of(task)(task, place, site)
    problems += found
    if errors(problems):
        return failed(task, county, problems)
    return Done(county_record(task.name, collection, whole=task.configuration is not None), files, problems)


def lost_heads(task: Task, collection: Collection) -> Iterator[Problem]:
    """A county in whose chain the head is not that the province saw last: something sealed was taken away or replaced since."""
    head = read_heads(task.into).get(task.name)
    if head and head not in collection.seals.chain.heads:
        message = f"上次全省生成时的封存链链头 {head[:8]}… 不在这个县的封存链里：封存过的有的被删去、换过、改了日期或先后"
        yield Problem(Position(shown(chain_file(task.data))), RULE, message)


def leading_elsewhere(task: Task) -> Iterator[Problem]:
    """Links in the county's folder that lead out of it, to another county's data or the operator's own files."""
    folder = task.configuration.parent if task.configuration else task.data.parent if task.data.name == DATA else task.data
    own = folder.resolve()
    for here, folders, files in os.walk(folder):
        for path in (Path(here, name) for name in (*folders, *files)):
            if path.is_symlink() and not path.resolve().is_relative_to(own):
                message = "这是一个链接，指到这个县的文件夹外面；没有跟过去，也就没有生成"
                yield Problem(Position(shown(path)), RULE, message)


def misnamed(task: Task) -> Iterator[Problem]:
    """A county whose site would stand in the way of the province's own pages."""
    if task.name in FOLDERS:
        message = f"“{task.name}”在全省的网址里另有所指，不能作县的文件夹名；请换一个"
        yield Problem(Position(shown(task.data)), RULE, message)


def untrusted(task: Task) -> Iterator[Problem]:
    """Programs of a county that the operator has not named: none is run, and a site without what they make would be another."""
    if task.configuration and not task.trusted and (found := [*own_code(task.configuration.parent)]):
        message = f"这个县有自己的程序（{'；'.join(found)}），没有运行，也就没有生成；看过以后信得过的，加上 --trust {task.name}"
        yield Problem(Position(shown(task.configuration)), RULE, message)


def way_of(task: Task) -> Callable[[Task, Path, Path], tuple[int, list[Problem]]]:
    if task.configuration is None:
        return catalogue_alone
    return as_configured if task.trusted else whole_site


def whole_site(task: Task, place: Path, site: Path) -> tuple[int, list[Problem]]:
    """How many files it has, and why it could not be made; by the package's own configuration, so that nothing of it is run."""
    built = build_site(Project(task.data, task.docs, NO_MACROS, site, task.cache, beside=place), jobs=1)
    return built.files, errors(built.problems)


def as_configured(task: Task, place: Path, site: Path) -> tuple[int, list[Problem]]:
    """The same by the county's own configuration; made in `place`, and put in the place of `site`."""
    assert task.configuration
    if said := build_whole_site(task.configuration, place):
        return 0, [Problem(Position(shown(task.configuration)), RULE, f"这个县没有生成：{said}")]
    put_in_place(place, site)
    project_in(task.configuration.parent, place).manifest.unlink(missing_ok=True)  # it is about a folder that is no more
    return sum(path.is_file() for path in site.rglob("*")), []


def catalogue_alone(task: Task, place: Path, site: Path) -> tuple[int, list[Problem]]:
    """The same of a county without a configuration; what has not changed is taken from the site that is there."""
    built = build_site(Project(task.data, task.docs, NO_MACROS, site, task.cache, alone=True, beside=place), jobs=1)
    return built.files, errors(built.problems)
