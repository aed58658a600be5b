"""What a file that was taken away has to say of itself: of which text it is, and where that stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.county.portal import Site
from gongkai.html.blocks import PageBlock
from gongkai.html.elements import chinese_day
from gongkai.html.pages.report import report_text
from gongkai.reports.report import Report
from gongkai.reports.submission import published_day


@dataclass(frozen=True, slots=True)
class Origin:
    """Of which column files are; `site` is None for a report by itself. `text` gives what pages show of a report: a build
    takes it from its cache.
    """

    site: Site | None = None
    text: Callable[[Report], PageBlock] = report_text

    def permanent(self, url: str) -> str:
        """Empty where the column's address is not known."""
        return self.site.permanent(url) if self.site else ""

    def page_of(self, report: Report) -> str:
        """The permanent address of the report's page."""
        return self.permanent(f"{report.address(self.site)}/") if self.site else ""


NOWHERE = Origin()


def as_it_stands(report: Report) -> str:
    """Which text it is. No clock is asked: the same text gives the same file, on whatever day that is made."""
    if report.is_draft:
        return "照草稿制成，报告尚未公布"
    day = published_day(report)
    return f"照{chinese_day(day)}公布的报告制成{changed(report)}" if day else f"照报告制成（发布时间未载明）{changed(report)}"


def changed(report: Report) -> str:
    """Whether the office said anything since."""
    revisions, gone = report.envelope.revisions, report.envelope.withdrawn
    newest = max((revision.date for revision in revisions), default=None)
    corrected = f"，含到{chinese_day(newest)}为止的更正 {len(revisions)} 处" if newest else ""
    return corrected + (f"；报告已于{chinese_day(gone.date)}撤回" if gone else "")


def newest_day(reports: Sequence[Report]) -> str:
    """The last day on which one of them was published, corrected or withdrawn, as far as days are stated; or empty."""
    days = [day for report in reports if (day := published_day(report))]
    days += [revision.date for report in reports for revision in report.envelope.revisions]
    days += [gone.date for report in reports if (gone := report.envelope.withdrawn)]
    return chinese_day(max(days)) if days else ""


def later(address: str) -> str:
    return "以后的更正，见下面的网址。" if address else "以后的更正，见发布网站。"
