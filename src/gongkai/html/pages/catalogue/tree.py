"""The fields beside a page of the catalogue, and below the page's own field its matters (一级事项)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from gongkai.catalogue import Catalogue, Entry
from gongkai.county.addresses import catalogue_address, up_from
from gongkai.html.pages.catalogue.entry_page import links
from gongkai.html.pages.catalogue.lists import firsts, row_id
from gongkai.html.pages.paging import ROWS, page_word
from gongkai.html.setting import in_one_line
from gongkai.html.shells import Fragments, Words

PAGE, BELOW = "page", "true"  # as `aria-current` has it: the very page, or one below it
ABOVE_ENTRY = "../../"  # from an entry's page to the catalogue
NONE = -1  # of the places in a list
MOST = 12  # matters that are listed; of more those around the page's own


@dataclass(frozen=True)
class Tree:
    """`titles` are those of the fields that have a list, by id."""

    catalogue: Catalogue
    titles: Mapping[str, str]
    press: Fragments
    known: dict[tuple[str, ...], bytes] = field(default_factory=dict)
    of_matters: dict[tuple[str, str], bytes] = field(default_factory=dict)

    @cached_property
    def matters(self) -> Mapping[str, Mapping[str, str]]:
        """By field, its matters in the order of its list, each with the address of its first row."""
        found: dict[str, dict[str, str]] = {}
        for one in self.catalogue.fields:
            own = found.setdefault(one.id, {})
            for place in firsts(one.entries):
                entry = one.entries[place]
                own[in_one_line(entry.matter)] = f"{one.id}/{row_address(entry, place)}"
        return found

    def of_list(self, address: str, id: str = "") -> bytes:
        """For the page at that address, of the list of the field of that id, if of one's."""
        here = PAGE if id and address == catalogue_address(id) else BELOW
        return self.made(up_from(address)[3:], id, "", here)

    def of_entry(self, entry: Entry) -> bytes:
        """For the entry's page; made once for all of the same matter."""
        key = (entry.field, entry.matter)
        found = self.of_matters.get(key)
        if found is None:
            found = self.of_matters[key] = self.made(ABOVE_ENTRY, entry.field, in_one_line(entry.matter), BELOW)
        return found

    def made(self, *key: str) -> bytes:
        if key not in self.known:
            self.known[key] = self.press.fragment("catalogue-tree", tree_view, self.words(*key))
        return self.known[key]

    def words(self, up: str, id: str, matter: str, here: str) -> Words:
        shown = self.matters_of(id, matter) if id in self.titles else []
        at = next((place for place, (text, _) in enumerate(shown) if text == matter), NONE)
        fields = [word for one, title in self.titles.items() for word in (f"{up}{one}/", title)]
        matters = [word for text, href in shown for word in (up + href, text)]
        own = list(self.titles).index(id) if id in self.titles else NONE
        return Words(texts=(), lists=(fields, matters), fixed=(own, here, at))

    def matters_of(self, id: str, matter: str) -> list[tuple[str, str]]:
        """The matters of the field that are listed where that one is the page's own, each with its address."""
        all = list(self.matters.get(id, {}).items())
        at = next((place for place, (text, _) in enumerate(all) if text == matter), 0)
        first = max(0, min(at - MOST // 2, len(all) - MOST))
        return all[first : first + MOST]


def tree_view(words: Words) -> list[dict[str, object]]:
    fields, matters = (links(own) for own in words.lists)
    own, here, at = cast(tuple[int, str, int], words.fixed)
    below = [{**link, "here": BELOW if place == at else ""} for place, link in enumerate(matters)]
    return [
        {**link, "here": here if place == own else "", "matters": below if place == own else []}
        for place, link in enumerate(fields)
    ]


def row_address(entry: Entry, place: int) -> str:
    """Of the row at that place of its field's list, below the list."""
    word = page_word("", place // ROWS)
    return f"{word}/#{row_id(entry)}" if word else f"#{row_id(entry)}"
