"""The portal and its agencies: names, codes and contacts as the office states them. What is unknown is left out."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

from gongkai.addresses import RESERVED
from gongkai.bounds import CLOSED, RULE, Bound, Checked, Text
from gongkai.formats import FIRST_YEAR, LAST_YEAR
from gongkai.problems import Problem
from gongkai.source import Table, read_yaml


def checked_address(value: str) -> str:
    if not re.match(r"https?://[^\s\"'<>]+\Z", value):
        raise ValueError(f"“{value}”不是网址；应以 https:// 开头")
    return value


def checked_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error:
        raise ValueError(f"“{value}”不是正则表达式") from None
    return value


# Names stand in a theme's templates as they are, so they hold nothing that a browser could take for markup.
Words = Annotated[str, Bound(min_length=1, pattern=r"^[^<>{}]+$")]
Address = Annotated[Words, Checked(checked_address)]
Pattern = Annotated[Text, Checked(checked_pattern)]
SiteCode = Annotated[str, Bound(pattern=r"^[0-9a-z]{2}\d{8}$")]
AgencyKind = Literal["government", "office", "department", "township"]
Year = Annotated[int, Bound(ge=FIRST_YEAR, le=LAST_YEAR)]
SITE, AGENCIES = "site.yml", "agencies.yml"
AGENCY_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How to reach the office that answers for the column; every part may be unknown."""

    office: Words | None = None
    address: Words | None = None
    postcode: Words | None = None
    telephone: Words | None = None
    fax: Words | None = None
    email: Words | None = None
    hours: Words | None = None

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class Licence:
    """Under what terms the data may be used. None is asserted for a county that has stated none."""

    title: Words
    url: Address

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class CatalogueSettings:
    """`index_number` is the pattern of the portal's 索引号, a regular expression; no national one is in force.

    `channels` are channels of the county's own beside the 13 of the official table.
    """

    index_number: Pattern | None = None
    channels: tuple[Words, ...] = ()

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class Site:
    """`portal` is the official name of the county's portal (SiteName); the other codes are printed only when set.

    `column_url` is the address that the column is deployed at; pages work below any address, it serves the site map only.
    `notice` is a sentence shown on every page, for example that a county is fictional.
    """

    county: Words
    government: Words
    portal: Words | None = None
    domain: Words | None = None
    site_code: SiteCode | None = None
    icp: Words | None = None
    police: Words | None = None
    portal_url: Address | None = None
    column_url: Address | None = None
    request_form_url: Address | None = None
    contact: Contact = Contact()
    government_agency: Words
    notice: Words | None = None
    licence: Licence | None = None
    catalogue: CatalogueSettings = CatalogueSettings()

    __pydantic_config__ = CLOSED


@dataclass(frozen=True, kw_only=True)
class AgencyFacts:
    """`since` and `until` are the first and last report year of an agency that was not always there."""

    name: Words
    short: Words | None = None
    kind: AgencyKind
    since: Year | None = None
    until: Year | None = None

    __pydantic_config__ = CLOSED

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"“until”（{self.until}）早于“since”（{self.since}）")


@dataclass(frozen=True, kw_only=True)
class Agency(AgencyFacts):
    """`kind` decides the deadline (条例 art. 49): a government as a whole by 31 March, the others by 31 January."""

    id: Words

    def existed(self, year: int) -> bool:
        """Whether a report of that year can be expected of it."""
        return (self.since or year) <= year <= (self.until or year)

    @property
    def deadline(self) -> tuple[int, int]:
        """Month and day of the year after the report's."""
        return (3, 31) if self.kind == "government" else (1, 31)


def read_site(data: Path) -> tuple[Site | None, list[Problem]]:
    from gongkai.shapes import read_shape  # noqa: PLC0415 - see `bounds`

    node, problems = read_yaml(data / SITE)
    if node is None:
        return None, problems
    site, found = read_shape(Site, node)
    return site, problems + found


def read_agencies(data: Path) -> tuple[dict[str, Agency], list[Problem]]:
    """The agencies by id, in the order of the file."""
    from gongkai.shapes import read_shape  # noqa: PLC0415 - see `bounds`

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
        facts, found = read_shape(AgencyFacts, entry)
        problems += found
        if facts:
            agencies[id] = Agency(id=id, **asdict(facts))
    return agencies, problems
