"""What a document points to is there: the documents that it replaces or explains, the report's figures that count it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.checks.catalogue_links import known_cells
from gongkai.collection import Collection
from gongkai.documents import Documents, is_in_force
from gongkai.documents.document import Document
from gongkai.problems import Problem, Severity

ID = "document-link"
TITLE = "文件所指的文件、报告数都在，代替关系不绕圈"
BASIS = "本项目的约定：代替、被代替、解读写文件代号；被代替的文件不能仍写有效，代替关系不能首尾相接"


def check(collection: Collection) -> Iterator[Problem]:
    documents = collection.documents
    cells = known_cells() if any(document.figures for document in documents.all) else frozenset()
    for document in documents.all:
        yield from strangers(document, documents)
        for figure in document.figures:
            if figure not in cells:
                message = f"报告里没有“{figure}”这一格；应像 documents.normative_documents.issued"
                yield Problem(document.position("figures"), ID, message, subject=document.id)
    yield from contradictions(documents)
    yield from circles(documents)
    for document in documents.all:
        if is_in_force(document) and document.validity == "有效" and documents.successor(document):
            message = f"已被“{documents.successors[document.id]}”代替，有效性却写“有效”"
            yield Problem(document.position("validity"), ID, message, Severity.WARNING, document.id)


def strangers(document: Document, documents: Documents) -> Iterator[Problem]:
    """Ids of no document, and its own."""
    named = (
        *(("replaces", id) for id in document.replaces),
        *(("interprets", id) for id in document.interprets),
        *((("replaced_by", document.replaced_by),) if document.replaced_by else ()),
    )
    for name, id in named:
        if id == document.id:
            yield Problem(document.position(name), ID, "写的是它自己的代号", subject=document.id)
        elif id not in documents.by_id:
            yield Problem(document.position(name), ID, f"没有代号为“{id}”的文件", subject=document.id)


def contradictions(documents: Documents) -> Iterator[Problem]:
    """A document of which one says that another took its place, and that other says nothing or something else."""
    for document in documents.all:
        for id in document.replaces:
            old = documents.by_id.get(id)
            if old and old.replaced_by and old.replaced_by != document.id:
                message = f"这里写代替“{id}”，那里写的是被“{old.replaced_by}”代替"
                place = old.position("replaced_by")
                yield Problem(document.position("replaces"), ID, message, subject=document.id, others=(place,))


def circles(documents: Documents) -> Iterator[Problem]:
    """Each circle once, at the first of its documents."""
    told: set[str] = set()
    for document in documents.all:
        way = way_from(document.id, documents.successors)
        if len(way) > 1 and way[-1] == document.id and not told.intersection(way):
            told.update(way)
            message = f"代替关系绕了一圈：{' → '.join(way)}；请改正其中一处"
            name = "replaced_by" if document.replaced_by else "id"
            yield Problem(document.position(name), ID, message, subject=document.id)


def way_from(id: str, successors: Mapping[str, str]) -> list[str]:
    """From one document to the last that took its place, or to the first that comes a second time."""
    way = [id]
    while (new := successors.get(way[-1])) and new != way[-1]:
        if new in way:
            return [*way, new]
        way.append(new)
    return way
