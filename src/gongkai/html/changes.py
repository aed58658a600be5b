"""What happened to a report since it was published: told at the top of its page, and listed at its end with what stood there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.html.blocks import NOTHING, PageBlock, component
from gongkai.html.elements import chinese_day
from gongkai.html.marks import PostPublication
from gongkai.reports.notices import Restated, ended, format_value, restated_in_words, revised
from gongkai.reports.report import Report
from gongkai.reports.statements import place_name
from gongkai.reports.submission import published_day

if TYPE_CHECKING:  # loading it takes longer than most of a small change
    from gongkai.reports.envelope import Restatement

KEPT = "以下内容照原样保留，只供查考；汇总和历年比较都不再取用。"


@dataclass(frozen=True, slots=True)
class ChangeNote:
    """One change in a list. `href` leads to the page of the other report, if there is one."""

    id: str
    day: date | None
    text: str
    by: str
    href: str = ""
    link: str = ""

    @property
    def view(self) -> dict[str, str]:
        days = {"date": chinese_day(self.day) if self.day else "", "iso_date": self.day.isoformat() if self.day else ""}
        return {"id": self.id, "text": self.text, "by": self.by, "href": self.href, "link": self.link, **days}


@dataclass(frozen=True, slots=True)
class ChangeList:
    id: str
    title: str
    lead: str
    entries: tuple[ChangeNote, ...]


def lists(report: Report, after: PostPublication) -> Iterator[ChangeList]:
    """The lists that the page has, none of them empty."""
    found = (
        ChangeList("corrections", "更正", "公布以后的更正。原来公布的数和文字都列在这里。", tuple(corrections(report))),
        ChangeList(
            "restated",
            "后来的重述",
            "后来的报告改说了本报告的数。两个数都保留，本报告的数没有改动。",
            tuple(restated(each, after) for each in after.restated),
        ),
        ChangeList("restates", "对以前报告的重述", "本报告改说了以前报告的数。两个数都保留。", tuple(restates(report, after))),
    )
    return (each for each in found if each.entries)


def corrections(report: Report) -> Iterator[ChangeNote]:
    for number, revision in enumerate(report.envelope.revisions, start=1):
        yield ChangeNote(f"correction-{number}", revision.date, revised(report, revision) + ended(revision.why), revision.by)


def restated(each: Restated, after: PostPublication) -> ChangeNote:
    later = each.later
    href = after.reports.get((later.year, later.agency_id), "")
    text = restated_in_words(each) + ended(each.entry.why)
    day = published_day(later) or later.envelope.written
    return ChangeNote(f"restated-{each.number}", day, text, each.entry.by, href, f"{later.year}年度报告")


def restates(report: Report, after: PostPublication) -> Iterator[ChangeNote]:
    for number, entry in enumerate(report.envelope.restates, start=1):
        href = after.reports.get((entry.year, entry.of or report.agency_id), "")
        yield ChangeNote(f"restates-{number}", None, stated(report, entry), entry.by, href, f"{entry.year}年度报告")


def stated(report: Report, entry: Restatement) -> str:
    place = place_name(report, entry.cell)
    return f"{place}，{entry.year}年度报告是“{format_value(entry.was)}”，重述为“{format_value(entry.now)}”。{ended(entry.why)}"


def withdrawn_says(report: Report) -> str:
    """Empty for a report that stands."""
    gone = report.envelope.withdrawn
    return f"本报告已由{gone.by}于{chinese_day(gone.date)}撤回。{ended(gone.why)}{KEPT}" if gone else ""


def change_lists(report: Report, after: PostPublication) -> list[PageBlock]:
    return [
        component(
            "corrections", {"id": each.id, "title": each.title, "lead": each.lead, "entries": [e.view for e in each.entries]}
        )
        for each in lists(report, after)
    ]


def changes_notice(report: Report, after: PostPublication) -> PageBlock:
    """At the top of the page; empty when nothing happened."""
    said = withdrawn_says(report)
    items = [
        {"label": each.title, "text": entry.text, "href": f"#{entry.id}"}
        for each in lists(report, after)
        if each.id != "restates"
        for entry in each.entries
    ]
    view = {"withdrawn": said, "entries": items, "notices": after.notices}
    return component("changes", view) if said or items else NOTHING


def sealed_state(after: PostPublication) -> str:
    """已归档，2023年4月1日，第 2 版; empty for a report that was never sealed."""
    if not after.versions:
        return ""
    newest = after.versions[-1].version
    return f"已归档，{chinese_day(newest.sealed)}，第 {newest.version} 版"


def sealed_versions(after: PostPublication) -> PageBlock:
    """The bags and their checksums, newest first."""
    if not after.versions:
        return NOTHING
    versions = [
        {
            "id": f"sealed-{each.version.version}",
            "number": each.version.version,
            "date": chinese_day(each.version.sealed),
            "iso_date": each.version.sealed.isoformat(),
            "by": each.version.by,
            "href": each.href,
            "checksum_href": each.checksum_href,
            "digest": each.version.zip,
        }
        for each in reversed(after.versions)
    ]
    return component("sealed-versions", {"versions": versions, "verify": after.verify, "chain": after.chain, "head": after.head})
