"""The targets of the documents: a list's own pages and what is attached to them, the lists of all, the front page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from gongkai.build.cache import cached
from gongkai.build.inputs import content_of
from gongkai.build.manifest import digest
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.catalogue import Catalogue
from gongkai.county.addresses import document_address
from gongkai.documents import Documents
from gongkai.documents.document import Document, field_values
from gongkai.documents.reading import FOLDER
from gongkai.html.elements import Download, file_size
from gongkai.html.frame import Link
from gongkai.html.pages.documents.document_page import KIND, Around, document_page
from gongkai.html.pages.documents.feeds import NEWEST, DocumentFeed, by_agency, has_days, of_agency, of_all, of_kind
from gongkai.html.pages.documents.front import Taken, front_page
from gongkai.html.pages.documents.lists import Lines, Listing, ListPage, Printer, by_kind, listings
from gongkai.html.pages.documents.newest import newest_page
from gongkai.html.setting import Page, Setting
from gongkai.html.shells import Renderer

TOGETHER = 50  # documents of a list whose pages are made together


@dataclass(frozen=True)
class DocumentTargets:
    """`shared` is the digest of the setting and the code; `data` the folder of the county's data."""

    documents: Documents
    lines: Lines
    catalogue: Catalogue
    setting: Setting
    renderer: Renderer
    shared: str
    data: Path
    cache: Path

    def all(self) -> Iterator[Target]:
        """Nothing where there is no document."""
        if not len(self.documents):
            return
        for name, own in self.documents.lists.items():
            yield from self.of_list(name, own)
            yield self.target(f"documents-workbook/{name}", self.of_workbook(name), partial(self.make_workbook, name, own))
        yield self.target("documents", digest(self.shared, *self.every_list()), self.make_front)
        for listing in listings(self.documents.all, self.setting.site.county):
            yield from self.of_listing(listing)

    def of_list(self, name: str, own: Sequence[Document]) -> Iterator[Target]:
        """The documents of the list, a few at a time: one that is changed, or added at the end, leaves the others as they are."""
        like = Searched(like_page(KIND), group=f"documents.{name}")
        for number, few in enumerate(own[at : at + TOGETHER] for at in range(0, len(own), TOGETHER)):
            make = partial(self.make_pages, few)
            yield Target(f"documents/{name}/{number}", self.of_few(few), make, self.setting, like, alone=True)

    def of_listing(self, listing: Listing) -> Iterator[Target]:
        """Its pages, each by itself: most of them do not show what has changed."""
        printer = Printer(listing, self.setting, self.renderer, self.lines)
        for page in printer.pages():
            make = partial(self.make_list, printer, page)
            yield self.target(f"{listing.address}/{page.own}", self.of_page(printer, page), make)

    def target(self, name: str, of: str, make: Callable[[], Iterator[File | Page]]) -> Target:
        return Target(name, of, make, self.setting, alone=True)

    # ---- What they depend on

    def content(self, name: str) -> str:
        return digest(content_of(str(self.data / FOLDER / f"{name}.yml")))

    def every_list(self) -> Iterator[str]:
        for name in self.documents.lists:
            yield f"{name} {self.content(name)}"

    def of_few(self, documents: Sequence[Document]) -> str:
        """What they say, and their folders; what others say that have to do with them, and who stands beside them."""
        return digest(self.shared, *(part for document in documents for part in self.of_document(document)))

    def of_document(self, document: Document) -> Iterator[str]:
        for file in document.files:
            yield digest(content_of(str(self.folder(document) / file.name)))
        others = (*self.near[document.id], *self.tied(document))
        yield " ".join(self.records[one.id] if one else "" for one in (document, *others))
        if document.entry:
            yield repr(self.catalogue.entry(document.entry))
        yield str(document.agency in self.lines.with_list)

    @cached_property
    def records(self) -> Mapping[str, str]:
        """By id, the digest of all that the list says of a document; kept for a list that has not changed."""
        found: dict[str, str] = {}
        for name, own in self.documents.lists.items():
            found |= cached(self.cache / f"digests-documents-{name}", self.of_workbook(name), partial(digests_of, own))
        return found

    def of_page(self, printer: Printer, page: ListPage) -> str:
        """What its lines are made of, and what a link is called whose words another has too."""
        documents, names = printer.listing.documents, self.lines.names
        own = [documents[place].id for place in page.places]
        return digest(
            *(self.shared, printer.outline, repr(page[:-1])),
            *("".join(map(self.records.__getitem__, own)), repr([(id, names[id]) for id in own if id in names])),
        )

    def tied(self, document: Document) -> Iterator[Document]:
        """What replaces it, what it replaces, what explains it, what it explains."""
        if new := self.documents.successor(document):
            yield new
        yield from self.documents.predecessors.get(document.id, ())
        yield from self.documents.interpreted.get(document.id, ())
        yield from (found for id in document.interprets if (found := self.documents.by_id.get(id)))

    @cached_property
    def near(self) -> Mapping[str, tuple[Document | None, Document | None]]:
        """By id, the document that is newer and the one that is older than it."""
        all = [None, *self.documents.all, None]
        return {one.id: (all[place], all[place + 2]) for place, one in enumerate(self.documents.all)}

    def folder(self, document: Document) -> Path:
        return self.data / FOLDER / document.id

    # ---- What they make

    def make_pages(self, own: Sequence[Document]) -> Iterator[File | Page]:
        for document in own:
            there = {file.name for file in document.files}
            for name in document.attachments:
                if name in there:
                    yield File(f"{document.address}/{name}", (self.folder(document) / name).read_bytes())
            around = Around(self.documents, self.catalogue, self.lines.with_list, *self.near[document.id])
            yield document_page(document, around, self.setting, self.renderer)

    def make_workbook(self, name: str, own: Sequence[Document]) -> Iterator[File]:
        """One for each list: that of all would be made anew with every change."""
        from gongkai.downloads.document_files import workbook  # noqa: PLC0415 - most changes touch no document

        made = workbook(own, self.setting.agencies, self.setting.site.county)
        yield File(f"{document_address()}/{workbook_name(name)}", made)

    def of_workbook(self, name: str) -> str:
        return digest(self.shared, self.content(name))

    def make_list(self, printer: Printer, page: ListPage) -> Iterator[Page]:
        yield printer.made(page)

    def make_front(self) -> Iterator[File | Page]:
        downloads = []
        for name, label, about, made in self.whole_files():
            yield File(f"{document_address()}/{name}", made)
            downloads.append(Download(name, label, f"{about}（{file_size(len(made))}）"))
        workbooks = [Link(name, workbook_name(name)) for name, own in sorted(self.documents.lists.items()) if own]
        yield front_page(self.documents, self.setting, self.lines, Taken(downloads, workbooks))
        yield from self.what_is_new()

    def what_is_new(self) -> Iterator[File | Page]:
        """The page of the last days, and the feeds; nothing where no document has a day."""
        all = self.documents.all
        if not has_days(all):
            return
        yield newest_page(all, self.setting, self.lines)
        yield self.feed(of_all(), all)
        for kind, own in by_kind(all):
            if has_days(own):
                yield self.feed(of_kind(kind), own)
        for id, own in by_agency(all, self.setting.agencies).items():
            yield self.feed(of_agency(self.setting.agencies[id]), own)

    def feed(self, feed: DocumentFeed, own: Sequence[Document]) -> File:
        from gongkai.downloads.document_feed import content  # noqa: PLC0415 - most changes touch no document
        from gongkai.downloads.feed import Feed  # noqa: PLC0415 - as above

        made = Feed(f"{document_address()}/{feed.name}", feed.of, feed.page)
        return File(made.address, content(made, own[:NEWEST], self.setting.agencies, self.setting.site))

    def whole_files(self) -> Iterator[tuple[str, str, str, bytes]]:
        """The files of all documents, in the order of the lists; what a list is in them is kept from build to build."""
        from gongkai.downloads.document_files import Pieces, pieces_of, whole_csv, whole_json  # noqa: PLC0415 - as above

        def kept(name: str, own: Sequence[Document]) -> Pieces:
            made = cached(
                self.cache / f"files-documents-{name}", self.of_workbook(name), lambda: pieces_of(own, self.setting.agencies)
            )
            return Pieces(*made)

        def pieces() -> Iterator[Pieces]:  # one after another: all at once take a lot of room
            return (kept(name, own) for name, own in sorted(self.documents.lists.items(), reverse=True))

        yield "documents.csv", "CSV 表格", "全部，一件一行，可用 Excel 打开", whole_csv(pieces())
        yield "documents.json", "JSON 数据", "全部，供程序读取", whole_json(pieces())


def digests_of(documents: Sequence[Document]) -> dict[str, str]:
    return {document.id: digest(repr(field_values(document))) for document in documents}


def workbook_name(name: str) -> str:
    return f"documents-{name}.xlsx"
