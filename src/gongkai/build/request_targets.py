"""The targets of 依申请公开: the application form as a page and as files, and the page of its time limits."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.build.year_targets import page_and_files
from gongkai.county.addresses import FORM, REQUESTS, TERMS
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.fonts import font_folder
from gongkai.html.content import PageFile
from gongkai.html.pages.agencies import there
from gongkai.html.setting import Page, Setting
from gongkai.statute.workdays import Workdays

IN_FORCE = 2019  # the year from which the 条例 is as it is


@dataclass(frozen=True)
class RequestTargets:
    """`frame` is the digest of what stands around every page."""

    county: County
    setting: Setting
    frame: str

    def all(self) -> Iterator[Target]:
        agencies = [(agency.id, agency.name, agency.contact) for agency in there(self.county.collection)]
        of = digest(self.frame, repr(agencies), unmade())
        yield Target("request-form", of, self.make_form, self.setting, Searched(like_page()))
        of = digest(self.frame, described(self.workdays), str(self.year))
        yield Target("request-terms", of, self.make_terms, self.setting, Searched(like_page()))

    @property
    def workdays(self) -> Workdays:
        return self.county.collection.catalogue.workdays

    @property
    def year(self) -> int:
        """That of the example: the latest whose days off are known, else the one after the newest report."""
        return max(self.workdays.years or {max((*self.county.collection.years, IN_FORCE)) + 1})

    def make_form(self) -> Iterator[File | Page]:
        from gongkai.html.pages.requests.form_page import form_page  # noqa: PLC0415 - most changes leave it as it is

        content = form_page(self.county.collection, self.county.site, request_files())
        yield from page_and_files(self.county, f"{REQUESTS}/{FORM}", content)

    def make_terms(self) -> Iterator[File | Page]:
        from gongkai.html.pages.requests.terms_page import terms_page  # noqa: PLC0415 - as above

        content = terms_page(self.county.site, self.workdays, self.year)
        yield from page_and_files(self.county, f"{REQUESTS}/{TERMS}", content)


def described(workdays: Workdays) -> str:
    """The same words for the same days, in whatever order a set gives them."""
    parts = (workdays.years, workdays.off, workdays.work, workdays.names.items(), workdays.notices.items())
    return repr([sorted(part) for part in parts])


def request_files() -> list[PageFile]:
    """The form as Word and, where this machine can make one, as PDF."""
    from gongkai.downloads import request_docx, request_pdf  # noqa: PLC0415 - made once, then kept
    from gongkai.statute.request_form import request_form  # noqa: PLC0415
    from gongkai.tables.request_grid import request_grid  # noqa: PLC0415

    grid = request_grid(request_form())
    made = [PageFile(request_docx.NAME, request_docx.content(grid))]
    if not unmade():
        made.append(PageFile(request_pdf.NAME, request_pdf.content(grid)))
    return made


def unmade() -> str:
    """Why this machine can make no PDF, in a sentence; empty where it can."""
    try:
        font_folder()
    except CannotMakeError as error:
        return str(error)
    if all(importlib.util.find_spec(name) for name in ("typst", "pikepdf")):
        return ""
    from gongkai.downloads.pdf import NO_LIBRARY  # noqa: PLC0415

    return NO_LIBRARY
