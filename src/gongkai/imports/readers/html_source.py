"""The tags of a page as browsers take them: where they build another tree than the parser does, it is told of the table there.

Browsers go on after `</html>`, give a second `<body>` to the first, keep an element open that is closed inside another, and go
on with a `<font>` that nobody closed. A parser that is asked for the same page may do none of this, and a white figure would be
read as plain. So the tags are followed once more by the browsers' rules, as far as these matter to what stands in tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

from lxml.html import HtmlElement

NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""[\s/]*(?:([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)|(?=>)))?)?""")
ASIDE = re.compile(r"<!-->|<!--->|<!--.*?(?:--!?>|\Z)|<[!?][^>]*(?:>|\Z)|</(?![a-zA-Z])[^>]*(?:>|\Z)", re.DOTALL)
RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title"))
VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "image",
        "frame",
    )
)
FORMATTING = frozenset(("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BLOCKS = HEADINGS | {
    *("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption"),
    *("figure", "footer", "header", "hgroup", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "listing"),
    *("form", "li", "dd", "dt"),
}
GROUPS = frozenset(("tbody", "thead", "tfoot"))
CELLS = frozenset(("td", "th", "caption"))
IN_TABLE = GROUPS | CELLS | {"table", "tr", "col", "colgroup"}
SPECIAL = BLOCKS | VOID | RAW | IN_TABLE | {"button", "select", "object", "template", "marquee", "applet", "html", "body"}
SCOPE = frozenset(("applet", "caption", "html", "table", "td", "th", "marquee", "object", "template"))
DEEPEST = 3_000  # elements in each other
SAYS_NOTHING = frozenset(("href", "target", "title", "name", "rel", "lang", "align", "valign"))


class Attribute(NamedTuple):
    name: str
    value: str


@dataclass(eq=False, slots=True)
class Open:
    """An element; `telling`: its attributes may change how what is in it looks. `implied`: no tag of the page opened it."""

    tag: str
    attributes: tuple[Attribute, ...] = ()
    is_open: bool = True
    implied: bool = False

    @property
    def telling(self) -> bool:
        return any(one.name not in SAYS_NOTHING and one.value.strip() for one in self.attributes)


@dataclass(slots=True)
class Source:
    """What the parser is given, and what browsers would do besides.

    `tables`: of each table, in order, the open elements around it that may change its look, and whether its inside is built
    otherwise. `merged`: the attributes that later `<html>` and `<body>` tags give to the first.
    """

    text: str
    tables: list[tuple[tuple[Open, ...], bool]]
    merged: dict[str, dict[str, str]]


def source_of(text: str) -> Source:
    follower = Follower()
    kept = "".join(follower.follow(text))
    tables = [(tuple(around), odd) for around, odd in zip(follower.around, follower.odd, strict=True)]
    return Source(kept, tables, follower.merged)


def merge(root: HtmlElement, source: Source) -> None:
    """Give the page's first `<html>` and `<body>` what later ones say."""
    body = root.find("body")
    for element, tag in ((root, "html"), (body if body is not None else root, "body")):
        for name, value in source.merged.get(tag, {}).items():
            if element.get(name) is None and re.fullmatch(r"[a-z][\w-]*", name):
                element.set(name, re.sub(r"[\x00-\x08\x0b-\x1f]", "", value))


def built_otherwise(root: HtmlElement, source: Source) -> set[HtmlElement]:
    """The tables around or in which browsers have open what the tree has closed; all, if they do not correspond."""
    tables = list(root.iter("table"))
    if len(tables) != len(source.tables):
        return set(tables)
    return {
        table for table, (around, odd) in zip(tables, source.tables, strict=True)
        if odd or len(around) > sum(1 for above in table.iterancestors() if is_telling(above))
    }  # fmt: skip


def is_telling(element: HtmlElement) -> bool:
    return element.tag not in ("html", "body") and any(
        str(name).lower() not in SAYS_NOTHING and value.strip() for name, value in element.attrib.items()
    )


@dataclass(slots=True)
class Follower:
    """The open elements, and the formatting that goes on after its element was closed (None: the edge of a cell)."""

    stack: list[Open] = field(default_factory=list)
    active: list[Open | None] = field(default_factory=list)
    around: list[list[Open]] = field(default_factory=list)
    odd: list[bool] = field(default_factory=list)
    within: list[int] = field(default_factory=list)  # the numbers of the tables that are open
    merged: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def follow(self, text: str) -> Iterator[str]:
        """The page as the parser needs it: without the ends of its body, with the breaks that browsers make of `</br>`."""
        at = 0
        while at < len(text):
            begin = text.find("<", at)
            begin = len(text) if begin < 0 else begin
            if begin > at:
                self.words()
                yield text[at:begin]
            if begin == len(text):
                return
            if len(self.stack) > DEEPEST:  # no page of ours; what has to be said of it the parser's readers say
                yield text[begin:]
                return
            aside, name = ASIDE.match(text, begin), NAME.match(text, begin)
            if name:
                at, attributes = attributes_at(text, name.end())
                tag = name[1].lower()
                yield self.closed(tag, text[begin:at]) if text[begin + 1] == "/" else self.opened(tag, attributes, text[begin:at])
                if tag in RAW and text[begin + 1] != "/":
                    end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
                    stop = end.start() if end else len(text)
                    yield text[at:stop]
                    at = stop
            else:
                at = aside.end() if aside else begin + 1
                yield text[begin:at]

    def words(self) -> None:
        if not (self.stack and self.stack[-1].tag in GROUPS | {"table", "tr"}):
            self.begin_anew()

    def begin_anew(self) -> None:
        """Formatting that nobody closed goes on in what follows."""
        at = len(self.active)
        while at and (last := self.active[at - 1]) is not None and not last.is_open:
            at -= 1
        for number in range(at, len(self.active)):
            if (one := self.active[number]) is not None:
                self.active[number] = again = Open(one.tag, one.attributes)
                self.stack.append(again)
                self.tell(again)

    def tell(self, *about: Open) -> None:
        """The innermost open table is built otherwise, if that can be seen."""
        if self.within and any(one.telling for one in about):
            self.odd[self.within[-1]] = True

    def opened(self, tag: str, attributes: tuple[Attribute, ...], written: str) -> str:
        if tag in ("html", "body"):
            if tag in self.seen or (tag == "html" and self.seen) or self.stack:
                known = self.merged.setdefault(tag, {})
                known.update({one.name: one.value for one in attributes if one.name not in known})
                return "\n" * written.count("\n")
            self.seen.add(tag)
            return written
        one = Open(tag, attributes)
        if tag in IN_TABLE:
            self.open_in_table(one)
            return written
        if self.stack and self.stack[-1].tag in GROUPS | {"table", "tr"} and tag not in RAW | {"form", "input", "template"}:
            self.tell(one)  # browsers put it before the table
        if tag in BLOCKS or tag in ("hr", "xmp", "plaintext"):
            self.close_before(tag)
        elif tag not in RAW:
            if tag in ("a", "nobr") and any(known is not None and known.tag == tag for known in self.since_marker()):
                self.closed(tag, "")
            self.begin_anew()
        if tag not in VOID | RAW and not (tag == "form" and any(known.tag == "form" for known in self.stack)):
            self.stack.append(one)
            self.active += [one] if tag in FORMATTING else []
        return written

    def since_marker(self) -> list[Open]:
        out: list[Open] = []
        for one in reversed(self.active):
            if one is None:
                break
            out.append(one)
        return out

    def close_before(self, tag: str) -> None:
        """A paragraph ends where a block begins, an item where the next does."""
        if tag in ("li", "dd", "dt"):
            alike = ("li",) if tag == "li" else ("dd", "dt")
            for one in reversed(self.stack):
                if one.tag in alike:
                    self.pop_to(one)
                    break
                if one.tag in SPECIAL - {"address", "div", "p"}:
                    break
        if tag in HEADINGS and self.stack and self.stack[-1].tag in HEADINGS:
            self.leave(self.stack.pop())
        paragraph = self.in_scope("p", SCOPE | {"button"})
        if paragraph:
            self.pop_to(paragraph)

    def open_in_table(self, one: Open) -> None:
        tag = one.tag
        if tag == "table":
            paragraph = self.in_scope("p", SCOPE | {"button"})
            if paragraph:
                self.pop_to(paragraph)
            if self.stack and self.stack[-1].tag in GROUPS | {"table", "tr"}:  # a table in no cell ends the one before
                self.end_table()
            self.around.append([known for known in self.stack if known.telling])
            self.odd.append(False)
            self.within.append(len(self.around) - 1)
        elif not self.within:
            return  # browsers pass over it
        else:
            stops = {"table"} if tag in GROUPS | {"caption", "colgroup", "col"} else {"table", *GROUPS}
            stops |= {"tr"} if tag in ("td", "th") else set()
            stops |= {"colgroup"} if tag == "col" else set()
            while self.stack and self.stack[-1].tag not in stops:
                self.leave(self.stack.pop())
            self.open_groups(tag)
        if tag != "col":
            self.stack.append(one)
        if tag in CELLS:
            self.active.append(None)

    def open_groups(self, tag: str) -> None:
        """Rows and cells that stand in no group or row get one."""
        last = self.stack[-1].tag if self.stack else ""
        if tag in ("tr", "td", "th") and last == "table":
            self.stack.append(Open("tbody", implied=True))
        if tag in ("td", "th") and last in GROUPS | {"table"}:
            self.stack.append(Open("tr", implied=True))

    def leave(self, one: Open) -> None:
        one.is_open = False
        if one.tag in CELLS:
            while self.active and self.active.pop() is not None:
                pass

    def end_table(self) -> None:
        while self.stack:
            one = self.stack.pop()
            self.leave(one)
            if one.tag == "table":
                self.within.pop()
                return

    def in_scope(self, tag: str, stops: frozenset[str] = SCOPE) -> Open | None:
        for one in reversed(self.stack):
            if one.tag == tag:
                return one
            if one.tag in stops:
                return None
        return None

    def pop_to(self, one: Open) -> Sequence[Open]:
        at = len(self.stack) - 1 - self.stack[::-1].index(one)
        gone = self.stack[at:]
        del self.stack[at:]
        for each in gone:
            self.leave(each)
        return gone

    def closed(self, tag: str, written: str) -> str:
        if tag in ("html", "body"):
            return "\n" * written.count("\n")
        if tag == "br":
            return "<br>" + "\n" * written.count("\n")
        if tag in IN_TABLE:
            if tag == "table" and self.within and any(one.tag == "table" for one in self.stack):
                self.end_table()
            elif tag != "table" and (known := self.in_scope(tag, frozenset(("table",)))):
                gone = self.pop_to(known)
                if known.implied and any(one.tag in CELLS for one in gone):  # the parser lets the cell go on
                    self.odd[self.within[-1]] = True
            return written
        if tag in FORMATTING:
            self.close_formatting(tag)
        elif tag in BLOCKS:
            return self.close_block(tag, written)
        elif tag not in RAW | VOID:
            self.close_other(tag)
        return written

    def close_block(self, tag: str, written: str) -> str:
        stops = SCOPE | ({"button"} if tag == "p" else {"ul", "ol"} if tag == "li" else set())
        known = self.in_scope(tag, stops)
        if known is None and tag in HEADINGS:
            known = next(filter(None, (self.in_scope(other) for other in sorted(HEADINGS))), None)
        if known is None:
            if tag == "p":  # browsers put an empty paragraph here
                return "<p></p>" + "\n" * written.count("\n")
            self.tell(*(one for one in self.stack if one.tag == tag))
            return written
        self.tell(
            *(one for one in self.pop_to(known)[1:] if one.tag not in FORMATTING and one.tag not in ("p", "li", "dd", "dt"))
        )
        return written

    def close_formatting(self, tag: str) -> None:
        known = next((one for one in self.since_marker() if one.tag == tag), None)
        if known is None or not known.is_open:
            self.active = [one for one in self.active if one is None or one is not known]
            return
        self.active.remove(known)
        at = self.stack.index(known)
        if any(one.tag in SPECIAL for one in self.stack[at + 1 :]):
            self.tell(known, *self.stack[at + 1 :])
            self.stack.remove(known)
            known.is_open = False
        else:
            self.tell(*(one for one in self.pop_to(known)[1:]))

    def close_other(self, tag: str) -> None:
        for one in reversed(self.stack):
            if one.tag == tag:
                self.tell(*(inner for inner in self.pop_to(one)[1:]))
                return
            if one.tag in SPECIAL:
                self.tell(*(other for other in self.stack if other.tag == tag))
                return


def attributes_at(text: str, at: int) -> tuple[int, tuple[Attribute, ...]]:
    """Where the tag ends, and its attributes; of those of one name the first holds."""
    found: dict[str, str] = {}
    while at < len(text) and text[at] != ">":
        match = ATTRIBUTE.match(text, at)
        if match is None or match.end() == at:
            at += 1
            continue
        if match[1]:
            found.setdefault(match[1].lower(), html_value(match))
        at = match.end()
    return min(at + 1, len(text)), tuple(Attribute(name, value) for name, value in found.items())


def html_value(match: re.Match[str]) -> str:
    return unescape(match[2] or match[3] or match[4] or "")
