"""The targets of the portal's columns and links: a page for each column, the list of all, and that list as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.build.agency_targets import page_at
from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.county.addresses import columns_address, up_from
from gongkai.county.columns import Citation, Column
from gongkai.county.links import KINDS
from gongkai.documents import item_of
from gongkai.documents.document import Document
from gongkai.downloads.link_list import ListedLink, link_list
from gongkai.html.blocks import PageBlock
from gongkai.html.frame import Link
from gongkai.html.pages.columns import LIST, NAME, NEWEST, WITHIN, column_page, columns_page, documents_in, has_columns
from gongkai.html.pages.documents.lists import Lines, document_lines
from gongkai.html.setting import Page, Setting


@dataclass(frozen=True)
class PortalTargets:
    """`frame` is the digest of what stands around every page; `lines` are those of all documents."""

    county: County
    setting: Setting
    lines: Lines
    frame: str

    def all(self) -> Iterator[Target]:
        """Nothing where the office states no column and no link."""
        collection = self.county.collection
        if not has_columns(collection):
            return
        like = Searched(like_page())
        for column in collection.columns.all:
            make = partial(self.make_column, column)
            yield Target(f"columns/{column.id}", self.of_column(column), make, self.setting, like, alone=True)
        links = collection.links.all(self.county.site)
        said = [citation for link in links for citation in link.said]
        yield Target("columns", digest(self.stated, self.cited(said)), self.make_all, self.setting, like, alone=True)

    @property
    def stated(self) -> str:
        return digest(self.frame, repr(self.county.collection.columns), repr(self.county.collection.links))

    def cited(self, said: Sequence[Citation]) -> str:
        """The digest of the reports that are cited."""
        years = {citation.year for citation in said}
        return self.county.of_reports(report for report in self.county.government_reports if report.year in years)

    def of_column(self, column: Column) -> str:
        """Besides what is stated of all: the reports that are cited, its newest documents, how large its fields are."""
        collection, own = self.county.collection, documents_in(column, self.county.collection)
        shown = [(one.id, one.title, one.document_number, one.day, one.validity, one.repealed) for one in own[:NEWEST]]
        kinds = sorted(one.kind for one in own)
        fields = [
            (field.id, field.title, len(field.entries)) for field in collection.catalogue.fields if field.id in column.fields
        ]
        items = sorted(self.items) if column.items else []
        return digest(self.stated, self.cited(column.said), repr((shown, kinds, fields, items, sorted(self.lines.names.items()))))

    @property
    def items(self) -> set[int]:
        """The items of 条例第二十条 that any document belongs to."""
        return {number for document in self.county.collection.documents.all if (number := item_of(document))}

    def make_column(self, column: Column) -> Iterator[Page]:
        address = columns_address(column.id)

        def listed(documents: Sequence[Document]) -> PageBlock:
            return PageBlock(document_lines(self.lines, documents, up_from(address)))

        above = self.county.collection.columns.above(column)
        path = (Link(NAME, f"{columns_address()}/"), *(Link(one.name, f"{columns_address(one.id)}/") for one in above[::-1]))
        content = column_page(column, self.county.collection, self.county.site, listed)
        yield page_at(address, content, path)._replace(within=WITHIN)

    def make_all(self) -> Iterator[File | Page]:
        collection = self.county.collection
        yield page_at(columns_address(), columns_page(collection, self.county.site), ())
        yield File(f"{columns_address()}/{LIST}", link_list(self.listed(), collection.links.results))

    def listed(self) -> Iterator[ListedLink]:
        collection = self.county.collection
        for _, column in collection.columns.in_order():
            yield ListedLink(column.name, "门户栏目", column.address or "", f"{columns_address(column.id)}/")
        for link in collection.links.all(self.county.site):
            yield ListedLink(link.name, KINDS[link.kind], link.address or "", f"{columns_address()}/")
