"""The targets of the documents: a list's own pages and what is attached to them, the lists of all, the front page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from gongkai.build.inputs import content_of
from gongkai.build.manifest import digest
from gongkai.build.target import File, Searched, Target, like_page
from gongkai.catalogue import Catalogue
from gongkai.county.addresses import document_address
from gongkai.documents import Documents
from gongkai.documents.document import Document
from gongkai.documents.reading import FOLDER
from gongkai.html.elements import Download, file_size
from gongkai.html.pages.documents.document_page import KIND, Around, document_page, shown_title
from gongkai.html.pages.documents.front import front_page
from gongkai.html.pages.documents.lists import Lines, Printer, facets_of, listings
from gongkai.html.setting import Page, Setting
from gongkai.html.shells import Renderer


@dataclass(frozen=True)
class DocumentTargets:
    """`shared` is the digest of the setting and the code; `data` the folder of the county's data."""

    documents: Documents
    catalogue: Catalogue
    setting: Setting
    renderer: Renderer
    shared: str
    data: Path

    def all(self) -> Iterator[Target]:
        """Nothing where there is no document."""
        if not len(self.documents):
            return
        for name, own in self.documents.lists.items():
            yield self.target(f"documents/{name}", self.of_list(name, own), partial(self.make_pages, own), searched=True)
        yield self.target("documents", digest(self.shared, *self.every_list()), self.make_lists)

    def target(self, name: str, of: str, make: Callable[[], Iterator[File | Page]], *, searched: bool = False) -> Target:
        like = Searched(like_page(KIND), group=name.replace("/", ".")) if searched else None
        return Target(name, of, make, self.setting, like, alone=True)

    # ---- What they depend on

    def content(self, name: str) -> str:
        return digest(content_of(str(self.data / FOLDER / f"{name}.yml")))

    def every_list(self) -> Iterator[str]:
        for name in self.documents.lists:
            yield f"{name} {self.content(name)}"

    def of_list(self, name: str, own: tuple[Document, ...]) -> str:
        """Its own file and folders; of other lists what its documents say of theirs, and who stands beside them."""
        return digest(self.shared, self.content(name), *(part for document in own for part in self.of_document(document)))

    def of_document(self, document: Document) -> Iterator[str]:
        for file in document.files:
            yield digest(content_of(str(self.folder(document) / file.name)))
        near = (*self.near[document.id], *self.tied(document))
        yield "|".join(f"{one.id} {shown_title(one)}" if one else "" for one in near)
        if document.entry:
            yield repr(self.catalogue.entry(document.entry))
        yield str(document.agency in self.listed)

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

    @cached_property
    def listed(self) -> frozenset[str]:
        """The agencies that have a list of their own."""
        facets = facets_of(self.documents.all, self.setting.agencies)
        return frozenset(choice.word for facet in facets if facet.word == "jigou" for choice in facet.choices)

    def folder(self, document: Document) -> Path:
        return self.data / FOLDER / document.id

    # ---- What they make

    def make_pages(self, own: tuple[Document, ...]) -> Iterator[File | Page]:
        for document in own:
            there = {file.name for file in document.files}
            for name in document.attachments:
                if name in there:
                    yield File(f"{document.address}/{name}", (self.folder(document) / name).read_bytes())
            around = Around(self.documents, self.catalogue, self.listed, *self.near[document.id])
            yield document_page(document, around, self.setting, self.renderer)

    def make_lists(self) -> Iterator[File | Page]:
        files = [*self.files()]
        yield from files
        downloads = [
            Download(file.path.rpartition("/")[2], label, f"{about}（{file_size(len(file.content))}）")
            for file, (label, about) in zip(files, FILES.values(), strict=True)
        ]
        lines = Lines(self.documents.all, self.setting, self.renderer)
        yield front_page(self.documents, self.setting, lines, downloads)
        for listing in listings(self.documents.all, self.setting.site.county):
            yield from Printer(listing, self.setting, self.renderer, lines).pages()

    def files(self) -> Iterator[File]:
        from gongkai.downloads.document_files import content  # noqa: PLC0415 - most changes touch no document

        for kind in FILES:
            made = content(kind, self.documents.all, self.setting.agencies, self.setting.site.county)
            yield File(f"{document_address()}/documents.{kind}", made)


FILES = {
    "xlsx": ("Excel 表格", "一件一行，改后可再导入"),
    "csv": ("CSV 表格", "一件一行，可用 Excel 打开"),
    "json": ("JSON 数据", "供程序读取"),
}
