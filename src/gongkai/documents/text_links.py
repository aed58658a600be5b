"""Where a document's text leads: to pages on the web, to other documents, to the files that stand beside it; nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

WEB = ("http", "https")
DOCUMENT = re.compile(r"\.\./(?P<id>[a-z0-9][a-z0-9-]*)/\Z")
LINK = re.compile(r"(?P<picture>!?)\[(?P<words>[^\]\n]*)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))*)[^)\n]*\)")


class TextLink(NamedTuple):
    """`line` and `column` are where its target stands in text.md, from 1."""

    target: str
    words: str
    picture: bool
    line: int
    column: int


def links_in(text: str) -> Iterator[TextLink]:
    """
    >>> [(link.target, link.line, link.column) for link in links_in("见\\n[表](a.xlsx)、![图](b.png)")]
    [('a.xlsx', 2, 5), ('b.png', 2, 18)]
    """
    for number, line in enumerate(text.split("\n"), start=1):
        for found in LINK.finditer(line):
            yield TextLink(found["target"], found["words"], bool(found["picture"]), number, found.start("target") + 1)


def may_be_followed(target: str) -> bool:
    """A page on the web, another document, or a file beside the document.

    >>> [may_be_followed(each) for each in ("https://www.gov.cn/", "../2021-0001/", "fujian.xlsx")]
    [True, True, True]
    >>> [may_be_followed(each) for each in ("javascript:alert(1)", "../../x/", "//a.cn", "#a")]
    [False, False, False, False]
    """
    parts = urlsplit(target)
    return (parts.scheme in WEB and bool(parts.netloc)) or bool(document_named(target) or file_named(target))


def document_named(target: str) -> str:
    """The id of the document whose page a link names, as it is written beside its own; empty where it names none."""
    found = DOCUMENT.match(target)
    return found["id"] if found else ""


def file_named(target: str) -> str:
    """The file beside the document that a link names; empty where it names none."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    return "" if parts.scheme or parts.netloc or "/" in path or path in ("", ".", "..") else path
