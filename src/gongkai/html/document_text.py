"""The text of a document, from the Markdown that the office keeps it in: paragraphs, headings, lists, tables, pictures, links.

Whatever else a Markdown file may hold is text: HTML in it is shown as it is typed and runs nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import count
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from gongkai.documents.text_links import file_named, may_be_followed
from gongkai.html.content import FoundText, Heading
from gongkai.html.markdown_markup import with_headed_tables

SHIFT = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
NO_TEXT = ("html", "entity", "automail")  # what Markdown takes for something else than text
SIGNED = re.compile(r"\s*[〇零○一二三四五六七八九十\d]{2,4}年[一二三四五六七八九十\d]{1,3}月[一二三四五六七八九十\d]{1,3}日\s*\Z")
LONGEST_SIGNATURE = 40
SENTENCE_END = re.compile(r"[。；！？，]")
PLACE = "zhengwen"  # of the text, and of its parts: zhengwen-1


@dataclass(frozen=True, slots=True)
class DocumentText:
    """`html` stands below the page's heading; `found` are its parts for the search, the first of them what stands before any
    heading.
    """

    html: Markup
    headings: tuple[Heading, ...]
    found: tuple[FoundText, ...]


@lru_cache(maxsize=8)
def document_text(text: str, title: str) -> DocumentText:
    """`title` is the document's; a text that begins with it says it once."""
    markdown = Markdown(extensions=["tables", "sane_lists"])
    markdown.preprocessors.deregister("html_block")
    for pattern in NO_TEXT:
        markdown.inlinePatterns.deregister(pattern)
    official = OfficialText(title)
    markdown.treeprocessors.register(official, "gongkai_document", -1)
    html = markdown.convert(text)
    headings = tuple(official.headings)
    return DocumentText(Markup(with_headed_tables(html)), headings, tuple(official.found))  # noqa: S704


class OfficialText(Treeprocessor):
    """Makes of a Markdown tree what stands on a document's page."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.headings: list[Heading] = []
        self.found: list[FoundText] = []

    def run(self, root: Element) -> None:
        if len(root) and squeezed(root[0]) == squeezed_text(self.title):
            root.remove(root[0])
        follow_only_safely(root)
        self.number_headings(root)
        lay_out(root)
        self.found = [*parts_of(root, self.title)]

    def number_headings(self, root: Element) -> None:
        numbers = count(1)
        for element in root:
            if element.tag in SHIFT:
                element.tag = SHIFT[element.tag]
                if element.tag in ("h2", "h3"):
                    element.set("id", f"{PLACE}-{next(numbers)}")
                    self.headings.append(Heading(element.get("id", ""), words_of(element), int(element.tag[1])))


def follow_only_safely(root: Element) -> None:
    """A link that leads nowhere a reader may go becomes its words, and so does a picture that is not beside the document."""
    for element in root.iter():
        if element.tag == "a" and not may_be_followed(element.get("href", "")):
            element.tag = "span"
            element.attrib.clear()
        elif element.tag == "img" and not file_named(element.get("src", "")):
            element.tag, element.text = "span", element.get("alt", "")
            element.attrib.clear()


def lay_out(root: Element) -> None:
    """To whom it is addressed stands at the left; who signs it, and when, at the right."""
    paragraphs = [element for element in root if element.tag == "p"]
    if paragraphs and words_of(paragraphs[0]).endswith(("：", ":")) and len(words_of(paragraphs[0])) < 2 * LONGEST_SIGNATURE:
        paragraphs[0].set("class", "gk-text__to")
    for number in range(len(paragraphs) - 1, -1, -1):
        if SIGNED.match(words_of(paragraphs[number])):
            signed = paragraphs[max(0, number - 1) : number + 1]
            for paragraph in signed:
                words = words_of(paragraph)
                if paragraph is paragraphs[number] or (len(words) <= LONGEST_SIGNATURE and not SENTENCE_END.search(words)):
                    paragraph.set("class", "gk-text__sign")
            return


def parts_of(root: Element, title: str) -> Iterator[FoundText]:
    """What a search can lead to: the parts below each heading, and first what stands above all of them."""
    id, name = "", title
    said: list[str] = []
    for element in root:
        if element.tag in ("h2", "h3"):
            yield FoundText("section" if id else "page", id, name, (), " ".join(filter(None, said)))
            id, name, said = element.get("id", ""), words_of(element), []
        else:
            said.append(words_of(element))
    yield FoundText("section" if id else "page", id, name, (), " ".join(filter(None, said)))


def words_of(element: Element) -> str:
    return " ".join(unescape("".join(element.itertext())).split())


def squeezed(element: Element) -> str:
    return squeezed_text(words_of(element))


def squeezed_text(text: str) -> str:
    return "".join(text.split())
