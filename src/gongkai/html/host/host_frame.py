"""The host's page around ours: drawn by the host once for each kind of page, and filled as the own frame is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape

from gongkai.county.face.reading import Face
from gongkai.html.assets import Asset
from gongkai.html.content import Heading
from gongkai.html.frame import CONTENT, Frame, Link, path_of
from gongkai.html.host.host_assets import all_assets, host_assets, host_face_style
from gongkai.html.host.lifted_contents import lifted
from gongkai.html.host.scoping import NAME
from gongkai.statute.column import column

PROBE = "\ue005"  # a private character of no page and of no shell
OPENING = f'<div class="{NAME}"><div class="gk-article">'
CLOSING = "</div></div>"
DESCRIPTION = re.compile(r"""<meta\s+name=["']?description\b""")
CANONICAL = re.compile(r"""<link\s[^>]*\brel=["']?canonical\b""")
FETCHED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|embed)\b[^>]*?\ssrc=["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|<link\b(?=[^>]*\brel=["']?(?:[\w-]+ )*(?:stylesheet|preconnect|dns-prefetch|preload|prefetch|manifest|icon)\b)"""
    r"""[^>]*?\shref=["']?((?:https?:)?//[^"'\s>]+)"""
    r"""|<a\s[^>]*?href=["'](https?://[^"']+)["'][^>]*?\sdata-md-component=["']source\b""",  # Material's script asks it
    re.IGNORECASE,
)


class Host(Protocol):
    """What frames the column: a site generator with a theme. `folder` is where it has put the files of its own."""

    folder: Path

    def draw(self, frame: Frame) -> str:
        """A whole page of the host's with `CONTENT` where ours goes, and with the frame's words printed as they are."""
        ...


class Shown(NamedTuple):
    """What the host's page shows by itself, so that ours need not."""

    contents: bool
    path: bool


@dataclass(frozen=True)
class HostFrame:
    """`Surroundings` of a column that stands in another site."""

    host: Host

    def __repr__(self) -> str:
        return f"HostFrame({self.digest})"

    @property
    def folder(self) -> Path | None:
        return self.host.folder

    @cached_property
    def probes(self) -> dict[str, str]:
        return {}

    def probed(self, part: str = "") -> str:
        """A page of that part of the column, with everything that a page can have."""
        if part not in self.probes:
            self.probes[part] = self.drawn_probe(part)
        return self.probes[part]

    def drawn_probe(self, part: str) -> str:
        path = (Link(f"{PROBE}path", f"{PROBE}/"),)
        headings = (Heading(f"{PROBE}id", f"{PROBE}heading", 2),)
        return self.host.draw(Frame(f"{PROBE}title", "", "../", (), None, part, path=path, headings=headings))

    @cached_property
    def digest(self) -> str:
        """Changes with anything that the host puts around a page: its menu, its theme, its settings."""
        return sha256(self.probed().encode()).hexdigest()[:32]

    def shows(self, part: str) -> Shown:
        drawn = self.probed(part)
        return Shown(f"{PROBE}heading" in drawn, f"{PROBE}path" in drawn)

    @cached_property
    def fetched(self) -> tuple[str, ...]:
        """What a browser would get from elsewhere for each page of the host."""
        return fetched_by(self.probed())

    def assets(self, face: Face) -> Iterator[Asset]:
        return all_assets(face)

    def taken(self, frame: Frame, content: bytes) -> tuple[Frame, bytes]:
        """The contents go to where the host lists them, and the path begins below its own first page. It has a menu."""
        shows = self.shows(frame.part)
        content, headings = lifted(content) if shows.contents else (content, ())
        return frame._replace(tree=b"", headings=headings, path=frame.path[1:] if shows.path else frame.path), content

    def inside(self, fragment: str) -> str:
        """A fragment for a page of the host's own. What is no HTML of ours (a word, Markdown) stays as it is."""
        if not fragment.startswith("<"):
            return fragment
        return f"{OPENING}\n{fragment}\n{CLOSING}"

    def framed(self, frame: Frame) -> tuple[Markup, Markup]:
        shows_path = self.shows(frame.part).path
        drawn = with_within(self.host.draw(frame if shows_path else frame._replace(path=())), frame)
        before, found, after = with_head(drawn, [*said(frame, drawn), *dressed(frame)]).partition(CONTENT)
        if not found:
            raise HostError("网站主题的页面里没有放正文的地方（main.html 里要有 page.content）")
        path = "" if shows_path else own_path(frame)
        return Markup(f"{before}{OPENING}\n{notice(frame)}{path}"), Markup(f"\n{CLOSING}{after}")  # noqa: S704 - a template's, and escaped

    def completed(self, html: str, frame: Frame) -> str:
        """A page of the host's own: with the column's labels and notice where it is a page of the column or has a fragment,
        and then with style.
        """
        if frame.part not in {link.href for link in frame.menu[1:]} and OPENING not in html:
            return html
        if said_of_all := notice(frame):
            html = html.replace("<h1", f"{OPENING}\n{said_of_all}{CLOSING}\n<h1", 1)
        return with_head(html, [*said(frame, html), *(dressed(frame) if OPENING in html else ())])


class HostError(ValueError):
    """The host's page cannot hold ours; the text says why, to the office."""


def fetched_by(html: str) -> tuple[str, ...]:
    """The addresses of other hosts that a browser asks for by itself while it shows the page.

    >>> fetched_by('<link href="https://fonts.example/a.css" rel="stylesheet"><a href="https://example.gov.cn/">…</a>')
    ('https://fonts.example/a.css',)
    """
    return tuple(dict.fromkeys("".join(found) for found in FETCHED.findall(html)))


def said(frame: Frame, html: str) -> Iterator[Markup]:
    """What our frame says in its head, as far as the host's page does not."""
    if frame.description and not DESCRIPTION.search(html):
        yield Markup('<meta name="description" content="{}">').format(frame.description)
    for name, content in frame.labels.items():
        yield Markup('<meta name="{}" content="{}">').format(name, content)
    if frame.canonical and not CANONICAL.search(html):
        yield Markup('<link rel="canonical" href="{}">').format(frame.canonical)
    if frame.moved:
        yield Markup('<meta name="robots" content="noindex">\n<meta http-equiv="refresh" content="0; url={}">').format(
            frame.moved
        )
    if frame.feed:
        title, href = column().name, f"{frame.up}{frame.feed}"
        yield Markup('<link rel="alternate" type="application/atom+xml" title="{}" href="{}">').format(title, href)
    if frame.data:
        yield Markup('<script type="application/ld+json">{}</script>').format(frame.data)


def dressed(frame: Frame) -> Iterator[Markup]:
    """The style and the scripts that our components need."""
    own, face = host_assets(), host_face_style(frame.face)
    yield Markup('<script src="{}{}"></script>').format(frame.up, own["early"].name)
    for sheet in (own["style"], *([face] if face else [])):
        yield Markup('<link rel="stylesheet" href="{}{}">').format(frame.up, sheet.name)
    yield Markup('<script src="{}{}" defer></script>').format(frame.up, own["script"].name)


def with_head(html: str, lines: list[Markup]) -> str:
    """The lines at the end of the page's head."""
    before, found, after = html.partition("</head>")
    return f"{before}{''.join(f'{line}{chr(10)}' for line in lines)}{found}{after}"


def with_within(html: str, frame: Frame) -> str:
    """In the head's title, what the page belongs to."""
    if not frame.within:
        return html
    start = html.find("<title>")
    before, title, after = html[:start], *html[start:].partition("</title>")[::2]
    return f"{before}{title.replace(frame.title, f'{frame.title} - {escape(frame.within)}', 1)}</title>{after}"


def notice(frame: Frame) -> Markup:
    """What the county says on every page; empty where it says nothing."""
    text = frame.site.notice if frame.site else None
    return Markup('<div class="gk-notice"><p>{}</p></div>\n').format(text) if text else Markup()


def own_path(frame: Frame) -> Markup:
    """The pages above, where the host shows none."""
    above = path_of(frame)
    if not above:
        return Markup()
    links = Markup("\n").join(Markup('<li><a href="{}{}">{}</a></li>').format(frame.up, link.href, link.title) for link in above)
    here = Markup('<li aria-current="page">{}</li>').format(frame.title)
    return Markup('<nav class="gk-path" aria-label="当前位置">\n<p>当前位置：</p>\n<ol>\n{}\n{}\n</ol>\n</nav>\n').format(
        links, here
    )
