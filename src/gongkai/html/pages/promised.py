"""What an agency's reports promised to mend, beside what the next year's said: only words that were published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, component, folded, heading, together
from gongkai.reports.promises import SECTION, answered
from gongkai.reports.report import Report

ID, TITLE = "promises", "改进情况：上一年所提，这一年所报"


def promises_block(collection: Collection, site: Site, agency: Agency, here: str) -> PageBlock:
    """The newest year, and those before it folded; nothing where no report promised anything that the next one could answer."""
    kept = [report for report in collection.of(agency.id) if not report.envelope.withdrawn]
    pairs = [(earlier, later) for earlier, later in pairwise(kept) if later.year == earlier.year + 1]
    years = [view for earlier, later in reversed(pairs) for view in of_year(earlier, later, site, here)]
    if not years:
        return NOTHING
    newest, *earlier = (component("promises", {"years": [view]}) for view in years)
    says = f"更早各年（{len(earlier)} 个年度）"
    return together(heading(ID, TITLE), newest, *([folded(TITLE, says, *earlier)] if earlier else []))


def of_year(earlier: Report, later: Report, site: Site, here: str) -> Iterator[dict[str, Any]]:
    promises = answered(later, earlier)
    section = later.narrative.section(SECTION)
    if promises:
        yield {
            "year": later.year,
            "before": source(earlier, site, here),
            "promises": promises,
            "now": source(later, site, here),
            "paragraphs": section.text.split("\n") if section else [],
        }


def source(report: Report, site: Site, here: str) -> dict[str, Any]:
    """The report's section as a link; its page alone where it has no such section."""
    section = report.narrative.section(SECTION)
    page = addresses.link(here, report.address(site))
    return {
        "year": report.year,
        "title": section.title if section else "",
        "href": f"{page}#{section.id}" if section else page,
    }
