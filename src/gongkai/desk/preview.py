"""A report's page as the site would have it: made by the targets of the build, and no other page with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from mimetypes import guess_type
from typing import NamedTuple

from gongkai.build.asset_target import style_and_scripts
from gongkai.build.county import County
from gongkai.build.plan import setting_of
from gongkai.build.preview import preview_of
from gongkai.build.reading_cache import ReadingCache
from gongkai.build.report_targets import FileList, ListedFile, ReportTargets
from gongkai.collection import Collection
from gongkai.county.redirects import read_redirects
from gongkai.desk.saving import Desk
from gongkai.downloads import pdf
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.report_files import FORMATS, OutputFile, files_in, pdf_file
from gongkai.html.moved_places import with_moved_places
from gongkai.html.own_address import with_own_address
from gongkai.html.setting import Setting, frame_of
from gongkai.html.shells import Frames, ShellRenderer
from gongkai.html.surroundings import OWN_FRAME
from gongkai.problems import Problem
from gongkai.reports.holding_back import chosen
from gongkai.reports.report import Report

MEDIA = re.compile(r"@media (print|screen)\b")
STYLE = re.compile(rb'(<link rel="stylesheet" href="[^"?]+)"')
PAPER = "paper"
KEY = "desk:preview"


class Shown(NamedTuple):
    """A file of the site: its media type, and what it holds."""

    kind: str
    content: bytes


@dataclass(frozen=True)
class OnePage(ReportTargets):
    """Lists the files beside a page without making them: a PDF takes longer than somebody waits for a page."""

    def file_list(self, report: Report, outputs: tuple[OutputFile, ...] | None = None, unmade: tuple[str, ...] = ()) -> FileList:  # noqa: ARG002
        files = (file for kind in FORMATS for file in unmade_files(kind, report))
        return FileList(tuple(ListedFile(each.name, each.label, each.about) for each in files), ())


def unmade_files(kind: str, report: Report) -> Iterator[OutputFile]:
    """The report's files of that kind, by their names; none where this machine cannot make them."""
    if kind != "pdf":
        yield from files_in(kind, report)
    elif pdf.is_possible():
        yield pdf_file(partial(pdf.content, report))


@dataclass(frozen=True)
class Preview:
    """Of the county as its files are now, with its drafts, each marked as one."""

    county: County
    setting: Setting

    def address(self, year: int, agency: str) -> str | None:
        """The page's, as it is in the site; None where the report cannot be shown."""
        report = self.county.collection.report(year, agency)
        return f"{report.address(self.county.site)}/" if report else None

    def shown(self, path: str, *, on_paper: bool) -> Shown | None:
        """What the site has at that address, of a report and of what its page looks like; None of everything else."""
        for report in self.county.collection.reports:
            address = f"{report.address(self.county.site)}/"
            if path in (address, f"{address}index.html"):
                html = self.page(report)
                return Shown("text/html; charset=utf-8", STYLE.sub(rb'\1?on=paper"', html) if on_paper else html)
            if path.startswith(address):
                return self.file(report, path.removeprefix(address))
        for file in style_and_scripts(self.setting):
            if file.path == path:
                content = as_printed(file.content.decode()).encode() if on_paper else file.content
                return Shown(kind_of(path), content)
        return None

    def page(self, report: Report) -> bytes:
        """The whole page: what the build writes for the report."""
        made = next(OnePage(self.county, self.setting, "").make_page(report))
        page = with_moved_places(made, self.setting)
        return ShellRenderer(frames=Frames(OWN_FRAME)).page(frame_of(page, self.setting), with_own_address(page, self.setting))

    def file(self, report: Report, name: str) -> Shown | None:
        found = next((file for kind in FORMATS for file in unmade_files(kind, report) if file.name == name), None)
        try:
            return Shown(kind_of(name), found.content) if found else None
        except CannotMakeError as error:
            return Shown("text/plain; charset=utf-8", str(error).encode())


def preview(desk: Desk) -> Preview | None:
    """None while data/site.yml cannot be read: no page can be made without it."""
    with desk.lock:
        collection, problems = desk.county.now()
    if collection.site is None:
        return None
    known: Preview | None = collection.derived.get(KEY)
    if known is None:
        known = collection.derived[KEY] = preview_with(desk, collection, problems)
    return known


def preview_with(desk: Desk, collection: Collection, problems: Sequence[Problem]) -> Preview:
    """Of one reading of the data."""
    project = preview_of(desk.data.parent)
    public = chosen(collection, problems, with_drafts=True).collection
    redirects, _ = read_redirects(desk.data, public.site)
    county = County(public, (), None, redirects, ReadingCache(project.cache, desk.data))
    return Preview(county, setting_of(project, county))


def as_printed(style: str) -> str:
    """The style sheet as if the screen were paper.

    >>> as_printed("@media print { a } @media screen and (min-width: 9em) { b }")
    '@media all { a } @media speech and (min-width: 9em) { b }'
    """
    return MEDIA.sub(lambda found: f"@media {'all' if found[1] == 'print' else 'speech'}", style)


def kind_of(name: str) -> str:
    kind = guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
