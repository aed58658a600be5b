"""A document's page: what it is, whether it holds, its text, what is attached, and what else has to do with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from gongkai.catalogue import Catalogue
from gongkai.county.addresses import DOCUMENTS, document_address
from gongkai.documents import Documents, is_in_force
from gongkai.documents.document import Document
from gongkai.html.content import FoundText
from gongkai.html.elements import chinese_day, file_size
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.entry_page import ask_view, day, in_groups, links, offices, request, title_of
from gongkai.html.setting import Belonging, Page, Setting, in_one_line
from gongkai.html.shells import Fragments, Words
from gongkai.statute.document_standard import document_standard

if TYPE_CHECKING:
    from gongkai.html.document_text import DocumentText

NAME = "政府信息公开目录"
# By what documents can be chosen in the search; those that no longer hold apart, as they stand behind what took their place
# (search/browser/ranking.js).
KIND, OUTDATED = "文件信息", "不再有效的文件"
PART = "法定主动公开内容"
STATES = {"废止": "已废止", "失效": "已失效", "已修改": "已修改", "尚未生效": "尚未生效"}
KINDS = {
    "pdf": "PDF 文件",
    "ofd": "OFD 文件",
    "docx": "Word 文件",
    "doc": "Word 文件",
    "wps": "WPS 文字",
    "xlsx": "Excel 表格",
    "xls": "Excel 表格",
    "et": "WPS 表格",
    "csv": "CSV 表格",
    "txt": "文本文件",
    "zip": "压缩包",
}
PICTURES = ("png", "jpg", "jpeg", "gif")
DESCRIBED = 80  # characters of the text that a description gives
BAR = (
    *("index_number", "agency", "document_number", "kind", "genre", "topic", "written", "published", "effective", "repealed"),
    *("validity", "keywords", "method", "source"),
)
"""The metadata of a document in the order in which it stands on its page."""
DAYS = ("written", "published", "effective", "repealed")
RELATED = (
    ("interpretations", "政策解读"),
    ("interprets", "解读的文件"),
    ("replaces", "它代替的文件"),
    ("entry", "所属目录条目"),
    ("figures", "年度报告里的数"),
)


@dataclass(frozen=True, slots=True)
class Around:
    """All documents and the catalogue; the document that is newer and the one that is older, None at the ends. `listed` are the
    agencies that have a list of their own.
    """

    documents: Documents
    catalogue: Catalogue
    listed: frozenset[str]
    newer: Document | None
    older: Document | None


def document_page(document: Document, around: Around, setting: Setting, press: Fragments) -> Page:
    title = in_one_line(document.title)
    text = text_of(document)
    description = description_of(document, text)
    return Page(
        address=document.address,
        title=title,
        description=description,
        content=press.fragment("document-page", view_of, words_of(document, text, around, setting)),
        path=above(document),
        labels=labels(document, setting, description),
        within=in_one_line(document.document_number) or (chinese_day(document.day) if document.day else document.id),
        found=tuple(found_texts(document, text, around.documents, setting)),
        belonging=belonging(document, setting),
    )


def text_of(document: Document) -> DocumentText | None:
    """None where the office keeps no text of it here."""
    if not document.text.strip():
        return None
    from gongkai.html.document_text import document_text  # noqa: PLC0415 - loads Markdown, which most documents do not need

    return document_text(document.text, document.title)


def above(document: Document) -> tuple[Link, ...]:
    """The column's part, the front page of all documents, and the list of its kind."""
    kind = document_standard().kind(document.kind)
    own = (Link(kind.name, f"{document_address(f'zhonglei-{kind.word}')}/"),) if kind else ()
    return (Link(PART, "fdzdgknr/"), Link(NAME, f"{document_address()}/"), *own)


# ---- Words, and how the page lays them out


def words_of(document: Document, text: DocumentText | None, around: Around, setting: Setting) -> Words:
    documents = around.documents
    related = (
        linked(documents.interpreted.get(document.id, ())),
        linked(found for id in document.interprets if (found := documents.by_id.get(id))),
        linked(documents.predecessors.get(document.id, ())),
        entry_link(document, around.catalogue),
        figure_links(document, setting),
    )
    return Words(
        texts=(
            in_one_line(document.title),
            *outdated(document, documents),
            *bar_words(document, setting),
            in_one_line(document.summary),
            document.link,
            *neighbour(around.newer),
            *neighbour(around.older),
        ),
        lists=(
            [word for file in files_of(document) for word in file],
            offices((document.agency,), setting),
            request(in_one_line(document.title), in_one_line(document.index_number), (document.agency,), setting),
            [word for link in list_links(document, around, setting) for word in (link.href, link.title)],
            *related,
        ),
        html=(text.html.encode() if text else b"",),
    )


def view_of(words: Words) -> dict[str, object]:
    (title, state, said, href, by), rest = words.texts[:5], words.texts[5:]
    count = len(BAR) + len(DAYS)
    bar, (summary, original, newer_href, newer, older_href, older) = rest[:count], rest[count:]
    files, offices, request, lists, *related = words.lists
    return {
        "title": title,
        "outdated": {"state": state, "text": said, "href": href, "by": by} if state else "",
        "bar": bar_view(bar),
        "summary": summary,
        "text": words.html[0],
        "original": original,
        "files": [dict(zip(("href", "label", "about"), file, strict=True)) for file in in_groups(files, 3)],
        "related": [{"id": id, "title": title, "links": links(own)} for (id, title), own in zip(RELATED, related, strict=True)],
        "ask": ask_view(offices, request, title, bar[0]),
        "near": {
            "label": "前后文件",
            "previous": "较新的一件",
            "next": "较早的一件",
            "before": {"href": newer_href, "text": newer},
            "after": {"href": older_href, "text": older},
        },
        "lists": links(lists),
    }


def bar_words(document: Document, setting: Setting) -> Iterator[str]:
    """In the order of BAR; of each day its form for programs behind it."""
    agency = setting.agencies.get(document.agency)
    said = {
        "agency": document.publisher or (agency.name if agency else ""),
        "keywords": "、".join(document.keywords),
    }
    for name in BAR:
        if name in DAYS:
            yield from day(getattr(document, name))
        else:
            yield in_one_line(said[name] if name in said else getattr(document, name))


def bar_view(words: Sequence[str]) -> list[dict[str, str]]:
    labels, said = document_standard().labels, iter(words)
    items = []
    for name in BAR:
        text = next(said)
        items.append({"label": labels[name], "text": text, "time": next(said) if name in DAYS else ""})
    return [item for item in items if item["text"]]


def outdated(document: Document, documents: Documents) -> tuple[str, str, str, str]:
    """What has become of it, the same in a sentence, and where what took its place stands; empty where it is in force."""
    state = state_of(document)
    if not state:
        return ("", "", "", "")
    new = documents.successor(document)
    return state, sentence_of(document, state), f"../{new.id}/" if new else "", in_one_line(new.title) if new else ""


def state_of(document: Document) -> str:
    """In plain words; empty where it is in force, or says nothing of it."""
    return STATES.get(document.validity, "") or ("已废止" if document.repealed and not document.validity else "")


def sentence_of(document: Document, state: str) -> str:
    """
    The days are those of the data: no clock of a build decides whether a document holds.
    """
    ended, begins = document.repealed, document.effective
    if state == "尚未生效":
        return f"本文件自{chinese_day(begins)}起施行。" if begins else "本文件还没有开始施行。"
    if state == "已修改":
        return "本文件公布以后作过修改，请看修改后的文本。"
    word = "失效" if state == "已失效" else "废止"
    return f"本文件自{chinese_day(ended)}起{word}。" if ended else f"本文件已经{word}，不能再作为依据。"


def linked(documents: Iterator[Document] | Sequence[Document]) -> list[str]:
    return [word for document in documents for word in (f"../{document.id}/", shown_title(document))]


def shown_title(document: Document) -> str:
    """With what has become of it, where it no longer holds."""
    state = state_of(document)
    return in_one_line(document.title) + (f"（{state}）" if state else "")


def entry_link(document: Document, catalogue: Catalogue) -> list[str]:
    entry = catalogue.entry(document.entry)
    if entry is None:
        return []
    return [f"../../{entry.address}/", f"{catalogue.by_field[entry.field].title}：{title_of(entry)}"]


def figure_links(document: Document, setting: Setting) -> list[str]:
    found = [setting.figures[address] for address in document.figures if address in setting.figures]
    return [word for link in found for word in (f"../../../{link.href}", link.title)]


def neighbour(document: Document | None) -> tuple[str, str]:
    return (f"../{document.id}/", in_one_line(document.title)) if document else ("", "")


def list_links(document: Document, around: Around, setting: Setting) -> Iterator[Link]:
    yield Link(NAME, "../")
    if kind := document_standard().kind(document.kind):
        yield Link(f"全部{kind.name}", f"../zhonglei-{kind.word}/")
    if document.agency in around.listed:
        agency = setting.agencies[document.agency]
        yield Link(f"{agency.name}的全部文件和信息", f"../quanbu/jigou-{agency.id}/")


def files_of(document: Document) -> Iterator[tuple[str, str, str]]:
    """Of each attachment its address, its name, and what it is."""
    sizes = {file.name: file.size for file in document.files}
    for name in document.attachments:
        if name in sizes:
            yield quote(name), name, f"{kind_of_file(name)}（{file_size(sizes[name])}）"


def kind_of_file(name: str) -> str:
    """
    >>> kind_of_file("申请表.docx"), kind_of_file("图.JPG"), kind_of_file("x.bin")
    ('Word 文件', '图片', '文件')
    """
    suffix = name.rpartition(".")[2].lower()
    return KINDS.get(suffix) or ("图片" if suffix in PICTURES else "文件")


# ---- What is said of it to programs and to the search


def description_of(document: Document, text: DocumentText | None) -> str:
    said = in_one_line(document.summary) or (text.found[0].text if text else "")
    said = said if len(said) <= DESCRIBED else said[:DESCRIBED] + "…"
    number = in_one_line(document.document_number) or day_of(document)[0] or document.id
    return f"{in_one_line(document.title)}（{number}）" + (f"：{said}" if said else "")


def labels(document: Document, setting: Setting, description: str) -> dict[str, str]:
    agency = setting.agencies.get(document.agency)
    source = document.source or document.publisher or (agency.name if agency else "")
    kind = document_standard().kind(document.kind)
    words = (*document.keywords, document.topic, document.genre, kind.name if kind else "")
    found = {"ArticleTitle": in_one_line(document.title)}
    if document.published:
        found["PubDate"] = document.published.isoformat()
    if source:
        found["ContentSource"] = in_one_line(source)
    if keywords := ",".join(dict.fromkeys(filter(None, map(in_one_line, words)))):
        found["Keywords"] = keywords
    return found | {"Description": description}


def belonging(document: Document, setting: Setting) -> Belonging:
    agency = setting.agencies.get(document.agency)
    return Belonging(document.year, agency.name if agency else "", KIND if is_in_force(document) else OUTDATED)


def found_texts(document: Document, text: DocumentText | None, documents: Documents, setting: Setting) -> Iterator[FoundText]:
    """The document itself, with its numbers, then the parts of its text."""
    said = [f"{item['label']}：{item['text']}" for item in bar_view([*bar_words(document, setting)])]
    first = text.found[0].text if text else ""
    new = documents.successor(document)
    now = f"现在看：{in_one_line(new.title)}" if new else ""
    before = [f"代替：{numbered(old)}" for old in documents.predecessors.get(document.id, ())]
    words = (state_of(document), now, *before, *said, in_one_line(document.summary), first)
    yield FoundText("page", "", in_one_line(document.title), (), "。".join(filter(None, words)))
    if text:
        yield from text.found[1:]


def numbered(document: Document) -> str:
    return "，".join(filter(None, (in_one_line(document.title), in_one_line(document.document_number))))


def day_of(document: Document) -> tuple[str, str]:
    """The day by which it stands in lists, in words and for programs."""
    stated: date | None = document.day
    return (chinese_day(stated), stated.isoformat()) if stated else ("", "")


__all__ = ["DOCUMENTS", "NAME", "Around", "document_page"]
