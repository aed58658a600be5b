"""Whether a written page would run something in a reader's browser, ask another site, or show other words than it holds.

Looked at as it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from gongkai.build.page_sources import RULE
from gongkai.county.live_markup import wrong_element, wrong_style
from gongkai.problems import Position, Problem, shown
from gongkai.source.plain_characters import lying_in

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage

BEGINS_CLOSED = (">", "->")  # a browser ends such a comment at once, and shows the rest of it as a page
WRONG_COMMENT = "注释没有写对，浏览器会把里面的内容当成网页；应写成 <!-- … -->"


class Found(NamedTuple):
    """`line` and `column` in the HTML; `typed`, what stands there, from the most exact words to the least."""

    line: int
    column: int
    typed: tuple[str, ...]
    message: str


@dataclass
class MarkupReading(HTMLParser):
    """One reading of a page's HTML."""

    found: list[Found] = field(default_factory=list)
    in_style: bool = False

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def tell(self, message: str, *typed: str) -> None:
        self.found.append(Found(*self.getpos(), typed, message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_style = tag == "style"
        message, value = wrong_element(tag, {name: value or "" for name, value in attrs})
        if message:
            self.tell(message, self.get_starttag_text() or "", value, f"<{tag}")
        for value in filter(None, (value for _, value in attrs)):
            self.look_for_lies(value, f"<{tag}")

    def handle_endtag(self, tag: str) -> None:
        self.in_style = self.in_style and tag != "style"

    def look_for_lies(self, words: str, *typed: str) -> None:
        """In the file they are found when it is read; a page can also spell them, or have them made by a word of `macros/`."""
        for found in lying_in(words):
            self.tell(found.message, *typed, found.character)

    def handle_charref(self, name: str) -> None:
        self.look_for_lies(unescape(f"&#{name};"), f"&#{name};")

    def handle_entityref(self, name: str) -> None:
        self.look_for_lies(unescape(f"&{name};"), f"&{name};")

    def handle_data(self, data: str) -> None:
        self.look_for_lies(data)
        if self.in_style:
            for problem in wrong_style(data):
                self.tell(problem.message, data, "<style")

    def handle_comment(self, data: str) -> None:
        if data.startswith(BEGINS_CLOSED) or "--!>" in data:
            self.tell(WRONG_COMMENT, f"<!--{data}", "<!--")

    def unknown_decl(self, data: str) -> None:
        self.tell(f"看不懂“<![{data[:20]}”", f"<![{data}", "<![")


def live_markup(page: AuthoredPage) -> Iterator[Problem]:
    """Everything on the page that runs or fetches from elsewhere, at its line of the page's file."""
    reading = MarkupReading()
    reading.feed(page.content)
    reading.close()
    lines = page.content.split("\n")
    text = page.file.read_text("utf-8") if reading.found else ""
    for found in reading.found:
        before = "\n".join([*lines[: found.line - 1], lines[found.line - 1][: found.column]])
        yield Problem(place_of(found, before, text, shown(page.file)), RULE, found.message)


def place_of(found: Found, before: str, text: str, file: str) -> Position:
    """Where the file has it: as many of the same words stand before it there as on the page. The file alone where none does."""
    for typed in filter(None, found.typed):
        index = nth(text, typed, unescape(before).count(typed))
        if index >= 0:
            return Position(file, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
    return Position(file)


def nth(text: str, words: str, number: int) -> int:
    """Where the words stand after so many of the same; the last of them where there are fewer. -1: nowhere."""
    index = text.find(words)
    while number and (after := text.find(words, index + 1)) > index:
        index, number = after, number - 1
    return index
