"""Markdown as authors write it: the same extensions, and the same way of following links, whoever renders it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from gongkai.build.page_sources import MARKDOWN, Rendered, address_of
from gongkai.county.addresses import link_to

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html", "def_list")
SETTINGS: Mapping[str, Mapping[str, Any]] = {"toc": {"permalink": False, "slugify": slugify_unicode}}
FOLLOWED = {"a": "href", "img": "src"}
BEFORE_OTHERS = 1  # a site generator that follows links itself comes after, and finds nothing left to do


class LinkFollower(Treeprocessor):
    """A link to a Markdown file becomes one to its page; a link to another file of `docs/` is made to fit the page's folder."""

    def __init__(self, docs: Path) -> None:
        super().__init__()
        self.docs, self.source = docs, "index.md"

    def run(self, root: Element) -> None:
        for element in root.iter():
            name = FOLLOWED.get(element.tag) if isinstance(element.tag, str) else None
            if name and (target := element.get(name)):
                element.set(name, self.followed(target))

    def followed(self, target: str) -> str:
        scheme, host, path, query, anchor = urlsplit(target)
        if scheme or host or not path or path.startswith("/"):
            return target
        source = posixpath.normpath(posixpath.join(posixpath.dirname(self.source), unquote(path)))
        if path.endswith(MARKDOWN):
            there = link_to(address_of(self.source), f"{address_of(source)}/".lstrip("/"))
        elif (self.docs / source).is_file():
            there = link_to(address_of(self.source), source)
        else:
            return target
        return urlunsplit(("", "", there, query, anchor))


class LinkExtension(Extension):
    """`follower.source` is set to the page that is rendered next."""

    def __init__(self, docs: Path) -> None:
        super().__init__()
        self.follower = LinkFollower(docs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(self.follower, "gongkai_links", BEFORE_OTHERS)


def rendered(text: str, source: str, docs: Path) -> Rendered:
    links = LinkExtension(docs)
    links.follower.source = source
    markdown = Markdown(extensions=[*EXTENSIONS, links], extension_configs={name: dict(of) for name, of in SETTINGS.items()})
    html = markdown.convert(text)
    tokens: Sequence[Mapping[str, Any]] = markdown.toc_tokens  # type: ignore[attr-defined] # the extension `toc` sets it
    title = unescape(tokens[0]["name"]) if tokens and tokens[0]["level"] == 1 else ""
    sections = (section for top in tokens for section in top["children"] if section["level"] == 2)
    return Rendered(html, title, tuple((section["id"], unescape(section["name"])) for section in sections))
