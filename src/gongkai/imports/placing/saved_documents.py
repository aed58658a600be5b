"""A saved page of an old portal as a document: what its metadata says in the forms of a list, its files, its links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from gongkai.county.agencies import Agency
from gongkai.imports.document import DocumentPlace, GridCell, whole
from gongkai.imports.placing.agency_names import agency_named
from gongkai.imports.placing.document_body import NUMBER
from gongkai.imports.placing.document_rows import value_of
from gongkai.imports.saved_pages.column import SavedColumn, Target
from gongkai.imports.saved_pages.facts import STATED, Fact
from gongkai.imports.saved_pages.linked_text import Reference, with_links
from gongkai.imports.saved_pages.page import SavedPage
from gongkai.problems import Problem, shown
from gongkai.statute.document_standard import document_standard, meant
from gongkai.statute.labels import squeezed

ONE_NUMBER = re.compile(rf"[（(]?({NUMBER.pattern})[）)]?")
NOTHING = ("无", "暂无", "-", "--", "—", "/", "长期", "长期有效")  # how portals print a field that says nothing


@dataclass(slots=True)
class PageDocument:
    """`said` is in the forms of a document's values; `unplaced` what was stated of a field and cannot be placed, `problems` why,
    by field. `files` are paths in the folder of what is attached, `missing` tells of each that is not there.
    """

    page: SavedPage
    said: dict[str, Any] = field(default_factory=dict)
    unplaced: dict[str, str] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)


def page_document(
    column: SavedColumn, file: Path, agencies: Mapping[str, Agency], wanted: Mapping[str, str]
) -> PageDocument | list[Problem]:
    """Of a page of the folder; the reasons where it cannot be read. `wanted` is what holds where the page does not say it."""
    name = file.relative_to(column.folder).as_posix()
    page = column.pages.get(name)
    if page is None:
        return [problem for problem in column.read[1] if problem.position.file == shown(file)]
    found = PageDocument(column.with_list(page))
    for each in STATED:
        if each in found.page.facts and found.page.facts[each].text.strip() not in NOTHING:
            take(found, each, found.page.facts[each], agencies, wanted)
    by_source(found, agencies)
    by_path(found)
    take_files(found, column)
    return found


def take(found: PageDocument, name: str, fact: Fact, agencies: Mapping[str, Agency], wanted: Mapping[str, str]) -> None:
    """What the page states of a field, as a list's cell would."""
    text = number_in(fact.text) if name == "document_number" else fact.text
    value, problems = value_of(name, GridCell(text, 0, 0, fact.place), agencies)
    if value is not None:
        found.said[name] = value
    elif name == "kind" and wanted.get("kind"):
        message = f"没有“{fact.text}”这个种类；按 --kind 读作“{wanted['kind']}”"
        problems = [fact.place.doubt(message)]
    else:
        found.unplaced[name] = fact.text
    found.problems += [(name, problem) for problem in problems]


def number_in(text: str) -> str:
    one = ONE_NUMBER.fullmatch(squeezed(text))
    return one[1] if one else text


def by_source(found: PageDocument, agencies: Mapping[str, Agency]) -> None:
    """Who publishes it is also the source of the page, where that is an agency; otherwise the source stays what it says."""
    source = found.said.get("source", "")
    if source and (id := agency_named(source, agencies)):
        if "agency" not in found.unplaced:
            found.said.setdefault("agency", id)
        if found.said.get("agency") == id:
            del found.said["source"]


def by_path(found: PageDocument) -> None:
    """The kind that the columns above the page name, the nearest first."""
    if "kind" not in found.said and "kind" not in found.unplaced:
        kinds = (meant(step, document_standard().kinds) for step in reversed(found.page.path))
        if kind := next(filter(None, kinds), None):
            found.said["kind"] = kind.name


def take_files(found: PageDocument, column: SavedColumn) -> None:
    """What the page's text attaches and shows."""
    for reference in used(found.page):
        target = column.target(found.page, reference)
        if target.file and target.file not in found.files:
            found.files.append(target.file)
        elif target.missing:
            found.missing.append(told_missing(found.page, reference, target, column))


def used(page: SavedPage) -> Iterator[Reference]:
    """The references of its text, each once."""
    numbers: list[int] = []
    with_links(page.text, lambda number, _: numbers.append(number) or "")  # type: ignore[func-returns-value]
    yield from (page.references[number] for number in dict.fromkeys(numbers))


def told_missing(page: SavedPage, reference: Reference, target: Target, column: SavedColumn) -> Problem:
    place = at_line(page.place, reference.line)
    where = shown((column.folder / page.name).parent)
    if reference.picture:
        return place.doubt(f"图“{target.missing}”没有存下来，正文里没有它；要放上，请把它放在 {where} 里再读")
    message = f"找不到附件“{target.missing}”（{reference.words[:30]}）；请把它放在 {where} 里"
    return place.problem(message)


def at_line(place: DocumentPlace, line: int) -> DocumentPlace:
    return DocumentPlace(place.file, f"第 {line} 行", line) if line else place


# ---- Its text, when every document has its id


@dataclass
class TextLinks:
    """Writes the text of pages with their links as they lead now. `ids` are those of documents by the page that shows each."""

    column: SavedColumn
    ids: Mapping[str, str]
    lost: Counter[str] = field(default_factory=Counter)

    def text(self, page: SavedPage, published: Mapping[str, str]) -> tuple[str, list[Problem]]:
        """`published` are the names of attached files by their paths in the folder."""
        problems: list[Problem] = []
        pictures = 0

        def shown_as(number: int, words: str) -> str:
            nonlocal pictures
            reference = page.references[number]
            target = self.column.target(page, reference)
            file = published.get(target.file, "") if target.file else ""
            if reference.picture:
                pictures += 1
                return picture(file, reference, pictures, at_line(page.place, reference.line), problems)
            if file:
                return f"[{bare(words)}]({in_link(file)})"
            if target.page and (id := self.ids.get(target.page)):
                return f"[{bare(words)}](../{id}/)" if id != self.ids.get(page.name) else words
            if target.web:
                return f"[{bare(words)}]({in_link(target.web)})"
            self.lost["指到没有读入的网页" if target.page else "指不到别处（脚本、网页内、没有存下来的）"] += 1
            return words

        return with_links(page.text, shown_as), problems

    def told(self) -> Iterator[Problem]:
        if self.lost:
            said = "；".join(f"{why} {count} 处" for why, count in sorted(self.lost.items()))
            yield whole(shown(self.column.folder)).doubt(f"正文里有些链接只留下了文字：{said}")


def picture(file: str, reference: Reference, number: int, place: DocumentPlace, problems: list[Problem]) -> str:
    if not file:
        return ""
    words = bare(reference.words)
    if not words:
        words = f"图 {number}，原网页没有说明"
        problems.append(place.doubt(f"图“{file}”没有说明；请在正文里写上图里是什么"))
    return f"![{words}]({in_link(file)})"


def bare(words: str) -> str:
    return re.sub(r"\\?[\[\]]|[\n|]", " ", words).strip()


def in_link(target: str) -> str:
    r"""As Markdown takes it.

    >>> in_link("申请表 (1).docx")
    '申请表%20%281%29.docx'
    """
    return re.sub(r"[\s()<>\\\"'*_`\[\]]", lambda found: quote(found[0], safe="") if found[0] != "_" else "_", target)
