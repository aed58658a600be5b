"""A template rendered once, into which the words of thousands of records are put: the same HTML as rendering it for each.

Where a record's words go, the template is given private characters; around them its HTML is cut, and the words, escaped, are
laid between. The words never meet the marks: a record may hold any character at all. What is fixed (the county's name, the
menu) must not hold them, and a template that does something else with a text than printing it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Protocol

from markupsafe import Markup, escape

from gongkai.render.fragments import fragment
from gongkai.render.frame import Frame, Link, framed

MARK = re.compile("\ue002([0-9]+)\ue003")
PRIVATE = re.compile("[\ue002\ue003]")


def mark(number: int) -> str:
    return f"\ue002{number}\ue003"


class ShellError(ValueError):
    """The template cannot be a shell, or what is fixed in it holds private characters."""


@dataclass(frozen=True, slots=True)
class Shell:
    """HTML cut at its marks. `parts` holds it with a place between each two pieces; `order` says whose words go there."""

    parts: tuple[str, ...]
    order: tuple[int, ...]

    def filled(self, words: Sequence[str]) -> str:
        """The words escaped, unless they are HTML already."""
        parts = list(self.parts)
        safe = [word if word.__class__ is Markup else escape(word) for word in words]
        parts[1::2] = [safe[number] for number in self.order]
        return "".join(parts)


def shell_of(html: str, count: int) -> Shell:
    """Cuts the HTML at `count` marks, each of which must be there."""
    parts = MARK.split(html)
    order = tuple(map(int, parts[1::2]))
    if set(order) != set(range(count)):
        raise ShellError(f"模板没有用到 {sorted(set(range(count)) - set(order))} 号内容")
    if any(PRIVATE.search(piece) for piece in parts[::2]):
        raise ShellError("站点信息里有私用区字符（U+E002、U+E003）；请删去")
    return Shell(tuple("" if number % 2 else piece for number, piece in enumerate(parts)), order)


@dataclass(frozen=True, slots=True)
class Shells:
    """Components rendered once for each way in which they come out.

    A view holds texts, Markup, yes or no, and lists and mappings of these. What is empty, yes or no, and how long lists are
    decides how a template comes out; the words themselves must not.
    """

    known: dict[tuple[object, ...], Shell] = field(default_factory=dict)

    def fragment(self, component: str, view: object) -> Markup:
        """What `fragments.fragment` gives for that view."""
        words: list[str] = []
        shape: list[object] = [component]
        take_apart(view, words, shape)
        key = tuple(shape)
        shell = self.known.get(key)
        if shell is None:
            shell = self.known[key] = shell_of(fragment(component, marked(view, count())), len(words))
        return Markup(shell.filled(words))  # noqa: S704 - filled() escapes what is no Markup


def take_apart(view: object, words: list[str], shape: list[object]) -> None:
    """Adds the words of a view, in order, and what is left when they are taken away."""
    if isinstance(view, str):
        shape.append(bool(view))
        if view:
            words.append(view)
    elif isinstance(view, dict):
        for value in view.values():
            take_apart(value, words, shape)
    elif isinstance(view, list | tuple):
        shape.append(len(view))
        for value in view:
            take_apart(value, words, shape)
    elif view is None or isinstance(view, bool):
        shape.append(view)
    else:
        raise ShellError(f"模板的内容里有{type(view).__name__}")


def marked(view: object, numbers: Iterator[int]) -> object:
    """The view with a mark in the place of each of its words."""
    if isinstance(view, str):
        # Marks hold nothing to escape; what is HTML stays HTML, for a template may ask.
        return view and (Markup(mark(next(numbers))) if isinstance(view, Markup) else mark(next(numbers)))  # noqa: S704
    if isinstance(view, dict):
        return {name: marked(value, numbers) for name, value in view.items()}
    if isinstance(view, list | tuple):
        return [marked(value, numbers) for value in view]
    return view


@dataclass(frozen=True, slots=True)
class Frames:
    """The frame rendered once for each kind of page and depth."""

    known: dict[tuple[object, ...], Shell] = field(default_factory=dict)

    def page(self, frame: Frame, content: Markup) -> str:
        """What `framed` puts around that content."""
        key = (frame.up, frame.part, frame.feed, *frame.labels, len(frame.path), frame.canonical == "")
        shell = self.known.get(key)
        if shell is None:
            shell = self.known[key] = frame_shell(frame)
        words = [frame.title, frame.description, content, *frame.labels.values()]
        for link in frame.path:
            words += (link.title, link.href)
        if frame.canonical:
            words.append(frame.canonical)
        return shell.filled(words)


def frame_shell(frame: Frame) -> Shell:
    first = 3 + len(frame.labels)
    count = first + 2 * len(frame.path) + bool(frame.canonical)
    marked = replace(
        frame,
        title=mark(0),
        description=mark(1),
        labels={name: mark(number) for number, name in enumerate(frame.labels, start=3)},
        path=[Link(mark(first + 2 * number), mark(first + 2 * number + 1)) for number in range(len(frame.path))],
        canonical=mark(count - 1) if frame.canonical else "",
    )
    before, after = framed(marked)
    return shell_of(before + mark(2) + after, count)


class Press(Protocol):
    """What makes pages: from shells, or each for itself. Both give the same."""

    def fragment(self, component: str, view: object) -> Markup: ...

    def page(self, frame: Frame, content: Markup) -> str: ...


@dataclass(frozen=True, slots=True)
class FromShells:
    """For thousands of pages."""

    shells: Shells = field(default_factory=Shells)
    frames: Frames = field(default_factory=Frames)

    def fragment(self, component: str, view: object) -> Markup:
        return self.shells.fragment(component, view)

    def page(self, frame: Frame, content: Markup) -> str:
        return self.frames.page(frame, content)


class Singly:
    """Renders every template anew."""

    def fragment(self, component: str, view: object) -> Markup:
        return fragment(component, view)

    def page(self, frame: Frame, content: Markup) -> str:
        before, after = framed(frame)
        return str(before + content + after)
