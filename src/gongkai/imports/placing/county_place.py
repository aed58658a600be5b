"""Where a draft will lie in a county's data: its folder says the year and the agency, and no other is ever read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.county.agencies import AGENCIES, Agency, read_agencies
from gongkai.imports.document import RULE
from gongkai.problems import Position, Problem, errors, shown
from gongkai.statute.formats import FIRST_YEAR, LAST_YEAR

REPORTS = "reports"
YEAR = re.compile(r"[0-9]{4}\Z")


@dataclass(frozen=True, slots=True)
class CountyPlace:
    year: int
    agency: Agency
    agencies: Mapping[str, Agency]


def place_in(data: Path, into: Path) -> tuple[CountyPlace | None, list[Problem]]:
    """The year and the agency that the folder says; None, with the reasons, where no report can lie."""
    agencies, problems = read_agencies(data)
    if errors(problems):
        return None, problems
    root, *rest = into.resolve().relative_to(data).parts
    if root != REPORTS or len(rest) != 2:
        message = "这个文件夹里的报告谁也看不到；县里的报告放在 data/reports/年度/机构代号，例如 data/reports/2023/finance"
        return None, [Problem(Position(shown(into)), RULE, message)]
    year, agency = rest
    if not YEAR.match(year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None, [Problem(Position(shown(into)), RULE, f"“{year}”不是年份（{FIRST_YEAR}—{LAST_YEAR}）")]
    if fault := no_such(data, int(year), agency, agencies):
        return None, [fault]
    return CountyPlace(int(year), agencies[agency], agencies), []


def no_such(data: Path, year: int, agency: str, agencies: Mapping[str, Agency]) -> Problem | None:
    """Why that agency cannot have a report of that year."""
    listed, known = Position(shown(data / AGENCIES)), agencies.get(agency)
    if known is None:
        return Problem(listed, RULE, f"没有“{agency}”这个机构；请先在这里写上它的名称")
    if not known.existed(year):
        return Problem(listed, RULE, f"{known.name}（{agency}）在 {year} 年还没有或已经没有（见 since、until），不能建它的报告")
    return None
