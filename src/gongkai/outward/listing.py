"""Where the county's data and pages lead out of the site, each address with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai.build.page_sources import TEXTS, own_sources
from gongkai.collection import Collection
from gongkai.county.agencies import AGENCIES
from gongkai.county.face.settings import FOLDER as FACE
from gongkai.county.links import KINDS
from gongkai.county.portal import FACTS, SITE, SOUGHT
from gongkai.documents.reading import FOLDER, TEXT
from gongkai.documents.text_links import links_in
from gongkai.downloads.link_list import ListedLink
from gongkai.problems import Position, shown
from gongkai.source.nodes import Items, Node, Scalar, Table
from gongkai.source.reference import read_yaml
from gongkai.source.text import read_text

WEB = re.compile(r"https?://[^\s\"'<>()（），。；、“”《》]+")
COLUMN, SITE_FACT, AGENCY, ITEM, DOCUMENT, PAGE = "门户栏目", "门户", "机构", "目录里的信息", "文件", "网页"
HERE = "column_url"  # the site's own address leads nowhere else


class Outward(NamedTuple):
    """`address` is empty where it is not known yet."""

    name: str
    kind: str
    address: str
    place: Position

    @property
    def listed(self) -> ListedLink:
        return ListedLink(self.name, self.kind, self.address, str(self.place))


def outward_links(collection: Collection, docs: Path) -> Iterator[Outward]:
    """Of columns.yml, links.yml, site.yml, agencies.yml, the catalogue's items, documents and pages, in this order."""
    yield from of_columns(collection)
    yield from of_links(collection)
    yield from of_file(collection.data / SITE, SITE_FACT)
    yield from of_file(collection.data / AGENCIES, AGENCY)
    for file in sorted((collection.data / FACE).glob("*.html")):
        yield from of_text(file, file.name, SITE_FACT)
    for item in collection.catalogue.items:
        if WEB.match(item.link):
            yield Outward(item.title, ITEM, item.link, item.position("link"))
    yield from of_documents(collection)
    yield from of_pages(docs)


def of_columns(collection: Collection) -> Iterator[Outward]:
    for number, column in enumerate(collection.columns.all):
        yield Outward(column.name, COLUMN, column.address or "", collection.columns.position(number, "address"))


def of_links(collection: Collection) -> Iterator[Outward]:
    for number, link in enumerate(collection.links.stated):
        if link.address or not link.telephone:
            yield Outward(link.name, KINDS[link.kind], link.address or "", collection.links.position(number, "address"))


def of_file(file: Path, kind: str) -> Iterator[Outward]:
    """Every value of a file of the data that is an address, named by the name beside it or by its key."""
    node, _ = read_yaml(file)
    yield from (Outward(name, kind, text, place) for name, text, place in addresses_in(node, "") if WEB.match(text))


def addresses_in(node: Node | None, name: str) -> Iterator[tuple[str, str, Position]]:
    if isinstance(node, Table):
        own = next((named.text for key in ("name", "text") if isinstance(named := node.entries.get(key), Scalar)), "")
        for key, value in node.entries.items():
            if key != HERE:
                yield from addresses_in(value, own or name or FACTS.get(key, key))
    elif isinstance(node, Items):
        for item in node.items:
            yield from addresses_in(item, name)
    elif isinstance(node, Scalar):
        yield name, node.text.replace(SOUGHT, ""), node.position


def of_documents(collection: Collection) -> Iterator[Outward]:
    for document in collection.documents.all:
        if WEB.match(document.link):
            yield Outward(document.title, DOCUMENT, document.link, document.position("link"))
        file = shown(collection.data / FOLDER / document.id / TEXT)
        for link in links_in(document.text):
            if WEB.match(link.target):
                yield Outward(document.title, DOCUMENT, link.target, Position(file, link.line, link.column))


def of_pages(docs: Path) -> Iterator[Outward]:
    """Of the pages that people of the county wrote, and of those of the package that they left as they are."""
    own = [*own_sources(docs)]
    replaced = {source.address for source in own}
    for source in (*own, *(source for source in own_sources(TEXTS) if source.address not in replaced)):
        yield from of_text(source.file, source.name, PAGE)


def of_text(file: Path, name: str, kind: str) -> Iterator[Outward]:
    """Wherever an address stands in it."""
    text, _ = read_text(file)
    for number, line in enumerate((text or "").split("\n"), start=1):
        for found in WEB.finditer(line):
            yield Outward(name, kind, found[0].rstrip(".,;]"), Position(shown(file), number, found.start() + 1))


def by_address(links: Iterable[Outward]) -> dict[str, list[Outward]]:
    """Those that have one, each once, with all its places."""
    found: dict[str, list[Outward]] = {}
    for link in links:
        if link.address:
            found.setdefault(link.address, []).append(link)
    return found
