"""Lists of entries: pages of a hundred rows, one page with the whole table, and a page for each choice that narrows it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import cast

from gongkai.catalogue import Entry
from gongkai.county.addresses import ALL, up_from
from gongkai.html.assets import assets
from gongkai.html.elements import Download
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.cells import CELLS, Cells, link_words
from gongkai.html.pages.catalogue.entry_page import in_groups, label, links
from gongkai.html.pages.catalogue.facets import facets_of
from gongkai.html.pages.facets import Facet, marks
from gongkai.html.pages.paging import ROWS, PageLink, caption, lead, page_word, pager, pages_of
from gongkai.html.setting import Page, Setting, in_one_line
from gongkai.html.shells import Fragments, Words

WHOLE = 5_000  # rows of the largest table on one page; a longer list has its pages and its downloads
LEAST = 20  # rows from which on it helps to narrow a list down
TOGETHER = 1_000  # rows that are made at a time
LINK = b' href="'  # in a row once; a text holds no quotation mark as such


@dataclass(frozen=True)
class Listing:
    """A list and where it stands. `with_field` shows each entry's field; `downloads` are files beside its first page.

    `field` is the id of the field whose list it is, if it is one's: the first row of each matter has an address of its own.
    `below` stands under its first page.
    """

    address: str
    title: str
    about: str
    entries: Sequence[Entry]
    path: tuple[Link, ...]
    with_field: bool = False
    with_agency: bool = True
    downloads: Sequence[Download] = ()
    related: Sequence[Link] = ()
    field: str = ""
    below: bytes = b""


@dataclass(frozen=True)
class Printer:
    """Prints a listing's pages; a row is made once for all of them. `tree` gives what stands beside the page at an address."""

    listing: Listing
    setting: Setting
    press: Fragments
    cells: Cells
    tree: Callable[[str], bytes]
    made: dict[tuple[str, bool], bytes] = field(default_factory=dict)

    @cached_property
    def rows(self) -> list[bytes]:
        """By their place. Their links lead from the pages below the list."""
        firsts = range(0, len(self.listing.entries), TOGETHER)
        return [row for first in firsts for row in self.rows_from(first)]

    @cached_property
    def link(self) -> bytes:
        """How a row's link begins on those pages."""
        return link_from(f"{self.listing.address}/{ALL}")

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        if len(self.listing.entries) <= LEAST:
            return ()
        return facets_of(self.listing.entries, self.setting.agencies, with_agency=self.listing.with_agency)

    @cached_property
    def marks(self) -> list[str]:
        return marks(self.facets)

    @cached_property
    def names(self) -> list[str]:
        """What each row's link is called by a screen reader, where several rows show the same words; empty where they do not."""
        fields = self.setting.fields if self.listing.with_field else {}
        return link_names(self.listing.entries, fields)

    def pages(self) -> Iterator[Page]:
        """The list, its further pages, the whole table where that is another page, and each choice."""
        everything = range(len(self.listing.entries))
        yield from self.paged("", "", everything)
        if has_whole(len(everything)):
            yield self.page(ALL, "（整张表）", everything, whole=True)
        for facet in self.facets:
            for choice in facet.choices:
                said = f"（{facet.label}：{choice.label}）"
                yield from self.paged(f"{facet.word}-{choice.word}", said, choice.places)

    def paged(self, word: str, said: str, places: Sequence[int]) -> Iterator[Page]:
        count = pages_of(len(places))
        for number in range(count):
            shown = places[number * ROWS : (number + 1) * ROWS]
            yield self.page(word, said, shown, number=number, count=count, total=len(places))

    def page(
        self,
        word: str,
        said: str,
        places: Sequence[int],
        *,
        number: int = 0,
        count: int = 1,
        total: int | None = None,
        whole: bool = False,
    ) -> Page:
        listing = self.listing
        own = page_word(word, number)
        address = f"{listing.address}/{own}".rstrip("/")
        up = up_from(address)
        back = "../" if own else ""
        nth = f"（第{number + 1}页）" if number else ""
        title = f"{listing.title}{said}{nth}"
        total = len(places) if total is None else total
        near = self.pager(back, word, number, count, whole=whole)
        words = Words(
            texts=(title, lead(listing.about, total, number if count > 1 else None, len(places))),
            lists=(
                [text for link in near for text in link[:2]],
                self.downloads(back) if word in ("", ALL) else (),
                [text for link in listing.related for text in (up + link.href, link.title)],
                [caption(first, min(first + ROWS, len(places))) for first in range(ROWS, len(places), ROWS)],
            ),
            html=(
                self.filters(up, back, whole=whole or (not own and count == 1)),
                listing.below if not own else b"",
                *self.parts(places, link_from(address)),
            ),
            fixed=(listing.with_field, tuple(here for _, _, here in near)),
        )
        description = f"{listing.title}{said}，共{total}条{nth}：公开事项、公开时限、公开主体、渠道和层级。"
        path = listing.path if not own else (*listing.path, Link(listing.title, f"{listing.address}/"))
        return Page(
            address,
            title,
            description,
            self.press.fragment("catalogue-list", list_view, words),
            path,
            page_labels(title, description),
            tree=self.tree(address),
        )

    # ---- Rows

    def parts(self, places: Sequence[int], link: bytes) -> Iterator[bytes]:
        """The rows, a hundred to a part: a browser lays a long list out part by part, as it is read."""
        for first in range(0, max(1, len(places)), ROWS):
            rows = b"\n".join([self.rows[place] for place in places[first : first + ROWS]])
            yield rows if link == self.link else rows.replace(self.link, link)

    def rows_from(self, first: int) -> Iterator[bytes]:
        places = range(first, min(first + TOGETHER, len(self.listing.entries)))
        made = self.press.fragments("catalogue-row", row_view, list(map(self.row_words, places)))
        return (row.replace(LINK, self.link) for row in made)

    def row_words(self, place: int) -> Words:
        cells = self.cells.of(self.listing.entries[place])
        return Words(
            texts=(
                row_id(self.listing.entries[place]) if place in self.firsts else "",
                self.marks[place] if self.facets else "",
                self.names[place],
            ),
            html=cells if self.listing.with_field else (b"", *cells[1:]),
            fixed=self.listing.with_field,
        )

    @cached_property
    def firsts(self) -> frozenset[int]:
        return frozenset(firsts(self.listing.entries) if self.listing.field else ())

    # ---- Around the table

    def filters(self, up: str, back: str, *, whole: bool) -> bytes:
        """Links to the choices. With a script: a form that narrows down a table that is whole, or leads to the one that is."""
        if not self.facets:
            return b""
        if (back, whole) not in self.made:
            target = f"{back}{ALL}/" if has_whole(len(self.listing.entries)) and not whole else ""
            words = Words(
                texts=(target, up + assets()["catalogue-filters"].name, back or "./"),
                lists=tuple(self.choices(facet, back) for facet in self.facets),
                fixed=(whole, tuple((facet.id, facet.label) for facet in self.facets)),
            )
            self.made[back, whole] = self.press.fragment("catalogue-filters", filters_view, words)
        return self.made[back, whole]

    def downloads(self, back: str) -> list[str]:
        """Of each file its address, what it is called and what is said of it; a choice of the list is no file of its own."""
        return [text for file in self.listing.downloads for text in (back + file.href, file.label, file.about)]

    def choices(self, facet: Facet, back: str) -> list[str]:
        """Of each its address, its words, and how many entries belong to it."""
        return [
            text
            for choice in facet.choices
            for text in (f"{back}{facet.word}-{choice.word}/", choice.label, str(len(choice.places)))
        ]

    def pager(self, back: str, word: str, number: int, count: int, *, whole: bool) -> list[PageLink]:
        """Links to the other pages. Empty when there is one only."""
        if whole:
            return [PageLink(back, f"分页显示（每页{ROWS}条）")]
        everything = f"{back}{ALL}/" if not word and has_whole(len(self.listing.entries)) else ""
        return pager(back, word, number, count, whole=everything)


def firsts(entries: Sequence[Entry]) -> Iterator[int]:
    """The place of the first row of each matter; of none where an entry names no matter."""
    found: set[str] = set()
    before = ""
    for place, entry in enumerate(entries):
        if entry.matter != before:
            before = entry.matter
            words = in_one_line(before)
            if words and words not in found:
                found.add(words)
                yield place


def row_id(entry: Entry) -> str:
    """The place of its row in its field's list."""
    return f"tiao-{entry.id}"


def link_from(address: str) -> bytes:
    return LINK + up_from(address).encode()


def link_names(entries: Sequence[Entry], fields: Mapping[str, str]) -> list[str]:
    """A name for each link whose words others have too: those words first, then as much as tells it apart (WCAG 2.4.4, 2.5.3).

    `fields` are the titles of the fields where the list is of several.
    """
    names = [in_one_line(link_words(entry)) for entry in entries]
    times = Counter(names)
    left = [place for place, name in enumerate(names) if times[name] > 1]
    named = set(left)
    for more in (
        attrgetter("matter"),
        lambda entry: fields.get(entry.field, ""),
        attrgetter("publisher"),
        numbered,
        attrgetter("id"),
    ):
        for place in left:
            words = in_one_line(more(entries[place]))
            if words and words not in names[place]:
                names[place] += f"，{words}"
        times = Counter(names)
        left = [place for place in left if times[names[place]] > 1]
    return [name if place in named else "" for place, name in enumerate(names)]


def numbered(entry: Entry) -> str:
    return f"序号{entry.number}" if entry.number else ""


# How the words are laid out for their templates.


def list_view(words: Words) -> dict[str, object]:
    (title, lead), (pager, downloads, related, captions), (filters, below, *parts) = words.texts, words.lists, words.html
    with_field, here = cast(tuple[bool, tuple[bool, ...]], words.fixed)
    columns = ("number", "matter", "submatter", "time_limit", "publisher", "levels")
    return {
        **{name: label(name) for name in columns},
        "title": title,
        "lead": lead,
        "filters": filters,
        "below": below,
        "field": "领域" if with_field else "",
        "channels": "必选渠道",
        "parts": [{"caption": caption, "rows": rows} for caption, rows in zip([title, *captions], parts, strict=True)],
        "pager": [{**link, "here": shown} for link, shown in zip(links(pager), here, strict=True)],
        "downloads": [dict(zip(DOWNLOAD, one, strict=True)) for one in in_groups(downloads, len(DOWNLOAD))],
        "related": links(related),
    }


DOWNLOAD = ("href", "label", "about")


def row_view(words: Words) -> dict[str, object]:
    id, marks, name = words.texts
    return {**dict(zip(CELLS, words.html, strict=True)), "id": id, "marks": marks, "name": name, "with_field": words.fixed}


def filters_view(words: Words) -> dict[str, object]:
    target, script, everything = words.texts
    here, facets = cast(tuple[bool, tuple[tuple[str, str], ...]], words.fixed)
    return {
        "here": here,
        "whole": target,
        "script": script,
        "all": everything,
        "facets": [
            {"id": id, "label": label, "choices": [dict(zip(CHOICE, one, strict=True)) for one in in_groups(own, len(CHOICE))]}
            for (id, label), own in zip(facets, words.lists, strict=True)
        ],
    }


CHOICE = ("href", "text", "number")


def has_whole(count: int) -> bool:
    """Whether a list of so many rows has a page with all of them, besides its pages."""
    return ROWS < count <= WHOLE
