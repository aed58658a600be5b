"""The portal and its agencies: names, codes and contacts as the office states them. What is unknown is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from gongkai.addresses import RESERVED
from gongkai.formats import FIRST_YEAR, LAST_YEAR
from gongkai.problems import Problem
from gongkai.shapes import RULE, Shape, read_shape
from gongkai.source import Table, read_yaml

# Names stand in a theme's templates as they are, so they hold nothing that a browser could take for markup.
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^<>{}]+$")]
AgencyKind = Literal["government", "office", "department", "township"]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
AGENCY_ID = re.compile(r"[a-z][a-z0-9-]*\Z")


def checked_address(value: str) -> str:
    if not re.match(r"https?://[^\s\"'<>]+\Z", value):
        raise ValueError(f"“{value}”不是网址；应以 https:// 开头")
    return value


class Contact(Shape):
    """How to reach the office that answers for the column; every part may be unknown."""

    office: Text | None = None
    address: Text | None = None
    postcode: Text | None = None
    telephone: Text | None = None
    fax: Text | None = None
    email: Text | None = None
    hours: Text | None = None


class Licence(Shape):
    """Under what terms the data may be used. None is asserted for a county that has stated none."""

    title: Text
    url: Text

    @field_validator("url")
    @classmethod
    def web_address(cls, value: str) -> str:
        return checked_address(value)


class CatalogueSettings(Shape):
    """`index_number` is the pattern of the portal's 索引号, a regular expression; no national one is in force.

    `channels` are channels of the county's own beside the 13 of the official table.
    """

    index_number: Annotated[str, StringConstraints(min_length=1)] | None = None
    channels: tuple[Text, ...] = ()

    @field_validator("index_number")
    @classmethod
    def pattern(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error:
            raise ValueError(f"“{value}”不是正则表达式") from None
        return value


class Site(Shape):
    """`portal` is the official name of the county's portal (SiteName); the other codes are printed only when set.

    `column_url` is the address that the column is deployed at; pages work below any address, it serves the site map only.
    `notice` is a sentence shown on every page, for example that a county is fictional.
    """

    county: Text
    government: Text
    portal: Text | None = None
    domain: Text | None = None
    site_code: Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{2}\d{8}$")] | None = None
    icp: Text | None = None
    police: Text | None = None
    portal_url: Text | None = None
    column_url: Text | None = None
    request_form_url: Text | None = None
    contact: Contact = Contact()
    government_agency: Text
    notice: Text | None = None
    licence: Licence | None = None
    catalogue: CatalogueSettings = CatalogueSettings()

    @field_validator("portal_url", "column_url", "request_form_url")
    @classmethod
    def web_address(cls, value: str | None) -> str | None:
        return checked_address(value) if value is not None else None


class AgencyFacts(Shape):
    """`since` and `until` are the first and last report year of an agency that was not always there."""

    name: Text
    short: Text | None = None
    kind: AgencyKind
    since: Year | None = None
    until: Year | None = None

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"“until”（{self.until}）早于“since”（{self.since}）")
        return self


class Agency(AgencyFacts):
    """`kind` decides the deadline (条例 art. 49): a government as a whole by 31 March, the others by 31 January."""

    id: Text

    def existed(self, year: int) -> bool:
        """Whether a report of that year can be expected of it."""
        return (self.since or year) <= year <= (self.until or year)

    @property
    def deadline(self) -> tuple[int, int]:
        """Month and day of the year after the report's."""
        return (3, 31) if self.kind == "government" else (1, 31)


def read_site(data: Path) -> tuple[Site | None, list[Problem]]:
    node, problems = read_yaml(data / "site.yml")
    if node is None:
        return None, problems
    site, found = read_shape(Site, node)
    return site, problems + found


def read_agencies(data: Path) -> tuple[dict[str, Agency], list[Problem]]:
    """The agencies by id, in the order of the file."""
    node, problems = read_yaml(data / "agencies.yml")
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
            agencies[id] = Agency(id=id, **facts.model_dump())
    return agencies, problems
