"""The portal: names, codes and contacts as the office states them in `site.yml`. What is unknown is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from gongkai.county.face.settings import NO_SETTINGS, FaceSettings
from gongkai.county.stated import Address, Words
from gongkai.problems import Problem
from gongkai.source.allowed_values import CLOSED, Bound, Checked, Text
from gongkai.source.reference import read_yaml


def checked_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error:
        raise ValueError(f"“{value}”不是正则表达式") from None
    return value


Pattern = Annotated[Text, Checked(checked_pattern)]
SiteCode = Annotated[str, Bound(pattern=r"^[0-9a-z]{2}\d{8}$")]
DataVersion = Annotated[int, Bound(ge=1)]
SITE = "site.yml"
CONTACT = "contact"
# Stands in request_form_url where the form takes what is looked for, as browsers write the addresses of searches.
SOUGHT = "%s"
# What an office states of its portal in so many words, by the key in site.yml; the parts of `contact` behind a point.
FACTS = {
    "portal": "门户网站的正式名称",
    "domain": "门户网站的域名",
    "site_code": "政府网站标识码",
    "icp": "ICP 备案号",
    "police": "公安备案号",
    "portal_url": "门户首页的网址",
    "column_url": "本专栏部署后的网址",
    "request_form_url": "门户上依申请公开在线表单的网址",
    "notice": "每一页顶上的一句话",
    f"{CONTACT}.office": "受理机构",
    f"{CONTACT}.address": "通信地址",
    f"{CONTACT}.postcode": "邮编",
    f"{CONTACT}.telephone": "电话",
    f"{CONTACT}.fax": "传真",
    f"{CONTACT}.email": "电子邮箱",
    f"{CONTACT}.hours": "办公时间",
}


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

    `column_url` is the address that the column is deployed at; pages work below any address.
    `notice` is a sentence shown on every page, for example that a county is fictional. `data_version`: see data_version.py.
    """

    data_version: DataVersion | None = None
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
    face: FaceSettings = NO_SETTINGS

    __pydantic_config__ = CLOSED

    def permanent(self, url: str) -> str:
        """The whole address of what stands at `url` below the column; empty where `column_url` is not stated."""
        return f"{self.column_url.rstrip('/')}/{url}" if self.column_url else ""


def read_site(data: Path) -> tuple[Site | None, list[Problem]]:
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = read_yaml(data / SITE)
    if node is None:
        return None, problems
    site, found = read_shape(Site, node)
    return site, problems + found
