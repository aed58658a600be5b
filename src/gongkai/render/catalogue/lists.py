"""Lists of entries: pages of a hundred rows, one page with the whole table, and a page for each choice that narrows it down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from gongkai.addresses import ALL, CATALOGUE
from gongkai.catalogue import Entry
from gongkai.render.assets import assets
from gongkai.render.catalogue.entry_page import label, title_of
from gongkai.render.catalogue.facets import Facet, facets_of, marks
from gongkai.render.catalogue.setting import CataloguePage, Setting, in_lines
from gongkai.render.frame import Link
from gongkai.render.labels import page_labels
from gongkai.render.pieces import Download
from gongkai.render.shells import Press

ROWS = 100
WHOLE = 5_000  # rows of the largest table on one page; a longer list has its pages and its downloads
LEAST = 20  # rows from which on it helps to narrow a list down
AROUND = 2  # pages named on each side of the one that is shown


@dataclass(frozen=True)
class Listing:
    """A list and where it stands. `with_field` shows each entry's field; `downloads` are files beside its first page."""

    address: str
    title: str
    about: str
    entries: Sequence[Entry]
    path: tuple[Link, ...]
    with_field: bool = False
    with_agency: bool = True
    downloads: Sequence[Download] = ()
    related: Sequence[Link] = ()


@dataclass(frozen=True)
class Printer:
    """Prints a listing's pages; a row is made once for each depth at which it is shown."""

    listing: Listing
    setting: Setting
    press: Press
    rows: dict[str, list[str]] = field(default_factory=dict)
    made: dict[tuple[str, bool], Markup] = field(default_factory=dict)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        if len(self.listing.entries) <= LEAST:
            return ()
        return facets_of(self.listing.entries, self.setting.agencies, with_agency=self.listing.with_agency)

    @cached_property
    def marks(self) -> list[str]:
        return marks(self.facets, len(self.listing.entries))

    def pages(self) -> Iterator[CataloguePage]:
        """The list, its further pages, the whole table where that is another page, and each choice."""
        everything = range(len(self.listing.entries))
        yield from self.paged("", "", everything)
        if has_whole(len(everything)):
            yield self.page(ALL, "（整张表）", everything, whole=True)
        for facet in self.facets:
            for choice in facet.choices:
                said = f"（{facet.label}：{choice.label}）"
                yield from self.paged(f"{facet.word}-{choice.word}", said, choice.places)

    def paged(self, word: str, said: str, places: Sequence[int]) -> Iterator[CataloguePage]:
        count = max(1, -(-len(places) // ROWS))
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
    ) -> CataloguePage:
        listing = self.listing
        own = page_word(word, number)
        up = "../" * ((listing.address + "/" + own).rstrip("/").count("/") + 1)
        back = "../" if own else ""
        nth = f"（第{number + 1}页）" if number else ""
        title = f"{listing.title}{said}{nth}"
        total = len(places) if total is None else total
        view = {
            "title": title,
            "lead": lead(listing.about, total, number if count > 1 else None, len(places)),
            "filters": self.filters(up, back, whole=whole or (not own and count == 1)),
            "caption": title,
            "number": label("number"),
            "field": "领域" if listing.with_field else "",
            "matter": label("matter"),
            "submatter": label("submatter"),
            "time_limit": label("time_limit"),
            "publisher": label("publisher"),
            "channels": "必选渠道",
            "levels": label("levels"),
            "rows": self.body(places, up),
            "pager": self.pager(back, word, number, count, whole=whole),
            "downloads": self.downloads(back) if word in ("", ALL) else [],
            "related": [{"href": up + link.href, "text": link.title} for link in listing.related],
        }
        description = f"{listing.title}{said}，共{total}条{nth}：公开事项、公开时限、公开主体、渠道和层级。"
        path = listing.path if not own else (*listing.path, Link(listing.title, f"{listing.address}/"))
        return CataloguePage(
            f"{listing.address}/{own}".rstrip("/"),
            title,
            description,
            self.press.fragment("catalogue-list", view),
            path,
            page_labels(title, description),
        )

    # ---- Rows

    def body(self, places: Sequence[int], up: str) -> Markup:
        rows = self.rows.setdefault(up, [""] * len(self.listing.entries))
        for place in places:
            if not rows[place]:
                rows[place] = self.row(place, up)
        return Markup("\n".join([rows[place] for place in places]))  # noqa: S704 - made by the press

    def row(self, place: int, up: str) -> str:
        entry = self.listing.entries[place]
        view = {
            "marks": self.marks[place] if self.facets else "",
            "number": in_lines(entry.number),
            "with_field": self.listing.with_field,
            "field": self.setting.fields.get(entry.field, entry.field) if self.listing.with_field else "",
            "matter": in_lines(entry.matter),
            "href": f"{up}{CATALOGUE}/{entry.field}/{entry.id}/",
            "submatter": in_lines(entry.submatter or entry.matter) or title_of(entry),
            "time_limit": in_lines(entry.time_limit),
            "publisher": in_lines(entry.publisher),
            "channels": "、".join([channel.name for channel in entry.channels if channel.required]),
            "levels": "、".join(entry.levels),
        }
        return str(self.press.fragment("catalogue-row", view))

    # ---- Around the table

    def filters(self, up: str, back: str, *, whole: bool) -> Markup:
        """Links to the choices. With a script: a form that narrows down a table that is whole, or leads to the one that is."""
        if not self.facets:
            return Markup()
        if (back, whole) not in self.made:
            target = f"{back}{ALL}/" if has_whole(len(self.listing.entries)) and not whole else ""
            view = {
                "here": whole,
                "whole": target,
                "script": up + assets()["catalogue-filters"].name,
                "all": back or "./",
                "facets": [self.choices(facet, back) for facet in self.facets],
            }
            self.made[back, whole] = self.press.fragment("catalogue-filters", view)
        return self.made[back, whole]

    def downloads(self, back: str) -> list[dict[str, str]]:
        """The whole list as files; a choice is no file of its own."""
        return [{"href": back + file.href, "label": file.label, "about": file.about} for file in self.listing.downloads]

    def choices(self, facet: Facet, back: str) -> dict[str, object]:
        links = [
            {"href": f"{back}{facet.word}-{choice.word}/", "text": choice.label, "number": str(len(choice.places))}
            for choice in facet.choices
        ]
        return {"id": facet.id, "label": facet.label, "choices": links}

    def pager(self, back: str, word: str, number: int, count: int, *, whole: bool) -> list[dict[str, object]]:
        """Links to the other pages; the one shown is named. Empty when there is one only."""
        if whole:
            return [{"href": back, "text": f"分页显示（每页{ROWS}条）", "here": False}]
        if count == 1:
            return []
        near = [n for n in range(count) if n in (0, count - 1) or abs(n - number) <= AROUND]
        links = [{"href": href(back, word, n), "text": f"第{n + 1}页", "here": n == number} for n in near]
        if number:
            links.insert(0, {"href": href(back, word, number - 1), "text": "上一页", "here": False})
        if number < count - 1:
            links.append({"href": href(back, word, number + 1), "text": "下一页", "here": False})
        if not word and has_whole(len(self.listing.entries)):
            links.append({"href": f"{back}{ALL}/", "text": "整张表", "here": False})
        return links


def has_whole(count: int) -> bool:
    """Whether a list of so many rows has a page with all of them, besides its pages."""
    return ROWS < count <= WHOLE


def page_word(word: str, number: int) -> str:
    """The last word of a page's address; empty for the list's first page.

    >>> page_word("", 0), page_word("", 1), page_word("cengji-xian", 2)
    ('', 'ye-2', 'cengji-xian-ye-3')
    """
    return word if not number else f"{word}-ye-{number + 1}".lstrip("-")


def href(back: str, word: str, number: int) -> str:
    own = page_word(word, number)
    return f"{back}{own}/" if own else back or "./"


def lead(about: str, total: int, number: int | None, shown: int) -> str:
    here = "" if number is None else f"，本页是第{number * ROWS + 1}至{number * ROWS + shown}条"
    return f"{about}共{total}条{here}。"
