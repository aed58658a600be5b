"""The agencies of a county, as `agencies.yml` lists them: names, kinds, and the years in which each was there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Literal

from gongkai.county.addresses import DEVICE, NO_FOLDER, RESERVED
from gongkai.county.portal import Contact
from gongkai.county.stated import Address, Words
from gongkai.problems import Problem
from gongkai.source.allowed_values import CLOSED, RULE, Bound
from gongkai.source.nodes import Table, position_of
from gongkai.source.reference import read_yaml
from gongkai.statute.formats import FIRST_YEAR, LAST_YEAR

AgencyKind = Literal["government", "office", "department", "township"]
Year = Annotated[int, Bound(ge=FIRST_YEAR, le=LAST_YEAR)]
AGENCIES = "agencies.yml"
NO_CONTACT = Contact()
AGENCY_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Where a report stands that this column does not have; without a year, every report of the agency that it does not have."""

    address: Address
    year: Year | None = None

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class AgencyFacts:
    """`since` and `until` are the first and last report year of an agency that was not always there.

    `parent` is the id of the agency above it; `contact` and `duties` are what the office states of it. All may be unknown.
    `elsewhere` are the reports that stand on a site of the agency's own.
    """

    name: Words
    short: Words | None = None
    kind: AgencyKind
    since: Year | None = None
    until: Year | None = None
    parent: Words | None = None
    contact: Contact = NO_CONTACT
    duties: Words | None = None
    elsewhere: tuple[Elsewhere, ...] = ()

    __pydantic_config__ = CLOSED

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"“until”（{self.until}）早于“since”（{self.since}）")
        for year, times in Counter(entry.year for entry in self.elsewhere).items():
            if times > 1:
                raise ValueError(f"“elsewhere”里{f' {year} 年的' if year else '不分年度的'}网址写了 {times} 次")
            if year and not self.existed(year):
                raise ValueError(f"“elsewhere”里写了 {year} 年，但这个机构那一年不在（since、until）")

    def existed(self, year: int) -> bool:
        """Whether a report of that year can be expected of it."""
        return (self.since or year) <= year <= (self.until or year)

    def elsewhere_of(self, year: int) -> str:
        """The address of the year's report on the agency's own site, of all its reports where that is all we know; or empty."""
        known = {entry.year: entry.address for entry in self.elsewhere}
        return known.get(year) or known.get(None, "")


@dataclass(frozen=True, kw_only=True)
class Agency(AgencyFacts):
    """`kind` decides the deadline (条例 art. 49): a government as a whole by 31 March, the others by 31 January."""

    id: Words

    @property
    def deadline(self) -> tuple[int, int]:
        """Month and day of the year after the report's."""
        return (3, 31) if self.kind == "government" else (1, 31)


def county_above(folder: Path) -> Path | None:
    """The county's `data` in which the folder lies; None outside any county."""
    return next((parent for parent in folder.resolve().parents if (parent / AGENCIES).is_file()), None)


def read_agencies(data: Path) -> tuple[dict[str, Agency], list[Problem]]:
    """The agencies by id, in the order of the file."""
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = read_yaml(data / AGENCIES)
    if node is None:
        return {}, problems
    if not isinstance(node, Table):
        return {}, [*problems, Problem(node.position, RULE, "这里应是“机构代号: 内容”")]
    agencies = {}
    for id, entry in node.entries.items():
        if not AGENCY_ID.match(id):
            message = f"机构代号“{id}”只能用小写字母、数字和连字符，以字母开头"
            problems.append(Problem(node.keys[id], RULE, message))
            continue
        if id in RESERVED:
            problems.append(Problem(node.keys[id], RULE, f"“{id}”在网址里另有所指，不能作机构代号；请换一个"))
            continue
        if DEVICE.fullmatch(id):
            problems.append(Problem(node.keys[id], RULE, NO_FOLDER.format(id, "机构代号")))
            continue
        facts, found = read_shape(AgencyFacts, entry)
        problems += found
        if facts:
            agencies[id] = Agency(id=id, **{each.name: getattr(facts, each.name) for each in fields(facts)})
    return agencies, [*problems, *misplaced(agencies, node)]


def misplaced(agencies: Mapping[str, Agency], node: Table) -> Iterator[Problem]:
    """A parent that is no agency of the file, or an agency that stands above itself."""
    for agency in agencies.values():
        if agency.parent is None:
            continue
        place = position_of(node, (agency.id, "parent"))
        if agency.parent not in node.entries:
            yield Problem(place, RULE, f"没有“{agency.parent}”这个机构（parent，上级机关的代号）")
        elif agency.id in above(agency, agencies):
            yield Problem(place, RULE, f"{agency.name}的上级机关一层层往上又回到它自己（parent）")


def above(agency: Agency, agencies: Mapping[str, Agency]) -> tuple[str, ...]:
    """The ids of the agencies above it, the nearest first; each once, also where they run in a circle."""
    found: dict[str, None] = {}
    while agency.parent and agency.parent not in found:
        found[agency.parent] = None
        if agency.parent not in agencies:
            break
        agency = agencies[agency.parent]
    return tuple(found)
