"""A report that was published is there still: a folder that was deleted is told by its name, before any address is missed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.county.addresses import REPORTS, report_address
from gongkai.county.published_addresses import recorded_addresses
from gongkai.county.redirects import read_redirects
from gongkai.problems import Position, Problem, shown
from gongkai.reports.published import RULE

DATA_OF_A_REPORT = re.compile(rf"{REPORTS}/(?P<year>[0-9]{{4}})(/(?P<agency>[\w-]+))?/report\.json", re.ASCII)


def check(collection: Collection) -> Iterator[Problem]:
    """Of a sealed one the rule about seals says so. One whose address leads elsewhere by redirects.yml was given up knowingly."""
    site = collection.site
    if site is None:
        return
    known = {*collection.placed, *((unread.year, unread.agency) for unread in collection.unread)}
    missing = [place for place in sorted(once_public(collection, site.government_agency)) if place not in known]
    if not missing:
        return
    moved = {redirect.old for redirect in read_redirects(collection.data, site)[0].pages}
    for year, agency in missing:
        address = f"{report_address(year, agency, site.government_agency)}/"
        if not collection.seals.versions(year, agency) and address not in moved:
            folder = collection.data / "reports" / str(year) / agency
            message = f"{year} 年 {agency} 的报告公布过，现在不见了；请从备份恢复，要撤回，恢复以后用 gongkai withdraw"
            yield Problem(Position(shown(folder)), RULE, message, subject=f"{year}/{agency}")


def once_public(collection: Collection, government: str) -> set[tuple[int, str]]:
    """Year and agency of every report that was recorded as published, by what it stated or by the address of its data."""
    found = map(DATA_OF_A_REPORT.fullmatch, recorded_addresses(collection.data))
    return {*collection.published, *((int(each["year"]), each["agency"] or government) for each in found if each)}
