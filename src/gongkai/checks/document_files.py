"""What stands beside a document may be published: it is there, of a kind that opens anywhere and runs nothing, and listed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.collection import Collection
from gongkai.documents.document import Document
from gongkai.documents.reading import FOLDER, TEXT
from gongkai.problems import Position, Problem, Severity, shown

ID = "document-file"
TITLE = "附件都在，是可以公开的种类，里面没有宏"
BASIS = "本项目的约定：附件放在文件自己的文件夹里，逐个列出；会运行的文件和带宏的文件不公布"
ELSEWHERE = "是指向别处的链接；请放文件本身"
ALLOWED = (
    *("pdf", "ofd", "doc", "docx", "wps", "rtf", "odt", "xls", "xlsx", "et", "ods", "csv", "txt", "ppt", "pptx"),
    *("jpg", "jpeg", "png", "gif", "tif", "tiff", "zip", "mp3", "mp4"),
)
PACKED = ("docx", "xlsx", "pptx", "odt", "ods")
OLD_OFFICE = ("doc", "xls", "ppt", "wps", "et")
MACROS = ("vbaproject", "basic/")  # parts of a package that hold programs
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")


def check(collection: Collection) -> Iterator[Problem]:
    for document in collection.documents.all:
        if document.attachments or document.files:
            yield from of_document(document, collection.data / FOLDER / document.id)


def of_document(document: Document, folder: Path) -> Iterator[Problem]:
    there = {file.name: file for file in document.files}
    for name in document.attachments:
        place = document.position("attachments")
        if "/" in name or "\\" in name or name.startswith("."):
            yield Problem(place, ID, f"附件“{name}”要放在这件文件自己的文件夹里，只写文件名", subject=document.id)
        elif name not in there:
            message = f"找不到附件“{name}”；应放在 {FOLDER}/{document.id} 文件夹里"
            yield Problem(place, ID, message, subject=document.id)
        elif wrong := unfit(folder / name, folder):
            yield Problem(place, ID, f"附件“{name}”{wrong}", subject=document.id)
    for name in there:
        if name == TEXT and leads_elsewhere(folder / name, folder):
            yield Problem(Position(shown(folder / name)), ID, f"{TEXT} {ELSEWHERE}", subject=document.id)
        if name != TEXT and name not in document.attachments:
            message = f"“{name}”没有列在 attachments 里，不会公布"
            yield Problem(Position(shown(folder / name)), ID, message, Severity.WARNING, document.id)


def unfit(file: Path, folder: Path) -> str:
    """Why the file may not be published; empty where it may."""
    return ELSEWHERE if leads_elsewhere(file, folder) else unfit_content(file.name, file.read_bytes())


def leads_elsewhere(file: Path, folder: Path) -> bool:
    return not file.resolve().is_relative_to(folder.resolve())


def unfit_content(name: str, content: bytes) -> str:
    """The same of a file that is not there yet."""
    suffix = name.rpartition(".")[2].lower()
    if suffix not in ALLOWED:
        return f"不是可以公布的种类；可以公布的是 {'、'.join(ALLOWED)}"
    return "里有宏，打开时会运行；请另存为不带宏的文件" if has_macros(suffix, content) else ""


def has_macros(suffix: str, content: bytes) -> bool:
    if suffix in PACKED and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(mark in name.lower() for name in package.namelist() for mark in MACROS)
    return suffix in (*OLD_OFFICE, *PACKED) and MACRO_STREAM in content
