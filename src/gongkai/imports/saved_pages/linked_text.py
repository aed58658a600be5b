"""What a saved page shows, read as every page is, with its links and pictures marked until it is known where they lead now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import html

from gongkai.checks.document_files import ALLOWED
from gongkai.imports.readers.css_visibility import CssVisibility
from gongkai.imports.readers.html import PageReader

# Characters that Unicode keeps for programs: a link's number, its words, its end; a picture's number and its end.
LINK, WORDS, END, PICTURE, PICTURE_END = "\ue010", "\ue011", "\ue012", "\ue013", "\ue014"
MARKS = re.compile(f"[{LINK}{WORDS}{END}{PICTURE}{PICTURE_END}]")
A_LINK = re.compile(f"{LINK}(\\d+){WORDS}([^{LINK}{END}]*){END}")
A_PICTURE = re.compile(f"{PICTURE}(\\d+){PICTURE_END}")
UNFINISHED = re.compile(f"{LINK}\\d+{WORDS}|[{LINK}{WORDS}{END}{PICTURE}{PICTURE_END}]")
A_FILE = re.compile(rf"\.(?:{'|'.join(ALLOWED)}|rar|7z|exe)\Z", re.IGNORECASE)
SMALLEST_PICTURE = 40  # pixels of a side; below it stands an icon


class Reference(NamedTuple):
    """A link or a picture of the page; `words` are the link's, or what the page says of the picture. `line` may be 0."""

    target: str
    words: str
    picture: bool
    line: int


class LinkedReader(PageReader):
    """Gives the page's pieces with the numbers of its references in them; hidden text is left out everywhere."""

    def __init__(self, file: str, visibility: CssVisibility) -> None:
        super().__init__(file, visibility)
        self.references: list[Reference] = []

    def unseen(self, element: html.HtmlElement) -> bool:
        return super().unseen(element) or self.visibility.hides(element)

    def events_of(self, child: html.HtmlElement, look: tuple[str, ...]) -> Iterator[tuple[str, str | html.HtmlElement]]:
        if child.tag == "img":
            if not is_icon(child):
                words = child.get("alt", "").strip() or child.get("title", "").strip()
                yield "text", f"{PICTURE}{self.number(child, 'src', words, picture=True)}{PICTURE_END}"
        elif child.tag == "a" and child.get("href"):
            words = " ".join(child.text_content().split())
            yield "text", f"{LINK}{self.number(child, 'href', words)}{WORDS}"
            yield from super().events_of(child, look)
            yield "text", END
        else:
            yield from super().events_of(child, look)

    def number(self, element: html.HtmlElement, name: str, words: str, *, picture: bool = False) -> int:
        target = element.get(name, "").strip()
        self.references.append(Reference(target, words, picture, self.place(element).line))
        return len(self.references) - 1


def is_icon(picture: html.HtmlElement) -> bool:
    """A sign beside a link, or a picture that only counts visitors."""
    sides = [re.match(r"\s*(\d+)", picture.get(name, "")) for name in ("width", "height")]
    small = any(side and int(side[1]) < SMALLEST_PICTURE for side in sides)
    source = picture.get("src", "").lower()
    return small or not source or bool(re.search(r"(?:icon|filetype)[\w-]*[/_.]|/ico_|spacer\.gif", source))


def without_links(text: str) -> str:
    """The words alone.

    >>> without_links(f"见{LINK}0{WORDS}表{END}{PICTURE}1{PICTURE_END}")
    '见表'
    """
    return UNFINISHED.sub("", A_PICTURE.sub("", text)) if MARKS.search(text) else text


def with_links(text: str, shown: Callable[[int, str], str]) -> str:
    """The text with each reference as `shown` writes it, given its number and, of a link, its words.

    A picture that is itself a link stays the picture. A link that reaches over several paragraphs becomes its words.
    """
    drawn = A_PICTURE.sub(lambda found: f"\0{shown(int(found[1]), '')}\0", text)

    def link(found: re.Match[str]) -> str:
        words = found[2].strip()
        return words if "\0" in words or not words else shown(int(found[1]), words)

    return UNFINISHED.sub("", A_LINK.sub(link, drawn)).replace("\0", "")
