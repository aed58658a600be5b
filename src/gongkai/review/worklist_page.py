"""The worklist over the counties of a city: where the most is to be done first, with the files of each review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.frame import Frame, Link
from gongkai.html.shells import PlainRenderer
from gongkai.review.findings import Kind

NAME = "index.html"
SHOWN: tuple[Kind, ...] = ("错误", "提醒", "跳变")
MOST = 100  # reports with errors that are named
LINKED = ("意见（Word）", "意见（Excel）", "各格数据")  # the files of a review, in their order
NOTHING = "没有读到"
NO_FILE = "没有写成"


@dataclass(frozen=True, slots=True)
class County:
    """`errors` by agency and year of the reports that have any; `files` lie in `folder`, below the page."""

    name: str
    folder: str
    years: tuple[int, ...]
    reports: int
    counts: Mapping[Kind, int]
    errors: Mapping[tuple[str, int], int]
    unread: int
    files: tuple[str, ...]

    @property
    def urgency(self) -> tuple[bool, int, int, int, str]:
        """Sorted by it, what wants most comes first: nothing could be read, errors, unread files, what wants a second look."""
        others = sum(self.counts.get(kind, 0) for kind in SHOWN[1:])
        return self.reports > 0, -self.counts.get("错误", 0), -self.unread, -others, self.name


@dataclass(frozen=True, slots=True)
class Worklist:
    name: str
    counties: tuple[County, ...]


def worklist_page(worklist: Worklist) -> bytes:
    title = f"{worklist.name}年度报告审核工作单"
    frame = Frame(title, says(worklist), up="", menu=[Link("工作单", "")], site=None, searchable=False)
    content = joined(
        Markup("<h1>{}</h1>").format(title), paragraph(says(worklist)), counties_table(worklist), reports_table(worklist)
    )
    return PlainRenderer().page(frame, content.encode())


def says(worklist: Worklist) -> str:
    """3个县（市、区），2022—2023年度共114份报告：错误12处，提醒80处，跳变3处；另有1个文件没有审核。"""
    counties = worklist.counties
    counts = "，".join(f"{kind}{sum(county.counts.get(kind, 0) for county in counties)}处" for kind in SHOWN)
    unread = sum(county.unread for county in counties)
    left = f"；另有{unread}个文件没有审核" if unread else ""
    years = sorted({year for county in counties for year in county.years})
    span = f"{years[0]}—{years[-1]}年度" if years[1:] else f"{years[0]}年度" if years else ""
    return f"{len(counties)}个县（市、区），{span}共{sum(county.reports for county in counties)}份报告：{counts}{left}。"


def counties_table(worklist: Worklist) -> Markup:
    head = heads(["报告", *SHOWN, "没审的文件", *LINKED])
    ordered = sorted(worklist.counties, key=lambda county: county.urgency)
    rows = tuple(CrossRow(TableCell(county.name), tuple(county_cells(county))) for county in ordered)
    below = ("最要看的在前：没有读到报告的、错误多的、有文件没有审核的。",)
    return fragment("cross-table", CrossTable("counties", "各县（市、区）", "县（市、区）", head, rows, below))


def county_cells(county: County) -> Iterator[TableCell]:
    yield TableCell(str(county.reports)) if county.reports else TableCell(NOTHING, kind="late")
    for kind in SHOWN:
        yield TableCell(str(county.counts.get(kind, 0)))
    yield TableCell(str(county.unread))
    for name, label in zip(county.files, LINKED, strict=False):
        yield TableCell(f"{county.name}{label}", f"{quote(county.folder)}/{quote(name)}", "text")
    yield from (TableCell(NO_FILE, kind="gap") for _ in LINKED[len(county.files) :])


def reports_table(worklist: Worklist) -> Markup:
    """The reports with errors, the most first."""
    found = [(county, agency, year, count) for county in worklist.counties for (agency, year), count in county.errors.items()]
    found.sort(key=lambda one: (-one[3], one[0].name, one[1], one[2]))
    if not found:
        return Markup()
    rows = tuple(
        CrossRow(TableCell(agency), (TableCell(county.name, kind="text"), TableCell(str(year)), TableCell(str(count))))
        for county, agency, year, count in found[:MOST]
    )
    left = len(found) - len(rows)
    below = (f"另有{left}份也有错误，见各县的审核意见。",) if left else ()
    table = CrossTable("reports", "有错误的报告", "机构", heads(["县（市、区）", "年度", "错误"]), rows, below)
    return fragment("cross-table", table)
