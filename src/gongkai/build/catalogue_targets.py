"""The targets of the disclosure catalogue: a field, an agency, what changed since a year, and all of it together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from functools import cached_property, partial
from pathlib import Path

from gongkai.build.catalogue_changes import Changes
from gongkai.build.catalogue_downloads import Beside, Downloads
from gongkai.build.manifest import digest
from gongkai.build.target import File, Target
from gongkai.catalogue import Catalogue, Field
from gongkai.catalogue.coverage import Coverage
from gongkai.county.addresses import ALL, BY_AGENCY, GUIDES, OVERVIEW, catalogue_address
from gongkai.html.elements import Download
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.cells import Cells
from gongkai.html.pages.catalogue.changes_page import TITLE, Step, address_of
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME, Around, above, entry_page, titles_of
from gongkai.html.pages.catalogue.front import front_page, search_page
from gongkai.html.pages.catalogue.guide_pages import TITLE as TITLE_OF_GUIDES
from gongkai.html.pages.catalogue.guide_pages import html_of, lacking_block
from gongkai.html.pages.catalogue.lists import Listing, Printer
from gongkai.html.pages.catalogue.overview import Stated, has_townships, overview_page, related_pages, townships_page
from gongkai.html.pages.catalogue.tree import Tree
from gongkai.html.setting import Page, Setting
from gongkai.html.shells import Renderer


@dataclass(frozen=True)
class CatalogueTargets:
    """`contents` are the digests of the fields' files, by field; `shared` that of the setting and the code."""

    catalogue: Catalogue
    setting: Setting
    stated: Sequence[tuple[int, Sequence[Stated]]]
    renderer: Renderer
    shared: str
    contents: Mapping[str, str]
    cache: Path
    changes: Changes
    coverage: Mapping[str, Coverage]
    alone: bool = False
    titles: dict[str, Mapping[str, str]] = dataclass_field(default_factory=dict)

    def titles_of(self, field: Field) -> Mapping[str, str]:
        """Of each entry of the field by its id, for its page and for the search."""
        if field.id not in self.titles:
            self.titles[field.id] = titles_of(field)
        return self.titles[field.id]

    @cached_property
    def downloads(self) -> Downloads:
        of = {field.id: self.of_field(field) for field in self.catalogue.fields}
        return Downloads(self.catalogue, self.setting.site.county, self.cache, of)

    @cached_property
    def cells(self) -> Cells:
        return Cells(self.setting.fields)

    @cached_property
    def tree(self) -> Tree:
        return Tree(self.catalogue, self.setting.fields, self.renderer)

    def all(self) -> Iterator[Target]:
        """Every target of the catalogue; that of all fields comes last, as it takes what the fields' targets made."""
        for field in self.catalogue.fields:
            yield self.target(f"field/{field.id}", self.of_field(field), partial(self.field, field))
        for id in self.setting.agencies:
            if id in self.setting.listed:
                yield self.target(f"agency/{id}", self.of_agency(id), partial(self.agency_pages, id))
        if self.alone:
            yield self.target("front", digest(self.shared, *self.every_field()), self.front)
        yield from self.of_changes()
        yield self.target(
            "whole", digest(self.shared, *self.every_field(), self.other_items(), str(bool(self.coverage))), self.whole
        )

    def of_changes(self) -> Iterator[Target]:
        changes = self.changes
        for step in changes.steps:
            yield self.target(f"changes/{step.year}", digest(self.shared, changes.sums[step.year]), partial(self.step, step))
        if changes.steps:
            yield self.target("changes", digest(self.shared, repr(changes.steps)), self.changes_pages)

    @property
    def has_overview(self) -> bool:
        """Whether there is an entry, now or in an earlier year, or a report that counts them."""
        return self.alone or bool(self.catalogue.entries or self.stated or self.changes.steps)

    def target(self, name: str, of: str, make: Callable[[], Iterator[File | Page]]) -> Target:
        return Target(name, of, make, self.setting, alone=True)

    def step(self, step: Step) -> Iterator[File | Page]:
        yield self.changes.file(step)
        yield from self.changes.field_pages(step, self.setting)

    def changes_pages(self) -> Iterator[Page]:
        yield self.changes.page(self.setting)

    def field(self, field: Field) -> Iterator[File | Page]:
        """The files first: the pages tell their sizes."""
        downloads: list[Download] = []
        yield from self.beside(catalogue_address(field.id), self.downloads.of_field(field), downloads)
        yield from self.field_pages(field, downloads)

    def whole(self) -> Iterator[File | Page]:
        downloads: list[Download] = []
        yield from self.beside(catalogue_address(ALL), self.downloads.of_all(), downloads)
        yield from self.whole_pages(downloads)

    def beside(self, folder: str, files: Iterator[Beside], downloads: list[Download]) -> Iterator[File]:
        for download, content in files:
            downloads.append(download)
            yield File(f"{folder}/{download.href}", content)

    def front(self) -> Iterator[Page]:
        """What a site has besides where it holds the catalogue alone."""
        yield front_page(self.catalogue, self.setting)
        yield search_page(self.catalogue, self.setting)

    # ---- What they depend on

    def of_field(self, field: Field) -> str:
        return digest(
            self.shared, self.contents[field.id], self.items_of(field), repr(self.changes.newest(field.id)), self.of_guide(field)
        )

    def of_guide(self, field: Field) -> str:
        return repr(self.coverage.get(field.id))

    def of_words(self, field: Field) -> str:
        """Of what the search knows of a field."""
        return digest(self.shared, self.contents[field.id])

    def items_of(self, field: Field) -> str:
        return self.items_by_field[field.id]

    @cached_property
    def items_by_field(self) -> Mapping[str, str]:
        """A digest of the items under each field's entries."""
        return {field.id: digest(repr(self.catalogue.items_of_field(field))) for field in self.catalogue.fields}

    def other_items(self) -> str:
        return repr(self.catalogue.other_items)

    def of_agency(self, id: str) -> str:
        """Its own fields as a whole: an entry that leaves the agency's list, or comes into it, changes a field's file."""
        fields = dict.fromkeys(entry.field for entry in self.catalogue.of(id))
        return digest(self.shared, *(f"{field} {self.contents[field]}" for field in fields))

    def every_field(self) -> Iterator[str]:
        for field in self.catalogue.fields:
            yield f"{field.id} {self.contents[field.id]}"
            yield self.items_of(field)

    # ---- What they make

    def field_pages(self, field: Field, files: Sequence[Download]) -> Iterator[Page]:
        titles = self.titles_of(field)
        near = [None, *field.entries, None]
        for entry, (before, after) in zip(field.entries, zip(near, near[2:], strict=False), strict=True):
            tree = self.tree.of_entry(entry)
            around = Around(field, titles, self.catalogue.items_of(entry), before, after, tree)
            yield entry_page(entry, around, self.setting, self.renderer)
        yield from self.pages_of(
            Listing(
                address=catalogue_address(field.id),
                field=field.id,
                title=f"{field.title}：{CATALOGUE_NAME}",
                about=f"{self.setting.site.county}{field.title}领域应当公开的事项，",
                entries=field.entries,
                path=above(),
                downloads=files,
                below=html_of(lacking_block(self.coverage.get(field.id), self.setting.agencies)),
                related=(Link("全部领域", f"{catalogue_address(OVERVIEW)}/"), *self.changes_link(field)),
            )
        )

    def changes_link(self, field: Field) -> tuple[Link, ...]:
        """To what changed in the field since the newest earlier year; nothing when nothing did."""
        return (Link(TITLE, f"{address_of(self.changes.steps[0], field.id)}/"),) if self.changes.newest(field.id) else ()

    def agency_pages(self, id: str) -> Iterator[Page]:
        name = self.setting.agencies[id].name
        return self.pages_of(
            Listing(
                address=catalogue_address(BY_AGENCY, id),
                title=f"{name}：{CATALOGUE_NAME}",
                about=f"{name}应当公开的事项，",
                entries=self.catalogue.of(id),
                path=above(),
                with_field=True,
                with_agency=False,
                related=(Link("全部机构", f"{catalogue_address(OVERVIEW)}/#by-agency"),),
            )
        )

    def whole_pages(self, files: Sequence[Download]) -> Iterator[Page]:
        catalogue, setting = self.catalogue, self.setting
        if self.has_overview:
            yield overview_page(catalogue, setting, self.stated, files, self.related())
        if has_townships(catalogue, setting):
            yield townships_page(catalogue, setting)
        if catalogue.entries:
            yield from self.pages_of(
                Listing(
                    address=catalogue_address(ALL),
                    title=f"全部领域：{CATALOGUE_NAME}",
                    about=f"{setting.site.county}{len(catalogue.fields)}个领域应当公开的事项，",
                    entries=catalogue.entries,
                    path=above(),
                    with_field=True,
                    downloads=files,
                )
            )

    def related(self) -> tuple[Link, ...]:
        """What the overview leads to besides."""
        guides = (Link(TITLE_OF_GUIDES, f"{GUIDES}/"),) if self.coverage else ()
        return (*related_pages(self.catalogue, self.setting), *guides)

    def pages_of(self, listing: Listing) -> Iterator[Page]:
        tree = partial(self.tree.of_list, id=listing.field)
        return Printer(listing, self.setting, self.renderer, self.cells, tree).pages()
