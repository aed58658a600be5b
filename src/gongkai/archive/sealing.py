"""A year sealed: a bag for each report that is new or was corrected, then the seal, which is what makes them count."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from gongkai.archive.bags import pack
from gongkai.archive.chaining import complete
from gongkai.archive.contents import kept_back, payload
from gongkai.collection import Collection
from gongkai.downloads.errors import CannotMakeError
from gongkai.files import flush, write_durably
from gongkai.problems import Position, Problem, shown
from gongkai.reports.chain import chain_file
from gongkai.reports.days_held import HeldDay, days_held
from gongkai.reports.report import Report
from gongkai.reports.seals import RULE, Seal, Sealing, Version, bag_file, bag_name, digest, digests, seal_file, seal_text

STAGING = ".sealing"


@dataclass(frozen=True, slots=True)
class Order:
    """What the office says when it seals. `day` may be None when nothing new is sealed."""

    day: date | None
    by: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was done: names of bags that were sealed, and of sealed ones that were lost and made again, the same."""

    new: tuple[str, ...]
    made_again: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A bag to make. `known` is the version that was sealed when the bag only got lost."""

    report: Report
    sealing: Sealing
    known: Version | None = None

    @property
    def name(self) -> str:
        return bag_name(self.report.year, self.report.agency_id, self.sealing.version)


@dataclass(frozen=True, slots=True)
class Sums:
    """What the seal says of a bag: the digests of its zip file and of its tagmanifest."""

    zip: str
    tagmanifest: str


def seal_year(collection: Collection, year: int, order: Order) -> tuple[Sealed | None, list[Problem]]:
    """Seal what is not sealed yet of a year whose data has no errors.

    With any problem nothing is written. Killed at any moment, the year's seal is the old one or the new one, and the bags
    it names are whole.
    """
    reports = [report for report in collection.reports if report.year == year]
    problems = list(refused(collection, reports, year, order))
    if problems:
        return None, problems
    if collection.seals.chain.entries or any(seal.before for seal in collection.seals.years.values()):
        complete(collection.data)  # what an interrupted sealing has not put into the chain
    work = list(tasks(collection, reports, order))
    staging = bag_file(collection.data, year, "x", 1).parent / STAGING
    try:
        made, problems = make_bags(collection, work, staging)
        if not problems:
            put_in_place(collection, year, work, made, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    new, again = ([task.name for task in work if (task.known is not None) is lost] for lost in (False, True))
    return (None, problems) if problems else (Sealed(tuple(new), tuple(again)), [])


def refused(collection: Collection, reports: Sequence[Report], year: int, order: Order) -> Iterator[Problem]:
    """Why the year cannot be sealed as ordered."""
    if not reports:
        yield Problem(Position(shown(collection.data / "reports")), RULE, f"没有 {year} 年的报告，无从封存")
    for report in reports:
        versions = collection.sealed(report)
        if versions and digests(report.folder) == versions[-1].files:
            continue
        sealed = (HeldDay(version.sealed, "上一版封存", ("published",)) for version in versions)
        last = max((*days_held(report), *sealed), key=lambda held: held.day, default=None)
        if order.day is None:
            here = report.position("published")
            yield Problem(here, RULE, "还没有封存；请用 --date 写明封存日期，例如 --date 2021-04-01")
        elif last and order.day < last.day:
            message = f"封存日期 {order.day} 早于这份报告里{last.kind}的日期 {last.day}"
            yield Problem(report.position(*last.path), RULE, message)
        else:
            yield from wrong_day(collection, order.day)


def wrong_day(collection: Collection, day: date) -> Iterator[Problem]:
    """A seal is dated today or earlier, and not before what was sealed or signed already."""
    days = (version.sealed for _, _, version in collection.seals.all)
    last = max((*days, *([held] if (held := collection.seals.chain.last_day) else [])), default=None)
    place = Position(shown(chain_file(collection.data)))
    if day > date.today():
        yield Problem(place, RULE, f"封存日期 {day} 还没有到；请写今天或以前的日期")
    elif last and day < last:
        yield Problem(place, RULE, f"封存日期 {day} 早于最后一次封存或签名的日期 {last}：以后封存的不能写以前的日期")


def tasks(collection: Collection, reports: Sequence[Report], order: Order) -> Iterator[Task]:
    for report in reports:
        versions = collection.sealed(report)
        if not versions or digests(report.folder) != versions[-1].files:
            assert order.day is not None  # refused() saw to it
            yield Task(report, Sealing(len(versions) + 1, order.day, order.by, order.without))
        elif not bag_file(collection.data, report.year, report.agency_id, versions[-1].version).exists():
            known = versions[-1]
            yield Task(report, Sealing(known.version, known.sealed, known.by, known.without), known)


def make_bags(collection: Collection, work: Sequence[Task], staging: Path) -> tuple[dict[str, Sums], list[Problem]]:
    """Each bag whole in the staging folder. The bytes are not kept in memory."""
    made: dict[str, Sums] = {}
    problems: list[Problem] = []
    for task in work:
        try:
            packed = pack(task.name, payload(task.report, collection, task.sealing), facts(task), task.sealing.day)
        except CannotMakeError as error:
            message = f"{error}。没有 PDF 不封存；确实不放 PDF 的，加 --without pdf"
            problems.append(Problem(task.report.position("title"), RULE, message))
            continue
        if task.known and digest(packed.content) != task.known.zip:
            message = f"归档包 {task.name} 不见了，重新生成的与封存的不同（程序或字体的版本变了）；请从备份恢复"
            problems.append(Problem(collection.seals.position(task.report.year), RULE, message))
            continue
        staging.mkdir(parents=True, exist_ok=True)
        write_durably(staging / f"{task.name}.zip", packed.content)
        made[task.name] = Sums(digest(packed.content), packed.tagmanifest)
    return made, problems


def facts(task: Task) -> dict[str, str]:
    """bag-info.txt."""
    sealing, report = task.sealing, task.report
    values = {
        "Source-Organization": report.agency_name,
        "External-Description": report.envelope.title,
        "External-Identifier": task.name,
        "Bag-Group-Identifier": str(report.year),
        "Sealed-By": sealing.by,
        "Left-Out": ", ".join((*sealing.without, *(["source"] if kept_back(report) else []))),
    }
    return {label: text for label, text in values.items() if text}


def put_in_place(collection: Collection, year: int, work: Sequence[Task], made: dict[str, Sums], staging: Path) -> None:
    """The bags first; then the seal, in one step; then its entry in the chain, which follows from it and can be added later."""
    for task in work:
        target = staging.parent / f"{task.name}.zip"
        (staging / target.name).replace(target)
    if work:
        flush(staging.parent)
    new = [task for task in work if task.known is None]
    if not new:
        return
    target = seal_file(collection.data, year)
    target.parent.mkdir(exist_ok=True)
    before = complete(collection.data).head
    write_durably(target, seal_text(replace(with_versions(collection, year, new, made), before=before)).encode())
    complete(collection.data)


def with_versions(collection: Collection, year: int, new: Sequence[Task], made: dict[str, Sums]) -> Seal:
    """The year's seal with those added, agencies in the order of agencies.yml."""
    added = {task.report.agency_id: sealed_version(task, made[task.name]) for task in new}
    known = collection.seals.years[year].reports if year in collection.seals.years else {}
    order = [id for id in collection.agencies if id in added or id in known]
    order += [id for id in known if id not in order]  # an agency that is gone stays sealed
    return Seal(year=year, reports={id: (*known.get(id, ()), *([added[id]] if id in added else [])) for id in order})


def sealed_version(task: Task, sums: Sums) -> Version:
    return Version(
        version=task.sealing.version,
        sealed=task.sealing.day.isoformat(),  # type: ignore[arg-type]  # read as a file's text is
        by=task.sealing.by,
        zip=sums.zip,
        tagmanifest=sums.tagmanifest,
        without=task.sealing.without,
        files=digests(task.report.folder),
    )
