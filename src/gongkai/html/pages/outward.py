"""Links to other sites as pages show them: what each is, who runs it, and whether it could be opened the last time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.collection import Collection
from gongkai.county.link_results import Answer, LinkResult, LinkResults
from gongkai.county.links import KINDS, OutwardLink
from gongkai.county.portal import Site
from gongkai.html.blocks import NOTHING, PageBlock, component
from gongkai.html.elements import chinese_day

UNKNOWN = "地址未登记"


def outward(links: Iterable[OutwardLink], collection: Collection) -> PageBlock:
    """A list of them; nothing where there is none."""
    found = [link_view(link, collection) for link in links]
    return component("outward-links", found) if found else NOTHING


def link_view(link: OutwardLink, collection: Collection) -> dict[str, Any]:
    operator = collection.agencies.get(link.operator or "")
    return {
        "href": link.address or "",
        "name": link.name,
        "about": link.about or "",
        "facts": [
            KINDS[link.kind],
            *([link.platform] if link.platform else []),
            *([f"运营：{operator.name}"] if operator else []),
            *([f"电话：{link.telephone}"] if link.telephone else []),
            *reached(link, collection.links.results),
        ],
        "dead": dead(collection.links.results.of(link.address)),
    }


def reached(link: OutwardLink, results: LinkResults) -> Sequence[str]:
    """Of a link with an address that it leads elsewhere, and when it was last tried; of one without, that it has none. A
    telephone number alone is enough.
    """
    if not link.address:
        return () if link.telephone else (UNKNOWN,)
    tried = results.of(link.address)
    return ("打开后离开本专栏", *((f"最近核对：{chinese_day(tried.tried)}",) if tried else ()))


def dead(result: LinkResult | None) -> str:
    """What is said of one that could not be opened; empty of any other."""
    if result is None or result.answer is not Answer.DEAD:
        return ""
    return f"{chinese_day(result.tried)}核对时打不开{f'：{result.detail}' if result.detail else ''}。"


def on_agency(agency: str, collection: Collection, site: Site) -> list[OutwardLink]:
    """What an agency runs, and what every agency's page names."""
    return [link for link in collection.links.on("agency", site) if link.operator in (agency, None)]


def for_field(field: str, collection: Collection, site: Site) -> list[OutwardLink]:
    """What pages about matters of that field of the catalogue name, as far as it can be followed."""
    return [link for link in collection.links.on("matter", site) if link.address and field in (link.fields or (field,))]
