"""A template rendered once, into which the words of thousands of records are put: the same HTML as rendering it for each.

Where a record's words go, the template is given private characters; around them its HTML is cut, and the words, escaped, are
laid between. The words never meet the marks: a record may hold any character at all. What is fixed (the county's name, the
menu) must not hold them, and a template that does something else with a text than printing it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, islice
from operator import itemgetter
from typing import NamedTuple, Protocol

from markupsafe import Markup

from gongkai.html.content import Heading
from gongkai.html.fragments import fragment
from gongkai.html.frame import Frame, Link, path_of
from gongkai.html.surroundings import OWN_FRAME, Surroundings

MARK = re.compile("\ue002([0-9]+)\ue003")
PRIVATE = re.compile("[\ue002\ue003]")
BETWEEN = "\ue004"
BETWEEN_BYTES = BETWEEN.encode()
LINE_BREAK = "<br>\n"


def mark(number: int) -> str:
    return f"\ue002{number}\ue003"


class ShellError(ValueError):
    """The template cannot be a shell, or what is fixed in it holds private characters."""


class Words(NamedTuple):
    """What a component is filled with: texts, lists of texts, and HTML that is finished, in UTF-8; views are given it as Markup.

    A text of several lines keeps its lines. `fixed` is what else decides how the template comes out, the same for many records.
    """

    texts: Sequence[str]
    lists: Sequence[Sequence[str]] = ()
    html: Sequence[bytes] = ()
    fixed: Hashable = ()


View = Callable[[Words], object]
"""Lays words out as the template wants them. It may ask which are empty, never what they say."""


@dataclass(frozen=True, slots=True)
class Shell:
    """HTML cut at its marks. `parts` holds it with a place between each two pieces; `order` says whose words go there."""

    parts: tuple[bytes, ...]
    order: tuple[int, ...]
    ordered: Callable[[Sequence[bytes]], Iterable[bytes]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        several = itemgetter(*self.order) if len(self.order) > 1 else None
        object.__setattr__(self, "ordered", several or (lambda words: [words[number] for number in self.order]))

    def filled(self, words: Sequence[bytes]) -> bytes:
        """The words are HTML already."""
        parts = list(self.parts)
        parts[1::2] = self.ordered(words)
        return b"".join(parts)

    def begun(self, known: Sequence[bytes]) -> Shell:
        """A shell that holds the first words already, and waits for the others."""
        pieces, order = [self.parts[0]], []
        for number, piece in zip(self.order, self.parts[2::2], strict=True):
            if number < len(known):
                pieces[-1] += known[number] + piece
            else:
                order.append(number - len(known))
                pieces.append(piece)
        return Shell(between(pieces), tuple(order))


def between(pieces: Sequence[bytes]) -> tuple[bytes, ...]:
    """The pieces with an empty place between each two."""
    return tuple(chain.from_iterable((piece, b"") for piece in pieces))[:-1]


def shell_of(html: str, count: int) -> Shell:
    """Cuts the HTML at `count` marks, each of which must be there."""
    parts = MARK.split(html)
    order = tuple(map(int, parts[1::2]))
    if set(order) != set(range(count)):
        raise ShellError(f"模板没有用到 {sorted(set(range(count)) - set(order))} 号内容")
    if any(PRIVATE.search(piece) for piece in parts[::2]):
        raise ShellError("站点信息里有私用区字符（U+E002、U+E003）；请删去")
    return Shell(between([piece.encode() for piece in parts[::2]]), order)


def html_of(text: str) -> str:
    """Escaped as a template does it, without the Markup that it makes of each."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace("'", "&#39;").replace('"', "&#34;")


def in_lines(text: str) -> str:
    """The same; several lines stay several."""
    return html_of(text).replace("\n", LINE_BREAK)


def escaped(words: list[str], html_of: Callable[[str], str] = html_of) -> list[bytes]:
    """Each as the template would print it: escaping them together takes a tenth of the time."""
    safe = html_of(BETWEEN.join(words)).encode().split(BETWEEN_BYTES)
    return safe if len(safe) == len(words) else [html_of(word).encode() for word in words]


def escaped_lines(words: list[str]) -> list[bytes]:
    """The same; several lines stay several."""
    return escaped(words, in_lines)


@dataclass(frozen=True, slots=True)
class Shells:
    """Components rendered once for each way in which they come out.

    Which words are empty, how long lists are, and what is fixed decides that; what the words say must not.
    """

    known: dict[tuple[Hashable, ...], Shell] = field(default_factory=dict)

    def fragment(self, component: str, view_of: View, words: Words) -> bytes:
        """What `fragments.fragment` gives for the view of these words."""
        shell = self.of(component, view_of, words)
        return shell.filled([*escaped_lines(printed_texts(words)), *filter(None, words.html)])

    def fragments(self, component: str, view_of: View, many: Sequence[Words]) -> list[bytes]:
        """The same for each of many, whose texts are escaped together."""
        texts = list(map(printed_texts, many))
        safe = iter(escaped_lines(list(chain.from_iterable(texts))))
        return [
            self.of(component, view_of, words).filled([*islice(safe, len(own)), *filter(None, words.html)])
            for words, own in zip(many, texts, strict=True)
        ]

    def of(self, component: str, view_of: View, words: Words) -> Shell:
        texts, lists, html, fixed = words
        key = (component, fixed, *[bytes(map(bool, own)) for own in (texts, html, *lists)])
        shell = self.known.get(key)
        if shell is None:
            shell = self.known[key] = component_shell(component, view_of, words)
        return shell


def printed_texts(words: Words) -> list[str]:
    """Those that are not empty, in the order of a shell's marks."""
    return list(filter(None, chain(words.texts, *words.lists)))


def component_shell(component: str, view_of: View, words: Words) -> Shell:
    numbers = count()
    marked = Words(
        [text and mark(next(numbers)) for text in words.texts],
        [[text and mark(next(numbers)) for text in own] for own in words.lists],
        [Markup(mark(next(numbers)) if html else "") for html in words.html],  # type: ignore[misc] # noqa: S704 - a mark
        words.fixed,
    )
    return shell_of(fragment(component, view_of(marked)), next(numbers))


@dataclass(frozen=True, slots=True)
class Frames:
    """The frame rendered once for each kind of page and depth, then begun once for pages that stand below the same pages."""

    around: Surroundings = OWN_FRAME
    known: dict[Hashable, Shell] = field(default_factory=dict)
    begun: dict[Hashable, tuple[Shell, bool]] = field(default_factory=dict)

    def page(self, frame: Frame, content: bytes) -> bytes:
        """What the surroundings put around that content."""
        frame, content = self.around.taken(frame, content)
        key = (*kind_of(frame), tuple(frame.path), frame.within == "")
        if key not in self.begun:
            self.begun[key] = self.below(frame)
        shell, has_within = self.begun[key]
        words = [frame.within] if has_within else []  # often a page's own: a document's number
        words += [frame.title, frame.description, *frame.labels.values()]
        words += [word for heading in frame.headings for word in (heading.id, heading.title)]
        if frame.canonical:
            words.append(frame.canonical)
        data = [frame.data.encode()] if frame.data else []
        beside = [frame.tree] if frame.tree else []
        return shell.filled([*escaped(words), *data, content, *beside])

    def below(self, frame: Frame) -> tuple[Shell, bool]:
        """The shell that holds the pages above, and whether it waits for what the page is within."""
        path = path_of(frame)
        frame = frame._replace(path=path, within=frame.within if path else "")  # a page below nothing is within nothing
        key = (*kind_of(frame), len(frame.path), frame.within == "")
        if key not in self.known:
            self.known[key] = frame_shell(frame, self.around)
        above = [word for link in path for word in (link.title, link.href)]
        return self.known[key].begun(escaped(above) if above else []), frame.within != ""


def kind_of(frame: Frame) -> tuple[Hashable, ...]:
    """What decides how the frame comes out, besides the words in it."""
    given = (bool(frame.canonical), bool(frame.data), bool(frame.tree), frame.searchable, frame.prints_address)
    fixed = (frame.up, frame.part, frame.foremost, frame.feed, frame.statement, frame.moved, len(frame.headings))
    return (*fixed, *given, *frame.labels)


def frame_shell(frame: Frame, around: Surroundings = OWN_FRAME) -> Shell:
    """Its marks: the pages above, what it is within, then title, description, labels, headings, address, data, content and tree.

    Data is finished HTML, as `Frame` says; a mark stands for it unescaped.
    """
    numbers = count()
    marked = frame._replace(
        path=[Link(mark(next(numbers)), mark(next(numbers))) for _ in frame.path],
        within=frame.within and mark(next(numbers)),
        title=mark(next(numbers)),
        description=mark(next(numbers)),
        labels={name: mark(next(numbers)) for name in frame.labels},
        headings=[Heading(mark(next(numbers)), mark(next(numbers)), heading.level) for heading in frame.headings],
        canonical=frame.canonical and mark(next(numbers)),
        data=frame.data and Markup(mark(next(numbers))),  # noqa: S704 - a mark
    )
    content = mark(next(numbers))
    if frame.tree:
        marked = marked._replace(tree=mark(next(numbers)).encode())
    before, after = around.framed(marked)
    return shell_of(before + content + after, next(numbers))


class Fragments(Protocol):
    """What makes the content of a page."""

    def fragment(self, component: str, view_of: View, words: Words) -> bytes: ...

    def fragments(self, component: str, view_of: View, many: Sequence[Words]) -> list[bytes]: ...


class Renderer(Fragments, Protocol):
    """What makes pages: from shells, or each for itself. Both give the same."""

    def page(self, frame: Frame, content: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ShellRenderer:
    """For thousands of pages."""

    shells: Shells = field(default_factory=Shells)
    frames: Frames = field(default_factory=Frames)

    def fragment(self, component: str, view_of: View, words: Words) -> bytes:
        return self.shells.fragment(component, view_of, words)

    def fragments(self, component: str, view_of: View, many: Sequence[Words]) -> list[bytes]:
        return self.shells.fragments(component, view_of, many)

    def page(self, frame: Frame, content: bytes) -> bytes:
        return self.frames.page(frame, content)


class PlainRenderer:
    """Renders every template anew."""

    def fragment(self, component: str, view_of: View, words: Words) -> bytes:
        return fragment(component, view_of(printed(words))).encode()

    def fragments(self, component: str, view_of: View, many: Sequence[Words]) -> list[bytes]:
        return [self.fragment(component, view_of, words) for words in many]

    def page(self, frame: Frame, content: bytes) -> bytes:
        before, after = OWN_FRAME.framed(frame)
        return before.encode() + content + after.encode()


def printed(words: Words) -> Words:
    """Ready for a template, which leaves alone what is HTML already."""
    return Words(
        list(map(lines, words.texts)),
        [list(map(lines, own)) for own in words.lists],
        [Markup(html.decode()) for html in words.html],  # type: ignore[misc] # noqa: S704 - made by a press
        words.fixed,
    )


def lines(text: str) -> Markup:
    return Markup(LINE_BREAK).join(text.split("\n"))  # noqa: S704 - it escapes what it joins
