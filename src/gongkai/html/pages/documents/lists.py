"""Lists of documents: of all, of each kind, and of each choice that narrows them down; a hundred to a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, cast

from markupsafe import Markup

from gongkai.county.addresses import ALL, document_address, item_word
from gongkai.county.agencies import Agency
from gongkai.documents import item_of
from gongkai.documents.document import Document
from gongkai.html.frame import Link
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.catalogue.entry_page import in_groups, links
from gongkai.html.pages.documents.document_page import NAME, PART, day_of, state_of
from gongkai.html.pages.documents.feeds import KIND, has_days, of_all, of_kind
from gongkai.html.pages.facets import Facet, FacetKind, facet_of, number_of
from gongkai.html.pages.paging import ROWS, caption, page_word, pager, pages_of
from gongkai.html.setting import Page, Setting, in_one_line
from gongkai.html.shells import Fragments, Words
from gongkai.statute.document_standard import DocumentClass, document_standard
from gongkai.statute.proactive import proactive_items

LEAST = 20  # documents from which on it helps to narrow a list down
AGENCY = "jigou"
UNSAID = "未写明"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list and where it stands; `feed` is the file beside the front page that tells of what is new in it, empty for none."""

    address: str
    title: str
    about: str
    documents: Sequence[Document]
    feed: str = ""


class ListPage(NamedTuple):
    """One page of a listing, or of those of it that belong to a choice: `word` stands in addresses, `said` in titles, both empty
    for all of it. `places` are the numbers in the listing of the documents shown, from number `first` of `total` on.
    """

    word: str
    said: str
    number: int
    first: int
    total: int
    places: Sequence[int]

    @property
    def own(self) -> str:
        """The last word of its address; empty for the listing's first page."""
        return page_word(self.word, self.number)


def listings(documents: Sequence[Document], county: str) -> Iterator[Listing]:
    """Of all documents, then of each kind that there are any of, in the standard's order, and of each item of 条例第二十条."""
    everything = of_all().name if has_days(documents) else ""
    yield Listing(document_address(ALL), "全部文件和信息", f"{county}公开的文件和信息，", documents, everything)
    for kind, own in by_kind(documents):
        feed = of_kind(kind).name if has_days(own) else ""
        yield Listing(document_address(f"{KIND}-{kind.word}"), kind.name, f"{county}公开的{kind.name}，", own, feed)
    by_item: dict[int | None, list[Document]] = {}
    for document in documents:
        by_item.setdefault(item_of(document), []).append(document)
    for number, item in enumerate(proactive_items(), start=1):
        if number in by_item:
            title, about = f"第二十条第{item.number}项的文件和信息", f"{county}公开的{item.content}，"
            yield Listing(document_address(item_word(number)), title, about, by_item[number])


def by_kind(documents: Sequence[Document]) -> Iterator[tuple[DocumentClass, Sequence[Document]]]:
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(document.kind, []).append(document)
    for kind in document_standard().kinds:
        if kind.name in found:
            yield kind, found[kind.name]


def facets_of(documents: Sequence[Document], agencies: Mapping[str, Agency]) -> tuple[Facet, ...]:
    """Each with the choices that some documents have and others have not."""
    if len(documents) <= LEAST:
        return ()
    words = {agency.name: id for id, agency in agencies.items()}
    validities = {each.name: each.word for each in document_standard().validities} | {UNSAID: "weixie"}

    def names(id: str) -> Iterable[str]:
        return (agencies[id].name,) if id in agencies else ()

    kinds = (
        FacetKind("x", "xiaoli", "有效性", attrgetter("validity"), lambda said: (said or UNSAID,), validities.__getitem__),
        FacetKind("a", AGENCY, "发布机构", attrgetter("agency"), names, words.__getitem__),
        FacetKind("n", "nian", "年度", attrgetter("year"), lambda year: (f"{year}年",) if year else (), lambda said: said[:-1]),
        FacetKind("z", "zhuti", "主题分类", attrgetter("topic"), lambda said: (said,) if said else (), number_of),
        FacetKind("t", "ticai", "体裁", attrgetter("genre"), lambda said: (said,) if said else (), number_of),
    )
    found = (facet_of(kind, documents) for kind in kinds)
    return tuple(facet for facet in found if facet.choices)


@dataclass(frozen=True)
class Lines:
    """The lines of all documents as they stand in lists, each made once. They lead from a page below the front page."""

    documents: Sequence[Document]
    agencies: Mapping[str, Agency]
    press: Fragments
    made: dict[str, bytes] = field(default_factory=dict)

    def of(self, documents: Sequence[Document]) -> list[bytes]:
        missing = [document for document in documents if document.id not in self.made]
        words = [line_words(document, self.names.get(document.id, ""), self.agencies) for document in missing]
        made = self.press.fragments("document-lines", line_view, words)
        self.made.update(zip((document.id for document in missing), made, strict=True))
        return [self.made[document.id] for document in documents]

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """By what the list of all documents can be narrowed down."""
        return facets_of(self.documents, self.agencies)

    @cached_property
    def with_list(self) -> frozenset[str]:
        """The agencies that have a list of their own among all documents."""
        return frozenset(choice.word for facet in self.facets if facet.word == AGENCY for choice in facet.choices)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What a link is called by a screen reader whose words another has too: those words first (WCAG 2.4.4, 2.5.3)."""
        twins: dict[str, list[Document]] = {}
        for document in self.documents:
            twins.setdefault(in_one_line(document.title), []).append(document)
        found = {}
        for title, own in twins.items():
            apart = [in_one_line(document.document_number) or day_of(document)[0] for document in own]
            for document, words in zip(own, apart, strict=True):
                if len(own) > 1:
                    found[document.id] = f"{title}，{words if words and apart.count(words) == 1 else document.id}"
        return found


def document_lines(lines: Lines, documents: Sequence[Document], up: str) -> Markup:
    """Documents as a list on another page. `up` leads from there to the column's root."""
    href = f'<a href="{up}{document_address()}/'.encode()
    made = b"\n".join(lines.of(documents)).replace(b'<a href="../', href)
    return Markup('<ul class="gk-lines">\n{}\n</ul>').format(Markup(made.decode()))  # noqa: S704 - made by a press


@dataclass(frozen=True)
class Printer:
    """Prints a listing's pages, each by itself. A document's line stands in several lists."""

    listing: Listing
    setting: Setting
    press: Fragments
    lines: Lines

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        own, every = self.listing.documents, self.lines.documents
        return self.lines.facets if own is every else facets_of(own, self.setting.agencies)

    def pages(self) -> Iterator[ListPage]:
        """Those of the whole list, then those of each choice."""
        yield from self.paged("", "", range(len(self.listing.documents)))
        for facet in self.facets:
            for choice in facet.choices:
                yield from self.paged(f"{facet.word}-{choice.word}", f"（{facet.label}：{choice.label}）", choice.places)

    def paged(self, word: str, said: str, places: Sequence[int]) -> Iterator[ListPage]:
        total = len(places)
        for number in range(pages_of(total)):
            first = number * ROWS
            yield ListPage(word, said, number, first, total, places[first : first + ROWS])

    @cached_property
    def outline(self) -> str:
        """What every page of the listing says of it, besides the lines."""
        choices = [(facet.label, *((one.word, one.label, len(one.places)) for one in facet.choices)) for facet in self.facets]
        return repr((self.listing.address, self.listing.title, self.listing.about, self.listing.feed, choices))

    def made(self, page: ListPage) -> Page:
        word, said, number, first, total, shown = page
        listing, own, count = self.listing, page.own, pages_of(total)
        back = "../" if own else ""
        nth = f"（第{number + 1}页）" if number else ""
        title = f"{listing.title}{said}{nth}"
        here = f"，本页是{caption(first, first + len(shown))}" if count > 1 else ""
        near = pager(back, word, number, count)
        up = "../../" if own else "../"
        words = Words(
            texts=(title, f"{listing.about}共{total}件{here}。", (back or "./") if self.facets else "", str(first + 1)),
            lists=(
                [text for link in near for text in link[:2]],
                [up, NAME, *((f"{up}{listing.feed}", f"订阅{listing.title}（Atom）") if listing.feed else ())],
                *(self.choices(facet, back) for facet in self.facets),
            ),
            html=(self.lines_from(shown, up),),
            fixed=(tuple(link.here for link in near), tuple((facet.id, facet.label) for facet in self.facets)),
        )
        address = f"{listing.address}/{own}".rstrip("/")
        above = (Link(PART, "fdzdgknr/"), Link(NAME, f"{document_address()}/"))
        path = (*above, Link(listing.title, f"{listing.address}/")) if own else above
        description = f"{listing.title}{said}，共{total}件{nth}。"
        content = self.press.fragment("document-list", list_view, words)
        return Page(address, title, description, content, path, page_labels(title, description))

    def lines_from(self, places: Sequence[int], up: str) -> bytes:
        lines = b"\n".join(self.lines.of([self.listing.documents[place] for place in places]))
        return lines if up == "../" else lines.replace(b'<a href="../', b'<a href="' + up.encode())

    def choices(self, facet: Facet, back: str) -> list[str]:
        """Of each its address, its words, and how many documents belong to it."""
        return [
            text
            for choice in facet.choices
            for text in (f"{back}{facet.word}-{choice.word}/", choice.label, str(len(choice.places)))
        ]


def line_words(document: Document, name: str, agencies: Mapping[str, Agency]) -> Words:
    agency = agencies.get(document.agency)
    return Words(
        texts=(
            f"../{document.id}/",
            in_one_line(document.title),
            name,
            state_of(document),
            in_one_line(document.document_number),
            in_one_line(document.publisher) or (agency.name if agency else ""),
            *day_of(document),
        )
    )


LINE = ("href", "title", "name", "state", "number", "agency", "day", "iso_day")


def line_view(words: Words) -> dict[str, object]:
    return dict(zip(LINE, words.texts, strict=True))


def list_view(words: Words) -> dict[str, object]:
    (title, lead, everything, start), (near, related, *choices) = words.texts, words.lists
    here, facets = cast(tuple[tuple[bool, ...], tuple[tuple[str, str], ...]], words.fixed)
    return {
        "title": title,
        "lead": lead,
        "narrow": f"按{'、'.join(label for _, label in facets)}查看",
        "all": everything,
        "facets": [
            {
                "id": id,
                "label": label,
                "choices": [dict(zip(("href", "text", "number"), one, strict=True)) for one in in_groups(own, 3)],
            }
            for (id, label), own in zip(facets, choices, strict=True)
        ],
        "start": start,
        "lines": words.html[0],
        "pager": [{**link, "here": shown} for link, shown in zip(links(near), here, strict=True)],
        "related": links(related),
    }
