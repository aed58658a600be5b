"""What stands around a page's content: head, header, menu, breadcrumb, footer. No site generator is needed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from gongkai.county.addresses import SEARCH
from gongkai.county.face.fragment import UP
from gongkai.county.face.reading import PLAIN_FACE, Face, Picture
from gongkai.county.portal import Site
from gongkai.html.assets import assets, face_style
from gongkai.html.content import Heading
from gongkai.html.fragments import fragment
from gongkai.statute.column import column

CONTENT = "\ue000content\ue001"  # private characters, which no page holds


class Link(NamedTuple):
    """`href` is an address below the column, `''` its front page."""

    title: str
    href: str


class Frame(NamedTuple):
    """`up` leads from the page to the column's front page. `path` are the pages above this one, the front page first.

    `menu` are the column's parts; the one with the address `part` is marked as where the reader is. `foremost`: the menu leads
    to this very page. `canonical` is empty where the office has not stated the column's address; `statement` is the address of
    无障碍声明, empty where nothing was measured. `searchable` is False on the page of the search itself. `feed` is the address
    of the feed, if there is one; `data` describes the page to programs (schema.org as JSON-LD); `moved` leads on from an old
    address.
    `face` is the county's own: emblem, links, footer, style, the portal's top and bottom.
    `within` is what a page belongs to, said in its head alone: of titles that are the same elsewhere. `headings` are the page's
    contents where the frame lists them and the page itself does not. `tree` is finished HTML: what stands beside the content to
    lead on. `prints_address`: on paper its foot says where the page is.
    """

    title: str
    description: str
    up: str
    menu: Sequence[Link]
    site: Site | None
    part: str = ""
    foremost: bool = False
    path: Sequence[Link] = ()
    labels: Mapping[str, str] = MappingProxyType({})
    canonical: str = ""
    feed: str = ""
    statement: str = ""
    searchable: bool = True
    data: Markup = Markup()
    within: str = ""
    moved: str = ""
    face: Face = PLAIN_FACE
    headings: Sequence[Heading] = ()
    tree: bytes = b""
    prints_address: bool = False


def framed(frame: Frame) -> tuple[Markup, Markup]:
    """What comes before the content and what comes after it."""
    before, after = fragment("frame", view(frame)).split(CONTENT)
    return before + Markup("\n"), Markup("\n") + after + Markup("\n")


def view(frame: Frame) -> dict[str, object]:
    owner = f"{frame.site.government} · {column().name}" if frame.site else column().name
    more = beside_the_column(frame.menu)
    return {
        "content": CONTENT,
        "tree": Markup(frame.tree.decode()),  # noqa: S704 - finished HTML
        "title": frame.title,
        "head_title": " - ".join((frame.title, *([frame.within] if frame.within else []), owner)) if frame.path else owner,
        "description": frame.description,
        "labels": dict(frame.labels),
        "canonical": frame.canonical,
        "printed_address": frame.canonical if frame.prints_address else "",
        "feed": frame.feed,
        "data": frame.data,
        "moved": frame.moved,
        "statement": frame.statement,
        "up": frame.up,
        "home": frame.up or "./",
        "column": column().name,
        "organ": frame.site.government if frame.site else "",
        "notice": frame.site.notice if frame.site else None,
        "menu": [entry(frame, link) for link in frame.menu if link not in more],
        "more": [entry(frame, link) for link in more],
        "path": [{"title": link.title, "href": link.href} for link in path_of(frame)],
        "search": f"{SEARCH}/",
        "searchable": frame.searchable,
        "assets": {name: assets()[name].name for name in ("style", "early", "script")},
        "facts": [fact for fact in facts(frame.site) if not any(fact in entry.text for entry in frame.face.settings.footer)],
        "face": face_view(frame.face, frame.site, frame.up),
        "portal": frame.site.portal_url if frame.site else None,
        "email": frame.site.contact.email if frame.site else None,
    }


def beside_the_column(menu: Sequence[Link]) -> list[Link]:
    """What stands under 更多, so that the menu is one line: all but the front page and the State's parts. One alone does not."""
    parts = {"", *(f"{part.path}/" for part in column().parts)}
    others = [link for link in menu if link.href not in parts]
    return others if len(others) > 1 else []


def entry(frame: Frame, link: Link) -> dict[str, str]:
    return {"title": link.title, "href": link.href, "here": here(frame, link)}


def here(frame: Frame, link: Link) -> str:
    """Whether the reader is at a link of the menu, as `aria-current` has it: on its page, or on one that belongs to it."""
    return ("page" if frame.foremost else "true") if link.href == frame.part else ""


def face_view(face: Face, site: Site | None, up: str) -> dict[str, object]:
    """Everything of the county's own, with addresses as this page names them."""
    style = face_style(face)
    settings = face.settings
    return {
        "style": style.name if style else "",
        "emblem": picture_view(face.emblem, site.county if site else ""),
        "name_image": picture_view(face.name_image, site.government if site else ""),
        "links": [{"text": link.name, "href": address_from(up, link.address)} for link in settings.links],
        "footer": [{"text": entry.text, "href": address_from(up, entry.address or "")} for entry in settings.footer],
        "top": Markup(face.top.replace(UP, up)),  # noqa: S704 - written anew from what was checked
        "bottom": Markup(face.bottom.replace(UP, up)),  # noqa: S704
    }


def picture_view(picture: Picture | None, text: str) -> dict[str, object] | None:
    return {"src": picture.address, "width": picture.width, "height": picture.height, "alt": text} if picture else None


def address_from(up: str, address: str) -> str:
    """An address of the column as a page names it; another one, and none, as it is.

    >>> [address_from("../", address) for address in ("zfxxgkzn/", "/zwgk/", "https://www.example.gov.cn/", "")]
    ['../zfxxgkzn/', '/zwgk/', 'https://www.example.gov.cn/', '']
    """
    return address if address.startswith(("http://", "https://", "/")) or not address else up + address


def path_of(frame: Frame) -> tuple[Link, ...]:
    """The pages above. A part of the column that nobody has written stands in no menu; then there is nothing to go back to."""
    parts = {f"{part.path}/" for part in column().parts} - {link.href for link in frame.menu}
    return tuple(link for link in frame.path if link.href not in parts)


def facts(site: Site | None) -> list[str]:
    """Who answers for the column and under which numbers, as far as the office states it."""
    if site is None:
        return []
    stated = {
        "主办单位：": site.contact.office,
        "联系电话：": site.contact.telephone,
        "网站标识码：": site.site_code,
        "": site.icp,
    }
    return [f"{label}{text}" for label, text in stated.items() if text] + ([site.police] if site.police else [])
