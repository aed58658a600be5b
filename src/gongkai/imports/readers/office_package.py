"""The package that Word and Excel files are: its parts, found as Word finds them, through relationships and never by name."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from gongkai.source.damaged_zip import DAMAGED_ZIP

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_PART = 60_000_000  # bytes unpacked; a report's text is some 300 000
MOST_TAGS = 1_000_000  # of one part
# What the readers of archives and of XML raise when a file is damaged.
DAMAGED = (*DAMAGED_ZIP, etree.XMLSyntaxError)
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
END_OF_ARCHIVE = b"PK\x05\x06"
ROOT = ""
TWICE = "压缩包里有两个“{0}”，不能判断 Word 打开的是哪一个；请在 Word 里另存一份再导入"


class NotWordError(Exception):
    """The message says why this is no Word file we read."""


@dataclass(frozen=True, slots=True)
class Link:
    """`kind` is the last part of the relationship's type where it is one of the office formats; `part` is "" outside the file."""

    id: str
    kind: str
    part: str


class Package:
    """The parts of one file, each under one name only."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.entries = only_entries(archive)
        self.types: etree._Element | None = None

    def __contains__(self, part: str) -> bool:
        return key_of(part) in self.entries

    def content(self, part: str) -> bytes:
        entry = self.entries.get(key_of(part))
        if entry is None:
            raise NotWordError(f"不是 Word 文件，或文件已经损坏（里面没有“{part[:60]}”）")
        return content_of(self.archive, entry)

    def tree(self, part: str) -> etree._Element:
        return tree_of(self.content(part))

    def links(self, part: str) -> Iterator[Link]:
        """Where the part, or with ROOT the package, leads to."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self:
            return
        for link in self.tree(listed).iter(RELATIONSHIPS):
            said, target = link.get("Type", ""), link.get("Target", "")
            kind = said.removeprefix(OFFICE) if said.startswith(OFFICE) else "core" if said == CORE else ""
            outside = link.get("TargetMode") == "External"
            yield Link(link.get("Id", ""), kind, "" if outside else resolved(folder, target))

    def linked(self, part: str, kind: str) -> str | None:
        """The one part that this part leads to as its styles, its settings, …; None where there is none."""
        found = sorted({link.part for link in self.links(part) if link.kind == kind})
        if len(found) > 1:
            raise NotWordError(TWICE.format(kind))
        return found[0] or None if found else None

    def present(self, part: str, kind: str) -> str | None:
        """The same, where the file really has it."""
        found = self.linked(part, kind)
        return found if found and found in self else None

    def main(self, *types: str) -> str:
        """The part that is the document; of one of these kinds of content."""
        part = self.linked(ROOT, "officeDocument")
        if part is None:
            raise NotWordError("不是 Word 文件，或文件已经损坏")
        if self.type_of(part) not in types:
            raise NotWordError(f"不是 Word 文件，或文件已经损坏（“{part[:60]}”没有登记为正文）")
        return part

    def type_of(self, part: str) -> str:
        """The part's content type as the package declares it."""
        if self.types is None:
            self.types = self.tree("[Content_Types].xml")
        name, ending = f"/{key_of(part)}", key_of(part).rpartition(".")[2]
        for said in self.types.iter(f"{TYPES}Override"):
            if said.get("PartName", "").casefold() == name:
                return said.get("ContentType", "")
        for said in self.types.iter(f"{TYPES}Default"):
            if said.get("Extension", "").casefold() == ending:
                return said.get("ContentType", "")
        return ""


def only_entries(archive: zipfile.ZipFile) -> dict[str, str]:
    """The entries by the name that makes them the same part; a second one of a name is refused."""
    if END_OF_ARCHIVE in archive.comment:
        raise NotWordError(TWICE.format("目录"))
    found: dict[str, str] = {}
    for name in archive.namelist():
        if name.endswith("/"):
            continue
        if (key := key_of(name)) in found:
            raise NotWordError(TWICE.format(name[:60]))
        found[key] = name
    return found


def key_of(name: str) -> str:
    """
    >>> key_of("/Word\\\\document%2Exml")
    'word/document.xml'
    """
    return posixpath.normpath(unquote(name).replace("\\", "/").lstrip("/")).casefold()


def resolved(folder: str, target: str) -> str:
    """
    >>> resolved("word", "../customXml/item1.xml"), resolved("word", "/word/styles.xml")
    ('customXml/item1.xml', 'word/styles.xml')
    """
    target = unquote(target).partition("#")[0]
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") if target else ""


def content_of(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise NotWordError(f"解压后超过 {LARGEST_PART // 1_000_000} MB，不像是年度报告")
    if content.count(b"<") > MOST_TAGS:
        raise NotWordError("里面的内容太多，不像是年度报告")
    if b"<!DOCTYPE" in content or b"\0" in content:  # a NUL: an encoding that could hide one
        raise NotWordError("里面有 Word 不会写的内容（DTD 或别的编码），不能读")
    return content


def tree_of(content: bytes) -> etree._Element:
    """No entities, no other files; without remarks, so that a text that one cuts is whole."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, strip_cdata=True
    )
    return etree.fromstring(content, parser)
