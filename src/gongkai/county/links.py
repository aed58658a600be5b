"""Where the county sends people on other sites (links.yml): service portal, request form, hotline, social media."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from gongkai.county.columns import Citation, Id
from gongkai.county.link_results import NO_RESULTS, LinkResults, read_results
from gongkai.county.portal import SOUGHT, Site
from gongkai.county.stated import Address, Words
from gongkai.problems import Position, Problem
from gongkai.source.allowed_values import CLOSED
from gongkai.source.nodes import Node, position_of
from gongkai.source.reference import read_yaml

FILE = "links.yml"
LinkKind = Literal["portal", "service", "request", "hotline", "social", "other"]
Place = Literal["front", "agency", "matter", "request"]
KINDS: dict[str, str] = {
    "portal": "门户网站",
    "service": "政务服务",
    "request": "申请表单",
    "hotline": "热线和信箱",
    "social": "政务新媒体",
    "other": "其他",
}


@dataclass(frozen=True, kw_only=True)
class OutwardLink:
    """`address` and `telephone` may be unknown. `platform` is that of a social media account, `operator` the id of the agency
    that answers for it.

    `shown` are the kinds of pages that name it: the front page, the operator's page (each agency's, where there is no operator),
    matters of its `fields` (all of them, where it names none), the page about requests; and the pages of its `columns`.
    """

    id: Id
    name: Words
    kind: LinkKind
    address: Address | None = None
    telephone: Words | None = None
    platform: Words | None = None
    operator: Words | None = None
    about: Words | None = None
    shown: tuple[Place, ...] = ()
    columns: tuple[Words, ...] = ()
    fields: tuple[Words, ...] = ()
    said: tuple[Citation, ...] = ()

    __pydantic_config__ = CLOSED

    def __post_init__(self) -> None:
        if (self.platform is not None) != (self.kind == "social"):
            raise ValueError("政务新媒体（kind: social）要写平台 platform，例如“微信公众号”；别的链接不写")

    @property
    def can_be_reached(self) -> bool:
        """Whether a reader can do something with what is stated: an account is looked for by its name on its platform."""
        return bool(self.address or self.telephone or self.platform)


@dataclass(frozen=True, kw_only=True)
class LinksFile:
    links: tuple[OutwardLink, ...]

    __pydantic_config__ = CLOSED


@dataclass(frozen=True)
class Links:
    """`stated` in the order of the file; `results` is what was found when they were tried."""

    stated: tuple[OutwardLink, ...] = ()
    results: LinkResults = NO_RESULTS
    node: Node | None = field(default=None, repr=False, compare=False)

    def position(self, number: int, *path: str | int) -> Position:
        """Where that part of the link of that number was typed."""
        assert self.node
        return position_of(self.node, ("links", number, *path))

    def all(self, site: Site) -> tuple[OutwardLink, ...]:
        """With what site.yml states of the portal and its form, once each."""
        known = {link.address for link in self.stated}
        return (*(link for link in of_site(site) if link.address not in known), *self.stated)

    def on(self, place: Place, site: Site) -> Iterator[OutwardLink]:
        """What pages of that kind name, as far as it can be reached."""
        return (link for link in self.all(site) if place in link.shown and link.can_be_reached)


def of_site(site: Site) -> Iterator[OutwardLink]:
    if site.portal_url:
        yield OutwardLink(id="portal", name=site.portal or f"{site.government}门户网站", kind="portal", address=site.portal_url)
    if site.request_form_url:
        address = site.request_form_url.replace(SOUGHT, "")
        yield OutwardLink(id="request-form", name="依申请公开在线申请", kind="request", address=address)


def read_links(data: Path) -> tuple[Links, list[Problem]]:
    results, unread = read_results(data)
    if not (data / FILE).is_file():
        return Links(results=results), unread
    from gongkai.source.shapes import read_shape  # noqa: PLC0415 - see `allowed_values`

    node, problems = read_yaml(data / FILE)
    if node is None:
        return Links(results=results), [*problems, *unread]
    read, found = read_shape(LinksFile, node)
    return Links(read.links if read else (), results, node), [*problems, *found, *unread]
