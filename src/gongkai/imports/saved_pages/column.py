"""A column of an old portal, saved as a folder: its pages, which of them are documents, and where their links lead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from gongkai.imports.document import whole
from gongkai.imports.saved_pages.addresses import WEB, address_key, twin_addresses, whole_address
from gongkai.imports.saved_pages.facts import Fact
from gongkai.imports.saved_pages.linked_text import A_FILE, Reference, without_links
from gongkai.imports.saved_pages.page import SavedPage, is_page, read_page
from gongkai.problems import Problem, shown
from gongkai.statute.labels import fold, squeezed

PAGE_END = re.compile(r"(?:\.(?:s?html?|jsp|aspx?|php|do|action))?\Z", re.IGNORECASE)
WITH_ITS_FILES = ("_files", ".files", "_file")  # the folder that a browser puts beside a page that it saves


class Target(NamedTuple):
    """Where a link leads: to a saved page (`page`), to a file beside it (`file`, a path in the folder), to the web (`web`), or
    nowhere; `missing` is what should lie in the folder and does not. At most one of them is set.
    """

    page: str = ""
    file: str = ""
    web: str = ""
    missing: str = ""


NOWHERE = Target()


@dataclass(frozen=True)
class SavedColumn:
    """`address` is that of the folder on the old portal, empty where nobody said it; `stated` are the addresses that a list gives
    its pages, by their paths.
    """

    folder: Path
    address: str = ""
    stated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def read(self) -> tuple[Mapping[str, SavedPage], list[Problem]]:
        """Every page of the folder by its path there, and those that cannot be read."""
        pages: dict[str, SavedPage] = {}
        problems: list[Problem] = []
        for file in files_in(self.folder):
            if not is_page(file):
                continue
            if not lies_in(file, self.folder):
                problems.append(whole(shown(file)).doubt("是指向文件夹外面的链接，没有读入；请放文件本身"))
                continue
            name = file.relative_to(self.folder).as_posix()
            page, found = read_page(file, name, self.address)
            problems += found
            if page:
                known = tuple(filter(None, map(whole_address, self.stated.get(name, ()))))
                pages[name] = replace(page, addresses=known or page.addresses)
        return pages, problems

    @property
    def pages(self) -> Mapping[str, SavedPage]:
        return self.read[0]

    @cached_property
    def documents(self) -> tuple[SavedPage, ...]:
        """Each document once, with what the lists say of it where the page itself does not, and its addresses in all columns."""
        found: dict[str, SavedPage] = {}
        for page in self.pages.values():
            if page.is_document:
                first = self.first.get(page.name, page.name)
                found.setdefault(first, self.with_list(self.pages[first]))
        return tuple(found.values())

    @cached_property
    def first(self) -> Mapping[str, str]:
        """By the name of a page, that of the first that shows the same document."""
        by_content: dict[tuple[str, ...], str] = {}
        found = {}
        for page in self.pages.values():
            if page.is_document:
                title, text = fold(page.said("title")), squeezed(without_links(page.text))
                key = (title, page.said("document_number"), page.said("published") or page.said("written"), text)
                found[page.name] = by_content.setdefault(key, page.name)
        return found

    @cached_property
    def first_of_twins(self) -> Mapping[str, tuple[str, ...]]:
        """By the name of a page, all that show the same document."""
        groups: dict[str, list[str]] = {}
        for name, first in self.first.items():
            groups.setdefault(first, []).append(name)
        return {name: tuple(groups[first]) for name, first in self.first.items()}

    def twins(self, page: SavedPage) -> tuple[str, ...]:
        """The other pages that show the same document."""
        return tuple(name for name in self.first_of_twins.get(page.name, ()) if name != page.name)

    def old_addresses(self, page: SavedPage) -> tuple[str, ...]:
        """Under which the document stood, in all columns; without those that pages of other documents state as well."""
        own = [page, *(self.pages[name] for name in self.twins(page))]
        stated = [address for each in own for address in each.addresses if address_key(address) not in self.shared]
        return tuple(dict.fromkeys(twin for address in stated for twin in twin_addresses(address)))

    @cached_property
    def shared(self) -> frozenset[str]:
        """Addresses that pages of several documents state, as a program of a portal does that writes the same into all."""
        stated = {
            (address_key(address), self.first.get(page.name, page.name))
            for page in self.pages.values() for address in page.addresses
        }  # fmt: skip
        times = Counter(key for key, _ in stated)
        return frozenset(key for key, count in times.items() if count > 1)

    @cached_property
    def by_address(self) -> Mapping[str, str]:
        """By the key of an address, the page that stood there."""
        return {
            address_key(twin): page.name
            for page in self.pages.values() for address in page.addresses for twin in twin_addresses(address)
            if address_key(address) not in self.shared
        }  # fmt: skip

    @property
    def is_portal(self) -> bool:
        """Whether the folder's pages are those of a portal, and not pages that an office made for itself."""
        return any(page.addresses or page.listed or not page.is_document for page in self.pages.values())

    # ---- What the lists say

    @cached_property
    def entries(self) -> Mapping[str, tuple[str, str]]:
        """By the name of a page, the title and the day that a list gives it."""
        found: dict[str, tuple[str, str]] = {}
        for page in self.pages.values():
            for entry in page.listed:
                to = self.target(page, Reference(entry.target, entry.title, picture=False, line=0)).page
                if to and to != page.name:
                    found.setdefault(to, (entry.title, entry.day))
        return found

    def with_list(self, page: SavedPage) -> SavedPage:
        title, day = self.entries.get(page.name, ("", ""))
        more = {"title": title, "published": day if "written" not in page.facts else ""}
        lacking = {name: Fact(text, page.place) for name, text in more.items() if text and name not in page.facts}
        return replace(page, facts={**page.facts, **lacking}) if lacking else page

    # ---- Where a link leads

    def target(self, page: SavedPage, reference: Reference) -> Target:
        """Of a link or picture of that page."""
        try:
            parts = urlsplit(reference.target)
        except ValueError:
            return NOWHERE
        outside = whole_address(reference.target) if parts.scheme else ""
        if not reference.target or reference.target.startswith("#") or (parts.scheme and not outside):
            return NOWHERE
        named = reference.words if A_FILE.search(reference.words) and "/" not in reference.words else ""
        near = [(named, "")] if named else []  # saved under the name that the page gives it
        near += [] if parts.netloc else [(parts.path, parts.query)]
        addresses = [outside] if outside else [urljoin(base, reference.target) for base in page.addresses]
        found = next(filter(None, (self.near(page, *place) for place in near)), "")
        found = found or next(filter(None, (self.at_address(page, address) for address in addresses)), "")
        if found:
            return Target(page=found) if found in self.pages else Target(file=found)
        name = named or PurePosixPath(unquote(parts.path)).name
        return self.not_saved(page, next(iter(addresses), ""), name, picture=reference.picture)

    def at_address(self, page: SavedPage, address: str) -> str:
        """The file of the folder that stood there; empty for none."""
        return self.by_address.get(address_key(address), "") or self.mirrored(page, address)

    def near(self, page: SavedPage, path: str, query: str) -> str:
        """What lies where a link says, seen from the page; its path in the folder, empty for none."""
        above = PurePosixPath(page.name).parent
        for spelled in dict.fromkeys((unquote(path), path)):
            place = PurePosixPath(spelled.lstrip("/")) if spelled.startswith("/") else above / spelled
            for name in names_of(place.as_posix(), unquote(query)):
                if there := self.there(name):
                    return there
        return ""

    def mirrored(self, page: SavedPage, address: str) -> str:
        """What lies in the folder for an address: at its place in the mirror, or by its name beside the page that leads there."""
        parts = urlsplit(address)
        path, above = unquote(parts.path).lstrip("/"), PurePosixPath(page.name).parent
        host = f"{parts.netloc.lower()}/{path}"
        root = urlsplit(self.address)
        below = unquote(root.path).strip("/")
        inside = path.removeprefix(f"{below}/" if below else "") if parts.netloc.lower() == root.netloc.lower() else ""
        beside = PurePosixPath(path).name
        own = PurePosixPath(page.name).stem
        folders = [above / f"{own}{end}" for end in WITH_ITS_FILES]
        near = [(folder / beside).as_posix() for folder in (above, *folders)] if beside and not PAGE_END.search(beside) else []
        for place in filter(None, (host, inside, *near)):
            for name in names_of(place, unquote(parts.query)):
                if there := self.there(name):
                    return there
        return ""

    def there(self, name: str) -> str:
        """The path in the folder, made plain; empty where no file of the folder itself is there."""
        try:
            file = self.folder / name
            if not name.startswith("/") and file.is_file() and lies_in(file, self.folder):
                return file.resolve().relative_to(self.folder.resolve()).as_posix()
        except (OSError, ValueError):  # a name that no system has
            return ""
        return ""

    def not_saved(self, page: SavedPage, address: str, name: str, *, picture: bool) -> Target:
        """A page of the web is led to; a file of the old portal has to lie in the folder."""
        hosts = {urlsplit(own).netloc.lower() for own in (*page.addresses, self.address) if own}
        is_own = not address or urlsplit(address).netloc.lower() in hosts
        is_file = picture or bool(PurePosixPath(name).suffix and not re.fullmatch(PAGE_END, PurePosixPath(name).suffix))
        if is_own and is_file:
            return Target(missing=name)
        return Target(web=address) if address and urlsplit(address).scheme in WEB and not picture else NOWHERE


def names_of(path: str, query: str) -> Iterator[str]:
    """As browsers and mirroring programs name the file of a path."""
    plain = path.rstrip("/")
    if query:
        yield from (f"{plain}{mark}{query}{end}" for mark in ("?", "@") for end in ("", ".html"))
    else:
        yield plain
        yield from (f"{plain}/{name}" for name in ("index.html", "index.htm", "index.shtml"))
        yield f"{plain}.html"


def files_in(folder: Path) -> Iterable[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$")))


def lies_in(file: Path, folder: Path) -> bool:
    return file.resolve().is_relative_to(folder.resolve())
