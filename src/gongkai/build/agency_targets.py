"""The targets of the agencies' pages: one for each, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.target import Searched, Target, like_page
from gongkai.county.addresses import ALL, BY_AGENCY, agencies_address, agency_page_address, document_address, up_from
from gongkai.county.agencies import Agency
from gongkai.documents.document import Document
from gongkai.html.blocks import PageBlock
from gongkai.html.content import PageContent, with_title
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.agencies import NAME, NEWEST, Documents, agencies_page, agency_page, has_agency_pages, there
from gongkai.html.pages.documents.lists import Lines, document_lines
from gongkai.html.setting import Page, Setting


@dataclass(frozen=True)
class AgencyTargets:
    """`frame` is the digest of what stands around every page."""

    county: County
    setting: Setting
    lines: Lines
    frame: str

    def all(self) -> Iterator[Target]:
        """Nothing where there is one agency alone."""
        collection = self.county.collection
        if not has_agency_pages(collection):
            return
        for agency in there(collection):
            like = Searched(like_page(agency=agency.name))
            of = self.of_agency(agency)
            yield Target(f"agency-pages/{agency.id}", of, partial(self.make_agency, agency), self.setting, like, alone=True)
        of = digest(self.frame, repr((there(collection), collection.township_map)))
        yield Target("agency-pages", of, self.make_all, self.setting, Searched(like_page()), alone=True)

    def of_agency(self, agency: Agency) -> str:
        """What is shown of it on its page, and no more: a figure of its report changes nothing there."""
        collection, own = self.county.collection, self.documents[agency.id]
        reports = [(report.year, report.envelope.withdrawn is None) for report in collection.of(agency.id)]
        shown = [(one.id, one.title, one.document_number, one.day, one.validity, one.repealed) for one in own[:NEWEST]]
        above = collection.agencies.get(agency.parent or "")
        portal = (repr(collection.columns), repr(collection.links))
        counts = (len(own), self.everything(agency), len(collection.catalogue.of(agency.id)))
        return digest(self.frame, repr((agency, above, reports, shown, counts, portal, self.twins)))

    @cached_property
    def documents(self) -> dict[str, list[Document]]:
        """By agency, the newest first."""
        found: dict[str, list[Document]] = {agency.id: [] for agency in self.county.collection.agencies.values()}
        for document in self.county.collection.documents.all:
            found.get(document.agency, []).append(document)
        return found

    @cached_property
    def twins(self) -> str:
        """The names of the links to documents of one title, which depend on all documents."""
        return digest(repr(self.lines.names))

    def everything(self, agency: Agency) -> str:
        """The address of the list of all its documents; of few in all there is none."""
        return document_address(ALL, f"{BY_AGENCY}-{agency.id}") if agency.id in self.lines.with_list else ""

    def make_agency(self, agency: Agency) -> Iterator[Page]:
        address = agency_page_address(agency.id)

        def listed(documents: Sequence[Document]) -> PageBlock:
            return PageBlock(document_lines(self.lines, documents, up_from(address)))

        documents = Documents(self.documents[agency.id], listed, self.everything(agency))
        content = agency_page(agency, self.county.collection, self.county.site, documents)
        yield page_at(address, content, (Link(NAME, f"{agencies_address()}/"),))

    def make_all(self) -> Iterator[Page]:
        yield page_at(agencies_address(), agencies_page(self.county.collection, self.county.site), ())


def page_at(address: str, content: PageContent, above: tuple[Link, ...]) -> Page:
    labels = page_labels(content.title, content.description)
    return Page(address, content.title, content.description, with_title(content), above, labels, found=content.found)
