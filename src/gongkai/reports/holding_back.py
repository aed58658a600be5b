"""Which reports a site is made of: those that were public and those that are ready.

A draft is in no site for the public. A report that was never public and has an error is held back alone; an error in one that
was public, or in anything else, stops the whole build (decisions/0034).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.collection import Collection
from gongkai.problems import Position, Problem, errors, shown
from gongkai.reports.reading import STRUCTURE
from gongkai.reports.report import Report

DRAFT = "【草稿】"
PREVIEW = "预览：里面有还没有公布的草稿，不是公布的网站。"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A report that the site goes without: a draft, or one with `errors`. `folder` is as the office would type it."""

    folder: str
    is_draft: bool
    errors: tuple[Problem, ...] = ()

    @property
    def can_be_shown(self) -> bool:
        """A draft whose parts are all there can be looked at, whatever is wrong with its figures and words."""
        return self.is_draft and not any(problem.rule == STRUCTURE for problem in self.errors)

    def __str__(self) -> str:
        wrong = f"有 {len(self.errors)} 个错误" if self.errors else ""
        if self.is_draft:
            return f"{self.folder}：草稿{f'，{wrong}' if wrong else ''}"
        return f"{self.folder}：{wrong}，没有公布过，先不放进网站"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a site is made of, what was found of it, and what it goes without. An error among the problems stops the build.

    `of_held` is everything that was found of what it goes without.
    """

    collection: Collection
    problems: tuple[Problem, ...]
    held: tuple[HeldBack, ...] = ()
    of_held: tuple[Problem, ...] = ()


def chosen(collection: Collection, problems: Iterable[Problem], *, with_drafts: bool = False) -> Chosen:
    """`with_drafts`: for a preview, in which drafts that can be read stand as well, each marked as one."""
    found = [*problems]
    held = {each.folder: each for each in held_back(collection, found)}
    if not held:
        return Chosen(collection, tuple(found))
    shown_drafts = {folder for folder, each in held.items() if each.can_be_shown} if with_drafts else set[str]()
    out = held.keys() - shown_drafts
    reports = [report for report in collection.reports if shown(report.folder) not in out]
    public = replace(collection, reports=tuple(as_draft(each) if each.is_draft else each for each in reports))
    if any(report.is_draft for report in reports):
        public = in_preview(public)
    of_held = [problem for problem in found if folder_of(problem.position, collection.data) in held]
    of_others = [problem for problem in found if folder_of(problem.position, collection.data) not in held]
    return Chosen(public, tuple(of_others), tuple(held.values()), tuple(of_held))


def held_back(collection: Collection, problems: Iterable[Problem]) -> Iterator[HeldBack]:
    """In the order of the reports, those that cannot be read last."""
    wrong: dict[str, list[Problem]] = {}
    for problem in errors(problems):
        wrong.setdefault(folder_of(problem.position, collection.data), []).append(problem)
    for report in collection.reports:
        if report.state is None or report.state.was_public:
            continue
        folder = shown(report.folder)
        if report.is_draft or folder in wrong:
            yield HeldBack(folder, report.is_draft, tuple(wrong.get(folder, ())))
    for unread in collection.unread:
        if not unread.was_public and (folder := shown(unread.folder)) in wrong:
            yield HeldBack(folder, False, tuple(wrong[folder]))


def folder_of(position: Position, data: Path) -> str:
    """The report's folder that the place lies in, as the office would type it; empty for a place in none.

    >>> folder_of(Position("data/reports/2020/demo/report.yml", 3, 1), Path("data"))
    'data/reports/2020/demo'
    >>> folder_of(Position("data/site.yml"), Path("data"))
    ''
    """
    root = f"{shown(data / 'reports')}/"
    year, _, rest = position.file.removeprefix(root).partition("/")
    agency = rest.partition("/")[0]
    return f"{root}{year}/{agency}" if position.file.startswith(root) and agency else ""


def as_draft(report: Report) -> Report:
    """With a title that says so, wherever it is shown or printed: on its page, in lists, in Word, PDF, Excel and JSON."""
    title = f"{DRAFT}{report.envelope.title}"
    return replace(report, envelope=report.envelope.model_copy(update={"title": title}))


def in_preview(collection: Collection) -> Collection:
    """Every page says that drafts are among its figures."""
    if collection.site is None:
        return collection
    notice = f"{PREVIEW}{collection.site.notice or ''}"
    return replace(collection, site=replace(collection.site, notice=notice))


def in_words(held: Iterable[str], what: str = "没有放进网站的报告") -> Iterator[str]:
    """For the end of what a command says: how many there are, and each by its folder."""
    lines = [*held]
    if lines:
        yield f"{what} {len(lines)} 份："
        yield from (f"  {line}" for line in lines)
