"""A Word file put together: what all documents have in common is made and packed once, what is a document's own goes between."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from html import escape

from gongkai.downloads.docx_layout import layout
from gongkai.downloads.docx_xml import UNKNOWN
from gongkai.downloads.zip_parts import NO_DAY, UNIX, USUAL_LEVEL, Packed, joined, packed

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
TITLE, SUBJECT, DAY = "@title@", "@subject@", NO_DAY.isoformat()
MARK = re.compile("|".join((TITLE, SUBJECT, DAY)))
END_OF_BODY = "<w:sectPr"


@dataclass(frozen=True, slots=True)
class CommonParts:
    """`names` in the order of the file; `packed` has all but the two that differ.

    `document` is what stands before and behind a body, `properties` a text with marks where a document's own go.
    """

    names: tuple[str, ...]
    packed: Mapping[str, Packed]
    document: tuple[str, str]
    properties: str


def package(title: str, subject: str, day: date, body: str) -> bytes:
    """The file; ValueError when its words hold what XML cannot. `day` is when the document says it was made."""
    common = common_parts()
    said = {TITLE: escape(title, quote=False), SUBJECT: escape(subject, quote=False), DAY: day.isoformat()}
    about = MARK.sub(lambda mark: said[mark[0]], common.properties)
    own = {DOCUMENT: (common.document[0], body, common.document[1]), PROPERTIES: (about,)}
    if any(UNKNOWN.search(text) for texts in own.values() for text in texts):
        raise ValueError(f"a control character in {title!r}")
    made = {name: packed(("".join(texts),), USUAL_LEVEL) for name, texts in own.items()}
    return joined([(name, made.get(name) or common.packed[name]) for name in common.names], UNIX)


@cache
def common_parts() -> CommonParts:
    document = copy.deepcopy(layout())
    about = document.core_properties
    about.title, about.subject, about.language = TITLE, SUBJECT, "zh-CN"
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = datetime.combine(NO_DAY, time())
    about.revision = 1
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    before, end, after = texts[DOCUMENT].rpartition(END_OF_BODY)
    fixed = {name: packed((text,), USUAL_LEVEL) for name, text in texts.items() if name not in (DOCUMENT, PROPERTIES)}
    return CommonParts(tuple(texts), fixed, (before, end + after), texts[PROPERTIES])
